import Secrets
/// What a place in a document makes of the values that stand in it: known by the names on the way to it.
struct SecretPlace: Sendable {
  /// Every value from here on is secret.
  var isHidden = false
  /// Inside `environment`: a `value` is secret, and so is a variable that stands there directly.
  private var isEnvironment = false
  /// Directly in `environment`, where Lambda has `Variables`.
  private var isDirectEnvironment = false
  /// Inside the headers that CloudFront adds for the origin.
  private var isHeaders = false
  /// Inside a member whose own name says secret.
  private var isNamed = false

  /// A document's root.
  static let root = SecretPlace()

  private static let environments: Set<String> = [
    "environment", "environmentvariables", "environmentvariable", "runtimeenvironmentvariables", "env",
    "containerenvironment", "environmentoverride",
  ]
  private static let maps: Set<String> = ["environmentvariables", "runtimeenvironmentvariables"]
  private static let blobs: Set<String> = [
    "userdata", "userdatabase64", "secretstring", "secretbinary", "stringdata", "plaintext", "keymaterial",
  ]
  private static let headers: Set<String> = ["customheaders", "customheader", "origincustomheaders"]

  /// The place of an object or array that is the member `name`.
  func inside(_ name: String, isArray: Bool = false) -> SecretPlace {
    if isHidden { return self }
    var next = self
    let plain = Self.plain(name)
    next.isDirectEnvironment = false
    next.isNamed = SecretLabel.of(name) != .no
    if isDirectEnvironment, plain == "variables" || plain == "environmentvariables" && !isArray {
      next.isHidden = true
    }
    if Self.environments.contains(plain) {
      next.isEnvironment = true
      next.isDirectEnvironment = true
      if !isArray, Self.maps.contains(plain) { next.isHidden = true }
    }
    if Self.blobs.contains(plain) { next.isHidden = true }
    if Self.headers.contains(plain) { next.isHeaders = true }
    return next
  }

  /// Whether a text or number that is the member `name` is a secret.
  func hides(_ name: String) -> Bool {
    if isHidden { return true }
    guard let last = name.utf8.last else { return false }
    switch last | 0x20 {
    case UInt8(ascii: "e"):
      if name == "HeaderValue" { return true }
      let plain = Self.plain(name)
      if plain == "value" { return isEnvironment || isHeaders || isNamed }
    case UInt8(ascii: "a"), UInt8(ascii: "t"), UInt8(ascii: "l"), UInt8(ascii: "y"), UInt8(ascii: "g"),
      UInt8(ascii: "4"), UInt8(ascii: "\u{14}"):
      let plain = Self.plain(name)
      if Self.blobs.contains(plain) { return true }
      if isNamed, plain == "data" || plain == "plaintext" || plain == "text" { return true }
    default: break
    }
    if isDirectEnvironment, Self.isVariable(name) { return true }
    return SecretLabel.of(name) != .no
  }

  /// Whether the value at a pointer is secret by the names on the way to it.
  static func hides(pointer: String, value: String?) -> Bool {
    let parts = JSONPointer.tokens(pointer) ?? []
    guard let lastName = parts.lastIndex(where: { Int($0) == nil }) else { return false }
    var place = root
    for (index, name) in parts[..<lastName].enumerated() where Int(name) == nil {
      place = place.inside(name, isArray: Int(parts[index + 1]) != nil)
    }
    if lastName < parts.count - 1 {
      let inside = place.inside(parts[lastName], isArray: true)
      return inside.isHidden || (inside.isNamed && !isInnocent(value))
    }
    guard place.hides(parts[lastName]) else { return false }
    return place.isKeptSecret(parts[lastName]) || !isInnocent(value)
  }

  /// Whether a value is secret whatever it is: one of an environment or of an origin's header.
  func isKeptSecret(_ name: String) -> Bool {
    isHidden || isEnvironment || isHeaders || name == "HeaderValue"
  }

  /// Whether a value that stands under a secret's name is none: an ARN, a switch, nothing.
  static func isInnocent(_ value: String?) -> Bool {
    guard let value, !value.isEmpty else { return true }
    if value.hasPrefix("arn:") || value.hasPrefix("{{resolve:") { return true }
    return ["true", "false", "null", "none", "None", Redaction.word].contains(value)
  }

  /// Letters and digits of a name, in lower case.
  static func plain(_ name: String) -> String {
    var out: [UInt8] = []
    for byte in name.utf8 where SecretLabel.isLetterOrDigit(byte) { out.append(SecretLabel.lower(byte)) }
    return String(decoding: out, as: UTF8.self)
  }

  /// `DB_URL`: how variables are written, unlike the settings that stand beside them in `environment`.
  private static func isVariable(_ name: String) -> Bool {
    name.utf8.allSatisfy { SecretLabel.isUpper($0) || $0 == 0x5F || ($0 >= 0x30 && $0 <= 0x39) }
  }
}
