import Diagnosis
import ArgumentParser
import Screens

/// `culprit report`: the incident as Markdown.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the incident as Markdown, every fact with its evidence.",
    discussion: """
      The report cites file, line, pointer and value; `culprit verify` checks them against the snapshot again.

      Example:
        culprit report cloudfront-alb-504 --snapshot ./snapshot -o incident.md
        culprit report cloudfront-alb-504 --snapshot ./prod --baseline ./staging -o incident.md
      """)

  @Argument(help: "The playbook; not with --session.")
  var playbook: String?

  @Option(
    help: ArgumentHelp("The snapshot: a directory, a .tar.gz or a recorded incident.", valueName: "dir"))
  var snapshot: String?

  @Option(help: ArgumentHelp("A session of the wizard instead of a snapshot.", valueName: "id"))
  var session: String?

  @OptionGroup var subject: SubjectOptions

  @OptionGroup var baseline: BaselineOptions

  @OptionGroup var language: LanguageOptions

  @OptionGroup var output: OutputOptions

  mutating func run() throws {
    var session = try opened()
    if let choice = try baseline.choice(subject) {
      let other = try SnapshotOptions.open(choice.path)
      session.baseline = Baseline(try SnapshotOptions.engine(session.engine.playbook, other, choice.given))
    }
    try output.write(Report.markdown(session, language: language.lang))
  }

  private func opened() throws -> Session {
    if let session {
      guard let found = Journal.read(session) else {
        throw Console.fail(
          "there is no session \(session); culprit resume --list shows them", ExitStatus.unreadable)
      }
      if found.unread > 0 {
        Console.note("culprit: \(Words(.english)(.journalUnread, "\(found.unread)"))")
      }
      let engine = try SnapshotOptions.engine(
        try language.playbook(found.head.playbook), try SnapshotOptions.open(found.head.snapshot),
        found.head.given)
      return Session(engine: engine, events: found.events)
    }
    guard let playbook, let snapshot else {
      throw ValidationError("report wants PLAYBOOK and --snapshot, or --session")
    }
    return Session(
      engine: try SnapshotOptions.engine(
        try language.playbook(playbook), try SnapshotOptions.open(snapshot), try subject.values()))
  }
}
