import Foundation
import Output

/// One file of a snapshot: on disk, or in memory where a recorded incident patches it.
package struct SnapshotFile: Sendable {
  /// Where the bytes are.
  package enum Content: Sendable {
    case disk(path: String)
    case memory([UInt8])
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

  /// The whole file.
  ///
  /// Read with `pread` and never mapped: a mapped file that shrinks while it is read kills the process.
  ///
  /// - Throws: ``SnapshotProblem`` with the system's reason.
  package func read() throws(SnapshotProblem) -> [UInt8] {
    switch content {
    case .memory(let bytes): return UTF16Text.utf8(bytes)
    case .disk(let path): return UTF16Text.utf8(try SnapshotFile.read(path, shown: self.path))
    }
  }

  /// The first `count` bytes, fewer where the file is shorter; empty where it cannot be read.
  package func head(_ count: Int) -> [UInt8] {
    switch content {
    case .memory(let bytes): return UTF16Text.utf8(Array(bytes.prefix(count)))
    case .disk(let path):
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return [] }
      defer { close(descriptor) }
      var buffer = [UInt8](repeating: 0, count: count)
      let got = pread(descriptor, &buffer, count, 0)
      return got > 0 ? UTF16Text.utf8(Array(buffer.prefix(got))) : []
    }
  }

  static func read(_ path: String, shown: String) throws(SnapshotProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw SnapshotProblem(file: shown, what: "cannot be opened: \(String(cString: strerror(errno)))")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw SnapshotProblem(file: shown, what: "cannot be read: \(String(cString: strerror(errno)))")
    }
    let size = Int(status.st_size)
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      filled = 0
      while filled < size, let base = buffer.baseAddress {
        let got = pread(descriptor, base + filled, size - filled, off_t(filled))
        if got < 0 {
          if errno == EINTR { continue }
          failure = errno
          return
        }
        if got == 0 { return }
        filled += got
      }
    }
    if failure != 0 {
      throw SnapshotProblem(file: shown, what: "cannot be read: \(String(cString: strerror(failure)))")
    }
    return bytes
  }
}

/// Something in a snapshot that could not be understood; the rest goes on.
package struct SnapshotProblem: Error, Sendable, Hashable {
  package let file: String
  package let line: Int?
  package let column: Int?
  /// What was seen and what it means, lower case, without a full stop.
  package let what: String

  package init(file: String, line: Int? = nil, column: Int? = nil, what: String) {
    self.file = file
    self.line = line
    self.column = column
    self.what = what
  }

  /// `file:line:col: what`.
  package var text: String {
    let file = VisibleText.line(file)
    guard let line else { return "\(file): \(what)" }
    return "\(file):\(line):\(column ?? 1): \(what)"
  }
}
