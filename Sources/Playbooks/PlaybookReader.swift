import Commands
import Evidence
import Services
import Yams

/// Reads `playbook.yaml`: shape first, then every name that has to exist.
package struct PlaybookReader {
  private let source: PlaybookSource
  private var references = PlaybookReferences()

  private init(_ source: PlaybookSource) { self.source = source }

  /// Reads a playbook, with an overlay's words where one is given.
  ///
  /// - Throws: ``PlaybookProblems`` with every mistake found, in the order of the file.
  package static func read(
    _ text: String, file: String, overlay: (text: String, file: String)? = nil
  ) throws(PlaybookProblems) -> Playbook {
    var (source, root) = try PlaybookSource.compose(file: file, text: text)
    if let overlay {
      let (overSource, overRoot) = try PlaybookSource.compose(file: overlay.file, text: overlay.text)
      root = PlaybookOverlay.merge(overRoot, over: root, overSource)
      if !overSource.problems.isEmpty { throw PlaybookProblems(problems: overSource.problems) }
    }
    var reader = PlaybookReader(source)
    let playbook = reader.playbook(root)
    source = reader.source
    guard var playbook, source.problems.isEmpty else {
      let ordered = source.problems.enumerated().sorted {
        ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
      }
      throw PlaybookProblems(problems: ordered.map(\.element))
    }
    // A translation was compared with the playbook's own names when it was laid over it.
    if overlay == nil { playbook.unfilled = UnfilledNames.of(root, playbook, source) }
    return playbook
  }

  private mutating func playbook(_ root: Node) -> Playbook? {
    guard let fields = PlaybookFields(root, "a playbook", source) else { return nil }
    let id = fields.located("id", needed: true)
    if let id, PlaybookReader.reserved.contains(id.text) {
      source.report("`\(id.text)` is a command of culprit and cannot name a playbook", at: id.node)
    }
    let title = fields.text("title", needed: true) ?? ""
    let symptom = fields.text("symptom", needed: true) ?? ""
    let meaning = fields.text("meaning") ?? ""
    let impact = fields.text("impact") ?? ""
    let way = fields.choice("way", SubjectWay.self)
    let inputs = fields.list("inputs", needed: true).compactMap { readInput($0) }
    let required = kinds(fields.texts("required", needed: true))
    let collect = kinds(fields.texts("collect"))
    let symptomTest = fields.take("symptom-test").flatMap { readExpression($0) }
    let fits = fields.take("fits").flatMap { readExpression($0) }
    let hops = fields.list("hops", needed: true).compactMap { readHop($0) }
    let steps = fields.list("steps", needed: true).compactMap { readStep($0) }
    let hypotheses = fields.list("hypotheses", needed: true).compactMap { readHypothesis($0) }
    let decoys = fields.list("decoys").compactMap { readDecoy($0) }
    let handovers = fields.list("handovers").compactMap { readHandover($0) }
    fields.finish()
    references.resolve(source)
    return Playbook(
      id: id?.text ?? "", title: title, symptom: symptom, meaning: meaning, impact: impact, inputs: inputs,
      required: required, collect: collect, symptomTest: symptomTest, fits: fits, hops: hops, steps: steps,
      hypotheses: hypotheses, decoys: decoys, handovers: handovers, way: way)
  }

  /// Kinds of documents by their names.
  private func kinds(_ names: [(text: String, node: Node)]) -> [DocumentKind] {
    names.compactMap { name, node in
      if let kind = DocumentKind.named(name) { return kind }
      let known = DocumentKind.all.map(\.name)
      source.report(
        "the program reads no documents of the kind `\(name)`" + hint(name, known), at: node)
      return nil
    }
  }

  private mutating func readHandover(_ node: Node) -> Playbook.Handover? {
    guard let fields = PlaybookFields(node, "a handover", source) else { return nil }
    let id = fields.text("id", needed: true) ?? ""
    let playbook = fields.text("playbook", needed: true) ?? ""
    let text = fields.text("text", needed: true) ?? ""
    let test = fields.take("test").flatMap { readExpression($0) }
    var subject: [(key: String, value: String)] = []
    if let node = fields.take("with"), let inner = PlaybookFields(node, "`with`", source) {
      for key in Subject.keys {
        if let value = inner.text(key) { subject.append((key, value)) }
      }
      inner.finish()
    }
    fields.finish()
    return test.map {
      Playbook.Handover(id: id, playbook: playbook, test: $0, subject: subject, text: text)
    }
  }

  /// Names of commands, which a playbook may not bear.
  package static let reserved: Set<String> = [
    "diagnose", "why", "snapshot", "reach", "can", "message", "runbook", "report", "verify", "compare",
    "whatif", "collect", "query", "lint", "test", "new", "schema", "playbooks", "checks", "drill", "help",
    "resume", "wizard",
  ]

  private mutating func readInput(_ node: Node) -> Playbook.Input? {
    guard let fields = PlaybookFields(node, "an input", source) else { return nil }
    let id = declare(fields, .input)
    let ask = fields.text("ask", needed: true) ?? ""
    let candidates = fields.located("candidates", needed: true)
    if let candidates, CandidateCatalog.named(candidates.text) == nil {
      let names = CandidateCatalog.all.map { $0.name }
      source.report(
        "no candidate finder is named `\(candidates.text)`" + hint(candidates.text, names),
        at: candidates.node)
    }
    let optional = fields.flag("optional")
    let documents = kinds(fields.texts("documents"))
    fields.finish()
    return Playbook.Input(
      id: id, ask: ask, candidates: candidates?.text ?? "", optional: optional, documents: documents)
  }

  private mutating func readHop(_ node: Node) -> Playbook.Hop? {
    guard let fields = PlaybookFields(node, "a hop", source) else { return nil }
    let id = declare(fields, .hop)
    let title = fields.text("title", needed: true) ?? ""
    let teach = fields.text("teach") ?? ""
    fields.finish()
    return Playbook.Hop(id: id, title: title, teach: teach)
  }

  private mutating func readStep(_ node: Node) -> Step? {
    guard let fields = PlaybookFields(node, "a step", source) else { return nil }
    let id = declare(fields, .step)
    let title = fields.text("title", needed: true) ?? ""
    let asks = fields.text("asks") ?? ""
    let why = fields.text("why") ?? ""
    let teach = fields.text("teach") ?? ""
    let looked = fields.located("look")
    let look = looked?.text ?? ""
    for line in look.split(separator: "\n").map({ String($0).trimmingBlanks }) where Step.isCommand(line) {
      _ = readCommands(line, looked?.node ?? node)
    }
    let hop = refer(fields.located("hop"), .hop)
    let tests = fields.texts("tests")
    for test in tests { references.test(test.text, test.node) }
    let question = fields.take("ask").flatMap { readQuestion($0) }
    let branches = fields.list("next").compactMap { readBranch($0, question) }
    fields.finish()
    return Step(
      id: id, title: title, asks: asks, why: why, teach: teach, look: look, hop: hop,
      tests: tests.map(\.text), question: question, branches: branches)
  }

  private mutating func readQuestion(_ node: Node) -> Step.Question? {
    guard let fields = PlaybookFields(node, "`ask`", source) else { return nil }
    let text = fields.text("question", needed: true) ?? ""
    let when = fields.word("when", When.undetermined)
    let answers = fields.list("answers", needed: true).compactMap { readAnswer($0) }
    fields.finish()
    return Step.Question(text: text, always: when == .always, answers: answers)
  }

  private enum When: String, CaseIterable { case undetermined, always }

  private mutating func readAnswer(_ node: Node) -> Step.Answer? {
    guard let fields = PlaybookFields(node, "an answer", source) else { return nil }
    let id = fields.text("id", needed: true) ?? ""
    let text = fields.text("text", needed: true) ?? ""
    var effect: Step.Effect?
    if let node = fields.take("effect"), let inner = PlaybookFields(node, "`effect`", source) {
      let hypothesis = refer(inner.located("hypothesis", needed: true), .hypothesis)
      let verdict = readVerdict(inner, "verdict")
      inner.finish()
      if let hypothesis, let verdict { effect = Step.Effect(hypothesis: hypothesis, verdict: verdict) }
    }
    fields.finish()
    return Step.Answer(id: id, text: text, effect: effect)
  }

  private mutating func readBranch(_ node: Node, _ question: Step.Question?) -> Step.Branch? {
    guard let fields = PlaybookFields(node, "a branch of `next`", source) else { return nil }
    var condition: Step.Condition?
    if let node = fields.take("if"), let inner = PlaybookFields(node, "`if`", source) {
      if let answer = inner.located("answer") {
        if question?.answers.contains(where: { $0.id == answer.text }) != true {
          source.report("the step asks nothing that is answered `\(answer.text)`", at: answer.node)
        }
        condition = .answer(answer.text)
      } else if let hypothesis = refer(inner.located("hypothesis", needed: true), .hypothesis),
        let verdict = readVerdict(inner, "is")
      {
        condition = .hypothesis(hypothesis, verdict)
      }
      inner.finish()
    }
    let go = fields.located("go", needed: true)
    if let go, go.text != "end" { _ = refer(go, .step) }
    fields.finish()
    return Step.Branch(condition: condition, go: go?.text == "end" ? nil : go?.text)
  }

  private func readVerdict(_ fields: PlaybookFields, _ key: String) -> Verdict? {
    guard let found = fields.located(key, needed: true) else { return nil }
    switch found.text {
    case "confirmed": return .confirmed
    case "ruled-out": return .ruledOut
    case "undetermined": return .undetermined
    case "not-applicable": return .notApplicable
    default:
      source.report(
        "`\(key)` is one of confirmed, ruled-out, undetermined, not-applicable, not `\(found.text)`",
        at: found.node)
      return nil
    }
  }

  private mutating func readHypothesis(_ node: Node) -> Hypothesis? {
    guard let fields = PlaybookFields(node, "a hypothesis", source) else { return nil }
    let id = declare(fields, .hypothesis)
    let kind = fields.word("kind", Hypothesis.Kind.cause)
    let proof = fields.word("proof", Hypothesis.Proof.configuration)
    let hop = refer(fields.located("hop"), .hop)
    var prior = 3
    if let found = fields.located("prior") {
      if let number = Int(found.text), number > 0 {
        prior = number
      } else {
        source.report("`prior` is a rank: 1, 2, 3 ..., not `\(found.text)`", at: found.node)
      }
    }
    let claim = fields.text("claim", needed: true) ?? ""
    let plausible = fields.text("plausible") ?? ""
    let healthy = fields.text("healthy") ?? ""
    let broken = fields.text("broken") ?? ""
    let teach = fields.text("teach") ?? ""
    let tested = fields.take("test")
    let test = tested.flatMap { readExpression($0) }
    if tested == nil, proof != .live {
      source.report("a hypothesis that is not `proof: live` needs a `test`", at: node)
    }
    let general = fields.texts("general")
    for other in general { references.use(.hypothesis, other.text, other.node) }
    let live = fields.text("live", needed: proof == .live)
    let cause = fields.take("cause").flatMap { readCause($0) }
    if cause == nil, kind == .cause { source.report("the hypothesis `\(id)` has no `cause`", at: node) }
    fields.finish()
    return Hypothesis(
      id: id, kind: kind, proof: proof, hop: hop, prior: prior, claim: claim, plausible: plausible,
      healthy: healthy, broken: broken, teach: teach, test: test, general: general.map(\.text), live: live,
      cause: cause)
  }

  private mutating func readCause(_ node: Node) -> Hypothesis.CauseText? {
    guard let fields = PlaybookFields(node, "`cause`", source) else { return nil }
    let title = fields.text("title", needed: true) ?? ""
    let explanation = fields.text("explanation", needed: true) ?? ""
    let fixes = fields.list("fixes").compactMap { readFix($0) }
    var verify = ""
    var command: ShellCommand?
    if let node = fields.take("verify"), let inner = PlaybookFields(node, "`verify`", source) {
      verify = inner.text("text", needed: true) ?? ""
      if let found = inner.located("command") {
        let commands = readCommands(found.text, found.node)
        if commands.count > 1 { source.report("`command` of `verify` is one command", at: found.node) }
        command = commands.first
      }
      inner.finish()
    }
    let undo = fields.text("undo") ?? ""
    let prevent = fields.text("prevent") ?? ""
    let trigger = fields.text("trigger") ?? ""
    fields.finish()
    return Hypothesis.CauseText(
      title: title, explanation: explanation, fixes: fixes, verify: verify, verifyCommand: command,
      undo: undo,
      prevent: prevent, trigger: trigger)
  }

  private mutating func readDecoy(_ node: Node) -> Playbook.Decoy? {
    guard let fields = PlaybookFields(node, "a decoy", source) else { return nil }
    let id = declare(fields, .hypothesis)
    let hop = refer(fields.located("hop"), .hop)
    let peopleTry = fields.text("people-try", needed: true) ?? ""
    let looksRight = fields.text("looks-right", needed: true) ?? ""
    let test = fields.take("test")
    if test == nil { source.report("a decoy has to have a `test`", at: node) }
    let expression = test.flatMap { readExpression($0) }
    let argument = fields.text("argument", needed: true) ?? ""
    let harm = fields.text("harm") ?? ""
    let fix = fields.take("fix").flatMap { readFix($0) }
    fields.finish()
    guard let expression else { return nil }
    return Playbook.Decoy(
      id: id, hop: hop, peopleTry: peopleTry, looksRight: looksRight, test: expression, argument: argument,
      harm: harm, fix: fix)
  }

  private mutating func readFix(_ node: Node) -> FixTemplate? {
    guard let fields = PlaybookFields(node, "a fix", source) else { return nil }
    let title = fields.text("title", needed: true) ?? ""
    let operation = fields.located("operation", needed: true)
    let with = fields.take("with")
    let applicability = fields.word("applicability", FixTemplate.Applicability.checkFirst)
    let opens = fields.text("opens") ?? ""
    let undo = fields.text("undo") ?? ""
    let terraform = fields.text("terraform") ?? ""
    let when = fields.text("when") ?? ""
    fields.finish()
    var values: [String: String] = [:]
    var run: [ShellCommand] = []
    if let with, let inner = PlaybookFields(with, "`with`", source) {
      for (key, value) in inner.takeRest() {
        guard let name = key.scalar?.string, let text = value.scalar?.string else {
          source.report("a value of `with` has to be a text", at: value)
          continue
        }
        if operation?.text == "command", name == "run" {
          run = readCommands(text.trimmingBlanks, value)
        } else {
          values[name] = text.trimmingBlanks
        }
      }
      if let operation { FixSchema.check(operation, inner.node, source) }
    } else if let operation {
      FixSchema.check(operation, nil, source)
    }
    return FixTemplate(
      title: title, operation: operation?.text ?? "", values: values, applicability: applicability,
      opens: opens, undo: undo, terraform: terraform, when: when, run: run)
  }

  /// Commands whose values fill words, one a line; what cannot be taken apart is reported where it stands.
  private func readCommands(_ text: String, _ node: Node) -> [ShellCommand] {
    do {
      return try CommandReader.lines(text)
    } catch {
      let place = text.prefix(error.offset)
      let rest = text.dropFirst(error.offset).prefix(20)
      source.report(
        "the command cannot be taken apart into words after `\(place.suffix(30))`"
          + (rest.isEmpty ? "" : ", at `\(rest)`") + ": \(error.says)", at: node)
      return []
    }
  }

  private func readExpression(_ node: Node) -> Expression? { ExpressionReader.read(node, source) }

  private mutating func declare(_ fields: PlaybookFields, _ kind: PlaybookReferences.Kind) -> String {
    guard let id = fields.located("id", needed: true) else { return "" }
    references.declare(kind, id.text, id.node, source)
    return id.text
  }

  private mutating func refer(
    _ found: (text: String, node: Node)?, _ kind: PlaybookReferences.Kind
  ) -> String? {
    guard let found else { return nil }
    references.use(kind, found.text, found.node)
    return found.text
  }
}

/// A hint at the word that was probably meant, with a blank before it.
func hint(_ word: String, _ words: some Sequence<String>) -> String {
  Spelling.nearest(word, words).map { " (did you mean `\($0)`?)" } ?? ""
}
