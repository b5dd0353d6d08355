@testable import PullChecks
import Testing

@Suite struct PullParameterActionCheckTests {
  static let named = World.task.secret("/shop/key")

  static func may(_ action: String, on resource: String = "*") -> World {
    named.after(
      .add(
        PullFile.policy,
        PullFixture.policy(#"{"Effect":"Allow","Action":"\#(action)","Resource":"\#(resource)"}"#)))
  }

  static let table = CheckTable(
    PullParameterActionCheck.self,
    [
      .never(.confirmed, "the singular never authorizes the plural"),
      .ruledOut(
        "the singular alone", may("ssm:GetParameter"), says: "which ssm:GetParameter does not authorize",
        cites: [PullFile.policy, PullFile.definition]),
      .ruledOut(
        "the singular on this parameter",
        may("ssm:GetParameter", on: "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/key"),
        says: "which ssm:GetParameter does not authorize", cites: [PullFile.policy]),
      .undetermined(
        "the policy's text was not collected", named.after(.delete(PullFile.policy)),
        says: "the role's policies are not all in the snapshot", needs: PullFile.neededPolicy),
      .undetermined(
        "the definition was not collected", named.after(.delete(PullFile.definition)),
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable("the plural", may("ssm:GetParameters"), says: "does not hold ssm:GetParameter alone"),
      .notApplicable(
        "both by a pattern", may("ssm:GetParameter*"), says: "does not hold ssm:GetParameter alone"),
      .notApplicable("neither", may("logs:*"), says: "does not hold ssm:GetParameter alone"),
      .notApplicable(
        "the singular on another parameter",
        may("ssm:GetParameter", on: "arn:aws:ssm:eu-west-1:123456789012:parameter/shop/other"),
        says: "does not hold ssm:GetParameter alone"),
      .notApplicable(
        "no parameter is named",
        .task.after(
          .add(
            PullFile.policy,
            PullFixture.policy(#"{"Effect":"Allow","Action":"ssm:GetParameter","Resource":"*"}"#))),
        says: "names no parameter"),
      .notApplicable("a secret is no parameter", .task.secret(), says: "names no parameter"),
    ])

  @Test(arguments: table.tests) func `the singular does not authorize the plural`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}
