@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct ReleaseCorrelationCheckTests {
  typealias Log = AccessLog

  static let tasks = "ecs.describe-tasks.prod.json"
  static let services = "ecs.describe-services.prod.json"
  static let next = "arn:aws:ecs:ap-northeast-1:123456789012:task-definition/web-prod:43"

  /// The first task runs a new revision, deployed then.
  static func rolled(_ world: World, at time: String) -> World {
    world.after(
      .set(tasks, "/tasks/0/taskDefinitionArn", .string(next)),
      .set(services, "/services/serviceName=web-prod/deployments/0/taskDefinition", .string(next)),
      .set(services, "/services/serviceName=web-prod/deployments/0/createdAt", .string(time)))
  }

  static let lines = World.balancerLog(
    Log.silent("05:40:00", "/jobs"), Log.answered("05:40:05", "/jobs", at: Log.second))
  static let before = "2025-08-28T05:31:07.412000+00:00"
  static let after = "2025-08-28T05:50:00.000000+00:00"

  static let table = CheckTable(
    ReleaseCorrelationCheck.self,
    [
      .confirmed(
        "the new revision is silent where the old one answers", rolled(lines, at: before),
        says: "all 1 silent answers come from targets of web-prod:43;",
        "targets without it answered the same paths (10.20.11.58:80)",
        cites: [Log.balancerFile, tasks, services],
        binds: ["task-definition": next, "service": "web-prod", "cluster": "prod"]),
      .confirmed(
        "the recorded incident", .request("half-rolled-release"), says: "silent answers come from",
        binds: ["task-definition": next]),
      .ruledOut(
        "silent before the deployment", rolled(lines, at: after),
        says: "targets stayed silent before the revision was deployed", cites: [services]),
      .ruledOut(
        "both revisions are silent",
        rolled(
          .balancerLog(Log.silent("05:40:00", "/jobs"), Log.silent("05:40:05", "/jobs", at: Log.second)),
          at: before), says: "targets of 2 revisions stay silent alike"),
      .ruledOut(
        "the old revision answers other paths only",
        rolled(
          .balancerLog(Log.silent("05:40:00", "/jobs"), Log.answered("05:40:05", "/", at: Log.second)),
          at: before), says: "nothing ties the faults to the revision"),
      .ruledOut(
        "all tasks run the same revision", lines,
        says: "no target of another revision answered the same paths"),
      .ruledOut(
        "targets cannot be connected", .balancerLog(Log.unconnected("05:40:00")),
        says: "no request of the access log ended because a connected target stayed silent"),
      .undetermined(
        "the tasks were not collected", rolled(lines, at: before).after(.delete(tasks)),
        says: "which revision runs behind the silent targets", needs: "ecs.describe-tasks"),
      .undetermined(
        "the silent task is not among those that run",
        rolled(
          .balancerLog(
            Log.silent("05:40:00", "/jobs", at: "10.20.10.99"),
            Log.answered("05:40:05", "/jobs", at: Log.second)),
          at: before), says: "the tasks behind the silent targets are not in the snapshot",
        needs: "ecs.describe-tasks"),
      .undetermined("no access log", .unlogged, says: "no access log of web-prod", needs: "alb.log"),
      .notApplicable("no load balancer", .elsewhere, says: "leads to no load balancer"),
    ])

  @Test(arguments: table.tests)
  func `whether one revision is silent`(_ row: CheckTable.Test) throws { try row.hold() }
}
