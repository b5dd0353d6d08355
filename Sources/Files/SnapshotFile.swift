import Sentences
import Foundation
import Output

/// One file of a snapshot: on disk, in an archive, or in memory where a recorded incident patches it.
package struct SnapshotFile: Sendable {
  /// Where the bytes are.
  package enum Content: Sendable {
    case disk(path: String)
    case memory([UInt8])
    /// A stretch of an archive that begins at an offset.
    case stored(ByteStore, at: Int)
  }

  /// Path relative to the snapshot.
  package let path: String
  package let content: Content
  package let size: Int

  package init(path: String, content: Content, size: Int) {
    self.path = path
    self.content = content
    self.size = size
  }

  package init(path: String, bytes: [UInt8]) {
    self.init(path: path, content: .memory(bytes), size: bytes.count)
  }

  /// Whether it is the same file with the same content, without reading either.
  package func isSame(as other: SnapshotFile) -> Bool {
    guard path == other.path, size == other.size else { return false }
    switch (content, other.content) {
    case (.disk(let one), .disk(let two)): return one == two
    case (.memory(let one), .memory(let two)): return one == two
    case (.stored(let one, let at), .stored(let two, let place)): return one === two && at == place
    default: return false
    }
  }

  /// The whole file, in UTF-8 where it was UTF-16.
  ///
  /// Read with `pread` and never mapped: a mapped file that shrinks while it is read kills the process.
  ///
  /// - Throws: ``SnapshotProblem`` with the system's reason, or for more than ``SnapshotLimits/wholeFile``.
  package func read() throws(SnapshotProblem) -> [UInt8] {
    if size > SnapshotLimits.wholeFile { throw SnapshotFile.tooLarge(path, size) }
    return try read(upTo: SnapshotLimits.wholeFile)
  }

  /// The first `count` bytes, fewer where the file is shorter; in UTF-8 where it was UTF-16.
  ///
  /// - Throws: ``SnapshotProblem`` with the system's reason.
  package func read(upTo count: Int) throws(SnapshotProblem) -> [UInt8] {
    switch content {
    case .memory(let bytes): return UTF16Text.utf8(count >= bytes.count ? bytes : Array(bytes.prefix(count)))
    case .stored(let store, let at):
      return UTF16Text.utf8(try store.bytes(from: at, count: min(count, size), shown: path))
    case .disk(let path):
      let store = try SnapshotFile.store(path, shown: self.path)
      return UTF16Text.utf8(try store.bytes(from: 0, count: count, shown: self.path))
    }
  }

  /// The bytes as they are, to be read by place; where in the store they begin, and how many they are.
  ///
  /// - Throws: ``SnapshotProblem`` with the system's reason.
  package func stored() throws(SnapshotProblem) -> (store: ByteStore, at: Int, count: Int) {
    switch content {
    case .memory(let bytes): return (ByteStore(bytes), 0, bytes.count)
    case .stored(let store, let at): return (store, at, size)
    case .disk(let path):
      let store = try SnapshotFile.store(path, shown: self.path)
      return (store, 0, store.size)
    }
  }

  /// The whole file at a path.
  ///
  /// - Throws: ``SnapshotProblem`` with the system's reason, or for more than ``SnapshotLimits/wholeFile``.
  package static func read(_ path: String, shown: String) throws(SnapshotProblem) -> [UInt8] {
    let store = try store(path, shown: shown)
    if store.size > SnapshotLimits.wholeFile { throw tooLarge(shown, store.size) }
    return try store.bytes(from: 0, count: store.size, shown: shown)
  }

  /// Opens a file; never waits for one that is a FIFO.
  ///
  /// - Throws: ``SnapshotProblem`` with the system's reason, or where the path is no plain file.
  package static func store(_ path: String, shown: String) throws(SnapshotProblem) -> ByteStore {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw SnapshotProblem(file: shown, what: "cannot be opened: \(String(cString: strerror(errno)))")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let reason = String(cString: strerror(errno))
      close(descriptor)
      throw SnapshotProblem(file: shown, what: "cannot be read: \(reason)")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw SnapshotProblem(file: shown, what: "is \(FileKind.name(status.st_mode)), not a file")
    }
    return ByteStore(descriptor: descriptor, size: Int(status.st_size))
  }

  private static func tooLarge(_ shown: String, _ size: Int) -> SnapshotProblem {
    SnapshotProblem(
      file: shown,
      what: "too large to be read: \(SnapshotLimits.text(size)), where a file that is read whole may have "
        + "\(SnapshotLimits.text(SnapshotLimits.wholeFile)); collect it again in parts, or remove it")
  }
}

/// Something in a snapshot that could not be understood; the rest goes on.
package struct SnapshotProblem: Error, Sendable, Hashable {
  package let file: String
  package let line: Int?
  package let column: Int?
  /// What was seen and what it means, lower case, without a full stop.
  package let what: Sentence

  package init(file: String, line: Int? = nil, column: Int? = nil, what: Sentence) {
    self.file = file
    self.line = line
    self.column = column
    self.what = what
  }

  /// `file:line:col: what`.
  package var text: String { sentence.english }

  /// The same to be said in a language.
  package var sentence: Sentence {
    let file = VisibleText.line(file)
    guard let line else { return "\(file): \(what)" }
    return "\(file):\(line):\(column ?? 1): \(what)"
  }
}
