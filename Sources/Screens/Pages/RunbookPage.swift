import Commands
import Evidence
import Playbooks

/// A playbook as a runbook that on-call reads in a wiki, without the program and without a snapshot.
package struct RunbookPage {
  private let playbook: Playbook
  private let words: Words
  /// Ids of the causes in the order of the walk; `C1` is the first.
  private let causes: [Hypothesis]

  package static func of(_ playbook: Playbook, _ words: Words) -> Page {
    RunbookPage(playbook: playbook, words: words).page()
  }

  private init(playbook: Playbook, words: Words) {
    self.playbook = playbook
    self.words = words
    causes = playbook.ordered.filter { $0.cause != nil && $0.kind == .cause }
  }

  private func page() -> Page {
    var page = Page([.heading(1, Phrase(playbook.title))])
    add(&page, playbook.symptom)
    page += .alert("IMPORTANT", Phrase(words(.runbookReadOnly)))
    addSixtySeconds(&page)
    section(&page, .runbookMeaning, playbook.meaning)
    section(&page, .runbookImpact, playbook.impact)
    addBefore(&page)
    addCollect(&page)
    addDiagnosis(&page)
    addCauses(&page)
    addDecoys(&page)
    section(&page, .runbookEscalate, words(.runbookEscalateText))
    page += .heading(2, Phrase(words(.runbookReferences)))
    page += .paragraph(Phrase(words(.runbookReferencesText, playbook.id)))
    return page
  }

  private func addSixtySeconds(_ page: inout Page) {
    let first = playbook.ordered.enumerated().filter {
      $0.element.proof != .live && $0.element.kind == .cause
    }
    .sorted { ($0.element.prior, $0.offset) < ($1.element.prior, $1.offset) }.prefix(3).map(\.element)
    guard !first.isEmpty else { return }
    page += .heading(2, Phrase(words(.runbookSixty)))
    page += .paragraph(Phrase(words(.runbookSixtyLead)))
    page += .list(
      ordered: true,
      first.map { hypothesis in
        var item: [Block] = [.paragraph(.strong(plain(hypothesis.claim)) + Phrase(seeCause(hypothesis)))]
        let look = playbook.steps.first { $0.tests.contains(hypothesis.id) }?.look ?? ""
        item += self.look(look)
        if let line = states(hypothesis) { item.append(line) }
        return item
      })
  }

  private func addBefore(_ page: inout Page) {
    page += .heading(2, Phrase(words(.runbookBefore)))
    page += .paragraph(Phrase(words(.runbookBeforeText)))
    page += .code("export AWS_PAGER=\"\"", language: "bash")
    let names = variables()
    if !names.isEmpty {
      page += .paragraph(Phrase(words(.runbookVariables)))
      page += .list(ordered: false, names.map { [.paragraph(.code($0))] })
    }
  }

  /// Names of the values that the runbook's commands take, each once.
  private func variables() -> [String] {
    var seen: Set<String> = []
    let fixes = causes.flatMap { $0.cause?.fixes ?? [] } + playbook.decoys.compactMap(\.fix)
    var commands = fixes.flatMap { PreparedFix.prepare($0, [[:]]).flatMap(\.commands) }
    commands += causes.compactMap { $0.cause?.verifyCommand }
    for step in playbook.steps { commands += paragraphs(step.look).compactMap { command($0) } }
    commands += playbook.required.compactMap { collectCommand($0) }
    return commands.flatMap(\.questions).filter { seen.insert($0).inserted }.sorted()
  }

  private func addCollect(_ page: inout Page) {
    page += .heading(2, Phrase(words(.runbookCollect)))
    page += .paragraph(Phrase(words(.runbookCollectText)))
    for kind in playbook.required {
      if let command = collectCommand(kind) { page += .commands([command]) }
    }
    page += .paragraph(Phrase(words(.runbookCollectProgram)))
    page += .commands([
      ShellCommand(["culprit", "collect", .own(playbook.id), "--script"]).writing(to: "collect.sh")
    ])
    let others = playbook.documentKinds.filter { !playbook.required.contains($0) }
    if !others.isEmpty {
      page += .paragraph(Phrase(words(.runbookDocuments)))
      page += .list(ordered: false, others.map { [.paragraph(.code($0.name))] })
    }
  }

  private func collectCommand(_ kind: DocumentKind) -> ShellCommand? {
    guard kind.isCall else { return nil }
    let region: [CommandWord] = kind.isGlobal ? [] : ["--region", .unknown("region")]
    return kind.command
      .asking(for: RunbookSubject.name(of: kind), insteadOf: DocumentKind.subjectName)
      .appending(region + ["--output", "json"]).writing(to: .own("\(kind.name).json"))
  }

  private func addDiagnosis(_ page: inout Page) {
    page += .heading(2, Phrase(words(.runbookDiagnosis)))
    page += .paragraph(Phrase(words(.runbookTree)))
    page += .diagram(chart())
    page += .paragraph(Phrase(words(.runbookOutline)))
    page += .list(
      ordered: true,
      playbook.steps.map { step in
        let see = step.tests.compactMap { cause($0) }.joined(separator: ", ")
        return [
          .paragraph(
            Phrase(plain(step.asks.isEmpty ? step.title : step.asks) + (see.isEmpty ? "" : " (\(see))")))
        ]
      })
    for (index, step) in playbook.steps.enumerated() { addStep(&page, step, index) }
  }

  private func addStep(_ page: inout Page, _ step: Step, _ index: Int) {
    page += .heading(3, Phrase(words(.runbookStep, "\(index + 1)", plain(step.title))))
    add(&page, step.asks)
    labelled(&page, .runbookWhy, step.why)
    if !step.look.isEmpty {
      page += .paragraph(.strong(words(.runbookLook) + ":"))
      page.blocks += look(step.look)
    }
    let here = step.tests.compactMap { playbook.hypothesis($0) }
    if !here.isEmpty {
      page += .table(
        [
          Phrase(words(.columnHypothesis)), Phrase(words(.runbookHealthy)), Phrase(words(.runbookBroken)),
          Phrase(words(.runbookThen)),
        ],
        here.map {
          [
            Phrase(plain($0.claim)), Phrase(joined($0.healthy)), Phrase(joined($0.broken)),
            Phrase(cause($0.id).map { words(.runbookIfBroken, $0) } ?? ""),
          ]
        })
    }
    if let question = step.question {
      page += .paragraph(.strong(words(.runbookAsk) + ":") + Phrase(" " + plain(question.text)))
      page += .list(ordered: false, question.answers.map { [.paragraph(Phrase(plain($0.text)))] })
    }
    for branch in step.branches {
      let target = branch.go.flatMap { id in playbook.steps.firstIndex { $0.id == id } }
      let place = target.map { words(.runbookStep, "\($0 + 1)", plain(playbook.steps[$0].title)) }
      let text = condition(branch, step).map { $0 + ": " } ?? ""
      page += .paragraph(
        .strong(words(.runbookThen) + ":") + Phrase(" " + text + (place ?? words(.runbookEnd))))
    }
    labelled(&page, .runbookTeach, step.teach)
    page += .paragraph(Phrase(words(.runbookCannotTell)))
  }

  private func condition(_ branch: Step.Branch, _ step: Step) -> String? {
    switch branch.condition {
    case nil: nil
    case .answer(let id): step.question?.answers.first { $0.id == id }.map { plain($0.text) } ?? id
    case .hypothesis(let id, let verdict):
      plain(playbook.hypothesis(id)?.claim ?? id) + " (\(words.state(Incident.State(verdict))))"
    }
  }

  private func chart() -> String {
    var chart = Flowchart()
    let end = playbook.steps.count * 2 + 1
    for (index, step) in playbook.steps.enumerated() {
      chart.question(index + 1, "\(index + 1) \(plain(step.title))")
      let numbers = step.tests.compactMap { cause($0) }
      if let first = numbers.first, let last = numbers.last {
        let box = playbook.steps.count + index + 1
        chart.box(box, "X " + (numbers.count == 1 ? first : "\(first) .. \(last)"))
        chart.arrow(index + 1, box, words(.runbookBroken))
      }
      var leads = false
      for branch in step.branches {
        let target =
          branch.go.flatMap { id in playbook.steps.firstIndex { $0.id == id } }.map { $0 + 1 } ?? end
        chart.arrow(index + 1, target, condition(branch, step) ?? "")
        if branch.condition == nil { leads = true }
      }
      if !leads { chart.arrow(index + 1, index + 1 < playbook.steps.count ? index + 2 : end) }
    }
    chart.box(end, words(.runbookEnd))
    return chart.text
  }

  private func addCauses(_ page: inout Page) {
    page += .heading(2, Phrase(words(.runbookCauses)))
    for hypothesis in causes {
      guard let text = hypothesis.cause, let number = cause(hypothesis.id) else { continue }
      page += .heading(3, Phrase("\(number): " + plain(text.title)))
      page += .paragraph(.code(hypothesis.id))
      add(&page, text.explanation)
      labelled(&page, .runbookSignature, hypothesis.broken.isEmpty ? hypothesis.claim : hypothesis.broken)
      for fix in text.fixes { addFix(&page, fix) }
      labelled(&page, .runbookVerify, text.verify)
      if let command = text.verifyCommand { page += .commands([command]) }
      labelled(&page, .runbookUndo, text.undo)
      labelled(&page, .runbookPrevent, text.prevent)
    }
  }

  private func addFix(_ page: inout Page, _ fix: FixTemplate) {
    page += .paragraph(.strong(words(.runbookFixNow) + ":") + Phrase(" " + plain(fix.title)))
    for prepared in PreparedFix.prepare(fix, [[:]], language: words.language) {
      for command in prepared.commands { page += .commands([command]) }
    }
    labelled(&page, .runbookBlast, fix.opens)
    labelled(&page, .runbookUndo, fix.undo)
    if !fix.terraform.isEmpty {
      page += .paragraph(.strong(words(.runbookForGood) + ":"))
      page += .code(plain(fix.terraform), language: "hcl")
    }
  }

  private func addDecoys(_ page: inout Page) {
    guard !playbook.decoys.isEmpty else { return }
    page += .heading(2, Phrase(words(.runbookTempting)))
    for (index, decoy) in playbook.decoys.enumerated() {
      page += .heading(3, Phrase("T\(index + 1): " + plain(joined(decoy.peopleTry))))
      labelled(&page, .runbookLooksRight, decoy.looksRight)
      labelled(&page, .runbookDisproved, decoy.argument)
      labelled(&page, .runbookHarm, decoy.harm)
    }
  }

  private func look(_ text: String) -> [Block] {
    paragraphs(text).map { line in
      command(line).map { .commands([$0]) } ?? .paragraph(Phrase(plain(line)))
    }
  }

  private func states(_ hypothesis: Hypothesis) -> Block? {
    let pairs = [(Word.runbookHealthy, hypothesis.healthy), (.runbookBroken, hypothesis.broken)]
    let text = pairs.filter { !$0.1.isEmpty }.map { words($0.0) + ": " + joined($0.1) }
    return text.isEmpty ? nil : .paragraph(Phrase(text.joined(separator: " / ")))
  }

  private func seeCause(_ hypothesis: Hypothesis) -> String { cause(hypothesis.id).map { " (\($0))" } ?? "" }

  private func cause(_ id: String) -> String? {
    causes.firstIndex { $0.id == id }.map { "C\($0 + 1)" }
  }

  private func add(_ page: inout Page, _ text: String) {
    for paragraph in paragraphs(text) { page += .paragraph(Phrase(plain(paragraph))) }
  }

  private func section(_ page: inout Page, _ title: Word, _ text: String) {
    guard !text.isEmpty else { return }
    page += .heading(2, Phrase(words(title)))
    add(&page, text)
  }

  private func labelled(_ page: inout Page, _ label: Word, _ text: String) {
    guard !text.isEmpty else { return }
    page += .paragraph(.strong(words(label) + ":") + Phrase(" " + joined(text)))
  }

  private func joined(_ text: String) -> String { plain(paragraphs(text).joined(separator: " ")) }

  /// A text that names each value by the variable that the commands take it from.
  private func plain(_ text: String) -> String { Interpolation.fill(text) { Shell.variable($0) } }

  /// The command that a line is; nil for a sentence.
  private func command(_ line: String) -> ShellCommand? {
    Step.isCommand(line) ? try? CommandReader.read(line) : nil
  }
}

extension Incident.State {
  /// The state that a verdict shows as.
  package init(_ verdict: Verdict) {
    switch verdict {
    case .confirmed: self = .fault
    case .ruledOut: self = .ruledOut
    case .undetermined: self = .noData
    case .notApplicable: self = .notApplicable
    }
  }
}
