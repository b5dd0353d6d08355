import Diagnosis

/// The plain mode's menu: what can be asked now, by number or letter.
package enum PlainMenu {
  /// What a choice does.
  package enum Choice: Sendable {
    case page(@Sendable (Incident) -> Page)
    case answer(step: String, choice: String)
    case note, undo, export, reload, override, source, quit
  }

  /// One line of the menu.
  package struct Entry: Sendable {
    package let key: String
    package let text: String
    package let choice: Choice
  }

  /// The menu of an incident: open questions first, then causes, hypotheses and the letters.
  package static func entries(_ incident: Incident, _ words: Words) -> [Entry] {
    var entries: [Entry] = []
    func add(_ text: String, _ choice: Choice) {
      entries.append(Entry(key: "\(entries.count + 1)", text: text, choice: choice))
    }
    if let step = incident.steps.first(where: { $0.question?.isOpen == true }), let question = step.question {
      for choice in question.choices {
        add("\(question.text)  \(choice.value)", .answer(step: step.id, choice: choice.key))
      }
    }
    for cause in incident.causes {
      add(words(.rootCause) + ": " + cause.title, .page { PlainPages.cause($0, cause.id, words) })
    }
    for hypothesis in incident.hypotheses where !hypothesis.isAside && hypothesis.state != .fault {
      let isNoHelp = hypothesis.isDecoy && hypothesis.state == .ruledOut
      let verdict = isNoHelp ? "" : words.state(hypothesis.state) + ": "
      let id = hypothesis.id
      add(
        verdict + words.claim(hypothesis),
        .page { incident in
          incident.hypothesis(id).map { HypothesisPage.why($0, in: incident, words) } ?? Page()
        })
    }
    entries.append(
      Entry(key: "s", text: words(.screenOverview), choice: .page { OverviewPage.of($0, words) }))
    entries.append(Entry(key: "r", text: words(.screenReport), choice: .page { ReportPage.of($0, words) }))
    entries.append(Entry(key: "e", text: words(.helpExport), choice: .export))
    entries.append(Entry(key: "o", text: words(.plainSource), choice: .source))
    entries.append(Entry(key: "v", text: words(.helpOverride), choice: .override))
    entries.append(Entry(key: "l", text: words(.helpReload), choice: .reload))
    entries.append(Entry(key: "n", text: words(.helpNote), choice: .note))
    if incident.canUndo { entries.append(Entry(key: "u", text: words(.helpUndo), choice: .undo)) }
    entries.append(Entry(key: "q", text: words(.keyLeave), choice: .quit))
    return entries
  }

  /// The entry that a typed line means; full-width digits and letters count as plain ones.
  package static func choice(_ line: String, _ entries: [Entry]) -> Choice? {
    entries.first { $0.key == folded(line) }?.choice
  }

  /// The number that a typed line means.
  package static func number(_ line: String) -> Int? { Int(folded(line)) }

  /// What was typed, without the width and case that an input method gives it.
  static func folded(_ line: String) -> String {
    String(
      line.lowercased().compactMap { character -> Character? in
        if case .char(let plain) = Key.char(character).folded { plain } else { nil }
      })
  }
}

/// The pages of the plain mode.
package enum PlainPages {
  /// Where the walk stands: the path, the outcome, the counts.
  package static func summary(_ incident: Incident, _ words: Words) -> Page {
    var page = Page([.heading(1, Phrase(incident.title + ": " + words.outcome(incident.outcome)))])
    page += .list(
      ordered: false, incident.subject.map { [.paragraph(Phrase($0.key + ": ") + .code($0.value))] })
    page += .list(
      ordered: false,
      incident.hops.map { [.paragraph(Phrase($0.title + ": " + words.hop($0.state)))] })
    for cause in incident.causes {
      page += .paragraph(.strong(words(.rootCause) + ": ") + Phrase(cause.title))
    }
    if let next = incident.next {
      page += .paragraph(Phrase(words(.nextBest) + " (" + words(.decides, "\(next.decides)") + "):"))
      page += .code(next.command, language: "bash")
    }
    return page
  }

  package static func menu(_ entries: [PlainMenu.Entry], _ words: Words) -> Page {
    Page([.table([], entries.map { [.strong($0.key), Phrase($0.text)] })])
  }

  /// Hypotheses by number.
  package static func hypotheses(_ hypotheses: [Incident.Hypothesis], _ words: Words) -> Page {
    let rows = hypotheses.enumerated().map { index, hypothesis -> [Phrase] in
      [.strong("\(index + 1)"), Phrase(words.state(hypothesis.state)), Phrase(hypothesis.claim)]
    }
    return Page([.table([], rows)])
  }

  /// What the proved causes cite; without one, what any hypothesis cites.
  package static func evidence(_ incident: Incident) -> [Citation] {
    let proof = incident.causes.flatMap(\.evidence)
    var seen: Set<Citation> = []
    let all = proof.isEmpty ? incident.hypotheses.flatMap(\.evidence) : proof
    return all.filter { seen.insert($0).inserted }
  }

  /// The lines of a file around a citation, numbered; long ones are cut.
  package static func excerpt(_ file: RawFile, _ citation: Citation) -> String {
    let first = max(1, citation.line - 3)
    let last = max(first, min(file.count, citation.line + 3))
    return (first...last).map { number in
      let text = Span(String(file.line(number).prefix(400))).text
      return "\(number == citation.line ? ">" : " ") \(number)  \(text)"
    }.joined(separator: "\n")
  }

  static func cause(_ incident: Incident, _ id: String, _ words: Words) -> Page {
    guard let cause = incident.cause(id) else { return Page() }
    var page = CausePage.head(cause, words)
    for (index, fix) in cause.fixes.enumerated() {
      page += .heading(2, Phrase(words(.fix) + " \(index + 1): " + fix.title))
      var only = cause
      only.evidence = []
      page.blocks += CausePage.tail(only, fix: index, words).blocks
    }
    var proof = cause
    proof.fixes = []
    page.blocks += CausePage.tail(proof, fix: 0, words).blocks
    page.blocks += CausePage.verify(cause, words).blocks + CausePage.prevent(cause, words).blocks
    return page
  }
}
