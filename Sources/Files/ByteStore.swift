import Foundation

/// Bytes that are read by place: in memory, or in an open file, so that nobody can exchange it meanwhile.
///
/// The file is closed with the last value that reads from it.
package final class ByteStore: Sendable {
  private enum Place: Sendable {
    case memory([UInt8])
    case descriptor(Int32)
  }

  private let place: Place
  package let size: Int

  package init(_ bytes: [UInt8]) {
    place = .memory(bytes)
    size = bytes.count
  }

  /// Takes the descriptor over.
  init(descriptor: Int32, size: Int) {
    place = .descriptor(descriptor)
    self.size = size
  }

  deinit {
    if case .descriptor(let descriptor) = place { close(descriptor) }
  }

  /// Fills the front of `room` from `offset`.
  ///
  /// - Returns: how many bytes came; 0 at the end; the negative `errno` where they cannot be read.
  func fill(_ room: UnsafeMutableRawBufferPointer, from offset: Int) -> Int {
    let wanted = min(room.count, size - offset)
    guard wanted > 0, offset >= 0 else { return 0 }
    switch place {
    case .memory(let bytes):
      room.copyBytes(from: bytes[offset..<offset + wanted])
      return wanted
    case .descriptor(let descriptor):
      while true {
        let got = pread(descriptor, room.baseAddress, wanted, off_t(offset))
        if got >= 0 { return got }
        if errno != EINTR { return -Int(errno) }
      }
    }
  }

  /// The bytes of a stretch, fewer where the store ends or shrank.
  ///
  /// - Throws: ``SnapshotProblem`` with the system's reason.
  package func bytes(from offset: Int, count: Int, shown: String) throws(SnapshotProblem) -> [UInt8] {
    var failure = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: max(0, min(count, size - offset))) { buffer, filled in
      filled = 0
      while filled < buffer.count {
        let room = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let got = fill(room, from: offset + filled)
        if got < 0 { failure = -got }
        if got <= 0 { return }
        filled += got
      }
    }
    if failure != 0 {
      throw SnapshotProblem(file: shown, what: "cannot be read: \(String(cString: strerror(Int32(failure))))")
    }
    return bytes
  }
}
