import Evidence

/// The checks of secrets, keys and log options of a task definition.
package enum PullSecretChecks {
  package static let all: [any Check.Type] = [
    PullKeyCheck.self,
    PullKeyNeedCheck.self,
    PullLogOptionsCheck.self,
    PullParameterActionCheck.self,
    PullParameterCheck.self,
    PullSecretCheck.self,
  ]
}
