/// The checks of a task's way to registry, layers, secrets and logs, and of the images themselves.
enum PullNetworkChecks {
  static let all: [any Check.Type] = [
    PullAddressOwnerCheck.self,
    PullApplianceCheck.self,
    PullCacheFirstPullCheck.self,
    PullImageCheck.self,
    PullImageLifecycleCheck.self,
    PullImagePlatformCheck.self,
    PullImageReplicationCheck.self,
    PullNamesCheck.self,
    PullOneSubnetCheck.self,
    PullPathCheck.self,
    PullPublicNameCheck.self,
    PullRegistryLoginCheck.self,
    PullRemedyCheck.self,
    PullSidecarCheck.self,
    PullSubnetAddressesCheck.self,
    PullVolumeCheck.self,
  ]
}
