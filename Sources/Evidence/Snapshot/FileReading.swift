import Files

/// What one file of a snapshot came to; kept, so that a changed copy of the snapshot reads only what changed.
struct FileReading: Sendable {
  let file: SnapshotFile
  let documents: [Document]
  let unknown: [Document]
  let texts: [TextFile]
  let problems: [SnapshotProblem]
  let unread: [UnreadPart]
  /// Bytes of JSON text that stay in memory for it.
  let held: Int
}
