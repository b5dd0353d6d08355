import Sentences
import Files
import Foundation
import Yams

/// What a recorded incident may read: its own folder, and the other cases beside it; nothing else.
struct CaseReach {
  /// The `case.yaml` as it is called in messages.
  let file: String
  /// The case's folder and the one that holds it beside others, without links.
  private let home: String
  private let parent: String

  /// - Throws: ``SnapshotProblem`` where the folder does not exist.
  init(_ folder: String, file: String) throws(SnapshotProblem) {
    guard let home = DirectoryListing.realPath(folder) else {
      throw SnapshotProblem(file: file, what: "cannot be opened: \(String(cString: strerror(errno)))")
    }
    self.file = file
    self.home = home
    parent = String(home[..<(home.lastIndex(of: "/") ?? home.startIndex)])
  }

  /// A mistake at a node of the case file.
  func refusal(_ node: Node, _ what: Sentence) -> SnapshotProblem {
    SnapshotProblem(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, what: what)
  }

  /// Where the case file is.
  ///
  /// - Throws: ``SnapshotProblem`` where it is missing or a link out of the folder.
  func caseFile() throws(SnapshotProblem) -> String {
    guard let path = DirectoryListing.realPath(home + "/case.yaml") else {
      throw SnapshotProblem(file: file, what: "cannot be opened: \(String(cString: strerror(errno)))")
    }
    guard isOwn(path) else {
      throw SnapshotProblem(file: file, what: "is a link out of the case's folder and is not followed")
    }
    return path
  }

  /// The folder `snapshot` of the case; nil where there is none.
  ///
  /// - Throws: ``SnapshotProblem`` where it is a link.
  func snapshot() throws(SnapshotProblem) -> String? {
    let path = home + "/snapshot"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    guard DirectoryListing.realPath(path) == path else {
      throw SnapshotProblem(file: file, what: "its folder `snapshot` is a link and is not followed")
    }
    return path
  }

  /// The folder of the case that this one is based on: `../NAME` and no other form.
  ///
  /// - Throws: ``SnapshotProblem`` with the node's place.
  func base(_ node: Node) throws(SnapshotProblem) -> String {
    let text = node.string ?? ""
    let name = text.hasPrefix("../") ? String(text.dropFirst(3)) : ""
    guard !name.contains("/"), SnapshotPath.flaw(name) == nil, !SnapshotPath.isHidden(name) else {
      throw refusal(node, "`base` names another case of the same folder, as `../NAME`, not `\(text)`")
    }
    let path = parent + "/" + name
    guard let real = DirectoryListing.realPath(path) else {
      throw refusal(node, "`base` names `\(text)`, which is not there")
    }
    guard real == path else {
      throw refusal(node, "`base` names `\(text)`, which is a link and is not followed")
    }
    return path
  }

  /// The name of a file that the case adds.
  ///
  /// - Throws: ``SnapshotProblem`` with the node's place for a name that leads out of the snapshot.
  func name(_ key: Node) throws(SnapshotProblem) -> String {
    let name = key.string ?? ""
    if let flaw = SnapshotPath.flaw(name) {
      throw refusal(key, "`add` of `\(name)`: \(flaw); it is a file below the snapshot")
    }
    return name
  }

  /// The file that an added one is taken from, in the case's folder or in that of another case beside it.
  ///
  /// - Throws: ``SnapshotProblem`` with the node's place for any other.
  func source(_ from: Node, of name: String) throws(SnapshotProblem) -> (path: String, size: Int) {
    let text = from.string ?? ""
    let what = "`add` of `\(name)` takes `\(text)`"
    guard !text.hasPrefix("/"), !text.utf8.contains(0),
      let path = DirectoryListing.realPath(home + "/" + text)
    else {
      throw refusal(
        from, text.hasPrefix("/") ? "\(what), which is absolute and not read" : "\(what), which is not there")
    }
    guard isOwn(path) || isOfNeighbour(path) else {
      throw refusal(from, "\(what), which lies outside of the case's folder and is not read")
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw refusal(from, "\(what), which is \(FileKind.name(status.st_mode)), not a file")
    }
    return (path, Int(status.st_size))
  }

  private func isOwn(_ path: String) -> Bool { path.hasPrefix(home + "/") }

  private func isOfNeighbour(_ path: String) -> Bool {
    guard path.hasPrefix(parent + "/") else { return false }
    let rest = path.dropFirst(parent.count + 1)
    guard let slash = rest.firstIndex(of: "/") else { return false }
    return FileManager.default.fileExists(atPath: "\(parent)/\(rest[..<slash])/case.yaml")
  }
}
