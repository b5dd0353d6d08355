import Sentences
import Evidence
import Playbooks
import Services
import ArgumentParser

/// `culprit checks`: what a playbook can ask of a snapshot, and how it can repair.
struct ChecksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checks",
    abstract: "Lists the checks, candidate finders and fix operations that a playbook may name.",
    discussion: """
      Example:
        culprit checks
        culprit checks authorize-security-group-ingress
        culprit checks --lang ja
      """)

  @Argument(help: "Only those whose name holds this text.")
  var name: String?

  @OptionGroup var language: LanguageOptions

  @Option(help: "The form of the result.")
  var format: WhyCommand.Format = .text

  mutating func run() throws {
    let checks = CheckCatalog.all.filter { wanted($0.name) }
    let finders = CandidateCatalog.all.filter { wanted($0.name) }
    let operations = FixCatalog.all.filter { wanted($0.name) }
    if checks.isEmpty, finders.isEmpty, operations.isEmpty {
      throw Console.fail("nothing is named like \(name ?? "")", ExitStatus.usage)
    }
    switch format {
    case .text: Console.write(text(checks, finders, operations))
    case .json: Console.write(json(checks, finders, operations).text())
    }
  }

  private func wanted(_ other: String) -> Bool { name.map { other.contains($0) } ?? true }

  private func text(
    _ checks: [any Check.Type], _ finders: [any CandidateFinder.Type], _ operations: [FixOperation]
  ) -> String {
    var lines: [Sentence] = []
    for check in checks {
      lines.append("check \(check.name): \(check.summary)")
      for parameter in check.parameters {
        let accepted = accepts(parameter)
        lines.append(
          parameter.required
            ? "  \(parameter.name) (\(accepted), required): \(parameter.summary)"
            : "  \(parameter.name) (\(accepted)): \(parameter.summary)")
      }
      lines.append("  reads \(check.reads.map(\.name).joined(separator: ", "))")
      if !check.binds.isEmpty { lines.append("  binds \(check.binds.unique.joined(separator: ", "))") }
    }
    for finder in finders { lines.append("candidates \(finder.name): \(finder.summary)") }
    for operation in operations {
      let parameters = operation.parameters.map { parameter -> Sentence in
        parameter.required ? "\(parameter.name) (required)" : "\(parameter.name)"
      }
      lines.append("fix \(operation.name): \(operation.summary)")
      lines.append("  with \(parameters.joined(separator: ", "))")
    }
    for name in Set(checks.flatMap { $0.binds }).sorted() {
      lines.append("value \(name): \(ValueMeanings.all[name] ?? "")")
    }
    let speech = Speech(language.lang)
    return lines.map { speech($0) }.joined(separator: "\n")
  }

  private func accepts(_ parameter: CheckParameter) -> Sentence {
    switch parameter.accepts {
    case .one(let words): "\(words.joined(separator: " | "))"
    case .words(let words): "words of \(words.joined(separator: ", "))"
    case .number(let range): "\(range.lowerBound) to \(range.upperBound)"
    case .text(let kind): kind.words
    }
  }

  /// What a parameter accepts, by the vocabulary's kind.
  private func vocabulary(_ parameter: CheckParameter) -> [JSONValue.Member] {
    func kind(_ name: String) -> JSONValue.Member { .init("accepts", .string(name)) }
    switch parameter.accepts {
    case .one: return [kind("one")]
    case .words: return [kind("words")]
    case .number(let range):
      return [
        kind("number"), .init("least", .number("\(range.lowerBound)")),
        .init("most", .number("\(range.upperBound)")),
      ]
    case .text(let what): return [kind("text"), .init("what", .string(what.words.english))]
    }
  }

  private func json(
    _ checks: [any Check.Type], _ finders: [any CandidateFinder.Type], _ operations: [FixOperation]
  ) -> JSONValue {
    func named(_ name: String, _ summary: Sentence, _ more: [JSONValue.Member] = []) -> JSONValue {
      .object([.init("name", .string(name)), .init("summary", .string(summary.english))] + more)
    }
    func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    let listed = checks.map { check in
      let parameters = check.parameters.map { parameter in
        named(
          parameter.name, parameter.summary,
          [.init("required", .bool(parameter.required)), .init("values", strings(parameter.words))]
            + vocabulary(parameter))
      }
      return named(
        check.name, check.summary,
        [
          .init("parameters", .array(parameters)), .init("reads", strings(check.reads.map(\.name))),
          .init("binds", strings(check.binds.unique)),
        ])
    }
    let fixes = operations.map { operation in
      let parameters = operation.parameters.map { parameter in
        JSONValue.object([
          .init("name", .string(parameter.name)), .init("required", .bool(parameter.required)),
        ])
      }
      return named(operation.name, operation.summary, [.init("parameters", .array(parameters))])
    }
    let values = Set(checks.flatMap { $0.binds }).sorted().map { named($0, ValueMeanings.all[$0] ?? "") }
    return .object([
      .init("checks", .array(listed)),
      .init("candidates", .array(finders.map { named($0.name, $0.summary) })),
      .init("fixes", .array(fixes)),
      .init("values", .array(values)),
    ])
  }
}
