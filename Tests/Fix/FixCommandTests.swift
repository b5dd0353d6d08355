@testable import Commands
@testable import Playbooks
import Foundation
import Testing

@Suite struct FixCommandTests {
  @Test(arguments: FixCatalog.all.map(\.name))
  func `the commands of every operation parse as shell, with hostile values too`(_ name: String) throws {
    let operation = try #require(FixCatalog.named(name))
    let words: [CommandWord] = [
      .value("abc", "v"), .value("it's; rm -rf $(pwd) `x` \"q\" \n", "v"), .value("\u{1}NAME\u{1}", "v"),
      .value("--output", "v"), .unknown("some-name"),
    ]
    for word in words {
      let named = operation.parameters.map { ($0.name, word) }
      let run = [try CommandReader.read("docker pull ${image}").filled { _ in word.plain }]
      let values = FixValues(Dictionary(uniqueKeysWithValues: named), run: name == "command" ? run : [])
      let script = operation.commands(values).text
      #expect(!script.isEmpty)
      #expect(try FixCommandTests.parses(script), "\(script)")
      #expect(!script.unicodeScalars.contains("\u{1}"), "\(script)")
    }
  }

  @Test(arguments: [
    ("123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders", "aws ecr get-login-password"),
    ("123456789012.dkr-ecr.eu-west-1.on.aws/orders", "aws ecr get-login-password"),
    ("ghcr.io/shop/orders", "docker login ghcr.io"), ("quay.io/shop/orders", "docker login quay.io"),
    ("registry.shop.example:5000/orders", "docker login registry.shop.example:5000"),
  ])
  func `the password of ECR goes to ECR alone`(_ repository: String, _ login: String) throws {
    let operation = try #require(FixCatalog.named("push-image"))
    let values = FixValues(["repository-uri": .value(repository, "uri"), "tag": .value("1", "tag")], run: [])
    let script = operation.commands(values).text
    #expect(script.hasPrefix(login), "\(script)")
    #expect(script.contains("get-login-password") == login.contains("get-login-password"), "\(script)")
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
    #expect(commands[0].text.contains("--route-table-ids rtb-1 rtb-2 "))
    #expect(!commands[1].text.contains("rtb-2"))
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
    #expect(open[0].commands[0].text.hasSuffix("--region \"${REGION:?set REGION}\""))
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
