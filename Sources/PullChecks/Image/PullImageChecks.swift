import Evidence

/// The checks of the images themselves.
package enum PullImageChecks {
  package static let all: [any Check.Type] = [
    PullCacheFirstPullCheck.self,
    PullCacheRuleCheck.self,
    PullImageCheck.self,
    PullImageLifecycleCheck.self,
    PullImagePlatformCheck.self,
    PullImageReplicationCheck.self,
    PullSidecarCheck.self,
    PullVolumeCheck.self,
  ]
}
