/// What the snapshot holds and lacks, with the command for each gap.
package enum OverviewPage {
  package static func of(_ incident: Incident, age: String? = nil, _ words: Words) -> Page {
    let overview = incident.overview
    var page = Page([.heading(1, Phrase(words(.overviewTitle)))])
    page += .table([], facts(incident, age, words))
    if !overview.missing.isEmpty {
      page += .heading(3, Phrase(words(.missingTitle)))
      for item in overview.missing {
        let needed = item.count.map { "  " + words(.neededBy, "\($0)") } ?? ""
        page += .paragraph(.code(item.file ?? item.name) + Phrase(needed))
        if let command = item.command { page += .commands([command]) }
      }
    }
    for (title, items) in [
      (Word.deniedTitle, overview.denied), (.problemsTitle, overview.problems),
      (.absentTitle, overview.absent), (.unrecognizedTitle, overview.unrecognized),
    ] where !items.isEmpty {
      page += .heading(3, Phrase(words(title)))
      page += .list(
        ordered: false,
        items.map { [.paragraph(.code($0.name) + Phrase($0.state.isEmpty ? "" : "  " + $0.state))] })
    }
    if !overview.present.isEmpty {
      page += .heading(3, Phrase(words(.presentTitle)))
      page += .table(
        [Phrase(words(.columnDocument)), Phrase(words(.columnState))],
        overview.present.map { item in
          let more = item.count.map { "  " + words(.moreFiles, "\($0 - 1)") } ?? ""
          return [.code(item.name), Phrase(item.state + more)]
        })
    }
    return page
  }
}

extension OverviewPage {
  /// Where it is, whose it is, how old it is.
  private static func facts(_ incident: Incident, _ age: String?, _ words: Words) -> [[Phrase]] {
    var rows: [[Phrase]] = []
    func add(_ word: Word, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      rows.append([Phrase(words(word)), .code(value)])
    }
    add(.keyOverview, incident.overview.path)
    add(.columnAccount, incident.account)
    add(.columnRegion, incident.regions.joined(separator: " "))
    let time = incident.captured ?? incident.newest
    let said = [time, age].compactMap { $0 }.joined(separator: ", ")
    add(incident.captured == nil ? .columnNewest : .columnCaptured, said)
    return rows
  }
}

/// The `?` screen of one kind of screen, made from the keymap.
package enum HelpPage {
  package static func of(_ screen: ScreenKind, _ words: Words) -> Page {
    var page = Page([.heading(1, Phrase(words(.helpTitle)))])
    page += .table(
      [Phrase(words(.columnKey)), Phrase(words(.columnDoes))],
      Keymap.bindings(on: screen).map {
        [.strong(Keymap.label($0, all: true)), Phrase(words($0.help))]
      } + [
        [.strong("^C"), Phrase(words(.helpInterrupt))], [.strong("^Z"), Phrase(words(.helpSuspend))],
      ])
    page += .heading(3, Phrase(words(.marksTitle)))
    page += .table(
      [],
      [Incident.State.fault, .ruledOut, .noData, .live, .notApplicable, .open, .skipped].map {
        [.state($0), Phrase(words.meaning($0))]
      })
    return page
  }
}
