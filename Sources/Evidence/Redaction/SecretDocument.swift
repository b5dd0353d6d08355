import Secrets
/// Finds the secrets of a JSON text: by their place, and by their shape inside its strings.
///
/// A string that holds JSON itself (a CloudTrail event, Terraform's `container_definitions`) is walked like a
/// document; places inside it are told in the bytes of the outer text.
struct SecretDocument {
  /// A stretch of bytes, and what stands there instead.
  struct Secret {
    var range: Range<Int>
    /// A number has no quotes of its own.
    var isBare = false
    /// How many strings the JSON around it stands in.
    var depth = 0

    var replacement: [UInt8] {
      guard isBare else { return Array(Redaction.word.utf8) }
      // Each string around doubles the backslashes before a quote, and adds one.
      let marks = [UInt8](repeating: 0x5C, count: (1 << min(depth, 4)) - 1) + [0x22]
      return marks + Array(Redaction.word.utf8) + marks
    }
  }

  private static let deepest = 4

  /// The secrets of a JSON text in order; nil where it is none.
  static func secrets(_ bytes: [UInt8]) -> [Secret]? {
    guard let index = try? JSONIndex(bytes) else { return nil }
    return secrets(index, depth: 0)
  }

  /// The places of the secrets that the strings and names of a JSON text hold by their shape.
  static func shapes(_ index: JSONIndex) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for entry in index.entries where entry.kind == .string || entry.kind == .key {
      let range = Int(entry.offset) + 1..<Int(entry.offset + entry.length) - 1
      guard range.count >= 5 else { continue }
      let text = UnescapedText(index.bytes[range])
      let ranges = text.bytes.withUnsafeBufferPointer { SecretText.ranges($0) }
      found += ranges.map { text.outer($0) }
    }
    return found
  }

  private static func secrets(_ index: JSONIndex, depth: Int) -> [Secret] {
    var walk = SecretDocument(index: index, depth: depth)
    for root in index.roots { walk.value(root, SecretPlace.root, "", nil) }
    return walk.found
  }

  private let index: JSONIndex
  private let depth: Int
  private var found: [Secret] = []

  private init(index: JSONIndex, depth: Int) {
    self.index = index
    self.depth = depth
  }

  private func name(_ key: Int) -> String { index.text(at: key) }

  /// One value; `name` is its member's name, `mirror` an object of Terraform that tells what is sensitive.
  private mutating func value(_ at: Int, _ place: SecretPlace, _ name: String, _ mirror: Int?) {
    let entry = index.entries[at]
    switch entry.kind {
    case .object: object(at, place, mirror)
    case .array: array(at, place, name, mirror)
    case .string:
      if let mirror, index.entries[mirror].kind == .yes { return hide(at) }
      if place.hides(name), isSecret(at, place, name) { return hide(at) }
      string(at)
    case .number:
      if mirror.map({ index.entries[$0].kind == .yes }) ?? false || place.hides(name) { hide(at) }
    case .yes, .no, .null, .key:
      if place.isHidden || (mirror.map { index.entries[$0].kind == .yes } ?? false) { hide(at) }
    }
  }

  private func isSecret(_ at: Int, _ place: SecretPlace, _ name: String) -> Bool {
    place.isKeptSecret(name) || !SecretPlace.isInnocent(index.text(at: at))
  }

  private mutating func object(
    _ at: Int, _ place: SecretPlace, _ mirror: Int?, hiding sensitive: Set<String> = []
  ) {
    var members: [(name: String, at: Int)] = []
    var cursor = at + 1
    let end = Int(index.entries[at].next)
    while cursor < end {
      members.append((name(cursor), cursor + 1))
      cursor = Int(index.entries[cursor + 1].next)
    }
    let hidden = SecretMembers.hidden(members, index)
    let mirrors = SecretMembers.mirrors(members, index)
    for (name, at) in members {
      if hidden.contains(name) || sensitive.contains(name) {
        hideAll(at)
        continue
      }
      if name == "attributes", index.entries[at].kind == .object,
        let paths = members.first(where: { $0.name == "sensitive_attributes" })
      {
        object(at, place, mirror, hiding: SecretMembers.sensitiveAttributes(paths.at, index))
        continue
      }
      let below = mirrors[name] ?? mirror.flatMap { member(of: $0, name) }
      let kind = index.entries[at].kind
      let inner = kind == .object || kind == .array ? place.inside(name, isArray: kind == .array) : place
      value(at, inner, name, below)
    }
  }

  private mutating func array(_ at: Int, _ place: SecretPlace, _ name: String, _ mirror: Int?) {
    let isCommand = SecretMembers.isCommand(name)
    var before: String?
    var position = 0
    var cursor = at + 1
    let end = Int(index.entries[at].next)
    while cursor < end {
      let kind = index.entries[cursor].kind
      let below = mirror.flatMap { element(of: $0, position) }
      if kind == .object || kind == .array {
        value(cursor, place, name, below)
      } else if isCommand, kind == .string {
        let word = index.text(at: cursor)
        if SecretMembers.isSecretWord(word, after: before) { hide(cursor) } else { string(cursor) }
        before = word
      } else {
        // A list of texts under a secret's name is a list of secrets.
        value(cursor, place, name, below)
      }
      position += 1
      cursor = Int(index.entries[cursor].next)
    }
  }

  private func member(of object: Int, _ name: String) -> Int? {
    let kind = index.entries[object].kind
    guard kind == .object else { return kind == .yes ? object : nil }
    var cursor = object + 1
    while cursor < Int(index.entries[object].next) {
      if self.name(cursor) == name { return cursor + 1 }
      cursor = Int(index.entries[cursor + 1].next)
    }
    return nil
  }

  private func element(of array: Int, _ position: Int) -> Int? {
    let kind = index.entries[array].kind
    guard kind == .array else { return kind == .yes ? array : nil }
    var cursor = array + 1
    var left = position
    while cursor < Int(index.entries[array].next) {
      if left == 0 { return cursor }
      left -= 1
      cursor = Int(index.entries[cursor].next)
    }
    return nil
  }

  /// Every text and number in a value.
  private mutating func hideAll(_ at: Int) {
    let entry = index.entries[at]
    for inner in at..<Int(entry.next) {
      let kind = index.entries[inner].kind
      if kind == .string || kind == .number { hide(inner) }
    }
  }

  private mutating func hide(_ at: Int) {
    let entry = index.entries[at]
    let range = Int(entry.offset)..<Int(entry.offset + entry.length)
    if entry.kind == .string {
      if range.count > 2 { found.append(Secret(range: range.lowerBound + 1..<range.upperBound - 1)) }
    } else {
      found.append(Secret(range: range, isBare: true, depth: depth))
    }
  }

  /// What a string holds: JSON of its own, or a free text.
  private mutating func string(_ at: Int) {
    let entry = index.entries[at]
    let start = Int(entry.offset) + 1
    let range = start..<Int(entry.offset + entry.length) - 1
    guard range.count >= 5 else { return }
    if !entry.escaped {
      let ranges = index.bytes.withUnsafeBufferPointer { SecretText.ranges(.init(rebasing: $0[range])) }
      found += ranges.map { Secret(range: $0.lowerBound + start..<$0.upperBound + start) }
      return
    }
    found += Self.inside(index.bytes[range], depth: depth)
  }

  /// The places of the secrets in an escaped string, quotes left out.
  static func inside(_ escaped: ArraySlice<UInt8>) -> [Range<Int>] { inside(escaped, depth: 0).map(\.range) }

  private static func inside(_ escaped: ArraySlice<UInt8>, depth: Int) -> [Secret] {
    let text = UnescapedText(escaped)
    let first = text.bytes.first { $0 > 0x20 }
    var inner: [Secret]?
    if first == 0x7B || first == 0x5B, depth < deepest, let nested = try? JSONIndex(text.bytes) {
      inner = secrets(nested, depth: depth + 1)
    }
    let secrets =
      inner
      ?? text.bytes.withUnsafeBufferPointer { SecretText.ranges($0) }.map { Secret(range: $0) }
    return secrets.map { secret in
      var secret = secret
      secret.range = text.outer(secret.range)
      return secret
    }
  }
}

/// A JSON string without its escapes, and where each of its bytes stands in the escaped one.
struct UnescapedText {
  private(set) var bytes: [UInt8] = []
  private var places: [Int] = []
  private let end: Int

  init(_ escaped: ArraySlice<UInt8>) {
    end = escaped.endIndex
    bytes.reserveCapacity(escaped.count)
    places.reserveCapacity(escaped.count)
    var cursor = escaped.startIndex
    while cursor < escaped.endIndex {
      guard escaped[cursor] == 0x5C, cursor + 1 < escaped.endIndex else {
        bytes.append(escaped[cursor])
        places.append(cursor)
        cursor += 1
        continue
      }
      var length = 2
      if escaped[cursor + 1] == UInt8(ascii: "u") {
        length = 6
        // A pair of surrogates is one character.
        let next = cursor + 6
        if next + 1 < escaped.endIndex, escaped[next] == 0x5C, escaped[next + 1] == UInt8(ascii: "u"),
          cursor + 2 < escaped.endIndex, escaped[cursor + 2] | 0x20 == UInt8(ascii: "d")
        {
          length = 12
        }
      }
      let stop = min(cursor + length, escaped.endIndex)
      for byte in JSON.unescape(escaped[cursor..<stop]).utf8 {
        bytes.append(byte)
        places.append(cursor)
      }
      cursor = stop
    }
  }

  /// The stretch of the escaped string that a stretch of this text stands for.
  func outer(_ range: Range<Int>) -> Range<Int> {
    let start = range.lowerBound < places.count ? places[range.lowerBound] : end
    let stop = range.upperBound < places.count ? places[range.upperBound] : end
    return start..<max(start, stop)
  }
}
