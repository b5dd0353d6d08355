@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PassRoleCheckTests {
  static func event(
    role: String = PullFixture.role, code: String = "AccessDenied", source: String = "ecs.amazonaws.com",
    action: String = "iam:PassRole", name: String = "RunTask", service: String? = nil
  ) -> Edit {
    let asked = service.map { #","requestParameters":{"cluster":"prod","service":"\#($0)"}"# } ?? ""
    let refused =
      code.isEmpty
      ? ""
      : #","errorCode":"\#(code)","errorMessage":"User: arn:aws:iam::123456789012:user/dev is not authorized to perform: \#(action) on resource: \#(role)""#
    let record =
      #"{"eventSource":"\#(source)","eventName":"\#(name)"\#(refused)\#(asked),"userIdentity":{"arn":"arn:aws:iam::123456789012:user/dev"}}"#
    return .add(
      PullFile.trail,
      #"{"Events":[{"EventId":"1","EventName":"\#(name)","CloudTrailEvent":\#(JSONValue.quote(record))}]}"#)
  }

  static let other = "arn:aws:iam::123456789012:role/other"

  static let table = CheckTable(
    PassRoleCheck.self,
    [
      .confirmed(
        "the task's own role was refused", .task.after(event()),
        says: "RunTask was refused: the caller may not pass the role", cites: [PullFile.trail],
        binds: ["deployer": "arn:aws:iam::123456789012:user/dev", "role-arn": PullFixture.role]),
      .confirmed(
        "the task role was refused",
        .task.after(
          .set(PullFile.definition, "/taskDefinition/taskRoleArn", .string(other)), event(role: other)),
        says: "RunTask was refused", cites: [PullFile.trail], binds: ["role-arn": other]),
      .confirmed(
        "ECS recorded the refusal",
        .task.said(
          "service checkout failed to launch a task with (error ECS was unable to assume the role): User: arn:aws:iam::123456789012:user/dev is not authorized to perform: iam:PassRole on resource: \(PullFixture.role)"
        ), says: "the recorded text names iam:PassRole", cites: [PullFile.tasks]),
      .ruledOut(
        "another role was refused", .task.after(event(role: other)),
        says: "the trail shows no refusal to pass a role", cites: [PullFile.trail]),
      .ruledOut(
        "another action was refused", .task.after(event(action: "ecs:RunTask")),
        says: "the trail shows no refusal", cites: [PullFile.trail]),
      .ruledOut(
        "another service refused it", .task.after(event(source: "lambda.amazonaws.com")),
        says: "the trail shows no refusal", cites: [PullFile.trail]),
      .ruledOut(
        "the call went through", .task.after(event(code: "")), says: "the trail shows no refusal",
        cites: [PullFile.trail]),
      .ruledOut(
        "an empty trail", .task.after(.add(PullFile.trail, #"{"Events":[]}"#)),
        says: "the trail shows no refusal", cites: [PullFile.trail]),
      .undetermined(
        "the trail's first page only",
        .task.after(.add(PullFile.trail, #"{"Events":[],"NextToken":"e30="}"#)), says: "incomplete",
        needs: PullFile.trail),
      .undetermined(
        "no trail at all", .task, says: "the trail is not in the snapshot", needs: PullFile.trail),
      .undetermined(
        "the trail may not be read",
        .task.after(.add(PullFile.trail, #"{"Events":[]}"#), .deny(PullFile.trail)),
        says: "the trail is not in the snapshot", needs: PullFile.trail),
      .undetermined(
        "a refusal, and nobody knows whose role the task has",
        .task.after(event(role: other), .delete(PullFile.definition)), says: "whether it is this task's",
        needs: PullFile.neededDefinition),
      .undetermined(
        "a refusal on the first page of the trail, and nobody knows whose role the task has",
        .task.after(
          event(role: other), .set(PullFile.trail, "/NextToken", "e30="), .delete(PullFile.definition)),
        says: "whether it is this task's", needs: PullFile.trail, cites: [PullFile.trail]),
      .never(.notApplicable, "every task was started by somebody"),
    ])

  @Test(arguments: table.tests) func `whether the deployer may pass the role`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
