import Foundation
import Testing

extension Stories {
  /// Stories played by keys on a real terminal.
  @Suite(.enabled(if: TmuxTerminal.isThere, "skipped: tmux is not installed"))
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
      terminal.press("q", "q")
      #expect(terminal.waits(for: language == "en" ? "Quit culprit?" : "終了しますか"), "\(terminal.screen)")
      terminal.press("y")
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
      #expect(terminal.isSane)
    }
  }
}
