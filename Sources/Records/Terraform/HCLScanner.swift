import Sentences

/// One token of an HCL text: what it is and where it stands.
struct HCLToken: Sendable {
  enum Kind: Sendable, Hashable {
    case word
    case string
    case heredoc
    case number
    /// A sign of ASCII by its byte; 0 for any other character that begins nothing.
    case symbol(UInt8)
    case newline

    static func sign(_ sign: Unicode.Scalar) -> Kind { .symbol(UInt8(ascii: sign)) }
  }

  let kind: Kind
  let line: Int
  /// 1-based, in bytes.
  let column: Int
  let start: Int
  let end: Int

  var range: Range<Int> { start..<end }
  var place: HCLPlace { HCLPlace(line: line, column: column) }
}

/// A place in an HCL text, 1-based; columns count bytes.
struct HCLPlace: Sendable, Hashable {
  let line: Int
  let column: Int
}

/// Cuts an HCL text into tokens, one at a time; comments vanish, newlines stay.
struct HCLScanner: Sendable {
  /// Levels that templates inside strings may have.
  static let deepest = 200

  let text: HCLText
  private(set) var at: Int
  private let end: Int
  private(set) var line: Int
  private var lineStart: Int
  /// What was opened and never closed, or is nested too deep.
  private(set) var problem: (place: HCLPlace, what: Sentence)?

  init(_ text: HCLText) {
    self.init(text, text.bytes.indices, line: 1)
    if text.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  /// Scans a part of a text that was scanned before.
  init(_ text: HCLText, _ range: Range<Int>, line: Int) {
    self.text = text
    at = range.lowerBound
    end = range.upperBound
    self.line = line
    lineStart = range.lowerBound
  }

  private var place: HCLPlace { HCLPlace(line: line, column: at - lineStart + 1) }

  private func peek(_ offset: Int = 0) -> UInt8? { at + offset < end ? text.bytes[at + offset] : nil }

  /// Takes the problem that was met since the last call.
  mutating func takeProblem() -> (place: HCLPlace, what: Sentence)? {
    defer { problem = nil }
    return problem
  }

  /// The next token; nil at the end.
  mutating func next() -> HCLToken? {
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: " "), 0x09, 0x0B, 0x0C, 0x0D: at += 1
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipComment()
      case 0x80...:
        guard let token = other() else { continue }
        return token
      default: return token(byte)
      }
    }
    return nil
  }

  private mutating func token(_ byte: UInt8) -> HCLToken {
    let start = at
    let first = place
    func made(_ kind: HCLToken.Kind) -> HCLToken {
      HCLToken(kind: kind, line: first.line, column: first.column, start: start, end: min(at, end))
    }
    switch byte {
    case UInt8(ascii: "\n"):
      at += 1
      line += 1
      lineStart = at
      return made(.newline)
    case UInt8(ascii: "\""):
      quoted()
      return made(.string)
    case UInt8(ascii: "<") where isHeredoc:
      heredoc()
      return made(.heredoc)
    case _ where HCLScanner.isLetter(byte):
      word()
      return made(.word)
    case _ where HCLScanner.isDigit(byte) || byte == UInt8(ascii: "-") && HCLScanner.isDigit(peek(1)):
      at += 1
      while HCLScanner.isDigit(peek()) || peek() == UInt8(ascii: ".") && HCLScanner.isDigit(peek(1)) {
        at += 1
      }
      return made(.number)
    default:
      at += 1
      return made(.symbol(byte))
    }
  }

  /// A character beyond ASCII: the beginning of a word, a blank (nil), or a sign without meaning.
  private mutating func other() -> HCLToken? {
    let start = at
    let first = place
    let (scalar, length) = scalar()
    if scalar.properties.isWhitespace {
      at += length
      return nil
    }
    let isWord = scalar.properties.isAlphabetic
    if isWord { word() } else { at += length }
    return HCLToken(
      kind: isWord ? .word : .symbol(0), line: first.line, column: first.column, start: start, end: at)
  }

  /// The character here and its bytes; what is no UTF-8 is U+FFFD, one byte long.
  private func scalar() -> (Unicode.Scalar, Int) {
    var bytes = text.bytes[at..<min(at + 4, end)].makeIterator()
    var decoder = Unicode.UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return ("\u{FFFD}", 1) }
    return (scalar, scalar.utf8.count)
  }

  private mutating func word() {
    while let byte = peek() {
      if HCLScanner.isLetter(byte) || HCLScanner.isDigit(byte) || byte == UInt8(ascii: "-") {
        at += 1
      } else if byte >= 0x80 {
        let (scalar, length) = scalar()
        guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else { return }
        at += length
      } else {
        return
      }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }

  private mutating func skipLine() {
    while let byte = peek(), byte != UInt8(ascii: "\n") { at += 1 }
  }

  private mutating func skipComment() {
    let opened = place
    at += 2
    while let byte = peek() {
      if byte == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        at += 2
        return
      }
      at += 1
      if byte == UInt8(ascii: "\n") {
        line += 1
        lineStart = at
      }
    }
    problem = (opened, "the comment that begins here is not closed: all that follows is not read")
  }

  /// A quoted string; quotes inside `${…}` do not end it.
  private mutating func quoted() {
    let opened = place
    // The braces that are open at each level of templates; a level of -1 is a string.
    var levels = [-1]
    at += 1
    while let byte = peek(), let level = levels.last {
      let here = place
      if byte == UInt8(ascii: "\n") {
        // A string does not cross lines: an unclosed one ends here. A template may.
        if level < 0 { break }
        at += 1
        line += 1
        lineStart = at
        continue
      }
      let isTemplate = byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%")
      if level < 0, byte == UInt8(ascii: "\\") {
        at += peek(1) == UInt8(ascii: "\n") ? 1 : 2
      } else if level < 0, isTemplate, peek(1) == byte, peek(2) == UInt8(ascii: "{") {
        // `$${` is the text `${`.
        at += 3
      } else if level < 0, isTemplate, peek(1) == UInt8(ascii: "{") {
        levels.append(0)
        at += 2
      } else if byte == UInt8(ascii: "\"") {
        at += 1
        if level >= 0 { levels.append(-1) } else { levels.removeLast() }
        if levels.isEmpty { return }
      } else {
        at += 1
        if level >= 0, byte == UInt8(ascii: "{") { levels[levels.count - 1] += 1 }
        if level >= 0, byte == UInt8(ascii: "}") {
          if level == 0 { levels.removeLast() } else { levels[levels.count - 1] -= 1 }
        }
      }
      if levels.count > HCLScanner.deepest, problem == nil {
        problem = (here, "templates are nested deeper than \(HCLScanner.deepest) levels")
      }
    }
    if problem == nil { problem = (opened, "the string that begins here is not closed") }
  }

  /// Whether `<<NAME` or `<<-NAME` stands here.
  private var isHeredoc: Bool {
    guard peek(1) == UInt8(ascii: "<") else { return false }
    let name = peek(2) == UInt8(ascii: "-") ? peek(3) : peek(2)
    return name.map { HCLScanner.isLetter($0) || $0 >= 0x80 } ?? false
  }

  private mutating func heredoc() {
    let opened = place
    at += peek(2) == UInt8(ascii: "-") ? 3 : 2
    let marker = row()
    while at < end {
      // Past the line's end.
      at += 1
      line += 1
      lineStart = at
      if row().elementsEqual(marker) { return }
    }
    let name = String(decoding: marker, as: UTF8.self)
    problem = (opened, "the text that begins here is not closed by a line \(name)")
  }

  /// The rest of the line without the blanks around it.
  private mutating func row() -> ArraySlice<UInt8> {
    let start = at
    skipLine()
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    var row = text.bytes[start..<min(at, end)]
    row = row.drop(while: isBlank)
    while let last = row.last, isBlank(last) { row.removeLast() }
    return row
  }
}
