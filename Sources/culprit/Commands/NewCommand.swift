import Playbooks
import ArgumentParser
import Foundation

/// `culprit new`: the beginning of a playbook.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Writes the beginning of a playbook that can be read and extended.",
    discussion: """
      Example:
        culprit new my-incident -o Playbooks
      """)

  @Argument(help: "The id of the new playbook: letters, digits and dashes.")
  var id: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("The folder of the playbooks.", valueName: "dir"))
  var output = "Playbooks"

  mutating func run() throws {
    guard id.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil, !PlaybookReader.reserved.contains(id) else {
      throw Console.fail(
        "`\(id)` cannot name a playbook: small letters, digits and dashes, and no command's name",
        ExitStatus.usage)
    }
    let folder = URL(fileURLWithPath: output).appendingPathComponent(id)
    let file = folder.appendingPathComponent("playbook.yaml")
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw Console.fail("\(file.path) exists already; it was not touched", ExitStatus.usage)
    }
    try OutputOptions.makeFolder(folder.appendingPathComponent("cases"))
    try OutputOptions.write(Array(PlaybookSkeleton.text(id).utf8), to: file.path)
    Console.say("\(file.path)")
    Console.note("next: edit it, then `culprit lint \(folder.path)`")
  }
}
