/// The checks of who may pull, read secrets and write logs, and of images and task definitions.
enum PullAccessChecks {
  static let all: [any Check.Type] = [
    LayerStorePolicyCheck.self,
    PassRoleCheck.self,
    PullActionCheck.self,
    PullCacheRuleCheck.self,
    PullCallerCheck.self,
    PullKeyCheck.self,
    PullKeyNeedCheck.self,
    PullLogOptionsCheck.self,
    PullParameterActionCheck.self,
    PullParameterCheck.self,
    PullPermissionCheck.self,
    PullRoleCheck.self,
    PullSecretCheck.self,
  ]
}
