import Evidence
import Playbooks
import ArgumentParser

/// `culprit playbooks`: the playbooks there are, and their recorded incidents.
struct PlaybooksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "playbooks", abstract: "Lists the playbooks and their recorded incidents.",
    discussion: """
      Example:
        culprit playbooks
      """)

  @Option(help: "The form of the result.")
  var format: WhyCommand.Format = .text

  mutating func run() throws {
    let library = PlaybookLibrary.standard()
    var lines: [String] = []
    var values: [JSONValue] = []
    for id in library.ids {
      let playbook: Playbook
      do {
        playbook = try library.load(id)
      } catch {
        throw Console.fail(.init(lines: error.description), ExitStatus.unreadable)
      }
      let cases = library.cases(id)
      lines.append("\(id): \(playbook.title)")
      lines += cases.map { "  \($0)" }
      values.append(
        .object([
          .init("id", .string(id)), .init("title", .string(playbook.title)),
          .init("hypotheses", .array(playbook.hypotheses.map { .string($0.id) })),
          .init("decoys", .array(playbook.decoys.map { .string($0.id) })),
          .init("cases", .array(cases.map { .string($0) })),
        ]))
    }
    if format == .json {
      Console.write(JSONValue.array(values).text())
    } else {
      Console.write(lines.isEmpty ? "there are no playbooks" : lines.joined(separator: "\n"))
    }
  }
}
