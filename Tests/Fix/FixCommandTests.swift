import Foundation
import Testing

@testable import Diagnosis

@Suite struct FixCommandTests {
  @Test(arguments: [
    ("plain-1.a/b:c", "plain-1.a/b:c"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"),
    ("$(rm -rf x)", "'$(rm -rf x)'"), ("日本", "'日本'"),
  ])
  func `a word is quoted where it has to be`(_ word: String, _ expected: String) {
    #expect(Shell.quote(word) == expected)
  }

  @Test func `an unknown value stops the command`() {
    #expect(Shell.quote(Shell.unknown("group-id")) == "\"${GROUP_ID:?set GROUP_ID}\"")
  }

  @Test func `an unknown value inside JSON stops the command, too`() {
    let json = JSONValue.object([.init("Role", .string(Shell.unknown("role-arn")))]).compact
    #expect(Shell.quote(json) == "'{\"Role\":\"'\"${ROLE_ARN:?set ROLE_ARN}\"'\"}'")
    #expect(Shell.unknowns(json) == ["ROLE_ARN"])
  }

  @Test(arguments: FixCatalog.all.map(\.name))
  func `the commands of every operation parse as shell, with hostile values too`(_ name: String) throws {
    let operation = try #require(FixCatalog.named(name))
    for value in ["abc", "it's; rm -rf $(pwd) `x` \"q\" \n", Shell.unknown("some-name")] {
      var values = Dictionary(uniqueKeysWithValues: operation.parameters.map { ($0.name, value) })
      if name == "command" { values["run"] = "docker ps" }
      let script = operation.commands(FixValues(values)).joined(separator: "\n")
      #expect(!script.isEmpty)
      #expect(try FixCommandTests.parses(script), "\(script)")
      #expect(!script.contains("\\u0001"), "\(script)")
    }
  }

  private static func parses(_ script: String) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bash", "-n", "-c", script]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  @Test func `an endpoint that several subnets need is one endpoint`() {
    let template = FixTemplate(
      title: "Create it", operation: "create-vpc-endpoint",
      values: [
        "vpc-id": "vpc-1", "service-name": "${service}", "type": "Gateway", "route-table-ids": "${table}",
        "region": "eu-west-1",
      ],
      applicability: .ready, opens: "", undo: "", terraform: "")
    let first = ["service": "com.amazonaws.eu-west-1.s3", "table": "rtb-1"]
    var second = first
    second["table"] = "rtb-2"
    var other = first
    other["service"] = "com.amazonaws.eu-west-1.dynamodb"
    let commands = PreparedFix.prepare(template, [first, second, other])[0].commands
    #expect(commands.count == 2)
    #expect(commands[0].contains("--route-table-ids rtb-1 rtb-2 "))
    #expect(!commands[1].contains("rtb-2"))
  }

  @Test func `a fix repeats for each distinct set of values and is fill-in where one is unknown`() {
    let template = FixTemplate(
      title: "Open ${port}", operation: "authorize-security-group-ingress",
      values: ["group-id": "${group}", "port": "${port}", "cidr": "10.0.0.0/8", "region": "${region}"],
      applicability: .ready, opens: "", undo: "", terraform: "")
    let first = ["group": "sg-1", "port": "80", "region": "eu-west-1", "zone": "a"]
    var other = first
    other["zone"] = "b"
    #expect(PreparedFix.prepare(template, [first, other])[0].commands.count == 1)
    other["port"] = "81"
    let two = PreparedFix.prepare(template, [first, other])
    #expect(two.map(\.title) == ["Open 80; Open 81"])
    #expect(two[0].commands.count == 2)
    #expect(two[0].applicability == .ready)
    let open = PreparedFix.prepare(template, [["group": "sg-1", "port": "80"]])
    #expect(open[0].applicability == .fillIn)
    #expect(open[0].commands[0].hasSuffix("--region \"${REGION:?set REGION}\""))
  }

  @Test(arguments: Checkout.playbooks.keys.sorted())
  func `every fix says what it opens and how to undo it`(_ id: String) throws {
    let playbook = try #require(Checkout.playbooks[id])
    let causes = playbook.hypotheses.filter { $0.kind == .cause }
    #expect(causes.contains { !($0.cause?.fixes.isEmpty ?? true) })
    for hypothesis in causes {
      for fix in hypothesis.cause?.fixes ?? [] {
        #expect(!fix.opens.isEmpty, "\(hypothesis.id): \(fix.title) does not say what it opens")
        #expect(!fix.undo.isEmpty, "\(hypothesis.id): \(fix.title) has no undo")
      }
    }
    for decoy in playbook.decoys {
      if let fix = decoy.fix { #expect(!fix.opens.isEmpty, "\(decoy.id)") }
    }
  }
}
