import Foundation
import Testing

@testable import Output

/// Text that acts on a terminal, standard files that cannot be written, files that are no plain files, reports and
/// sessions that nobody wrote with this program.
enum OutputRows {
  static let rows: [HostileInput] = [
    names, fileNames, words, streams, closed, files, reports, journals,
  ].flatMap { $0 }

  private static let diagnose = ["diagnose", "cloudfront-alb-504", "--snapshot", "snap"]
  private static let cause = "alb-sg-detached-orphan-reference"

  /// What is put behind a name, as JSON writes it, and as it is.
  private static let hostile: [(name: String, escaped: String, raw: String, mark: String)] = [
    ("colour", #"\u001b[31m"#, "\u{1B}[31m", #"\u{1b}[31m"#),
    ("OSC 52", #"\u001b]52;c;aGk=\u0007"#, "\u{1B}]52;c;aGk=\u{07}", #"\u{7}"#),
    ("C1", #"\u009b31m"#, "\u{9B}31m", #"\u{9b}31m"#),
    ("an override", #"\u202e\u2066"#, "\u{202E}\u{2066}", #"\u{202e}\u{2066}"#),
    (
      "characters without shape", #"\u200b\ufeff\u00ad\udb40\udc41"#, "\u{200B}\u{FEFF}\u{AD}\u{E0041}",
      #"\u{200b}"#
    ),
  ]

  /// Writes the ordinary incident with something behind every use of two names.
  private static func lay(_ folder: HostileFolder, _ escaped: String, as name: String = "snap") throws {
    try folder.lay(as: name)
    let walker = FileManager.default.enumerator(atPath: folder.path + "/" + name)
    while let file = walker?.nextObject() as? String {
      guard file.hasSuffix(".json") else { continue }
      let text = try folder.read(name + "/" + file)
      let changed = text.replacingOccurrences(of: "\"web-prod\"", with: "\"web-prod\(escaped)\"")
        .replacingOccurrences(of: "\"sg-078948f5a5d534bd0\"", with: "\"sg-078948f5a5d534bd0\(escaped)\"")
      if changed != text { try folder.write(name + "/" + file, changed) }
    }
  }

  private static let readings: [(name: String, arguments: [String], shows: Bool)] = [
    ("diagnose", diagnose, true), ("diagnose json", diagnose + ["--format", "json"], false),
    ("diagnose markdown", diagnose + ["--format", "markdown"], false),
    ("why", ["why", "cloudfront-alb-504", cause, "--snapshot", "snap"], true),
    ("snapshot", ["snapshot", "snap"], false), ("query", ["query", "@", "--snapshot", "snap"], false),
    (
      "whatif", ["whatif", "cloudfront-alb-504", "--snapshot", "snap", "--format", "text", "--fix", cause],
      false
    ),
    ("report", ["report", "cloudfront-alb-504", "--snapshot", "snap"], false),
    ("compare", ["compare", "cloudfront-alb-504", "--snapshot", "snap", "--baseline", "other"], false),
    ("plain", ["cloudfront-alb-504", "--snapshot", "snap", "--plain"], false),
  ]

  private static let names: [HostileInput] = hostile.flatMap { hostile in
    readings.map { reading in
      HostileInput(
        "\(hostile.name) in a name: \(reading.name)", reading.arguments,
        .status(
          0, 1, 2, 3, 64, says: reading.shows ? [hostile.mark] : [], times: 30)
      ) { folder in
        try lay(folder, hostile.escaped)
        if reading.name == "compare" { try folder.lay(as: "other") }
      } after: { _, run in
        noneHides(run)
        guard reading.name == "diagnose json" else { return }
        let value = try JSONSerialization.jsonObject(with: Data(run.stdout)) as? [String: Any]
        let subject = value?["subject"] as? [String: String]
        #expect(subject?["load-balancer"] == "web-prod" + hostile.raw)
      }
    }
  }

  private static let actingFiles: [(name: String, file: String, says: String)] = [
    ("a line end", "a\nb", #"a\u{a}b.json:1:"#), ("a colour", "a\u{1B}[31mb", #"a\u{1b}[31mb.json:1:"#),
    ("OSC 52", "a\u{1B}]52;c;aGk=\u{07}b", #"\u{7}b.json:1:"#),
    ("C1", "a\u{9B}31mb", #"a\u{9b}31mb.json:1:"#),
    ("an override", "a\u{202E}b", #"a\u{202e}b.json:1:"#), ("a return", "a\rb", #"a\u{d}b.json:1:"#),
  ]

  private static let fileNames: [HostileInput] = actingFiles.flatMap { acting -> [HostileInput] in
    [diagnose, ["snapshot", "snap"], ["query", "@", "snap/\(acting.file).json"]].map { arguments in
      HostileInput(
        "\(acting.name) in a file's name: \(arguments[0])", arguments, .status(0, 1, 2, says: [acting.says])
      ) { folder in
        try folder.lay()
        try folder.write("snap/\(acting.file).json", "{x")
      }
    }
  }

  private static let mean = "x\u{1B}[31m\u{9B}1m\u{202E}\u{200B}y"

  private static let calls: [[String]] = [
    ["diagnose", mean, "--snapshot", "snap"], [mean], ["snapshot", mean], ["resume", mean],
    ["resume", "--discard", mean], ["report", "--session", mean],
    ["why", "cloudfront-alb-504", mean, "--snapshot", "snap"],
    ["diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--format", mean],
    ["diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--set", mean],
    ["diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--set", "load-balancer=\(mean)"],
    ["diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--since", mean],
    ["diagnose", "cloudfront-alb-504", "--snapshot", "snap", mean], ["diagnose", "--\(mean)"],
    ["query", mean, "--snapshot", "snap"], ["query", "a", mean], ["reach", mean, mean, "--snapshot", "snap"],
    ["can", mean, mean, "--snapshot", "snap"], ["message", mean], ["drill", mean], ["new", mean],
    ["checks", mean],
    ["verify", mean, "--snapshot", "snap"], ["lint", mean], ["runbook", mean], ["collect", mean, "--script"],
    ["runbook", "cloudfront-alb-504", "-o", "nowhere/\(mean)"],
    ["whatif", "cloudfront-alb-504", "--snapshot", "snap", "--fix", mean],
    ["whatif", "cloudfront-alb-504", "--snapshot", "snap", "--plan", mean],
  ]

  private static let words: [HostileInput] = calls.map { arguments in
    HostileInput(
      "a word that acts: \(arguments.map { $0.replacingOccurrences(of: mean, with: "<it>") })", arguments,
      .status(0, 1, 2, 3, 64)
    ) {
      try $0.lay()
    } after: { _, run in
      noneHides(run)
    }
  }

  private static func noneHides(_ run: ProgramRun) {
    let hidden = run.said.unicodeScalars.filter { VisibleText.isHidden($0) && $0 != "\n" && $0 != "\t" }
    #expect(hidden.isEmpty, "\(hidden.map(\.value)) in \(run.said.prefix(600))")
  }

  private static let printing: [[String]] = [
    diagnose, diagnose + ["--format", "json"], ["snapshot", "snap"], ["runbook", "cloudfront-alb-504"],
    ["schema"], ["playbooks"], ["checks"], ["query", "@", "--snapshot", "snap"], ["--help"], ["--version"],
    ["message", "CannotPullContainerError"], ["resume", "--help"],
  ]

  private static let streams: [HostileInput] = printing.flatMap { arguments -> [HostileInput] in
    ["> /dev/full", ">&-"].map { redirection in
      HostileInput(
        "stdout is \(redirection): \(arguments.joined(separator: " "))", arguments,
        .status(2, stderr: ["cannot be written to stdout"], never: ["Fatal error"]), redirection: redirection
      ) { try $0.lay() }
    }
  }

  private static let closed: [HostileInput] = [
    HostileInput("stderr is closed", diagnose, .status(1), redirection: "2>&-") { try $0.lay() },
    HostileInput("all is closed", diagnose, .status(2), redirection: ">&- 2>&- <&-") { try $0.lay() },
    HostileInput(
      "stderr is full", ["diagnose", "none", "--snapshot", "snap"], .status(64), redirection: "2> /dev/full"
    ) { try $0.lay() },
    HostileInput("stdin is closed", ["message", "-"], .status(0, 2, 64), redirection: "<&-"),
  ]

  private static func link(_ folder: HostileFolder, _ name: String, _ target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/" + name, withDestinationPath: target)
  }

  private static func isLink(_ folder: HostileFolder, _ name: String) -> Bool {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/" + name)) != nil
  }

  private static let runbook = ["runbook", "cloudfront-alb-504", "-o"]
  private static let report = ["report", "cloudfront-alb-504", "--snapshot", "snap", "-o"]

  private static let files: [HostileInput] = [runbook, report].flatMap { command -> [HostileInput] in
    let name = command[0]
    return [
      HostileInput("\(name) -o through a link to a file", command + ["link"], .status(0, times: 40)) {
        folder in
        try folder.lay()
        try folder.write("there/target", "old")
        chmod(folder.path + "/there/target", 0o640)
        try link(folder, "link", "there/target")
      } after: { folder, _ in
        #expect(isLink(folder, "link"))
        let written = try folder.read("there/target")
        #expect(written.contains("# "))
        var found = stat()
        #expect(stat(folder.path + "/there/target", &found) == 0 && found.st_mode & 0o777 == 0o640)
      },
      HostileInput("\(name) -o through a link to nothing yet", command + ["link"], .status(0, times: 40)) {
        folder in
        try folder.lay()
        try link(folder, "link", "target")
      } after: { folder, _ in
        #expect(isLink(folder, "link"))
        let written = try folder.read("target")
        #expect(written.contains("# "))
      },
      HostileInput("\(name) -o through a link to a device", command + ["link"], .status(0, times: 40)) {
        folder in
        try folder.lay()
        try link(folder, "link", "/dev/null")
      } after: { folder, _ in
        #expect(isLink(folder, "link"))
      },
      HostileInput(
        "\(name) -o to a full device", command + ["link"],
        .status(2, stderr: ["link cannot be written: No space left on device"])
      ) { folder in
        try folder.lay()
        try link(folder, "link", "/dev/full")
      } after: { folder, _ in
        #expect(isLink(folder, "link"))
      },
      HostileInput("\(name) -o to a file of two names", command + ["one"], .status(0, times: 40)) { folder in
        try folder.lay()
        try folder.write("one", "old")
        try FileManager.default.linkItem(atPath: folder.path + "/one", toPath: folder.path + "/two")
      } after: { folder, _ in
        let written = try folder.read("two")
        #expect(written.contains("# "))
      },
      HostileInput(
        "\(name) -o to a folder", command + ["snap"], .status(2, stderr: ["snap cannot be written"])
      ) {
        try $0.lay()
      },
      HostileInput(
        "\(name) -o into a folder that is not there", command + ["no/x.md"],
        .status(2, stderr: ["no/x.md cannot be written: No such file or directory"], times: 40)
      ) { try $0.lay() },
      HostileInput(
        "\(name) -o to stdout by its path", command + ["/dev/stdout"], .status(0, stdout: ["# "], times: 40)
      ) {
        try $0.lay()
      },
      HostileInput("\(name) -o to a link in a circle", command + ["link"], .status(2, stderr: ["link"])) {
        folder in
        try folder.lay()
        try link(folder, "link", "link")
      },
    ]
  }

  /// A report of the ordinary incident, changed.
  private static func verify(
    _ name: String, _ expected: HostileInput.Expectation, _ change: @escaping @Sendable (String) -> String
  ) -> HostileInput {
    HostileInput("a report with \(name)", ["verify", "r.md", "--snapshot", "snap"], expected) { folder in
      try folder.lay()
      _ = try ProgramRun.of(report + ["r.md"], in: folder.path)
      try folder.write("r.md", change(try folder.read("r.md")))
    }
  }

  /// The report with a change of every row of evidence.
  private static func evidence(_ report: String, _ change: (String) -> String) -> String {
    report.split(separator: "\n", omittingEmptySubsequences: false)
      .map {
        $0.hasPrefix("| E") && $0.dropFirst(3).first?.isNumber == true ? change(String($0)) : String($0)
      }
      .joined(separator: "\n")
  }

  private static let reports: [HostileInput] = [
    verify("nothing changed", .status(0, stdout: ["citations hold"])) { $0 },
    verify("line ends of another system", .status(0, stdout: ["citations hold"])) {
      $0.replacingOccurrences(of: "\n", with: "\r\n")
    },
    verify(
      "line numbers beyond every number", .status(1, stdout: ["does not hold: it cannot be read", "0 of "])
    ) {
      evidence($0) { $0.replacing(/` \| `\d+`/, with: "` | `99999999999999999999`") }
    },
    verify("the last line number there is", .status(1, stdout: ["does not hold", "0 of "])) {
      evidence($0) { $0.replacing(/` \| `\d+`/, with: "` | `9223372036854775807`") }
    },
    verify("negative line numbers", .status(1, stdout: ["does not hold", "0 of "])) {
      evidence($0) { $0.replacing(/` \| `\d+`/, with: "` | `-1`") }
    },
    verify("rows without their last cell", .status(1, stdout: ["it cannot be read", "0 of "])) {
      evidence($0) { row in row.split(separator: " | ").dropLast().joined(separator: " | ") + " |" }
    },
    verify("a name of evidence that is no number", .status(1, stdout: ["it cannot be read"])) {
      $0.replacingOccurrences(of: "| E1 |", with: "| Eone |")
    },
    verify("a hash that is cut", .status(1, stdout: ["it cannot be read"])) {
      $0.replacing(/`[0-9a-f]{64}`/, with: "`0123`", maxReplacements: 1)
    },
    verify("an escape in a row", .status(1, stdout: ["it cannot be read"])) {
      $0.replacingOccurrences(of: "| E1 |", with: "| E1\u{1B}[31m |")
    },
  ]

  private static func session(
    _ name: String, _ arguments: [String], _ expected: HostileInput.Expectation, title: String = "t",
    lines: @escaping @Sendable () -> String = { "" }
  ) -> HostileInput {
    // A session tries every repair, each with a diagnosis of its own.
    var expected = expected
    expected.times = max(expected.times, 40)
    return HostileInput(
      "a session with \(name)", arguments, expected, environment: ["XDG_STATE_HOME": "", "HOME": "."]
    ) { folder in
      try folder.lay()
      let head =
        "{\"playbook\":\"cloudfront-alb-504\",\"snapshot\":\"\(folder.path)/snap\",\"title\":\"\(title)\",\"set\":{}}\n"
      try folder.write(".local/state/culprit/sessions/s.jsonl", head + lines())
    }
  }

  private static let actingTitle = #"a\u001b[31m\u001b]52;c;aGk=\u0007\u009b\u202eb\nc"#

  private static let journals: [HostileInput] = [
    session(
      "a title that acts: list", ["resume", "--list"], .status(0, stdout: [#"a\u{1b}[31m"#]),
      title: actingTitle),
    session("a title that acts: plain", ["resume", "s", "--plain"], .status(0), title: actingTitle),
    session("a title that acts: menu", ["--plain"], .status(0), title: actingTitle),
    session(
      "a title that acts: report", ["report", "--session", "s"], .status(0, times: 40), title: actingTitle),
    session(
      "a line of 20 MB", ["resume", "s", "--plain"],
      .status(0, stderr: ["cannot be read and are left out: 1"], times: 40)
    ) {
      "{\"do\":\"note\",\"step\":\"\",\"text\":\"" + String(repeating: "x", count: 20_000_000) + "\"}\n"
    },
    session("a line of 20 MB: list", ["resume", "--list"], .status(0, stdout: ["s  t"], times: 3)) {
      "{\"do\":\"note\",\"step\":\"\",\"text\":\"" + String(repeating: "x", count: 20_000_000) + "\"}\n"
    },
    session(
      "a line of 20 MB: report", ["report", "--session", "s"], .status(0, stderr: ["left out: 1"], times: 40)
    ) {
      "{\"do\":\"note\",\"step\":\"\",\"text\":\"" + String(repeating: "x", count: 20_000_000) + "\"}\n"
    },
    session("twenty thousand notes", ["resume", "s", "--plain"], .status(0, times: 60)) {
      String(
        repeating: "{\"do\":\"note\",\"step\":\"\",\"text\":\"n\",\"at\":\"2026-11-21T03:15:00Z\"}\n",
        count: 20_000)
    },
    session("lines of nothing", ["resume", "s", "--plain"], .status(0, stderr: ["left out: 3"])) {
      "{\"do\":\"fly\"}\nnot JSON\n[]\n"
    },
    session("half a last line", ["report", "--session", "s"], .status(0, never: ["left out"], times: 40)) {
      "{\"do\":\"no"
    },
    HostileInput(
      "a session that is a pipe", ["resume", "--list"], .status(0),
      environment: ["XDG_STATE_HOME": "", "HOME": "."]
    ) { folder in
      try folder.write(".local/state/culprit/sessions/a.txt", "")
      mkfifo(folder.path + "/.local/state/culprit/sessions/s.jsonl", 0o600)
    },
    HostileInput(
      "a query string in what a session is about",
      [
        "cloudfront-alb-504", "--snapshot", "snap", "--plain",
        "--set", "url=https://jobs.example.com/x?token=CANARY0123",
      ],
      .status(0, 1, 2), input: "n\nseen\nq\n", environment: ["XDG_STATE_HOME": "", "HOME": "."]
    ) {
      try $0.lay()
    } after: { folder, _ in
      let sessions = ".local/state/culprit/sessions"
      for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + sessions)) ?? [] {
        let kept = try folder.read(sessions + "/" + name)
        #expect(!kept.contains("CANARY0123"))
      }
    },
  ]
}
