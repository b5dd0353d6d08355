import Foundation

/// The bytes of a journal, within bounds: what stands in the folder may not be the program's own.
enum JournalFile {
  /// The most of one journal that is read, bytes.
  static let most = 64 << 20

  /// The bytes of a plain file up to a count; nil where there is none.
  static func read(_ path: String, atMost limit: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var found = stat()
    guard fstat(descriptor, &found) == 0, found.st_mode & S_IFMT == S_IFREG else { return nil }
    let size = min(limit, Int(clamping: found.st_size))
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = pread(descriptor, buffer.baseAddress.map { $0 + count }, size - count, off_t(count))
        if got <= 0 { break }
        count += got
      }
    }
  }
}
