import CNcurses
import Foundation
import Output
import Screens

/// Copies text by the first way that works, and says which, and which did not.
struct Clipboard {
  let words: Words
  let environment = ProcessInfo.processInfo.environment

  /// Copies `text`; `name` is what the message calls it.
  func copy(_ text: String, name: String) -> (message: String, isError: Bool) {
    let kept = keep(text)
    let file = kept.map { shown($0) } ?? "-"
    var failed: [String] = []
    for (command, message) in ways(name: name, file: file) {
      if CopyProgram.run(command, text) { return (said(message, failed), false) }
      if failed.last != command[0] { failed.append(command[0]) }
    }
    let encoded = Data(text.utf8).base64EncodedString()
    if encoded.utf8.count <= 74_994 {
      let sequence = "\u{1B}]52;c;\(encoded)\u{07}"
      nc_send(sequence, UInt(sequence.utf8.count))
      return (said(words(.copiedTerminal, name, file), failed), false)
    }
    return (said(words(.copiedFile, name, file), failed), kept == nil)
  }

  /// The programs that may take it, each with what is said then.
  private func ways(name: String, file: String) -> [(command: [String], message: String)] {
    var ways: [([String], String)] = []
    if environment["SSH_CONNECTION"] == nil, let tool = native() {
      ways.append((tool, words(.copiedNative, name, tool[0], file)))
    }
    if environment["TMUX"] != nil {
      let message = words(.copiedTmux, name, file)
      ways += [(["tmux", "load-buffer", "-w", "-"], message), (["tmux", "load-buffer", "-"], message)]
    }
    return ways
  }

  private func said(_ message: String, _ failed: [String]) -> String {
    failed.isEmpty ? message : words(.copyFailed, failed.joined(separator: ", "), message)
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
    do {
      try OutputFile.write(Array((text + "\n").utf8), to: path)
      return path
    } catch {
      return nil
    }
  }
}
