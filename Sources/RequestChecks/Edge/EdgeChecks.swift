import Evidence

/// The checks of the edge, and of the way from there to the load balancer.
package enum EdgeChecks {
  package static let all: [any Check.Type] = [
    EdgeApplianceCheck.self,
    EdgeCachedErrorCheck.self,
    EdgeCompletionTimeoutCheck.self,
    EdgeConnectBudgetCheck.self,
    EdgeCustomErrorCheck.self,
    EdgeFailoverCheck.self,
    EdgeFunctionCheck.self,
    EdgeIPv6Check.self,
    EdgeIngressCheck.self,
    EdgeListenerCheck.self,
    EdgeOutageCheck.self,
    EdgePublicAccessCheck.self,
    EdgeReadTimeoutCheck.self,
    EdgeSchemeCheck.self,
    EdgeSubnetCheck.self,
    InvalidationCheck.self,
    OriginRecordCheck.self,
    OtherOriginCheck.self,
    VPCOriginCheck.self,
    WebsiteOriginCheck.self,
  ]
}
