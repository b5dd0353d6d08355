import ArgumentParser
import Diagnosis
import Foundation

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
    version: "culprit 1.0.0",
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

  /// The names of the commands, which no playbook may bear.
  static var commands: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  /// No command is asynchronous; the library's own `main` looks for such ones before anything else is done.
  static func main() {
    do {
      if let request = WizardRequest.plainly(Array(CommandLine.arguments.dropFirst())) {
        return try WizardStart.run(request)
      }
      try refuseUnknownName()
      var command = try parseAsRoot()
      try command.run()
    } catch {
      refuseSecrets(error)
      exit(withError: error)
    }
  }

  /// A complaint about the command line repeats it; what is a secret there is not repeated.
  private static func refuseSecrets(_ error: any Error) {
    let said = fullMessage(for: error)
    guard Redaction.shapes(in: said) != said else { return }
    Console.note(said)
    Foundation.exit(exitCode(for: error).rawValue)
  }

  /// A first word that is neither a command nor a playbook is what is wrong, whatever stands behind it.
  private static func refuseUnknownName() throws {
    guard let name = CommandLine.arguments.dropFirst().first, !name.hasPrefix("-"), name != "help",
      !commands.contains(name)
    else { return }
    if let complaint = WizardRequest(playbook: name, snapshot: nil).complaint(.standard()) {
      throw Console.fail(complaint, ExitStatus.usage)
    }
  }
}
