@testable import PullChecks
import Testing

@Suite struct PullCallerCheckTests {
  static let denied =
    "CannotPullContainerError: User: arn:aws:sts::123456789012:assumed-role/puller/0a1b is not authorized to perform: ecr:BatchGetImage on resource: x"

  static func role(_ arn: String) -> World {
    .task.after(.set(PullFile.definition, "/taskDefinition/taskRoleArn", .string(arn)))
  }

  static let two = role("arn:aws:iam::123456789012:role/program")
  static let one = role(PullFixture.role)
  static let unnamed = Edit.remove(PullFile.definition, "/taskDefinition/executionRoleArn")

  static let table = CheckTable(
    PullCallerCheck.self,
    [
      .confirmed(
        "one role for both", one, says: "task role and execution role are one", cites: [PullFile.definition]),
      .confirmed(
        "the text names the one role", one.said(denied), says: "task role and execution role are one",
        cites: [PullFile.definition]),
      .ruledOut(
        "two roles", two, says: "with the execution role, not with the task role",
        cites: [PullFile.definition]),
      .ruledOut(
        "two roles of one name, below different paths", role("arn:aws:iam::123456789012:role/app/puller"),
        says: "not with the task role", cites: [PullFile.definition]),
      .ruledOut(
        "no task role", .task, says: "there is no task role", cites: [PullFile.definition]),
      .ruledOut(
        "the text names the caller", .task.said(denied), says: "the call was made by role puller",
        cites: [PullFile.tasks]),
      .ruledOut(
        "the text names the instance's role",
        two.said(denied.replacing("assumed-role/puller/0a1b", with: "assumed-role/host/i-0abc")),
        says: "the call was made by role host", cites: [PullFile.tasks]),
      .ruledOut(
        "the instance's role pulls", two.after(unnamed), says: "the instance's role pulls",
        cites: [PullFile.definition]),
      .undetermined(
        "the definition was not collected", .task.after(.delete(PullFile.definition)),
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable("no role at all", .task.after(unnamed), says: "names no role"),
    ])

  @Test(arguments: table.tests) func `the task role pulls only where it is the execution role, too`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}
