/// The parts that the shapes of secrets are made of.
extension SecretText {
  /// A name before a `=` or `:`.
  package struct Name {
    var range: Range<Int>
    var says: SecretLabel
    /// Whether it stands in quotes, as in JSON.
    var isQuoted: Bool
    /// Blanks between the name and the sign.
    var gap: Int
    var isHeader = false
    var isCookie = false
  }

  private static let authorization = Array("authorization".utf8)
  private static let cookie = Array("cookie".utf8)

  package func isWordByte(_ byte: UInt8) -> Bool { SecretLabel.isLetterOrDigit(byte) || byte == 0x5F }

  package func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  package func skipBlanks(_ start: Int) -> Int {
    var place = start
    while place < bytes.count, place - start < 64, isBlank(bytes[place]) { place += 1 }
    return place
  }

  package func isWordStart(_ place: Int) -> Bool {
    place == 0 || bytes[place - 1] <= 0x20 || "\"'`([,=:".utf8.contains(bytes[place - 1])
  }

  /// The name that ends before a place; at most 64 bytes are looked at.
  package func name(endingAt place: Int, blanks: Int) -> Name? {
    var end = place
    while end > 0, place - end < blanks, isBlank(bytes[end - 1]) { end -= 1 }
    let gap = place - end
    var isQuoted = false
    if end > 0, bytes[end - 1] == 0x22 || bytes[end - 1] == 0x27 {
      isQuoted = true
      end -= 1
      if end > 0, bytes[end - 1] == 0x5C { end -= 1 }
    } else if end > 0, bytes[end - 1] == 0x5D {
      // `headers["token"]=`
      end -= 1
      if end > 0, bytes[end - 1] == 0x22 || bytes[end - 1] == 0x27 { end -= 1 }
    }
    var start = end
    while start > 0, end - start < 64,
      isWordByte(bytes[start - 1]) || bytes[start - 1] == 0x2D
        || bytes[start - 1] == 0x2E
    {
      start -= 1
    }
    guard start < end else { return nil }
    let slice = bytes[start..<end]
    var name = Name(range: start..<end, says: SecretLabel.of(slice), isQuoted: isQuoted, gap: gap)
    if slice.count >= 13, SecretToken.matchesFolded(bytes, end - 13, Self.authorization) {
      name.isHeader = true
    }
    if slice.count >= 6, SecretToken.matchesFolded(bytes, end - 6, Self.cookie) {
      name.isHeader = true
      name.isCookie = true
    }
    return name
  }

  /// Whether only blanks, a list's dash or a quote stand before a place on its line.
  package func startsLine(_ place: Int) -> Bool {
    var before = place
    while before > 0, place - before < 64, isBlank(bytes[before - 1]) || bytes[before - 1] == 0x2D {
      before -= 1
    }
    return before == 0 || bytes[before - 1] == 0x0A
  }

  /// Where an unquoted word ends.
  package func wordEnd(_ start: Int) -> Int {
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte <= 0x20 || "\"'&,;}`".utf8.contains(byte) { break }
      if byte == 0x5C, end + 1 < bytes.count, "\"'".utf8.contains(bytes[end + 1]) { break }
      end += 1
    }
    // What closes the sentence is not of the word.
    if end == bytes.count || bytes[end] <= 0x20 || bytes[end] == 0x60 {
      while end > start + 1, ".:)]|".utf8.contains(bytes[end - 1]) { end -= 1 }
    }
    return end
  }

  /// The value that begins at a place: what its quotes hold, or one word; empty where it is no secret.
  package func value(_ start: Int, isSpaced: Bool, name: SecretLabel, inJSON: Bool = false) -> Range<Int> {
    let nothing = start..<start
    guard start < bytes.count else { return nothing }
    var mark = bytes[start]
    var from = start
    let isEscaped = mark == 0x5C && start + 1 < bytes.count && "\"'".utf8.contains(bytes[start + 1])
    if isEscaped { mark = bytes[start + 1] }
    if mark == 0x22 || mark == 0x27 {
      from = start + (isEscaped ? 2 : 1)
      if let end = closing(from, mark, isEscaped: isEscaped) { return from..<end }
      return from..<wordEnd(from)
    }
    // What is no text in JSON (a number, an object) is no secret here.
    if inJSON, !SecretLabel.isLetterOrDigit(mark) { return nothing }
    if mark == 0x7B || mark == 0x5B { return nothing }
    let range = start..<wordEnd(start)
    if isReference(range) { return nothing }
    return range
  }

  /// The closing quote on the same line; nil where there is none.
  private func closing(_ start: Int, _ mark: UInt8, isEscaped: Bool) -> Int? {
    var place = start
    while place < bytes.count, bytes[place] != 0x0A {
      if bytes[place] == 0x5C, place + 1 < bytes.count {
        if bytes[place + 1] == mark, isEscaped { return place }
        if !isEscaped {
          place += 2
          continue
        }
        // Twice escaped quotes are of the value.
        place += bytes[place + 1] == 0x5C ? 3 : 2
        continue
      }
      if bytes[place] == mark { return place }
      place += 1
    }
    return nil
  }

  private static let references = ["var.", "local.", "data.", "module.", "each.", "random_", "aws_"]
    .map { Array($0.utf8) }
  private static let words = Set(
    ["true", "false", "null", "none", "nil", "yes", "no", "any", "required", "optional"])

  /// Terraform's names of other values, and the words that are no text in JSON.
  private func isReference(_ range: Range<Int>) -> Bool {
    if Self.references.contains(where: { SecretToken.matches(bytes, range.lowerBound, $0) }) { return true }
    return range.count <= 8
      && Self.words.contains(String(decoding: bytes[range], as: UTF8.self).lowercased())
  }

  private static let arn = Array("arn:".utf8)
  private static let files = ["file://", "fileb://"].map { Array($0.utf8) }
  package static let word = Array(SecretText.shown.utf8)

  /// What stands where a secret would and is none: an ARN, a variable, a placeholder, what is redacted already.
  package func isInnocent(_ range: Range<Int>) -> Bool {
    let first = bytes[range.lowerBound]
    if SecretToken.matches(bytes, range.lowerBound, Self.word) { return true }
    if SecretToken.matches(bytes, range.lowerBound, Self.arn) { return true }
    if first == 0x24, range.count > 1 {
      let next = bytes[range.lowerBound + 1]
      let rest = bytes[(range.lowerBound + 1)..<range.upperBound]
      if next == 0x28 || next == 0x7B { return true }
      return rest.allSatisfy { SecretLabel.isUpper($0) || $0 == 0x5F || ($0 >= 0x30 && $0 <= 0x39) }
    }
    if first == 0x3C || first == 0x7B { return true }
    // A command that reads the value from a file, or takes it from the shell.
    if Self.files.contains(where: { SecretToken.matches(bytes, range.lowerBound, $0) }) { return true }
    return bytes[range].allSatisfy { $0 == 0x2A || $0 == 0x2E || $0 == 0x78 }
  }
}
