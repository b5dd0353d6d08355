import Evidence
import Files

extension FuzzTarget {
  static let archive = FuzzTarget(
    "archive",
    seeds: [
      tar([("snap/a.json", "{}"), ("snap/b/c.err", "An error occurred (AccessDenied)")]),
      Array("G".utf8) + tar([("a.json", "[]"), ("a.json", "{}")]),
      storedGzip(tar([("./x.log", "x")])),
      tar([("pax", "14 path=long\n")], kind: "x") + tar([("short", "y")]),
      tar([("././@LongLink", "a/very/long/name")], kind: "L") + tar([("short", "y")]),
      tar([("../../up", "y"), ("/abs", "z")]), tar([("link", "")], kind: "2"),
    ],
    words: [
      "ustar", "ustar  \u{0}", "ustar\u{0}00", "00000000010", "7777777777777", "-0000001000", " path=", "../",
      "./",
    ]
  ) { fuzzArchive($0) }

  /// A ustar archive without checksums.
  private static func tar(_ members: [(name: String, text: String)], kind: Character = "0") -> [UInt8] {
    members.flatMap { name, text -> [UInt8] in
      var head = [UInt8](repeating: 0, count: 512)
      func put(_ text: String, _ at: Int) {
        for (offset, byte) in text.utf8.enumerated() { head[at + offset] = byte }
      }
      let size = String(text.utf8.count, radix: 8)
      put(name, 0)
      put("0000644", 100)
      put(String(repeating: "0", count: 11 - size.count) + size, 124)
      put(String(kind), 156)
      put("ustar\u{0}00", 257)
      let padding = [UInt8](repeating: 0, count: (512 - text.utf8.count % 512) % 512)
      return head + Array(text.utf8) + padding
    }
  }
}

/// A tar archive, plain, packed as it is, or packed here (`G` before it); no name leads out of the snapshot.
package func fuzzArchive(_ bytes: [UInt8]) {
  let archive = bytes.first == UInt8(ascii: "G") ? storedGzip(Array(bytes.dropFirst())) : bytes
  guard let files = try? FileTree.archive(archive, file: "a.tar.gz") else { return }
  for file in files {
    hold(!file.path.split(separator: "/").contains(".."), "a name leads out of the archive")
    _ = try? file.read()
  }
}
