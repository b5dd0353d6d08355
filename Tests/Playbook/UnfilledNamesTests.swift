@testable import Evidence
@testable import Playbooks
@testable import culprit
import Testing

/// A name that nothing fills is found before an incident shows it.
@Suite struct UnfilledNamesTests {
  /// What replaces a part of the sample, and the complaint about it; nil where there is none.
  struct Row: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let says: String?

    init(_ old: String, _ new: String, _ says: String?) {
      self.old = old
      self.new = new
      self.says = says
    }

    var testDescription: String { new }
  }

  static let rows: [Row] = [
    Row("title: T", "title: \"T ${subnet} ${service} ${since}\"", nil),
    Row(
      "title: T", "title: \"T ${sunbet}\"",
      "no check of the test of `first` binds `${sunbet}` (did you mean `${subnet}`?)"),
    Row(
      "explanation: E", "explanation: \"${subnet} ${load-balancer-arn}\"",
      "no check of the test of `first` binds `${load-balancer-arn}` (did you mean `${load-balancer}`?)"),
    Row("explanation: E", "explanation: \"${aws_subnet.a.id} $${x ${}\"", nil),
    Row(
      "live: L", "live: \"at ${hots}\"",
      "no check of the test of `first` binds `${hots}`"),
    Row(
      "text: V", "text: \"${regoin}\"",
      "no check of the test of `first` binds `${regoin}` (did you mean `${region}`?)"),
    Row(
      "--region ${region}", "--region ${regio}",
      "no check of the test of `first` binds `${regio}` (did you mean `${region}`?)"),
    Row("group-id: g", "group-id: \"${security-group}\"", nil),
    Row(
      "group-id: g", "group-id: \"${security-grup}\"",
      "no check of the test of `first` binds `${security-grup}` (did you mean `${security-group}`?)"),
    Row("group-id: g", "group-id: \"${THE_GROUP}\"", nil),
    Row("when: egress", "when: \"!egress\"", nil),
    Row(
      "when: egress", "when: \"egres=true\"",
      "no check of the test of `first` binds `egres` (did you mean `egress`?)"),
    Row(
      "asks: A", "asks: \"of ${service} in ${subnet}\"",
      "a step knows nothing but the subject, and not `${subnet}`"),
    Row(
      "argument: R", "argument: \"${subnet} ${endpoint}\"",
      "no check of the test of `bad-idea` binds `${endpoint}`"),
    Row("group-id: d", "group-id: \"${path-security-group} ${endpoint}\"", nil),
    Row(
      "group-id: d", "group-id: \"${path-security-grp}\"",
      "no check of the playbook binds `${path-security-grp}` (did you mean `${path-security-group}`?)"),
    Row("symptom: S", "symptom: \"${service}\"", "nothing fills `${service}`"),
  ]

  @Test(arguments: rows) func `a name that nothing fills is told at its place`(_ row: Row) throws {
    let text = Self.sample.replacing(row.old, with: row.new, maxReplacements: 1)
    let found = try PlaybookReader.read(text, file: "p.yaml").unfilled
    #expect(found.map(\.what) == [row.says].compactMap(\.self))
    guard let one = found.first, let says = row.says else { return }
    let named = try #require(says.matches(of: #/`([^`]+)`/#).map(\.1).first { one.source.contains($0) })
    let line = text.split(separator: "\n", omittingEmptySubsequences: false)[one.line - 1]
    #expect(line.dropFirst(one.column - 1).hasPrefix(named), "\(one.description)")
  }

  @Test func `in a block of lines the caret stands on the name's own line`() throws {
    let text = Self.sample.replacing(
      "explanation: E", with: "explanation: |\n        First.\n        Then ${sunbet}.")
    let found = try #require(try PlaybookReader.read(text, file: "p.yaml").unfilled.first)
    #expect(found.description.hasSuffix("        Then ${sunbet}.\n             ^"))
  }

  @Test func `without a way a decoy's fix has what the checks bind and no more`() throws {
    let text = Self.sample.replacing("way: pull\n", with: "").replacing(
      "group-id: d", with: "group-id: \"${path-security-group}\"")
    #expect(try PlaybookReader.read(text, file: "p.yaml").unfilled.count == 1)
    #expect(
      CheckParameterTests.problems(Self.sample.replacing("way: pull", with: "way: pul")).map(\.what)
        == ["`way` is one of request, pull, not `pul` (did you mean `pull`?)"])
  }

  @Test func `a translation uses the names of the playbook`() throws {
    let text = Self.sample.replacing("title: T", with: "title: \"T ${subnet}\"")
    func read(_ title: String) throws(PlaybookProblems) {
      let words = "hypotheses:\n  - {id: first, cause: {title: \"\(title)\"}}\n"
      _ = try PlaybookReader.read(text, file: "p.yaml", overlay: (words, "p.ja.yaml"))
    }
    try read("${subnet} の")
    let error = #expect(throws: PlaybookProblems.self) { try read("${sunbet} の") }
    #expect(
      error?.problems.first?.description.hasPrefix(
        "p.ja.yaml:2:33: error: the playbook's text has no `${sunbet}` (did you mean `${subnet}`?)") == true)
  }

  @Test func `no command's name can be a playbook's`() {
    let names = Culprit.configuration.subcommands.compactMap { $0.configuration.commandName }
    #expect(names.count > 20)
    #expect(Set(names).subtracting(PlaybookReader.reserved) == [])
    #expect(PlaybookReader.reserved.subtracting(names) == ["help"])
  }

  private static let sample = """
    id: sample
    title: A sample
    symptom: S
    way: pull
    inputs:
      - {id: service, ask: Which?, candidates: pull-subjects}
    required: [ecs.describe-tasks]
    hops: []
    steps:
      - {id: one, title: One, asks: A, tests: [first]}
    hypotheses:
      - id: first
        claim: C
        live: L
        test: {any: [{check: pull-path, fault: acl-task}, {check: pull-subnet-addresses}]}
        cause:
          title: T
          explanation: E
          fixes:
            - title: F
              operation: authorize-security-group-ingress
              with: {group-id: g, protocol: tcp, from-port: "443", to-port: "443", cidr: "10.0.0.0/8"}
              when: egress
          verify:
            text: V
            command: "aws ec2 describe-subnets --subnet-ids ${subnet} --region ${region}"
    decoys:
      - id: bad-idea
        people-try: P
        looks-right: L
        test: {check: pull-appliance}
        argument: R
        fix:
          title: F
          operation: authorize-security-group-ingress
          with: {group-id: d, protocol: tcp, from-port: "443", to-port: "443", cidr: "10.0.0.0/8"}

    """
}
