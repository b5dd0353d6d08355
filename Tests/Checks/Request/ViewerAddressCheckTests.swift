@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct ViewerAddressCheckTests {
  static let table = CheckTable(
    ViewerAddressCheck.self,
    [
      .never(.confirmed, "behind CloudFront no viewer connects, and without it nothing is said"),
      .ruledOut(
        "the load balancer sees CloudFront's addresses", .web, says: "CloudFront's own addresses only",
        cites: [Web.distribution, AccessLog.balancerFile], binds: ["viewer-count": "0"]),
      .ruledOut(
        "also without a log", .unlogged, says: "CloudFront's own addresses only", cites: [Web.distribution]),
      .undetermined(
        "the distribution was not collected", .edge.after(.delete(EdgeFile.distribution)),
        says: "whether CloudFront stands before the load balancer is not known", needs: "cloudfront."),
      .undetermined(
        "where the origin's name leads was not collected",
        .request("healthy-fargate").after(
          .delete("route53.list-resource-record-sets.Z08371KLJOBSEXAMPLE.json")),
        says: "whether CloudFront stands before the load balancer is not known", needs: "route53."),
      .notApplicable(
        "the distributions lead elsewhere",
        .edge.after(
          .set(EdgeFile.distribution, EdgeFile.origin + "/DomainName", "b-1.s3.ap-northeast-1.amazonaws.com"),
          .set(EdgeFile.distribution, EdgeFile.origin + "/S3OriginConfig", ["OriginAccessIdentity": ""]),
          .remove(EdgeFile.distribution, EdgeFile.custom)),
        says: "no distribution leads to this load balancer"),
    ])

  @Test(arguments: table.tests)
  func `whether viewers connect to the load balancer`(_ row: CheckTable.Test) throws { try row.hold() }
}
