import Evidence
import ArgumentParser
import Foundation
import Screens

/// `culprit verify`: checks the citations of an old report.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks every citation of a report against a snapshot.",
    discussion: """
      Exit status: 0 all hold, 1 one does not, 2 the report or the snapshot cannot be read.

      Example:
        culprit verify incident.md --snapshot ./snapshot
      """)

  @Argument(help: "The report.")
  var report: String

  @Option(help: ArgumentHelp("The snapshot it is checked against.", valueName: "dir"))
  var snapshot: String

  @Option(help: "The form of the result.")
  var format: WhyCommand.Format = .text

  mutating func run() throws {
    guard let data = FileManager.default.contents(atPath: report) else {
      throw Console.fail("\(report) cannot be read: no such file, or no permission", ExitStatus.unreadable)
    }
    let cited = ReportReader.read(String(decoding: data, as: UTF8.self))
    guard !cited.evidence.isEmpty || !cited.unread.isEmpty else {
      throw Console.fail(
        "\(report) holds no evidence table; it is no report of this program", ExitStatus.unreadable)
    }
    let snapshot = try SnapshotOptions.open(snapshot)
    let verification = ReportVerification.of(cited, snapshot)
    switch format {
    case .text: for line in verification.lines { Console.write(line) }
    case .json: Console.write(json(verification).text())
    }
    if !verification.holds { throw ExitCode(1) }
  }

  private func json(_ verification: ReportVerification) -> JSONValue {
    let broken = verification.broken.map { one in
      JSONValue.object([
        .init("citation", .string(one.name)), .init("file", .string(one.citation.file)),
        .init("line", .number("\(one.citation.line)")), .init("problem", .string(one.problem)),
      ])
    }
    let unread = verification.unread.map { one in
      JSONValue.object([.init("line", .number("\(one.line)")), .init("row", .string(one.row))])
    }
    return .object([
      .init("holds", .bool(verification.holds)), .init("citations", .number("\(verification.total)")),
      .init("broken", .array(broken)),
      .init("unreadable", .array(unread)),
    ])
  }
}
