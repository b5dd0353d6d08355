import Sentences

/// A call of the AWS CLI that failed: its stderr, or an output of zero bytes (`contract.md` 1).
package struct FailedCall: Sendable {
  package let kind: DocumentKind
  /// What follows the operation in the file's name, normalized.
  package let subject: String?
  package let account: String?
  package let region: String?
  /// The `.err` where there is one, else the empty output.
  package let file: String
  /// AWS's error code, for example `AccessDenied`; nil where no message was kept.
  package let code: String?
  /// The line of the message, and its 1-based number.
  package let message: String
  package let line: Int

  /// Whether the code proves that the subject does not exist.
  package var provesAbsence: Bool {
    guard let code else { return false }
    return code.hasPrefix("NoSuch") || code.contains("NotFound")
  }

  /// Whether AWS refused the call.
  package var isDenied: Bool {
    guard let code else { return false }
    return [
      "AccessDenied", "Unauthorized", "Forbidden", "ExpiredToken", "InvalidClientTokenId", "AuthFailure",
    ]
    .contains { code.contains($0) }
  }

  /// Cites the message by line and text.
  package func citation(_ says: Sentence) -> Citation {
    Citation(file: file, line: line, value: message.isEmpty ? nil : message, says: says)
  }

  private static let opening = Array("An error occurred (".utf8)

  /// The code inside `An error occurred (Code) when calling the X operation: …`.
  static func code(in message: String) -> String? {
    let bytes = Array(message.utf8)
    var rest = bytes[...]
    while let end = find(opening, in: rest) {
      let code = bytes[end...].prefix(while: FailedCall.isCode)
      if !code.isEmpty, code.endIndex < bytes.count, bytes[code.endIndex] == UInt8(ascii: ")") {
        return String(decoding: code, as: UTF8.self)
      }
      rest = bytes[end...]
    }
    return nil
  }

  private static func isCode(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
    case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }

  /// Where the text behind some words begins.
  private static func find(_ words: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    text.withUnsafeBufferPointer { buffer in
      var at = 0
      while at + words.count <= buffer.count {
        if buffer[at] == words[0], words.indices.allSatisfy({ buffer[at + $0] == words[$0] }) {
          return text.startIndex + at + words.count
        }
        at += 1
      }
      return nil
    }
  }
}
