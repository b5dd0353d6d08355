import Foundation

extension MessageFacts {
  /// Takes a failure text apart; stage and verb are the table's business.
  package static func taken(from raw: String) -> MessageFacts {
    var facts = MessageFacts()
    let text = clean(raw)
    facts.text = text
    facts.takePrincipal(text)
    facts.takeAction(text)
    facts.takeDestination(text)
    facts.takeImage(text)
    facts.takeRegistry(text)
    facts.takeCounts(text)
    facts.truncated = MessageEnd.isCut(raw: raw, text: text, facts: facts)
    return facts
  }

  /// Unifies quotes, resolves pasted escapes, drops quote markers and Markdown links, collapses blanks.
  static func clean(_ raw: String) -> String {
    var text = raw
    for (from, to) in [
      ("\u{2019}", "'"), ("\u{2018}", "'"), ("\u{201C}", "\""), ("\u{201D}", "\""), ("\u{00A0}", " "),
      ("\\n", " "), ("\\t", " "), ("\\r", " "), ("\\\"", "\""), ("\n> ", "\n"), ("\n>", "\n"),
    ] {
      text = text.replacing(from, with: to)
    }
    text.replace(/\[(https?:[^\]]*?)\s*\]\([^)]*\)/) { $0.output.1 }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private mutating func takePrincipal(_ text: String) {
    if let match = text.firstMatch(
      of: /(?i)arn:aws[a-z-]*:sts::([^:]*):assumed-role\/([^\/\s]+)(?:\/([^\s"',]+))?/)
    {
      principalAccount = String(match.output.1)
      role = String(match.output.2)
      session = match.output.3.map(String.init)
    } else if let match = text.firstMatch(of: /(?i)arn:aws[a-z-]*:iam::([^:]*):role\/([^\s"',]+)/) {
      principalAccount = String(match.output.1)
      role = match.output.2.split(separator: "/").last.map(String.init)
    } else if let match = text.firstMatch(of: /(?i)\brole '([^'\s]+)' has/) {
      role = String(match.output.1)
    } else if let match = text.firstMatch(of: /(?i)arn:aws[a-z-]*:iam::([^:]*):user\/([^\s"',]+)/) {
      principalAccount = String(match.output.1)
    }
  }

  private mutating func takeAction(_ text: String) {
    if let match = text.firstMatch(of: /(?i)authorized to perform:?\s+([a-z0-9-]+:[a-z0-9*]*)/) {
      action = String(match.output.1)
    }
    if let match = text.firstMatch(of: /(?i)on resource:?\s+([^\s]+)/) {
      let found = String(match.output.1).trimmingCharacters(in: CharacterSet(charactersIn: "\"',"))
      if found == "*" || found.hasPrefix("arn:") { resource = found }
    }
    let layers: [(String, DenialReason, DenialReason)] = [
      ("identity-based policy", .identitySilent, .identityDeny),
      ("resource-based policy", .resourceSilent, .resourceDeny),
      ("permissions boundary", .boundarySilent, .boundaryDeny),
      ("session policy", .sessionSilent, .sessionDeny),
      ("vpc endpoint policy", .endpointSilent, .endpointDeny),
      ("service control policy", .serviceControlSilent, .serviceControlDeny),
      ("resource control policy", .resourceControlSilent, .resourceControlDeny),
    ]
    let lower = text.lowercased()
    for (words, silent, deny) in layers {
      if lower.contains("explicit deny in a \(words)") || lower.contains("explicit deny in an \(words)")
        || lower.contains("explicit deny in the \(words)")
      {
        reason = deny
      } else if lower.contains("no \(words) allows") {
        reason = silent
      }
    }
  }

  private mutating func takeDestination(_ text: String) {
    if let match = text.firstMatch(
      of:
        /(?i)dial (?:tcp|udp)[46]?:? \[?([0-9]{1,3}(?:\.[0-9]{1,3}){3}|[0-9a-f]*:[0-9a-f:]+)\]?(?::([0-9]+))?/
    ) {
      address = String(match.output.1)
      port = match.output.2.flatMap { Int($0) }
    }
    if let match = text.firstMatch(of: /(?i)https?:\/+([^\/"'\s):]+)(?::([0-9]+))?/) {
      host = String(match.output.1).lowercased()
    } else if let match = text.firstMatch(of: /(?i)lookup ([^\s:]+)(?: on|:)/) {
      host = String(match.output.1).lowercased()
    }
  }

  private mutating func takeImage(_ text: String) {
    let shapes: [Regex<(Substring, Substring)>] = [
      /(?i)failed to resolve ref(?:erence)? "?([^\s"]+?)"?:?\s/,
      /(?i)failed to resolve ref(?:erence)? "?([^\s"]+?)"?:?$/,
      /(?i)access denied for ([^\s,]+)/,
      /(?i)manifest for ([^\s]+) not found/,
      /(?i)cannot pull '?([^\s']+)'? from/,
      /(?i)pull(?:ing)? (?:and unpack )?image "?([^\s":]+[^\s"]*?)"?(?::|$|\s)/,
      /(?i)related to ([^\s:]+(?::[^\s:]+)?)/,
      /(?i)Get ([^\s\/"]+\.dkr\.ecr\.[^\s"]+?):?\s/,
    ]
    for shape in shapes {
      if let match = text.firstMatch(of: shape), match.output.1.contains(where: { $0.isLetter }),
        !["manifest", "conf", "configuration", "secrets", "registry"].contains(match.output.1.lowercased())
      {
        image = String(match.output.1)
        break
      }
    }
  }

  private mutating func takeRegistry(_ text: String) {
    let lower = text.lowercased()
    if host == nil, let match = lower.firstMatch(of: /([^\s"'\/\(]+\.dkr[.-]ecr[^\s"'\/,]*)/) {
      host = String(match.output.1)
    }
    if host == nil, let image, let first = image.split(separator: "/").first, image.contains("/"),
      first.contains("."), !first.hasPrefix("arn:"), first.contains(where: \.isLetter) || first.contains(":")
    {
      host = first.split(separator: ":").first.map { $0.lowercased() }
    }
    if host == nil {
      for known in ["public.ecr.aws", "registry-1.docker.io", "auth.docker.io", "docker.io"]
      where lower.contains(known) {
        host = known
        break
      }
    }
    registry = RegistryKind.of(host: host, cutAtEnd: host.map { lower.hasSuffix($0) } ?? false)
    if let match = lower.firstMatch(of: /([^\s"'\/.(]+)\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\./) {
      registryAccount = String(match.output.1)
      registryRegion = String(match.output.2)
    } else if let match = lower.firstMatch(of: /api\.ecr\.([a-z0-9-]+)\./) {
      registryRegion = String(match.output.1)
    }
  }

  private mutating func takeCounts(_ text: String) {
    if let match = text.firstMatch(of: /(?i)retried ([0-9]+) times?/) { retries = Int(match.output.1) }
    if let match = text.firstMatch(of: /(?i)(?:timed out after|after waiting) (?:waiting )?([0-9][0-9hms.]*)/)
    {
      duration = String(match.output.1)
    }
    if let match = text.firstMatch(
      of: /(?i)(?:platform '?|manifest for )((?:linux|windows)\/[a-z0-9]+(?:\/v[0-9])?)/)
    {
      platform = String(match.output.1)
    }
  }
}

extension RegistryKind {
  /// Whose host a name is, by AWS's own naming (docs.aws.amazon.com/general/latest/gr/ecr.html).
  package static func of(host: String?, cutAtEnd: Bool = false) -> RegistryKind {
    guard let host = host?.lowercased(), !host.isEmpty else { return .none }
    let amazon = [
      ".amazonaws.com", ".amazonaws.com.cn", ".on.aws", ".api.aws", ".on.amazonwebservices.com.cn",
    ]
    let isAmazon = amazon.contains { host.hasSuffix($0) }
    if host.contains(".dkr.ecr") || host.contains(".dkr-ecr") || host.contains("dkr.ecr") {
      return isAmazon || cutAtEnd || host.hasSuffix("...") ? .ecr : .ecrMisspelt
    }
    if host.hasPrefix("api.ecr") { return isAmazon || cutAtEnd ? .ecrAPI : .ecrMisspelt }
    if host == "public.ecr.aws" || host.hasSuffix(".public.ecr.aws") { return .ecrPublic }
    if host.hasSuffix("docker.io") || host == "index.docker.com" { return .dockerHub }
    if isAmazon { return host.contains("s3") ? .layerStore : .aws }
    return .other
  }
}
