@testable import PullChecks
import Testing

@Suite struct PullSidecarCheckTests {
  static let definition = "ecs.describe-task-definition.checkout-api.json"
  static let containers = "/taskDefinition/containerDefinitions"
  static let host = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"

  static func text(_ image: String) -> String {
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref \(image): not found"
  }

  static let sidecar = "public.ecr.aws/xray/aws-xray-daemon:3.3.14"
  static let essential = World.nat.after(.set(definition, containers + "/1/essential", true))

  static let table = CheckTable(
    PullSidecarCheck.self,
    [
      .confirmed(
        "the sidecar's image is not found", essential.stopped(text(sidecar)),
        says:
          "the pull of public.ecr.aws/xray/aws-xray-daemon:3.3.14 for xray fails; checkout-api is the application",
        cites: [PullFile.tasks, definition], binds: ["container": "xray"]),
      .confirmed(
        "the sidecar's own reason says so",
        essential.stopped("Task failed to start").after(
          .set(PullFile.tasks, "/tasks/0/containers/1/reason", .string(text(sidecar)))),
        says: "for xray fails", cites: [PullFile.tasks]),
      .ruledOut(
        "the application's image is not found",
        essential.stopped(text(host + "/checkout-api:2025.10.06-91bd")),
        says: "do not name another essential container's image", cites: [PullFile.tasks, definition]),
      .ruledOut(
        "the task goes on without this sidecar", World.nat.stopped(text(sidecar)),
        says: "do not name another essential container's image", cites: [PullFile.tasks]),
      .ruledOut(
        "sidecar and application are one image",
        essential.after(
          .set(definition, containers + "/1/image", .string(host + "/checkout-api:2025.10.06-91bd"))
        )
        .stopped(text(host + "/checkout-api:2025.10.06-91bd")),
        says: "do not name another essential container's image", cites: [PullFile.tasks]),
      .undetermined(
        "neither tasks nor events were collected",
        essential.after(.delete(PullFile.tasks), .set(PullFile.services, "/services/0/runningCount", 1)),
        says: "no failure text is in the snapshot", needs: PullFile.tasks),
      .undetermined(
        "the definition was not collected", essential.after(.delete(definition)).stopped(text(sidecar)),
        says: "the task definition is not in the snapshot", needs: "ecs.describe-task-definition"),
      .notApplicable("one container", .task.said(PullText.noImage), says: "the task has one container only"),
      .notApplicable("nothing failed", essential, says: "no event records a failure"),
    ])

  @Test(arguments: table.tests) func `whether a sidecar's image fails`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
