import Sentences
import Files
import Foundation

/// Reads a tar archive (v7, ustar, pax, GNU) by place: its members stay where they are until they are asked for.
struct TarArchive {
  private struct Stretch {
    let at: Int
    let size: Int
  }

  private let store: ByteStore
  private let file: String
  private var listing = FileListing()
  /// By name; of a name that stands twice the last one counts, as with `tar -r`.
  private var found: [String: Stretch] = [:]
  /// What GNU and pax headers said of the entry that follows them.
  private var longName: [UInt8]?
  private var records: [String: [UInt8]] = [:]

  /// The files of an archive; a single folder that holds all of it is left out of the paths.
  ///
  /// - Throws: ``SnapshotProblem`` for what is no archive, is cut off or is damaged.
  static func list(_ store: ByteStore, file: String) throws(SnapshotProblem) -> FileListing {
    var archive = TarArchive(store: store, file: file)
    try archive.read()
    if archive.found.isEmpty, archive.listing.problems.isEmpty {
      throw SnapshotProblem(file: file, what: "the archive is empty: it holds no files")
    }
    return archive.result()
  }

  private init(store: ByteStore, file: String) {
    self.store = store
    self.file = file
  }

  private mutating func read() throws(SnapshotProblem) {
    var position = 0
    while position < store.size {
      let block = try store.bytes(from: position, count: TarHeader.size, shown: file)
      if block.allSatisfy({ $0 == 0 }) { return }
      guard let header = TarHeader(block) else {
        throw position == 0
          ? SnapshotProblem(file: file, what: "this is neither a directory nor a tar archive")
          : damage(position, "no header of a file stands here")
      }
      let data = position + TarHeader.size
      let size = try size(of: header, at: position)
      guard size <= store.size - data else {
        throw damage(position, "a file of \(size) bytes begins here, and only \(store.size - data) are left")
      }
      try take(header, Stretch(at: data, size: size), position)
      position = data + (size + TarHeader.size - 1) / TarHeader.size * TarHeader.size
    }
  }

  private func damage(_ position: Int, _ what: Sentence) -> SnapshotProblem {
    SnapshotProblem(file: file, what: "the archive is cut off or damaged at byte \(position): \(what)")
  }

  private func size(of header: TarHeader, at position: Int) throws(SnapshotProblem) -> Int {
    if !header.hasData { return 0 }
    if let said = records["size"], !header.isExtension {
      guard let size = Int(String(decoding: said, as: UTF8.self)), size >= 0 else {
        throw damage(position, "its pax header gives no size")
      }
      return size
    }
    guard let size = header.dataSize else { throw damage(position, "its header gives no size") }
    return size
  }

  private mutating func take(
    _ header: TarHeader, _ data: Stretch, _ position: Int
  ) throws(SnapshotProblem) {
    if header.isExtension {
      guard data.size <= 1 << 20 else { throw damage(position, "an extended header of \(data.size) bytes") }
      let bytes = try store.bytes(from: data.at, count: data.size, shown: file)
      switch header.kind {
      case UInt8(ascii: "L"): longName = Array(bytes.prefix { $0 != 0 })
      case UInt8(ascii: "x"):
        guard let read = TarHeader.records(bytes) else {
          throw damage(position, "an extended header whose lengths do not fit")
        }
        records.merge(read) { _, last in last }
      // A long link name, and what holds for the whole archive: neither names a file.
      default: break
      }
      return
    }
    defer {
      longName = nil
      records = [:]
    }
    let raw = records["path"] ?? longName ?? header.name
    guard let text = String(validating: raw, as: UTF8.self) else {
      let shown = String(decoding: raw, as: UTF8.self)
      listing.unread.append(shown)
      listing.leaveOut(shown, "the name is not UTF-8, so that nothing in it could be cited; rename it")
      return
    }
    let name = SnapshotPath.simplified(text)
    if SnapshotPath.isHidden(name) || header.kind == UInt8(ascii: "5") || text.hasSuffix("/") { return }
    if let flaw = SnapshotPath.flaw(name) {
      listing.leaveOut(text.isEmpty ? file : text, "\(flaw); this member of the archive is not read")
      return
    }
    if header.isSparse || records.keys.contains(where: { $0.hasPrefix("GNU.sparse.") }) {
      listing.unread.append(name)
      listing.leaveOut(name, "is packed as a sparse file and is not read; pack it without --sparse")
      return
    }
    keep(name, header, data)
  }

  private mutating func keep(_ name: String, _ header: TarHeader, _ data: Stretch) {
    switch header.kind {
    case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): found[name] = data
    case UInt8(ascii: "1"):
      // The second name of a file that was packed already.
      let target = SnapshotPath.simplified(
        String(decoding: records["linkpath"] ?? header.linkName, as: UTF8.self))
      if let first = found[target] {
        found[name] = first
      } else {
        listing.leaveOut(name, "is a link to \(target), which the archive does not hold before it")
      }
    case UInt8(ascii: "2"): listing.leaveOut(name, "is a link; links of an archive are not followed")
    case UInt8(ascii: "3"), UInt8(ascii: "4"): listing.leaveOut(name, "is a device and is not read")
    case UInt8(ascii: "6"): listing.leaveOut(name, "is a FIFO and is not read")
    default:
      listing.leaveOut(
        name, "is an entry of the kind `\(JSONIndexBuilder.show(header.kind))`, which is not read")
    }
  }

  private func result() -> FileListing {
    var result = listing
    var head: Substring?
    let heads = Set(found.keys.map { $0.prefix { $0 != "/" } })
    if heads.count == 1, let only = heads.first, !DocumentScope.isScope(String(only)),
      found.keys.allSatisfy({ $0.utf8.count > only.utf8.count })
    {
      head = only
    }
    result.files = found.map { name, stretch in
      SnapshotFile(
        path: head.map { String(name.dropFirst($0.count + 1)) } ?? name,
        content: .stored(store, at: stretch.at), size: stretch.size)
    }.sorted { $0.path < $1.path }
    return result
  }
}
