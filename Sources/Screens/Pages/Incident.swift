import Commands
import Diagnosis
import Evidence
import Playbooks

/// Everything the screens, the report and the plain mode say about one diagnosis, in one language.
///
/// Made from the engine's session in one place; it holds facts and the playbook's words, no looks.
package struct Incident: Sendable, Hashable {
  package var playbook = ""
  package var title = ""
  package var symptom = ""
  package var meaning = ""
  package var impact = ""
  /// The subject's values in the playbook's order: key and value.
  package var subject: [Pair] = []
  package var account: String?
  package var regions: [String] = []
  /// When the snapshot was taken, ISO 8601 UTC.
  package var captured: String?
  /// The newest time that a document tells, where the snapshot does not say when it was taken.
  package var newest: String?
  package var outcome: Conclusion.Outcome = .undetermined
  package var hops: [Hop] = []
  package var steps: [Step] = []
  package var hypotheses: [Hypothesis] = []
  package var causes: [Cause] = []
  /// What people are tempted to do instead, and what it would do.
  package var tempting: [Repair] = []
  package var next: NextObservation?
  /// What another playbook is asked next: why, and the command.
  package var handovers: [Handover] = []
  package var notes: [Note] = []
  /// What was said about the snapshot as a whole.
  package var overview = Overview()
  /// The counted records, where the snapshot has any.
  package var records: Records?
  /// Who produced the errors, where records tell.
  package var producer: ErrorProducer?
  /// What shows the symptom.
  package var shown = ""
  /// Whether an answer or override can be taken back.
  package var canUndo = false
  /// Dated events in time order: from records, from the platform, from the operator.
  package var timeline: [TimelineEntry] = []
  /// The first failure that the records hold.
  package var since: TimelineEntry?
  /// Something alike that works, and why.
  package var sibling: Sibling?
  /// What a report does not show, with its mark and place.
  package var redacted: [Redacted] = []

  package init() {}

  package func hypothesis(_ id: String) -> Hypothesis? { hypotheses.first { $0.id == id } }

  package func cause(_ id: String) -> Cause? { causes.first { $0.id == id } }
}

extension Incident {
  /// A name and its value.
  package struct Pair: Sendable, Hashable {
    package var key: String
    package var value: String

    package init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// What a row of the walk says; `open` is only before its step was taken.
  package enum State: Sendable, Hashable {
    case fault, ruledOut, noData, notApplicable, open, live
    /// Undetermined because the operator skipped the step that decides it.
    case skipped
  }

  /// A station of the path.
  package struct Hop: Sendable, Hashable {
    package var id: String
    package var title: String
    package var teach: String
    package var state: State

    package init(id: String, title: String, teach: String = "", state: State) {
      self.id = id
      self.title = title
      self.teach = teach
      self.state = state
    }
  }

  /// One hypothesis or decoy and what became of it.
  package struct Hypothesis: Sendable, Hashable {
    package var id: String
    package var claim: String
    package var isDecoy = false
    package var state: State = .open
    package var because = ""
    package var evidence: [Citation] = []
    package var needs: [Need] = []
    /// The check on the live system, where only that can decide.
    package var live: String?
    package var plausible = ""
    package var healthy = ""
    package var broken = ""
    package var teach = ""
    /// The values of this snapshot that the verdict speaks of.
    package var values: [Pair] = []
    package var harm = ""
    package var hop: String?
    /// Which step decided it.
    package var step: String?
    /// Whether the verdict is the operator's and not the snapshot's.
    package var overridden = false
    /// The snapshot's own verdict and reason, where the operator's stands in its place.
    package var snapshotSays = ""
    /// Stands in none of the four lists: a general id beside its specific one, a supported decoy, an amplifier.
    package var isAside = false

    package init(id: String, claim: String) {
      self.id = id
      self.claim = claim
    }
  }

  /// One step of the walk.
  package struct Step: Sendable, Hashable {
    package var id: String
    package var title: String
    package var asks = ""
    package var why = ""
    package var teach = ""
    package var look = ""
    package var hop: String?
    package var hypotheses: [String] = []
    package var question: Question?
    /// What is asked after this step, as the walk stands now; nil at its end.
    package var follows: String?
    /// When the operator skipped the step, and why.
    package var skip: Note?

    package init(id: String, title: String) {
      self.id = id
      self.title = title
    }
  }

  /// What only the operator can answer at a step.
  package struct Question: Sendable, Hashable {
    package var text: String
    package var choices: [Pair]
    /// The id of the answer that was given.
    package var answer: String?
    /// Whether the walk waits for it.
    package var isOpen: Bool

    package init(text: String, choices: [Pair], answer: String? = nil, isOpen: Bool) {
      self.text = text
      self.choices = choices
      self.answer = answer
      self.isOpen = isOpen
    }
  }

  /// A confirmed cause with what mends it.
  package struct Cause: Sendable, Hashable {
    package var id: String
    package var title: String
    package var explanation = ""
    /// Whether it is the operator's claim and not proved by the snapshot.
    package var isClaimed = false
    /// What usually brings it about.
    package var trigger = ""
    /// Recorded changes that name what the proof names.
    package var changes: [TimelineEntry] = []
    package var evidence: [Citation] = []
    package var fixes: [Repair] = []
    package var verify = ""
    package var verifyCommand: ShellCommand?
    package var undo = ""
    package var prevent = ""
    package var hop: String?
    /// What the same question comes to where it works.
    package var baseline: BaselineRow?

    package init(id: String, title: String) {
      self.id = id
      self.title = title
    }
  }

  /// The cause's question in the baseline: another snapshot, whose files are not at hand here.
  package struct BaselineRow: Sendable, Hashable {
    package var name: String
    package var state: State
    package var because: String
    package var evidence: [Citation]
  }

  /// One way to mend a cause.
  package struct Repair: Sendable, Hashable {
    package var title: String
    package var commands: [ShellCommand]
    package var applicability: FixTemplate.Applicability
    /// What else it opens.
    package var opens = ""
    package var undo = ""
    package var terraform = ""
    /// What the diagnosis says after it, where that was computed, in a few words.
    package var effect: String?
    /// The same as facts.
    package var outcome: RepairOutcome?
    /// The decoy that it is the temptation of.
    package var decoy: String?

    package init(title: String, commands: [ShellCommand], applicability: FixTemplate.Applicability) {
      self.title = title
      self.commands = commands
      self.applicability = applicability
    }
  }

  /// What trying a repair on the snapshot came to.
  package struct RepairOutcome: Sendable, Hashable {
    /// Whether requests pass again.
    package enum Path: Sendable, Hashable {
      case restored, failing
      /// Advice that changes nothing of what is configured.
      case unchanged
      /// Only records made after it can tell.
      case needsRecords
      case notShown
    }

    package var path: Path
    /// The title of the first hop that still fails; empty where none does or none is known.
    package var failsAt: String
    /// The causes that are gone after it, where others still stand in the way.
    package var mends: Set<String> = []

    package init(_ path: Path, failsAt: String = "") {
      self.path = path
      self.failsAt = failsAt
    }
  }

  /// Another playbook to go on with.
  package struct Handover: Sendable, Hashable {
    package var text: String
    package var command: ShellCommand
  }

  /// The observation that separates the open hypotheses best.
  package struct NextObservation: Sendable, Hashable {
    package var command: ShellCommand
    package var file: String
    /// How many open hypotheses it decides.
    package var decides: Int

    package init(command: ShellCommand, file: String, decides: Int) {
      self.command = command
      self.file = file
      self.decides = decides
    }
  }

  /// What the operator wrote down.
  package struct Note: Sendable, Hashable {
    package var at: String
    package var text: String

    package init(at: String, text: String) {
      self.at = at
      self.text = text
    }
  }

  /// What the snapshot holds.
  package struct Overview: Sendable, Hashable {
    /// One document kind: what is there of it.
    package struct Item: Sendable, Hashable {
      package var name: String
      package var state: String
      package var isGood: Bool
      package var file: String?
      package var command: ShellCommand?
      /// How many files there are of it, or how many open hypotheses need it.
      package var count: Int?

      package init(
        name: String, state: String, isGood: Bool, file: String? = nil, command: ShellCommand? = nil
      ) {
        self.name = name
        self.state = state
        self.isGood = isGood
        self.file = file
        self.command = command
      }
    }

    package var path = ""
    package var present: [Item] = []
    package var missing: [Item] = []
    /// Files that could not be read or parsed.
    package var problems: [Item] = []
    /// Calls that failed, so that nobody knows what they would have said.
    package var denied: [Item] = []
    /// Calls whose error says that there is no such thing: an answer, not a gap.
    package var absent: [Item] = []
    /// Files of no known kind.
    package var unrecognized: [Item] = []

    package init() {}
  }

  /// Something alike in the same snapshot that works: staging beside production.
  package struct Sibling: Sendable, Hashable {
    package var name: String
    /// The difference, in a sentence.
    package var because: String
    package var evidence: [Citation]

    package init(name: String, because: String, evidence: [Citation]) {
      self.name = name
      self.because = because
      self.evidence = evidence
    }
  }

  /// One value that is not shown.
  package struct Redacted: Sendable, Hashable {
    package var mark: String
    package var file: String
    package var line: Int
    package var pointer: String?
  }

  /// One dated event.
  package struct TimelineEntry: Sendable, Hashable {
    package var at: String
    package var text: String
    package var citation: Citation?

    package init(at: String, text: String, citation: Citation? = nil) {
      self.at = at
      self.text = text
      self.citation = citation
    }
  }
}
