import Diagnosis
import Evidence
import Records
import ArgumentParser
import Foundation

/// `culprit message`: explains one pasted failure message.
struct MessageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "message",
    abstract: "Explain one pasted failure message of a task.",
    discussion: """
      Reads the text as the argument, or from standard input where the argument is - or left out.

      Example:
        culprit message 'CannotPullContainerError: pull image manifest has been retried 5 time(s): ...'
        aws ecs describe-tasks ... --query 'tasks[0].stoppedReason' | culprit message - --format json
      """)

  /// How the reading is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: "The message, or - for standard input.")
  var text: String?

  @Option(help: "text or json.")
  var format: Format = .text

  func run() throws {
    guard let reader = MessageReader.standard else {
      throw ValidationError("the table of failure texts inside this program cannot be read; build it again")
    }
    let message = try given()
    let reading = reader.read(message)
    switch format {
    case .json: Console.write(reading.json.text())
    case .text: Console.write(MessageExplanation(reading).text)
    }
  }

  private func given() throws -> String {
    if let text, text != "-" { return text }
    let bytes = FileHandle.standardInput.readDataToEndOfFile()
    let message = String(decoding: bytes, as: UTF8.self)
    guard message.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError(
        "no message: standard input is empty; give the text as the argument or pipe it in")
    }
    return message
  }
}
