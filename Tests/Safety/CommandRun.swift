import Evidence
import Foundation
import Testing

/// Runs what the program printed as commands, with nothing to be found but stand-ins.
enum CommandRun {
  /// Runs every command of a diagnosis in JSON, each in bash, and expects nothing but what it says it writes.
  static func all(in output: String, _ folder: HostileFolder) throws {
    guard let value = JSONValue(text: output) else { return }
    let work = folder.path + "/work"
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
    let commands = Set(commands(value))
    for command in commands.sorted() {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["--noprofile", "--norc", "-c", stand + "\n" + command]
      process.currentDirectoryURL = URL(fileURLWithPath: work)
      process.environment = ["PATH": work + "/none", "LC_ALL": "C.UTF-8"]
      process.standardInput = FileHandle.nullDevice
      let said = Pipe()
      process.standardError = said
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      let errors = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(!errors.contains("RAN"), "\(command): \(errors)")
      #expect(!errors.contains("syntax error"), "\(command): \(errors)")
    }
    let written = FileManager.default.enumerator(atPath: work)?.compactMap { $0 as? String } ?? []
    for name in written {
      #expect(
        commands.contains { $0.contains("> " + name) || $0.contains("/" + name) }, "\(name) was written")
      #expect(name.split(separator: "/").last != "PWNED")
    }
  }

  private static let stand =
    ["aws", "curl", "docker", "jq", "terraform", "dig", "culprit", "cat"].map { "\($0)() { :; }" }
    .joined(separator: "\n") + "\ncommand_not_found_handle() { echo \"RAN $1\" >&2; }"

  /// The texts of all members named `command` or `commands`.
  private static func commands(_ value: JSONValue) -> [String] {
    switch value {
    case .object(let members):
      members.flatMap { member -> [String] in
        switch (member.name, member.value) {
        case ("command", .string(let text)): return [text]
        case ("commands", .array(let all)):
          return all.compactMap { if case .string(let text) = $0 { text } else { nil } }
        default: return commands(member.value)
        }
      }
    case .array(let elements): elements.flatMap { commands($0) }
    default: []
    }
  }

  /// A text as it stands inside a JSON string.
  static func escaped(_ text: String) -> String { String(JSONValue.quote(text).dropFirst().dropLast()) }
}
