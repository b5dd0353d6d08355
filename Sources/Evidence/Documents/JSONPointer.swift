/// A JSON Pointer (RFC 6901) in its parts.
enum JSONPointer {
  /// A member's name as it stands in a pointer.
  static func escaped(_ token: String) -> String {
    if !token.utf8.contains(where: { $0 == 0x7E || $0 == 0x2F }) { return token }
    let bytes = token.utf8.flatMap { byte -> [UInt8] in
      byte == 0x7E ? [0x7E, 0x30] : byte == 0x2F ? [0x7E, 0x31] : [byte]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The reference tokens, `~1` and `~0` read; nil for a text that is no pointer.
  ///
  /// Taken apart by bytes: a `/` before a combining mark is a `/` and not a part of a character.
  static func tokens(_ pointer: String) -> [String]? {
    if pointer.isEmpty { return [] }
    guard pointer.utf8.first == 0x2F else { return nil }
    return pointer.utf8.dropFirst().split(separator: 0x2F, omittingEmptySubsequences: false).map { raw in
      var token: [UInt8] = []
      var isEscape = false
      for byte in raw {
        if isEscape {
          token += byte == 0x31 ? [0x2F] : byte == 0x30 ? [0x7E] : [0x7E, byte]
          isEscape = false
        } else if byte == 0x7E {
          isEscape = true
        } else {
          token.append(byte)
        }
      }
      if isEscape { token.append(0x7E) }
      return String(decoding: token, as: UTF8.self)
    }
  }
}
