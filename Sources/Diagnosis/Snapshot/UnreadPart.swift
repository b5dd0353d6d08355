/// A file or folder of a snapshot that is there and could not be read, and what it may have held.
package struct UnreadPart: Sendable, Hashable {
  /// Relative to the snapshot; a folder ends in `/`.
  package let path: String
  /// The kind that the file's name tells; nil for a folder and for a name that tells none.
  package let kind: String?
  /// What follows the operation in the file's name, normalized.
  let subject: String?
  let account: String?
  let region: String?

  package init(_ path: String) {
    self.path = path
    let scope = DocumentScope.ofFolders(path)
    account = scope.account
    region = scope.region
    let named = path.hasSuffix("/") ? nil : DocumentRecognition.name(of: path)
    kind = named?.kind
    subject = named?.subject.map(DocumentRecognition.normalize)
  }

  /// Whether it may hold a part of a listing.
  ///
  /// A file does whose name tells the kind. A folder does that bears an account's or a region's name: the output of
  /// another account or region may lie in it. Any other folder may not: an output that is there, names no next page and
  /// was not filtered is complete for its own account and region, whatever lies beside it (`contract.md` 1).
  func mayHold(_ kind: String, account: String?, region: String?) -> Bool {
    func fits(_ own: String?, _ asked: String?) -> Bool {
      own == nil || asked == nil || own == asked || own == "global"
    }
    guard fits(self.account, account), fits(self.region, region) else { return false }
    return path.hasSuffix("/") ? self.account != nil || self.region != nil : self.kind == kind
  }
}
