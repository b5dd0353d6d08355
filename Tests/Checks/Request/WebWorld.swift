@testable import Evidence

/// Files of the recorded incident ``World/web`` and what tests change in them.
enum Web {
  static let distribution = "cloudfront.get-distribution-config.E2QWJOBSPROD01.json"
  static let balancers = "elbv2.describe-load-balancers.json"
  static let targetGroups = "elbv2.describe-target-groups.json"
  static let health = "elbv2.describe-target-health.web-prod-tg.json"
  static let groups = "ec2.describe-security-groups.json"
  static let groupRules = "ec2.describe-security-group-rules.json"
  static let interfaces = "ec2.describe-network-interfaces.json"
  static let subnets = "ec2.describe-subnets.json"
  static let tables = "ec2.describe-route-tables.json"
  static let acls = "ec2.describe-network-acls.json"
  static let services = "ecs.describe-services.prod.json"
  static let tasks = "ecs.describe-tasks.prod.json"
  static let definition = "ecs.describe-task-definition.web-prod.json"
  static let trail = "cloudtrail.lookup-events.json"

  static let balancerGroup = "sg-02e16c8e17d0b189f"
  static let taskGroup = "sg-031d79ca488f00af9"
  static let stagingGroup = "sg-097b2a85beef5d7e8"
  static let databaseGroup = "sg-06e8608e9fef8231e"
  /// Carried by no interface.
  static let defaultGroup = "sg-077239b96fc6b5176"

  static let targetGroup = "/TargetGroups/TargetGroupName=web-prod-tg"
  static let taskRules = "/SecurityGroups/GroupName=ecs-existing/IpPermissions"
  static let egress = "/SecurityGroups/GroupName=cloudfront-only/IpPermissionsEgress"
  static let service = "/services/serviceName=web-prod"
  /// The default network ACL, of every subnet: 0 egress allow, 1 egress deny, 2 ingress allow, 3 ingress deny.
  static let entries = "/NetworkAcls/0/Entries"

  static let timeout: JSONValue = [
    "State": "unhealthy", "Reason": "Target.Timeout", "Description": "Request timed out",
  ]

  /// The health of every target.
  static func health(_ state: JSONValue) -> [Edit] {
    (0..<4).map { .set(health, "/TargetHealthDescriptions/\($0)/TargetHealth", state) }
  }

  /// The one rule of the tasks' group.
  static func admit(_ rule: JSONValue) -> Edit { .set(groups, taskRules, [rule]) }

  /// The tasks' group admits nobody.
  static let closed = Edit.set(groups, taskRules, [])
  static let noTargets = Edit.set(health, "/TargetHealthDescriptions", [])
  static let noBalancer = ["load-balancer": "web-old"]

  static let code = [
    "alb/main.tf", "alb/terraform.tfstate", "service/service.tf", "service/state.show.json",
    "service/security-group-rules.tf", "service/data.tf",
  ].map { Edit.delete("terraform/" + $0) }

  /// The trail holds these events and no others.
  static func trail(_ events: JSONValue...) -> Edit { .set(trail, "/Events", .array(events)) }

  /// An event of 28 August 2025, by a role.
  static func event(
    _ name: String, _ time: String, by role: String, _ parameters: JSONValue, error: String? = nil
  ) -> JSONValue {
    var detail: JSONValue = [
      "eventVersion": "1.11", "eventName": .string(name), "eventTime": "2025-08-28T\(time)Z",
      "userIdentity": [
        "type": "AssumedRole", "arn": "arn:aws:sts::123456789012:assumed-role/\(role)/\(role)-session",
      ], "requestParameters": parameters,
    ]
    if let error { detail["errorCode"] = .string(error) }
    return [
      "EventId": "19ec1822-d96f-4651-91db-34356372be16", "EventName": .string(name), "ReadOnly": "false",
      "EventTime": "2025-08-28T\(time)+00:00", "EventSource": "ec2.amazonaws.com", "Username": .string(role),
      "Resources": [], "CloudTrailEvent": .string(detail.text()),
    ]
  }

  /// A rule of the tasks' group was added or taken away.
  static func ruleEvent(
    _ name: String, _ time: String, by role: String, source: String, port: Int = 80, error: String? = nil
  ) -> JSONValue {
    event(
      name, time, by: role,
      [
        "groupId": .string(taskGroup),
        "ipPermissions": [
          "items": [
            [
              "ipProtocol": "tcp", "fromPort": .number("\(port)"), "toPort": .number("\(port)"),
              "groups": ["items": [["groupId": .string(source)]]],
            ]
          ]
        ],
      ], error: error)
  }
}

extension World {
  /// ``web`` where every target times out.
  static let timedOut = World.web.after(Web.health(Web.timeout))

  /// ``orders`` where every target times out.
  static let ordersTimedOut = World.orders.after(
    (0..<3).map {
      .set(
        Orders.file("elbv2-describe-target-health@orders-api"),
        "/TargetHealthDescriptions/\($0)/TargetHealth", Web.timeout)
    })
}
