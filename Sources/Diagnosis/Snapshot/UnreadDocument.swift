/// A file, or one document of it, whose content is lost: it cannot be parsed, or its own members cannot be read.
///
/// What it would have said counts as missing, so that a listing beside it is not whole (`contract.md` 2).
struct UnreadDocument: Sendable {
  /// What its name, or its members, say that it is.
  let kind: String
  let subject: String?
  let account: String?
  let region: String?
  let problem: SnapshotProblem
}
