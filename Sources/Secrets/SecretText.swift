/// Finds the secrets of a free text (a message, a log line, a command) by their shape.
///
/// One pass over the bytes; whatever is looked at around a place is bounded or is not looked at again, so that
/// the time grows with the length of the text and no faster.
package struct SecretText {
  /// What stands in the place of a secret.
  package static let shown = "redacted"

  /// What a byte can begin.
  package enum Role: UInt8 { case nothing, blank, quote, question, equals, colon, dash, slash, initial }

  package let bytes: UnsafeBufferPointer<UInt8>
  package var found: [Range<Int>] = []
  package var at = 0
  /// Where the present word begins: behind the last blank or double quote.
  private var wordStart = 0
  private var isURL = false
  private var hasSlash = false
  /// The last opening mark inside the present word.
  private var opener: UInt8?

  /// Whether only what is a secret by itself counts, and no name before a value.
  package let isMarksOnly: Bool

  package init(_ bytes: UnsafeBufferPointer<UInt8>, isMarksOnly: Bool = false) {
    self.bytes = bytes
    self.isMarksOnly = isMarksOnly
  }

  /// The places of the secrets, in order, without overlap.
  ///
  /// `isMarksOnly` leaves the words before a value alone: what the program lays out itself (`id: sentence`, a script)
  /// has such words, and its values were looked at where they came from.
  package static func ranges(_ bytes: UnsafeBufferPointer<UInt8>, isMarksOnly: Bool = false) -> [Range<Int>] {
    var text = SecretText(bytes, isMarksOnly: isMarksOnly)
    text.scan()
    return text.found
  }

  private static let roles: [Role] = {
    var roles = [Role](repeating: .nothing, count: 256)
    for byte in SecretToken.initials { roles[Int(byte)] = .initial }
    for byte in " \t\n\r\"".utf8 { roles[Int(byte)] = .blank }
    for byte in "'`(<".utf8 { roles[Int(byte)] = .quote }
    roles[0x3F] = .question
    roles[0x3D] = .equals
    roles[0x3A] = .colon
    roles[0x2D] = .dash
    roles[0x2F] = .slash
    return roles
  }()

  private mutating func scan() {
    Self.roles.withUnsafeBufferPointer { roles in
      while at < bytes.count {
        let before = at
        switch roles[Int(bytes[at])] {
        case .nothing: break
        case .blank: startWord()
        case .quote: opener = bytes[at]
        case .slash: hasSlash = true
        case .question: question()
        case .equals: if !isMarksOnly { assignment() }
        case .colon: colon()
        case .dash: if isWordStart(at) { dash() }
        case .initial: if at == 0 || !isWordByte(bytes[at - 1]) { token() }
        }
        if at == before { at += 1 }
      }
    }
  }

  private mutating func startWord() {
    wordStart = at + 1
    isURL = false
    hasSlash = false
    opener = nil
  }

  /// Keeps a place as a secret and goes on behind it.
  mutating func take(_ range: Range<Int>) {
    if range.isEmpty || isInnocent(range) {
      at = max(at, range.upperBound)
      return
    }
    found.append(range)
    at = range.upperBound
  }

  /// A query string: behind a URL or a path.
  private mutating func question() {
    let start = at + 1
    // `[?name=='x']` is a query of a document, and `${NAME:?why}` asks the operator.
    if at > 0, bytes[at - 1] == 0x5B || bytes[at - 1] == 0x3A { return }
    let isPath = wordStart < at && bytes[wordStart] == 0x2F
    guard isURL || isPath || looksLikeQuery(start) else { return }
    let closer: UInt8? =
      switch opener {
      case 0x28: 0x29
      case 0x3C: 0x3E
      case let mark: mark
      }
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte <= 0x20 || byte == 0x22 || byte == closer { break }
      if byte == 0x5C, end + 1 < bytes.count, bytes[end + 1] == 0x22 { break }
      end += 1
    }
    // What parts the sentence is not of the URL.
    while end > start, end < bytes.count, bytes[end] <= 0x20, ";,:".utf8.contains(bytes[end - 1]) { end -= 1 }
    take(start..<end)
  }

  /// `name=` behind something with a slash or a dot.
  private func looksLikeQuery(_ start: Int) -> Bool {
    guard hasSlash || at > wordStart else { return false }
    var end = start
    while end < bytes.count, end - start <= 64,
      isWordByte(bytes[end]) || [0x2D, 0x2E, 0x25, 0x5B, 0x5D].contains(bytes[end])
    {
      end += 1
    }
    return end > start && end < bytes.count && bytes[end] == 0x3D
      && (end + 1 == bytes.count || bytes[end + 1] != 0x3D)
  }

  private mutating func assignment() {
    if at > 0, "=!<>~".utf8.contains(bytes[at - 1]) { return }
    if at + 1 < bytes.count, "=~".utf8.contains(bytes[at + 1]) { return }
    guard let name = name(endingAt: at, blanks: 4), name.says != .no else { return }
    var start = at + 1
    if start < bytes.count, bytes[start] == 0x3E { start += 1 }
    let spaced = start
    start = skipBlanks(start)
    // `token= next` says that there is none.
    if start > spaced, spaced == at + 1, name.gap == 0, !name.isQuoted { return }
    take(value(start, isSpaced: start > spaced, name: name.says))
  }

  private mutating func colon() {
    if at + 2 < bytes.count, bytes[at + 1] == 0x2F, bytes[at + 2] == 0x2F {
      isURL = true
      return userInfo()
    }
    if isMarksOnly { return }
    guard let name = name(endingAt: at, blanks: 1), name.says != .no || name.isHeader else { return }
    let after = skipBlanks(at + 1)
    if name.isQuoted {
      guard name.says != .no else { return }
      return take(value(after, isSpaced: true, name: name.says, inJSON: true))
    }
    if after == at + 1 {
      // `password:x` of a log or a list; `/name:tag` and the parts of an ARN are none.
      let before = name.range.lowerBound > 0 ? bytes[name.range.lowerBound - 1] : 0x20
      guard name.says == .strong, after < bytes.count, isWordByte(bytes[after]) || bytes[after] == 0x3D,
        ![0x2F, 0x3A, 0x2E].contains(before)
      else { return }
      let start = skipBlanks(bytes[after] == 0x3D ? after + 1 : after)
      return take(value(start, isSpaced: start > after + 1, name: .strong))
    }
    if name.isHeader {
      let first = name.range.lowerBound
      // `may require authorization: server message` is a sentence, not a header.
      let isProse = (0x61...0x7A).contains(bytes[first]) && !startsLine(first)
      if isProse, !name.isCookie, !startsCredential(after) { return }
      return header(after, isCookie: name.isCookie)
    }
    // `/prod/db/password: not found` speaks of a name, as AWS does.
    if name.range.lowerBound > 0, bytes[name.range.lowerBound - 1] == 0x2F { return }
    if name.says == .strong { return take(value(after, isSpaced: true, name: .strong)) }
    // A line of YAML; in a sentence the word before a colon is an ordinary one.
    guard startsLine(name.range.lowerBound) else { return }
    let range = value(after, isSpaced: true, name: .weak)
    var end = range.upperBound
    while end < bytes.count, "\"' \r".utf8.contains(bytes[end]) { end += 1 }
    if end == bytes.count || bytes[end] == 0x0A { take(range) }
  }

  /// The schemes of HTTP's authentication (IANA's registry) that are met, and those that servers made up.
  private static let schemes = [
    "basic", "bearer", "digest", "negotiate", "ntlm", "token", "apikey", "aws4-hmac-sha256",
  ]
  .map { Array($0.utf8) }

  /// Whether a scheme, or a word that is none of a language, begins here.
  private func startsCredential(_ start: Int) -> Bool {
    let word = start..<wordEnd(start)
    if Self.schemes.contains(where: {
      $0.count == word.count && SecretToken.matchesFolded(bytes, word.lowerBound, $0)
    }) {
      return true
    }
    return word.count >= 12 && bytes[word].contains { (0x30...0x39).contains($0) }
  }

  /// `Authorization: Bearer x` keeps the scheme; `Cookie:` goes up to its line's end.
  private mutating func header(_ start: Int, isCookie: Bool) {
    var start = start
    if start < bytes.count, "\"'".utf8.contains(bytes[start]) { start += 1 }
    if isCookie {
      var end = start
      while end < bytes.count, bytes[end] >= 0x20, bytes[end] != 0x22, bytes[end] != 0x5C { end += 1 }
      if end < bytes.count, bytes[end] == 0x27 { end -= 1 }
      return take(start..<end)
    }
    let word = start..<wordEnd(start)
    let scheme = bytes[word].allSatisfy { SecretLabel.isLetterOrDigit($0) || $0 == 0x2D }
    let next = skipBlanks(word.upperBound)
    guard scheme, word.count <= 16, next > word.upperBound, next < bytes.count else { return take(word) }
    if bytes[word].contains(0x2D) {
      // A signature's parts have names of their own.
      at = next
      return
    }
    take(next..<wordEnd(next))
  }
}
