import Evidence

/// The checks of who may pull.
package enum PullPermissionChecks {
  package static let all: [any Check.Type] = [
    LayerStorePolicyCheck.self,
    PassRoleCheck.self,
    PullActionCheck.self,
    PullCallerCheck.self,
    PullPermissionCheck.self,
    PullRegistryLoginCheck.self,
    PullRoleCheck.self,
  ]
}
