/// The checks that read access logs, beside the configuration that the lines are compared with.
enum LogChecks {
  static let all: [any Check.Type] = [
    LogLegCheck.self, LogSignatureCheck.self, EdgeReadTimeoutCheck.self, EdgeCompletionTimeoutCheck.self,
    EdgeCachedErrorCheck.self, EdgeCustomErrorCheck.self, EdgeFunctionCheck.self, EdgeFailoverCheck.self,
    EdgeConnectBudgetCheck.self, SlowPathCheck.self, SilentEverywhereCheck.self, MixedOutcomesCheck.self,
    ReleaseCorrelationCheck.self, LambdaConnectCheck.self, ServiceConnectCheck.self, FixedResponseCheck.self,
  ]
}
