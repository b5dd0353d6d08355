import ArgumentParser

/// The program's entry: one subcommand a file.
@main
struct Culprit: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "culprit", subcommands: [])
}
