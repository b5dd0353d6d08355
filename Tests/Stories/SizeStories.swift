import Foundation
import Testing

extension Stories {
  /// Every screen that keys reach, in the middle of changes of size.
  @Suite(.enabled(if: TmuxTerminal.isThere, "skipped: tmux is not installed"))
  struct SizeStories {
    /// How to come to a screen from the walk, what stands there, and how to come back.
    struct Visit: Sendable, CustomTestStringConvertible {
      let name: String
      let keys: [String]
      let shows: String
      var back = ["Escape"]

      var testDescription: String { name }
    }

    /// Some visits for each terminal, so that none has to be long.
    static let visits: [[Visit]] = [
      [
        Visit(name: "walk", keys: [], shows: "EVIDENCE", back: []),
        Visit(name: "walk, undetermined line", keys: ["Down"], shows: "culprit", back: ["Home"]),
        Visit(name: "walk, text pane", keys: ["Tab", "Down"], shows: "culprit", back: ["Up", "Tab"]),
        Visit(name: "walk with teaching", keys: ["t"], shows: "A rule that names a group", back: ["t"]),
        Visit(name: "walk, ruled out", keys: ["x"], shows: "> ruled out"),
        Visit(name: "cause", keys: ["Enter"], shows: "ROOT CAUSE"),
        Visit(name: "cause, text", keys: ["Enter", "Tab"], shows: "ROOT CAUSE", back: ["Tab", "Escape"]),
        Visit(name: "verify", keys: ["Enter", "v"], shows: "verify the fix", back: ["Escape", "Escape"]),
        Visit(name: "prevent", keys: ["Enter", "p"], shows: "prevent", back: ["Escape", "Escape"]),
      ],
      [
        Visit(name: "why", keys: ["w"], shows: "> why"),
        Visit(name: "raw file", keys: ["o"], shows: "evidence in its file"),
        Visit(name: "raw file, folded", keys: ["o", "Z"], shows: "lines folded"),
        Visit(name: "overview", keys: ["s"], shows: "What the snapshot holds"),
        Visit(name: "report", keys: ["R"], shows: "Incident report"),
        Visit(name: "verdict", keys: ["!"], shows: "it is a cause"),
        Visit(name: "override", keys: ["!", "2", "a"], shows: "> a"),
        Visit(name: "note", keys: ["n", "a"], shows: "> a"),
        Visit(name: "search", keys: ["w", "/", "a"], shows: "> a", back: ["Escape", "Escape"]),
      ],
      [
        Visit(name: "skip", keys: ["S", "a"], shows: "> a"),
        Visit(name: "skipped", keys: ["S", "Enter"], shows: "S looks at this step", back: []),
        Visit(name: "walk, not decided", keys: ["d"], shows: "> not decided", back: ["Escape", "u"]),
        Visit(name: "help", keys: ["?"], shows: "Keys of this screen"),
        Visit(name: "message", keys: ["e"], shows: "incident-", back: []),
        Visit(name: "changes", keys: ["r"], shows: "BETTER"),
        Visit(name: "quit", keys: ["C-c"], shows: "Quit culprit?"),
        Visit(name: "start", keys: ["Escape"], shows: "UNFINISHED SESSIONS", back: []),
        Visit(name: "discard", keys: ["g", "Down", "D"], shows: "Discard this session?"),
      ],
    ]

    @Test(arguments: visits)
    func `every screen survives a change of sizes`(visits: [Visit]) throws {
      let terminal = TmuxTerminal(120, 40)
      let copy = terminal.folder + "/snapshot"
      let made = TmuxTerminal.run([TmuxTerminal.program, "snapshot", WizardStories.incident, "-o", copy])
      #expect(made.status == 0, "\(made.errors)")
      terminal.type(
        "\(TmuxTerminal.program) cloudfront-alb-504 --snapshot snapshot --set load-balancer=web-prod --lang en;"
          + " echo left $?")
      // What the fixes do comes a little later and changes the cause's screen.
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      terminal.press("Enter")
      #expect(terminal.waits(for: "yes  "), "\(terminal.screen)")
      terminal.press("Escape")
      for visit in visits {
        if visit.name == "changes" {
          // A note keeps the session, and what was read is mended behind the program's back.
          terminal.press("n", "kept", "Enter")
          #expect(terminal.waits(for: "u undo"), "\(terminal.screen)")
          try SessionStories.mend(copy)
        }
        for key in visit.keys { terminal.press(key) }
        #expect(terminal.waits(for: visit.shows), "\(visit.name): \(terminal.screen)")
        let before = terminal.restingScreen
        terminal.resize(60, 20)
        #expect(terminal.waits(until: { $0 != before && $0.contains("culprit") }), "\(visit.name)")
        terminal.resize(36, 8)
        #expect(terminal.waits(for: "36x8"), "\(visit.name): \(terminal.screen)")
        terminal.resize(100, 30)
        #expect(
          terminal.waits(until: { $0.contains(" culprit") && !$0.contains("36x8") }), "\(visit.name)")
        terminal.resize(120, 40)
        #expect(terminal.waits(until: { $0 == before }), "\(visit.name): \(terminal.screen)")
        for key in visit.back {
          terminal.press(key)
          // An escape that another key follows at once would be taken for that key with Alt.
          usleep(100_000)
        }
      }
      #expect(terminal.leave(), "\(terminal.screen)")
    }
  }
}
