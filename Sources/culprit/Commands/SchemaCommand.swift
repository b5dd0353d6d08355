import Evidence
import Playbooks
import ArgumentParser

/// `culprit schema`: the JSON Schema of playbooks, for editors.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of playbook.yaml, for editors.",
    discussion: """
      Example:
        culprit schema > playbook.schema.json
      """)

  mutating func run() throws { Console.write(PlaybookSchema.value.text()) }
}
