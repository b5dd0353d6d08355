import Sentences
import Evidence

/// The words for facts: every screen, report and text takes them from here.
package enum Wording {
  package static func verdict(_ verdict: Verdict) -> Sentence {
    switch verdict {
    case .confirmed: "confirmed"
    case .ruledOut: "ruled out"
    case .undetermined: "undetermined"
    case .notApplicable: "not applicable"
    }
  }

  /// The word beside a hop: whether the path passes it.
  package static func hop(_ verdict: Verdict) -> Sentence {
    switch verdict {
    case .confirmed: "FAILS"
    case .ruledOut: "passes"
    case .undetermined: "unknown"
    case .notApplicable: "not in play"
    }
  }

  package static func outcome(_ outcome: Conclusion.Outcome) -> Sentence {
    switch outcome {
    case .causeFound: "cause found"
    case .nothingFound: "nothing found"
    case .undetermined: "undetermined"
    }
  }
}
