import Sentences

/// The files that a path holds, and what of it could not be had.
package struct FileListing: Sendable {
  /// Sorted by path.
  package var files: [SnapshotFile] = []
  /// What was left out, with the reason.
  package var problems: [SnapshotProblem] = []
  /// Paths whose content nobody knows: folders that cannot be listed (they end in `/`), names that are no text.
  package var unread: [String] = []
  /// Set by a recorded incident's `case.yaml`.
  package var presets: [String: String] = [:]

  package init(
    files: [SnapshotFile] = [], problems: [SnapshotProblem] = [], unread: [String] = [],
    presets: [String: String] = [:]
  ) {
    self.files = files
    self.problems = problems
    self.unread = unread
    self.presets = presets
  }

  package mutating func leaveOut(_ file: String, _ what: Sentence) {
    problems.append(SnapshotProblem(file: file, what: what))
  }
}
