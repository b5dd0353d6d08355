import Evidence

/// The incident as a report: every sentence that states a fact carries the number of its evidence.
package struct ReportPage {
  private let incident: Incident
  private let words: Words
  /// Citations that show a part of a longer text.
  private let parts: Set<Citation>
  /// Every citation of the report once, in the order in which it is first used.
  private var evidence: [Citation] = []
  private var numbers: [Place: Int] = [:]

  /// What makes two citations the same place.
  private struct Place: Hashable {
    let file: String
    let line: Int
    let document: Int?
    let pointer: String?
    let value: String?
  }

  /// The whole report; `hashes` are the sha256 of the snapshot's files, where they were counted.
  package static func of(
    _ incident: Incident, _ words: Words, hashes: [String: String] = [:], parts: Set<Citation> = []
  ) -> Page {
    var report = ReportPage(incident: incident, words: words, parts: parts)
    return report.page(hashes)
  }

  /// The diagnosis alone, for a ticket or a chat: no timeline, nothing for people to fill in.
  package static func brief(_ incident: Incident, _ words: Words) -> Page {
    var report = ReportPage(incident: incident, words: words, parts: [])
    var page = Page([.heading(1, Phrase(incident.title + ": " + words.outcome(incident.outcome)))])
    page += report.facts()
    report.addSummary(&page)
    report.addCauses(&page)
    report.addFixes(&page)
    report.addRuledOut(&page)
    report.addOpen(&page)
    report.addUnread(&page)
    report.addEvidence(&page, [:])
    return page
  }

  private init(incident: Incident, words: Words, parts: Set<Citation>) {
    self.incident = incident
    self.parts = parts
    self.words = words
  }

  private mutating func cite(_ citations: [Citation]) -> Phrase {
    var found: [Int] = []
    for citation in citations {
      let place = Place(
        file: citation.file, line: citation.line, document: citation.document, pointer: citation.pointer,
        value: citation.value)
      if numbers[place] == nil {
        evidence.append(citation)
        numbers[place] = evidence.count
      }
      if let number = numbers[place], !found.contains(number) { found.append(number) }
    }
    return .references(found)
  }

  private mutating func page(_ hashes: [String: String]) -> Page {
    var page = Page([.heading(1, Phrase(words(.reportTitle) + ": " + incident.title))])
    page += facts()
    var body = Page()
    addSummary(&body)
    addCauses(&body)
    addChain(&body)
    addSibling(&body)
    for row in incident.causes.compactMap(\.baseline) {
      body.blocks += CausePage.baseline(row, words, level: 2).blocks
    }
    addFixes(&body)
    addRuledOut(&body)
    addOpen(&body)
    addUnread(&body)
    addTimeline(&body)
    addImpact(&body)
    addEvidence(&body, hashes)
    addRedacted(&body)
    addLessons(&body)
    addWalk(&body)
    page.blocks += body.blocks
    return page
  }

  private func facts() -> Block {
    var rows: [[Phrase]] = [[Phrase(words(.columnStatus)), Phrase(words.outcome(incident.outcome))]]
    for pair in incident.subject { rows.append([Phrase(pair.key), .code(pair.value)]) }
    if let account = incident.account { rows.append([Phrase(words(.columnAccount)), .code(account)]) }
    if !incident.regions.isEmpty {
      rows.append([Phrase(words(.columnRegion)), .code(incident.regions.joined(separator: ", "))])
    }
    if let captured = incident.captured { rows.append([Phrase(words(.columnCaptured)), .code(captured)]) }
    return .table([Phrase(words(.columnSubject)), Phrase(words(.columnValue))], rows)
  }

  private mutating func addSummary(_ page: inout Page) {
    page += .heading(2, Phrase(words(.reportSummary)))
    switch incident.outcome {
    case .causeFound:
      if incident.causes.count > 1 {
        let claimed = incident.causes.filter(\.isClaimed).count
        let proved = incident.causes.count - claimed
        page += .paragraph(
          Phrase(
            claimed == 0
              ? words(.reportManyCauses, "\(proved)") : words(.reportClaims, "\(proved)", "\(claimed)")))
        page += .list(
          ordered: true,
          incident.causes.map { cause in
            let by = cause.isClaimed ? " (" + words(.overridden) + ": " + cause.explanation + ")" : ""
            return [
              .paragraph(Phrase(cause.title) + Phrase(by) + cite(cause.isClaimed ? [] : cause.evidence))
            ]
          })
      } else if let cause = incident.causes.first, cause.isClaimed {
        page += .paragraph(Phrase(words(.reportOneClaim, cause.title, cause.explanation)))
      } else if let cause = incident.causes.first {
        page += .paragraph(Phrase(words(.reportOneCause, cause.title)) + cite(cause.evidence))
      }
    case .nothingFound: page += .paragraph(Phrase(words(.reportNoCause)))
    case .undetermined: page += .paragraph(Phrase(words(.reportUndetermined)))
    }
    page.blocks += HypothesisPage.handovers(incident, words)
    func count(_ states: [Incident.State]) -> String {
      "\(incident.hypotheses.filter { states.contains($0.state) && !$0.isAside }.count)"
    }
    page += .paragraph(
      Phrase(
        words(
          .reportCounts, "\(incident.hypotheses.filter { !$0.isAside }.count)",
          "\(incident.hypotheses.filter { $0.state == .fault && !$0.overridden && !$0.isAside }.count)",
          count([.ruledOut]), count([.noData, .open, .live, .skipped]), count([.notApplicable]))))
    if !incident.symptom.isEmpty { page += .paragraph(Phrase(joined(incident.symptom))) }
    if let since = incident.since {
      page += .paragraph(
        .strong(words(.reportSince) + ":") + Phrase([.plain(" " + since.at + " " + since.text)])
          + cite([since.citation].compactMap(\.self)))
    }
    let changes = incident.causes.flatMap(\.changes).filter { change in
      incident.since.map { change.at <= $0.at } ?? true
    }
    if let change = changes.max(by: { $0.at < $1.at }) {
      page += .paragraph(
        .strong(words(.reportChangeBefore) + ":") + Phrase([.plain(" " + change.at + " " + change.text)])
          + cite([change.citation].compactMap(\.self)))
    }
  }

  private mutating func addSibling(_ page: inout Page) {
    guard let sibling = incident.sibling, !incident.causes.isEmpty else { return }
    page += .heading(2, Phrase(words(.reportSibling, sibling.name)))
    page += .paragraph(Phrase(sibling.because) + cite(sibling.evidence))
  }

  /// What was there and is lost; the first of it, and how much more.
  private func addUnread(_ page: inout Page) {
    let problems = incident.overview.problems
    guard !problems.isEmpty else { return }
    page += .heading(2, Phrase(words(.reportUnread)))
    page += .paragraph(Phrase(words(.reportUnreadText)))
    let shown = problems.prefix(20).map {
      [Block.paragraph(Phrase([.code($0.name), .plain(": " + $0.state)]))]
    }
    let more = problems.count - shown.count
    page += .list(ordered: false, shown + (more > 0 ? [[.paragraph(Phrase("+\(more)"))]] : []))
  }

  private func addRedacted(_ page: inout Page) {
    guard !incident.redacted.isEmpty else { return }
    page += .heading(2, Phrase(words(.reportRedacted)))
    page += .paragraph(Phrase(words(.reportRedactedText)))
    page += .table(
      [Phrase(words(.columnMark)), Phrase(words(.columnFile)), Phrase(words(.columnPlace))],
      incident.redacted.map { one in
        let place: [Phrase.Part] =
          [.code("\(one.line)")] + (one.pointer.map { [.plain(" "), .code($0)] } ?? [])
        return [.code(one.mark), .code(one.file), Phrase(place)]
      })
  }

  private mutating func addCauses(_ page: inout Page) {
    guard !incident.causes.isEmpty else { return }
    page += .heading(2, Phrase(words(.reportRootCause)))
    for (index, cause) in incident.causes.enumerated() {
      page += .heading(3, Phrase("\(index + 1). \(cause.title)"))
      page += .paragraph(Phrase([.code(cause.id)]))
      if cause.isClaimed {
        let says = words(.snapshotSays, incident.hypothesis(cause.id)?.snapshotSays ?? "")
        page += .paragraph(
          .strong(words(.overridden) + ":") + Phrase(" " + cause.explanation + "; " + says)
            + cite(cause.evidence))
        continue
      }
      for paragraph in paragraphs(cause.explanation) { page += .paragraph(Phrase(paragraph)) }
      let because = incident.hypothesis(cause.id)?.because ?? ""
      page += .paragraph(.strong(words(.reportProven) + ":") + Phrase(" " + because) + cite(cause.evidence))
    }
  }

  private mutating func addChain(_ page: inout Page) {
    guard incident.causes.contains(where: { !$0.isClaimed }) else { return }
    page += .heading(2, Phrase(words(.reportChain)))
    var links: [[Block]] = []
    for cause in incident.causes where !cause.isClaimed {
      for change in cause.changes {
        let text =
          Phrase([.plain(" " + change.at + " " + change.text)]) + cite([change.citation].compactMap { $0 })
        links.append([.paragraph(.strong(words(.reportChainTrigger) + ":") + text)])
      }
      if cause.changes.isEmpty, !cause.trigger.isEmpty {
        let text = Phrase(" " + joined(cause.trigger))
        links.append([.paragraph(.strong(words(.reportChainUsual) + ":") + text)])
      }
    }
    for cause in incident.causes {
      let text = Phrase(" " + cause.title) + cite(cause.evidence)
      links.append([.paragraph(.strong(words(.reportChainFault) + ":") + text)])
    }
    if !incident.symptom.isEmpty {
      links.append([
        .paragraph(.strong(words(.reportChainSymptom) + ":") + Phrase(" " + joined(incident.symptom)))
      ])
    }
    page += .list(ordered: true, links)
  }

  private func addFixes(_ page: inout Page) {
    guard !incident.causes.isEmpty else { return }
    page += .heading(2, Phrase(words(.reportFixes)))
    for (index, cause) in incident.causes.enumerated() {
      page += .heading(3, Phrase(words(.reportFixes) + " \(index + 1): " + cause.title))
      let hasEffect = cause.fixes.contains { $0.effect != nil }
      let head =
        [words(.columnFix), words(.columnUse), words(.columnOpens)]
        + (hasEffect ? [words(.columnEffect)] : [])
      page += .table(
        head.map { Phrase($0) },
        cause.fixes.map { fix in
          [Phrase(fix.title), Phrase(words.applicability(fix.applicability)), Phrase(joined(fix.opens))]
            + (hasEffect ? [Phrase(fix.effect ?? "")] : [])
        })
      for (number, fix) in cause.fixes.enumerated() {
        page += .paragraph(
          .strong(words(.reportFixes) + " \(index + 1).\(number + 1):") + Phrase(" " + fix.title))
        for command in fix.commands { page += .commands([command]) }
        if !fix.undo.isEmpty { labelled(&page, .runbookUndo, fix.undo) }
        if !fix.terraform.isEmpty { page += .code(fix.terraform, language: "hcl") }
      }
      page += .paragraph(Phrase(words(.reportTodoRan)))
      labelled(&page, .reportVerify, cause.verify)
      if let command = cause.verifyCommand { page += .commands([command]) }
      labelled(&page, .runbookUndo, cause.undo)
      labelled(&page, .reportPrevent, cause.prevent)
    }
    let tried = incident.tempting.filter { $0.effect != nil }
    guard !tried.isEmpty else { return }
    page += .heading(3, Phrase(words(.runbookTempting)))
    page += .table(
      [Phrase(words(.columnFix)), Phrase(words(.columnOpens)), Phrase(words(.columnEffect))],
      tried.map { [Phrase($0.title), Phrase(joined($0.opens)), Phrase($0.effect ?? "")] })
  }

  private mutating func addRuledOut(_ page: inout Page) {
    let out = incident.hypotheses.filter { $0.state == .ruledOut && !$0.isAside }
    guard !out.isEmpty else { return }
    page += .heading(2, Phrase(words(.reportRuledOut)))
    page += .table(
      [Phrase(words(.columnHypothesis)), Phrase(words(.columnReason)), Phrase(words(.columnEvidence))],
      (out.filter(\.isDecoy) + out.filter { !$0.isDecoy }).map { one in
        let by = one.overridden ? " (" + words(.overridden) + ")" : ""
        return [Phrase(words.claim(one)), Phrase(one.because + by), cite(one.evidence)]
      })
  }

  private mutating func addOpen(_ page: inout Page) {
    let open = incident.hypotheses.filter {
      [.noData, .live, .open, .skipped].contains($0.state) && !$0.isAside
    }
    guard !open.isEmpty else { return }
    page += .heading(2, Phrase(words(.reportNotKnown)))
    page += .list(
      ordered: false,
      open.map { one in
        var item: [Block] = [.paragraph(.strong(one.claim) + Phrase(": " + one.because) + cite(one.evidence))]
        if let live = one.live { item.append(.paragraph(Phrase(words(.liveOnly, live)))) }
        item += one.needs.map { .commands([$0.command]) }
        return item
      })
  }

  private mutating func addTimeline(_ page: inout Page) {
    page += .heading(2, Phrase(words(.reportTimeline)))
    let notes = incident.notes.map {
      Incident.TimelineEntry(at: $0.at, text: words(.byOperator) + ": " + $0.text)
    }
    let entries = (incident.timeline + notes).sorted { $0.at < $1.at }
    if entries.isEmpty { page += .paragraph(Phrase(words(.noTimeline))) }
    page += .table(
      [Phrase(words(.columnTime)), Phrase(words(.columnEvent)), Phrase(words(.columnEvidence))],
      entries.map {
        [.code($0.at), Phrase([.plain($0.text)]), cite([$0.citation].compactMap { $0 })]
      })
  }

  private func addImpact(_ page: inout Page) {
    page += .heading(2, Phrase(words(.reportImpact)))
    if let records = incident.records {
      let line = Look().sparkline(records.perMinute)
      page += .paragraph(
        Phrase(records.title + " ") + .code(line)
          + Phrase(" " + words(.recordsTotal, "\(records.total)", records.first)))
    }
    page += .paragraph(Phrase(words(.reportTodoImpact)))
  }

  private func addEvidence(_ page: inout Page, _ hashes: [String: String]) {
    guard !evidence.isEmpty else { return }
    page += .heading(2, Phrase(words(.reportEvidence)))
    page += .table(
      [
        Phrase("E"), Phrase(words(.columnClaim)), Phrase(words(.columnFile)), Phrase(words(.columnPlace)),
        Phrase(words(.columnValue)),
      ],
      evidence.enumerated().map { index, citation in
        EvidenceRow.cells(index + 1, citation, isPart: parts.contains(citation))
      })
    let files = Array(Set(evidence.map(\.file))).sorted().filter { hashes[$0] != nil }
    page += .table(
      [Phrase(words(.columnFile)), Phrase(words(.fileHash))],
      files.map { [.code($0), .code(hashes[$0] ?? "")] })
  }

  private func addLessons(_ page: inout Page) {
    page += .heading(2, Phrase(words(.reportLessons)))
    page += .list(
      ordered: false,
      [Word.reportTodoWell, .reportTodoWrong, .reportTodoLucky].map { [.paragraph(Phrase(words($0)))] })
    page += .heading(2, Phrase(words(.reportActions)))
    var rows = incident.causes.filter { !$0.prevent.isEmpty }.map {
      [Phrase(words.speech("prevent")), Phrase(joined($0.prevent)), Phrase(words(.reportTodoOwner))]
    }
    rows.append([Phrase(words.speech("detect")), Phrase(words(.reportTodo)), Phrase(words(.reportTodoOwner))])
    page += .table(
      [Phrase(words(.columnType)), Phrase(words(.columnClaim)), Phrase(words(.columnOwner))], rows)
  }

  private func addWalk(_ page: inout Page) {
    page += .heading(2, Phrase(words(.reportAppendix)))
    for (index, step) in incident.steps.enumerated() {
      page += .heading(3, Phrase(words(.walkStep, "\(index + 1)", step.title)))
      page += .paragraph(Phrase(step.asks))
      if let skip = step.skip { page += .paragraph(Phrase(words.skip(skip))) }
      page += .list(
        ordered: false,
        step.hypotheses.compactMap { incident.hypothesis($0) }.filter { !$0.isAside }.map {
          [.paragraph(.state($0.state) + Phrase(" " + $0.claim))]
        })
      if let question = step.question, let answer = question.answer {
        let text = question.choices.first { $0.key == answer }?.value ?? answer
        page += .paragraph(Phrase(words(.answered, question.text, text)))
      }
    }
  }

  private func labelled(_ page: inout Page, _ label: Word, _ text: String) {
    guard !text.isEmpty else { return }
    page += .paragraph(.strong(words(label) + ":") + Phrase(" " + joined(text)))
  }

  private func joined(_ text: String) -> String { paragraphs(text).joined(separator: " ") }
}

/// One line of the evidence table; `verify` reads these cells back.
package enum EvidenceRow {
  static func cells(_ number: Int, _ citation: Citation, isPart: Bool) -> [Phrase] {
    var place: [Phrase.Part] = [.code("\(citation.line)")]
    if let document = citation.document { place += [.plain(" "), .code("document \(document)")] }
    if let pointer = citation.pointer { place += [.plain(" "), .code(pointer.isEmpty ? "/" : pointer)] }
    if isPart { place += [.plain(" "), .code("part")] }
    return [
      Phrase([.reference(number)]), Phrase([.plain(citation.says.text)]), .code(citation.file), Phrase(place),
      citation.value.map { .code($0) } ?? Phrase([]),
    ]
  }
}
