/// What is being diagnosed: the values of `--set`, completed by the playbook's candidates.
///
/// Its keys are ``keys``.
package struct Subject: Sendable, Hashable {
  /// Keys that a subject may hold.
  package static let keys: [String] = [
    "load-balancer", "target-group", "distribution", "url", "cluster", "service", "task", "container",
    "since", "until",
  ]

  package var values: [String: String]

  package init(_ values: [String: String] = [:]) { self.values = values }

  package subscript(key: String) -> String? { values[key] }
}
