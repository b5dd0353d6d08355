@testable import Evidence
@testable import Playbooks
import Testing

/// A word that no check knows fails the load: dropped, it would ask another question and clear the accused.
@Suite struct CheckParameterTests {
  /// One test of a playbook, the column of the caret in it, and the whole complaint.
  struct Row: Sendable, CustomTestStringConvertible {
    let test: String
    /// What the caret stands under.
    let at: String
    let says: String

    init(_ test: String, at: String, _ says: String) {
      self.test = test
      self.at = at
      self.says = says
    }

    var testDescription: String { test }
  }

  static let rows: [Row] = [
    Row(
      "{check: pull-path, fault: no-egres}", at: "no-egres",
      "`fault` of `pull-path` is made of \(faults), not of `no-egres` (did you mean `no-egress`?)"),
    Row(
      "{check: pull-path, fault: \"blackhole  nat-unusabel\"}", at: "nat-unusabel",
      "`fault` of `pull-path` is made of \(faults), not of `nat-unusabel` (did you mean `nat-unusable`?)"),
    Row(
      "{check: pull-path, fault: \"blackhole,nat-unusable\"}", at: "blackhole,nat-unusable",
      "`fault` of `pull-path` is made of \(faults), not of `blackhole,nat-unusable`"),
    Row(
      "{check: pull-path, fault: No-Egress}", at: "No-Egress",
      "`fault` of `pull-path` is made of \(faults), not of `No-Egress` (did you mean `no-egress`?)"),
    Row(
      "{check: pull-path, fault: \"  \"}", at: "\"  \"",
      "`fault` of `pull-path` holds no word; its words are \(faults)"),
    Row("{check: pull-path}", at: "pull-path", "the check `pull-path` needs the parameter `fault`"),
    Row(
      "{check: pull-path, fault: blackhole, services: layer}", at: "layer",
      "`services` of `pull-path` is made of secrets, parameters, token, logs, registry, layers, "
        + "foreign-registry, public-registry, not of `layer` (did you mean `layers`?)"),
    Row(
      "{check: pull-path, fault: blackhole, exclusive: true}", at: "true",
      "`exclusive` of `pull-path` is one of yes, no, not `true`"),
    Row(
      "{check: pull-path, fault: blackhole, orign: host}", at: "orign",
      "the check `pull-path` has no parameter `orign` (did you mean `origin`?)"),
    Row(
      "{check: pull-path, fault: [blackhole]}", at: "[blackhole]",
      "the parameter `fault` has to be a text"),
    Row(
      "{check: pull-permission, for: tokens, denial: silent}", at: "tokens",
      "`for` of `pull-permission` is made of token, manifest, layer-url, secret, parameter, key, logs, "
        + "log-group-creation, env-file, upstream, not of `tokens` (did you mean `token`?)"),
    Row(
      "{check: pull-permission, for: token, denial: silent, role: task}", at: "task",
      "`role` of `pull-permission` is one of any, execution, instance, not `task`"),
    Row(
      "{check: message-states, fault: rate-exceeded, registry: dockerhub}", at: "dockerhub",
      "`registry` of `message-states` is made of ecr, ecr-api, ecr-public, ecr-misspelt, s3, aws, "
        + "docker-hub, other, none, not of `dockerhub` (did you mean `docker-hub`?)"),
    Row(
      "{check: edge-ingress, is: service}", at: "service",
      "`is` of `edge-ingress` is one of blocked, other-port, stale-ranges, not `service`"),
    Row(
      "{check: health-check-inbound, port: 65536}", at: "65536",
      "`port` of `health-check-inbound` is a number from 1 to 65535, not `65536`"),
    Row(
      "{check: health-check-inbound, port: http}", at: "http",
      "`port` of `health-check-inbound` is a number from 1 to 65535, not `http`"),
    Row(
      "{check: pull-calls, action: BatchGetImage}", at: "BatchGetImage",
      "`action` of `pull-calls` is an IAM action such as ecr:BatchGetImage, not `BatchGetImage`"),
    Row(
      "{check: pull-calls, action: \"ecr:*\"}", at: "ecr:*",
      "`action` of `pull-calls` is an IAM action such as ecr:BatchGetImage, not `ecr:*`"),
    Row(
      "{check: pull-symptom, is: x}", at: "is: x",
      "the check `pull-symptom` has no parameter `is`"),
  ]

  private static let faults =
    "no-egress, no-public-address, address-without-gateway, blackhole, nat-unusable, nat-without-internet, "
    + "public-access-blocked, group-egress, acl-task, acl-endpoint, endpoint-absent, endpoint-group, "
    + "endpoint-private-dns, endpoint-state, vpc-dns, gateway-route-absent, interface-only, foreign-region, "
    + "public-registry"

  @Test(arguments: rows) func `a value outside the vocabulary is told at its place`(_ row: Row) throws {
    let line = "    test: \(row.test)"
    let problems = Self.problems(Self.playbook(line))
    let before = try #require(line.firstRange(of: row.at)).lowerBound
    let column = line[..<before].count + 1
    #expect(problems.map(\.what) == [row.says])
    #expect(problems.map(\.line) == [14])
    #expect(problems.map(\.column) == [column])
    #expect(problems.first?.file == "p.yaml")
  }

  @Test func `every word that is wrong is told once`() {
    let problems = Self.problems(
      Self.playbook("    test: {check: pull-path, fault: \"a blackhole b a\", services: c}"))
    #expect(problems.count == 3)
    #expect(problems.allSatisfy { $0.what.contains("is made of") })
  }

  /// Block scalars end in a line end, and words may stand on several lines.
  @Test func `words may be folded over lines`() throws {
    let text = Self.playbook(
      "    test:\n      check: pull-path\n      fault: >\n        blackhole\n        no-egress")
    let playbook = try PlaybookReader.read(text, file: "p.yaml")
    #expect(playbook.hypotheses[0].test?.uses.first?.parameters == ["fault": "blackhole no-egress"])
    let wrong = Self.problems(text.replacing("no-egress", with: "no-egres"))
    #expect(wrong.map(\.line) == [18])
    #expect(wrong.map(\.column) == [9])
  }

  @Test func `every word of every vocabulary is accepted, and nothing like it`() {
    for check in CheckCatalog.all {
      for parameter in check.parameters {
        #expect(Set(parameter.words).count == parameter.words.count, "\(check.name) \(parameter.name)")
        for word in parameter.words {
          #expect(parameter.problems(word, of: check.name) == [])
          #expect(parameter.problems(word + "x", of: check.name).count == 1)
          #expect(!word.contains(where: \.isWhitespace) && word == word.lowercased())
        }
      }
    }
  }

  /// What got past the reader, because a program made it, is an open question and never a clearing.
  @Test func `a use that does not fit is answered with what is wrong`() {
    let snapshot = Snapshot(origin: "", files: [])
    for check in CheckCatalog.all {
      let finding = check.answer(snapshot, Subject(), ["no-such-parameter": "x"])
      #expect(finding.verdict == .undetermined)
      let text = finding.because.english
      #expect(text.contains("`no-such-parameter`") || text.contains("needs the parameter"))
    }
  }

  @Test func `the schema lists the vocabularies`() {
    let schema = PlaybookSchema.value.text()
    #expect(schema.contains("(no-egress|no-public-address|"))
    #expect(schema.contains("\"maximum\": 65535") || schema.contains("\"maximum\":65535"))
    #expect(schema.contains("^[a-z][a-z0-9-]*:[A-Za-z][A-Za-z0-9]*$"))
  }

  static func playbook(_ test: String, more: String = "") -> String {
    """
    id: sample
    title: A sample
    symptom: S
    inputs:
      - {id: service, ask: Which?, candidates: pull-subjects}
    required: [ecs.describe-tasks]
    hops: []
    steps:
      - {id: one, title: One, tests: [first]}
    decoys: []
    hypotheses:
      - id: first
        claim: C
    \(test)
        cause: {title: T, explanation: E}
    \(more)
    """
  }

  static func problems(_ text: String) -> [PlaybookProblem] {
    do {
      _ = try PlaybookReader.read(text, file: "p.yaml")
      return []
    } catch {
      return error.problems
    }
  }
}
