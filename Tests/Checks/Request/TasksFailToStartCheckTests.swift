@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct TasksFailToStartCheckTests {
  static let short = Edit.set(Web.services, Web.service + "/runningCount", 2)
  static let failed = Edit.set(Web.tasks, "/tasks/0/stopCode", "TaskFailedToStart")

  static let table = CheckTable(
    TasksFailToStartCheck.self,
    [
      .confirmed(
        "tasks are missing, and one failed to start", .web.after(short, failed),
        says: "tasks of web-prod fail to start", cites: [Web.tasks, Web.services],
        binds: ["service": "web-prod", "cluster": "prod"]),
      .confirmed(
        "tasks are missing, and an event says so",
        .web.after(
          short, .delete(Web.tasks),
          .insert(
            Web.services, Web.service + "/events/0",
            [
              "id": "6351d01a-2c54-4fed-9999-737bee08cebb", "createdAt": "2025-08-28T05:31:15.412000+00:00",
              "message":
                "(service web-prod) failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::123456789012:role/web-prod-execution' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions).",
            ])), says: "tasks of web-prod fail to start", cites: [Web.services]),
      .ruledOut("all tasks run", .web, says: "the services' tasks start", cites: [Web.services]),
      .ruledOut(
        "a task of yesterday failed, and all run now", .web.after(failed), says: "the services' tasks start"),
      .ruledOut(
        "another service's task failed",
        .web.after(short, .set(Web.tasks, "/tasks/4/stopCode", "TaskFailedToStart")),
        says: "the services' tasks start"),
      .undetermined(
        "the services may not be read", .web.after(.deny(Web.services)),
        says: "the services behind the target groups are not known", needs: "ecs.describe-services"),
      .undetermined(
        "tasks are missing, and none was collected", .web.after(short, .delete(Web.tasks)),
        says: "whether tasks of web-prod failed to start", needs: "ecs.describe-tasks", cites: [Web.services]),
      .notApplicable(
        "no service stands behind the target group",
        .web.after(.set(Web.services, Web.service + "/loadBalancers", [])),
        says: "no ECS service stands behind the target groups"),
    ])

  @Test(arguments: table.tests)
  func `whether tasks fail before they run`(_ row: CheckTable.Test) throws { try row.hold() }
}
