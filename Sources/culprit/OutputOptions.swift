import ArgumentParser
import Foundation
import Output

/// Where a text goes.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Writes to this file instead of stdout; `-` is stdout.", valueName: "file"))
  var output: String?

  /// Writes the text where it was asked for.
  func write(_ text: String) throws {
    guard let output, output != "-" else { return Console.write(text) }
    try OutputOptions.write(Array(VisibleText.lines(text).utf8), to: output)
  }

  /// Writes a file that the operator named.
  ///
  /// - Throws: the exit code, after the reason was told on stderr.
  static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try OutputFile.write(bytes, to: path)
    } catch {
      throw Console.fail("\(path) cannot be written: \(error.text)", ExitStatus.unreadable)
    }
  }

  /// Makes a folder, and those above it.
  ///
  /// - Throws: the exit code, after the reason was told on stderr.
  static func makeFolder(_ folder: URL) throws {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Console.fail(
        "\(folder.path) cannot be made: \(error.localizedDescription)", ExitStatus.unreadable)
    }
  }
}
