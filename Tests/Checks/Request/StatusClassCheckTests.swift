@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct StatusClassCheckTests {
  typealias Log = AccessLog

  static let health = "elbv2.describe-target-health.web-prod-tg.json"

  /// Mechanisms that are refuted by the status that they give.
  static func table(_ mechanism: String, says words: String) -> CheckTable {
    CheckTable(
      StatusClassCheck.self, ["mechanism": mechanism],
      [
        .never(.confirmed, "its status is documented, and it is not 504"),
        .ruledOut("without logs by what it is", .unlogged, says: words),
        .ruledOut(
          "these requests ended with 504", .balancerLog(Log.silent("05:40:00")), says: words,
          "these requests ended with 504", cites: [Log.balancerFile]),
        .undetermined(
          "the load balancers may not be listed", .edge.after(.deny(EdgeFile.balancers)),
          says: "which load balancer is meant", needs: EdgeFile.balancers),
        .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
      ])
  }

  static let deregistration = CheckTable(
    StatusClassCheck.self, ["mechanism": "deregistration"],
    [
      .confirmed(
        "an address that is gone answers nothing", .request("kubernetes-pods-end-while-draining"),
        says: "an address that is gone answers nothing", cites: ["logs/"]),
      .ruledOut(
        "without logs by what it is", .unlogged,
        says: "a request cut by the deregistration delay is answered 502"),
      .ruledOut(
        "they failed before", .request("kubernetes-pods-failed-before-draining"),
        says: "these requests ended with 504", cites: ["logs/"]),
      .ruledOut(
        "the target is registered", .balancerLog(Log.unconnected("05:40:00")),
        says: "these requests ended with 504"),
      .undetermined(
        "a target that is registered no more",
        .balancerLog(Log.unconnected("05:40:00", at: "10.20.10.99")),
        says: "when the targets that timed out were deregistered", needs: "cloudtrail.lookup-events"),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  static let dns = CheckTable(
    StatusClassCheck.self, ["mechanism": "origin-dns"],
    [
      .confirmed(
        "CloudFront says that the name did not resolve",
        .unlogged.after(Log.edge(Log.viewer("05:40:00", 0.1, "/", "OriginDnsError"))),
        says: "some requests did fail because the origin's name did not resolve", cites: [Log.edgeFile]),
      .ruledOut("it would be a 502", .unlogged, says: "an origin name that does not resolve gives 502"),
      .ruledOut(
        "another error of the origin",
        .unlogged.after(Log.edge(Log.viewer("05:40:00", 30, "/", "OriginConnectError"))),
        says: "these requests ended with 504", cites: [Log.edgeFile]),
      .undetermined(
        "the load balancers may not be listed", .edge.after(.deny(EdgeFile.balancers)),
        says: "which load balancer is meant", needs: EdgeFile.balancers),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  static let function = CheckTable(
    StatusClassCheck.self, ["mechanism": "lambda-error"],
    [
      .never(.confirmed, "a function's own error is a 502"),
      .ruledOut(
        "a function's error would be a 502", .request("function-target-works"),
        says: "a function's own timeout, error or throttling is answered 502"),
      .undetermined(
        "whether a target is a function", .unlogged.after(.deny("elbv2.describe-target-groups.json")),
        says: "whether a target is a Lambda function", needs: "elbv2.describe-target-groups"),
      .notApplicable("no target is a function", .web, says: "no target group of the load balancer"),
    ])

  static let targets = CheckTable(
    StatusClassCheck.self, ["mechanism": "no-healthy-target"],
    [
      .confirmed(
        "no target is registered", .web.after(.set(health, "/TargetHealthDescriptions", [])),
        says: "no target is registered", cites: [health]),
      .confirmed(
        "only drained targets are left",
        .web.after(
          .set(
            health, "/TargetHealthDescriptions",
            [
              [
                "Target": ["Id": "10.20.10.37", "Port": 80],
                "TargetHealth": ["State": "draining", "Reason": "Target.DeregistrationInProgress"],
              ]
            ])), says: "no target is registered"),
      .ruledOut("four targets are registered", .web, says: "4 targets are registered", cites: [health]),
      .ruledOut(
        "unhealthy ones still get requests", .web.after(Web.health(Web.timeout)),
        says: "unhealthy ones still get requests", cites: [health]),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(health)),
        says: "which targets are registered is not known", needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  static let tables: [CheckTable] = [
    table("keep-alive", says: "makes an ALB answer 502"),
    deregistration,
    table("web-acl", says: "a request that a web ACL blocks is answered 403"),
    table("origin-tls", says: "a certificate or handshake fault between CloudFront and the origin gives 502"),
    dns, function, targets,
  ]

  @Test(arguments: tables.flatMap(\.tests))
  func `whether a mechanism gives the status that viewers see`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
