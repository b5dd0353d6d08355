@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct HealthCheckProtocolCheckTests {
  static let encrypted = Edit.set(Web.targetGroups, Web.targetGroup + "/Protocol", "HTTPS")
  static let refused = Edit.set(
    Web.health, "/TargetHealthDescriptions/0/TargetHealth",
    ["State": "unhealthy", "Reason": "Target.FailedHealthChecks"])

  /// So many targets of one group.
  static func targets(_ count: Int) -> Edit {
    .set(
      Web.health, "/TargetHealthDescriptions",
      .array(
        (1...count).map { number in
          [
            "Target": ["Id": "10.20.10.\(number)", "Port": 80, "AvailabilityZone": "ap-northeast-1a"],
            "HealthCheckPort": "80", "TargetHealth": ["State": "healthy"],
          ]
        }))
  }

  static let table = CheckTable(
    HealthCheckProtocolCheck.self,
    [
      .confirmed(
        "the targets speak HTTPS, the check HTTP, and it is refused", .web.after(encrypted, refused),
        says: "the targets speak HTTPS and the health check HTTP", cites: [Web.health]),
      .ruledOut(
        "the same protocols, and nothing comes back", .timedOut.after(encrypted),
        says: "a wrong protocol would be answered with an error", cites: [Web.health]),
      .ruledOut(
        "both speak HTTPS",
        .web.after(
          encrypted, refused, .set(Web.targetGroups, Web.targetGroup + "/HealthCheckProtocol", "HTTPS")),
        says: "a wrong protocol would be answered"),
      .ruledOut(
        "of many targets, the protocol is cited beside some",
        .web.after(
          refused, targets(8)), says: "a wrong protocol would be answered with an error",
        cites: [Web.health, Web.targetGroups]),
      .ruledOut(
        "HTTP all through", .web.after(refused), says: "a wrong protocol would be answered with an error"),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable("no target group", .edge, says: "no target group is attached"),
    ])

  @Test(arguments: table.tests)
  func `whether the health check speaks another protocol`(_ row: CheckTable.Test) throws { try row.hold() }
}
