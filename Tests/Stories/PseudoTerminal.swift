import Foundation

/// A program on a pseudo terminal, for what is measured in milliseconds.
final class PseudoTerminal {
  private let master: Int32
  private let process = Process()
  private(set) var id: Int32 = 0

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
    var seen: [UInt8] = []
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      seen += read(milliseconds: 200)
      if seen.count >= wanted.count,
        (0...(seen.count - wanted.count)).contains(where: {
          seen[$0..<($0 + wanted.count)].elementsEqual(wanted)
        })
      {
        return true
      }
    }
    return false
  }

  /// Waits until nothing has come for some time.
  func rests(milliseconds: Int32 = 400) {
    for _ in 0..<200 where read(milliseconds: milliseconds).isEmpty { return }
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
    return count > 0 ? Array(room.prefix(count)) : []
  }
}
