/// Secrets that begin with a mark of their own: options, key blocks, tokens, users in URLs.
extension SecretText {
  /// What the programs before an option take.
  package struct Clients {
    var takesPassword = false
    /// A password right behind the option's letter.
    var takesJoined = false
    var takesUser = false
  }

  private static let begin = Array("-----BEGIN ".utf8)
  private static let key = Array("PRIVATE KEY-----".utf8)
  private static let fence = Array("-----".utf8)

  mutating func dash() {
    if SecretToken.matches(bytes, at, Self.begin) { return block() }
    if isMarksOnly { return }
    var end = at
    while end < bytes.count, end - at < 2, bytes[end] == 0x2D { end += 1 }
    let first = end
    while end < bytes.count, end - first < 64, isWordByte(bytes[end]) || bytes[end] == 0x2D { end += 1 }
    guard end > first else { return }
    let flag = bytes[first..<end]
    if first - at == 1, let letter = flag.first, letter == 0x70 || letter == 0x75 || letter == 0x61 {
      return short(letter, first, end)
    }
    guard SecretLabel.of(flag) != .no, let next = nextWord(end), bytes[next] != 0x2D else { return }
    take(value(next, isSpaced: true, name: .strong))
  }

  /// Where the next word begins: behind blanks, or behind `", "` in a list of words.
  private func nextWord(_ end: Int) -> Int? {
    var place = end
    let limit = min(bytes.count, end + 64)
    var isApart = false
    var isList = false
    while place < limit {
      let byte = bytes[place]
      if byte == 0x2C { isList = true }
      // A sentence may end in an option; only a list goes on in the next line.
      if byte == 0x0A, !isList { return nil }
      if byte <= 0x20 || byte == 0x2C { isApart = true }
      if byte <= 0x20 || byte == 0x2C || byte == 0x22 || byte == 0x27 || byte == 0x5C {
        // The quote that opens the next word is of that word.
        if isApart, byte == 0x22 || byte == 0x27 || byte == 0x5C { return place }
        place += 1
        continue
      }
      return isApart ? place : nil
    }
    return nil
  }

  /// `-p secret`, `-psecret`, `-u user:secret` of the programs that know them.
  private mutating func short(_ letter: UInt8, _ first: Int, _ end: Int) {
    let clients = clients(before: first - 1)
    guard letter == 0x75 ? clients.takesUser : clients.takesPassword else { return }
    if letter == 0x70, end > first + 1 {
      // `-pWORD` is MySQL's; elsewhere it begins the name of an option.
      return clients.takesJoined ? take(first + 1..<wordEnd(first + 1)) : ()
    }
    guard end == first + 1, let next = nextWord(end), bytes[next] != 0x2D else { return }
    let range = value(next, isSpaced: true, name: .strong)
    if letter == 0x75 {
      guard let sign = bytes[range].firstIndex(of: 0x3A), sign + 1 < range.upperBound else { return }
      return take(sign + 1..<range.upperBound)
    }
    if !SecretText.isPlainOperand(bytes[range]) { take(range) }
  }

  /// A path or a port, which `-p` means elsewhere.
  package static func isPlainOperand(_ word: some Collection<UInt8>) -> Bool {
    guard let first = word.first else { return true }
    if first == 0x2F || first == 0x2E || first == 0x7E { return true }
    return word.allSatisfy { ($0 >= 0x30 && $0 <= 0x3A) || $0 == 0x2F }
  }

  /// The programs named on the same line before an option: what an option means is its own program's matter.
  private func clients(before place: Int) -> Clients {
    var start = place
    while start > 0, place - start < 256, bytes[start - 1] != 0x0A { start -= 1 }
    let line = bytes[start..<place]
    func names(_ programs: [[UInt8]]) -> Bool {
      line.indices.contains { at in
        programs.contains { at + $0.count <= place && SecretToken.matchesFolded(bytes, at, $0) }
      }
    }
    let joined = names(Self.joiners)
    return Clients(
      takesPassword: joined || names(Self.takers), takesJoined: joined, takesUser: names(Self.users))
  }

  private static let joiners = ["mysql", "mariadb", "sshpass"].map { Array($0.utf8) }
  private static let takers = ["login", "mongo", "redis-cli"].map { Array($0.utf8) }
  private static let users = ["curl", "wget", "login"].map { Array($0.utf8) }

  /// A private key: all between its two fences, and what is left of one that was cut.
  private mutating func block() {
    var start = at + Self.begin.count
    let limit = min(bytes.count, start + 40)
    while start < limit, !SecretToken.matches(bytes, start, Self.key) { start += 1 }
    guard start < limit else { return }
    start += Self.key.count
    // A line's end, also a written one, stays with the fence.
    while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
    while start + 1 < bytes.count, bytes[start] == 0x5C, "nr".utf8.contains(bytes[start + 1]) { start += 2 }
    var end = start
    while end < bytes.count, isOfBlock(bytes[end]) {
      if bytes[end] == 0x2D, SecretToken.matches(bytes, end, Self.fence) { break }
      end += 1
    }
    var last = end
    while last > start, bytes[last - 1] <= 0x20 { last -= 1 }
    if last > start {
      found.append(start..<last)
    }
    at = max(end, at + 1)
    // The closing fence begins with dashes that are no option.
    while at < bytes.count, bytes[at] == 0x2D { at += 1 }
  }

  private func isOfBlock(_ byte: UInt8) -> Bool {
    byte <= 0x20 || SecretLabel.isLetterOrDigit(byte) || "+/=\\:,-_.".utf8.contains(byte)
  }

  private static let schemes = ["bearer", "basic"].map { Array($0.utf8) }
  private static let secret = Array("secret".utf8)

  mutating func token() {
    if let end = SecretToken.end(bytes, at) { return take(at..<end) }
    for scheme in Self.schemes where SecretToken.matchesFolded(bytes, at, scheme) {
      let start = skipBlanks(at + scheme.count)
      guard start > at + scheme.count else { return }
      var end = start
      while end < bytes.count, isWordByte(bytes[end]) || "+/=.~-".utf8.contains(bytes[end]) { end += 1 }
      if end - start >= 16 { take(start..<wordEnd(start)) }
      return
    }
    if SecretToken.matchesFolded(bytes, at, Self.secret) { secretKey(at + Self.secret.count) }
  }

  /// A secret access key soon behind the word: forty characters of base64 that are no digest.
  private mutating func secretKey(_ start: Int) {
    var place = start
    let limit = min(bytes.count, start + 48)
    while place < limit {
      var end = place
      while end < bytes.count, end - place <= 40,
        SecretLabel.isLetterOrDigit(bytes[end])
          || bytes[end] == 0x2F || bytes[end] == 0x2B
      {
        end += 1
      }
      if end - place == 40 {
        let run = bytes[place..<end]
        let isMixed =
          run.contains { SecretLabel.isUpper($0) } && run.contains { $0 >= 0x61 && $0 <= 0x7A }
          && run.contains { $0 >= 0x30 && $0 <= 0x39 }
        if isMixed { return take(place..<end) }
      }
      if end - place > 40 { return }
      place = max(end, place + 1)
    }
  }

  /// The password, or the token, before the host of a URL.
  mutating func userInfo() {
    let start = at + 3
    var end = start
    var sign: Int?
    var colon: Int?
    var isPastSlash = false
    while end < bytes.count, end - start < 1024 {
      let byte = bytes[end]
      if byte <= 0x20 || "\"'`<>?#\\".utf8.contains(byte) { break }
      if byte == 0x2F {
        // Behind a colon that no port follows, a slash is of the password.
        guard let colon, sign == nil, !isPastSlash, !isPort(colon + 1..<end) else { break }
        isPastSlash = true
      }
      if byte == 0x3A, colon == nil { colon = end }
      if byte == 0x40 { sign = end }
      end += 1
    }
    guard let sign else {
      at = start
      return
    }
    if let colon, colon < sign {
      if colon - start >= 20, found.last.map({ $0.upperBound <= start }) ?? true {
        found.append(start..<colon)
      }
      take(colon + 1..<sign)
    } else if sign - start >= 16 {
      take(start..<sign)
    }
    at = max(at, sign)
  }

  private func isPort(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}
