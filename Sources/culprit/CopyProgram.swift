import Foundation
import Output

/// A program that takes a text from its stdin, such as `xclip`.
enum CopyProgram {
  /// How long it may take; one that hangs must not hang the screen.
  static let patience = DispatchTimeInterval.seconds(3)

  /// Runs the program; whether it took the text.
  ///
  /// The text stands in a file and not in a pipe: nobody waits for a program that does not read.
  static func run(_ command: [String], _ input: String) -> Bool {
    let process = Process()
    let folder = FileManager.default.temporaryDirectory.path
    guard let path = try? OutputFile.temporary(Array(input.utf8), in: folder) else { return false }
    defer { unlink(path) }
    guard let stdin = FileHandle(forReadingAtPath: path) else { return false }
    let ended = DispatchSemaphore(value: 0)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.standardInput = stdin
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.terminationHandler = { _ in ended.signal() }
    guard (try? process.run()) != nil else { return false }
    guard ended.wait(timeout: .now() + patience) == .success else {
      kill(process.processIdentifier, SIGKILL)
      return false
    }
    return process.terminationReason == .exit && process.terminationStatus == 0
  }
}
