import Files

/// A file, a document or a folder of a snapshot that is there and whose content is lost, and what it may have held.
///
/// What it would have said counts as missing, so that a listing beside it is not whole (`contract.md` 2).
package struct UnreadPart: Sendable, Hashable {
  /// Relative to the snapshot; a folder ends in `/`.
  package let path: String
  /// The kind that the file's name, or the document's members, tell; nil for a folder and for a name that tells none.
  package let kind: DocumentKind?
  /// What follows the operation in the file's name, normalized.
  let subject: String?
  let account: String?
  let region: String?
  /// Why it could not be read.
  let problem: SnapshotProblem

  /// A file or a folder.
  package init(_ path: String, _ problem: SnapshotProblem? = nil) {
    self.path = path
    self.problem = problem ?? SnapshotProblem(file: path, what: "it could not be read")
    // The last name of a path is taken for a file's; a folder's own counts.
    let scope = DocumentScope.ofFolders(path.hasSuffix("/") ? path + "-" : path)
    account = scope.account
    region = scope.region
    let named = path.hasSuffix("/") ? nil : DocumentRecognition.name(of: path)
    kind = named?.kind
    subject = named?.subject.map(DocumentRecognition.normalize)
  }

  /// A document whose own members cannot be read.
  init(_ document: Document, kind: DocumentKind, _ problem: SnapshotProblem) {
    path = document.file
    self.kind = kind
    subject = document.subject
    account = document.account
    region = document.region
    self.problem = problem
  }

  /// Whether it may hold a part of a listing.
  ///
  /// A file does whose name tells the kind. A folder does that bears an account's or a region's name: the output of
  /// another account or region may lie in it. Any other folder may not: an output that is there, names no next page and
  /// was not filtered is complete for its own account and region, whatever lies beside it (`contract.md` 1).
  func mayHold(_ kind: DocumentKind, account: String?, region: String?) -> Bool {
    func fits(_ own: String?, _ asked: String?) -> Bool {
      own == nil || asked == nil || own == asked || own == "global"
    }
    guard fits(self.account, account), fits(self.region, region) else { return false }
    return path.hasSuffix("/") ? self.account != nil || self.region != nil : self.kind == kind
  }
}
