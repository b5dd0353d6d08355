@testable import Commands
@testable import Diagnosis
@testable import Evidence
@testable import Files
@testable import Playbooks
import Foundation
import Testing

@testable import Screens

/// Whatever stands in a snapshot arrives at programs as one argument and does nothing else.
@Suite struct InjectionTests {
  static let isWhole = ProcessInfo.processInfo.environment["CULPRIT_SWEEP"] == "all"

  /// Texts that would act in a shell, in the AWS CLI or in another program.
  static let payloads = [
    "$(touch PWNED)", "`touch PWNED`", "';touch PWNED;'", "\";touch PWNED;\"", "x\ntouch PWNED\n",
    "\u{1}name\u{1}", "\u{1}x:-$(touch PWNED)\u{1}", "-o", "--output", "--endpoint-url=http://192.0.2.1",
    "file:///etc/hostname", "fileb:///etc/hostname", "http://192.0.2.1/", "~", "~root", "!x", "*", "/*", "?",
    ">x", "<x", "|touch PWNED", "&& touch PWNED", "; touch PWNED #", "&", "#x", "${x:-$(touch PWNED)}",
    "$((1+1))", "\\", "\\'", "'", "\"", "''", "$'", "{a,b}", "[a-z]", "(x)", "a b", " ", "\t", "=ls", "%1",
    "@x",
    "+short", "a,Key@=file:///etc/hostname", "\\(env)", "\u{1B}]52;c;aGk=\u{7}", "\u{9B}31m", "\u{202E}x",
    "\u{0}x", "}\"", "\r\n", "日本", "e\u{301}", "$IFS", "${PATH}", "x:?y}", "\u{FEFF}",
  ]

  private var seed: UInt64 { UInt64(ProcessInfo.processInfo.environment["CULPRIT_SEED"] ?? "") ?? 504 }

  /// Each command and, now and then, its folded form.
  private static func items(
    _ name: String, _ commands: [ShellCommand], _ dice: inout Dice
  ) -> [CommandTrial.Item] {
    commands.map { command in
      switch Int.random(in: 0..<4, using: &dice) {
      case 0:
        let lines = ShellLines.folded(command, width: 96).joined(separator: "\n")
        return CommandTrial.Item(name, command, script: lines)
      case 1:
        let rows = ShellLines.rows(command, width: Int.random(in: 24..<80, using: &dice), indent: 1)
        return CommandTrial.Item(name, command, script: rows.joined(separator: "\n"))
      default: return CommandTrial.Item(name, command)
      }
    }
  }

  /// Nothing that a snapshot said is taken for an option or for the name of a file to read.
  private static func hazards(_ items: [CommandTrial.Item]) -> [String] {
    items.flatMap { item in
      item.calls.filter { $0.first == "aws" }.flatMap { call in
        call.filter { argument in
          ["-o", "--endpoint", "file:///", "fileb:", "http:"].contains { argument.hasPrefix($0) }
        }.map { "\(item.name): \($0) in \(item.script)" }
      }
    }
  }

  private func check(_ items: [CommandTrial.Item]) throws {
    var problems = InjectionTests.hazards(items)
    for start in stride(from: 0, to: items.count, by: 400) {
      problems += try CommandTrial.problems(Array(items[start..<min(start + 400, items.count)]))
    }
    #expect(problems.isEmpty, "\(problems.count) problems; \(problems.prefix(12).joined(separator: "\n"))")
  }

  @Test func `a shell that acts would be seen`() throws {
    let command = ShellCommand(["aws", .value("x", "x")])
    for script in [
      "aws $(touch PWNED)", "aws x; touch PWNED", "aws x >y", "aws x y", "true", "aws x; (", "aws *",
    ] {
      let item = CommandTrial.Item("a fault", command, script: script)
      #expect(try !CommandTrial.problems([item]).isEmpty, "\(script)")
    }
    #expect(try CommandTrial.problems([CommandTrial.Item("none", command)]).isEmpty)
  }

  @Test func `every command that a playbook can make takes what fills it for one value`() throws {
    print("injection into templates: CULPRIT_SEED=\(seed)")
    var dice = Dice(seed: seed)
    var items: [CommandTrial.Item] = []
    var reached: Set<String> = []
    var all: Set<String> = []
    for (id, playbook) in Checkout.playbooks.sorted(by: { $0.key < $1.key }) {
      let causes = playbook.hypotheses.compactMap { one in one.cause.map { (one.id, $0.fixes) } }
      let decoys = playbook.decoys.compactMap { one in one.fix.map { (one.id, [$0]) } }
      for (owner, fixes) in causes + decoys {
        for (index, fix) in fixes.enumerated() {
          let name = "\(id)/\(owner)/\(index + 1)"
          all.insert(name)
          var template = fix
          template.when = ""
          let names =
            fix.values.values.flatMap { Interpolation.names($0) }
            + fix.run.flatMap(\.words).flatMap(\.pieces).compactMap { piece in
              if case .unknown(let name) = piece { name } else { nil }
            }
          for payload in chosen(&dice) {
            let binding = Dictionary(names.map { ($0, payload) }, uniquingKeysWith: { $1 })
            for prepared in PreparedFix.prepare(template, [binding.isEmpty ? ["x": payload] : binding]) {
              let commands = prepared.commands
              if !commands.isEmpty { reached.insert(name) }
              if commands.contains(where: \.refuses) { #expect(prepared.applicability == .fillIn) }
              items += InjectionTests.items("\(name) with \(payload.debugDescription)", commands, &dice)
            }
          }
        }
      }
      for hypothesis in playbook.hypotheses {
        guard let command = hypothesis.cause?.verifyCommand else { continue }
        let name = "\(id)/\(hypothesis.id)/verify"
        all.insert(name)
        for payload in chosen(&dice) {
          reached.insert(name)
          let filled = command.filled { _ in payload }
          items += InjectionTests.items("\(name) with \(payload.debugDescription)", [filled], &dice)
        }
      }
    }
    #expect(reached == all, "never reached: \(all.subtracting(reached).sorted())")
    #expect(all.count > 240, "\(all.count) templates")
    try check(items)
  }

  @Test func `every document's command takes what names its subject for one value`() throws {
    var dice = Dice(seed: seed)
    let snapshot = Snapshot(origin: "empty", files: [])
    var items: [CommandTrial.Item] = []
    for kind in DocumentKind.all {
      for payload in chosen(&dice) {
        let need = snapshot.need(kind, subject: payload, account: payload, region: payload)
        items += InjectionTests.items("\(kind.name) with \(payload.debugDescription)", [need.command], &dice)
      }
    }
    try check(items)
  }

  private func chosen(_ dice: inout Dice) -> [String] {
    InjectionTests.isWhole
      ? InjectionTests.payloads : Array(InjectionTests.payloads.shuffled(using: &dice).prefix(8))
  }

  // MARK: recorded incidents

  @Test func `what a recorded incident is made to say arrives as one argument`() throws {
    print("injection into incidents: CULPRIT_SEED=\(seed)")
    var dice = Dice(seed: seed)
    let incidents =
      InjectionTests.isWhole
      ? Checkout.incidents : Array(Checkout.incidents.shuffled(using: &dice).prefix(10))
    var items: [CommandTrial.Item] = []
    var hostile = 0
    for incident in incidents {
      let playbook = try #require(Checkout.playbooks[incident.playbook])
      let snapshot = try Snapshot.load(incident.folder)
      guard let before = Checkout.conclude(playbook, snapshot).conclusion else { continue }
      let values = InjectionTests.values(before, snapshot)
      for round in 0..<3 {
        let payload = InjectionTests.payloads.randomElement(using: &dice) ?? ""
        let files =
          round == 2
          ? snapshot.files.map { InjectionTests.everywhere($0, payload, &dice) }
          : InjectionTests.replaced(snapshot.files, values, payload, inFront: round == 1, &dice)
        let changed = Snapshot(origin: snapshot.origin, files: files, presets: snapshot.presets)
        guard let conclusion = Checkout.conclude(playbook, changed).conclusion else { continue }
        let commands = InjectionTests.commands(conclusion)
        hostile += commands.filter { $0.words.contains { $0.plain.contains(payload) } }.count
        items += InjectionTests.items("\(incident) with \(payload.debugDescription)", commands, &dice)
      }
    }
    #expect(hostile > incidents.count, "only \(hostile) commands of \(items.count) hold what was planted")
    try check(items)
  }

  /// Every command of a diagnosis.
  private static func commands(_ conclusion: Conclusion) -> [ShellCommand] {
    var commands = conclusion.causes.flatMap { $0.fixes.flatMap(\.commands) }
    commands += conclusion.causes.compactMap(\.verifyCommand)
    commands += conclusion.undetermined.flatMap(\.needs).map(\.command)
    commands += conclusion.handovers.map(\.command)
    if let next = conclusion.nextBest { commands.append(next.need.command) }
    var seen: Set<ShellCommand> = []
    return commands.filter { seen.insert($0).inserted }
  }

  /// The values of the snapshot that reach a command; not those whose change would say where it was taken.
  private static func values(_ conclusion: Conclusion, _ snapshot: Snapshot) -> [String] {
    var found: Set<String> = []
    for word in commands(conclusion).flatMap(\.words) {
      for case .value(let text, _) in word.pieces where text.count > 4 { found.insert(text) }
    }
    let kept = Set(snapshot.accounts + snapshot.regions)
    return found.filter { !kept.contains($0) && Int($0) == nil }.sorted { ($1.count, $0) < ($0.count, $1) }
  }

  /// The files with half of the values made hostile, the same everywhere.
  private static func replaced(
    _ files: [SnapshotFile], _ values: [String], _ payload: String, inFront: Bool, _ dice: inout Dice
  ) -> [SnapshotFile] {
    let chosen = values.filter { _ in Bool.random(using: &dice) }
    return files.map { file in
      guard let bytes = try? file.read(), var text = String(validating: bytes, as: UTF8.self) else {
        return file
      }
      let isJSON = text.first == "{" || text.first == "["
      let inner = isJSON ? String(JSONValue.quote(payload).dropFirst().dropLast()) : payload
      for value in chosen { text = text.replacing(value, with: inFront ? inner + value : value + inner) }
      return SnapshotFile(path: file.path, bytes: Array(text.utf8))
    }
  }

  /// The file with a payload in half of all its strings.
  private static func everywhere(
    _ file: SnapshotFile, _ payload: String, _ dice: inout Dice
  ) -> SnapshotFile {
    guard let bytes = try? file.read(), let value = JSONValue(text: String(decoding: bytes, as: UTF8.self))
    else {
      return file
    }
    return SnapshotFile(path: file.path, bytes: Array(hostile(value, payload, &dice).text().utf8))
  }

  private static func hostile(_ value: JSONValue, _ payload: String, _ dice: inout Dice) -> JSONValue {
    switch value {
    case .string(let text): return .string(Bool.random(using: &dice) ? text + payload : text)
    case .array(let elements): return .array(elements.map { hostile($0, payload, &dice) })
    case .object(let members):
      return .object(members.map { .init($0.name, hostile($0.value, payload, &dice)) })
    default: return value
    }
  }
}
