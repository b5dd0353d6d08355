import Records

/// Why a permission is missing; the words are the playbooks'.
package enum PullDenial: String, Sendable, CaseIterable {
  /// The role's own policies do not allow it.
  case silent
  /// They allow it, on a resource that this action does not know.
  case scoped
  /// They allow it on the secret's name without the characters that end its ARN.
  case suffix
  /// A condition on the endpoint or VPC of the caller fails.
  case condition
  /// Permissions boundary, session policy or an organization's policy.
  case limit
  /// The policy of the VPC endpoint on the way.
  case endpoint
  /// Another account's resource, which the role's own policies do not name.
  case foreignSilent = "foreign-silent"
  /// The resource's policy does not allow a caller of another account.
  case ownerSilent = "owner-silent"
  /// It allows somebody who no longer exists.
  case ownerStale = "owner-stale"
  /// It denies.
  case ownerDeny = "owner-deny"
  /// The key's policy or the role's, for a key.
  case key
  /// The permission is on the task role instead.
  case otherRole = "other-role"

  /// The tails of AWS's denials that state it outright.
  package var reasons: Set<DenialReason> {
    switch self {
    case .silent, .foreignSilent: [.identitySilent, .identityDeny]
    case .limit:
      [
        .boundarySilent, .boundaryDeny, .sessionSilent, .sessionDeny, .serviceControlSilent,
        .serviceControlDeny, .resourceControlSilent, .resourceControlDeny,
      ]
    case .endpoint: [.endpointSilent, .endpointDeny]
    case .ownerSilent: [.resourceSilent]
    case .ownerDeny: [.resourceDeny]
    case .scoped, .suffix, .condition, .ownerStale, .key, .otherRole: []
    }
  }
}
