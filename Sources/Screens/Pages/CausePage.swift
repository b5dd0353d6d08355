import Evidence

/// What the cause's screen says: the cause, its proof, its fixes and what each opens.
package enum CausePage {
  /// Above the list of fixes.
  package static func head(_ cause: Incident.Cause, _ words: Words) -> Page {
    var page = Page([.heading(1, .strong(cause.title))])
    for paragraph in paragraphs(cause.explanation) { page += .paragraph(Phrase(paragraph)) }
    return page
  }

  /// Below the list: the selected fix's command and consequences, then the proof.
  ///
  /// The explanation stands here where it found no room above.
  package static func tail(
    _ cause: Incident.Cause, fix selected: Int, explained: Bool = false, among all: [Incident.Cause] = [],
    _ words: Words
  ) -> Page {
    var page = Page()
    if cause.fixes.indices.contains(selected) {
      let fix = cause.fixes[selected]
      for command in fix.commands { page += .commands([command]) }
      page += .paragraph(.strong(words.applicability(fix.applicability)) + Phrase(" " + hint(fix, words)))
      if all.count > 1 {
        page += .heading(3, Phrase(words(.allFaults, "\(all.count)")))
        page += .list(
          ordered: true,
          all.map { [.paragraph($0.id == cause.id ? .strong($0.title) : Phrase($0.title))] })
      }
      add(&page, .opens, fix.opens, words)
      add(&page, .undoFix, fix.undo.isEmpty ? cause.undo : fix.undo, words)
      if !fix.terraform.isEmpty {
        page += .heading(3, Phrase(words(.terraform)))
        page += .code(fix.terraform, language: "hcl")
      }
    }
    if explained { add(&page, .explanation, cause.explanation, words) }
    if !cause.evidence.isEmpty {
      page += .heading(3, Phrase(words(.evidence)))
      for (index, citation) in cause.evidence.enumerated() { page += .evidence(index + 1, citation) }
    }
    if let row = cause.baseline { page.blocks += baseline(row, words).blocks }
    return page
  }

  /// Below the list where what people try instead is selected: why it does not help, and what it would do.
  package static func temptation(
    _ decoy: Incident.Hypothesis, _ repair: Incident.Repair?, instead cause: Incident.Cause, _ words: Words
  ) -> Page {
    var page = Page([.heading(1, Phrase(words.claim(decoy)))])
    if !decoy.because.isEmpty { page += .paragraph(Phrase(decoy.because)) }
    if let outcome = repair?.outcome {
      page += .heading(3, Phrase(words(.pathAfter)))
      let still = outcome.path == .restored ? "" : ": " + cause.title
      page += .paragraph(Phrase(words.effect(outcome) + still))
    }
    add(&page, .opens, repair?.opens ?? "", words)
    add(&page, .harm, decoy.harm, words)
    add(&page, .looksRight, decoy.plausible, words)
    if !decoy.evidence.isEmpty {
      page += .heading(3, Phrase(words(.evidence)))
      for (index, citation) in decoy.evidence.enumerated() { page += .evidence(index + 1, citation) }
    }
    return page
  }

  /// What the same question comes to in the baseline; its places are told, since its files are not open here.
  package static func baseline(_ row: Incident.BaselineRow, _ words: Words, level: Int = 3) -> Page {
    let title: Word
    switch row.state {
    case .ruledOut, .notApplicable: title = .baselineWorks
    case .fault: title = .baselineSame
    default: title = .baselineUnknown
    }
    var page = Page([.heading(level, Phrase(words(title, row.name)))])
    page += .paragraph(Phrase(row.because))
    for citation in row.evidence {
      let value = citation.value.map { " " + $0 } ?? ""
      page += .paragraph(
        Phrase(citation.says.text + ": ") + .code("\(citation.file):\(citation.line)\(value)"))
    }
    return page
  }

  /// How to see that the fix worked.
  package static func verify(_ cause: Incident.Cause, _ words: Words) -> Page {
    var page = Page([.heading(1, Phrase(words(.verifyTitle)))])
    for paragraph in paragraphs(cause.verify) { page += .paragraph(Phrase(paragraph)) }
    if let command = cause.verifyCommand { page += .commands([command]) }
    if cause.verify.isEmpty, cause.verifyCommand == nil { page += .paragraph(Phrase(words(.nothingWritten))) }
    return page
  }

  /// How to keep it from coming back, and what usually brings it about.
  package static func prevent(_ cause: Incident.Cause, _ words: Words) -> Page {
    var page = Page([.heading(1, Phrase(words(.preventTitle)))])
    for paragraph in paragraphs(cause.prevent) { page += .paragraph(Phrase(paragraph)) }
    add(&page, .trigger, cause.trigger, words)
    if cause.prevent.isEmpty { page += .paragraph(Phrase(words(.nothingWritten))) }
    return page
  }

  private static func hint(_ fix: Incident.Repair, _ words: Words) -> String {
    switch fix.applicability {
    case .ready: words(.hintReady)
    case .fillIn: words(.hintFillIn)
    case .checkFirst: words(.hintCheckFirst)
    }
  }

  private static func add(_ page: inout Page, _ heading: Word, _ text: String, _ words: Words) {
    guard !text.isEmpty else { return }
    page += .heading(3, Phrase(words(heading)))
    for paragraph in paragraphs(text) { page += .paragraph(Phrase(paragraph)) }
  }
}
