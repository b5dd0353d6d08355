@testable import Evidence
@testable import Records
import Foundation
import Testing

/// Reading Terraform source, state and plan.
struct TerraformTests {
  static let source = #"""
    # the consumer's rule
    data "aws_security_group" "old" { # looked up by id
      id = "sg-old"
    }
    locals {
      tasks = "sg-tasks"
    }
    resource "aws_security_group_rule" "tasks" {
      type                     = "ingress"
      security_group_id        = local.tasks
      source_security_group_id = data.aws_security_group.old.id
      from_port                = 80
      to_port                  = 80 /* http */
      protocol                 = "tcp"
    }
    resource "aws_security_group" "alb" {
      name                   = "alb-${var.env}"
      revoke_rules_on_delete = true
      tags                   = { Name = "alb", "team:a" = "x" }
      ingress {
        from_port       = 443
        to_port         = 443
        security_groups = [
          "sg-a",
          "sg-b",
        ]
      }
      user_data = <<-EOT
        } not a brace "
      EOT
    }
    """#

  @Test func `blocks, attributes, references and strings stand where they were written`() throws {
    var reader = HCLReader(Self.source)
    let blocks = reader.read()
    #expect(reader.problems.isEmpty)
    #expect(blocks.map(\.type) == ["data", "locals", "resource", "resource"])
    #expect(blocks.map(\.line) == [2, 5, 8, 16])
    let rule = blocks[2]
    #expect(rule.labels == ["aws_security_group_rule", "tasks"])
    #expect(rule.attribute("source_security_group_id")?.line == 11)
    #expect(rule.attribute("source_security_group_id")?.value == .reference("data.aws_security_group.old.id"))
    #expect(rule.attribute("to_port")?.value == .text("80"))
    #expect(blocks[3].attribute("name")?.value == .expression("alb-${var.env}"))
    #expect(
      blocks[3].blocks.first?.attribute("security_groups")?.value == .list([.text("sg-a"), .text("sg-b")]))
    #expect(blocks[3].attribute("user_data") != nil)
  }

  @Test(
    arguments: [
      ("resource \"a\" \"b\" {\n  x = 1\n", 1), ("x y z\n", 1), ("a = 1\n}\n", 2), ("!\na = 1\n", 1),
    ])
  func `what cannot be read is named with its line, and the rest goes on`(_ text: String, _ line: Int) {
    var reader = HCLReader(text)
    _ = reader.read()
    #expect(reader.problems.first?.line == line)
  }

  @Test(
    arguments: [
      (
        String(repeating: "b {\n", count: 300) + String(repeating: "}\n", count: 300), 201, 1,
        "deeper than 200"
      ),
      (
        "a {\n  x = " + String(repeating: "[", count: 300) + String(repeating: "]", count: 300) + "\n}\n", 2,
        207,
        "brackets of `x`"
      ),
      (
        "a {\n  x = " + String(repeating: "\"${", count: 300) + String(repeating: "}\"", count: 300)
          + "\n}\n", 2,
        307, "templates are nested"
      ),
      ("a {\n  x = <<E\n  text\n", 2, 7, "by a line E"), ("a {}\n  /* b", 2, 3, "comment"),
      ("a {\n  x = \"b\n}\n", 2, 7, "string"), ("a {\n  x = [1,\n}\n", 2, 7, "bracket"),
    ])
  func `what is nested too deep or never closed is told with line and column`(
    _ text: String, _ line: Int, _ column: Int, _ what: String
  ) {
    var reader = HCLReader(text + "last {}\n")
    let blocks = reader.read()
    let problem = reader.problems.first
    #expect(problem?.line == line && problem?.column == column, "\(String(describing: problem))")
    #expect(problem?.what.english.contains(what) ?? false, "\(String(describing: problem))")
    #expect(!blocks.isEmpty)
  }

  @Test func `a value of 300 brackets is kept as text, and the blocks behind it are read`() {
    let deep = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
    var reader = HCLReader(
      "a {\n  x = \(deep)\n  y = \"$${z} ${f(\"}\")} \\\"\"\n}\r\nb {\r\n  z = \"w\"\r\n}\r\n")
    let blocks = reader.read()
    #expect(blocks.map(\.type) == ["a", "b"])
    #expect(blocks.first?.attribute("x")?.value == .expression(deep))
    #expect(blocks.last?.attribute("z")?.value == .text("w"))
    #expect(blocks.last?.source == "b {")
    #expect(reader.problems.count == 1)
  }

  @Test func `expressions are kept as text`() {
    for text in ["a = b ? 1 : 2", "a = max(1, 2)", "a = [for x in y : x.id]", "a = 1 + 2"] {
      var reader = HCLReader("b {\n" + text + "\n}")
      let block = reader.read().first?.attributes.first?.value
      guard case .expression = block else {
        Issue.record("\(text) is \(String(describing: block))")
        continue
      }
    }
  }

  @Test func `an id is found in source and state with file and line`() throws {
    let state = #"""
      {"version": 4, "terraform_version": "1.8.5", "serial": 3, "resources": [
        {"module": "module.m", "mode": "data", "type": "aws_security_group", "name": "old",
         "instances": [{"attributes": {"id": "sg-old"}}]},
        {"mode": "managed", "type": "aws_security_group", "name": "alb", "instances": [
          {"deposed": "abc", "attributes": {"id": "sg-old", "name": "alb"}},
          {"index_key": 0, "attributes": {"id": "sg-new"}}]}
      ]}
      """#
    let facts = Analysis(
      snapshot(["svc/main.tf": Self.source, "alb/terraform.tfstate": state])
    ).terraform
    let held = facts.holds("sg-old")
    #expect(
      held.map { "\($0.citation.file):\($0.citation.line) \($0.object.address)" } == [
        "alb/terraform.tfstate:3 module.m.data.aws_security_group.old",
        "alb/terraform.tfstate:5 aws_security_group.alb", "svc/main.tf:3 data.aws_security_group.old",
      ])
    #expect(held.allSatisfy { $0.citation.pointer == nil && $0.citation.value != nil })
    #expect(facts.deposed("sg-old")?.address == "aws_security_group.alb")
    #expect(facts.revoking.map(\.address) == ["aws_security_group.alb"])
    #expect(facts.objects.contains { $0.address == "aws_security_group.alb[0]" })
  }

  @Test func `rules resolve through locals and data blocks`() {
    let facts = Analysis(snapshot(["svc/main.tf": Self.source])).terraform
    let rule = facts.rules.first { !$0.isInline }
    #expect(rule?.group == "sg-tasks")
    #expect(rule?.sources == ["sg-old"])
    #expect(rule?.covers(80) == true && rule?.covers(81) == false)
    let inline = facts.rules.first { $0.isInline }
    #expect(inline?.sources == ["sg-a", "sg-b"])
    #expect(inline?.group == nil)
  }

  @Test func `show output and plans are read alike`() {
    let plan = #"""
      {"format_version": "1.2", "terraform_version": "1.8.5",
       "prior_state": {"values": {"root_module": {"child_modules": [{"resources": [
         {"address": "module.x.data.aws_security_group.old", "mode": "data", "type": "aws_security_group", "name": "old",
          "values": {"id": "sg-old"}}]}]}}},
       "resource_changes": [{"address": "aws_security_group_rule.r", "mode": "managed",
         "type": "aws_security_group_rule", "name": "r", "change": {"before": null, "after":
         {"type": "ingress", "security_group_id": "sg-tasks", "source_security_group_id": "sg-old",
          "from_port": 80, "to_port": 80}}}]}
      """#
    let facts = Analysis(snapshot(["plan.json": plan])).terraform
    #expect(
      facts.objects.map(\.address) == ["module.x.data.aws_security_group.old", "aws_security_group_rule.r"])
    #expect(facts.rules.first?.sources == ["sg-old"])
  }

  @Test func `trail events say who changed what, and failed calls are no change`() {
    func event(_ name: String, _ time: String, _ parameters: String, error: String? = nil) -> String {
      let inner =
        "{\"userIdentity\":{\"arn\":\"arn:aws:sts::123456789012:assumed-role/deploy/ci\"},"
        + (error.map { "\"errorCode\":\"\($0)\"," } ?? "") + "\"requestParameters\":\(parameters)}"
      let text = inner.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "{\"EventName\": \"\(name)\", \"EventTime\": \"\(time)\", \"CloudTrailEvent\": \"\(text)\"}"
    }
    let events = [
      event("DeleteSecurityGroup", "2026-03-01T00:02:00Z", "{\"groupId\":\"sg-old\"}"),
      event(
        "DeleteSecurityGroup", "2026-03-01T00:01:00Z", "{\"groupId\":\"sg-old\"}",
        error: "Client.DependencyViolation"),
      event("SetSecurityGroups", "2026-03-01T00:00:00+00:00", "{\"securityGroups\":[\"sg-new\"]}"),
    ]
    let trail = Analysis(
      snapshot(["cloudtrail.lookup-events.json": "{\"Events\": [\(events.joined(separator: ","))]}"])
    ).trailEvents
    #expect(trail.events.map(\.name) == ["SetSecurityGroups", "DeleteSecurityGroup", "DeleteSecurityGroup"])
    #expect(trail.naming("sg-old").count == 1)
    #expect(trail.naming("sg-old").first?.words == "2026-03-01T00:02:00Z DeleteSecurityGroup by deploy/ci")
    #expect(trail.trigger(["SetSecurityGroups"], ids: ["sg-new"])?.cite("sg-new", "x").value == "sg-new")
  }
}
