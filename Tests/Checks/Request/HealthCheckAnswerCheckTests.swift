@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct HealthCheckAnswerCheckTests {
  static func reason(_ reason: String) -> Edit {
    .set(
      Web.health, "/TargetHealthDescriptions/0/TargetHealth",
      ["State": "unhealthy", "Reason": .string(reason)])
  }

  static func table(
    _ claim: String, _ name: String, _ proof: String, says words: String, _ other: String, not refuted: String
  ) -> CheckTable {
    CheckTable(
      HealthCheckAnswerCheck.self, ["claim": claim],
      [
        .confirmed(name, .web.after(reason(proof)), says: words, cites: [Web.health]),
        .ruledOut("another reason", .web.after(reason(other)), says: refuted, cites: [Web.health]),
        .ruledOut("nothing comes back at all", .timedOut, says: refuted, cites: [Web.health]),
        .ruledOut("every target is healthy", .web, says: refuted),
        .ruledOut(
          "a drained target's reason is not a check's",
          .web.after(
            .set(
              Web.health, "/TargetHealthDescriptions/0/TargetHealth",
              ["State": "draining", "Reason": "Target.DeregistrationInProgress"])), says: refuted),
        .undetermined(
          "the targets' health may not be read", .web.after(.deny(Web.health)),
          says: "the registered targets of web-prod-tg are not known",
          needs: "elbv2.describe-target-health.web-prod-tg"),
        .notApplicable(
          "the targets are functions",
          .web.after(.set(Web.targetGroups, Web.targetGroup + "/TargetType", "lambda")),
          says: "the targets are functions"),
        .notApplicable(
          "no target is registered", .web.after(Web.noTargets), says: "no target that takes packets"),
      ])
  }

  static let tables = [
    table(
      "path-or-matcher", "an unexpected code came back", "Target.ResponseCodeMismatch",
      says: "health checks are answered with unexpected codes", "Target.FailedHealthChecks",
      not: "no health check was answered with an unexpected code"),
    table(
      "not-listening", "the connection was refused", "Target.FailedHealthChecks",
      says: "targets refuse health checks or answer malformed", "Target.ResponseCodeMismatch",
      not: "nothing refused here"),
  ]

  @Test(arguments: tables.flatMap(\.tests))
  func `whether targets answer health checks as a claim needs`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
