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

  /// One proved cause.
  package struct Cause: Sendable {
    package var id: String
    package var title: String
    package var explanation: String
    package var judgement: Judgement
    package var fixes: [PreparedFix]
    package var verify: String
    package var verifyCommand: ShellCommand?
    package var undo: String
    package var prevent: String
    package var trigger: String
    package var hop: String?

    /// The places that prove it.
    package var evidence: [Citation] { judgement.finding.evidence }
  }

  /// One refuted hypothesis or decoy.
  package struct Refuted: Sendable {
    package var id: String
    package var because: Sentence
    package var evidence: [Citation]
    package var isDecoy: Bool
  }

  /// One that the snapshot leaves open.
  package struct Open: Sendable {
    package var id: String
    package var because: Sentence
    package var needs: [Need]
    package var evidence: [Citation]
    /// The check to make on the live system.
    package var live: String?
    package var isDecoy: Bool
  }

  /// One whose premise is absent.
  package struct Irrelevant: Sendable {
    package var id: String
    package var because: Sentence
    package var evidence: [Citation]
    package var isDecoy: Bool
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
  package var causes: [Cause]
  package var ruledOut: [Refuted]
  package var undetermined: [Open]
  package var notApplicable: [Irrelevant]
  /// Ids in none of the lists: general ones beside a specific one, true amplifiers, supported decoys.
  package var unlisted: [String]
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
