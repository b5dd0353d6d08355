import Sentences
import Diagnosis
import Evidence
import Playbooks

/// The program's words in one language.
package struct Words: Sendable {
  package let language: Language

  package init(_ language: Language) { self.language = language }

  /// Tells the sentences of checks in this language.
  package var speech: Speech { Speech(language) }

  /// Where the words of a language stand.
  static func tables(_ language: Language) -> [[Word: String]] {
    switch language {
    case .english: [EnglishWords.table, SessionWords.english, WalkWords.english]
    case .japanese: [JapaneseWords.table, SessionWords.japanese, WalkWords.japanese]
    }
  }

  /// A word with its values filled in.
  package func callAsFunction(_ word: Word, _ values: String...) -> String {
    filled(Words.tables(language).lazy.compactMap { $0[word] }.first ?? word.rawValue, values)
  }

  /// A text with its values in the place of `%1`, `%2` ...
  func filled(_ text: String, _ values: [String]) -> String {
    var text = text
    for (index, value) in values.enumerated() {
      let pieces = text.split(separator: "%\(index + 1)", omittingEmptySubsequences: false).map(String.init)
      text = pieces.dropFirst().reduce(pieces.first ?? "") { Words.joined(Words.joined($0, value), $1) }
    }
    return text
  }

  /// Joins two pieces; the space that sets a Latin word off stands not between two Japanese ones.
  private static func joined(_ left: String, _ right: String) -> String {
    func isWide(_ character: Character?) -> Bool { character.map { Width.of($0) > 1 } ?? false }
    if left.last == " ", isWide(left.dropLast().last), isWide(right.first) { return left.dropLast() + right }
    if right.first == " ", isWide(left.last), isWide(right.dropFirst().first) {
      return left + right.dropFirst()
    }
    return left + right
  }

  /// The word beside a state's mark.
  package func state(_ state: Incident.State) -> String {
    switch state {
    case .fault: self(.stateFault)
    case .ruledOut: self(.stateRuledOut)
    case .noData: self(.stateNoData)
    case .notApplicable: self(.stateNotApplicable)
    case .open: self(.stateOpen)
    case .live: self(.stateLive)
    case .skipped: self(.stateSkipped)
    }
  }

  /// The cells that the longest state takes.
  package var stateWidth: Int {
    let states = [Incident.State.fault, .ruledOut, .noData, .notApplicable, .open, .live, .skipped].map {
      state($0)
    }
    return (states + [self(.stateNoHelp)]).map { Width.of($0) }.max() ?? 0
  }

  /// The word beside a hop of the path.
  package func hop(_ state: Incident.State) -> String {
    switch state {
    case .fault: self(.hopFault)
    case .ruledOut: self(.hopRuledOut)
    case .noData, .live, .skipped: self(.hopNoData)
    case .notApplicable: self(.hopNotApplicable)
    case .open: self(.hopOpen)
    }
  }

  /// What a mark stands for, for the `?` screen.
  package func meaning(_ state: Incident.State) -> String {
    switch state {
    case .fault: self(.meaningFault)
    case .ruledOut: self(.meaningRuledOut)
    case .noData: self(.meaningNoData)
    case .notApplicable: self(.meaningNotApplicable)
    case .open: self(.meaningOpen)
    case .live: self(.meaningLive)
    case .skipped: self(.meaningSkipped)
    }
  }

  package func applicability(_ applicability: FixTemplate.Applicability) -> String {
    switch applicability {
    case .ready: self(.ready)
    case .fillIn: self(.fillIn)
    case .checkFirst: self(.checkFirst)
    }
  }

  /// What became of a hypothesis; a refuted decoy is no help.
  package func verdict(_ hypothesis: Incident.Hypothesis) -> String {
    hypothesis.isDecoy && hypothesis.state == .ruledOut ? self(.stateNoHelp) : state(hypothesis.state)
  }

  /// A hypothesis' claim; what people try says so, lest it be read as advice.
  package func claim(_ hypothesis: Incident.Hypothesis) -> String {
    if hypothesis.overridden { return self(.yourVerdict) + " " + hypothesis.claim }
    if !hypothesis.isDecoy { return hypothesis.claim }
    return self(hypothesis.state == .ruledOut ? .decoyLead : .decoyOpenLead) + " " + hypothesis.claim
  }

  /// What a repair would do, in a few words.
  package func effect(_ outcome: Incident.RepairOutcome) -> String {
    switch outcome.path {
    case .restored: self(.effectRestored)
    case .failing: self(outcome.mends.isEmpty ? .effectStill : .effectPart, outcome.failsAt)
    case .unchanged: self(.effectUnchanged, outcome.failsAt)
    case .needsRecords: self(.effectNeedsRecords)
    case .notShown: self(.effectNotShown)
    }
  }

  /// Who produced the errors, and why.
  package func producer(_ producer: ErrorProducer) -> String {
    let word: Word =
      switch producer.leg {
      case .edgeConnect: .producedEdgeConnect
      case .edgeTimer: .producedEdgeTimer
      case .edgeMade: .producedEdge
      case .targetConnect: .producedTargetConnect
      case .targetSilent: .producedTargetSilent
      case .targetAnswered: .producedTarget
      case .fixedResponse: .producedRule
      case .unknown: .producedUnknown
      }
    return self(word, "\(producer.count)", "\(producer.total)")
  }

  /// Whether a repair restores the path, for a narrow column.
  ///
  /// One of several causes may be gone while another still stands in the way.
  package func isRestored(_ outcome: Incident.RepairOutcome?, of cause: String) -> String {
    switch outcome?.path {
    case .restored: self(.restoredYes)
    case .failing: self(outcome?.mends.contains(cause) == true ? .restoredPart : .restoredNo)
    case .unchanged: self(.restoredUnchanged)
    case .needsRecords, .notShown: self(.restoredUnknown)
    case nil: self(.restoredTrying)
    }
  }

  /// What the operator can say about a hypothesis; nil leaves it to the snapshot.
  package func choice(_ verdict: Verdict?) -> String {
    switch verdict {
    case .confirmed: self(.choiceConfirmed)
    case .ruledOut: self(.choiceRuledOut)
    case .undetermined, .notApplicable: self(.choiceUndetermined)
    case nil: self(.choiceSnapshot)
    }
  }

  package func outcome(_ outcome: Conclusion.Outcome) -> String {
    switch outcome {
    case .causeFound: self(.outcomeCauseFound)
    case .nothingFound: self(.outcomeNothingFound)
    case .undetermined: self(.outcomeUndetermined)
    }
  }
}
