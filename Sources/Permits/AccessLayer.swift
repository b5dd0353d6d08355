import Sentences

/// The kinds of policies that AWS asks, in the order in which a missing allow is told.
///
/// IAM guide, "Policy evaluation logic" and "Troubleshoot access denied error messages".
package enum AccessLayer: String, Sendable, Hashable, CaseIterable, Codable {
  case serviceControl = "service-control-policy"
  case resourceControl = "resource-control-policy"
  case endpoint = "vpc-endpoint-policy"
  case trust = "trust-policy"
  case key = "key-policy"
  case identity = "identity-policy"
  case resource = "resource-policy"
  case boundary = "permissions-boundary"
  case session = "session-policy"

  /// As it stands in a sentence.
  package var words: Sentence {
    switch self {
    case .serviceControl: "service control policy"
    case .resourceControl: "resource control policy"
    case .endpoint: "VPC endpoint policy"
    case .trust: "trust policy"
    case .key: "key policy"
    case .identity: "identity-based policy"
    case .resource: "resource-based policy"
    case .boundary: "permissions boundary"
    case .session: "session policy"
    }
  }
}
