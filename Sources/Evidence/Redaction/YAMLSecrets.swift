import Secrets
/// Finds the secrets of a YAML file by their place, line by line: a file that does not parse is redacted, too.
struct YAMLSecrets {
  /// A mapping that is open, by the column where its keys begin.
  private struct Level {
    var column: Int
    var place: SecretPlace
    var isCommand = false
    /// What `name` or `key` of this mapping holds.
    var named = SecretLabel.no
    /// Whether `kind: Secret` stands here.
    var isSecret = false
    var word: String?
  }

  private let bytes: [UInt8]
  private var found: [Range<Int>] = []
  private var levels = [Level(column: -1, place: .root)]
  /// The column that the lines of a block text are deeper than, and whether they are hidden.
  private var block: (column: Int, isHidden: Bool)?

  static func ranges(_ bytes: [UInt8]) -> [Range<Int>] {
    var reader = YAMLSecrets(bytes)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      reader.line(start..<end)
      start = end + 1
    }
    return reader.found
  }

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func line(_ line: Range<Int>) {
    var at = line.lowerBound
    while at < line.upperBound, bytes[at] == 0x20 { at += 1 }
    var end = line.upperBound
    while end > at, bytes[end - 1] <= 0x20 { end -= 1 }
    if at == end { return }
    if let block {
      if at - line.lowerBound > block.column {
        if block.isHidden { found.append(at..<end) }
        return
      }
      self.block = nil
    }
    if bytes[at] == UInt8(ascii: "#") { return }
    if bytes[at] == 0x2D, end - at == 3, bytes[at + 1] == 0x2D { levels = [levels[0]] }
    var isItem = false
    while at + 1 < end, bytes[at] == 0x2D, bytes[at + 1] == 0x20 {
      close(at - line.lowerBound, isItem: true)
      isItem = true
      at += 2
      while at < end, bytes[at] == 0x20 { at += 1 }
    }
    let column = at - line.lowerBound
    guard let colon = colon(at, end) else {
      if isItem { item(at..<end) }
      return
    }
    close(column, isItem: false)
    if isItem || levels[levels.count - 1].column != column {
      let place = levels[levels.count - 1].place
      levels.append(Level(column: column, place: place))
    }
    member(unquoted(at..<colon), colon + 1..<end, column)
  }

  /// Leaves the mappings that end here; a list's dash may stand in the column of its key.
  private mutating func close(_ column: Int, isItem: Bool) {
    while levels.count > 1, let last = levels.last, last.column > (isItem ? column + 1 : column) {
      levels.removeLast()
    }
  }

  private func colon(_ start: Int, _ end: Int) -> Int? {
    if start < end, "{[|>".utf8.contains(bytes[start]) { return nil }
    var at = start
    while at < end {
      if bytes[at] == 0x3A, at + 1 == end || bytes[at + 1] == 0x20 { return at }
      at += 1
    }
    return nil
  }

  private func unquoted(_ range: Range<Int>) -> Range<Int> {
    guard range.count >= 2, let first = bytes[range].first, first == 0x22 || first == 0x27,
      bytes[range.upperBound - 1] == first
    else { return range }
    return range.lowerBound + 1..<range.upperBound - 1
  }

  private mutating func item(_ range: Range<Int>) {
    let inner = unquoted(range)
    let text = String(decoding: bytes[inner], as: UTF8.self)
    guard var level = levels.last else { return }
    if level.place.isHidden || (level.isCommand && SecretMembers.isSecretWord(text, after: level.word)) {
      found.append(inner)
    }
    level.word = text
    levels[levels.count - 1] = level
  }

  private mutating func member(_ key: Range<Int>, _ rest: Range<Int>, _ column: Int) {
    let name = String(decoding: bytes[key], as: UTF8.self)
    var start = rest.lowerBound
    while start < rest.upperBound, bytes[start] == 0x20 { start += 1 }
    let value = unquoted(start..<rest.upperBound)
    let last = levels.count - 1
    let place = levels[last].place
    let plain = SecretPlace.plain(name)
    if start == rest.upperBound {
      // What hangs below begins deeper, a list also in this column.
      levels.append(
        Level(column: column + 1, place: below(place, name, last), isCommand: SecretMembers.isCommand(name)))
      return
    }
    let text = String(decoding: bytes[value], as: UTF8.self)
    if ["name", "key"].contains(plain) { levels[last].named = SecretLabel.of(text) }
    if plain == "kind", text == "Secret" { levels[last].isSecret = true }
    if plain == "type", text == "SecureString" { levels[last].named = .strong }
    let hides = place.hides(name) || (plain == "value" && levels[last].named != .no)
    if "|>".utf8.contains(bytes[start]) {
      block = (column, hides)
    } else if hides, place.isKeptSecret(name) || !SecretPlace.isInnocent(text) {
      found.append(value)
    }
  }

  private func below(_ place: SecretPlace, _ name: String, _ level: Int) -> SecretPlace {
    var below = place.inside(name, isArray: name.lowercased() != "environmentvariables")
    let plain = SecretPlace.plain(name)
    if levels[level].isSecret, plain == "data" || plain == "stringdata" { below.isHidden = true }
    return below
  }
}
