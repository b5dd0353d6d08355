/// The checks of the way from the edge to the load balancer.
enum EdgeChecks {
  static let all: [any Check.Type] = [
    EdgeApplianceCheck.self,
    EdgeIPv6Check.self,
    EdgeIngressCheck.self,
    EdgeListenerCheck.self,
    EdgePublicAccessCheck.self,
    EdgeSchemeCheck.self,
    EdgeSubnetCheck.self,
    LoadBalancerStateCheck.self,
    OriginRecordCheck.self,
    VPCOriginCheck.self,
  ]
}
