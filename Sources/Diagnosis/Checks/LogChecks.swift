/// The checks that read access logs, beside the configuration that the lines are compared with.
enum LogChecks {
  static let all: [any Check.Type] = [
    CapacityCheck.self,
    EdgeCachedErrorCheck.self,
    EdgeCompletionTimeoutCheck.self,
    EdgeConnectBudgetCheck.self,
    EdgeCustomErrorCheck.self,
    EdgeFailoverCheck.self,
    EdgeFunctionCheck.self,
    EdgeOutageCheck.self,
    EdgeReadTimeoutCheck.self,
    FixedResponseCheck.self,
    HealthCheckAnswerCheck.self,
    HostFirewallCheck.self,
    InvalidationCheck.self,
    LambdaConnectCheck.self,
    LogLegCheck.self,
    LogSignatureCheck.self,
    MixedOutcomesCheck.self,
    ReleaseCorrelationCheck.self,
    ServiceConnectCheck.self,
    SilentEverywhereCheck.self,
    SlowPathCheck.self,
    StatusClassCheck.self,
    TargetUseCheck.self,
    TimeoutSettingCheck.self,
  ]
}
