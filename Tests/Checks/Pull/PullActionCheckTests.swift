@testable import PullChecks
import Testing

@Suite struct PullActionCheckTests {
  static func asked(_ action: String) -> [String: String] { ["action": action] }

  static let table = CheckTable(
    PullActionCheck.self,
    [
      .confirmed(
        "the manifest", .task, asked("ecr:BatchGetImage"), says: "a pull calls ecr:BatchGetImage",
        cites: [PullFile.definition]),
      .confirmed(
        "the layers' addresses", .task, asked("ecr:GetDownloadUrlForLayer"), says: "a pull calls",
        cites: [PullFile.definition]),
      .confirmed(
        "the token", .task, asked("ecr:GetAuthorizationToken"), says: "a pull calls",
        cites: [PullFile.definition]),
      .ruledOut(
        "what only a push asks", .task, asked("ecr:BatchCheckLayerAvailability"), says: "does not call",
        cites: [PullFile.definition]),
      .ruledOut(
        "a push", .task, asked("ecr:PutImage"), says: "does not call", cites: [PullFile.definition]),
      .undetermined(
        "the definition may not be read", .task.after(.deny(PullFile.definition)), asked("ecr:BatchGetImage"),
        says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
      .notApplicable(
        "an image of Docker Hub", .task.image("redis:7"), asked("ecr:BatchGetImage"),
        says: "no image is of ECR"),
      .notApplicable(
        "an image of ECR Public", .task.image("public.ecr.aws/nginx/nginx:1.27"), asked("ecr:BatchGetImage"),
        says: "no image is of ECR"),
    ])

  @Test(arguments: table.tests) func `a pull calls three actions of ECR`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
