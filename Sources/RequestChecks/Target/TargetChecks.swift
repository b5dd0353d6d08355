import Evidence

/// The checks of the way from the load balancer to its targets.
package enum TargetChecks {
  package static let all: [any Check.Type] = [
    ConfinedTargetsCheck.self,
    DrainingTargetCheck.self,
    HealthCheckAnswerCheck.self,
    HealthCheckInboundCheck.self,
    HealthCheckProtocolCheck.self,
    HostFirewallCheck.self,
    LambdaConnectCheck.self,
    NodePortCheck.self,
    RegisteredTargetCheck.self,
    StatefulReplyCheck.self,
    TargetFilterCheck.self,
    TargetIngressCheck.self,
    TargetUseCheck.self,
    TaskGroupDriftCheck.self,
    TasksFailToStartCheck.self,
    UnusedGroupCheck.self,
    ViewerAddressCheck.self,
  ]
}
