@testable import Diagnosis
@testable import Evidence
@testable import Files
@testable import Playbooks
import Testing

/// What the command of one operation would leave behind in the documents of one recorded incident, written by hand.
struct HandEdit: Sendable, CustomTestStringConvertible {
  /// One JSON Patch operation: where, found by the values of the command, and what.
  struct Step: Sendable {
    /// The documents' kind, and behind it what the names of their files hold.
    var kind: String
    var action: JSONPatch.Operation
    /// Members by `/`; `[Member.member=value]` picks elements, `[~member=value]` those whose list holds the value.
    var path: String
    /// JSON; `${name}` is the command's value, `${name|list}` its parts as an array.
    var value: String

    func means(_ document: Document) -> Bool {
      let parts = kind.split(separator: ".", maxSplits: 2).map(String.init)
      guard document.kind?.name == parts.prefix(2).joined(separator: ".") else { return false }
      return parts.count < 3 || document.file.contains(parts[2])
    }
  }

  let operation: String
  let incident: String
  let steps: [Step]
  /// Files that the account's next snapshot would have besides.
  var files: [String: String] = [:]
  /// Whether AWS refuses the command, so that nothing changes.
  var isRefused = false

  var testDescription: String { "\(operation) on \(incident)" }

  /// The first fix of a cause, else of a decoy, with this operation.
  func fix(_ whatIf: WhatIf) -> (id: String, fix: PreparedFix)? {
    for cause in whatIf.before.causes {
      if let fix = cause.fixes.first(where: { $0.operation.name == operation }) { return (cause.id, fix) }
    }
    for decoy in whatIf.engine.playbook.decoys {
      if let fix = whatIf.decoyFix(decoy), fix.operation.name == operation { return (decoy.id, fix) }
    }
    return nil
  }

  /// The snapshot after the edit, for every set of the command's values.
  func changed(_ snapshot: Snapshot, _ fix: PreparedFix) throws -> Snapshot {
    let (sets, standIns) = try fix.filled(on: snapshot)
    var changed = snapshot
    for standIn in standIns where !standIn.edits.isEmpty {
      changed = try WhatIf.apply(standIn.edits, to: changed, what: "a value of the operator's")
    }
    for values in sets {
      for step in steps {
        var patched: [SnapshotFile] = []
        let named = changed.documents.filter { step.means($0) }
        for document in named {
          let patches = patches(step, document, values)
          guard !patches.isEmpty, let file = changed.files.first(where: { $0.path == document.file }) else {
            continue
          }
          patched.append(try file.patched(with: patches, shownIn: file.path))
        }
        #expect(!patched.isEmpty, "by hand nothing changes: \(step.kind) \(step.path)")
        changed = changed.replacing(patched, applied: "by hand")
      }
      let made = files.map { path, text in
        SnapshotFile(path: path, bytes: Array(filled(text, values).utf8))
      }
      changed = changed.replacing(made, applied: "by hand")
    }
    return changed
  }

  private func patches(_ step: Step, _ document: Document, _ values: FixValues) -> [JSONPatch] {
    let prefix = document.number.map { "/@\($0)" } ?? ""
    let value = JSONValue(text: filled(step.value, values))
    return pointers(filled(step.path, values), document.root).reversed().map {
      JSONPatch(step.action, prefix + $0, value: step.action == .remove ? nil : value ?? .null)
    }
  }

  /// The text with the command's values.
  private func filled(_ text: String, _ values: FixValues) -> String {
    text.replacing(/\$\{([a-z0-9-]+)(\|list)?\}/) { match in
      let name = String(match.1)
      guard match.2 != nil else { return values[name] ?? "" }
      return "[" + values.list(name).map { "\"\($0)\"" }.joined(separator: ", ") + "]"
    }
  }

  /// The places that a path names; its last member need not be there.
  private func pointers(_ path: String, _ root: JSON) -> [String] {
    var places = [root]
    let parts = HandEdit.parts(path)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      if isLast, !part.name.isEmpty, part.conditions.isEmpty {
        return places.map { "\($0.pointer)/\(part.name)" }
      }
      var found = part.name.isEmpty ? places : places.compactMap { $0[part.name] }
      for condition in part.conditions {
        found = found.flatMap { $0.isArray ? $0.elements : [$0] }.filter { condition.holds($0) }
      }
      if part.conditions.isEmpty, found.contains(where: \.isArray), !isLast, parts[index + 1].name != "-" {
        found = found.flatMap { $0.isArray ? $0.elements : [$0] }
      }
      places = found
    }
    return places.map(\.pointer)
  }

  /// What an element has to hold.
  private struct Condition {
    var member: String
    var value: String
    var isListed: Bool

    func holds(_ json: JSON) -> Bool {
      var found: JSON? = json
      for name in member.split(separator: ".") { found = found?[String(name)] }
      return isListed ? found?.strings.contains(value) == true : found?.scalar == value
    }
  }

  /// A path's members, each with its conditions; slashes inside brackets belong to the value.
  private static func parts(_ path: String) -> [(name: String, conditions: [Condition])] {
    var parts: [String] = [""]
    var depth = 0
    for character in path {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if character == "/", depth == 0 { parts.append("") } else { parts[parts.count - 1].append(character) }
    }
    return parts.map { part in
      let pieces = part.split(separator: "[").map(String.init)
      let name = part.hasPrefix("[") ? "" : pieces.first ?? ""
      let conditions = pieces.dropFirst(part.hasPrefix("[") ? 0 : 1).map { piece -> Condition in
        let halves = piece.dropLast().split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let member = String(halves[0])
        return Condition(
          member: member.hasPrefix("~") ? String(member.dropFirst()) : member,
          value: halves.count > 1 ? String(halves[1]) : "", isListed: member.hasPrefix("~"))
      }
      return (name, conditions)
    }
  }
}

extension HandEdit {
  /// One edit; its steps are `kind action path value`.
  init(
    _ operation: String, _ incident: String, _ steps: [(String, JSONPatch.Operation, String, String)],
    files: [String: String] = [:], refused: Bool = false
  ) {
    self.init(
      operation: operation, incident: incident,
      steps: steps.map { Step(kind: $0.0, action: $0.1, path: $0.2, value: $0.3) }, files: files,
      isRefused: refused)
  }

  /// Every edit: those of the network, of the load balancer and its edge, and of tasks and what they read.
  static let all = network + edge + tasks
}
