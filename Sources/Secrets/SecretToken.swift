/// Secrets that are known by how they begin, whatever stands before them.
package enum SecretToken {
  /// A beginning, and how many more characters of a token follow at least.
  private struct Form {
    let start: [UInt8]
    let least: Int
    /// What the token is made of, beside letters and digits.
    let others: Set<UInt8>

    init(_ start: String, _ least: Int, _ others: String = "_-") {
      self.start = Array(start.utf8)
      self.least = least
      self.others = Set(others.utf8)
    }
  }

  private static let forms: [UInt8: [Form]] = {
    let all = [
      Form("AKIA", 12, ""), Form("ASIA", 12, ""), Form("ABIA", 16, ""),
      Form("ghp_", 16), Form("gho_", 16), Form("ghu_", 16), Form("ghs_", 16), Form("ghr_", 16),
      Form("github_pat_", 16), Form("glpat-", 12), Form("gldt-", 12), Form("glrt-", 12),
      Form("xoxa-", 10), Form("xoxb-", 10), Form("xoxp-", 10), Form("xoxr-", 10), Form("xoxs-", 10),
      Form("xapp-", 10),
      Form("sk_live_", 10), Form("sk_test_", 10), Form("rk_live_", 10), Form("rk_test_", 10),
      Form("whsec_", 16), Form("sk-", 32), Form("npm_", 30, ""), Form("pypi-", 24), Form("hf_", 24, ""),
      Form("dckr_pat_", 16), Form("hvs.", 20), Form("AIza", 30), Form("ya29.", 20, "_-."),
      Form("SG.", 30, "_-."), Form("dop_v1_", 32),
    ]
    return Dictionary(grouping: all) { $0.start[0] }
  }()

  /// The bytes with which a known token begins, and those of `eyJ`, `bearer`, `basic` and `secret`.
  package static let initials: Set<UInt8> = Set(forms.keys).union("eEbBsS".utf8)

  /// The end of the token that begins at a place; nil where none does.
  package static func end(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    for form in forms[bytes[at]] ?? [] where matches(bytes, at, form.start) {
      var end = at + form.start.count
      while end < bytes.count, SecretLabel.isLetterOrDigit(bytes[end]) || form.others.contains(bytes[end]) {
        end += 1
      }
      if end - at - form.start.count >= form.least { return end }
    }
    return jsonWebToken(bytes, at)
  }

  /// Three parts in base64url with dots between them; a cut one has two.
  private static func jsonWebToken(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    // One in the middle of a longer word is none; so each word is looked at once.
    guard matches(bytes, at, Array("eyJ".utf8)), at == 0 || !isTokenByte(bytes[at - 1]) else { return nil }
    var end = at
    var dots: [Int] = []
    while end < bytes.count {
      let byte = bytes[end]
      if byte == 0x2E { dots.append(end) }
      guard isTokenByte(byte) || byte == 0x3D else { break }
      end += 1
    }
    while let last = dots.last, last == end - 1 {
      dots.removeLast()
      end -= 1
    }
    guard let first = dots.first, first - at >= 8, end - first >= 5 else { return nil }
    return end
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    SecretLabel.isLetterOrDigit(byte) || byte == 0x5F || byte == 0x2D || byte == 0x2E
  }

  package static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ wanted: [UInt8]) -> Bool {
    guard at >= 0, at + wanted.count <= bytes.count else { return false }
    for offset in wanted.indices where bytes[at + offset] != wanted[offset] { return false }
    return true
  }

  /// The same without regard to the case of letters; `wanted` is in lower case.
  package static func matchesFolded(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ wanted: [UInt8]) -> Bool
  {
    guard at >= 0, at + wanted.count <= bytes.count else { return false }
    for offset in wanted.indices where SecretLabel.lower(bytes[at + offset]) != wanted[offset] {
      return false
    }
    return true
  }
}
