import Foundation

/// Walks a folder of any depth; what cannot be listed or read is named.
///
/// Links inside the folder count for the files that they lead to. A link that leads out of it is not followed: what a
/// stranger's snapshot points to on this machine is none of its evidence.
package struct DirectoryListing {
  /// Where the folder really is, without links.
  private let root: String
  private var listing = FileListing()

  /// Every file below a folder, sorted by relative path.
  ///
  /// - Throws: ``SnapshotProblem`` where the folder itself cannot be listed.
  package static func read(_ path: String) throws(SnapshotProblem) -> FileListing {
    guard let root = realPath(path) else {
      throw SnapshotProblem(file: path, what: "cannot be opened: \(String(cString: strerror(errno)))")
    }
    var walk = DirectoryListing(root: root)
    // Not recursive: a hostile tree may be deeper than the stack.
    var open = [""]
    while let folder = open.popLast() {
      if let code = walk.list(folder, &open) {
        let reason = String(cString: strerror(code))
        if folder.isEmpty {
          throw SnapshotProblem(file: path, what: "the directory cannot be listed: \(reason)")
        }
        walk.listing.unread.append(folder)
        walk.listing.leaveOut(
          folder,
          "this folder cannot be listed: \(reason); what lies in it is not known, see to its permissions")
      }
    }
    walk.listing.files.sort { $0.path < $1.path }
    walk.listing.problems.sort { $0.file < $1.file }
    return walk.listing
  }

  /// The path without links; nil where it does not exist.
  package static func realPath(_ path: String) -> String? {
    guard let found = realpath(path, nil) else { return nil }
    defer { free(found) }
    return String(validatingCString: found)
  }

  private init(root: String) { self.root = root == "/" ? "" : root }

  /// Takes one folder's entries; returns the `errno` where it cannot be listed.
  private mutating func list(_ folder: String, _ open: inout [String]) -> Int32? {
    guard let handle = opendir(root + "/" + folder) else { return errno }
    defer { closedir(handle) }
    while true {
      errno = 0
      guard let entry = readdir(handle) else { return errno == 0 ? nil : errno }
      let place = UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
      let name = place.assumingMemoryBound(to: CChar.self)
      if name[0] == CChar(UInt8(ascii: ".")) { continue }
      guard let text = String(validatingCString: name) else {
        let shown = folder + String(cString: name)
        listing.unread.append(shown)
        listing.leaveOut(shown, "the name is not UTF-8, so that nothing in it could be cited; rename it")
        continue
      }
      take(folder + text, &open)
    }
  }

  private mutating func take(_ relative: String, _ open: inout [String]) {
    let full = root + "/" + relative
    var status = stat()
    guard lstat(full, &status) == 0 else {
      listing.unread.append(relative)
      listing.leaveOut(relative, "cannot be read: \(String(cString: strerror(errno)))")
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: open.append(relative + "/")
    case S_IFREG: add(relative, full, status)
    case S_IFLNK: follow(relative, full)
    default: listing.leaveOut(relative, "is \(FileKind.name(status.st_mode)) and is not read")
    }
  }

  private mutating func follow(_ relative: String, _ full: String) {
    var status = stat()
    guard let target = DirectoryListing.realPath(full), stat(target, &status) == 0 else {
      listing.unread.append(relative)
      listing.leaveOut(relative, "is a link that leads nowhere: \(String(cString: strerror(errno)))")
      return
    }
    guard target.hasPrefix(root + "/") || target == root else {
      listing.unread.append(relative)
      listing.leaveOut(
        relative, "is a link out of the snapshot and is not followed; copy what it leads to in its place")
      return
    }
    switch status.st_mode & S_IFMT {
    // What lies in a folder of the snapshot is read where it stands, once.
    case S_IFDIR: return
    case S_IFREG: add(relative, full, status)
    default: listing.leaveOut(relative, "is a link to \(FileKind.name(status.st_mode)) and is not read")
    }
  }

  private mutating func add(_ relative: String, _ full: String, _ status: stat) {
    listing.files.append(
      SnapshotFile(path: relative, content: .disk(path: full), size: Int(status.st_size)))
  }
}
