import Evidence

/// The checks of the load balancer: its state, its rules, its timers, and what its log says.
package enum BalancerChecks {
  package static let all: [any Check.Type] = [
    CodeOnlyRuleCheck.self,
    ContestedRulesCheck.self,
    FixedResponseCheck.self,
    LoadBalancerStateCheck.self,
    LogLegCheck.self,
    LogSignatureCheck.self,
    MixedOutcomesCheck.self,
    ShowsGatewayTimeoutCheck.self,
    SiblingPathCheck.self,
    SilentEverywhereCheck.self,
    StatusClassCheck.self,
    TimeoutSettingCheck.self,
    ZonePathCheck.self,
  ]
}
