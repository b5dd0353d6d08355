import Sentences
import Foundation

/// Collects bytes in memory, and in a temporary file without a name once they are many.
package struct SpillBuffer: ~Copyable {
  private var held: [UInt8] = []
  private var descriptor: Int32 = -1
  package private(set) var size = 0
  private let memory: Int

  /// - Parameter memory: how many bytes may stay in memory.
  package init(memory: Int) { self.memory = memory }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// - Throws: ``SnapshotProblem`` where the temporary file cannot be made or the disk is full.
  package mutating func append(_ bytes: UnsafeRawBufferPointer, shown: String) throws(SnapshotProblem) {
    if descriptor < 0, held.count + bytes.count <= memory {
      held.append(contentsOf: bytes)
      size += bytes.count
      return
    }
    if descriptor < 0 {
      descriptor = try SpillBuffer.temporary(shown)
      size = 0
      let first = held
      held = []
      if let code = first.withUnsafeBytes({ write($0) }) { throw SpillBuffer.problem(shown, code) }
    }
    if let code = write(bytes) { throw SpillBuffer.problem(shown, code) }
  }

  /// What was collected.
  package consuming func store() -> ByteStore {
    guard descriptor >= 0 else { return ByteStore(held) }
    let made = ByteStore(descriptor: descriptor, size: size)
    descriptor = -1
    return made
  }

  /// Nil, or the `errno`.
  private mutating func write(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    var done = 0
    while done < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
      let got = pwrite(descriptor, rest.baseAddress, rest.count, off_t(size))
      if got < 0 {
        if errno == EINTR { continue }
        return errno
      }
      done += got
      size += got
    }
    return nil
  }

  /// A file that only this process can read, gone with it whatever happens.
  private static func temporary(_ shown: String) throws(SnapshotProblem) -> Int32 {
    let folder = FileManager.default.temporaryDirectory.path
    var name = Array("\(folder)/culprit-unpacked-XXXXXX".utf8CString)
    let made = mkstemp(&name)
    guard made >= 0 else { throw problem(shown, errno) }
    _ = fcntl(made, F_SETFD, FD_CLOEXEC)
    unlink(name)
    return made
  }

  private static func problem(_ shown: String, _ code: Int32) -> SnapshotProblem {
    let folder = FileManager.default.temporaryDirectory.path
    return SnapshotProblem(
      file: shown,
      what: "cannot be unpacked into \(folder): \(String(cString: strerror(code))); "
        + "unpack it by hand and name the folder, or set TMPDIR to a place with room")
  }
}
