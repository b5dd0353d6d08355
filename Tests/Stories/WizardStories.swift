import Foundation
import Testing

/// Stories played by keys on a real terminal.
@Suite(.serialized, .enabled(if: TmuxTerminal.isThere, "skipped: tmux is not installed"))
struct WizardStories {
  static let incident = TmuxTerminal.root + "/Playbooks/cloudfront-alb-504/cases/hardening-orphan-group"
  static let command = "\(TmuxTerminal.program) cloudfront-alb-504 --snapshot \(incident)"

  @Test(arguments: [(80, 24), (120, 40)], ["en", "ja"])
  func `the first incident from start to exported report`(size: (Int, Int), language: String) {
    let terminal = TmuxTerminal(size.0, size.1)
    let fault = language == "en" ? "FAULT" : "障害"
    terminal.type("\(Self.command) --lang \(language); echo left $?")
    #expect(terminal.waits(for: fault), "\(terminal.screen)")
    terminal.press("Enter")
    #expect(terminal.waits(for: "authorize-security-group-ingress"), "\(terminal.screen)")
    terminal.press("y")
    #expect(terminal.waits(for: "tmux"), "\(terminal.screen)")
    #expect(terminal.buffer.contains("aws ec2 authorize-security-group-ingress --group-id"))
    terminal.press("o")
    #expect(terminal.waits(for: "ec2.describe-security-groups.json:"), "\(terminal.screen)")
    terminal.press("Escape", "e")
    #expect(terminal.waits(for: "incident-"), "\(terminal.screen)")
    terminal.press("q", "q", "q", "y")
    #expect(terminal.waits(for: "left 0"), "\(terminal.screen)")
    #expect(terminal.isSane)
    let report = terminal.folder + "/incident-cloudfront-alb-504-web-prod.md"
    let text = (try? String(contentsOfFile: report, encoding: .utf8)) ?? ""
    #expect(text.contains("## "))
    #expect(text.contains("sg-078948f5a5d534bd0"))
    let verified = TmuxTerminal.run([
      TmuxTerminal.program, "verify", report, "--snapshot", Self.incident,
    ])
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test func `the start screen offers the recorded incidents and opens one`() {
    let terminal = TmuxTerminal(80, 24)
    terminal.type("cd \(TmuxTerminal.root) && \(TmuxTerminal.program) --lang en; echo left $?")
    #expect(terminal.waits(for: "RECORDED INCIDENTS"), "\(terminal.screen)")
    terminal.press("Enter")
    #expect(terminal.waits(for: "step "), "\(terminal.screen)")
    terminal.press("Escape")
    #expect(terminal.waits(for: "RECORDED INCIDENTS"), "\(terminal.screen)")
    terminal.press("q", "y")
    #expect(terminal.waits(for: "left 0"), "\(terminal.screen)")
  }

  @Test(arguments: ["TERM", "HUP", "QUIT", "ABRT", "SEGV"])
  func `the terminal is given back whatever kills the program`(signal: String) throws {
    let terminal = TmuxTerminal(80, 24)
    terminal.type("\(Self.command) --lang en; echo left $?")
    #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
    let id = try #require(terminal.programId)
    TmuxTerminal.run(["kill", "-\(signal)", "\(id)"])
    #expect(terminal.waits(for: "left 1"), "\(terminal.screen)")
    #expect(terminal.isSane)
  }

  @Test func `suspended and brought back, the screen is whole again`() {
    let terminal = TmuxTerminal(80, 24)
    terminal.type("\(Self.command) --lang en")
    #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
    let before = terminal.screen
    terminal.press("C-z")
    #expect(terminal.waits(for: "ready>"), "\(terminal.screen)")
    #expect(terminal.isSane)
    terminal.type("fg")
    #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
    for _ in 0..<40 where terminal.screen != before { usleep(50_000) }
    #expect(terminal.screen == before)
  }

  @Test func `a storm of sizes changes nothing but the layout`() {
    let terminal = TmuxTerminal(120, 40)
    terminal.type("\(Self.command) --lang en")
    #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
    terminal.press("Enter")
    #expect(terminal.waits(for: "ROOT CAUSE"), "\(terminal.screen)")
    for size in [(60, 20), (36, 8), (10, 3), (100, 30), (60, 20)] { terminal.resize(size.0, size.1) }
    terminal.resize(36, 8)
    #expect(terminal.waits(for: "36x8"), "\(terminal.screen)")
    terminal.resize(100, 30)
    #expect(terminal.waits(for: "ROOT CAUSE"), "\(terminal.screen)")
  }

  @Test func `a killed session goes on with its notes and reaches the report`() throws {
    let terminal = TmuxTerminal(80, 24)
    terminal.type("\(Self.command) --lang en")
    #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
    terminal.press("n")
    #expect(terminal.waits(for: "Note for the report"), "\(terminal.screen)")
    terminal.press("paged", "Space", "network", "Enter")
    #expect(terminal.waits(for: "u undo"), "\(terminal.screen)")
    let id = try #require(terminal.programId)
    TmuxTerminal.run(["kill", "-9", "\(id)"])
    // The dead program's screen still stands there.
    terminal.type("reset; clear")
    for _ in 0..<100 where terminal.screen.contains("u undo") { usleep(50_000) }
    terminal.type("\(TmuxTerminal.program) resume --lang en; echo left $?")
    #expect(terminal.waits(for: "u undo"), "\(terminal.screen)")
    terminal.press("n")
    #expect(terminal.waits(for: "paged network"), "\(terminal.screen)")
    terminal.press("Escape", "e")
    #expect(terminal.waits(for: "incident-"), "\(terminal.screen)")
    let report = terminal.folder + "/incident-cloudfront-alb-504-web-prod.md"
    let text = (try? String(contentsOfFile: report, encoding: .utf8)) ?? ""
    #expect(text.contains("paged network"))
    terminal.press("u")
    #expect(terminal.waits(for: "taken back"), "\(terminal.screen)")
    terminal.press("q")
    terminal.press("q", "y")
    #expect(terminal.waits(for: "left 0"), "\(terminal.screen)")
  }

  @Test func `an interrupt asks first and leaves when repeated`() {
    let terminal = TmuxTerminal(80, 24)
    terminal.type("\(Self.command) --lang en; echo left $?")
    #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
    terminal.press("C-c")
    #expect(terminal.waits(for: "Quit culprit?"), "\(terminal.screen)")
    terminal.press("C-c")
    #expect(terminal.waits(for: "left 0"), "\(terminal.screen)")
    #expect(terminal.isSane)
  }

  @Test func `an idle screen takes no processor time`() throws {
    let terminal = TmuxTerminal(80, 24)
    terminal.type("\(Self.command) --lang en")
    #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
    let id = try #require(terminal.programId)
    func ticks() -> [Substring] {
      let stat = (try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)) ?? ""
      return Array(stat.split(separator: " ").dropFirst(13).prefix(2))
    }
    // The first seconds are spent on trying the fixes; after that nothing may run.
    var isIdle = false
    for _ in 0..<15 where !isIdle {
      let before = ticks()
      sleep(1)
      isIdle = ticks() == before
    }
    #expect(isIdle)
  }

  @Test(arguments: [
    "xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100", "xterm-ghostty",
  ])
  func `every kind of terminal shows the walk`(type: String) {
    let terminal = TmuxTerminal(80, 24)
    terminal.type("TERM=\(type) \(Self.command) --lang en; echo left $?")
    #expect(terminal.waits(for: "FAULT"), "\(terminal.screen)")
    terminal.press("q")
    terminal.press("q", "y")
    #expect(terminal.waits(for: "left 0"), "\(terminal.screen)")
  }
}

/// The same content in plain lines.
@Suite struct PlainStories {
  @Test(arguments: ["en", "ja"])
  func `plain mode goes from start to report through a pipe`(language: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plain-\(UUID().uuidString)")
      .path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let words = [
      TmuxTerminal.program, "cloudfront-alb-504", "--snapshot", WizardStories.incident, "--plain", "--lang",
      language,
    ]
    let told = TmuxTerminal.run(words, input: "1\ns\ne\nq\n", directory: folder)
    #expect(told.status == 0, "\(told.errors)")
    #expect(told.output.contains("aws ec2 authorize-security-group-ingress"))
    #expect(!told.output.contains("\u{1B}"))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files == ["incident-cloudfront-alb-504-web-prod.md"])
  }

  @Test func `without a terminal the program says what to use instead`() {
    let told = TmuxTerminal.run([TmuxTerminal.program])
    #expect(told.status == 64)
    #expect(told.output.isEmpty)
    #expect(told.errors.contains("--plain"))
  }
}
