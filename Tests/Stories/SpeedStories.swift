import Foundation
import Testing

extension Stories {
  /// How quickly the wizard answers, measured on a pseudo terminal.
  @Suite struct SpeedStories {
    private static var opened: [String] {
      [
        TmuxTerminal.program, "cloudfront-alb-504", "--snapshot", WizardStories.incident, "--lang", "en",
      ]
    }

    /// Escape waits to see whether it begins a sequence; nobody may notice that.
    ///
    /// A key that waits for nothing and a
    /// sleep of that length, both measured here, are the measure: the terminal library's own wait is forty times it.
    @Test func `escape acts nearly as quickly as any other key`() throws {
      let terminal = try #require(PseudoTerminal(Self.opened))
      #expect(terminal.waits(for: "FAULT"))
      var (plain, escape, sleeps): ([Duration], [Duration], [Duration]) = ([], [], [])
      for _ in 0..<6 {
        terminal.rests()
        if let delay = terminal.delay(Array("w".utf8)) { plain.append(delay) }
        terminal.rests()
        if let delay = terminal.delay([0x1B]) { escape.append(delay) }
        sleeps.append(ContinuousClock().measure { usleep(25_000) })
      }
      let (key, sleep) = (try #require(plain.min()), try #require(sleeps.min()))
      #expect(try #require(escape.min()) < (key + sleep) * 4, "\(escape), \(plain), \(sleeps)")
    }

    static let dialog = ["/usr/bin/dialog", "/bin/dialog", "/usr/local/bin/dialog"].first {
      FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(.enabled(if: SpeedStories.dialog != nil, "skipped: dialog is not installed"))
    func `the first screen comes about as quickly as that of dialog`() throws {
      let dialog = try #require(Self.dialog)
      var theirs: [Duration] = []
      var ours: [Duration] = []
      for _ in 0..<15 {
        theirs.append(try firstFrame([dialog, "--msgbox", "hello", "10", "40"], "hello"))
        ours.append(try firstFrame(Self.opened, "culprit"))
      }
      let (their, our) = (try #require(theirs.min()), try #require(ours.min()))
      #expect(our <= their * 4, "dialog \(their), culprit \(our)")
    }

    private func firstFrame(_ words: [String], _ text: String) throws -> Duration {
      let start = ContinuousClock.now
      let terminal = try #require(PseudoTerminal(words))
      #expect(terminal.waits(for: text))
      return ContinuousClock.now - start
    }

    @Test(arguments: [0x1B, 0x03])
    func `a large snapshot is read behind a progress line, and escape or ctrl-c stops it`(
      key: UInt8
    ) throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("large-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let group =
        #"{"GroupId": "sg-0123456789abcdef0", "GroupName": "g", "IpPermissions": [], "IpPermissionsEgress": []},"#
      let groups = String(repeating: group + "\n", count: 60_000).dropLast(2)
      let first = folder.appendingPathComponent("ec2.describe-security-groups.0.json")
      try Data("{\"SecurityGroups\": [\n\(groups)]}\n".utf8).write(to: first)
      for number in 1..<60 {
        let other = folder.appendingPathComponent("ec2.describe-security-groups.\(number).json")
        try FileManager.default.linkItem(at: first, to: other)
      }
      let words = [TmuxTerminal.program, "cloudfront-alb-504", "--snapshot", folder.path, "--lang", "en"]
      let begin = ContinuousClock.now
      let terminal = try #require(PseudoTerminal(words))
      #expect(terminal.waits(for: " MB of "))
      #expect(terminal.waits(for: " s left"))
      // Ctrl-C is a signal where the terminal is the program's own.
      let read = ContinuousClock.now - begin
      let start = ContinuousClock.now
      if key == 0x03 { terminal.signal(SIGINT) } else { terminal.press([key]) }
      #expect(terminal.waits(for: "stopped"))
      // It had read for so long and was far from the end: stopping takes no longer than that.
      #expect(ContinuousClock.now - start < read)
      terminal.press(Array("qy".utf8))
      #expect(terminal.end()?.status == 0)
      #expect(terminal.isSane)
    }
  }
}
