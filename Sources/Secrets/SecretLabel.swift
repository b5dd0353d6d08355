/// Whether a name (of a member, a variable, an option, a header) says that its value is a secret.
///
/// Names of secrets and their ARNs are evidence: `secretArn`, `SecretId`, `credentialsParameter` and `NextToken`
/// name no secret value.
package enum SecretLabel: Sendable {
  case no
  /// A secret in JSON, in options and before `=`, but an ordinary word in a sentence: `token: expired`.
  case weak
  /// A secret wherever a value stands behind it.
  case strong

  /// What a name says; case and separators do not count, only how it ends.
  package static func of(_ name: some Collection<UInt8>) -> SecretLabel {
    guard let last = name.reversed().first(where: { isLetterOrDigit($0) }), endings.contains(last | 0x20),
      name.count <= 96
    else { return .no }
    var plain: [UInt8] = []
    plain.reserveCapacity(name.count)
    for byte in name where isLetterOrDigit(byte) { plain.append(lower(byte)) }
    if innocent.contains(where: { plain.ends(with: $0) }) { return .no }
    if strongEndings.contains(where: { plain.ends(with: $0) }) { return .strong }
    if weakEndings.contains(where: { plain.ends(with: $0) }) { return .weak }
    if plain.elementsEqual("auth".utf8) { return .weak }
    for short in shortWords where plain.ends(with: short) && isOwnWord(Array(name), short.count) {
      return .weak
    }
    return .no
  }

  package static func of(_ name: String) -> SecretLabel { of(Array(name.utf8)) }

  private static let strongEndings = [
    "password", "passwd", "passphrase", "pwd", "secretaccesskey", "secretkey", "accesskey", "apikey",
    "authkey", "signingkey", "encryptionkey", "privatekey", "privatekeypem", "clientsecret", "sessiontoken",
    "securitytoken", "authtoken", "accesstoken", "refreshtoken", "idtoken", "bearertoken", "identitytoken",
    "registrytoken", "authorizationtoken", "secretstring", "secretbinary", "connectionstring", "jsessionid",
    "phpsessid", "basicauthusers",
  ].map { Array($0.utf8) }

  private static let weakEndings = ["token", "secret", "credential", "credentials", "signature"]
    .map { Array($0.utf8) }

  /// Words that count only where they stand by themselves: not `bypass`, not `config`.
  private static let shortWords = ["pass", "sig", "authorization"].map { Array($0.utf8) }

  private static let innocent = [
    "nexttoken", "clienttoken", "clientrequesttoken", "continuationtoken", "paginationtoken", "startingtoken",
    "enablepassword", "usepassword",
  ].map { Array($0.utf8) }

  private static let endings = Set("dtneyshlgm".utf8)

  /// Whether the last `count` letters of a name are a word of their own: `DB_PASS`, `dbPass`, `pass`.
  private static func isOwnWord(_ name: [UInt8], _ count: Int) -> Bool {
    guard name.count > count else { return name.count == count }
    let first = name[name.count - count]
    let before = name[name.count - count - 1]
    if !isLetterOrDigit(before) { return true }
    return isUpper(first) && !isUpper(before)
  }

  package static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  package static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

  package static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }
}

extension Array where Element == UInt8 {
  fileprivate func ends(with suffix: [UInt8]) -> Bool {
    count >= suffix.count && self[(count - suffix.count)...].elementsEqual(suffix)
  }
}
