import ArgumentParser

/// The program's entry: one subcommand a file.
@main
struct Culprit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "culprit",
    abstract: "Finds the root cause of an AWS incident in a snapshot of the account, offline and with proof.",
    discussion: """
      Examples:
        culprit cloudfront-alb-504 --snapshot ./snapshot
        culprit diagnose ecs-image-pull --snapshot ./snapshot --format json
      """,
    subcommands: [
      DiagnoseCommand.self,
      WhatIfCommand.self,
      WhyCommand.self,
      SnapshotCommand.self,
      ResumeCommand.self,
      ReportCommand.self,
      VerifyCommand.self,
      RunbookCommand.self,
      CollectCommand.self,
      CompareCommand.self,
      QueryCommand.self,
      ReachCommand.self,
      CanCommand.self,
      MessageCommand.self,
      ChecksCommand.self,
      DrillCommand.self,
      LintCommand.self,
      NewCommand.self,
      PlaybooksCommand.self,
      SchemaCommand.self,
      TestCommand.self,
      WizardCommand.self,
    ],
    defaultSubcommand: WizardCommand.self)

  /// No command is asynchronous; the library's own `main` looks for such ones before anything else is done.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      exit(withError: error)
    }
  }
}
