@testable import PullChecks
import Testing

@Suite struct PullSymptomCheckTests {
  static let running = "/services/serviceName=checkout-api/runningCount"

  static let table = CheckTable(
    PullSymptomCheck.self,
    [
      .confirmed(
        "a task failed to start", .task.said(PullText.silence), says: "a task failed to start",
        cites: [PullFile.tasks]),
      .confirmed(
        "one of three failed, and the service runs them all by now", .nat.stopped(PullText.silence),
        says: "a task failed to start", cites: [PullFile.tasks]),
      .confirmed(
        "fewer run than should",
        .nat.after(.delete(PullFile.tasks), .set(PullFile.services, running, 1)),
        says: "fewer tasks run than should", cites: [PullFile.services]),
      .ruledOut(
        "as many run as should", .nat, says: "as many tasks run as should", cites: [PullFile.services]),
      .ruledOut(
        "a service that is to run none",
        .nat.after(
          .delete(PullFile.tasks), .set(PullFile.services, running, 0),
          .set(PullFile.services, "/services/serviceName=checkout-api/desiredCount", 0)),
        says: "as many tasks run as should", cites: [PullFile.services]),
      .ruledOut(
        "a task that ran, and was stopped by somebody",
        .task.after(
          .set(PullFile.tasks, "/tasks/0/startedAt", "2025-10-05T14:05:33Z"),
          .set(PullFile.tasks, "/tasks/0/stopCode", "UserInitiated")
        ).said("Task stopped by user")
          .about(["task": "0a1b"]),
        says: "the task started", cites: [PullFile.tasks]),
      .undetermined(
        "neither task nor service was collected", .task.after(.delete(PullFile.tasks)),
        says: "neither task nor service is in the snapshot", needs: PullFile.tasks),
      .undetermined(
        "neither may be described", .task.after(.deny(PullFile.tasks)),
        says: "neither task nor service is in the snapshot", needs: PullFile.services),
      .never(.notApplicable, "whatever is asked about, it runs or it does not"),
    ])

  @Test(arguments: table.tests) func `whether a task failed to start`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
