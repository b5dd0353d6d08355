@testable import Commands
@testable import Diagnosis
@testable import Evidence
@testable import Files
@testable import Playbooks
import Foundation
import Testing

@Suite struct MissingDataTests {
  @Test(arguments: Checkout.incidents)
  func `without one of its files an incident convicts nobody else`(_ incident: Checkout.Incident) throws {
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let recorded = try RecordedIncident.read(incident.folder)
    let whole = Snapshot(origin: incident.folder, files: recorded.files, presets: recorded.set)
    guard let before = Checkout.conclude(playbook, whole).conclusion else { return }
    let allowed = MissingDataTests.allowed(before, playbook)
    var chosen = Sweep.sample(
      recorded.files, 2, salt: incident.playbook + "/" + (incident.folder as NSString).lastPathComponent)
    for file in recorded.files where recorded.decisive.contains(file.path) {
      if !chosen.contains(where: { $0.path == file.path }) { chosen.append(file) }
    }
    for file in chosen {
      let rest = recorded.files.filter { $0.path != file.path }
      let snapshot = Snapshot(origin: incident.folder, files: rest, presets: recorded.set)
      let (after, complaint) = Checkout.conclude(playbook, snapshot)
      guard let after else {
        // A record that showed the symptom on one of several: then they are offered for choice.
        let offers = complaint.contains("--set ")
        #expect(
          offers || complaint.contains(MissingDataTests.kind(file, whole)), "\(file.path): \(complaint)")
        continue
      }
      // What a text says outright stays said; without the calls a filtered listing looks whole.
      let said = after.causes.filter { cause in
        cause.evidence.contains { MissingDataTests.isRecordedText($0) }
      }.map(\.id)
      let wrong = after.causes.map(\.id).filter { !allowed.contains($0) && !said.contains($0) }
      if file.path == "calls.jsonl" { continue }
      #expect(wrong == [], "without \(file.path)")
      if after.subject == before.subject {
        let cleared = after.ruledOut.map(\.id).filter { id in before.causes.contains { $0.id == id } }
        #expect(cleared == [], "without \(file.path)")
        let provable = before.causes.contains { playbook.hypothesis($0.id)?.proof == .configuration }
        if provable { #expect(after.outcome != .nothingFound, "without \(file.path)") }
      }
      let lost = after.undetermined.filter { open in
        !before.undetermined.contains { $0.id == open.id } && open.live == nil
      }
      for open in lost {
        #expect(!open.needs.isEmpty, "without \(file.path): \(open.id) does not say what it needs")
      }
      // Without the file another object may be the only candidate: then other documents are asked for.
      if !lost.isEmpty, after.subject == before.subject {
        let kind = MissingDataTests.kind(file, whole)
        let named = lost.contains { $0.needs.contains { $0.kind.name == kind || $0.file == file.path } }
        #expect(named, "without \(file.path): nothing that became open names \(kind)")
      }
      if recorded.decisive.contains(file.path) {
        #expect(
          MissingDataTests.lists(after) != MissingDataTests.lists(before), "\(file.path) is not decisive")
      }
    }
  }

  @Test func `an empty snapshot convicts and clears nobody, and says what to collect`() {
    for (_, playbook) in Checkout.playbooks {
      let (conclusion, complaint) = Checkout.conclude(playbook, Snapshot(origin: "", files: []))
      guard let conclusion else {
        #expect(complaint.contains("aws "), "\(playbook.id): \(complaint)")
        continue
      }
      #expect(conclusion.causes.isEmpty && conclusion.ruledOut.isEmpty, "\(playbook.id)")
      #expect(conclusion.outcome == .undetermined, "\(playbook.id)")
      #expect(conclusion.nextBest?.need.command.text.contains("aws ") == true, "\(playbook.id)")
    }
  }

  /// The causes of the whole snapshot, and what they imply.
  private static func allowed(_ conclusion: Conclusion, _ playbook: Playbook) -> Set<String> {
    var allowed = Set(conclusion.causes.map(\.id))
    var grew = true
    while grew {
      let implied = allowed.compactMap { playbook.hypothesis($0) }.flatMap(\.general)
      grew = !implied.allSatisfy { allowed.contains($0) }
      allowed.formUnion(implied)
    }
    return allowed
  }

  /// Whether the citation is of a text in which ECS recorded a failure.
  private static func isRecordedText(_ citation: Citation) -> Bool {
    guard let pointer = citation.pointer else { return false }
    return pointer.hasSuffix("/stoppedReason") || pointer.hasSuffix("/reason")
      || pointer.hasSuffix("/message")
  }

  private static func lists(_ conclusion: Conclusion) -> [[String]] {
    [
      conclusion.causes.map(\.id), conclusion.ruledOut.map(\.id), conclusion.undetermined.map(\.id),
      conclusion.notApplicable.map(\.id),
    ]
  }

  /// The kind of a file's first document, or what stands for logs and code.
  private static func kind(_ file: SnapshotFile, _ snapshot: Snapshot) -> String {
    if let kind = snapshot.documents.first(where: { $0.file == file.path })?.kind { return kind.name }
    if let call = snapshot.failedCalls.first(where: { $0.file == file.path }) { return call.kind.name }
    switch snapshot.texts.first(where: { $0.file.path == file.path })?.kind {
    case .cloudFrontLog: return "cloudfront.log"
    case .loadBalancerLog: return "alb.log"
    case .terraformSource, .terraformState, .terraformShow: return "terraform"
    default: return file.path
    }
  }
}
