/// Paths of requests as the tables count them.
package enum LogPath {
  /// Writes the path with numbers and ids replaced by `*` and at most four segments, so that the table of paths
  /// stays small: `/company/30` becomes `/company/*`.
  static func shape(_ path: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
    out.removeAll(keepingCapacity: true)
    var at = 0
    var segments = 0
    while at < path.count {
      guard path[at] == UInt8(ascii: "/") else {
        // Not an absolute path (`-`, `*`): counted as it is.
        out.append(contentsOf: path[at..<min(path.count, at + 64)])
        return
      }
      segments += 1
      if segments > 4 {
        out.append(contentsOf: "/…".utf8)
        return
      }
      out.append(UInt8(ascii: "/"))
      at += 1
      let start = at
      var digits = 0
      var hex = true
      while at < path.count, path[at] != UInt8(ascii: "/") {
        let byte = path[at]
        if byte >= 48 && byte <= 57 {
          digits += 1
        } else if !(byte >= 97 && byte <= 102 || byte >= 65 && byte <= 70 || byte == 45) {
          hex = false
        }
        at += 1
      }
      let length = at - start
      if digits == length && length > 0 || hex && digits > 0 && length >= 8 {
        out.append(UInt8(ascii: "*"))
      } else {
        out.append(contentsOf: path[start..<min(at, start + 64)])
      }
    }
  }

  /// The path of a request URL: from the first slash after the host up to `?` or `#`.
  static func path(ofURL url: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var at = 0
    while at + 2 < url.count {
      if url[at] == UInt8(ascii: ":"), url[at + 1] == UInt8(ascii: "/"), url[at + 2] == UInt8(ascii: "/") {
        start = at + 3
        while start < url.count, url[start] != UInt8(ascii: "/"), url[start] != UInt8(ascii: "?") {
          start += 1
        }
        break
      }
      if url[at] == UInt8(ascii: "/") || url[at] == UInt8(ascii: "?") { break }
      at += 1
    }
    var end = start
    while end < url.count, url[end] != UInt8(ascii: "?"), url[end] != UInt8(ascii: "#") { end += 1 }
    return UnsafeBufferPointer(rebasing: url[start..<end])
  }

  /// The key under which a method and path meet in both logs.
  static func joinKey(_ method: UnsafeBufferPointer<UInt8>, _ path: UnsafeBufferPointer<UInt8>) -> UInt64 {
    ByteHash.of(path, seed: ByteHash.of(method))
  }
}

extension LogPath {
  /// The shape of a kept line's path, as the tables have it.
  package static func shape(_ path: String) -> String {
    var bytes: [UInt8] = []
    var path = path
    path.withUTF8 { shape($0, into: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
