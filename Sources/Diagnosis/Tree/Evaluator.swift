import Sentences
import Evidence
import Playbooks
import Synchronization

/// Runs tests on a snapshot; every check runs once for each set of parameters.
package final class Evaluator: Sendable {
  package let analysis: Analysis
  package let subject: Subject
  private let findings = Mutex<[CheckUse: Finding]>([:])

  package init(analysis: Analysis, subject: Subject) {
    self.analysis = analysis
    self.subject = subject
  }

  /// The verdict of a test, and how it came about.
  package func run(_ expression: Expression) -> TestTrace {
    switch expression {
    case .check(let use): return TestTrace(.check(use), finding(use))
    case .not(let part):
      let inner = run(part)
      return TestTrace(.not, Evaluator.inverted(inner.finding), [inner])
    case .all(let parts):
      let traces = parts.map { run($0) }
      return TestTrace(.all, Evaluator.all(traces.map(\.finding)), traces)
    case .any(let parts):
      let traces = parts.map { run($0) }
      return TestTrace(.any, Evaluator.any(traces.map(\.finding)), traces)
    case .first(let parts):
      let traces = parts.map { run($0) }
      return TestTrace(.first, Evaluator.first(traces.map(\.finding)), traces)
    }
  }

  private func finding(_ use: CheckUse) -> Finding {
    if let known = findings.withLock({ $0[use] }) { return known }
    guard let check = CheckCatalog.named(use.name) else {
      return .undetermined("no check is named \(use.name)", needs: [])
    }
    let found = check.answer(analysis, subject, use.parameters)
    findings.withLock { $0[use] = found }
    return found
  }

  private static func inverted(_ finding: Finding) -> Finding {
    var result = finding
    switch finding.verdict {
    case .confirmed: result.verdict = .ruledOut
    case .ruledOut: result.verdict = .confirmed
    case .undetermined, .notApplicable: break
    }
    return result
  }

  /// One refuted part refutes all; else one that does not apply; else one that is open leaves it open.
  static func all(_ parts: [Finding]) -> Finding {
    for verdict in [Verdict.ruledOut, .notApplicable] {
      if let decisive = parts.first(where: { $0.verdict == verdict }) { return decisive }
    }
    let open = parts.filter { $0.verdict == .undetermined }
    if !open.isEmpty {
      let known = parts.filter { $0.verdict == .confirmed }
      return Finding(
        .undetermined, because: sentences(open), evidence: evidence(open + known), needs: needs(open),
        bindings: joined((known + open).map(\.bindings)), scope: scopes(open))
    }
    return Finding(
      .confirmed, because: sentences(parts), evidence: evidence(parts),
      bindings: joined(parts.map(\.bindings)), scope: scopes(parts))
  }

  /// One confirmed part suffices; else one that is open leaves it open; else a refuted one refutes.
  static func any(_ parts: [Finding]) -> Finding {
    for verdict in [Verdict.confirmed, .undetermined, .ruledOut, .notApplicable] {
      let decisive = parts.filter { $0.verdict == verdict }
      if decisive.isEmpty { continue }
      var found = Finding(
        verdict, because: sentences(decisive), evidence: evidence(decisive), needs: needs(decisive),
        bindings: decisive.flatMap(\.bindings), scope: scopes(decisive))
      found.sibling = decisive.lazy.compactMap(\.sibling).first
      return found
    }
    return .notApplicable("there is nothing to test")
  }

  /// The first part that applies decides.
  static func first(_ parts: [Finding]) -> Finding {
    parts.first { $0.verdict != .notApplicable } ?? parts.first ?? .notApplicable("there is nothing to test")
  }

  private static func sentences(_ parts: [Finding]) -> Sentence {
    parts.map(\.because).filter { !$0.isEmpty }.unique.joined(separator: "; ")
  }

  private static func evidence(_ parts: [Finding]) -> [Citation] { parts.flatMap(\.evidence).unique }

  private static func needs(_ parts: [Finding]) -> [Need] { parts.flatMap(\.needs).unique }

  private static func scopes(_ parts: [Finding]) -> [String] { parts.flatMap(\.scope).unique }

  /// Every way to combine one set of each part such that names mean the same in all of them.
  ///
  /// Where no combination agrees, the sets of the first part that has any stand.
  static func joined(_ parts: [[[String: String]]]) -> [[String: String]] {
    var result: [[String: String]] = []
    for sets in parts where !sets.isEmpty {
      if result.isEmpty {
        result = sets
        continue
      }
      var agreed: [[String: String]] = []
      for left in result {
        for right in sets where right.allSatisfy({ left[$0.key] == nil || left[$0.key] == $0.value }) {
          agreed.append(left.merging(right) { kept, _ in kept })
        }
      }
      if !agreed.isEmpty { result = Array(agreed.unique.prefix(200)) }
    }
    return result
  }
}
