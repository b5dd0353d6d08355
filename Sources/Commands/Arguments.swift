/// Keeps what a snapshot says from being anything but a value to the program that is given it.
///
/// Quoting keeps a value away from the shell; a program still reads `-o` as an option, and the AWS CLI reads the
/// file behind `file://` and members of its shorthand behind a comma.
enum Arguments {
  /// The words of one program with each value in a form that the program takes for a value.
  ///
  /// Where there is no such form the value is not written: the command asks for it and says why.
  static func settled(_ words: [CommandWord]) -> [CommandWord] {
    guard words.contains(where: holdsValue), let program = words.first?.plain else { return words }
    let isAWS = program == "aws"
    var result: [CommandWord] = []
    for (index, written) in words.enumerated() {
      let word = isAWS ? shorthand(written) : written
      guard let refusal = refusal(word, isAWS: isAWS) else {
        result.append(word)
        continue
      }
      let isLast = index + 1 == words.count || words[index + 1].plain.hasPrefix("--")
      if refusal == .option, isAWS, isLast, let option = result.last, isOption(option) {
        result[result.count - 1] = option + "=" + word
      } else {
        result.append(refused(word, refusal))
      }
    }
    if program == "curl", !result.contains("--globoff"), result.contains(where: holdsGlob) {
      result.insert("--globoff", at: 1)
    }
    return result
  }

  private static func holdsValue(_ word: CommandWord) -> Bool {
    word.pieces.contains { piece in
      if case .value = piece { true } else { false }
    }
  }

  /// `--name` of the program's own.
  private static func isOption(_ word: CommandWord) -> Bool {
    guard case .literal(let text)? = word.pieces.first, word.pieces.count == 1 else { return false }
    return text.hasPrefix("--") && !text.contains("=")
  }

  private static let files = ["file://", "fileb://", "http://", "https://"]

  private static func refusal(_ word: CommandWord, isAWS: Bool) -> CommandWord.Refusal? {
    var text = ""
    var own = ""
    var isOwn = true
    for piece in word.pieces {
      switch piece {
      case .literal(let part):
        text += part
        if isOwn { own += part }
      case .value(let part, _):
        if part.utf8.contains(0) { return .nul }
        text += part
        if !part.isEmpty { isOwn = false }
      default: isOwn = false
      }
    }
    if isOwn { return nil }
    if isAWS, files.contains(where: { text.hasPrefix($0) && !own.hasPrefix($0) }) { return .file }
    guard own.isEmpty, let first = text.utf8.first else { return nil }
    if isAWS { return first == UInt8(ascii: "-") && !isNumber(text) ? .option : nil }
    // `@file` and `+option` are words of `curl` and `dig`.
    return [UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "@")].contains(first) ? .option : nil
  }

  /// The CLI takes a negative number for a value.
  private static func isNumber(_ text: String) -> Bool {
    text.count > 1 && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }

  private static func refused(_ word: CommandWord, _ refusal: CommandWord.Refusal) -> CommandWord {
    for piece in word.pieces {
      if case .value(_, let name) = piece { return CommandWord([.refused(name, refusal)]) }
    }
    return word
  }

  private static func holdsGlob(_ word: CommandWord) -> Bool {
    word.pieces.contains { piece in
      if case .value(let text, _) = piece { text.contains { "[]{}".contains($0) } } else { false }
    }
  }

  // MARK: shorthand

  /// A word of the form `Key=value,Key=[value]` with the values as the CLI's shorthand quotes them.
  private static func shorthand(_ word: CommandWord) -> CommandWord {
    guard case .literal(let head)? = word.pieces.first, word.pieces.count > 1, isKey(head) else {
      return word
    }
    var pieces: [CommandWord.Piece] = []
    for piece in word.pieces {
      guard case .value(let text, let name) = piece else {
        pieces.append(piece)
        continue
      }
      var isOpen = false
      if case .literal(let before)? = pieces.last { isOpen = before.hasSuffix("\"") }
      pieces.append(.value(quoted(text, isOpen: isOpen), name: name))
    }
    return CommandWord(pieces)
  }

  /// Whether a text begins with `Key=`.
  private static func isKey(_ text: String) -> Bool {
    let key = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return !key.isEmpty && text.dropFirst(key.count).hasPrefix("=")
  }

  /// A value with the shorthand's double quotes where it needs them.
  ///
  /// <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html>
  private static func quoted(_ text: String, isOpen: Bool) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
        || [0x2D, 0x5F, 0x2E, 0x2F, 0x3A, 0x40, 0x25, 0x2B, 0x2A].contains(byte)
    }
    if isPlain { return text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return isOpen ? escaped : "\"" + escaped + "\""
  }
}
