import Evidence
import ArgumentParser
import CNcurses
import Foundation
import Output

/// What a command says: results on stdout, all else on stderr.
///
/// Nothing else in the program writes to them.
enum Console {
  /// A text of which every value is one visible line, whatever stands in it.
  ///
  /// Names of files, ids and words of the command line are interpolated; a line end in one of them must not look like
  /// the program's own next line.
  struct Note: ExpressibleByStringInterpolation {
    let text: String

    init(stringLiteral text: String) { self.text = text }

    init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// A text that has its lines already.
    init(lines: String) { text = lines }

    struct Interpolation: StringInterpolationProtocol {
      fileprivate var text = ""

      init(literalCapacity: Int, interpolationCount: Int) {}

      mutating func appendLiteral(_ literal: String) { text += literal }

      mutating func appendInterpolation(_ value: some Any) {
        text += VisibleText.line(Redaction.text("\(value)"))
      }

      /// A part that has its lines already.
      mutating func appendInterpolation(lines: String) { text += lines }
    }
  }

  /// Writes a result; what it is ends in a line end.
  ///
  /// A result that cannot be written ends the program: quietly where the reader of a pipe has enough, else with the
  /// reason on stderr.
  static func write(_ text: String) {
    do {
      try Descriptor.write(visible(text), to: STDOUT_FILENO)
    } catch {
      if error.number == EPIPE { nc_end_by(SIGPIPE) }
      note("culprit: the result cannot be written to stdout: \(error.text); what stands there is not whole")
      exit(ExitStatus.unreadable)
    }
  }

  /// Writes a result of one line.
  static func say(_ note: Note) { write(note.text) }

  /// Writes to stderr; where nobody can hear it, the work still goes on.
  static func note(_ note: Note) {
    do {
      try Descriptor.write(visible(note.text), to: STDERR_FILENO)
    } catch {
      return
    }
  }

  /// The text as it goes out: without secrets, whoever made it, visible, and with a line end.
  private static func visible(_ text: String) -> String.UTF8View {
    VisibleText.lines(Redaction.shapes(in: text.hasSuffix("\n") ? text : text + "\n")).utf8
  }

  /// Says why on stderr and gives the error that ends the program with a status.
  static func fail(_ message: Note, _ status: Int32) -> ExitCode {
    note("culprit: \(lines: message.text)")
    return ExitCode(status)
  }

  /// Says what the library for arguments has to say, and ends the program with the status it wants.
  static func end(_ error: any Error) -> Never {
    let status = Culprit.exitCode(for: error)
    let text = Culprit.fullMessage(for: error)
    if !text.isEmpty { status.isSuccess ? write(text) : note(Note(lines: text)) }
    exit(status.rawValue)
  }
}

/// Exit statuses that mean the same in every command.
enum ExitStatus {
  /// The input cannot be read, or there is no such subject.
  static let unreadable: Int32 = 2
  /// The command line is wrong.
  static let usage: Int32 = 64
}
