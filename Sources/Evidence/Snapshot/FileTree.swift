import Sentences
import Files
import Foundation

/// Reads the files of a snapshot: a directory of any depth, a `.tar.gz` of one, or a recorded incident.
package enum FileTree {
  /// Every file below `path`, and what could not be had of it.
  ///
  /// A recorded incident is a case folder of a playbook, or a `case.yaml` that is named itself; the folder of a
  /// stranger that happens to hold a `case.yaml` is an ordinary snapshot.
  ///
  /// - Throws: ``SnapshotProblem`` where `path` does not exist, is no snapshot, or a recorded incident's patch does not fit.
  package static func read(_ path: String) throws(SnapshotProblem) -> FileListing {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let isMissing = errno == ENOENT || errno == ENOTDIR
      throw SnapshotProblem(
        file: path,
        what: isMissing
          ? "there is no such file or directory" : "cannot be opened: \(String(cString: strerror(errno)))")
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      if RecordedIncident.isCase(path) { return try incident(path) }
      var listing = try DirectoryListing.read(path)
      if listing.files.contains(where: { $0.path == "case.yaml" }) {
        listing.leaveOut(
          "case.yaml",
          "this folder is no case of a playbook and is read as an ordinary snapshot; "
            + "name the file itself (`--snapshot DIR/case.yaml`) to have it followed")
      }
      return listing
    case S_IFREG:
      if path == "case.yaml" || path.hasSuffix("/case.yaml") {
        let folder = path.dropLast("case.yaml".count)
        return try incident(folder.isEmpty ? "." : String(folder.dropLast()))
      }
      return try archive(path)
    default:
      // Opening a FIFO waits for a writer, and a device may never end.
      throw SnapshotProblem(
        file: path,
        what:
          "is \(FileKind.name(status.st_mode)), not a folder or an archive; name the folder with the files")
    }
  }

  /// The files alone.
  ///
  /// - Throws: ``SnapshotProblem`` as ``read(_:)`` does.
  package static func files(at path: String) throws(SnapshotProblem) -> [SnapshotFile] {
    try read(path).files
  }

  private static func incident(_ folder: String) throws(SnapshotProblem) -> FileListing {
    let incident = try RecordedIncident.read(folder)
    return FileListing(
      files: incident.files, problems: incident.problems, unread: incident.unread, presets: incident.set)
  }

  private static func archive(_ path: String) throws(SnapshotProblem) -> FileListing {
    let packed = try SnapshotFile.store(path, shown: path)
    if packed.size == 0 {
      throw SnapshotProblem(
        file: path, what: "the file is empty: it is neither a directory nor a tar archive")
    }
    return try archive(packed, file: path)
  }

  /// The files of an archive in memory: tar, or tar packed with gzip.
  ///
  /// - Throws: ``SnapshotProblem`` where it is none.
  package static func archive(_ bytes: [UInt8], file: String) throws(SnapshotProblem) -> [SnapshotFile] {
    try archive(ByteStore(bytes), file: file).files
  }

  private static func archive(_ packed: ByteStore, file: String) throws(SnapshotProblem) -> FileListing {
    let magic = try packed.bytes(from: 0, count: 2, shown: file)
    return try TarArchive.list(magic == [0x1F, 0x8B] ? unpacked(packed, file: file) : packed, file: file)
  }

  private static func unpacked(_ packed: ByteStore, file: String) throws(SnapshotProblem) -> ByteStore {
    let limit = SnapshotLimits.unpackedFree + packed.size * SnapshotLimits.unpackedRatio
    var buffer = SpillBuffer(memory: SnapshotLimits.unpackedInMemory)
    try GzipUnpacking(packed, file: file).run { piece throws(SnapshotProblem) in
      if buffer.size + piece.count > limit {
        throw SnapshotProblem(
          file: file,
          what: "too large to be unpacked: \(SnapshotLimits.text(packed.size)) come to more than "
            + "\(SnapshotLimits.text(limit)), as no snapshot does; unpack it by hand and name the folder")
      }
      try buffer.append(piece, shown: file)
    }
    return buffer.store()
  }

  /// Decompresses a whole gzip text, of one member or several.
  ///
  /// - Throws: ``SnapshotProblem`` for damaged data and for more than ``SnapshotLimits/wholeFile``.
  package static func gunzip(_ bytes: [UInt8], file: String) throws(SnapshotProblem) -> [UInt8] {
    var output: [UInt8] = []
    try GzipUnpacking(ByteStore(bytes), file: file).run { piece throws(SnapshotProblem) in
      if output.count + piece.count > SnapshotLimits.wholeFile {
        throw SnapshotProblem(
          file: file,
          what:
            "too large to be shown: it unpacks to more than \(SnapshotLimits.text(SnapshotLimits.wholeFile))")
      }
      output.append(contentsOf: piece)
    }
    return output
  }
}
