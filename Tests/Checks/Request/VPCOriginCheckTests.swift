@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct VPCOriginCheckTests {
  private typealias File = EdgeFile

  private static let vpcOrigin = "cloudfront.get-vpc-origin.vo_1.json"
  private static let endpoint = "/VpcOrigin/VpcOriginEndpointConfig"
  private static func rule(_ rule: JSONValue) -> Edit { .set(EdgeFile.groups, EdgeFile.rule, rule) }
  private static let serviceGroup = Edit.insert(
    File.groups, "/SecurityGroups/-",
    [
      "GroupId": "sg-cfsvc", "GroupName": "CloudFront-VPCOrigins-Service-SG", "VpcId": "vpc-1",
      "OwnerId": "123456789012", "IpPermissions": [], "IpPermissionsEgress": [],
    ])

  static let admitted = CheckTable(
    VPCOriginCheck.self, ["is": "not-admitted"],
    [
      .confirmed(
        "the VPC's own range does not admit CloudFront's interfaces",
        .vpcOrigin.after(rule(.tcp(443, cidrs: ["10.0.0.0/16"]))), says: "443", cites: [File.groups],
        binds: ["port": "443", "security-group": "sg-alb"]),
      .confirmed(
        "the service group is admitted on a port where nobody listens",
        .vpcOrigin.after(serviceGroup, rule(.tcp(80, groups: ["sg-cfsvc"]))),
        says: "the peer is admitted on other ports only"),
      .confirmed(
        "the recorded incident", .request("vpc-origin-not-admitted"), says: "no rule of the groups"),
      .ruledOut("the prefix list admits it", .vpcOrigin, says: "CloudFront is admitted on port 443"),
      .ruledOut(
        "CloudFront's service group admits it",
        .vpcOrigin.after(serviceGroup, rule(.tcp(443, groups: ["sg-cfsvc"]))),
        says: "CloudFront is admitted on port 443"),
      .ruledOut(
        "the service group is admitted on another port, which is another fault",
        .vpcOrigin.after(serviceGroup, rule(.tcp(80, groups: ["sg-cfsvc"])), EdgeFile.listensOn80),
        says: "admitted, on another port"),
      .undetermined(
        "the groups may not be listed", .vpcOrigin.after(.deny(File.groups)), says: "sg-alb",
        needs: File.groups),
      .undetermined(
        "the load balancers may not be listed", .vpcOrigin.after(.deny(File.balancers)),
        says: "which load balancer", needs: File.balancers),
      .notApplicable("no VPC origin", .edge, says: "no VPC origin is configured"),
    ])

  static let dead = CheckTable(
    VPCOriginCheck.self, ["is": "dead"],
    [
      .confirmed(
        "its load balancer is gone",
        .vpcOrigin.after(.replace(vpcOrigin, "50dc6c495c0c9188", "0000000000000000")),
        says: "vo_1 leads to a load balancer that does not exist any more",
        cites: [vpcOrigin, File.balancers], binds: ["vpc-origin": "vo_1", "origin": "alb"]),
      .confirmed(
        "it is not deployed", .vpcOrigin.after(.set(vpcOrigin, "/VpcOrigin/Status", "Deploying")),
        says: "vo_1 is Deploying, not Deployed", cites: [vpcOrigin]),
      .confirmed(
        "its VPC has no gateway",
        .vpcOrigin.after(.set(File.gateways, "/InternetGateways/0/Attachments/0/VpcId", "vpc-2")),
        says: "vpc-1 has no internet gateway attached", cites: [File.gateways]),
      .confirmed(
        "the list of VPC origins does not hold it",
        .vpcOrigin.after(
          .delete(vpcOrigin),
          .add(
            "cloudfront.list-vpc-origins.json",
            #"{"VpcOriginList": {"Marker": "", "MaxItems": 100, "IsTruncated": false, "Quantity": 0}}"#)),
        says: "the distribution names the VPC origin vo_1, which does not exist"),
      .ruledOut(
        "it is deployed and leads here", .vpcOrigin, says: "vo_1 is deployed and leads to web",
        cites: [vpcOrigin]),
      .ruledOut(
        "an instance is no load balancer",
        .vpcOrigin.after(
          .set(vpcOrigin, endpoint + "/Arn", "arn:aws:ec2:ap-northeast-1:123456789012:instance/i-0a1b")),
        says: "leads to no load balancer"),
      .undetermined(
        "the VPC origins were not listed", .vpcOrigin.after(.delete(vpcOrigin)),
        says: "the VPC origin vo_1 is not in the snapshot", needs: "cloudfront."),
      .undetermined(
        "a first page of VPC origins does not prove that there is none",
        .vpcOrigin.after(
          .delete(vpcOrigin),
          .add(
            "cloudfront.list-vpc-origins.json",
            #"{"VpcOriginList": {"NextMarker": "vo_0", "MaxItems": 1, "IsTruncated": true, "Quantity": 0}}"#)
        ), says: "the VPC origin vo_1 is not in the snapshot", needs: "cloudfront."),
      .undetermined(
        "what it leads to is not printed", .vpcOrigin.after(.remove(vpcOrigin, endpoint + "/Arn")),
        says: "what the VPC origin vo_1 leads to", needs: "cloudfront.get-vpc-origin.vo_1"),
      .notApplicable("no VPC origin", .edge, says: "no VPC origin is configured"),
    ])

  @Test(arguments: admitted.tests + dead.tests)
  func `whether a VPC origin gets through`(_ row: CheckTable.Test) throws { try row.hold() }
}
