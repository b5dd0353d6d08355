@testable import PullChecks
import Testing

@Suite struct PullPublicNameCheckTests {
  static let unknown =
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref public.ecr.aws/shop/api:1: name unknown: The repository with name 'api' does not exist in the registry with id 'shop'"
  static let refused =
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/team/app:1: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed"
  static let foreign = World.task.image("public.ecr.aws/shop/api:1")

  static let table = CheckTable(
    PullPublicNameCheck.self,
    [
      .confirmed(
        "ECR Public knows no such repository", foreign.said(unknown),
        says: "public.ecr.aws answered that it has no shop/api",
        cites: [PullFile.tasks, PullFile.definition],
        binds: ["image-host": "public.ecr.aws", "repository": "shop/api"]),
      .never(.ruledOut, "only a registry's answer is read, and that there is none proves nothing"),
      .undetermined(
        "the definition was not collected", .task.after(.delete(PullFile.definition)).said(unknown),
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable(
        "Docker Hub leaves open whether the name or the login is wrong",
        .task.image("team/app:1").said(refused), says: "no registry answered so"),
      .notApplicable(
        "the text is about another image of the task",
        foreign.said(unknown.replacing("shop/api", with: "shop/proxy")), says: "no registry answered so"),
      .notApplicable("nobody answered", foreign.said(PullText.silence), says: "no registry answered so"),
      .notApplicable("a private registry has a check of its own", .task, says: "every image is in ECR"),
    ])

  @Test(arguments: table.tests) func `what a registry said of a name`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
