@testable import PullChecks
import Testing

@Suite struct PullParameterCheckTests {
  static let file = "ssm.describe-parameters.json"

  static func listed(_ names: String...) -> Edit {
    let items = names.map { #"{"Name":"\#($0)","Type":"String"}"# }
    return .add(file, #"{"Parameters":[\#(items.joined(separator: ","))]}"#)
  }

  static let named = World.task.secret("/shop/key")

  static let table = CheckTable(
    PullParameterCheck.self,
    [
      .confirmed(
        "a complete list lacks it", named.after(listed("/shop/other")),
        says: "there is no parameter /shop/key in eu-west-1", cites: [file, PullFile.definition],
        binds: ["parameter": "/shop/key", "container": "shop"]),
      .confirmed(
        "a longer name is another parameter", named.after(listed("/shop/key/old", "/prod/shop/key")),
        says: "there is no parameter /shop/key", cites: [file]),
      .confirmed(
        "Systems Manager answered",
        named.said(
          "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secrets from ssm: service call has been retried 1 time(s): invalid ssm parameters: /shop/key"
        ), says: "the recorded text says so", cites: [PullFile.tasks]),
      .ruledOut(
        "it is listed", named.after(listed("/shop/key")), says: "the parameter exists", cites: [file]),
      .ruledOut(
        "the ARN of a name without a path",
        .task.secret("arn:aws:ssm:eu-west-1:123456789012:parameter/key").after(
          listed("key")), says: "the parameter exists", cites: [file]),
      .ruledOut(
        "a version of it", .task.secret("/shop/key:3").after(listed("/shop/key")),
        says: "the parameter exists",
        cites: [file]),
      .undetermined(
        "the list has a next page", named.after(listed(), .set(file, "/NextToken", "e30=")),
        says: "the list of parameters is not complete", needs: file),
      .undetermined(
        "the parameters were not collected", named, says: "the list of parameters is not complete",
        needs: file),
      .undetermined(
        "another Region's parameter",
        .task.secret("arn:aws:ssm:eu-north-1:123456789012:parameter/shop/key").after(listed()),
        says: "the list of parameters is not complete", needs: "eu-north-1/" + file),
      .undetermined(
        "another account's parameter",
        .task.secret("arn:aws:ssm:eu-west-1:210987654321:parameter/shop/key").after(listed()),
        says: "the list of parameters is not complete", needs: "210987654321/" + file),
      .undetermined(
        "the definition was not collected", named.after(.delete(PullFile.definition)),
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable("a secret is no parameter", .task.secret(), says: "names no parameter"),
    ])

  @Test(arguments: table.tests) func `a parameter is missing only from its own Region's whole list`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}
