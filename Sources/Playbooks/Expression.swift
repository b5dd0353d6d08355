/// One use of a check: its name and the parameters the playbook gives.
package struct CheckUse: Sendable, Hashable {
  package var name: String
  package var parameters: [String: String]

  package init(_ name: String, _ parameters: [String: String] = [:]) {
    self.name = name
    self.parameters = parameters
  }

  /// How a person reads it: `target-ingress(is: port-mismatch)`.
  package var description: String {
    if parameters.isEmpty { return name }
    let shown = parameters.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
    return "\(name)(\(shown.joined(separator: ", ")))"
  }
}

/// A test of the playbook: checks, combined over four verdicts.
package indirect enum Expression: Sendable, Hashable {
  case check(CheckUse)
  case all([Expression])
  case any([Expression])
  /// The first part that applies decides.
  case first([Expression])
  case not(Expression)

  /// The checks it runs, in order.
  package var uses: [CheckUse] {
    switch self {
    case .check(let use): [use]
    case .all(let parts), .any(let parts), .first(let parts): parts.flatMap(\.uses)
    case .not(let part): part.uses
    }
  }
}
