import ArgumentParser
import Diagnosis
import Foundation

/// What a command says: results on stdout, all else on stderr.
enum Console {
  /// Writes a result; what it is ends in a line end.
  static func write(_ text: String) {
    FileHandle.standardOutput.write(Data(Console.line(text).utf8))
  }

  /// Writes to stderr.
  static func note(_ text: String) {
    FileHandle.standardError.write(Data(Console.line(text).utf8))
  }

  /// The text as it goes out: without secrets, whoever made it, and with a line end.
  private static func line(_ text: String) -> String {
    Redaction.shapes(in: text.hasSuffix("\n") ? text : text + "\n")
  }

  /// Says why on stderr and gives the error that ends the program with a status.
  static func fail(_ message: String, _ status: Int32) -> ExitCode {
    note("culprit: " + message)
    return ExitCode(status)
  }
}

/// Exit statuses that mean the same in every command.
enum ExitStatus {
  /// The input cannot be read, or there is no such subject.
  static let unreadable: Int32 = 2
  /// The command line is wrong.
  static let usage: Int32 = 64
}
