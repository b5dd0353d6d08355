import Files

/// One JSON document of a snapshot's file, and whose answer it is.
package final class Document: Sendable {
  /// Path relative to the snapshot.
  package let file: String
  /// 1-based number of the document in its file; nil where the file holds one only.
  package let number: Int?
  /// The entry of the document's root value in its file's index.
  package let rootEntry: Int
  /// The entry where the file's own root stands: below ``rootEntry`` where `--query` left the list's name out.
  let originEntry: Int
  /// Whether the file holds what `--query` left of an answer.
  var isQueried: Bool { originEntry != rootEntry }
  package let index: JSONIndex
  /// Which AWS CLI command printed it, nil for an unknown kind.
  package let kind: DocumentKind?
  /// What follows the operation in the file's name, normalized; nil where nothing does.
  package let subject: String?
  /// Twelve digits, where a folder or the document says so.
  package let account: String?
  /// For example `ap-northeast-1`, or `global`, where a folder or the document says so.
  package let region: String?

  /// Items of the listing that hold a value which cannot be read; they say nothing.
  let damage: [DocumentDamage]
  /// The entries of those items.
  let damagedItems: Set<Int>

  package convenience init(
    file: String, number: Int?, rootEntry: Int, index: JSONIndex, kind: DocumentKind?, subject: String?,
    account: String?, region: String?
  ) {
    self.init(
      file: file, number: number, rootEntry: rootEntry, index: index, kind: kind, subject: subject,
      account: account, region: region, damage: [])
  }

  init(
    file: String, number: Int?, rootEntry: Int, index: JSONIndex, kind: DocumentKind?, subject: String?,
    account: String?, region: String?, damage: [DocumentDamage], originEntry: Int? = nil
  ) {
    self.originEntry = originEntry ?? rootEntry
    self.damage = damage
    damagedItems = Set(damage.compactMap(\.item))
    self.file = file
    self.number = number
    self.rootEntry = rootEntry
    self.index = index
    self.kind = kind
    self.subject = subject
    self.account = account
    self.region = region
  }

  /// A damaged value with its place and what follows from it.
  func problem(_ damage: DocumentDamage) -> SnapshotProblem {
    let place = JSONIndex.place(of: Int(index.entries[damage.at].offset), in: index.bytes)
    let left = damage.item == nil ? "this document" : "this item"
    return SnapshotProblem(
      file: file, line: place.line, column: place.column,
      what: "\(damage.what); \(left) counts as missing: collect the file again")
  }

  /// The document's root value.
  package var root: JSON { JSON(index: index, at: rootEntry, document: self) }
}
