import Sentences
@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Foundation
import Testing

/// Terraform plans of the hardening change, tried on the site as it was before.
@Suite struct PlanTests {
  private static let old = "sg-078948f5a5d534bd0"
  private static let new = "sg-02e16c8e17d0b189f"
  private static let tasks = "sg-031d79ca488f00af9"

  /// The load balancer loses its wide group.
  private static let hardening = """
    {"address": "module.edge.aws_lb.web", "type": "aws_lb", "name": "web",
      "change": {"actions": ["update"],
        "before": {"arn": "\(arn)", "id": "\(arn)", "security_groups": ["\(new)", "\(old)"], "idle_timeout": 60},
        "after": {"arn": "\(arn)", "id": "\(arn)", "security_groups": ["\(new)"], "idle_timeout": 60},
        "after_unknown": {}}}
    """

  private static let arn =
    "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web-prod/50dc6c495c0c9188"

  private static let bucket = """
    {"address": "aws_s3_bucket.logs", "type": "aws_s3_bucket",
      "change": {"actions": ["create"], "before": null, "after": {}, "after_unknown": {}}}
    """

  /// The rule that admits the remaining group, in the three forms that Terraform has.
  private static let corrections = [
    """
    {"address": "aws_security_group_rule.from_alb", "type": "aws_security_group_rule",
      "change": {"actions": ["create"], "before": null, "after": {"type": "ingress", "protocol": "tcp",
        "from_port": 80, "to_port": 80, "security_group_id": "\(tasks)", "source_security_group_id": "\(new)",
        "cidr_blocks": null}}}
    """,
    """
    {"address": "aws_vpc_security_group_ingress_rule.from_alb", "type": "aws_vpc_security_group_ingress_rule",
      "change": {"actions": ["create"], "before": null, "after": {"ip_protocol": "tcp", "from_port": 80,
        "to_port": 80, "security_group_id": "\(tasks)", "referenced_security_group_id": "\(new)"}}}
    """,
    """
    {"address": "aws_security_group.tasks", "type": "aws_security_group",
      "change": {"actions": ["update"],
        "before": {"id": "\(tasks)", "egress": [], "ingress": [{"protocol": "tcp", "from_port": 80, "to_port": 80,
          "security_groups": ["\(old)"], "cidr_blocks": [], "ipv6_cidr_blocks": [], "self": false}]},
        "after": {"id": "\(tasks)", "egress": [], "ingress": [{"protocol": "tcp", "from_port": 80, "to_port": 80,
          "security_groups": ["\(new)"], "cidr_blocks": [], "ipv6_cidr_blocks": [], "self": false}]}}}
    """,
  ]

  private static func plan(_ changes: [String], _ rest: String = "") -> [UInt8] {
    Array("{\"resource_changes\": [\(changes.joined(separator: ",\n"))]\(rest)}".utf8)
  }

  private static func whatIf() throws -> WhatIf { try PlannedWorld().whatIf }

  @Test func `the hardening change predicts the 504, with the plan's address and the snapshot's line`() throws
  {
    let whatIf = try PlanTests.whatIf()
    #expect(whatIf.before.causes.isEmpty)
    let plan = try PlanApplication.apply(
      PlanTests.plan([PlanTests.bucket, PlanTests.hardening]), file: "plan.json", to: whatIf.engine.snapshot)
    #expect(plan.applied == ["module.edge.aws_lb.web"])
    #expect(plan.notModelled == ["aws_s3_bucket.logs: aws_s3_bucket (create)"])
    let after = whatIf.conclude(on: plan.snapshot)
    #expect(after.outcome == .causeFound)
    #expect(after.causes.map(\.id) == ["alb-sg-detached-orphan-reference"])
    let breakage = try #require(whatIf.breakage(plan, after).first)
    #expect(breakage.by.map(\.address) == ["module.edge.aws_lb.web"])
    #expect(breakage.by.first?.place.line == 3)
    let rule = try #require(
      breakage.cause.evidence.first {
        $0.file == "ec2.describe-security-groups.json" && $0.value == PlanTests.old
          && $0.pointer?.contains("UserIdGroupPairs") == true
      })
    #expect(CitationProof.problem(rule, in: whatIf.engine.snapshot) == nil)
    let text = WhatIf.text([breakage], Speech(.english))
    #expect(text.contains("module.edge.aws_lb.web"))
    #expect(text.contains("\(rule.file):\(rule.line)"))
  }

  @Test(arguments: corrections)
  func `the corrected plan finds nothing, whatever form its rule has`(_ correction: String) throws {
    let whatIf = try PlanTests.whatIf()
    for changes in [[PlanTests.hardening, correction], [correction, PlanTests.hardening]] {
      let plan = try PlanApplication.apply(
        PlanTests.plan(changes), file: "plan.json", to: whatIf.engine.snapshot)
      #expect(plan.notModelled == [])
      let after = whatIf.conclude(on: plan.snapshot)
      #expect(after.outcome == .nothingFound, "\(after.causes.map(\.title))")
      #expect(whatIf.breakage(plan, after).isEmpty)
    }
  }

  @Test func `a group that is still to be made is followed through the configuration`() throws {
    let created = """
      {"address": "aws_security_group.narrow", "type": "aws_security_group",
        "change": {"actions": ["create"], "before": null, "after": {"name": "narrow", "vpc_id": "vpc-037767fbda5673957",
          "ingress": [{"protocol": "tcp", "from_port": 443, "to_port": 443, "cidr_blocks": [], "security_groups": [],
            "prefix_list_ids": ["pl-58a04531"], "self": false}],
          "egress": [{"protocol": "-1", "from_port": 0, "to_port": 0, "cidr_blocks": ["0.0.0.0/0"], "self": false}]},
          "after_unknown": {"id": true}}}
      """
    let moved = """
      {"address": "aws_lb.web", "type": "aws_lb",
        "change": {"actions": ["update"],
          "before": {"arn": "\(PlanTests.arn)", "security_groups": ["\(PlanTests.new)", "\(PlanTests.old)"]},
          "after": {"arn": "\(PlanTests.arn)"}, "after_unknown": {"security_groups": true}}}
      """
    let rule = """
      {"address": "aws_security_group_rule.from_alb", "type": "aws_security_group_rule",
        "change": {"actions": ["create"], "before": null, "after": {"type": "ingress", "protocol": "tcp",
          "from_port": 80, "to_port": 80, "security_group_id": "\(PlanTests.tasks)"},
          "after_unknown": {"source_security_group_id": true}}}
      """
    let rest = """
      , "configuration": {"root_module": {"resources": [
        {"address": "aws_lb.web", "expressions": {"security_groups":
          {"references": ["aws_security_group.narrow.id", "aws_security_group.narrow"]}}},
        {"address": "aws_security_group_rule.from_alb", "expressions": {"source_security_group_id":
          {"references": ["aws_security_group.narrow.id", "aws_security_group.narrow"]}}}]}}
      """
    let whatIf = try PlanTests.whatIf()
    let broken = try PlanApplication.apply(
      PlanTests.plan([moved, created], rest), file: "plan.json", to: whatIf.engine.snapshot)
    #expect(broken.notModelled == [])
    #expect(whatIf.conclude(on: broken.snapshot).causes.map(\.id) == ["alb-sg-detached-orphan-reference"])
    let sound = try PlanApplication.apply(
      PlanTests.plan([moved, rule, created], rest), file: "plan.json", to: whatIf.engine.snapshot)
    #expect(sound.notModelled == [])
    #expect(whatIf.conclude(on: sound.snapshot).outcome == .nothingFound)
  }

  @Test func `a group that a rule names cannot be deleted, and detaching it says who relies on it`() throws {
    let whatIf = try PlanTests.whatIf()
    let snapshot = whatIf.engine.snapshot
    let deletion = try GroupRemoval.delete(PlanTests.old, from: snapshot)
    #expect(deletion.applied.isEmpty)
    #expect(
      deletion.refused.map(\.english).contains {
        $0.contains("DependencyViolation") && $0.contains(PlanTests.tasks)
      })
    let detached = try GroupRemoval.detach(PlanTests.old, from: snapshot)
    #expect(detached.uses.contains { $0.says.english.contains("\(PlanTests.tasks) admits") })
    #expect(!detached.applied.isEmpty)
    for use in detached.uses { #expect(CitationProof.problem(use.place, in: snapshot) == nil) }
    let after = whatIf.conclude(on: detached.snapshot)
    #expect(after.causes.map(\.id) == ["alb-sg-detached-orphan-reference"])
    #expect(throws: FixUnmodelled.self) { try GroupRemoval.detach("sg-nobody", from: snapshot) }
  }
}
