import Sentences

/// The name of a file inside a snapshot, which never leads out of it.
package enum SnapshotPath {
  /// Why a name is none of a file inside a snapshot; nil where it is.
  package static func flaw(_ name: String) -> Sentence? {
    if name.isEmpty { return "the name is empty" }
    if name.hasPrefix("/") { return "the name is absolute" }
    if name.utf8.contains(0) { return "the name holds a NUL" }
    for part in name.split(separator: "/", omittingEmptySubsequences: false) {
      if part == ".." { return "the name leads out of the snapshot" }
      if part.isEmpty || part == "." { return "the name has an empty part" }
    }
    return nil
  }

  /// Whether the file or a folder on its way is hidden; hidden ones are no part of a snapshot.
  package static func isHidden(_ name: String) -> Bool {
    name.split(separator: "/").contains { $0.hasPrefix(".") && $0 != ".." }
  }

  /// Without parts that say nothing: `./a//b` is `a/b`.
  package static func simplified(_ name: String) -> String {
    let parts = name.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    return name.hasPrefix("/") ? "/" + parts : parts
  }
}
