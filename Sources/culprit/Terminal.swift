import CNcurses
import Foundation
import Screens

/// The operator's terminal: shows frames and reads keys.
///
/// Thin on purpose: all that is shown is decided in `Screens`. The guard in C gives the terminal back however the
/// program ends. It holds ncurses' window, so it is neither copied nor sent anywhere.
struct Terminal: ~Copyable {
  /// Why there is no screen.
  enum Refusal: Error {
    /// stdin or stdout is no terminal.
    case noTerminal
    /// The terminal can only print lines.
    case dumb
    /// No description of it and of no usual one.
    case unknown(String)
    /// There is no playbook of the name that the command line gives; what to tell.
    case noPlaybook(String)
  }

  private let window: UnsafeMutablePointer<WINDOW>
  private let keys: KeyReader
  private let hasColours: Bool
  /// Whether the locale can show more than ASCII.
  let isUnicode: Bool

  private init(_ window: UnsafeMutablePointer<WINDOW>, hasColours: Bool, isUnicode: Bool) {
    self.window = window
    keys = KeyReader {
      let code = wgetch(window)
      return code == ERR ? nil : code
    }
    self.hasColours = hasColours
    self.isUnicode = isUnicode
  }

  /// Takes the terminal.
  static func open(colour: Bool) throws(Refusal) -> Terminal {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
    let type = ProcessInfo.processInfo.environment["TERM"] ?? ""
    if type.isEmpty || type == "dumb" || type == "unknown" { throw .dumb }
    let isUnicode = nc_utf8_locale() == 1
    guard let window = nc_open(nil) ?? nc_open("xterm-256color") else { throw .unknown(type) }
    let hasColours = colour && nc_start_colours() == 1
    return Terminal(window, hasColours: hasColours, isUnicode: isUnicode)
  }

  deinit { nc_close() }

  var size: Size { Size(Int(getmaxx(window)), Int(getmaxy(window))) }

  /// Shows a frame; ncurses sends only what differs.
  func draw(_ frame: Frame) {
    werase(window)
    for line in 0..<frame.size.rows {
      wmove(window, Int32(line), 0)
      for span in frame.spans(line) {
        set(span.style)
        waddstr(window, span.text)
      }
    }
    set(.plain)
    if let cursor = frame.cursor {
      wmove(window, Int32(cursor.row), Int32(cursor.column))
      curs_set(1)
    } else {
      wmove(window, Int32(frame.size.rows - 1), Int32(frame.size.columns - 1))
      curs_set(0)
    }
    wrefresh(window)
  }

  /// Sends everything again, whatever the terminal shows.
  func redraw() {
    clearok(window, true)
    wrefresh(window)
  }

  func setMouse(_ on: Bool) {
    mousemask(on ? NCMouseClick | NCWheelUp | NCWheelDown : 0, nil)
    mouseinterval(0)
  }

  /// Waits for the next event; sleeps in the kernel while nothing happens.
  func next() -> Wake {
    while true {
      if let event = read() { return .event(event) }
      if isAtEnd() { return .event(.hangup) }
      var waits = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: nc_wake_fd(), events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&waits, nfds_t(waits.count), -1)
      if ready < 0 { continue }
      if waits[1].revents & Int16(POLLIN) != 0, let wake = drain() { return wake }
      let gone = Int16(POLLHUP) | Int16(POLLERR) | Int16(POLLNVAL)
      if waits[0].revents & gone != 0 { return .event(.hangup) }
    }
  }

  /// What ended the wait.
  enum Wake {
    case event(Event)
    /// Background work has something to say.
    case loaded
  }

  private func set(_ style: Style) {
    var attributes: attr_t = 0
    if style.bold { attributes |= NCBold }
    if style.dim { attributes |= NCDim }
    if style.reverse { attributes |= NCReverse }
    if style.underline { attributes |= NCUnderline }
    wattr_set(window, attributes, hasColours ? Int16(style.ink.rawValue) : 0, nil)
  }

  /// The next event that is there; keys that mean nothing are passed over.
  private func read() -> Event? {
    while true {
      switch keys.read() {
      case .key(let key): return .key(key)
      case .code(let code): if let event = special(code) { return event }
      case .ignored: continue
      case .nothing: return nil
      }
    }
  }

  private func special(_ code: Int32) -> Event? {
    switch code {
    case KEY_RESIZE: .resized(size)
    case KEY_UP: .key(.up)
    case KEY_DOWN: .key(.down)
    case KEY_LEFT: .key(.left)
    case KEY_RIGHT: .key(.right)
    case KEY_HOME: .key(.home)
    case KEY_END: .key(.end)
    case KEY_PPAGE: .key(.pageUp)
    case KEY_NPAGE: .key(.pageDown)
    case KEY_ENTER: .key(.enter)
    case KEY_BACKSPACE: .key(.backspace)
    case KEY_DC: .key(.delete)
    case KEY_BTAB: .key(.backTab)
    case KEY_MOUSE: mouse()
    default: nil
    }
  }

  private func mouse() -> Event? {
    var event = MEVENT()
    guard getmouse(&event) == OK else { return nil }
    if event.bstate & NCWheelUp != 0 { return .wheel(up: true) }
    if event.bstate & NCWheelDown != 0 { return .wheel(up: false) }
    return .click(row: Int(event.y), column: Int(event.x))
  }

  private func drain() -> Wake? {
    var byte: CChar = 0
    guard Foundation.read(nc_wake_fd(), &byte, 1) == 1 else { return nil }
    return byte == NCWakeInterrupt ? .event(.interrupt) : .loaded
  }

  /// A terminal that went away has something to read, and it is nothing: an end of file, again and again.
  private func isAtEnd() -> Bool {
    var wait = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, 0) > 0, wait.revents & Int16(POLLIN) != 0 else { return false }
    var count: Int32 = 0
    return ioctl(STDIN_FILENO, UInt(FIONREAD), &count) != 0 || count == 0
  }
}
