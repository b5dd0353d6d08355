/// The checks of the way from the load balancer to its targets.
enum TargetChecks {
  static let all: [any Check.Type] = [
    AppDependencyCheck.self,
    AppEgressCheck.self,
    HealthCheckInboundCheck.self,
    HealthCheckProtocolCheck.self,
    RegisteredTargetCheck.self,
    ShowsGatewayTimeoutCheck.self,
    SiblingPathCheck.self,
    StatefulReplyCheck.self,
    TargetFilterCheck.self,
    TargetIngressCheck.self,
    TaskGroupDriftCheck.self,
    TasksFailToStartCheck.self,
    UnusedGroupCheck.self,
    ViewerAddressCheck.self,
    ZonePathCheck.self,
  ]
}
