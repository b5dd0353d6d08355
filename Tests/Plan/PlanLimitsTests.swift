@testable import Diagnosis
@testable import Evidence
import Testing

/// Plans that say less than they seem to: unknown values, replacements, counted resources, other places.
@Suite struct PlanLimitsTests {
  private static let old = "sg-078948f5a5d534bd0"
  private static let new = "sg-02e16c8e17d0b189f"
  private static let tasks = "sg-031d79ca488f00af9"
  private static let orphan = "alb-sg-detached-orphan-reference"
  private static let arn =
    "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web-prod/50dc6c495c0c9188"

  private static func change(
    _ address: String, _ actions: String, before: String = "null", after: String = "null",
    unknown: String = "{}"
  ) -> String {
    let type = address.split(separator: ".").last { $0.hasPrefix("aws_") } ?? ""
    return """
      {"address": "\(address.replacing("\"", with: "\\\""))", "type": "\(type)", "change": {"actions": [\(actions)],
        "before": \(before), "after": \(after), "after_unknown": \(unknown)}}
      """
  }

  private static func apply(
    _ changes: [String], configuration: String = "{}"
  ) throws -> (plan: PlanApplication, whatIf: WhatIf) {
    let world = try PlannedWorld()
    let text = """
      {"resource_changes": [\(changes.joined(separator: ",\n"))], "configuration": {"root_module": \(configuration)}}
      """
    let plan = try PlanApplication.apply(Array(text.utf8), file: "plan.json", to: world.snapshot)
    return (plan, world.whatIf)
  }

  /// The rule of the tasks that admits a group, as inline block.
  private static func tasksGroup(_ source: String) -> String {
    """
    {"id": "\(tasks)", "egress": [], "ingress": [{"protocol": "tcp", "from_port": 80, "to_port": 80,
      "security_groups": \(source), "cidr_blocks": [], "ipv6_cidr_blocks": [], "self": false}]}
    """
  }

  @Test func `inline rules that only the apply makes known are no rules that go away`() throws {
    for unknown in [#"{"ingress": true}"#, #"{"ingress": [{"security_groups": true}]}"#] {
      let change = Self.change(
        "aws_security_group.tasks", #""update""#, before: Self.tasksGroup("[\"\(Self.old)\"]"),
        after: #"{"id": "\#(Self.tasks)", "egress": []}"#, unknown: unknown)
      let (plan, whatIf) = try Self.apply([change])
      #expect(plan.applied.isEmpty)
      #expect(plan.uncertain == ["aws_security_group.tasks"])
      #expect(plan.notModelled.first?.english.contains("known only after the apply") == true)
      #expect(whatIf.conclude(on: plan.snapshot).causes.isEmpty)
    }
  }

  @Test func `a replaced group is another group, and the rule that names the old one is left behind`() throws
  {
    let group = """
      {"name": "old-allow-all", "vpc_id": "vpc-037767fbda5673957", "egress": [{"protocol": "-1", "from_port": 0,
        "to_port": 0, "cidr_blocks": ["0.0.0.0/0"]}], "ingress": [{"protocol": "tcp", "from_port": 443,
        "to_port": 443, "cidr_blocks": ["0.0.0.0/0"]}]}
      """
    let configuration = """
      {"resources": [{"address": "aws_lb.web", "expressions": {"security_groups":
        {"references": ["aws_security_group.wide.id", "aws_security_group.wide"]}}}]}
      """
    for actions in [#""delete", "create""#, #""create", "delete""#] {
      let replaced = Self.change(
        "aws_security_group.wide", actions, before: #"{"id": "\#(Self.old)", "name": "old-allow-all"}"#,
        after: group, unknown: #"{"id": true}"#)
      let moved = Self.change(
        "aws_lb.web", #""update""#,
        before: #"{"arn": "\#(Self.arn)", "security_groups": ["\#(Self.new)", "\#(Self.old)"]}"#,
        after: #"{"arn": "\#(Self.arn)"}"#, unknown: #"{"security_groups": true}"#)
      let (plan, whatIf) = try Self.apply([replaced, moved], configuration: configuration)
      #expect(plan.notModelled == [])
      let after = whatIf.conclude(on: plan.snapshot)
      #expect(after.causes.map(\.id) == ["target-sg-references-predecessor-sg"], "\(actions)")
    }
  }

  @Test func `of counted groups the one of the same index is meant, and of several none is guessed`() throws {
    func group(_ index: Int, _ id: String) -> String {
      Self.change("aws_security_group.edge[\(index)]", #""no-op""#, before: "{}", after: #"{"id": "\#(id)"}"#)
    }
    func rule(_ address: String) -> String {
      Self.change(
        address, #""create""#,
        after: """
          {"type": "ingress", "protocol": "tcp", "from_port": 80, "to_port": 80, "security_group_id": "\(Self.tasks)"}
          """, unknown: #"{"source_security_group_id": true}"#)
    }
    func configuration(_ address: String, _ references: String) -> String {
      """
      {"resources": [{"address": "\(address)", "expressions": {"source_security_group_id":
        {"references": [\(references)]}}}]}
      """
    }
    let detached = Self.change(
      "aws_lb.web", #""update""#,
      before: #"{"arn": "\#(Self.arn)", "security_groups": ["\#(Self.new)", "\#(Self.old)"]}"#,
      after: #"{"arn": "\#(Self.arn)", "security_groups": ["\#(Self.new)"]}"#)
    let groups = [group(0, Self.old), group(1, Self.new)]
    let any = #""aws_security_group.edge", "count.index""#
    let name = "aws_security_group_rule.from_alb"
    // The second rule names the second group, which the load balancer keeps.
    let same = try Self.apply(
      groups + [detached, rule(name + "[1]")], configuration: configuration(name, any))
    #expect(same.whatIf.conclude(on: same.plan.snapshot).causes.isEmpty)
    let other = try Self.apply(
      groups + [detached, rule(name + "[0]")], configuration: configuration(name, any))
    #expect(other.whatIf.conclude(on: other.plan.snapshot).causes.map(\.id) == [Self.orphan])
    let named = #""aws_security_group.edge[1].id", "aws_security_group.edge[1]", "aws_security_group.edge""#
    let exact = try Self.apply(groups + [detached, rule(name)], configuration: configuration(name, named))
    #expect(exact.whatIf.conclude(on: exact.plan.snapshot).causes.isEmpty)
    let unclear = try Self.apply(groups + [detached, rule(name)], configuration: configuration(name, any))
    #expect(unclear.plan.notModelled.first?.english.contains("which of several") == true)
  }

  @Test func `what is of another account or Region does not touch this snapshot`() throws {
    let elsewhere = [
      #""arn": "\#(Self.arn.replacing("ap-northeast-1", with: "us-east-1"))""#,
      #""arn": "\#(Self.arn.replacing("123456789012", with: "210987654321"))""#,
      #""region": "us-east-1", "arn": "\#(Self.arn)""#,
    ]
    for place in elsewhere {
      let change = Self.change(
        "module.far.aws_lb.web", #""update""#,
        before: #"{\#(place), "security_groups": ["\#(Self.new)", "\#(Self.old)"]}"#,
        after: #"{\#(place), "security_groups": ["\#(Self.new)"]}"#)
      let (plan, whatIf) = try Self.apply([change])
      #expect(plan.applied.isEmpty, "\(place)")
      #expect(plan.notModelled.first?.english.contains("of which the snapshot holds nothing") == true)
      #expect(whatIf.conclude(on: plan.snapshot).outcome == .nothingFound)
    }
  }

  @Test func `an internet gateway that is destroyed, and an ACL that a subnet is given, break the path`()
    throws
  {
    let snapshot = try Self.apply([]).whatIf.engine.snapshot
    let gateway = try #require(
      snapshot.listing(.internetGateways).items.first?["InternetGatewayId"]?.string)
    let (plan, whatIf) = try Self.apply([
      Self.change(
        "aws_internet_gateway.main", #""delete""#,
        before: #"{"id": "\#(gateway)", "vpc_id": "vpc-037767fbda5673957"}"#)
    ])
    #expect(plan.applied == ["aws_internet_gateway.main"])
    #expect(!whatIf.conclude(on: plan.snapshot).causes.isEmpty)
  }
}
