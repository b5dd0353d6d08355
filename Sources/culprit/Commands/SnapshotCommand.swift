import Diagnosis
import Evidence
import Files
import Playbooks
import ArgumentParser
import Foundation

/// `culprit snapshot`: what was understood, what not, and what is missing.
struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Shows what was understood of a snapshot, what not, and what is missing for which playbook.",
    discussion: """
      Example:
        culprit snapshot ./snapshot
        culprit snapshot Playbooks/cloudfront-alb-504/cases/some-case -o ./plain-files
      """)

  @Argument(help: "A directory, a .tar.gz or a recorded incident.")
  var snapshot: String

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Writes the snapshot out as plain files.", valueName: "dir"))
  var output: String?

  @Option(help: "The form of the result.")
  var format: WhyCommand.Format = .text

  mutating func run() throws {
    let snapshot = try SnapshotOptions.open(snapshot)
    if let output {
      try writeOut(snapshot, to: output)
      return
    }
    let library = PlaybookLibrary.standard()
    let playbooks = library.ids.compactMap { try? library.load($0) }
    let summary = SnapshotSummary(Analysis(snapshot), playbooks)
    Console.write(format == .json ? summary.json.text() : summary.text)
    if snapshot.files.isEmpty {
      throw Console.fail("\(self.snapshot) holds no files", ExitStatus.unreadable)
    }
  }

  private func writeOut(_ snapshot: Snapshot, to output: String) throws {
    for problem in snapshot.problems { Console.note("culprit: \(problem.text)") }
    do {
      let written = try FolderWriter(output).write(snapshot.files)
      Console.note("wrote \(written.files) files, \(SnapshotLimits.text(written.bytes)), to \(output)")
    } catch {
      throw Console.fail("\(error.text)", ExitStatus.unreadable)
    }
  }
}
