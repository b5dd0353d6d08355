@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct LoadBalancerStateCheckTests {
  private typealias File = EdgeFile

  private static func state(_ code: String) -> Edit {
    .set(EdgeFile.balancers, EdgeFile.balancer + "/State/Code", .string(code))
  }

  static let gone = CheckTable(
    LoadBalancerStateCheck.self, ["is": "gone"],
    [
      .confirmed(
        "it failed", .edge.after(state("failed")), says: "web is failed", cites: [File.balancers],
        binds: ["state": "failed", "load-balancer": "web"]),
      .confirmed("it is still being made", .edge.after(state("provisioning")), says: "web is provisioning"),
      .confirmed(
        "the origin names one that is gone", .named("web-0.ap-northeast-1.elb.amazonaws.com"),
        says: "web-0.ap-northeast-1.elb.amazonaws.com is a load balancer that does not exist any more",
        cites: [File.distribution, File.balancers],
        binds: ["state": "gone", "alias-dns": "web-1.ap-northeast-1.elb.amazonaws.com"]),
      .ruledOut("it is active", .edge, says: "web is there and active", cites: [File.balancers]),
      .ruledOut(
        "an impaired one still serves", .edge.after(state("active_impaired")),
        says: "web is there and active_impaired"),
      .undetermined(
        "the load balancers may not be listed", .edge.after(.deny(File.balancers)), says: "load balancer",
        needs: File.balancers),
      .undetermined(
        "the origin's load balancer may stand on another page",
        .named("web-0.ap-northeast-1.elb.amazonaws.com").after(.set(File.balancers, "/NextMarker", "eyJ")),
        says: "web-0.ap-northeast-1.elb.amazonaws.com is not in the snapshot",
        needs: "elbv2.describe-load-balancers"),
      .undetermined(
        "the listing leaves the state out", .edge.after(.remove(File.balancers, File.balancer + "/State")),
        says: "the state of web is not in its listing", needs: File.balancers),
      .notApplicable(
        "the subject leads to no load balancer", .edge.about(["url": "https://www.example.net/"]),
        says: "leads to no load balancer"),
    ])

  static let impaired = CheckTable(
    LoadBalancerStateCheck.self, ["is": "impaired"],
    [
      .confirmed(
        "its subnets have run out of addresses",
        .edge.after(
          state("active_impaired"), .set(File.subnets, "/Subnets/1/AvailableIpAddressCount", 3)),
        says: "web cannot grow: subnet-c has 3 free addresses", cites: [File.balancers, File.subnets]),
      .confirmed(
        "a subnet is smaller than a load balancer needs",
        .edge.after(
          state("active_impaired"), .set(File.subnets, "/Subnets/0/CidrBlock", "10.0.0.0/28")),
        says: "subnet-a is smaller than a /27"),
      .ruledOut(
        "few addresses are no fault while it is active",
        .edge.after(.set(File.subnets, "/Subnets/1/AvailableIpAddressCount", 3)), says: "web is active"),
      .undetermined(
        "its subnets were not collected", .edge.after(state("active_impaired"), .delete(File.subnets)),
        says: "its subnets are not in the snapshot", needs: File.subnets),
      .undetermined(
        "its subnets have room", .edge.after(state("active_impaired")),
        says: "although its subnets have free addresses", needs: nil, cites: [File.balancers]),
      .notApplicable(
        "the subject leads to no load balancer", .edge.about(["url": "https://www.example.net/"]),
        says: "leads to no load balancer"),
    ])

  @Test(arguments: gone.tests + impaired.tests)
  func `whether the load balancer is there and in service`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
