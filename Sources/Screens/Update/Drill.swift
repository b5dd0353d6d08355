import Evidence

/// A recorded incident as an exercise: a verdict is asked for before each one is shown, then a repair is chosen.
///
/// Pure: lines go in, pages come out. What is right is what the engine saw, with its evidence.
package struct Drill: Sendable {
  /// What is asked.
  enum Question: Sendable {
    /// Is this step sound, faulty or not to be told?
    case verdict(Incident.Step)
    /// Which hypothesis of a faulty step?
    case which(Incident.Step, [Incident.Hypothesis])
    /// Which of these would bring the path back?
    case repair([Incident.Repair])
  }

  private let incident: Incident
  /// How it was told at the time; the playbook's symptom where nobody wrote it down.
  private let story: Page
  private let lesson: String?
  private let words: Words
  private var hints: ArraySlice<String>
  private var questions: ArraySlice<Question>
  private let total: Int
  private var asked = 0
  private var right = 0

  /// An exercise on an incident whose repairs have their effects filled in.
  package init(_ incident: Incident, recorded: RecordedIncident, _ words: Words) {
    self.incident = incident
    self.words = words
    self.hints = recorded.hints[...]
    self.lesson = recorded.teach
    self.story = Page(
      [.heading(1, Phrase(recorded.title))]
        + Drill.paragraphs(recorded.story ?? incident.symptom))
    let all = Drill.questions(incident)
    self.questions = all[...]
    self.total = all.count
  }

  package var isOver: Bool { questions.isEmpty }

  /// The story, how to answer, and the first question.
  package var opening: Page {
    Page(story.blocks + [.paragraph(Phrase(words(.intro)))] + question.blocks)
  }

  /// What follows a typed line: the proof and the next question, a hint, or the end.
  package mutating func reply(_ line: String) -> Page {
    guard let question = questions.first else { return ending }
    switch PlainMenu.folded(line) {
    case "h":
      let hint = hints.popFirst().map { words(.hint) + " " + $0 } ?? words(.noHint)
      return Page([.paragraph(Phrase(hint))])
    case "s": return story
    case "q":
      questions = []
      return ending
    case "": return next(proof(question, nil))
    case let answer:
      let choices = choices(question)
      guard let number = Int(answer), (1...choices.count).contains(number) else {
        return Page([.paragraph(Phrase(words(.noChoice, line, "\(choices.count)")))])
      }
      asked += 1
      let isRight = truth(question).contains(number)
      if isRight { right += 1 }
      return next(proof(question, isRight))
    }
  }

  private mutating func next(_ proof: Page) -> Page {
    questions = questions.dropFirst()
    return Page(proof.blocks + (isOver ? ending : question).blocks)
  }

  /// The question under way with its numbered answers.
  private var question: Page {
    guard let question = questions.first else { return ending }
    var page = Page()
    let place = words(.position, "\(total - questions.count + 1)", "\(total)")
    switch question {
    case .verdict(let step):
      page += .heading(2, Phrase(place + "  " + step.title))
      page += .paragraph(.strong(step.asks.isEmpty ? step.title : step.asks))
      if !step.look.isEmpty { page += .paragraph(Phrase(words(.look) + " " + step.look)) }
    case .which:
      page += .heading(2, Phrase(place + "  " + words(.which)))
    case .repair:
      page += .heading(2, Phrase(place + "  " + words(.repair)))
    }
    page += .list(ordered: true, choices(question).map { [.paragraph(Phrase($0))] })
    return page
  }

  private func choices(_ question: Question) -> [String] {
    switch question {
    case .verdict: [words(.sound), words(.faulty), words(.cannotTell)]
    case .which(_, let hypotheses): hypotheses.map(\.claim)
    case .repair(let repairs): repairs.map(\.title)
    }
  }

  /// The numbers of the right answers.
  private func truth(_ question: Question) -> [Int] {
    switch question {
    case .verdict(let step):
      switch state(step) {
      case .fault: [2]
      case .noData: [3]
      default: [1]
      }
    case .which(_, let hypotheses):
      hypotheses.indices.filter { hypotheses[$0].state == .fault }.map { $0 + 1 }
    case .repair(let repairs): repairs.indices.filter { Drill.helps(repairs[$0]) }.map { $0 + 1 }
    }
  }

  private func state(_ step: Incident.Step) -> Incident.State {
    let states = Drill.judged(step, incident).map(\.state)
    return [.fault, .noData].first { states.contains($0) } ?? .ruledOut
  }
}

extension Drill {
  /// What is asked of an incident: each step that judges something, then the repair.
  private static func questions(_ incident: Incident) -> [Question] {
    var questions: [Question] = []
    for step in incident.steps {
      let judged = judged(step, incident)
      guard judged.contains(where: { $0.state != .notApplicable }) else { continue }
      questions.append(.verdict(step))
      let faults = judged.filter { $0.state == .fault }
      if faults.isEmpty { continue }
      // The author lists the likely ones first: they are the ones worth telling apart.
      let others = judged.filter { $0.state != .fault && $0.state != .notApplicable }.prefix(5)
      if others.isEmpty { continue }
      questions.append(.which(step, judged.filter { faults.contains($0) || others.contains($0) }))
    }
    let good = incident.causes.flatMap(\.fixes).filter(helps).prefix(2)
    let tempting = incident.tempting.filter { !helps($0) && $0.outcome?.path != .notShown }.prefix(4)
    if !good.isEmpty, !tempting.isEmpty {
      questions.append(.repair((good + tempting).sorted { $0.title < $1.title }))
    }
    return questions
  }

  private static func judged(_ step: Incident.Step, _ incident: Incident) -> [Incident.Hypothesis] {
    step.hypotheses.compactMap { incident.hypothesis($0) }.filter { !$0.isDecoy && !$0.isAside }
  }

  private static func helps(_ repair: Incident.Repair) -> Bool { repair.outcome?.path == .restored }

  private static func paragraphs(_ text: String) -> [Block] {
    text.split(separator: "\n\n").map {
      .paragraph(Phrase($0.split(whereSeparator: \.isNewline).joined(separator: " ")))
    }
  }

  /// Whether the answer was right, and what the files say.
  private func proof(_ question: Question, _ isRight: Bool?) -> Page {
    var page = Page()
    if let isRight { page += .paragraph(.strong(words(isRight ? .isRight : .isWrong))) }
    switch question {
    case .verdict(let step):
      if case .which? = questions.dropFirst().first {
        page += .paragraph(.state(state(step)))
      } else {
        add(&page, step)
      }
      let teach = step.teach.isEmpty ? incident.hops.first { $0.id == step.hop }?.teach ?? "" : step.teach
      if !teach.isEmpty { page += .alert("NOTE", Phrase(teach)) }
    case .which(let step, _): add(&page, step)
    case .repair(let repairs):
      page += .table(
        [Phrase(words(.repair)), Phrase(words(.effect))],
        repairs.map { [Phrase($0.title), Phrase($0.effect ?? "")] })
    }
    return page
  }

  /// The verdicts of a step that say most: faults with all their evidence, else what is open, else three passes.
  private func add(_ page: inout Page, _ step: Incident.Step) {
    let all = Drill.judged(step, incident)
    let state = state(step)
    let shown = all.filter { $0.state == state }
    var number = 0
    for hypothesis in state == .ruledOut ? shown.prefix(3) : shown[...] {
      page += .paragraph(.state(hypothesis.state) + Phrase("  " + hypothesis.claim))
      if !hypothesis.because.isEmpty {
        page += .list(ordered: false, [[.paragraph(Phrase(hypothesis.because))]])
      }
      for citation in hypothesis.evidence.prefix(state == .fault ? 6 : 1) {
        number += 1
        page += .evidence(number, citation)
      }
      for need in hypothesis.needs.prefix(1) { page += .commands([need.command]) }
    }
    if state == .ruledOut, shown.count > 3 {
      page += .paragraph(Phrase(words(.morePass, "\(shown.count - 3)")))
    }
  }

  /// The score, the causes and what is to be learnt.
  private var ending: Page {
    var page = Page([.heading(1, Phrase(words.outcome(incident.outcome)))])
    if asked > 0 { page += .paragraph(Phrase(words(.score, "\(right)", "\(asked)"))) }
    for cause in incident.causes {
      page += .paragraph(.strong(words(.rootCause) + ": ") + Phrase(cause.title))
      if !cause.explanation.isEmpty { page += .paragraph(Phrase(cause.explanation)) }
      if let fix = cause.fixes.first {
        page += .paragraph(.strong(words(.fix) + ": ") + Phrase(fix.title))
        if !fix.commands.isEmpty { page += .commands(fix.commands) }
      }
    }
    if let lesson { page.blocks += [.heading(3, Phrase(words(.lesson)))] + Drill.paragraphs(lesson) }
    return page
  }
}
