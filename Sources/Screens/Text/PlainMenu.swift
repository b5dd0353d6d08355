/// The plain mode's menu: what can be asked now, by number or letter.
package enum PlainMenu {
  /// What a choice does.
  package enum Choice: Sendable {
    case page(@Sendable (Incident) -> Page)
    case answer(step: String, choice: String)
    case note, undo, export, reload, override, skip, source, find, copy, language, start, quit
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
    letters(incident, words).forEach { entries.append(Entry(key: $0, text: $1, choice: $2)) }
    return entries
  }

  /// What is asked by a letter, the readings first.
  private static func letters(_ incident: Incident, _ words: Words) -> [(String, String, Choice)] {
    var letters: [(String, String, Choice)] = [
      ("s", words(.screenOverview), .page { OverviewPage.of($0, words) }),
      ("t", words(.plainSteps), .page { PlainPages.steps($0, words) }),
      ("o", words(.plainSource), .source),
      ("f", words(.plainFind), .find),
      ("c", words(.plainCopy), .copy),
      ("r", words(.screenReport), .page { ReportPage.of($0, words) }),
      ("e", words(.helpExport), .export),
      ("n", words(.helpNote), .note),
      ("v", words(.helpOverride), .override),
      ("k", words(.plainSkip), .skip),
    ]
    if incident.canUndo { letters.append(("u", words(.helpUndo), .undo)) }
    return letters + [
      ("l", words(.helpReload), .reload), ("g", words(.plainLanguage), .language),
      ("b", words(.plainStart), .start), ("q", words(.keyLeave), .quit),
    ]
  }

  /// The entry that a typed line means; full-width digits and letters count as plain ones.
  package static func choice(_ line: String, _ entries: [Entry]) -> Choice? {
    entries.first { $0.key == folded(line) }?.choice
  }

  /// The number that a typed line means.
  package static func number(_ line: String) -> Int? { Int(folded(line)) }

  /// The number after a letter, as in `d 2`.
  package static func number(_ line: String, after letter: Character) -> Int? {
    let line = folded(line)
    guard line.first == letter else { return nil }
    return Int(line.dropFirst().drop { $0 == " " })
  }

  /// Whether a typed line agrees.
  package static func isYes(_ line: String) -> Bool { ["y", "yes", "はい"].contains(folded(line)) }

  /// What was typed, without the width and case that an input method gives it.
  static func folded(_ line: String) -> String {
    String(
      line.lowercased().compactMap { character -> Character? in
        if case .char(let plain) = Key.char(character).folded { plain } else { nil }
      })
  }
}
