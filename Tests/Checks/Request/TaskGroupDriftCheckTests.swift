@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct TaskGroupDriftCheckTests {
  static let configured =
    Web.service + "/deployments/0/networkConfiguration/awsvpcConfiguration/securityGroups"

  /// The service asks for another group; its tasks still carry the old one.
  private static func asks(_ group: String, _ world: World = .timedOut) -> World {
    world.after(.set(Web.services, configured, [.string(group)]))
  }

  static let stagingTasks = "sg-0e6e5110606e23f4e"
  static let opensStaging = Edit.set(
    Web.groups, "/SecurityGroups/GroupName=web-staging-tasks/IpPermissions",
    [.tcp(80, groups: [Web.balancerGroup])])

  static let table = CheckTable(
    TaskGroupDriftCheck.self,
    [
      .confirmed(
        "the old group admits nobody, the new one admits",
        asks(stagingTasks).after(Web.closed, opensStaging),
        says: "task 10.20.10.37 still carries other groups than the service asks for",
        cites: [Web.services, Web.interfaces, Web.groups],
        binds: [
          "service": "web-prod", "cluster": "prod", "service-groups": stagingTasks,
          "task-groups": Web.taskGroup,
        ]),
      .confirmed("the recorded incident", .request("old-tasks-keep-old-group"), says: "still carries other"),
      .ruledOut(
        "tasks carry what the service asks for", .web, says: "do not decide who is let in",
        cites: [Web.interfaces]),
      .ruledOut(
        "both groups admit", asks(stagingTasks).after(opensStaging), says: "do not decide who is let in"),
      .ruledOut(
        "neither group admits", asks(stagingTasks).after(Web.closed), says: "do not decide who is let in"),
      .undetermined(
        "the groups may not be listed",
        asks(stagingTasks).after(.deny(Web.groups)),
        says: "whether the groups that the tasks carry admit the load balancer", needs: Web.groups),
      .undetermined(
        "the group that the service asks for was not collected",
        asks("sg-0fedcba9876543210").after(Web.closed, .set(Web.groups, "/NextToken", "eyJ2IjoiMiJ9")),
        says: "whether the groups that the service asks for admit", needs: "ec2.describe-security-groups"),
      .undetermined(
        "the services may not be read", .web.after(.deny(Web.services)),
        says: "the groups that the service asks for are not known", needs: "ecs.describe-services"),
      .notApplicable(
        "no service stands behind the target group",
        .web.after(.set(Web.services, Web.service + "/loadBalancers", [])),
        says: "no ECS service with interfaces of its own"),
      .notApplicable("no target group", .edge, says: "no target group is attached"),
    ])

  @Test(arguments: table.tests)
  func `whether tasks carry other groups than their service asks for`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
