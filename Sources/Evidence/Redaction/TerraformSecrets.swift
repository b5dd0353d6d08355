import Secrets
/// Finds the secrets of a Terraform file by their place: attributes named like one, environments, user data.
///
/// It reads only as much of the language as tells which attribute of which block a text belongs to, so that a
/// file that does not parse is redacted, too.
struct TerraformSecrets {
  /// A block, object, list or call that is open.
  private struct Frame {
    var place: SecretPlace
    var isCommand = false
    /// What `name` or `key` holds.
    var named = SecretLabel.no
    /// The word before, in a list of a command's words.
    var word: String?
    /// Whether its own name is that of a secret: `variable "db_password"`.
    var isSecret = false
    /// Where its `default` stands, and whether `sensitive = true` does.
    var defaults: [Range<Int>] = []
    var isSensitive = false
  }

  private let bytes: [UInt8]
  private var at = 0
  private var found: [Range<Int>] = []
  private var frames = [Frame(place: .root)]
  /// The names since the last line end or sign: a block's head, or an attribute.
  private var names: [String] = []
  /// The attribute whose value comes next.
  private var key: String?

  static func ranges(_ bytes: [UInt8]) -> [Range<Int>] {
    var reader = TerraformSecrets(bytes)
    reader.read()
    return reader.found.sorted { $0.lowerBound < $1.lowerBound }
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var top: Frame {
    get { frames[frames.count - 1] }
    set { frames[frames.count - 1] = newValue }
  }

  private mutating func read() {
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\n"):
        names = []
        key = nil
        at += 1
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "/"):
        if at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "/") { skipLine() } else { at += 1 }
      case UInt8(ascii: "\""): text()
      case UInt8(ascii: "<"): heredoc()
      case UInt8(ascii: "="), UInt8(ascii: ":"):
        if let last = names.last { key = last }
        names = []
        at += 1
      case UInt8(ascii: ","):
        key = nil
        names = []
        at += 1
      case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): open()
      case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ")"): close()
      case let byte where SecretLabel.isLetterOrDigit(byte) || byte == 0x5F: word()
      default: at += 1
      }
    }
    while frames.count > 1 { close() }
  }

  private mutating func skipLine() { while at < bytes.count, bytes[at] != 0x0A { at += 1 } }

  private mutating func word() {
    let start = at
    while at < bytes.count, SecretLabel.isLetterOrDigit(bytes[at]) || "_-.".utf8.contains(bytes[at]) {
      at += 1
    }
    let word = String(decoding: bytes[start..<at], as: UTF8.self)
    if key == "sensitive", word == "true" { top.isSensitive = true }
    names.append(word)
  }

  private mutating func open() {
    let isList = bytes[at] == UInt8(ascii: "[")
    // `dynamic "environment"` is named by its second word, other blocks by their first, `jsonencode(` by its
    // attribute.
    let isNamedBehind = names.first == "dynamic" || names.first == "variable"
    let label = key ?? (isNamedBehind ? names.dropFirst().first : names.first)
    var frame = Frame(place: label.map { top.place.inside($0, isArray: isList) } ?? top.place)
    if let label {
      frame.isCommand = isList && SecretMembers.isCommand(label)
      frame.isSecret = names.first == "variable" && SecretLabel.of(label) != .no
    }
    frames.append(frame)
    // Inside a call's brackets its attribute is still meant.
    if bytes[at] != UInt8(ascii: "(") { key = nil }
    names = []
    at += 1
  }

  private mutating func close() {
    if frames.count > 1 {
      let frame = frames.removeLast()
      if frame.isSecret || frame.isSensitive { found += frame.defaults }
    }
    key = nil
    names = []
    at += 1
  }

  private mutating func text() {
    let start = at + 1
    at = start
    while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != 0x0A {
      at += bytes[at] == 0x5C ? 2 : 1
    }
    at = min(at, bytes.count)
    let range = start..<max(start, at)
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") { at += 1 }
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard let key else {
      if isValueOfList { return item(text, range) }
      return names.append(text)
    }
    value(key, text, range)
    names.append(text)
  }

  /// Whether a text without attribute stands in a list, and is no name of a block or a member.
  private var isValueOfList: Bool {
    var place = at
    while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
    guard place < bytes.count else { return false }
    return names.isEmpty && ",]\n".utf8.contains(bytes[place]) || top.isCommand
  }

  private mutating func item(_ text: String, _ range: Range<Int>) {
    if top.isCommand, SecretMembers.isSecretWord(text, after: top.word) {
      take(text, range)
    } else if top.place.isHidden {
      take(text, range)
    }
    top.word = text
  }

  private mutating func value(_ key: String, _ text: String, _ range: Range<Int>) {
    let plain = SecretPlace.plain(key)
    if ["name", "key", "type"].contains(plain) {
      top.named = plain == "type" && text == "SecureString" ? .strong : SecretLabel.of(text)
    }
    if plain == "default" { top.defaults.append(range) }
    if plain == "value", top.named != .no { return take(text, range) }
    if top.place.hides(key) { return take(text, range) }
    guard bytes[range].contains(0x5C) else { return }
    found += SecretDocument.inside(bytes[range])
  }

  private mutating func take(_ text: String, _ range: Range<Int>) {
    // A text that only names another value holds none.
    if range.isEmpty || SecretPlace.isInnocent(text) { return }
    if text.hasPrefix("${"), text.hasSuffix("}"), !text.dropFirst(2).contains("${") { return }
    found.append(range)
  }

  /// `<<EOT` and `<<-EOT` up to the line with the mark alone.
  private mutating func heredoc() {
    guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "<") else {
      at += 1
      return
    }
    at += 2
    if at < bytes.count, bytes[at] == UInt8(ascii: "-") { at += 1 }
    let start = at
    while at < bytes.count, bytes[at] > 0x20 { at += 1 }
    let mark = Array(bytes[start..<at])
    skipLine()
    guard !mark.isEmpty, at < bytes.count else { return }
    at += 1
    let body = at
    var end = at
    while at < bytes.count {
      let line = at
      skipLine()
      end = line
      if bytes[line..<at].drop(while: { $0 <= 0x20 }).elementsEqual(mark) { break }
      end = at
      if at < bytes.count { at += 1 }
    }
    let range = body..<max(body, end)
    let isHidden = key.map { top.place.hides($0) } ?? top.place.isHidden
    if isHidden {
      found += SecretFile.lines(of: range, bytes).map(\.range)
    } else if let secrets = SecretDocument.secrets(Array(bytes[range])) {
      found += secrets.map { $0.range.lowerBound + body..<$0.range.upperBound + body }
    }
    key = nil
  }
}
