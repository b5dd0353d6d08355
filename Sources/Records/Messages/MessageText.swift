/// A cleaned failure text to look for words in: each search goes over it once, whatever stands in it.
///
/// Texts come from outside. A regular expression that steps back is quadratic in a text made for it, so the few
/// shapes that failure texts have are read by plain scanning.
struct MessageText {
  /// A place behind a word that was found; what stands there is taken piece by piece.
  struct Cursor {
    fileprivate let text: MessageText
    fileprivate(set) var at: Int
  }

  /// The text, and the same with ASCII's capitals made small: offsets fit both.
  fileprivate let bytes: [UInt8]
  fileprivate let lower: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
    lower = bytes.map { MessageText.lowered($0) }
  }

  static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// Where the words stand, from an offset on; words are given in small letters.
  func find(_ words: StaticString, from: Int = 0) -> Int? {
    let count = words.utf8CodeUnitCount
    guard count > 0, lower.count - from >= count else { return nil }
    return lower.withUnsafeBufferPointer { text in
      let first = words.utf8Start[0]
      var at = from
      while at <= text.count - count {
        if text[at] == first {
          var same = 1
          while same < count, text[at + same] == words.utf8Start[same] { same += 1 }
          if same == count { return at }
        }
        at += 1
      }
      return nil
    }
  }

  /// The first answer that is given behind one of the places where the words stand.
  func first<Found>(after words: StaticString, _ take: (inout Cursor) -> Found?) -> Found? {
    var from = 0
    while let start = find(words, from: from) {
      var cursor = Cursor(text: self, at: start + words.utf8CodeUnitCount)
      if let found = take(&cursor) { return found }
      from = start + 1
    }
    return nil
  }

  /// The byte before an offset; nil at the beginning.
  func byte(before at: Int) -> UInt8? { at > 0 ? lower[at - 1] : nil }

  /// The run of bytes around the words at `start` that `belongs` holds for, to the left of it.
  func beginning(of start: Int, while belongs: (UInt8) -> Bool) -> Int {
    var at = start
    while at > 0, belongs(lower[at - 1]) { at -= 1 }
    return at
  }

  func cursor(at: Int) -> Cursor { Cursor(text: self, at: at) }

  /// The text between two offsets as it stands.
  func text(_ from: Int, _ to: Int) -> String { String(decoding: bytes[from..<max(from, to)], as: UTF8.self) }

  /// Whether a byte ends a word in a text, where blanks, quotes or one of `also` do.
  static func ends(_ byte: UInt8, _ also: StaticString) -> Bool {
    if byte == 0x20 { return true }
    for at in 0..<also.utf8CodeUnitCount where also.utf8Start[at] == byte { return true }
    return false
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

  /// A letter, a digit, an underscore, or a part of a character beyond ASCII.
  static func isInWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || isLetter(byte) || byte == 0x5F || byte >= 0x80
  }

  /// A small letter, a digit or a hyphen, as regions and services are written.
  static func isName(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) || byte == 0x2D }
}

extension MessageText.Cursor {
  /// The byte here, small; nil at the end.
  var byte: UInt8? { at < text.lower.count ? text.lower[at] : nil }
  var isAtEnd: Bool { at >= text.lower.count }

  mutating func step() { at += 1 }

  /// Goes past these words; false, and stays, where they do not stand here.
  mutating func take(_ words: StaticString) -> Bool {
    let count = words.utf8CodeUnitCount
    guard text.lower.count - at >= count else { return false }
    for step in 0..<count where text.lower[at + step] != words.utf8Start[step] { return false }
    at += count
    return true
  }

  /// Goes past one of these words, the first that stands here.
  mutating func take(oneOf words: StaticString...) -> Bool {
    for word in words where take(word) { return true }
    return false
  }

  /// Takes bytes as long as `belongs` holds; nil where it holds for none.
  mutating func run(while belongs: (UInt8) -> Bool) -> String? {
    let start = at
    while let byte, belongs(byte) { at += 1 }
    return at > start ? text.text(start, at) : nil
  }

  /// Takes bytes up to a blank or one of `signs`; nil where one stands here.
  mutating func word(until signs: StaticString) -> String? { run { !MessageText.ends($0, signs) } }
}
