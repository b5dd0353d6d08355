import ArgumentParser
import Diagnosis

/// `culprit checks`: what a playbook can ask of a snapshot, and how it can repair.
struct ChecksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checks",
    abstract: "Lists the checks, candidate finders and fix operations that a playbook may name.",
    discussion: """
      Example:
        culprit checks
        culprit checks authorize-security-group-ingress
      """)

  @Argument(help: "Only those whose name holds this text.")
  var name: String?

  mutating func run() throws {
    func wanted(_ other: String) -> Bool { name.map { other.contains($0) } ?? true }
    var lines: [String] = []
    for check in CheckCatalog.all where wanted(check.name) {
      lines.append("check \(check.name): \(check.summary)")
      for parameter in check.parameters {
        let values = parameter.values.isEmpty ? "text" : parameter.values.joined(separator: " | ")
        let needed = parameter.required ? ", required" : ""
        lines.append("  \(parameter.name) (\(values)\(needed)): \(parameter.summary)")
      }
      lines.append("  reads \(check.reads.joined(separator: ", "))")
    }
    for finder in CandidateCatalog.all where wanted(finder.name) {
      lines.append("candidates \(finder.name): \(finder.summary)")
    }
    for operation in FixCatalog.all where wanted(operation.name) {
      let parameters = operation.parameters.map { $0.name + ($0.required ? " (required)" : "") }
      lines.append("fix \(operation.name): \(operation.summary)")
      lines.append("  with \(parameters.joined(separator: ", "))")
    }
    if lines.isEmpty {
      throw Console.fail("nothing is named like \(name ?? "")", ExitStatus.usage)
    }
    Console.write(lines.joined(separator: "\n"))
  }
}
