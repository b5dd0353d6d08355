import Sentences
import Records

/// An image reference, taken apart by the rules of the distribution project
/// (opencontainers.org/distribution-spec, "Pulling manifests"; docker.io is the default host, `library/` its
/// default namespace, `latest` the default tag).
package struct ImageReference: Sendable, Hashable {
  /// What makes a reference unusable.
  package enum Problem: Sendable {
    case empty
    case blank
    case emptyTag
    case emptyDigest
    case upperCase
    case badTag
    case badDigest
    case badName
    case scheme

    package var words: Sentence {
      switch self {
      case .empty: "it is empty"
      case .blank: "it holds a blank"
      case .emptyTag: "nothing follows the colon"
      case .emptyDigest: "nothing follows the @"
      case .upperCase: "the repository holds an upper-case letter"
      case .badTag: "the tag holds a character that tags may not hold"
      case .badDigest: "the digest is not algorithm:hex of the right length"
      case .badName: "the repository holds a character or separator that names may not hold"
      case .scheme: "it begins with a URL scheme"
      }
    }
  }

  package let text: String
  /// The registry's host with its port, `docker.io` where none is written.
  package let host: String
  /// Whether no host is written.
  package let isHostImplied: Bool
  package let repository: String
  package let tag: String?
  package let digest: String?
  package let problem: Problem?

  package init(_ text: String) {
    self.text = text
    var rest = Substring(text)
    var problem: Problem?
    if text.isEmpty { problem = .empty }
    if text.contains(where: \.isWhitespace) { problem = .blank }
    if text.contains("://") { problem = problem ?? .scheme }
    var digest: String?
    if let at = rest.firstIndex(of: "@") {
      digest = String(rest[rest.index(after: at)...])
      rest = rest[..<at]
    }
    var tag: String?
    let lastSlash = rest.lastIndex(of: "/") ?? rest.startIndex
    if let colon = rest[lastSlash...].lastIndex(of: ":") {
      tag = String(rest[rest.index(after: colon)...])
      rest = rest[..<colon]
    }
    let parts = rest.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, parts[0].contains(".") || parts[0].contains(":") || parts[0] == "localhost" {
      host = parts[0].lowercased()
      isHostImplied = false
      repository = String(parts[1])
    } else {
      host = "docker.io"
      isHostImplied = true
      repository = rest.contains("/") ? String(rest) : "library/" + rest
    }
    self.tag = tag ?? (digest == nil ? "latest" : nil)
    self.digest = digest
    self.problem = problem ?? ImageReference.problem(name: repository, tag: tag, digest: digest)
  }

  private static func problem(name: String, tag: String?, digest: String?) -> Problem? {
    if tag == "" { return .emptyTag }
    if digest == "" { return .emptyDigest }
    if name.contains(where: \.isUppercase) { return .upperCase }
    let component = /[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*/
    for part in name.split(separator: "/", omittingEmptySubsequences: false)
    where part.wholeMatch(of: component) == nil {
      return .badName
    }
    if let tag, tag.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_.\-]{0,127}/) == nil { return .badTag }
    if let digest {
      guard let match = digest.wholeMatch(of: /([a-z0-9]+(?:[.+_\-][a-z0-9]+)*):([0-9a-fA-F]{32,})/) else {
        return .badDigest
      }
      if match.output.1 == "sha256", match.output.2.count != 64 { return .badDigest }
    }
    return nil
  }

  /// The account and region of a private ECR registry.
  package var ecr: (account: String, region: String)? {
    guard registry == .ecr,
      let match = host.wholeMatch(of: /([0-9]+)\.dkr[.\-]ecr(?:-fips)?\.([a-z0-9\-]+)\..+/)
    else { return nil }
    return (String(match.output.1), String(match.output.2))
  }

  /// Whose registry it is.
  package var registry: RegistryKind { RegistryKind.of(host: host) }

  /// `tag` or `digest`, as people name the version.
  package var version: String { digest ?? tag ?? "latest" }

  package static func == (left: ImageReference, right: ImageReference) -> Bool { left.text == right.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
