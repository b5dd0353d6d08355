import Foundation

/// A program on a pseudo terminal, for what is measured in milliseconds.
final class PseudoTerminal {
  private var master: Int32
  private let process = Process()
  private(set) var id: Int32 = 0
  /// All that the program has written.
  private var told: [UInt8] = []

  /// Starts a program of the path on a terminal of 80x24.
  init?(_ words: [String], environment: [String: String] = [:]) {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard master >= 0, let name = PseudoTerminal.unlocked(master) else { return nil }
    let slave = open(name, O_RDWR | O_NOCTTY)
    guard slave >= 0 else { return nil }
    var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(slave, UInt(TIOCSWINSZ), &size)
    let handle = FileHandle(fileDescriptor: slave, closeOnDealloc: true)
    process.executableURL = URL(fileURLWithPath: words[0])
    process.arguments = Array(words.dropFirst())
    var variables = ProcessInfo.processInfo.environment
    for name in ["TMUX", "LC_ALL", "LC_MESSAGES"] { variables.removeValue(forKey: name) }
    variables["TERM"] = "xterm-256color"
    variables["LANG"] = "C.UTF-8"
    process.environment = variables.merging(environment) { _, new in new }
    process.standardInput = handle
    process.standardOutput = handle
    process.standardError = handle
    guard (try? process.run()) != nil else { return nil }
    id = process.processIdentifier
  }

  /// The name of the other end, opened for use.
  private static func unlocked(_ master: Int32) -> String? {
    #if os(Linux)
      // Glibc's module lacks the functions for this; the requests are TIOCSPTLCK and TIOCGPTN.
      var locked: Int32 = 0
      var number: Int32 = 0
      guard ioctl(master, 0x4004_5431, &locked) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
        return nil
      }
      return "/dev/pts/\(number)"
    #else
      guard grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else { return nil }
      return String(cString: name)
    #endif
  }

  deinit {
    if id > 0 {
      kill(id, SIGKILL)
      process.waitUntilExit()
    }
    if master >= 0 { close(master) }
  }

  func press(_ bytes: [UInt8]) { _ = write(master, bytes, bytes.count) }

  /// Reads until a text has come; false when it does not within some seconds.
  func waits(for text: String, seconds: Double = 20) -> Bool {
    let wanted = Array(text.utf8)
    var from = told.count
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      _ = read(milliseconds: 200)
      let last = told.count - wanted.count
      if from <= last, (from...last).contains(where: { told[$0..<($0 + wanted.count)].elementsEqual(wanted) })
      {
        return true
      }
      // What is cut off at the end may be whole after the next reading.
      from = max(from, last + 1)
    }
    return false
  }

  /// Waits until nothing has come for some time.
  func rests(milliseconds: Int32 = 400) {
    for _ in 0..<200 where read(milliseconds: milliseconds).isEmpty { return }
  }

  /// Waits for the program's end; how it ended, nil if it does not within some seconds.
  func end(seconds: Double = 20) -> (status: Int32, bySignal: Bool)? {
    let end = ContinuousClock.now + .seconds(seconds)
    while process.isRunning, ContinuousClock.now < end { _ = read(milliseconds: 20) }
    while !read(milliseconds: 50).isEmpty {}
    if process.isRunning { return nil }
    return (process.terminationStatus, process.terminationReason == .uncaughtSignal)
  }

  /// The terminal goes away, as a closed window does.
  func hangUp() {
    close(master)
    master = -1
  }

  /// What the program has written so far.
  var text: String { String(decoding: told, as: UTF8.self) }

  func signal(_ number: Int32) { kill(id, number) }

  /// Whether the terminal is as a shell wants it: no alternate screen, no mouse, cursor, cooked input.
  var isSane: Bool {
    var modes = termios()
    guard tcgetattr(master, &modes) == 0 else { return false }
    let cooked = tcflag_t(ICANON) | tcflag_t(ECHO) | tcflag_t(ISIG)
    return modes.c_lflag & cooked == cooked && modes.c_oflag & tcflag_t(OPOST) != 0
      && isLast("\u{1B}[?1049l", after: "\u{1B}[?1049h") && isLast("\u{1B}[?25h", after: "\u{1B}[?25l")
      && isLast("1000l", after: "1000h")
  }

  /// Whether the program has switched off at the end what it had switched on.
  private func isLast(_ off: String, after on: String) -> Bool {
    guard let begun = text.range(of: on, options: .backwards) else { return true }
    return text[begun.upperBound...].contains(off)
  }

  /// Presses a key; how long it takes until something is drawn, nil if nothing is.
  func delay(_ bytes: [UInt8]) -> Duration? {
    let start = ContinuousClock.now
    press(bytes)
    return read(milliseconds: 3000).isEmpty ? nil : ContinuousClock.now - start
  }

  private func read(milliseconds: Int32) -> [UInt8] {
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, milliseconds) > 0 else { return [] }
    var room = [UInt8](repeating: 0, count: 65_536)
    let count = Foundation.read(master, &room, room.count)
    let bytes = count > 0 ? Array(room.prefix(count)) : []
    told += bytes
    return bytes
  }
}
