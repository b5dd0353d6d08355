import Foundation
import Testing

extension Stories {
  /// The wizard as a guest on the operator's terminal: sizes, signals, kinds of terminal.
  @Suite(.enabled(if: TmuxTerminal.isThere, "skipped: tmux is not installed"))
  struct TerminalStories {
    @Test(arguments: ["TERM", "HUP", "QUIT", "ABRT", "SEGV"])
    func `the terminal is given back whatever kills the program`(signal: String) throws {
      let terminal = TmuxTerminal(80, 24)
      terminal.type("\(WizardStories.command) --lang en; echo left $?")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      let id = try #require(terminal.programId)
      TmuxTerminal.run(["kill", "-\(signal)", "\(id)"])
      #expect(terminal.waits(for: "left 1"), "\(terminal.screen)")
      #expect(terminal.isSane)
    }

    @Test func `suspended and brought back, the screen is whole again`() {
      let terminal = TmuxTerminal(80, 24)
      terminal.type("\(WizardStories.command) --lang en")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      let before = terminal.restingScreen
      terminal.press("C-z")
      #expect(terminal.waits(for: "ready>"), "\(terminal.screen)")
      #expect(terminal.isSane)
      terminal.type("fg")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      #expect(terminal.restingScreen == before)
      terminal.press("q")
      #expect(terminal.waits(for: "Quit culprit?"), "\(terminal.screen)")
      terminal.press("y")
      #expect(terminal.waits(for: "ready>"), "\(terminal.screen)")
      #expect(terminal.isSane)
    }

    @Test func `a storm of sizes changes nothing but the layout`() {
      let terminal = TmuxTerminal(120, 40)
      terminal.type("\(WizardStories.command) --lang en; echo left $?")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      terminal.press("Enter")
      #expect(terminal.waits(for: "ROOT CAUSE"), "\(terminal.screen)")
      for size in [(60, 20), (36, 8), (10, 3), (100, 30), (60, 20)] { terminal.resize(size.0, size.1) }
      terminal.resize(36, 8)
      #expect(terminal.waits(for: "36x8"), "\(terminal.screen)")
      terminal.resize(100, 30)
      #expect(terminal.waits(for: "ROOT CAUSE"), "\(terminal.screen)")
      #expect(terminal.leave(), "\(terminal.screen)")
    }

    @Test func `an interrupt asks first and leaves when repeated`() {
      let terminal = TmuxTerminal(80, 24)
      terminal.type("\(WizardStories.command) --lang en; echo left $?")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      terminal.press("C-c")
      #expect(terminal.waits(for: "Quit culprit?"), "\(terminal.screen)")
      terminal.press("C-c")
      #expect(terminal.waits(for: "left 0"), "\(terminal.screen)")
      #expect(terminal.isSane)
    }

    @Test func `an idle screen takes no processor time`() throws {
      let terminal = TmuxTerminal(80, 24)
      terminal.type("\(WizardStories.command) --lang en; echo left $?")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      let id = try #require(terminal.programId)
      func ticks() -> [Substring] {
        let stat = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
        return Array(stat.split(separator: " ").dropFirst(13).prefix(2))
      }
      // The first seconds are spent on trying the fixes; after that nothing may run for three seconds.
      var isIdle = false
      for _ in 0..<10 where !isIdle {
        let before = ticks()
        #expect(before.count == 2)
        sleep(3)
        isIdle = ticks() == before
      }
      #expect(isIdle)
      #expect(terminal.leave(), "\(terminal.screen)")
    }

    @Test(arguments: [
      "xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100", "xterm-ghostty",
    ])
    func `every kind of terminal shows the walk`(type: String) {
      let terminal = TmuxTerminal(80, 24)
      terminal.type("TERM=\(type) \(WizardStories.command) --lang en; echo left $?")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      terminal.press("q")
      #expect(terminal.waits(for: "Quit culprit?"), "\(terminal.screen)")
      terminal.press("y")
      #expect(terminal.waits(for: "left 0"), "\(terminal.screen)")
      #expect(terminal.isSane)
    }

    @Test(arguments: ["TERM=dumb", "-u TERM"])
    func `a terminal that can only print lines gets plain lines`(change: String) {
      let terminal = TmuxTerminal(80, 24)
      terminal.type("env \(change) \(WizardStories.command) --lang en; echo left $?")
      #expect(terminal.waits(for: "Type a number"), "\(terminal.screen)")
      terminal.type("q")
      #expect(terminal.waits(for: "left 0"), "\(terminal.screen)")
      #expect(terminal.isSane)
    }
  }
}
