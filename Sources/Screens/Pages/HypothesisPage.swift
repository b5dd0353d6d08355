import Evidence

/// What the walk's right-hand pane and the `why` screen say about one hypothesis.
package enum HypothesisPage {
  /// The short form beside the list: asked, seen, evidence, what is missing.
  package static func detail(
    _ hypothesis: Incident.Hypothesis, in incident: Incident, teach: Bool, _ words: Words
  )
    -> Page
  {
    var page = Page()
    let step = incident.steps.first { $0.id == hypothesis.step }
    page += .heading(
      1, Phrase(step?.asks.isEmpty == false ? step?.asks ?? "" : words.claim(hypothesis)))
    page += .paragraph(verdict(hypothesis, words))
    addOverruled(&page, hypothesis, words)
    if hypothesis.state == .skipped { page += .paragraph(Phrase(words(.takeUpHint))) }
    if teach {
      let text = [hypothesis.teach, step?.teach ?? "", hopTeach(hypothesis, incident)].first { !$0.isEmpty }
      page += .alert("NOTE", Phrase(text ?? words(.noTeaching)))
      addValues(&page, hypothesis, words)
    }
    addFindings(&page, hypothesis, words)
    if hypothesis.state == .fault || incident.causes.isEmpty { page.blocks += handovers(incident, words) }
    add(&page, .whyAsked, step?.why ?? "", words)
    add(&page, .follows, step?.follows ?? "", words)
    return page
  }

  /// The long form: also why it was plausible, how it looks healthy and broken, and what would change the verdict.
  package static func why(_ hypothesis: Incident.Hypothesis, in incident: Incident, _ words: Words) -> Page {
    var page = Page([.heading(1, Phrase(words.claim(hypothesis)))])
    let step = incident.steps.first { $0.id == hypothesis.step }
    page += .paragraph(verdict(hypothesis, words))
    addOverruled(&page, hypothesis, words)
    addFindings(&page, hypothesis, words)
    add(&page, hypothesis.isDecoy ? .looksRight : .plausible, hypothesis.plausible, words)
    add(&page, .harm, hypothesis.harm, words)
    add(&page, .asked, step?.asks ?? "", words)
    add(&page, .whyAsked, step?.why ?? "", words)
    add(&page, .lookAt, step?.look ?? "", words)
    add(&page, .follows, step?.follows ?? "", words)
    add(&page, .healthy, hypothesis.healthy, words)
    add(&page, .broken, hypothesis.broken, words)
    add(&page, .teaching, hypothesis.teach.isEmpty ? hopTeach(hypothesis, incident) : hypothesis.teach, words)
    addValues(&page, hypothesis, words)
    if hypothesis.state == .ruledOut || hypothesis.state == .fault, !hypothesis.evidence.isEmpty {
      add(&page, .wouldChange, words(.wouldChangeEvidence), words)
    }
    page += .paragraph(Phrase([.plain(words(.idInReports) + " "), .code(hypothesis.id)]))
    return page
  }

  /// Where another playbook goes on.
  static func handovers(_ incident: Incident, _ words: Words) -> [Block] {
    incident.handovers.flatMap { handover -> [Block] in
      [
        .heading(3, Phrase(words(.continueWith))), .paragraph(Phrase(handover.text)),
        .commands([handover.command]),
      ]
    }
  }

  /// A question only the operator can answer, with its numbered answers.
  package static func question(_ step: Incident.Step, _ question: Incident.Question, _ words: Words) -> Page {
    var page = Page([.heading(1, Phrase(question.text))])
    page += .list(ordered: true, question.choices.map { [.paragraph(Phrase($0.value))] })
    page += .paragraph(Phrase(words(.answerWithDigit)))
    add(&page, .whyAsked, step.why, words)
    add(&page, .lookAt, step.look, words)
    return page
  }

  /// The verdict and its reason; what people try is refuted by its argument and has no mark of passing.
  private static func verdict(_ hypothesis: Incident.Hypothesis, _ words: Words) -> Phrase {
    let tail = Phrase(verdictTail(hypothesis, words))
    if hypothesis.isDecoy, hypothesis.state == .ruledOut { return .strong(words.verdict(hypothesis)) + tail }
    return .state(hypothesis.state) + tail
  }

  /// What the operator's verdict stands against.
  private static func addOverruled(_ page: inout Page, _ hypothesis: Incident.Hypothesis, _ words: Words) {
    guard hypothesis.overridden else { return }
    page += .paragraph(Phrase(words(.snapshotSays, hypothesis.snapshotSays)))
  }

  /// The names and values of this snapshot that the verdict speaks of.
  private static func addValues(_ page: inout Page, _ hypothesis: Incident.Hypothesis, _ words: Words) {
    guard !hypothesis.values.isEmpty else { return }
    page += .heading(3, Phrase(words(.valuesHere)))
    page += .table([], hypothesis.values.map { [Phrase($0.key), .code($0.value)] })
  }

  private static func verdictTail(_ hypothesis: Incident.Hypothesis, _ words: Words) -> String {
    var tail = hypothesis.because.isEmpty ? "" : ": " + hypothesis.because
    if hypothesis.overridden { tail += " (" + words(.overridden) + ")" }
    return tail
  }

  private static func addFindings(_ page: inout Page, _ hypothesis: Incident.Hypothesis, _ words: Words) {
    if !hypothesis.evidence.isEmpty {
      page += .heading(3, Phrase(words(.evidence)))
      for (index, citation) in hypothesis.evidence.enumerated() { page += .evidence(index + 1, citation) }
      page += .paragraph("")
    }
    if !hypothesis.needs.isEmpty {
      page += .heading(3, Phrase(words(.needs)))
      for need in hypothesis.needs {
        page += .paragraph(.code(need.file))
        page += .commands([need.command])
      }
    }
    if let live = hypothesis.live {
      page += .heading(3, Phrase(words(.liveCheck)))
      page += .paragraph(Phrase(live))
    }
  }

  private static func add(_ page: inout Page, _ heading: Word, _ text: String, _ words: Words) {
    guard !text.isEmpty else { return }
    page += .heading(3, Phrase(words(heading)))
    for paragraph in paragraphs(text) { page += .paragraph(Phrase(paragraph)) }
  }

  private static func hopTeach(_ hypothesis: Incident.Hypothesis, _ incident: Incident) -> String {
    incident.hops.first { $0.id == hypothesis.hop }?.teach ?? ""
  }
}

/// The paragraphs of a playbook's text: blank lines divide, single line ends do not.
package func paragraphs(_ text: String) -> [String] {
  var out: [[Substring]] = [[]]
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    let trimmed = line.drop { $0 == " " }
    if trimmed.isEmpty { out.append([]) } else { out[out.count - 1].append(trimmed) }
  }
  return out.filter { !$0.isEmpty }.map(joinLines)
}

/// Joins lines with a space, except between two wide characters, where Japanese has none.
private func joinLines(_ lines: [Substring]) -> String {
  var out = ""
  for line in lines {
    if let last = out.last, let first = line.first {
      if !(Width.of(last) > 1 && Width.of(first) > 1) { out += " " }
    }
    out += line
  }
  return out
}
