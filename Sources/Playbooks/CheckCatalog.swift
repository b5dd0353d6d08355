import Evidence
import PullChecks
import RequestChecks

/// Every check that a playbook may name.
package enum CheckCatalog {
  package static let all: [any Check.Type] =
    [
      EdgeChecks.all, BalancerChecks.all, TargetChecks.all, ApplicationChecks.all,
      PullWayChecks.all, PullPermissionChecks.all, PullImageChecks.all, PullSecretChecks.all,
      PullMessageChecks.all,
    ].joined()
    .sorted { $0.name < $1.name }

  /// The check of a name.
  package static func named(_ name: String) -> (any Check.Type)? { byName[name] }

  private static let byName: [String: any Check.Type] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
