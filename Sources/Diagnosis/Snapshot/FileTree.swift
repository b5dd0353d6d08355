import CZlib
import Foundation

/// Reads the files of a snapshot: a directory of any depth, a `.tar.gz` of one, or a recorded incident's folder.
package enum FileTree {
  /// Every file below `path`, sorted by relative path.
  ///
  /// - Throws: ``SnapshotProblem`` where `path` does not exist, is no snapshot, or a recorded incident's patch does not fit.
  package static func files(at path: String) throws(SnapshotProblem) -> [SnapshotFile] {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw SnapshotProblem(file: path, what: "there is no such file or directory")
    }
    if isDirectory.boolValue {
      if FileManager.default.fileExists(atPath: path + "/case.yaml") {
        return try RecordedIncident.read(path).files
      }
      return try directory(path)
    }
    return try archive(try SnapshotFile.read(path, shown: path), file: path)
  }

  /// The files of an archive in memory: tar, or tar packed with gzip.
  package static func archive(_ bytes: [UInt8], file: String) throws(SnapshotProblem) -> [SnapshotFile] {
    let plain = bytes.starts(with: [0x1F, 0x8B]) ? try gunzip(bytes, file: file) : bytes
    return try tar(plain, file: file)
  }

  static func directory(_ root: String) throws(SnapshotProblem) -> [SnapshotFile] {
    guard let walker = FileManager.default.enumerator(atPath: root) else {
      throw SnapshotProblem(file: root, what: "the directory cannot be listed")
    }
    var found: [SnapshotFile] = []
    while let relative = walker.nextObject() as? String {
      let name = relative.split(separator: "/").last.map(String.init) ?? relative
      if name.hasPrefix(".") {
        walker.skipDescendants()
        continue
      }
      let full = root + "/" + relative
      var status = stat()
      guard stat(full, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      found.append(SnapshotFile(path: relative, content: .disk(path: full), size: Int(status.st_size)))
    }
    return found.sorted { $0.path < $1.path }
  }

  /// Decompresses a whole gzip text, of one member or several.
  package static func gunzip(_ bytes: [UInt8], file: String) throws(SnapshotProblem) -> [UInt8] {
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var problem: String?
    var input = bytes
    input.withUnsafeMutableBufferPointer { source in
      var consumed = 0
      while consumed < source.count {
        var stream = z_stream()
        guard culprit_inflate_gzip_init(&stream) == Z_OK else {
          problem = "zlib could not be started"
          return
        }
        defer { inflateEnd(&stream) }
        stream.next_in = source.baseAddress.map { $0 + consumed }
        stream.avail_in = UInt32(min(source.count - consumed, Int(UInt32.max)))
        let offered = Int(stream.avail_in)
        var status = Z_OK
        while status == Z_OK {
          chunk.withUnsafeMutableBufferPointer { target in
            stream.next_out = target.baseAddress
            stream.avail_out = UInt32(target.count)
            status = inflate(&stream, Z_NO_FLUSH)
            output.append(contentsOf: target.prefix(target.count - Int(stream.avail_out)))
          }
          if status == Z_BUF_ERROR || (status == Z_OK && stream.avail_in == 0 && stream.avail_out > 0) {
            break
          }
        }
        if status != Z_STREAM_END {
          problem = "the gzip data is cut off or damaged after \(output.count) bytes"
          return
        }
        consumed += offered - Int(stream.avail_in)
        // Zero padding after the last member is what tar and dd leave.
        while consumed < source.count, source[consumed] == 0 { consumed += 1 }
      }
    }
    if let problem { throw SnapshotProblem(file: file, what: problem) }
    return output
  }

  /// Reads a POSIX (ustar, pax, GNU) archive; a single folder that holds all of it is left out of the paths.
  private static func tar(_ bytes: [UInt8], file: String) throws(SnapshotProblem) -> [SnapshotFile] {
    func text(_ start: Int, _ count: Int) -> String {
      String(decoding: bytes[start..<start + count].prefix { $0 != 0 }, as: UTF8.self)
    }
    func octal(_ start: Int, _ count: Int) -> Int? {
      Int(text(start, count).trimmingCharacters(in: .whitespaces), radix: 8)
    }
    var found: [SnapshotFile] = []
    var position = 0
    var longName: String?
    while position + 512 <= bytes.count, bytes[position] != 0 {
      guard text(position + 257, 5) == "ustar", let size = octal(position + 124, 12),
        position + 512 + size <= bytes.count
      else { throw SnapshotProblem(file: file, what: "this is neither a directory nor a tar archive") }
      let kind = bytes[position + 156]
      let prefix = bytes[position + 262] == 0x20 ? "" : text(position + 345, 155)
      let short = (prefix.isEmpty ? "" : prefix + "/") + text(position, 100)
      let data = bytes[position + 512..<position + 512 + size]
      position += 512 + (size + 511) / 512 * 512
      switch kind {
      case UInt8(ascii: "L"): longName = String(decoding: data.prefix { $0 != 0 }, as: UTF8.self)
      case UInt8(ascii: "x"):
        for record in String(decoding: data, as: UTF8.self).split(separator: "\n") {
          if let range = record.range(of: " path=") { longName = String(record[range.upperBound...]) }
        }
      case 0, UInt8(ascii: "0"):
        var name = longName ?? short
        longName = nil
        while name.hasPrefix("./") { name.removeFirst(2) }
        let hidden = name.split(separator: "/").contains { $0.hasPrefix(".") }
        if !hidden { found.append(SnapshotFile(path: name, bytes: Array(data))) }
      default: longName = nil
      }
    }
    guard !found.isEmpty || bytes.allSatisfy({ $0 == 0 }) else {
      throw SnapshotProblem(file: file, what: "this is neither a directory nor a tar archive")
    }
    let heads = Set(found.map { $0.path.split(separator: "/").first.map(String.init) ?? "" })
    if heads.count == 1, let head = heads.first, found.allSatisfy({ $0.path.hasPrefix(head + "/") }),
      !DocumentScope.isScope(head)
    {
      found = found.map {
        SnapshotFile(path: String($0.path.dropFirst(head.count + 1)), content: $0.content, size: $0.size)
      }
    }
    return found.sorted { $0.path < $1.path }
  }
}
