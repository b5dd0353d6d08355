import Evidence

/// The checks of what the application does with a request.
package enum ApplicationChecks {
  package static let all: [any Check.Type] = [
    AppDependencyCheck.self,
    AppEgressCheck.self,
    CapacityCheck.self,
    OwnBalancerCheck.self,
    ReleaseCorrelationCheck.self,
    ServiceConnectCheck.self,
    SlowPathCheck.self,
  ]
}
