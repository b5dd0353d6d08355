/// Every candidate finder that an input of a playbook may name.
package enum CandidateCatalog {
  package static let all: [any CandidateFinder.Type] = [
    LoadBalancerCandidates.self,
    PullContainers.self,
    PullSubjects.self,
  ]

  /// The finder of a name.
  package static func named(_ name: String) -> (any CandidateFinder.Type)? { all.first { $0.name == name } }
}
