/// At which stage of starting a task a failure text says it happened.
package enum PullStage: String, Sendable, CaseIterable {
  case role, interface
  case envFiles = "env-files"
  case secrets
  case registryCredentials = "registry-credentials"
  case token
  case logDriver = "log-driver"
  case volumes, manifest, layers, unpack, platform
}

/// What happened on the wire, or what the answer was.
package enum MessageVerb: String, Sendable, CaseIterable {
  case mismatch
  case noSpace = "no-space"
  case untrusted, throttled, denied, unresolved, refused, reset, timeout, canceled
  case notFound = "not-found"
  case forbidden, unauthorized, invalid, panic
  case serverError = "server-error"
}

/// Which layer of policies a denial blames, read from the tail of the sentence.
///
/// docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
package enum DenialReason: String, Sendable, CaseIterable {
  case identitySilent = "identity-silent"
  case identityDeny = "identity-deny"
  case resourceSilent = "resource-silent"
  case resourceDeny = "resource-deny"
  case boundarySilent = "boundary-silent"
  case boundaryDeny = "boundary-deny"
  case sessionSilent = "session-silent"
  case sessionDeny = "session-deny"
  case endpointSilent = "endpoint-silent"
  case endpointDeny = "endpoint-deny"
  case serviceControlSilent = "service-control-silent"
  case serviceControlDeny = "service-control-deny"
  case resourceControlSilent = "resource-control-silent"
  case resourceControlDeny = "resource-control-deny"
  /// The text names no layer.
  case unstated
}

/// Whose host a failure text names.
package enum RegistryKind: String, Sendable, CaseIterable {
  case ecr
  case ecrAPI = "ecr-api"
  case ecrPublic = "ecr-public"
  case ecrMisspelt = "ecr-misspelt"
  case layerStore = "s3"
  case aws
  case dockerHub = "docker-hub"
  case other
  case none
}

/// Whether two accounts that a denial names are one.
package enum AccountRelation: String, Sendable, CaseIterable { case same, differ, unknown }

/// What a failure text says, taken apart; nothing here is a guess about the cause.
package struct MessageFacts: Sendable {
  /// The text with quotes unified, blanks collapsed and pasted escapes resolved.
  package var text: String = ""
  package var stage: PullStage?
  package var verb: MessageVerb?
  /// The role whose session made the refused call.
  package var role: String?
  /// The session's name: the task's id for the execution role, `i-...` for the instance role.
  package var session: String?
  package var principalAccount: String?
  /// The address in `dial tcp ADDRESS:PORT`.
  package var address: String?
  package var port: Int?
  package var host: String?
  package var registry: RegistryKind = .none
  package var action: String?
  package var resource: String?
  package var reason: DenialReason = .unstated
  package var image: String?
  package var registryAccount: String?
  package var registryRegion: String?
  /// `linux/amd64` and the like, where the text complains of it.
  package var platform: String?
  package var retries: Int?
  package var duration: String?
  /// The decisive end is missing.
  package var truncated = false

  package init() {}

  /// Whether the dialled address is one of a VPC (RFC 1918, RFC 6598, unique local) or public.
  package var addressIsPrivate: Bool? {
    guard let address else { return nil }
    if address.contains(":") {
      return address.lowercased().hasPrefix("fc") || address.lowercased().hasPrefix("fd")
    }
    let octets = address.split(separator: ".").compactMap { Int($0) }
    guard octets.count == 4 else { return nil }
    switch (octets[0], octets[1]) {
    case (10, _), (192, 168), (169, 254): return true
    case (172, 16...31), (100, 64...127): return true
    default: return false
    }
  }

  /// The accounts of the principal and of the resource, as far as both are written.
  package var accounts: AccountRelation {
    guard let principal = principalAccount, !principal.isEmpty,
      let owner = resourceAccount ?? registryAccount, !owner.isEmpty
    else { return .unknown }
    let hidden = { (text: String) in text.contains("*") || text.lowercased().hasPrefix("xx") || text == "..."
    }
    if hidden(principal) || hidden(owner) { return .unknown }
    return principal == owner ? .same : .differ
  }

  /// The account in the ARN of the refused resource.
  package var resourceAccount: String? {
    guard let fields = resource?.split(separator: ":", omittingEmptySubsequences: false), fields.count > 5,
      !fields[4].isEmpty
    else { return nil }
    return String(fields[4])
  }
}
