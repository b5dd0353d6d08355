import Secrets
/// A whole file as it may be shown: every line stays where it is.
enum SecretFile {
  /// Larger files are shown line by line only, each by its shapes.
  static let largest = 64 << 20

  private enum Form { case json, terraform, yaml, text }

  /// The bytes without secrets; the number of lines and what else stands on them is as it was.
  static func shown(_ bytes: [UInt8], path: String) -> [UInt8] {
    guard bytes.count <= largest else { return bytes }
    var secrets: [(range: Range<Int>, by: [UInt8])] = []
    switch form(bytes, path) {
    case .json:
      if let found = SecretDocument.secrets(bytes) {
        return Redaction.replaced(bytes, found.map { ($0.range, $0.replacement) })
      }
    case .terraform: secrets = TerraformSecrets.ranges(bytes).map { ($0, SecretText.word) }
    case .yaml: secrets = YAMLSecrets.ranges(bytes).map { ($0, SecretText.word) }
    case .text: break
    }
    let byPlace = Redaction.replaced(bytes, secrets)
    let shapes = Redaction.shapes(byPlace)
    return Redaction.replaced(byPlace, shapes.flatMap { lines(of: $0, byPlace) })
  }

  private static func form(_ bytes: [UInt8], _ path: String) -> Form {
    let first = bytes.first { $0 > 0x20 && $0 < 0x80 }
    if first == 0x7B || first == 0x5B { return .json }
    if path.hasSuffix(".tf") || path.hasSuffix(".tfvars") || path.hasSuffix(".hcl") { return .terraform }
    if path.hasSuffix(".yaml") || path.hasSuffix(".yml") { return .yaml }
    // `--output yaml` under a name of any kind begins with a member alone on its line.
    let head = bytes.prefix(200).split(separator: 0x0A, maxSplits: 1).first ?? []
    return head.last == 0x3A && head.dropLast().allSatisfy { SecretLabel.isLetterOrDigit($0) } ? .yaml : .text
  }

  /// A secret of several lines, line by line.
  static func lines(of range: Range<Int>, _ bytes: [UInt8]) -> [(range: Range<Int>, by: [UInt8])] {
    var found: [(range: Range<Int>, by: [UInt8])] = []
    var start = range.lowerBound
    for at in range where bytes[at] == 0x0A {
      if let line = trimmed(start..<at, bytes) { found.append((line, SecretText.word)) }
      start = at + 1
    }
    if let line = trimmed(start..<range.upperBound, bytes) { found.append((line, SecretText.word)) }
    return found
  }

  private static func trimmed(_ range: Range<Int>, _ bytes: [UInt8]) -> Range<Int>? {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start < end ? start..<end : nil
  }
}

extension Redaction {
  /// A file of the snapshot as it may be shown; its lines stay where they are.
  package static func file(_ bytes: [UInt8], path: String) -> [UInt8] { SecretFile.shown(bytes, path: path) }
}
