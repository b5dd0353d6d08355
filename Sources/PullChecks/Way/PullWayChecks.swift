import Evidence

/// The checks of a task's way to registry, layers, secrets and logs.
package enum PullWayChecks {
  package static let all: [any Check.Type] = [
    PullAddressOwnerCheck.self,
    PullApplianceCheck.self,
    PullNamesCheck.self,
    PullOneSubnetCheck.self,
    PullPathCheck.self,
    PullPublicNameCheck.self,
    PullSubnetAddressesCheck.self,
  ]
}
