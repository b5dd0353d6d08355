import Foundation
import Testing

extension Stories {
  /// What the operator does stays: undo, override, resume after a kill, reload after the fix.
  @Suite(.enabled(if: TmuxTerminal.isThere, "skipped: tmux is not installed"))
  struct SessionStories {
    private func started(_ columns: Int = 100, _ rows: Int = 30) -> TmuxTerminal {
      let terminal = TmuxTerminal(columns, rows)
      terminal.type("\(WizardStories.command) --lang en; echo left $?")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      return terminal
    }

    /// Makes the targets' rule name the group that the load balancer carries.
    static func mend(_ snapshot: String) throws {
      let file = snapshot + "/ec2.describe-security-groups.json"
      let broken = try String(contentsOfFile: file, encoding: .utf8)
      try broken.replacing("sg-078948f5a5d534bd0", with: "sg-02e16c8e17d0b189f")
        .write(toFile: file, atomically: true, encoding: .utf8)
    }

    private func leave(_ terminal: TmuxTerminal) {
      #expect(terminal.leave(), "\(terminal.screen)")
    }

    @Test func `an override changes the outcome, undo brings it back to any depth`() {
      let terminal = started()
      terminal.press("!")
      #expect(terminal.waits(for: "confirmed: it is a cause"), "\(terminal.screen)")
      terminal.press("2")
      #expect(terminal.waits(for: "Your verdict"), "\(terminal.screen)")
      terminal.press("tested", "Space", "it", "Enter")
      #expect(terminal.waits(for: "ruled out: tested it (decided by the operator)"), "\(terminal.screen)")
      terminal.press("n")
      #expect(terminal.waits(for: "Note for the report"), "\(terminal.screen)")
      terminal.press("second", "Enter")
      #expect(terminal.waits(for: "u undo"), "\(terminal.screen)")
      terminal.press("u")
      #expect(terminal.waits(for: "taken back"), "\(terminal.screen)")
      #expect(terminal.screen.contains("ruled out: tested it"))
      terminal.press("u")
      #expect(terminal.waits(for: "✗ FAULT: the rule admits group"), "\(terminal.screen)")
      #expect(!terminal.screen.contains("u undo"))
      leave(terminal)
    }

    /// What the operator does, one step after the other, and what shows that it is there.
    private static let steps: [(keys: [String], shows: String)] = [
      (["n", "wait=Note for", "first", "Space", "note", "Enter", "wait=u undo"], "first note"),
      (
        [
          "!", "wait=it is a cause", "2", "wait=Your verdict", "unlike", "Space", "us", "Enter",
          "wait=(decided",
        ],
        "by the operator"
      ),
      (["n", "wait=Note for", "last", "Space", "note", "Enter", "wait=u undo"], "last note"),
      (["u", "wait=taken back"], "!last note"),
      // The verdict is chosen and the reason half typed: only that is lost.
      (["!", "wait=it is a cause", "1", "wait=Your verdict", "half"], "by the operator"),
    ]

    @Test func `killed after every step, the session goes on where it was`() throws {
      let terminal = started()
      for (number, step) in Self.steps.enumerated() {
        for key in step.keys {
          if key.hasPrefix("wait=") {
            #expect(terminal.waits(for: String(key.dropFirst(5))), "\(number): \(terminal.screen)")
          } else {
            terminal.press(key)
          }
        }
        TmuxTerminal.run(["kill", "-9", "\(try #require(terminal.programId))"])
        // The dead program's screen still stands there, and its modes.
        terminal.type("reset; clear; echo gone")
        #expect(terminal.waits(for: "gone\nready>"), "\(terminal.screen)")
        terminal.type("clear; \(TmuxTerminal.program) resume --lang en; echo left $?")
        #expect(terminal.waits(for: "step "), "\(number): \(terminal.screen)")
        terminal.press("n")
        #expect(terminal.waits(for: "Note for the report"), "\(terminal.screen)")
        let wanted = step.shows.hasPrefix("!") ? String(step.shows.dropFirst()) : step.shows
        if wanted.hasSuffix("note") {
          #expect(terminal.screen.contains(wanted) != step.shows.hasPrefix("!"), "\(terminal.screen)")
        }
        terminal.press("Escape")
        #expect(terminal.waits(for: "step "), "\(terminal.screen)")
        if !wanted.hasSuffix("note") {
          terminal.press("/")
          #expect(terminal.waits(for: "Search for"), "\(terminal.screen)")
          terminal.press("unlike", "Enter")
          #expect(terminal.waits(for: wanted), "\(terminal.screen)")
        }
      }
      leave(terminal)
      let listed = TmuxTerminal.run(
        [TmuxTerminal.program, "resume", "--list"],
        environment: ["XDG_STATE_HOME": terminal.folder + "/state"])
      #expect(listed.output.split(separator: "\n").count == 1)
      let id = String(listed.output.prefix { $0 != " " })
      let report = TmuxTerminal.run(
        [TmuxTerminal.program, "report", "--session", id],
        environment: ["XDG_STATE_HOME": terminal.folder + "/state"])
      #expect(report.output.contains("first note"))
      #expect(report.output.contains("unlike us"))
      #expect(!report.output.contains("last note"))
    }

    @Test func `after the fix a reload shows what became better, and so does a resume`() throws {
      let terminal = TmuxTerminal(100, 30)
      let copy = terminal.folder + "/snapshot"
      let made = TmuxTerminal.run([TmuxTerminal.program, "snapshot", WizardStories.incident, "-o", copy])
      #expect(made.status == 0, "\(made.errors)")
      let file = copy + "/ec2.describe-security-groups.json"
      let broken = try String(contentsOfFile: file, encoding: .utf8)
      terminal.type(
        "\(TmuxTerminal.program) cloudfront-alb-504 --snapshot snapshot --set load-balancer=web-prod --lang en;"
          + " echo left $?")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      terminal.press("n")
      #expect(terminal.waits(for: "Note for the report"), "\(terminal.screen)")
      terminal.press("mending", "Enter")
      #expect(terminal.waits(for: "u undo"), "\(terminal.screen)")
      try Self.mend(copy)
      terminal.press("r")
      #expect(terminal.waits(for: "BETTER"), "\(terminal.screen)")
      #expect(terminal.screen.contains("✗ FAULT -> ✓ ruled out"), "\(terminal.screen)")
      terminal.press("C-c")
      #expect(terminal.waits(for: "Quit culprit?"), "\(terminal.screen)")
      terminal.press("C-c")
      #expect(terminal.waits(for: "left 0"), "\(terminal.screen)")
      try broken.write(toFile: file, atomically: true, encoding: .utf8)
      terminal.type("clear; \(TmuxTerminal.program) resume --lang en; echo left $?")
      #expect(terminal.waits(for: "WORSE"), "\(terminal.screen)")
      terminal.press("Escape")
      #expect(terminal.waits(for: "u undo"), "\(terminal.screen)")
      leave(terminal)
    }
  }
}
