import Foundation
import Testing

extension Stories {
  /// Whatever ends the program, the terminal is as it was before, also in the middle of reading.
  @Suite struct SignalStories {
    private static var words: [String] {
      [
        TmuxTerminal.program, "cloudfront-alb-504", "--snapshot", WizardStories.incident, "--lang", "en",
      ]
    }

    private static let fatal = [
      SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGUSR1, SIGUSR2, SIGALRM,
      SIGVTALRM, SIGPROF, SIGXCPU, SIGSYS,
    ]

    @Test(arguments: fatal, [false, true])
    func `a signal gives the terminal back, mouse and all`(number: Int32, early: Bool) throws {
      let terminal = try #require(PseudoTerminal(Self.words))
      #expect(terminal.waits(for: early ? "reading" : "FAULT"))
      if !early {
        terminal.rests()
        terminal.press(Array("m".utf8))
        #expect(terminal.waits(for: "1000h"))
      }
      terminal.signal(number)
      let end = try #require(terminal.end())
      #expect(end.bySignal && end.status == number)
      #expect(terminal.isSane)
    }

    @Test(arguments: [SIGPIPE, SIGXFSZ])
    func `a broken pipe and a full file end nothing`(number: Int32) throws {
      let terminal = try #require(PseudoTerminal(Self.words))
      #expect(terminal.waits(for: "FAULT"))
      terminal.rests()
      terminal.signal(number)
      terminal.signal(SIGINT)
      #expect(terminal.waits(for: "Quit culprit?"))
      terminal.signal(SIGINT)
      let end = try #require(terminal.end())
      #expect(!end.bySignal && end.status == 0)
      #expect(terminal.isSane)
    }

    @Test func `leaving with the mouse on switches it off`() throws {
      let terminal = try #require(PseudoTerminal(Self.words))
      #expect(terminal.waits(for: "FAULT"))
      terminal.press(Array("m".utf8))
      #expect(terminal.waits(for: "1000h"))
      #expect(!terminal.isSane)
      terminal.signal(SIGINT)
      #expect(terminal.waits(for: "Quit culprit?"))
      terminal.signal(SIGINT)
      let end = try #require(terminal.end())
      #expect(!end.bySignal && end.status == 0)
      #expect(terminal.isSane)
    }

    @Test func `a terminal that goes away ends the program`() throws {
      let terminal = try #require(PseudoTerminal(Self.words))
      #expect(terminal.waits(for: "FAULT"))
      terminal.hangUp()
      #expect(terminal.end() != nil)
    }

    #if os(Linux)
      @Test func `what goes to stderr waits until the screen is left`() throws {
        // The loader tells of every name it binds, the last ones while the screen is shown.
        let terminal = try #require(PseudoTerminal(Self.words, environment: ["LD_DEBUG": "bindings"]))
        #expect(terminal.waits(for: "\u{1B}[?1049h", seconds: 60))
        #expect(terminal.waits(for: "FAULT", seconds: 60))
        terminal.press(Array("w".utf8))
        terminal.rests()
        terminal.signal(SIGINT)
        #expect(terminal.waits(for: "Quit culprit?"))
        terminal.signal(SIGINT)
        _ = try #require(terminal.end())
        let text = terminal.text
        let begin = try #require(text.range(of: "\u{1B}[?1049h"))
        let end = try #require(text.range(of: "\u{1B}[?1049l", options: .backwards))
        #expect(!text[begin.upperBound..<end.lowerBound].contains("binding file"))
        #expect(text[end.upperBound...].contains("binding file"))
        #expect(terminal.isSane)
      }
    #endif

    /// Keys up to what asks, keys that are typed, the key that does it, and what the journal holds then.
    private static let deeds: [(open: String, asks: String, typed: String, does: String, line: String)] = [
      ("n", "Note for", "first", "\r", "first"),
      ("S", "Skip this step", "no time", "\r", "no time"),
      ("!", "it is a cause", "1", "", ""),
      ("", "Your verdict", "seen it", "\r", "seen it"),
      ("", "", "", "u", "\"undo\""),
    ]

    @Test func `what is done is on disk before the next screen`() throws {
      for count in [1, 2, 4, 5] {
        // A frame of the trial of the fixes may come between the key and its screen; by chance, not every time.
        let isKept = try (0..<5).contains { _ in try Self.isKept(after: count) }
        #expect(isKept, "\(Self.deeds[count - 1])")
      }
    }

    /// Kills the program at the first byte of the screen that follows the last of some deeds; whether it is kept.
    private static func isKept(after count: Int) throws -> Bool {
      let state = FileManager.default.temporaryDirectory.appendingPathComponent("disk-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: state) }
      let terminal = try #require(
        PseudoTerminal(Self.words, environment: ["XDG_STATE_HOME": state.path]))
      #expect(terminal.waits(for: "FAULT"))
      for (number, deed) in Self.deeds.prefix(count).enumerated() {
        terminal.rests()
        terminal.press(Array(deed.open.utf8))
        if !deed.open.isEmpty { #expect(terminal.waits(for: deed.asks)) }
        if !deed.typed.isEmpty {
          terminal.press(Array(deed.typed.utf8))
          terminal.rests(milliseconds: 100)
        }
        if deed.does.isEmpty { continue }
        if number == count - 1 { terminal.rests(milliseconds: 1500) }
        #expect(terminal.delay(Array(deed.does.utf8)) != nil)
        // The first byte of the next screen has come: now nothing may be lost.
        if number == count - 1 { terminal.signal(SIGKILL) }
      }
      let folder = state.appendingPathComponent("culprit/sessions")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.count == 1)
      let journal = try String(
        contentsOf: folder.appendingPathComponent(names.first ?? ""), encoding: .utf8)
      return journal.contains(Self.deeds[count - 1].line)
    }
  }
}
