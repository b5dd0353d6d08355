import Secrets
/// Keeps secrets out of screens, reports and JSON, wherever they came from: the one place that knows what one is.
///
/// Contract: values of `environment`, origin custom headers, tokens and query strings appear only as `redacted`.
/// A secret is known by its place in a document (``SecretPlace``, ``SecretMembers``), by the name before it
/// (``SecretLabel``) or by its shape (``SecretText``, ``SecretToken``).
package enum Redaction {
  /// What stands instead of a secret.
  package static let word = SecretText.shown

  /// A text (a log line, a message, a URL, a command) without the query strings and credentials in it.
  ///
  /// A text without secrets is given back as it is; what is redacted already stays so.
  package static func text(_ text: String) -> String {
    let ranges = ranges(text)
    if ranges.isEmpty { return text }
    let bytes = Array(text.utf8)
    return String(decoding: replaced(bytes, ranges.map { ($0, Array(word.utf8)) }), as: UTF8.self)
  }

  /// A text without what is a secret by its shape: the last look at whatever the program writes.
  ///
  /// JSON stays JSON: each of its strings is looked at by itself.
  package static func shapes(in text: String) -> String {
    var text = text
    let ranges = text.withUTF8 { bytes in
      let first = bytes.first { $0 > 0x20 }
      if first == 0x7B || first == 0x5B || first == 0x22, let index = try? JSONIndex(Array(bytes)) {
        return SecretDocument.shapes(index)
      }
      return SecretText.ranges(bytes, isMarksOnly: true)
    }
    if ranges.isEmpty { return text }
    return String(
      decoding: replaced(Array(text.utf8), ranges.map { ($0, Array(word.utf8)) }), as: UTF8.self)
  }

  /// A citation without secrets; its value is a verbatim part of what stands there, or the word.
  package static func citation(_ citation: Citation) -> Citation {
    var result = citation
    result.says = citation.says.mapped { text($0) }
    guard let value = citation.value else { return result }
    if let pointer = citation.pointer {
      result.value = SecretPlace.hides(pointer: pointer, value: value) ? word : part(value)
    } else {
      result.value = text(value)
    }
    if result.value != value { result.isBare = false }
    return result
  }

  /// A finding whose sentences and citations hold no secrets; what it binds is left as it is.
  package static func finding(_ finding: Finding) -> Finding {
    var result = finding
    result.because = finding.because.mapped { text($0) }
    result.evidence = finding.evidence.map { citation($0) }
    return result
  }

  /// A subject's value without the query string and the credentials of a URL.
  package static func subject(_ key: String, _ value: String) -> String { text(value) }

  /// A value of a document without secrets.
  package static func value(_ value: JSONValue) -> JSONValue {
    let bytes = Array(value.compact.utf8)
    let shown = json(bytes)
    if shown == bytes { return value }
    return JSONValue(text: String(decoding: shown, as: UTF8.self)) ?? .string(word)
  }

  /// A JSON text without secrets, every other byte as it was; what is no JSON is read as a free text.
  package static func json(_ bytes: [UInt8]) -> [UInt8] {
    guard let secrets = SecretDocument.secrets(bytes) else {
      return replaced(bytes, shapes(bytes).map { ($0, Array(word.utf8)) })
    }
    return replaced(bytes, secrets.map { ($0.range, $0.replacement) })
  }

  /// The secrets that ``text(_:)`` takes out, in their order.
  package static func secrets(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    return ranges(text).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// Whether the value at a pointer is a secret by its place.
  package static func hides(_ pointer: String, value: String? = "x") -> Bool {
    SecretPlace.hides(pointer: pointer, value: value)
  }

  /// The longest verbatim part of a text that holds no secret; the word where nothing is left.
  private static func part(_ text: String) -> String {
    let secrets = ranges(text)
    if secrets.isEmpty { return text }
    let bytes = Array(text.utf8)
    var longest: ArraySlice<UInt8> = []
    var start = 0
    for secret in secrets + [bytes.count..<bytes.count] where secret.lowerBound >= start {
      // What stands before a query string goes up to its question mark.
      var piece = bytes[start..<secret.lowerBound]
      if piece.last == 0x3F { piece.removeLast() }
      if piece.count > longest.count { longest = piece }
      start = secret.upperBound
    }
    while let last = longest.last, last <= 0x20 { longest.removeLast() }
    while let first = longest.first, first <= 0x20 { longest.removeFirst() }
    return longest.isEmpty ? word : String(decoding: longest, as: UTF8.self)
  }

  /// Where the secrets of a text stand, in bytes: of a document by place and shape, of other texts by shape.
  private static func ranges(_ text: String) -> [Range<Int>] {
    var text = text
    return text.withUTF8 { bytes in
      let first = bytes.first { $0 > 0x20 }
      let last = bytes.last { $0 > 0x20 }
      if first == 0x7B && last == 0x7D || first == 0x5B && last == 0x5D,
        let secrets = SecretDocument.secrets(Array(bytes))
      {
        return secrets.map(\.range)
      }
      return SecretText.ranges(bytes)
    }
  }

  /// Where the secrets of a free text stand.
  static func shapes(_ bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { SecretText.ranges($0) }
  }

  /// The bytes with something else in some places; places that overlap an earlier one are left out.
  static func replaced(_ bytes: [UInt8], _ secrets: [(range: Range<Int>, by: [UInt8])]) -> [UInt8] {
    if secrets.isEmpty { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var at = 0
    for secret in secrets.sorted(by: { $0.range.lowerBound < $1.range.lowerBound })
    where secret.range.lowerBound >= at {
      out += bytes[at..<secret.range.lowerBound]
      out += secret.by
      at = secret.range.upperBound
    }
    return out + bytes[at...]
  }
}
