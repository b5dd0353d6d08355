import Commands
import Evidence

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
    page += .paragraph(Phrase(place(incident, words)))
    if let producer = incident.producer { page += .paragraph(Phrase(words.producer(producer))) }
    if let records = incident.records {
      let total = words(.recordsTotal, "\(records.total)", records.first)
      let event = records.event.map { "; \($0)" } ?? ""
      page += .paragraph(Phrase(records.title + ": " + total + event))
    }
    for cause in incident.causes {
      page += .paragraph(.strong(words(.rootCause) + ": ") + Phrase(cause.title))
    }
    page.blocks += HypothesisPage.handovers(incident, words)
    if let next = incident.next {
      page += .paragraph(Phrase(words(.nextBest) + " (" + words(.decides, "\(next.decides)") + "):"))
      page += .commands([next.command])
    }
    return page
  }

  /// The account, the regions and when the snapshot was taken.
  private static func place(_ incident: Incident, _ words: Words) -> String {
    var parts = [incident.account].compactMap { $0 } + incident.regions
    if let captured = incident.captured {
      parts.append(words(.snapshotAt, captured))
    } else if let newest = incident.newest {
      parts.append(words(.newestRecord, newest))
    }
    return parts.joined(separator: "  ")
  }

  /// The walk step by step: what is asked and why, how AWS works there, and what was seen.
  package static func steps(_ incident: Incident, _ words: Words) -> Page {
    var page = Page()
    for (index, step) in incident.steps.enumerated() {
      page += .heading(2, Phrase(words(.walkStep, "\(index + 1)", step.title)))
      if let skip = step.skip { page += .paragraph(Phrase(words.skip(skip))) }
      page += .paragraph(Phrase(step.asks))
      let hop = incident.hops.first { $0.id == step.hop }?.teach ?? ""
      for text in [step.why, step.look, step.teach.isEmpty ? hop : step.teach] {
        for paragraph in paragraphs(text) { page += .paragraph(Phrase(paragraph)) }
      }
      page += .list(
        ordered: false,
        step.hypotheses.compactMap { incident.hypothesis($0) }.filter { !$0.isAside }.map {
          [.paragraph(.state($0.state) + Phrase(" " + $0.claim))]
        })
    }
    return page
  }

  /// Steps by number, with those that are skipped marked.
  package static func numbered(_ steps: [Incident.Step], _ words: Words) -> Page {
    let rows = steps.enumerated().map { index, step -> [Phrase] in
      [
        .strong("\(index + 1)"), Phrase(step.skip == nil ? "" : words(.stateSkipped)),
        Phrase(step.asks.isEmpty ? step.title : step.asks),
      ]
    }
    return Page([.table([], rows)])
  }

  /// The hypotheses and tempting repairs that hold a text anywhere.
  package static func finds(_ text: String, in incident: Incident) -> [Incident.Hypothesis] {
    let wanted = text.lowercased()
    return incident.hypotheses.filter { one in
      [one.id, one.claim, one.because, one.plausible, one.teach, one.live ?? ""]
        .contains { $0.lowercased().contains(wanted) }
    }
  }

  /// What can be copied here: each fix, each check, each command that would decide something.
  package static func commands(_ incident: Incident, _ words: Words) -> [Incident.Pair] {
    var pairs: [Incident.Pair] = []
    for cause in incident.causes {
      for fix in cause.fixes where !fix.commands.isEmpty {
        pairs.append(.init(words(.fix) + ": " + fix.title, fix.commands.text))
      }
      if let check = cause.verifyCommand {
        pairs.append(.init(words(.verifyTitle) + ": " + cause.title, check.text))
      }
    }
    var seen: Set<ShellCommand> = []
    for need in incident.hypotheses.filter({ !$0.isAside }).flatMap(\.needs)
    where seen.insert(need.command).inserted {
      pairs.append(.init(words(.needs) + ": " + need.file, need.command.text))
    }
    return pairs
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
      if let effect = fix.effect { page += .paragraph(Phrase(words(.columnEffect) + ": " + effect)) }
      var only = cause
      only.evidence = []
      page.blocks += CausePage.tail(only, fix: index, among: incident.causes, words).blocks
    }
    let tempting = incident.tempting.filter { $0.effect != nil }
    if !tempting.isEmpty {
      page += .heading(2, Phrase(words(.decoyGroup)))
      page += .list(
        ordered: false,
        tempting.map { [.paragraph(Phrase(words(.decoyLead) + " " + $0.title + ": " + ($0.effect ?? "")))] })
    }
    var proof = cause
    proof.fixes = []
    page.blocks += CausePage.tail(proof, fix: 0, words).blocks
    page.blocks += CausePage.verify(cause, words).blocks + CausePage.prevent(cause, words).blocks
    return page
  }
}
