import Foundation

/// Writes a snapshot's files below a folder, and nowhere else.
///
/// Every step down is taken from the folder above it without following links, so that neither a name nor a link that
/// waits in the folder leads out of it.
package struct FolderWriter {
  private let output: String

  package init(_ output: String) { self.output = output }

  /// Writes the files, replacing plain ones of the same name.
  ///
  /// - Returns: how many files and bytes were written.
  /// - Throws: ``SnapshotProblem`` with the path that cannot be written and the system's reason.
  package func write(_ files: [SnapshotFile]) throws(SnapshotProblem) -> (files: Int, bytes: Int) {
    for file in files {
      if let flaw = SnapshotPath.flaw(file.path) {
        throw SnapshotProblem(file: "\(output)/\(file.path)", what: "is not written: \(flaw)")
      }
    }
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw SnapshotProblem(file: output, what: "cannot be made: \(error.localizedDescription)")
    }
    let top = open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard top >= 0 else { throw problem(output, errno) }
    defer { close(top) }
    var bytes = 0
    for file in files { bytes += try write(file, top) }
    return (files.count, bytes)
  }

  private func write(_ file: SnapshotFile, _ top: Int32) throws(SnapshotProblem) -> Int {
    var parts = file.path.split(separator: "/").map(String.init)
    let name = parts.removeLast()
    var folder = dup(top)
    defer { close(folder) }
    var shown = output
    for part in parts {
      shown += "/" + part
      if mkdirat(folder, part, 0o777) != 0, errno != EEXIST { throw problem(shown, errno) }
      let next = openat(folder, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard next >= 0 else { throw problem(shown, errno) }
      close(folder)
      folder = next
    }
    shown += "/" + name
    let flags = O_WRONLY | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let target = openat(folder, name, flags, 0o666)
    guard target >= 0 else { throw problem(shown, errno) }
    defer { close(target) }
    var status = stat()
    guard fstat(target, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw SnapshotProblem(file: shown, what: "is \(FileKind.name(status.st_mode)) and is not written to")
    }
    guard ftruncate(target, 0) == 0 else { throw problem(shown, errno) }
    return try copy(file, to: target, shown)
  }

  private func copy(_ file: SnapshotFile, to target: Int32, _ shown: String) throws(SnapshotProblem) -> Int {
    let source = try file.stored()
    var done = 0
    while done < source.count {
      let piece = try source.store.bytes(
        from: source.at + done, count: min(1 << 20, source.count - done), shown: file.path)
      if piece.isEmpty { break }
      var sent = 0
      while sent < piece.count {
        let got = piece.withUnsafeBytes {
          pwrite(target, $0.baseAddress.map { $0 + sent }, $0.count - sent, off_t(done + sent))
        }
        if got < 0, errno == EINTR { continue }
        guard got >= 0 else { throw problem(shown, errno) }
        sent += got
      }
      done += piece.count
    }
    return done
  }

  private func problem(_ path: String, _ code: Int32) -> SnapshotProblem {
    let reason =
      code == ELOOP || code == ENOTDIR
      ? "a link or a file stands in its way, which is not followed" : String(cString: strerror(code))
    return SnapshotProblem(file: path, what: "cannot be written: \(reason)")
  }
}
