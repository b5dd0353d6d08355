import Diagnosis
import Evidence
import Playbooks
import ArgumentParser
import Foundation
import Output

/// `culprit collect`: makes the snapshot, or prints what makes it.
struct CollectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collect",
    abstract:
      "Makes a snapshot with the AWS CLI (read-only calls), or prints the script or the least IAM policy.",
    discussion: """
      Example:
        culprit collect ecs-image-pull --script > collect.sh
        culprit collect cloudfront-alb-504 -o ./snapshot --profile prod --region ap-northeast-1
      """)

  @Argument(help: "The playbook.")
  var playbook: String

  @Flag(help: "Prints a bash script that makes the snapshot.")
  var script = false

  @Flag(help: "Prints the least IAM policy under which it works.")
  var policy = false

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Runs the calls and writes to this directory.", valueName: "dir"))
  var output: String?

  @Option(help: "The profile of the AWS CLI.")
  var profile: String?

  @Option(help: "A region; may be repeated.")
  var region: [String] = []

  func validate() throws {
    let chosen = [script, policy, output != nil].filter { $0 }.count
    if chosen != 1 { throw ValidationError("say one of --script, --policy and -o DIR") }
  }

  mutating func run() throws {
    let library = PlaybookLibrary.standard()
    let known: Playbook
    do {
      known = try library.load(playbook)
    } catch {
      throw Console.fail("\(error.description)", ExitStatus.usage)
    }
    if script {
      Console.write(CollectionScript.text(known))
    } else if policy {
      Console.write(CollectionPlan.policy(known).text())
    } else if let output {
      try collect(known, into: output)
    }
  }

  private func collect(_ playbook: Playbook, into output: String) throws {
    let text = CollectionScript.text(playbook)
    let file: String
    do {
      file = try OutputFile.temporary(Array(text.utf8), in: FileManager.default.temporaryDirectory.path)
    } catch {
      throw Console.fail("the script of the calls cannot be written: \(error.text)", ExitStatus.unreadable)
    }
    defer { unlink(file) }
    for place in region.isEmpty ? [nil] : region.map(Optional.some) {
      let process = Process()
      var environment = ProcessInfo.processInfo.environment
      if let profile { environment["AWS_PROFILE"] = profile }
      if let place { environment["AWS_REGION"] = place }
      do {
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["bash", file, output]
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        try process.run()
      } catch {
        throw Console.fail("the calls could not be started: \(error)", ExitStatus.unreadable)
      }
      process.waitUntilExit()
      if process.terminationStatus != 0 { throw ExitCode(process.terminationStatus) }
    }
  }
}
