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
      CanCommand.self,
      ChecksCommand.self,
      CollectCommand.self,
      DiagnoseCommand.self,
      LintCommand.self,
      MessageCommand.self,
      NewCommand.self,
      PlaybooksCommand.self,
      ReachCommand.self,
      SchemaCommand.self,
      SnapshotCommand.self,
      TestCommand.self,
      WhyCommand.self,
      WizardCommand.self,
    ],
    defaultSubcommand: WizardCommand.self)
}
