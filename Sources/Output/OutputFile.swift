#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file that the operator names for a result.
///
/// Whatever stands at the path stays what it is: a link is followed, a device, a pipe or a file with several names is
/// written into. Only a plain file is exchanged as a whole, so that nobody ever reads half of a result.
package enum OutputFile {
  /// Writes the bytes to the path.
  package static func write(_ bytes: [UInt8], to path: String) throws(Descriptor.Failure) {
    if let own = openedAlready(path) { return try Descriptor.write(bytes, to: own) }
    var named = stat()
    let isNew = lstat(path, &named) != 0
    if isNew {
      guard errno == ENOENT else { throw .last }
      return try exchange(path, bytes, present: nil)
    }
    var found = stat()
    guard stat(path, &found) == 0, found.st_mode & S_IFMT == S_IFREG, found.st_nlink == 1,
      let target = resolved(path)
    else { return try writeInto(path, bytes) }
    // Where a shell's `>` may not write, an exchange may not either.
    guard access(target, W_OK) == 0 else { throw .last }
    do {
      try exchange(target, bytes, present: found)
    } catch {
      // A folder in which nothing can be made may hold a file that can be written.
      guard error.number == EACCES || error.number == EPERM || error.number == EROFS else { throw error }
      try writeInto(path, bytes)
    }
  }

  /// Makes a file in the folder for temporary files that only this user can read; the caller removes it.
  package static func temporary(_ bytes: [UInt8], in folder: String) throws(Descriptor.Failure) -> String {
    let (path, descriptor) = try unique(folder + "/culprit-")
    defer { close(descriptor) }
    try Descriptor.write(bytes, to: descriptor)
    return path
  }

  /// stdout or stderr where the path is what they lead to, such as `/dev/stdout`: another opening would begin at the
  /// file's start, and an exchange would leave them without their file.
  private static func openedAlready(_ path: String) -> Int32? {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    return [STDOUT_FILENO, STDERR_FILENO].first { descriptor in
      var open = stat()
      return fstat(descriptor, &open) == 0 && open.st_dev == found.st_dev && open.st_ino == found.st_ino
        && fcntl(descriptor, F_GETFL) & O_ACCMODE != O_RDONLY
    }
  }

  private static func writeInto(_ path: String, _ bytes: [UInt8]) throws(Descriptor.Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0o666)
    guard descriptor >= 0 else { throw .last }
    do {
      try Descriptor.write(bytes, to: descriptor)
    } catch {
      close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw .last }
  }

  /// Writes a file beside the path and gives it the path's name, and mode and owner of the one that was there.
  private static func exchange(_ path: String, _ bytes: [UInt8], present: stat?) throws(Descriptor.Failure) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let (temporary, descriptor) = try unique(folder + ".culprit-")
    do throws(Descriptor.Failure) {
      defer { close(descriptor) }
      try Descriptor.write(bytes, to: descriptor)
      if let present { _ = fchown(descriptor, present.st_uid, present.st_gid) }
      _ = fchmod(descriptor, present.map { $0.st_mode & 0o7777 } ?? usualMode)
      guard fsync(descriptor) == 0 else { throw Descriptor.Failure.last }
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let failure = Descriptor.Failure.last
      unlink(temporary)
      throw failure
    }
  }

  private static func unique(_ start: String) throws(Descriptor.Failure) -> (path: String, descriptor: Int32)
  {
    var template = Array((start + "XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw .last }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return (String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self), descriptor)
  }

  /// What a new file of a shell would have.
  private static var usualMode: mode_t {
    let mask = umask(0o022)
    _ = umask(mask)
    return 0o666 & ~mask
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
