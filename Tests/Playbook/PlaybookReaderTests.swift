@testable import Evidence
@testable import Playbooks
@testable import Services
import Testing

@Suite struct PlaybookReaderTests {
  private static let check = CheckCatalog.all.first { $0.parameters.allSatisfy { !$0.required } }?.name ?? ""
  private static let finder = CandidateCatalog.all.first?.name ?? ""

  private static func text(_ changes: [(String, String)] = []) -> String {
    var text = """
      id: sample
      title: A sample
      symptom: "yes"
      inputs:
        - {id: load-balancer, ask: Which?, candidates: \(finder)}
      required: [elbv2.describe-load-balancers]
      hops:
        - {id: front, title: Front}
      steps:
        - {id: one, title: One, hop: front, tests: [first]}
        - {id: two, title: Two, tests: [second], next: [{if: {hypothesis: first, is: confirmed}, go: one}, {go: end}]}
      hypotheses:
        - {id: first, claim: C, prior: 1, test: {check: \(check)}, general: [second], cause: {title: T, explanation: E}}
        - {id: second, claim: D, test: {not: {check: \(check)}}, cause: {title: T, explanation: E}}
      """
    for (old, new) in changes { text = text.replacing(old, with: new) }
    return text
  }

  @Test func `a right playbook is read, and yes stays a text`() throws {
    let playbook = try PlaybookReader.read(Self.text(), file: "p.yaml")
    #expect(playbook.symptom == "yes")
    #expect(playbook.ordered.map(\.id) == ["first", "second"])
    #expect(playbook.steps[1].branches.count == 2)
  }

  @Test(arguments: [
    ("tests: [second]", "tests: [secnd]", "11:", "there is no hypothesis `secnd` (did you mean `second`?)"),
    ("go: one", "go: on", "11:", "there is no step `on`"),
    ("hop: front", "hop: back", "10:", "there is no hop `back`"),
    ("general: [second]", "general: [third]", "13:", "there is no hypothesis `third`"),
    ("{not: {check", "{nor: {check", "14:", "a test is"),
    ("prior: 1", "prior: high", "13:", "`prior` is a rank"),
    ("title: A sample", "titel: A sample", "2:", "a playbook knows no key `titel` (did you mean `title`?)"),
    ("id: sample", "id: diagnose", "1:", "is a command of culprit"),
    ("tests: [second]", "tests: [first]", "11:", "`first` is tested by a step already"),
  ])
  func `a mistake is told at its place`(_ old: String, _ new: String, _ line: String, _ what: String) {
    let problems = problems(Self.text([(old, new)]))
    let found = problems.contains { $0.contains("p.yaml:\(line)") && $0.contains(what) && $0.contains("^") }
    #expect(found, "\(problems)")
  }

  @Test func `all mistakes are told at once`() {
    let wrong = Self.text([
      ("tests: [second]", "tests: [a]"), ("hop: front", "hop: b"), ("symptom:", "sympton:"),
    ])
    #expect(problems(wrong).count >= 4)
  }

  @Test func `an unknown check or parameter fails the load`() {
    let unknown = Self.text([("{not: {check: \(Self.check)}}", "{check: no-such-check}")])
    #expect(problems(unknown).contains { $0.contains("no check is named `no-such-check`") })
    let parameter = Self.text([("{not: {check: \(Self.check)}}", "{check: \(Self.check), zzz: 1}")])
    #expect(problems(parameter).contains { $0.contains("has no parameter `zzz`") })
  }

  @Test func `an unknown fix operation or value fails the load`() {
    let fix =
      "cause: {title: T, explanation: E, fixes: [{title: F, operation: authorize-security-group-ingres}]}"
    let wrong = problems(Self.text([("general: [second], cause: {title: T, explanation: E}", fix)]))
    #expect(wrong.contains { $0.contains("did you mean `authorize-security-group-ingress`?") })
    let value = fix.replacing("ingres}", with: "ingress, with: {group: a}}")
    let other = problems(Self.text([("general: [second], cause: {title: T, explanation: E}", value)]))
    #expect(other.contains { $0.contains("takes no `group`") })
    #expect(other.contains { $0.contains("needs `group-id`") })
  }

  @Test func `a translation changes words and nothing else`() throws {
    let words = "title: 見本\nsteps:\n  - {id: two, title: 二}\n"
    let playbook = try PlaybookReader.read(Self.text(), file: "p.yaml", overlay: (words, "p.ja.yaml"))
    #expect(playbook.title == "見本")
    #expect(playbook.steps.map(\.title) == ["One", "二"])
    let wrong = "steps:\n  - {id: two, tests: [first]}\n  - {id: three, title: x}\n"
    do {
      _ = try PlaybookReader.read(Self.text(), file: "p.yaml", overlay: (wrong, "p.ja.yaml"))
      Issue.record("the overlay was accepted")
    } catch {
      #expect(error.problems.count == 2)
      #expect(error.problems.allSatisfy { $0.file == "p.ja.yaml" })
    }
  }

  /// Two fixes as the playbook has them, beside translations of them.
  @Test(arguments: [
    ("operation: enable-key", "operation: create-log-group", []),
    ("operation: create-log-group", "operation: enable-key", ["place of the fix", "place of the fix"]),
    ("title: 一", "operation: create-log-group", ["place of the fix"]),
    ("operation: enable-key", nil, ["`fixes` has 1 entries here and 2"]),
  ])
  func `a translated fix stands where the playbook has the fix of that operation`(
    _ first: String, _ second: String?, _ complaints: [String]
  ) throws {
    let fixes = """
      fixes: [{title: A, operation: enable-key, with: {key-id: k}, applicability: ready, undo: u}, \
      {title: B, operation: create-log-group, with: {log-group: g}, applicability: ready, undo: u}]
      """
    let own = "general: [second], cause: {title: T, explanation: E}"
    let text = Self.text([(own, own.replacing("E}", with: "E, \(fixes)}"))])
    let entries = [first, second].compactMap(\.self).map { "{\($0), undo: 戻す}" }.joined(separator: ", ")
    let words = "hypotheses:\n  - {id: first, cause: {fixes: [\(entries)]}}\n"
    var said: [String] = []
    do {
      _ = try PlaybookReader.read(text, file: "p.yaml", overlay: (words, "p.ja.yaml"))
    } catch {
      said = error.problems.map(\.description)
    }
    #expect(said.count == complaints.count, "\(said)")
    for (one, complaint) in zip(said, complaints) { #expect(one.contains(complaint), "\(one)") }
  }

  @Test func `what is no YAML is told with its place`() {
    #expect(problems("id: [a").first?.contains("p.yaml:") == true)
    #expect(problems("a: 1\na: 2\n").first?.contains("twice") == true)
    #expect(problems("").first?.contains("empty") == true)
  }

  @Test func `a new playbook can be read`() throws {
    let text = PlaybookSkeleton.text("my-own")
    #expect(try PlaybookReader.read(text, file: "p.yaml").id == "my-own")
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try PlaybookReader.read(text, file: "p.yaml")
      return []
    } catch {
      return error.problems.map(\.description)
    }
  }
}
