@testable import Commands
import Foundation
import Testing

/// Runs printed commands with bash in an empty folder in which nothing but stand-ins can be found.
struct CommandTrial {
  /// One printed command and what it has to come to.
  struct Item {
    let name: String
    let script: String
    /// The arguments of each program that runs, the program first.
    let calls: [[String]]
    /// The files that its own redirections name.
    let files: Set<String>
    let questions: [String]

    init(_ name: String, _ command: ShellCommand, script: String? = nil) {
      self.name = name
      self.script = script ?? command.text
      calls = Item.calls(command)
      files = Set(Item.files(command))
      questions = command.questions
    }

    /// What a word comes to: all that is asked for is set to `given`, every program prints `printed`.
    private static func argument(_ word: CommandWord) -> String {
      word.pieces.map { piece in
        switch piece {
        case .literal(let text), .value(let text, _): text
        case .unknown, .variable, .refused: "given"
        case .output: "printed"
        }
      }.joined()
    }

    private static func calls(_ command: ShellCommand) -> [[String]] {
      command.stages.flatMap { stage -> [[String]] in
        // Every stand-in succeeds.
        if stage.connector == .or { return [] }
        switch stage.body {
        case .group(let inner): return calls(inner)
        case .words(let written):
          let words = Arguments.settled(written)
          return [words.map(argument)] + words.flatMap(\.commands).flatMap(calls)
        }
      }
    }

    private static func files(_ command: ShellCommand) -> [String] {
      command.stages.flatMap { stage -> [String] in
        var found = stage.redirections.map { argument($0.file) }
        if case .group(let inner) = stage.body { found += files(inner) }
        return found
      }
    }
  }

  static let programs = [
    "aws", "curl", "docker", "jq", "terraform", "dig", "culprit", "iptables", "cat", "kubectl", "sudo",
  ]

  /// What is wrong with the commands; empty where each ran as it should.
  static func problems(_ items: [Item]) throws -> [String] {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("trial-" + UUID().uuidString)
    let work = root.appendingPathComponent("work")
    let none = root.appendingPathComponent("none")
    let files = FileManager.default
    for folder in [work, none] { try files.createDirectory(at: folder, withIntermediateDirectories: true) }
    defer { try? files.removeItem(at: root) }
    var allowed: Set<String> = []
    for (index, item) in items.enumerated() {
      let exports = item.questions.map { "export \($0)=given\n" }.joined()
      try Data((exports + item.script + "\n").utf8).write(to: root.appendingPathComponent("\(index)"))
      for file in item.files {
        allowed.insert(file)
        let parent = work.appendingPathComponent(file).deletingLastPathComponent()
        try files.createDirectory(at: parent, withIntermediateDirectories: true)
      }
    }
    let record = root.appendingPathComponent("calls")
    let functions = programs.map { "\($0)() { record \($0) \"$@\"; }" }.joined(separator: "\n")
    let script = """
      exec 9>>'\(record.path)' < /dev/null
      record() {
        printf '%s\\0' call "$#" "$@" >&9
        while IFS= read -r _; do :; done
        printf printed
      }
      command_not_found_handle() { printf '%s\\0' call 2 RAN "$1" >&9; }
      \(functions)
      cd '\(work.path)' || exit 9
      for ((index = 0; index < \(items.count); index++)); do
        printf '%s\\0' item "$index" >&9
        ( . '\(root.path)'/"$index" ) > /dev/null 2>> '\(root.path)/said'
      done
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["--noprofile", "--norc", "-c", script]
    process.environment = ["PATH": none.path, "LC_ALL": "C.UTF-8"]
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    var problems: [String] = []
    let found = calls(try Data(contentsOf: record), count: items.count)
    for (index, item) in items.enumerated() {
      if sorted(found[index]) != sorted(item.calls.map { $0.map { Array($0.utf8) } }) {
        let shown = found[index].map { $0.map { String(decoding: $0, as: UTF8.self) } }
        problems.append("\(item.name): \(item.script)\n  ran \(shown)\n  not \(item.calls)")
      }
    }
    let said = (try? String(contentsOf: root.appendingPathComponent("said"), encoding: .utf8)) ?? ""
    if said.contains("syntax error") || said.contains("unexpected EOF") { problems.append(said) }
    problems += strays(work, allowed).map { "a file was written: \($0)" }
    return problems
  }

  /// Programs of a pipe begin in any order.
  private static func sorted(_ calls: [[[UInt8]]]) -> [[UInt8]] {
    calls.map { Array($0.joined(separator: [0])) }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func calls(_ record: Data, count: Int) -> [[[[UInt8]]]] {
    var found = Array(repeating: [[[UInt8]]](), count: count)
    let fields = record.split(separator: 0, omittingEmptySubsequences: false).map { Array($0) }
    var at = 0
    var item = 0
    while at + 1 < fields.count {
      let number = Int(String(decoding: fields[at + 1], as: UTF8.self)) ?? 0
      if fields[at] == Array("item".utf8) {
        item = number
        at += 2
      } else {
        let end = min(at + 2 + number, fields.count)
        found[item].append(Array(fields[(at + 2)..<end]))
        at = end
      }
    }
    return found
  }

  /// Files below a folder that nobody's redirection names.
  private static func strays(_ folder: URL, _ allowed: Set<String>) -> [String] {
    let found = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return found.filter { path in
      !allowed.contains(path) && !allowed.contains { $0.hasPrefix(path + "/") }
    }
  }
}
