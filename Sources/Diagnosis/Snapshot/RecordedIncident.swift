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
  package internal(set) var title: String
  package internal(set) var story: String?
  package internal(set) var teach: String?
  package internal(set) var hints: [String]
  package let set: [String: String]
  package let expect: Expectation?
  /// Files whose absence has to change the diagnosis.
  package let decisive: [String]
  package let files: [SnapshotFile]

  /// Reads a case folder.
  ///
  /// - Throws: ``SnapshotProblem`` naming the case file, the patched file and what does not fit.
  package static func read(_ folder: String) throws(SnapshotProblem) -> RecordedIncident {
    try read(folder, depth: 0)
  }

  private static func read(_ folder: String, depth: Int) throws(SnapshotProblem) -> RecordedIncident {
    let path = folder + "/case.yaml"
    let text = String(decoding: try SnapshotFile.read(path, shown: path), as: UTF8.self)
    let root: Node
    do {
      root = try Yams.compose(yaml: text, Resolver.basic) ?? Node([:])
    } catch {
      throw SnapshotProblem(file: path, what: "is not YAML: \(error)")
    }
    var files: [String: SnapshotFile] = [:]
    if let base = root["base"]?.string {
      guard depth < 8 else { throw SnapshotProblem(file: path, what: "`base` goes round in a circle") }
      let other = URL(fileURLWithPath: folder).appendingPathComponent(base).standardized.path
      for file in try read(other, depth: depth + 1).files { files[file.path] = file }
    }
    if FileManager.default.fileExists(atPath: folder + "/snapshot") {
      for file in try FileTree.directory(folder + "/snapshot") { files[file.path] = file }
    }
    for name in root["delete"]?.array(of: String.self) ?? [] {
      guard files.removeValue(forKey: name) != nil else {
        throw SnapshotProblem(file: path, what: "`delete` names `\(name)`, which the base does not have")
      }
    }
    for (name, node) in pairs(root["add"]) { files[name] = try added(name, node, folder: folder, path: path) }
    for (name, node) in pairs(root["patch"]) {
      guard let file = files[name] else {
        throw SnapshotProblem(file: path, what: "`patch` names `\(name)`, which the base does not have")
      }
      files[name] = try patched(file, node, path: path)
    }
    var set: [String: String] = [:]
    for (key, node) in pairs(root["set"]) { set[key] = node.string ?? "" }
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
      files: files.values.sorted { $0.path < $1.path })
  }

  private static func pairs(_ node: Node?) -> [(String, Node)] {
    node?.mapping?.map { ($0.key.string ?? "", $0.value) } ?? []
  }

  private static func added(
    _ name: String, _ node: Node, folder: String, path: String
  ) throws(SnapshotProblem) -> SnapshotFile {
    if let text = node.scalar?.string { return SnapshotFile(path: name, bytes: Array(text.utf8)) }
    if let from = node["from"]?.string {
      let source = folder + "/" + from
      var status = stat()
      guard stat(source, &status) == 0 else {
        throw SnapshotProblem(file: path, what: "`add` of `\(name)` takes `\(from)`, which is not there")
      }
      return SnapshotFile(path: name, content: .disk(path: source), size: Int(status.st_size))
    }
    // A mapping or list is the JSON document itself.
    return SnapshotFile(path: name, bytes: Array((json(node).text() + "\n").utf8))
  }

  private static func patched(
    _ file: SnapshotFile, _ node: Node, path: String
  ) throws(SnapshotProblem) -> SnapshotFile {
    var patches: [JSONPatch] = []
    for item in node.sequence.map(Array.init) ?? [] {
      guard let operation = item["op"]?.string.flatMap(JSONPatch.Operation.init),
        let at = item["path"]?.string
      else {
        throw SnapshotProblem(file: path, what: "an operation on `\(file.path)` lacks a known `op` or `path`")
      }
      patches.append(JSONPatch(operation, at, value: item["value"].map(json), from: item["from"]?.string))
    }
    return try file.patched(with: patches, shownIn: path)
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
      index = try JSONIndex(try read())
    } catch let error as JSONIndex.Failure {
      throw SnapshotProblem(file: path, line: error.line, column: error.column, what: error.what)
    } catch let error as SnapshotProblem {
      throw error
    } catch {
      throw SnapshotProblem(file: path, what: "\(error)")
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
