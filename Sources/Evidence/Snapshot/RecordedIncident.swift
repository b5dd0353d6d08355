import Files
import Foundation
import Yams

/// A case folder: a snapshot, or another case's snapshot with patches (`contract.md` 5).
package struct RecordedIncident: Sendable {
  /// What the case expects of the diagnosis.
  package struct Expectation: Sendable {
    package var causes: [String]
    package var ruledOut: [String]
    package var undetermined: [String]
  }

  package let folder: String
  package var title: String
  package var story: String?
  package var teach: String?
  package var hints: [String]
  package let set: [String: String]
  package let expect: Expectation?
  /// Files whose absence has to change the diagnosis.
  package let decisive: [String]
  package let files: [SnapshotFile]
  /// What could not be had of the files.
  package internal(set) var problems: [SnapshotProblem] = []
  package internal(set) var unread: [String] = []

  /// Whether a folder is a case of a playbook: `<playbook>/cases/<case>/case.yaml` beside `<playbook>/playbook.yaml`.
  ///
  /// A `case.yaml` anywhere else is a stranger's file, which nobody asked to be followed.
  package static func isCase(_ folder: String) -> Bool {
    guard let home = DirectoryListing.realPath(folder) else { return false }
    let parts = home.split(separator: "/")
    guard parts.count >= 3, parts[parts.count - 2] == "cases" else { return false }
    let playbook = "/" + parts.dropLast(2).joined(separator: "/")
    return [home + "/case.yaml", playbook + "/playbook.yaml"].allSatisfy {
      FileManager.default.fileExists(atPath: $0)
    }
  }

  /// Reads a case folder.
  ///
  /// - Throws: ``SnapshotProblem`` naming the case file, the patched file and what does not fit.
  package static func read(_ folder: String) throws(SnapshotProblem) -> RecordedIncident {
    try read(folder, depth: 0)
  }

  private static func read(_ folder: String, depth: Int) throws(SnapshotProblem) -> RecordedIncident {
    let path = folder + "/case.yaml"
    let reach = try CaseReach(folder, file: path)
    let bytes = try SnapshotFile.read(try reach.caseFile(), shown: path)
    let text = String(decoding: bytes, as: UTF8.self)
    let composed = try BoundedYAML.compose(text, file: path)
    let root: Node = composed ?? .mapping([:])
    var listing = FileListing()
    var files: [String: SnapshotFile] = [:]
    if let node = root["base"] {
      guard depth < 8 else { throw reach.refusal(node, "`base` goes round in a circle") }
      let other = try read(try reach.base(node), depth: depth + 1)
      for file in other.files { files[file.path] = file }
      listing.problems = other.problems
      listing.unread = other.unread
    }
    if let snapshot = try reach.snapshot() {
      let own = try DirectoryListing.read(snapshot)
      for file in own.files { files[file.path] = file }
      listing.problems += own.problems
      listing.unread += own.unread
    }
    for node in root["delete"]?.sequence.map(Array.init) ?? [] {
      let name = node.string ?? ""
      guard files.removeValue(forKey: name) != nil else {
        throw reach.refusal(node, "`delete` names `\(name)`, which the base does not have")
      }
    }
    for (key, node) in pairs(root["add"]) {
      let name = try reach.name(key)
      files[name] = try added(name, node, reach)
    }
    for (key, node) in pairs(root["patch"]) {
      let name = key.string ?? ""
      guard let file = files[name] else {
        throw reach.refusal(key, "`patch` names `\(name)`, which the base does not have")
      }
      files[name] = try patched(file, node, reach)
    }
    var set: [String: String] = [:]
    for (key, node) in pairs(root["set"]) { set[key.string ?? ""] = node.string ?? "" }
    let expect = root["expect"].map { node in
      Expectation(
        causes: node["causes"]?.array(of: String.self) ?? [],
        ruledOut: node["ruledOut"]?.array(of: String.self) ?? [],
        undetermined: node["undetermined"]?.array(of: String.self) ?? [])
    }
    return RecordedIncident(
      folder: folder, title: root["title"]?.string ?? URL(fileURLWithPath: folder).lastPathComponent,
      story: root["story"]?.string, teach: root["teach"]?.string,
      hints: root["hints"]?.array(of: String.self) ?? [], set: set, expect: expect,
      decisive: root["decisive"]?.array(of: String.self) ?? [],
      files: files.values.sorted { $0.path < $1.path }, problems: listing.problems, unread: listing.unread)
  }

  private static func pairs(_ node: Node?) -> [(key: Node, value: Node)] {
    node?.mapping?.map { ($0.key, $0.value) } ?? []
  }

  private static func added(
    _ name: String, _ node: Node, _ reach: CaseReach
  ) throws(SnapshotProblem) -> SnapshotFile {
    if let text = node.scalar?.string { return SnapshotFile(path: name, bytes: Array(text.utf8)) }
    if let from = node["from"], from.string != nil {
      let source = try reach.source(from, of: name)
      return SnapshotFile(path: name, content: .disk(path: source.path), size: source.size)
    }
    // A mapping or list is the JSON document itself.
    return SnapshotFile(path: name, bytes: Array((json(node).text() + "\n").utf8))
  }

  private static func patched(
    _ file: SnapshotFile, _ node: Node, _ reach: CaseReach
  ) throws(SnapshotProblem) -> SnapshotFile {
    var patches: [JSONPatch] = []
    for item in node.sequence.map(Array.init) ?? [] {
      guard let operation = item["op"]?.string.flatMap(JSONPatch.Operation.init),
        let at = item["path"]?.string
      else {
        throw reach.refusal(item, "an operation on `\(file.path)` lacks a known `op` or `path`")
      }
      patches.append(JSONPatch(operation, at, value: item["value"].map(json), from: item["from"]?.string))
    }
    return try file.patched(with: patches, shownIn: reach.file)
  }

  /// YAML scalars keep JSON's types: quoted ones are strings.
  private static func json(_ node: Node) -> JSONValue {
    switch node {
    case .mapping(let mapping):
      return .object(mapping.map { JSONValue.Member($0.key.string ?? "", json($0.value)) })
    case .sequence(let sequence): return .array(sequence.map(json))
    case .scalar(let scalar):
      guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
      switch scalar.string {
      case "true": return .bool(true)
      case "false": return .bool(false)
      case "null", "~", "": return .null
      default:
        return scalar.string.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil
          ? .number(scalar.string) : .string(scalar.string)
      }
    case .alias: return .null
    }
  }
}

extension SnapshotFile {
  /// The file after a JSON Patch; a pointer into a later document of the file begins with `/@N` (N from 1).
  ///
  /// - Throws: ``SnapshotProblem`` where the file is no JSON or a pointer does not fit.
  package func patched(with patches: [JSONPatch], shownIn shown: String) throws(SnapshotProblem)
    -> SnapshotFile
  {
    let index: JSONIndex
    do {
      index = try FileText.index(try read(), file: path)
    } catch let error as JSONIndex.Failure {
      throw SnapshotProblem(file: path, line: error.line, column: error.column, what: error.what)
    } catch let error as SnapshotProblem {
      throw error
    } catch {
      throw SnapshotProblem(file: path, what: "\(String(describing: error))")
    }
    var documents = index.roots.map { root in
      JSONValue(
        Document(
          file: path, number: nil, rootEntry: root, index: index, kind: nil, subject: nil, account: nil,
          region: nil
        ).root)
    }
    for patch in patches {
      var patch = patch
      var target = 0
      if let match = patch.path.prefixMatch(of: /\/@([0-9]+)/), let number = Int(match.1) {
        target = number - 1
        patch.path.removeSubrange(match.range)
      }
      guard documents.indices.contains(target) else {
        throw SnapshotProblem(file: shown, what: "`\(path)` has no document \(target + 1)")
      }
      do {
        documents[target] = try JSONPatch.apply([patch], to: documents[target])
      } catch {
        throw SnapshotProblem(file: shown, what: "the patch of `\(path)` does not fit: \(error.what)")
      }
    }
    return SnapshotFile(path: path, bytes: Array(documents.map { $0.text() + "\n" }.joined().utf8))
  }
}
