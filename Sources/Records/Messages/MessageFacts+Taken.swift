import Foundation

extension MessageFacts {
  /// Bytes of a text that are read; the longest that AWS writes have some thousand.
  static let longest = 16_384

  /// Takes a failure text apart; stage and verb are the table's business.
  ///
  /// Of a text that is longer than ``longest`` bytes the beginning is read, and it counts as truncated.
  package static func taken(from raw: String) -> MessageFacts {
    var facts = MessageFacts()
    let isLong = raw.utf8.count > longest
    let raw = isLong ? String(raw[..<raw.utf8.index(raw.startIndex, offsetBy: longest)]) : raw
    let text = clean(raw)
    facts.text = text
    let scanned = MessageText(text)
    facts.takePrincipal(scanned)
    facts.takeAction(scanned)
    facts.takeDestination(scanned)
    facts.image = scanned.image
    facts.takeRegistry(scanned)
    facts.takeCounts(scanned)
    facts.truncated = isLong || MessageEnd.isCut(raw: raw, text: text, facts: facts)
    return facts
  }

  /// Unifies quotes, resolves pasted escapes, drops quote markers and Markdown links, collapses blanks.
  static func clean(_ raw: String) -> String {
    var text = raw
    for (from, to) in [
      ("\u{2019}", "'"), ("\u{2018}", "'"), ("\u{201C}", "\""), ("\u{201D}", "\""), ("\u{00A0}", " "),
      ("\\n", " "), ("\\t", " "), ("\\r", " "), ("\\\"", "\""), ("\n> ", "\n"), ("\n>", "\n"),
    ] where text.contains(from) {
      text = text.replacing(from, with: to)
    }
    return MarkdownLinks.dropped(from: text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private mutating func takePrincipal(_ text: MessageText) {
    /// Behind `arn:aws…:` the service and the account; stops before the account's colon.
    func account(_ cursor: inout MessageText.Cursor, _ service: StaticString) -> String? {
      _ = cursor.run { MessageText.isLetter($0) || $0 == 0x2D }
      guard cursor.take(service) else { return nil }
      return cursor.run { $0 != 0x3A } ?? ""
    }
    if let found = text.first(
      after: "arn:aws",
      { cursor -> (account: String, role: String, session: String?)? in
        guard let account = account(&cursor, ":sts::"), cursor.take(":assumed-role/"),
          let role = cursor.word(until: "/")
        else { return nil }
        return (account, role, cursor.take("/") ? cursor.word(until: "\"',") : nil)
      })
    {
      principalAccount = found.account
      role = found.role
      session = found.session
    } else if let found = text.first(
      after: "arn:aws",
      { cursor -> (account: String, path: String)? in
        guard let account = account(&cursor, ":iam::"), cursor.take(":role/"),
          let path = cursor.word(until: "\"',")
        else { return nil }
        return (account, path)
      })
    {
      principalAccount = found.account
      role = found.path.split(separator: "/").last.map(String.init)
    } else if let found = text.first(
      after: "role '",
      { cursor -> String? in
        // The word stands alone: no `payrole 'x'`.
        guard !(text.byte(before: cursor.at - 6).map(MessageText.isInWord) ?? false),
          let name = cursor.word(until: "'"), cursor.take("' has")
        else { return nil }
        return name
      })
    {
      role = found
    } else if let found = text.first(
      after: "arn:aws",
      { cursor -> String? in
        guard let account = account(&cursor, ":iam::"), cursor.take(":user/"),
          cursor.word(until: "\"',") != nil
        else { return nil }
        return account
      })
    {
      principalAccount = found
    }
  }

  private mutating func takeAction(_ text: MessageText) {
    action = text.first(after: "authorized to perform") { cursor in
      _ = cursor.take(":")
      guard cursor.take(" ") else { return nil }
      guard let service = cursor.run(while: MessageText.isName), cursor.take(":") else { return nil }
      let operation = cursor.run { MessageText.isDigit($0) || MessageText.isLetter($0) || $0 == 0x2A }
      return service + ":" + (operation ?? "")
    }
    if let word = text.first(
      after: "on resource",
      { cursor -> String? in
        _ = cursor.take(":")
        return cursor.take(" ") ? cursor.word(until: "") : nil
      })
    {
      let found = word.trimmingCharacters(in: CharacterSet(charactersIn: "\"',"))
      if found == "*" || found.hasPrefix("arn:") { resource = found }
    }
    let layers: [(StaticString, DenialReason, DenialReason)] = [
      ("identity-based policy", .identitySilent, .identityDeny),
      ("resource-based policy", .resourceSilent, .resourceDeny),
      ("permissions boundary", .boundarySilent, .boundaryDeny),
      ("session policy", .sessionSilent, .sessionDeny),
      ("vpc endpoint policy", .endpointSilent, .endpointDeny),
      ("service control policy", .serviceControlSilent, .serviceControlDeny),
      ("resource control policy", .resourceControlSilent, .resourceControlDeny),
    ]
    for (words, silent, deny) in layers {
      let denied: Bool? = text.first(after: "explicit deny in ") { cursor in
        cursor.take(oneOf: "a ", "an ", "the ") && cursor.take(words) ? true : nil
      }
      let unnamed: Bool? = text.first(after: "no ") { cursor in
        cursor.take(words) && cursor.take(" allows") ? true : nil
      }
      if denied != nil { reason = deny } else if unnamed != nil { reason = silent }
    }
  }

  private mutating func takeDestination(_ text: MessageText) {
    if let found = text.first(after: "dial ", { $0.takeAddress() }) {
      address = found.address
      port = found.port
    }
    host =
      text.first(after: "http") { cursor -> String? in
        _ = cursor.take("s")
        guard cursor.take(":"), cursor.run(while: { $0 == 0x2F }) != nil else { return nil }
        return cursor.word(until: "/\"'):")
      }?.lowercased()
      ?? text.first(after: "lookup ") { cursor -> String? in
        guard let name = cursor.word(until: ":"), cursor.take(oneOf: " on", ":") else { return nil }
        return name
      }?.lowercased()
  }

  private mutating func takeRegistry(_ text: MessageText) {
    if host == nil { host = text.registryHost }
    if host == nil, let image, let first = image.split(separator: "/").first, image.contains("/"),
      first.contains("."), !first.hasPrefix("arn:"), first.contains(where: \.isLetter) || first.contains(":")
    {
      host = first.split(separator: ":").first.map { $0.lowercased() }
    }
    if host == nil {
      let known: [StaticString] = ["public.ecr.aws", "registry-1.docker.io", "auth.docker.io", "docker.io"]
      host = known.first { text.find($0) != nil }?.description
    }
    registry = RegistryKind.of(
      host: host, cutAtEnd: host.map { self.text.lowercased().hasSuffix($0) } ?? false)
    if let found = text.registryPlace {
      registryAccount = found.account
      registryRegion = found.region
    } else if let region = text.first(
      after: "api.ecr.",
      { cursor -> String? in
        guard let region = cursor.run(while: MessageText.isName), cursor.take(".") else { return nil }
        return region
      })
    {
      registryRegion = region.lowercased()
    }
  }

  private mutating func takeCounts(_ text: MessageText) {
    retries =
      text.first(after: "retried ") { cursor -> String? in
        guard let count = cursor.run(while: MessageText.isDigit), cursor.take(" time") else { return nil }
        return count
      }.flatMap { Int($0) }
    func time(_ cursor: inout MessageText.Cursor) -> (at: Int, found: String)? {
      _ = cursor.take("waiting ")
      guard cursor.byte.map(MessageText.isDigit) ?? false else { return nil }
      let at = cursor.at
      let found = cursor.run { MessageText.isDigit($0) || [0x68, 0x6D, 0x73, 0x2E].contains($0) }
      return (at, found ?? "")
    }
    func system(_ cursor: inout MessageText.Cursor) -> (at: Int, found: String)? {
      let at = cursor.at
      guard cursor.take(oneOf: "linux/", "windows/"),
        cursor.run(while: { MessageText.isDigit($0) || MessageText.isLetter($0) }) != nil
      else { return nil }
      var end = cursor.at
      if cursor.take("/v"), cursor.byte.map(MessageText.isDigit) ?? false { end = cursor.at + 1 }
      return (at, text.text(at, end))
    }
    duration = MessageFacts.earlier(
      text.first(after: "timed out after ", time), text.first(after: "after waiting ", time))
    platform = MessageFacts.earlier(
      text.first(after: "platform ") { cursor in
        _ = cursor.take("'")
        return system(&cursor)
      }, text.first(after: "manifest for ", system))
  }

  private static func earlier(_ one: (at: Int, found: String)?, _ other: (at: Int, found: String)?) -> String?
  {
    guard let one, let other else { return one?.found ?? other?.found }
    return one.at <= other.at ? one.found : other.found
  }
}

extension MessageText.Cursor {
  /// Behind `dial `: the network, then an address with its port.
  fileprivate mutating func takeAddress() -> (address: String, port: Int?)? {
    guard take(oneOf: "tcp", "udp") else { return nil }
    _ = take(oneOf: "4", "6")
    _ = take(":")
    guard take(" ") else { return nil }
    _ = take("[")
    guard let address = takeIPv4() ?? takeIPv6() else { return nil }
    _ = take("]")
    let port = take(":") ? run(while: MessageText.isDigit) : nil
    return (address, port.flatMap { Int($0) })
  }

  private mutating func takeIPv4() -> String? {
    let start = self
    var parts: [String] = []
    while let part = run(while: MessageText.isDigit), part.utf8.count <= 3 {
      parts.append(part)
      if parts.count == 4 { return parts.joined(separator: ".") }
      guard take(".") else { break }
    }
    self = start
    return nil
  }

  private mutating func takeIPv6() -> String? {
    func isHex(_ byte: UInt8) -> Bool { MessageText.isDigit(byte) || (0x61...0x66).contains(byte) }
    let first = run(while: isHex) ?? ""
    guard take(":"), let rest = run(while: { isHex($0) || $0 == 0x3A }) else { return nil }
    return first + ":" + rest
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
    if host.hasSuffix("docker.io") || ["index.docker.com", "www.docker.com"].contains(host) {
      return .dockerHub
    }
    if isAmazon { return host.contains("s3") ? .layerStore : .aws }
    return .other
  }
}
