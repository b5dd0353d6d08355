import Sentences
import Commands
import Evidence
import Playbooks

/// The whole diagnosis as facts: what is proved, refuted, open and beside the point.
package struct Conclusion: Sendable {
  /// The contract's three outcomes.
  package enum Outcome: String, Sendable, CaseIterable {
    case causeFound = "cause-found"
    case nothingFound = "nothing-found"
    case undetermined

    /// The exit status that stands for it.
    package var exitStatus: Int32 {
      switch self {
      case .nothingFound: 0
      case .causeFound: 1
      case .undetermined: 3
      }
    }
  }

  /// What one hypothesis or decoy came to.
  package struct Entry: Sendable {
    package var id: String
    package var verdict: Verdict
    package var because: Sentence
    package var evidence: [Citation]
    /// The documents that would decide it; empty unless it is open.
    package var needs: [Need] = []
    /// The check to make on the live system; nil unless it is open.
    package var live: String?
    package var isDecoy = false
    /// False for those that no list tells: general ones beside a specific one, true amplifiers, supported decoys.
    package var isListed = true
    /// What is told of a proved cause; nil for everything else.
    package var remedy: Remedy?
  }

  /// What a proved cause is called, and what mends it.
  package struct Remedy: Sendable {
    package var title: String
    package var explanation: String
    package var fixes: [PreparedFix]
    package var verify: String
    package var verifyCommand: ShellCommand?
    package var undo: String
    package var prevent: String
    package var trigger: String
    package var hop: String?
  }

  /// One proved cause: its entry, and through it what mends it.
  @dynamicMemberLookup
  package struct Cause: Sendable {
    package let entry: Entry
    private let remedy: Remedy

    /// Nil for an entry that is none of a proved cause.
    init?(_ entry: Entry) {
      guard entry.isListed, let remedy = entry.remedy else { return nil }
      self.entry = entry
      self.remedy = remedy
    }

    package var id: String { entry.id }

    /// The places that prove it.
    package var evidence: [Citation] { entry.evidence }

    package subscript<Value>(dynamicMember part: KeyPath<Remedy, Value>) -> Value { remedy[keyPath: part] }
  }

  /// What to look at next, and how much it decides.
  package struct Observation: Sendable {
    package var need: Need
    /// Ids of the hypotheses it decides, likeliest first.
    package var decides: [String]
  }

  /// Another playbook that fits what was seen, with the subject that it is about.
  package struct Handover: Sendable {
    package var playbook: String
    package var subject: [(key: String, value: String)]
    package var text: String

    /// The command that goes on there, without the snapshot's place.
    package var command: ShellCommand {
      ShellCommand(
        ["culprit", "diagnose", .value(playbook, "playbook")]
          + subject.flatMap {
            ["--set", "\(CommandWord.value($0.key, "key"))=\(CommandWord.value($0.value, $0.key))"]
          })
    }
  }

  package var playbook: String
  package var outcome: Outcome
  package var subject: Subject
  /// Every hypothesis in the order of fixing, then every decoy, each once.
  package var entries: [Entry]
  /// What the symptom's test saw.
  package var symptom: Finding?
  package var nextBest: Observation?
  /// Other playbooks to go on with.
  package var handovers: [Handover] = []
  /// Every judgement by id.
  package var judgements: [String: Judgement]
  /// The verdict of each hop, by its id; absent where no hypothesis stands on it.
  package var hops: [String: Verdict]
}

extension Conclusion {
  /// The proved causes, in the order in which they have to be fixed.
  package var causes: [Cause] { entries.compactMap { Cause($0) } }

  /// What the snapshot refutes.
  package var ruledOut: [Entry] { listed(.ruledOut) }

  /// What the snapshot leaves open.
  package var undetermined: [Entry] { listed(.undetermined) }

  /// Those whose premise is absent.
  package var notApplicable: [Entry] { listed(.notApplicable) }

  /// Ids that stand in none of the lists.
  package var unlisted: Set<String> { Set(entries.filter { !$0.isListed }.map(\.id)) }

  /// Every citation of every list.
  package var citations: [Citation] { entries.filter(\.isListed).flatMap(\.evidence) }

  /// What a hypothesis or decoy came to; nil for an id that the playbook does not know.
  package func entry(_ id: String) -> Entry? { entries.first { $0.id == id } }

  private func listed(_ verdict: Verdict) -> [Entry] {
    entries.filter { $0.isListed && $0.verdict == verdict }
  }
}
