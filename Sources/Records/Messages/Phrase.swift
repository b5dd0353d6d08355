/// A phrase to look for in a failure text, `*` standing for anything.
///
/// Texts come wrapped, quoted, re-typed and lower-cased; a phrase is compared without case, blanks, quotes and
/// backslashes, so that none of this matters.
package struct Phrase: Sendable, Hashable {
  private let parts: [[UInt8]]

  package init(_ text: String) {
    parts = text.split(separator: "*", omittingEmptySubsequences: true).map { Phrase.squeeze(String($0)) }
      .filter { !$0.isEmpty }
  }

  /// The form in which texts and phrases are compared.
  package static func squeeze(_ text: String) -> [UInt8] {
    text.lowercased().utf8.filter { byte in
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, 0x22, 0x27, 0x5C, 0x60: false
      default: true
      }
    }
  }

  /// Whether the phrase stands in a squeezed text.
  ///
  /// With `cut`, the last part may run out of the text's end: at least half of it, and eight bytes, must be there.
  package func stands(in text: [UInt8], cut: Bool = false) -> Bool {
    var from = 0
    for (number, part) in parts.enumerated() {
      if let end = Phrase.find(part, in: text, from: from) {
        from = end
      } else {
        return cut && number == parts.count - 1 && Phrase.runsOut(part, of: text, from: from)
      }
    }
    return !parts.isEmpty
  }

  /// Whether the phrase is the whole of a short squeezed text, such as an action's name.
  package func matchesWhole(_ text: String, trailing: Bool) -> Bool {
    let squeezed = Phrase.squeeze(text)
    guard let first = parts.first, squeezed.starts(with: first), stands(in: squeezed) else { return false }
    return trailing || (parts.count == 1 && first.count == squeezed.count)
  }

  private static func find(_ part: [UInt8], in text: [UInt8], from: Int) -> Int? {
    guard let first = part.first, text.count - from >= part.count else { return nil }
    var start = from
    let last = text.count - part.count
    while start <= last {
      if text[start] == first, text[start..<start + part.count].elementsEqual(part) {
        return start + part.count
      }
      start += 1
    }
    return nil
  }

  private static func runsOut(_ part: [UInt8], of text: [UInt8], from: Int) -> Bool {
    var text = text[...]
    while text.last == UInt8(ascii: ".") { text = text.dropLast() }
    let least = max(8, (part.count + 1) / 2)
    var length = min(part.count - 1, text.count - from)
    while length >= least {
      if text.suffix(length).elementsEqual(part.prefix(length)) { return true }
      length -= 1
    }
    return false
  }
}
