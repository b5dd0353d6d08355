@testable import Sentences
@testable import Commands
@testable import Diagnosis
@testable import Evidence
import Testing

@Suite struct EvaluatorTests {
  private static func finding(_ verdict: Verdict, _ name: String = "") -> Finding {
    Finding(
      verdict, because: Sentence(name: name), evidence: [Citation(file: name, line: 1, says: "")],
      needs: verdict == .undetermined ? [Need(kind: .subnets, file: name, command: "")] : [])
  }

  @Test(arguments: [
    ([Verdict.confirmed, .confirmed], Verdict.confirmed),
    ([.confirmed, .undetermined], .undetermined),
    ([.undetermined, .ruledOut], .ruledOut),
    ([.notApplicable, .undetermined], .notApplicable),
    ([.notApplicable, .ruledOut], .ruledOut),
  ])
  func `all parts have to hold`(_ parts: [Verdict], _ expected: Verdict) {
    #expect(Evaluator.all(parts.map { Self.finding($0) }).verdict == expected)
  }

  @Test(arguments: [
    ([Verdict.confirmed, .undetermined], Verdict.confirmed),
    ([.ruledOut, .undetermined], .undetermined),
    ([.notApplicable, .ruledOut], .ruledOut),
    ([.notApplicable, .notApplicable], .notApplicable),
  ])
  func `any part suffices`(_ parts: [Verdict], _ expected: Verdict) {
    #expect(Evaluator.any(parts.map { Self.finding($0) }).verdict == expected)
  }

  @Test func `the first part that applies decides`() {
    let parts = [Self.finding(.notApplicable), Self.finding(.ruledOut), Self.finding(.confirmed)]
    #expect(Evaluator.first(parts).verdict == .ruledOut)
  }

  @Test func `a refuted conjunction cites what refutes it and nothing else`() {
    let joined = Evaluator.all([Self.finding(.confirmed, "a"), Self.finding(.ruledOut, "b")])
    #expect(joined.evidence.map(\.file) == ["b"])
    #expect(joined.because == "b")
  }

  @Test func `what is open names every document it needs, once`() {
    let joined = Evaluator.any([
      Self.finding(.undetermined, "a"), Self.finding(.undetermined, "b"), Self.finding(.undetermined, "a"),
    ])
    #expect(joined.needs.map(\.file) == ["a", "b"])
  }

  @Test func `bindings of parts are joined where they agree`() {
    let joined = Evaluator.joined([
      [["group": "1", "port": "80"], ["group": "2", "port": "81"]], [["group": "2", "zone": "b"]],
    ])
    #expect(joined == [["group": "2", "port": "81", "zone": "b"]])
  }
}
