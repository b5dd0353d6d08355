import Foundation
import Testing

extension Stories {
  /// Steps are skipped and looked at again, sessions are discarded.
  @Suite(.enabled(if: TmuxTerminal.isThere, "skipped: tmux is not installed"))
  struct SkipStories {
    @Test func `a skipped step stays skipped after a kill, undo and the key itself look again`() throws {
      let terminal = TmuxTerminal(100, 30)
      terminal.type("\(WizardStories.command) --lang en; echo left $?")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      terminal.press("S")
      #expect(terminal.waits(for: "Skip this step?"), "\(terminal.screen)")
      terminal.press("no", "Space", "time", "Enter")
      #expect(terminal.waits(for: "skipped by the operator: no"), "\(terminal.screen)")
      #expect(!terminal.screen.contains("FAULT"))
      TmuxTerminal.run(["kill", "-9", "\(try #require(terminal.programId))"])
      terminal.type("reset; clear; echo gone")
      #expect(terminal.waits(for: "gone\nready>"), "\(terminal.screen)")
      let state = ["XDG_STATE_HOME": terminal.folder + "/state"]
      let listed = TmuxTerminal.run([TmuxTerminal.program, "resume", "--list"], environment: state)
      let report = TmuxTerminal.run(
        [TmuxTerminal.program, "report", "--session", String(listed.output.prefix { $0 != " " })],
        environment: state)
      #expect(report.output.contains("skipped by the operator: no time"))
      terminal.type("clear; \(TmuxTerminal.program) resume --lang en; echo left $?")
      #expect(terminal.waits(for: "step "), "\(terminal.screen)")
      #expect(!terminal.screen.contains("FAULT"))
      terminal.press("u")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      terminal.press("Home", "S")
      #expect(terminal.waits(for: "Skip this step?"), "\(terminal.screen)")
      terminal.press("Enter")
      #expect(terminal.waits(for: "S looks at this step after all"), "\(terminal.screen)")
      terminal.press("S")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      #expect(terminal.leave(), "\(terminal.screen)")
    }

    @Test func `the start screen discards a session after it asked`() {
      let terminal = TmuxTerminal(100, 30)
      terminal.type("\(WizardStories.command) --lang en; echo left $?")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      terminal.press("n")
      #expect(terminal.waits(for: "Note for"), "\(terminal.screen)")
      terminal.press("kept", "Enter")
      #expect(terminal.waits(for: "u undo"), "\(terminal.screen)")
      terminal.press("Escape")
      #expect(terminal.waits(for: "UNFINISHED SESSIONS"), "\(terminal.screen)")
      terminal.press("Home", "D")
      #expect(terminal.waits(for: "only an unfinished session"), "\(terminal.screen)")
      terminal.press("Down", "D")
      #expect(terminal.waits(for: "Discard this session?"), "\(terminal.screen)")
      terminal.press("Escape")
      #expect(terminal.waits(until: { !$0.contains("Discard this") }), "\(terminal.screen)")
      terminal.press("D")
      #expect(terminal.waits(for: "Discard this session?"), "\(terminal.screen)")
      terminal.press("y")
      // Ctrl-C is a signal and would overtake the key: the question has to be gone first.
      let isGone = terminal.waits { screen in
        !screen.contains("Discard this session?") && !screen.contains("UNFINISHED SESSIONS")
      }
      #expect(isGone, "\(terminal.screen)")
      #expect(terminal.leave(), "\(terminal.screen)")
      let listed = TmuxTerminal.run(
        [TmuxTerminal.program, "resume", "--list"],
        environment: ["XDG_STATE_HOME": terminal.folder + "/state"])
      #expect(listed.output.isEmpty)
    }

    @Test func `a run that was killed with the mouse on is tidied up by the next one`() throws {
      let terminal = TmuxTerminal(80, 24)
      terminal.type("\(WizardStories.command) --lang en; echo left $?")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      terminal.press("m", "n")
      #expect(terminal.waits(for: "Note for"), "\(terminal.screen)")
      terminal.press("kept", "Enter")
      #expect(terminal.waits(for: "step "), "\(terminal.screen)")
      TmuxTerminal.run(["kill", "-9", "\(try #require(terminal.programId))"])
      terminal.type("clear")
      terminal.type("stty sane; clear; \(TmuxTerminal.program) resume --lang en; echo left $?")
      #expect(terminal.waits(for: "step "), "\(terminal.screen)")
      #expect(terminal.leave(), "\(terminal.screen)")
    }
  }
}
