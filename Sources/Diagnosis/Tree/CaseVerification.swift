import Evidence
import Files
import Playbooks

/// Compares what a recorded incident expects with what the diagnosis says.
package struct CaseVerification: Sendable {
  package let name: String
  /// Nil where the case could not be diagnosed at all; then `problems` says why.
  package let conclusion: Conclusion?
  package let snapshot: Snapshot?
  package let problems: [String]

  /// Diagnoses a case folder.
  package static func run(_ playbook: Playbook, folder: String) -> CaseVerification {
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    func failed(_ what: String) -> CaseVerification {
      CaseVerification(name: name, conclusion: nil, snapshot: nil, problems: [what])
    }
    let incident: RecordedIncident
    let snapshot: Snapshot
    do {
      incident = try RecordedIncident.read(folder)
      snapshot = try Snapshot.load(folder)
    } catch {
      return failed(error.text)
    }
    let analysis = Analysis(snapshot)
    let resolution = SubjectResolution.resolve(playbook, analysis, [:])
    guard case .resolved(let subject) = resolution else { return failed(resolution.complaint) }
    let conclusion = Engine(playbook: playbook, analysis: analysis, subject: subject).conclude()
    var problems = snapshot.problems.map(\.text)
    if let expect = incident.expect {
      problems += differences(conclusion, expect)
    } else {
      problems.append("case.yaml has no `expect`")
    }
    for citation in conclusion.citations {
      if let what = CitationProof.problem(citation, in: snapshot) { problems.append(what) }
    }
    return CaseVerification(name: name, conclusion: conclusion, snapshot: snapshot, problems: problems)
  }

  private static func differences(
    _ conclusion: Conclusion, _ expect: RecordedIncident.Expectation
  ) -> [String] {
    var problems: [String] = []
    let causes = conclusion.causes.map(\.id)
    if causes != expect.causes {
      problems.append(
        "causes are [\(causes.joined(separator: ", "))], not [\(expect.causes.joined(separator: ", "))]")
    }
    if expect.causes.isEmpty, expect.undetermined.isEmpty, conclusion.outcome != .nothingFound {
      problems.append("the outcome is \(conclusion.outcome.rawValue), not nothing-found")
    }
    let lists = [
      ("ruled out", expect.ruledOut, conclusion.ruledOut.map(\.id)),
      ("undetermined", expect.undetermined, conclusion.undetermined.map(\.id)),
    ]
    for (word, wanted, found) in lists {
      for id in wanted where !found.contains(id) {
        let verdict = conclusion.judgements[id].map { Wording.verdict($0.verdict) } ?? "unknown"
        problems.append("\(id) is not \(word) but \(verdict)")
      }
    }
    return problems
  }
}
