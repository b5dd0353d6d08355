import Foundation

/// A real terminal to play stories on: a shell in a tmux server of its own.
final class TmuxTerminal {
  /// Whether tmux can be used here.
  static let isThere = run(["tmux", "-V"]).status == 0

  /// The built program beside the tests.
  static let program: String = {
    let tests = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return tests.deletingLastPathComponent().appendingPathComponent("culprit").path
  }()

  /// The package's folder.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private let socket = "culprit-" + UUID().uuidString.prefix(8)
  /// An empty folder that is the shell's working directory and the program's state home.
  let folder: String

  init(_ columns: Int, _ rows: Int, environment: [String] = []) {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(socket).path
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let shell =
      "env XDG_STATE_HOME=\(folder)/state PS1='ready> ' \(environment.joined(separator: " ")) bash --norc"
    // The server must inherit nothing, or the end of the client that starts it is never noticed.
    let alone = "for n in {3..255}; do exec {n}>&-; done 2>/dev/null; exec \"$@\""
    TmuxTerminal.run([
      "bash", "-c", alone, "bash",
      "tmux", "-L", socket, "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)", "-c",
      folder, shell,
    ])
    tmux("set-option", "-g", "status", "off")
    tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  deinit {
    TmuxTerminal.run(["tmux", "-L", socket, "kill-server"])
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Types a line into the shell.
  func type(_ line: String) {
    tmux("send-keys", "-l", line)
    tmux("send-keys", "Enter")
  }

  /// Presses keys by tmux's names.
  func press(_ keys: String...) {
    for key in keys { tmux("send-keys", key) }
  }

  func resize(_ columns: Int, _ rows: Int) { tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)") }

  /// What stands on the screen.
  var screen: String { tmux("capture-pane", "-p") }

  /// What stands on the screen once nothing has changed for a second.
  var restingScreen: String {
    var last = screen
    var still = 0
    for _ in 0..<200 where still < 10 {
      usleep(100_000)
      let now = screen
      still = now == last && !now.contains("trying each fix") ? still + 1 : 0
      last = now
    }
    return last
  }

  /// What tmux would paste.
  var buffer: String { tmux("show-buffer") }

  /// Waits until the screen holds a text; false after a minute, which a busy machine may need.
  func waits(for text: String) -> Bool { waits { $0.contains(text) } }

  /// Waits until the screen is as it should be; false after a minute.
  func waits(until isThere: (String) -> Bool) -> Bool {
    for _ in 0..<1200 {
      if isThere(screen) { return true }
      usleep(50_000)
    }
    return false
  }

  /// Leaves the wizard from wherever it is: what the shell says then, and whether the terminal is sane.
  func leave() -> Bool {
    // The first one ends what is under way, such as the trial of the fixes; then another one asks.
    for _ in 0..<2 {
      press("C-c")
      if waits(until: { $0.contains("Quit culprit?") || $0.contains("culprit を終了") }) {
        press("C-c")
        return waits(for: "left 0") && isSane
      }
    }
    return false
  }

  /// Whether the terminal is as a shell wants it: no alternate screen, no mouse, cursor, cooked input.
  ///
  /// The shell's own prompt is in raw mode, so the modes are asked for by a command on the terminal.
  var isSane: Bool {
    let flags = tmux("display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}")
    type("clear; stty -a; echo checked")
    guard waits(for: "\nchecked") else { return false }
    let modes = screen.split { " ;\n".contains($0) }
    return flags.hasPrefix("0 0 1")
      && ["icanon", "echo", "isig", "opost"].allSatisfy { modes.contains($0[...]) }
  }

  /// Process id of the program under the shell.
  var programId: Int32? {
    let shell = tmux("display-message", "-p", "#{pane_pid}").trimmingCharacters(in: .whitespacesAndNewlines)
    let found = TmuxTerminal.run(["pgrep", "-P", shell, "culprit"]).output
    return Int32(found.split(separator: "\n").first ?? "")
  }

  @discardableResult private func tmux(_ words: String...) -> String {
    TmuxTerminal.run(["tmux", "-L", socket] + words).output
  }

  /// Runs a command and takes what it prints.
  @discardableResult static func run(
    _ words: [String], input: String? = nil, environment: [String: String] = [:], directory: String? = nil
  ) -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    var variables = ProcessInfo.processInfo.environment
    variables.removeValue(forKey: "TMUX")
    process.environment = variables.merging(environment) { _, new in new }
    if let directory { process.currentDirectoryURL = URL(fileURLWithPath: directory) }
    // Files and no pipes: a server that keeps running would keep a pipe open.
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString)")
    let files = ["in", "out", "err"].map { place.appendingPathExtension($0) }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for (file, text) in zip(files, [input ?? "", "", ""]) { try? Data(text.utf8).write(to: file) }
    guard let stdin = try? FileHandle(forReadingFrom: files[0]),
      let stdout = try? FileHandle(forWritingTo: files[1]),
      let stderr = try? FileHandle(forWritingTo: files[2])
    else { return (127, "", "") }
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    guard (try? process.run()) != nil else { return (127, "", "") }
    process.waitUntilExit()
    func text(_ file: URL) -> String {
      (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    return (process.terminationStatus, text(files[1]), text(files[2]))
  }
}
