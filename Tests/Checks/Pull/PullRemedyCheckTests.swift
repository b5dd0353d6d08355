@testable import PullChecks
import Testing

@Suite struct PullRemedyCheckTests {
  static let definition = "ecs.describe-task-definition.checkout-api.json"
  static let route = "/RouteTables/RouteTableId=rtb-0b37afb718172215d/Routes/1"
  static let tasks = PullFile.tasks

  static func of(_ remedy: String) -> [String: String] { ["of": remedy] }

  static let failed = World.nat.stopped(PullText.silence)
  /// The endpoints carry the tasks' own group, which admits itself.
  static let oneGroup = PullPathEndpointTests.world.after(
    ["vpce-006cb49eb3d411e06", "vpce-0819636a60d6979e2", "vpce-075414f6b2f139f30", "vpce-0fd9dfaef3b55c804"]
      .map {
        .set(PullFile.endpoints, "/VpcEndpoints/VpcEndpointId=\($0)/Groups/0/GroupId", "sg-09d04541c13adb57a")
      }
  )
  static let admitsItself = Edit.set(
    PullFile.groups, "/SecurityGroups/GroupId=sg-09d04541c13adb57a/IpPermissions",
    [
      [
        "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
        "UserIdGroupPairs": [["GroupId": "sg-09d04541c13adb57a", "UserId": "123456789012"]],
      ]
    ])
  static let noDefault = failed.after(.remove(PullFile.routes, route))
  static let logs = "ResourceInitializationError: failed to validate logger args: "

  static let network: [CheckTable.Row] = [
    .ruledOut(
      "groups admit replies by themselves", .nat, of("inbound-443"), says: "the pull goes outward",
      cites: [PullFile.services]),
    .undetermined(
      "the task's groups were not collected", .task, of("inbound-443"), says: "the task's groups are not in",
      needs: "ec"),

    .ruledOut(
      "Fargate needs no endpoint of ECS", .nat, of("ecs-endpoints"),
      says: "Fargate tasks do not need the ecs",
      cites: [PullFile.services]),
    .undetermined(
      "where the task runs was not collected", .task.after(.delete(tasks)), of("ecs-endpoints"),
      says: "the launch type is not in the snapshot", needs: tasks),
    .notApplicable(
      "container instances need them", .hosts, of("ecs-endpoints"), says: "container instances do need"),

    .ruledOut(
      "every subnet of the VPC reaches an endpoint", .sealed, of("endpoint-in-own-subnet"),
      says: "has private addresses, which every subnet of the VPC reaches", cites: [PullFile.endpoints]),
    .undetermined(
      "the endpoints may not be listed", .sealed.after(.deny(PullFile.endpoints)),
      of("endpoint-in-own-subnet"),
      says: "the endpoints are not in the snapshot", needs: PullFile.endpoints),
    .notApplicable(
      "no endpoint carries the pull", .nat, of("endpoint-in-own-subnet"),
      says: "the pull uses no interface endpoint"),

    .confirmed(
      "one group for both, which admits itself", oneGroup.after(admitsItself), of("shared-group"),
      says: "both carry sg-09d04541c13adb57a, which admits itself",
      cites: [PullFile.groups, PullFile.endpoints]),
    .ruledOut(
      "one group for both, which does not admit itself", oneGroup, of("shared-group"),
      says: "but it has no rule that admits itself", cites: [PullFile.endpoints]),
    .ruledOut(
      "two groups", .sealed, of("shared-group"), says: "carry different groups", cites: [PullFile.endpoints]),
    .undetermined(
      "the rules of the one group may not be listed", oneGroup.after(.deny(PullFile.groups)),
      of("shared-group"),
      says: "the rules of sg-09d04541c13adb57a are not in the snapshot", needs: PullFile.groups),
    .notApplicable("no endpoint", .nat, of("shared-group"), says: "the pull uses no interface endpoint"),

    .confirmed(
      "the subnet does route to an internet gateway", PullPathCheckTests.toInternetGateway,
      of("public-address"),
      says: "subnet-0f43af92f9e3aed66 does route to an internet gateway", cites: [PullFile.routes]),
    .ruledOut(
      "the subnet routes to a NAT gateway", .nat, of("public-address"),
      says: "has no internet gateway route, so a public address is of no use", cites: [PullFile.routes]),
    .ruledOut(
      "the route to the internet gateway is a black hole",
      PullPathCheckTests.toInternetGateway.after(.set(PullFile.routes, route + "/State", "blackhole")),
      of("public-address"), says: "so a public address is of no use", cites: [PullFile.routes]),
    .undetermined(
      "the routes may not be listed", .nat.after(.deny(PullFile.routes)), of("public-address"),
      says: "the route table of subnet-0f43af92f9e3aed66 is not in the snapshot", needs: PullFile.routes),

    .confirmed(
      "a NAT gateway whose way is whole", .nat, of("nat-present"),
      says: "nat-00fb25dcbc23fe841 is available, and its way to the internet is whole",
      cites: [PullFile.gateways]),
    .ruledOut(
      "a NAT gateway to which no route leads",
      .nat.after(.remove(PullFile.routes, route), .remove(PullFile.routes, PullPathCheckTests.other)),
      of("nat-present"), says: "nat-00fb25dcbc23fe841", cites: [PullFile.gateways]),
    .ruledOut(
      "a NAT gateway in a subnet without internet gateway",
      .nat.after(.remove(PullFile.routes, PullPathCheckTests.ofGateways)), of("nat-present"),
      says: "available says nothing of the way", cites: [PullFile.gateways, PullFile.routes]),
    .undetermined(
      "the NAT gateways were not collected", .nat.after(.delete(PullFile.gateways)), of("nat-present"),
      says: "ec2.describe-nat-gateways", needs: PullFile.gateways),
    .undetermined(
      "the routes may not be listed, whatever gateways there are", .nat.after(.deny(PullFile.routes)),
      of("nat-present"), says: "the way to the NAT gateway is not in the snapshot", needs: PullFile.routes),
    .notApplicable("no NAT gateway", .sealed, of("nat-present"), says: "the VPC has no NAT gateway"),
  ]

  static let others: [CheckTable.Row] = [
    .ruledOut(
      "no such member of a container", .nat, of("pull-behaviour-field"),
      says: "the ECS API has no such field",
      cites: [definition]),
    .undetermined(
      "the definition was not collected", .nat.after(.delete(definition)), of("pull-behaviour-field"),
      says: "the task definition is not in the snapshot", needs: "ecs.describe-task-definition"),

    .confirmed(
      "CloudWatch Logs answered",
      .task.said(logs + "ResourceNotFoundException: The specified log group does not exist. : exit status 1"),
      of("log-group"), says: "the text is an answer about the log group", cites: [tasks]),
    .ruledOut(
      "a connection issue tells nothing of the group",
      .task.said(
        logs
          + "The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your task network configuration. : signal: killed"
      ), of("log-group"), says: "nobody answered whether the group exists", cites: [tasks]),
    .notApplicable(
      "the text is about the image", .task.said(PullText.noImage), of("log-group"),
      says: "no text speaks of a log group"),

    .ruledOut(
      "somebody's own machine", failed, of("own-machine"), says: "another principal, another network",
      cites: [definition]),
    .undetermined(
      "nothing was collected", .nothing, of("own-machine"),
      says: "the task definition is not in the snapshot",
      needs: "ecs."),

    .confirmed(
      "a task started after the failure",
      failed.after(.set(tasks, "/tasks/1/startedAt", "2025-10-07T15:00:00+00:00")), of("running-tasks"),
      says: "a task started after the failure", cites: [tasks]),
    .ruledOut(
      "the tasks that run started before the failure",
      failed.after(.set(tasks, "/tasks/0/createdAt", "2025-10-07T14:30:00+00:00")), of("running-tasks"),
      says: "the tasks that run pulled earlier", cites: [tasks]),
    .ruledOut(
      "the service tells of others that run",
      failed.after(.remove(tasks, "/tasks/1"), .remove(tasks, "/tasks/1")), of("running-tasks"),
      says: "the tasks that run pulled earlier", cites: [PullFile.services]),
    .notApplicable(
      "another service's tasks run",
      failed.after(
        .remove(tasks, "/tasks/1"), .remove(tasks, "/tasks/1"),
        .set(PullFile.services, "/services/serviceName=checkout-api/runningCount", 0)), of("running-tasks"),
      says: "no other task of the service runs"),
    .notApplicable("no task failed", .nat, of("running-tasks"), says: "no task failed to start"),

    .ruledOut(
      "the injected container failed, and the task goes on", .pull("guardduty-agent-stopped"),
      of("injected-sidecar"), says: "the task goes on without it", cites: [tasks]),
    .notApplicable(
      "no container was injected", failed, of("injected-sidecar"), says: "no injected container failed"),

    .ruledOut(
      "the fault is in this account", noDefault, of("wait-for-aws"), says: "the fault is in this account",
      cites: [PullFile.routes]),
    .ruledOut(
      "AWS answered", .nat.stopped(PullText.noToken), of("wait-for-aws"),
      says: "AWS answered, and said why not",
      cites: [tasks]),
    .ruledOut(
      "other tasks of the Region run", failed, of("wait-for-aws"), says: "other tasks of this Region run",
      cites: [tasks]),
    .notApplicable(
      "the registry itself failed, and nothing else runs",
      failed.after(.remove(tasks, "/tasks/1"), .remove(tasks, "/tasks/1"), .remove(tasks, "/tasks/1")).said(
        "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/checkout-api:2025.10.06-91bd: unexpected status from HEAD request: 503 Service Unavailable"
      ), of("wait-for-aws"), says: "nothing in the snapshot points to AWS itself"),
  ]

  static let table = CheckTable(PullRemedyCheck.self, network + others)

  @Test(arguments: table.tests) func `whether a remedy could take effect`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
