import CNcurses
import Foundation
import Screens

/// Copies text by the first way that works, and says which.
struct Clipboard {
  let words: Words
  let environment = ProcessInfo.processInfo.environment

  /// Copies `text`; `name` is what the message calls it.
  func copy(_ text: String, name: String) -> (message: String, isError: Bool) {
    let kept = keep(text)
    let file = kept.map { shown($0) } ?? "-"
    if environment["SSH_CONNECTION"] == nil, let tool = native(), run(tool, text) {
      return (words(.copiedNative, name, tool[0], file), false)
    }
    if environment["TMUX"] != nil,
      run(["tmux", "load-buffer", "-w", "-"], text) || run(["tmux", "load-buffer", "-"], text)
    {
      return (words(.copiedTmux, name, file), false)
    }
    let encoded = Data(text.utf8).base64EncodedString()
    if encoded.utf8.count <= 74_994 {
      let sequence = "\u{1B}]52;c;\(encoded)\u{07}"
      nc_send(sequence, UInt(sequence.utf8.count))
      return (words(.copiedTerminal, name, file), false)
    }
    return (words(.copiedFile, name, file), kept == nil)
  }

  /// A path as the operator writes it.
  private func shown(_ path: String) -> String {
    guard let home = environment["HOME"], home.count > 1, path.hasPrefix(home + "/") else { return path }
    return "~" + path.dropFirst(home.count)
  }

  /// The display's own program, where there is a display.
  private func native() -> [String]? {
    #if os(macOS)
      return ["pbcopy"]
    #else
      if environment["WAYLAND_DISPLAY"] != nil { return ["wl-copy"] }
      if environment["DISPLAY"] != nil { return ["xclip", "-selection", "clipboard"] }
      return nil
    #endif
  }

  /// Keeps the text in a file of its own, whatever else works.
  private func keep(_ text: String) -> String? {
    guard let folder = StateFolder.make() else { return nil }
    let path = folder + "/last-copied.sh"
    return (try? Data((text + "\n").utf8).write(to: URL(fileURLWithPath: path))) == nil ? nil : path
  }

  private func run(_ command: [String], _ input: String) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardInput = pipe
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    try? pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

/// Where the program keeps what outlives a run.
enum StateFolder {
  /// `$XDG_STATE_HOME/culprit`, made if need be; nil where it cannot be.
  static func make() -> String? {
    let environment = ProcessInfo.processInfo.environment
    let base = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"] ?? NSHomeDirectory()
    let path = (base ?? home + "/.local/state") + "/culprit"
    let made: Void? = try? FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return made == nil ? nil : path
  }
}
