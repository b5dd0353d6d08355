import Foundation
import Testing

extension Stories {
  /// Keys that mean nothing, and programs that do not take what is copied: the wizard goes on.
  @Suite struct KeyStories {
    private static var words: [String] {
      [TmuxTerminal.program, "cloudfront-alb-504", "--snapshot", WizardStories.incident, "--lang", "en"]
    }

    private static let strange: [[UInt8]] = [
      Array("\u{1B}OP".utf8), Array("\u{1B}[15~".utf8), Array("\u{1B}[2~".utf8), Array("\u{1B}[1;5C".utf8),
      Array("\u{1B}[1;2P".utf8), [0x00], [0x1F], [0xFF], [0xC3], [0xC3, 0xFF, 0x80],
    ]

    @Test(arguments: ["xterm-256color", "vt100"])
    func `a key that means nothing is ignored`(type: String) throws {
      let terminal = try #require(PseudoTerminal(Self.words, environment: ["TERM": type]))
      #expect(terminal.waits(for: "FAULT"))
      for bytes in Self.strange {
        terminal.rests(milliseconds: 100)
        terminal.press(bytes)
      }
      terminal.rests()
      #expect(terminal.end(seconds: 1) == nil, "\(terminal.text.suffix(300))")
      terminal.signal(SIGINT)
      #expect(terminal.waits(for: "Quit culprit?"))
      terminal.signal(SIGINT)
      let end = try #require(terminal.end())
      #expect(!end.bySignal && end.status == 0)
      #expect(terminal.isSane)
    }

    @Test(.enabled(if: TmuxTerminal.isThere, "skipped: tmux is not installed"))
    func `keys of a real terminal that mean nothing are ignored`() {
      let terminal = TmuxTerminal(80, 24)
      terminal.type("\(WizardStories.command) --lang en; echo left $?")
      #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
      let before = terminal.restingScreen
      terminal.press("F1", "F5", "IC", "C-Right", "S-F1", "C-Space", "C-_", "M-[")
      #expect(terminal.restingScreen == before)
      terminal.press("Enter")
      #expect(terminal.waits(for: "ROOT CAUSE"), "\(terminal.screen)")
      #expect(terminal.leave(), "\(terminal.screen)")
    }

    @Test(arguments: ["DISPLAY", "WAYLAND_DISPLAY", "TMUX"], ["exit 1", "exec sleep 600", "exec true <&-"])
    func `a program that does not take a copy is told and ends nothing`(display: String, script: String)
      throws
    {
      let folder = try HostileFolder()
      defer { folder.remove() }
      for name in ["xclip", "wl-copy", "tmux"] {
        try folder.write("bin/" + name, "#!/bin/sh\n\(script)\n")
        chmod(folder.path + "/bin/" + name, 0o755)
      }
      let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
      let terminal = try #require(
        PseudoTerminal(
          Self.words,
          environment: [
            display: "x", "PATH": "\(folder.path)/bin:\(path)", "XDG_STATE_HOME": folder.path,
          ]))
      #expect(terminal.waits(for: "FAULT"))
      terminal.rests()
      terminal.press([0x0D])
      terminal.rests()
      terminal.press(Array("y".utf8))
      #expect(
        terminal.waits(for: script == "exec true <&-" ? "cop" : "failed"), "\(terminal.text.suffix(500))")
      terminal.press(Array("y".utf8))
      terminal.rests()
      terminal.signal(SIGINT)
      #expect(terminal.waits(for: "Quit culprit?"))
      terminal.signal(SIGINT)
      let end = try #require(terminal.end())
      #expect(!end.bySignal && end.status == 0)
      #expect(terminal.isSane)
    }
  }
}
