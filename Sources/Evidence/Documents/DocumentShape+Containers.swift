extension DocumentShape {
  /// The members that are read of ECS and ECR.
  static let containers: [String: String] = [
    "ecs.describe-services": """
    services[serviceArn serviceName clusterArn loadBalancers[targetGroupArn:id containerName
    containerPort:port] status desiredCount# runningCount# launchType
    capacityProviderStrategy[capacityProvider base#] platformVersion platformFamily taskDefinition
    taskSets[id serviceArn clusterArn startedBy status taskDefinition runningCount# createdAt@
    launchType capacityProviderStrategy[capacityProvider base#] platformVersion platformFamily
    networkConfiguration(awsvpcConfiguration(subnets[] securityGroups[] assignPublicIp))
    loadBalancers[targetGroupArn:id containerName containerPort:port] tags[key value]] deployments[id
    status taskDefinition desiredCount# runningCount# createdAt@
    capacityProviderStrategy[capacityProvider base#] launchType platformVersion platformFamily
    networkConfiguration(awsvpcConfiguration(subnets[] securityGroups[] assignPublicIp))
    serviceConnectConfiguration(enabled? namespace services[timeout(perRequestTimeoutSeconds#)
    tls(kmsKey)] logConfiguration(logDriver options{} secretOptions[name valueFrom]))] events[id
    createdAt@ message] createdAt@ currentServiceRevisions[arn]
    networkConfiguration(awsvpcConfiguration(subnets[] securityGroups[] assignPublicIp)) tags[key
    value]] failures[arn reason]
    """,
    "ecs.describe-tasks": """
    tasks[attachments[id type status details[name value]] attributes[name value] capacityProviderName
    clusterArn containerInstanceArn containers[taskArn name image imageDigest lastStatus reason
    networkBindings[containerPort:port hostPort:port protocol]
    networkInterfaces[privateIpv4Address:address ipv6Address:address] cpu memory] cpu createdAt@
    desiredStatus group lastStatus launchType memory overrides(cpu executionRoleArn memory taskRoleArn
    ephemeralStorage(sizeInGiB#)) platformVersion platformFamily pullStoppedAt@ startedAt@ startedBy
    stopCode stoppedAt@ stoppedReason stoppingAt@ tags[key value] taskArn taskDefinitionArn version#
    ephemeralStorage(sizeInGiB#)] failures[arn reason]
    """,
    "ecs.describe-task-definition": """
    taskDefinition(taskDefinitionArn containerDefinitions[name image!:id
    repositoryCredentials(credentialsParameter) cpu# memory# portMappings[containerPort:port
    hostPort:port protocol name] essential? command[] environment[name value] environmentFiles[value
    type] secrets[name valueFrom] versionConsistency user logConfiguration(logDriver options{}
    secretOptions[name valueFrom])] family taskRoleArn executionRoleArn networkMode revision#
    volumes[name host() efsVolumeConfiguration()] status requiresAttributes[name value]
    compatibilities[] runtimePlatform(cpuArchitecture operatingSystemFamily) requiresCompatibilities[]
    cpu memory registeredAt@ deregisteredAt@ registeredBy ephemeralStorage(sizeInGiB#)) tags[key value]
    """,
    "ecs.describe-service-revisions": """
    serviceRevisions[serviceRevisionArn serviceArn clusterArn taskDefinition
    capacityProviderStrategy[capacityProvider base#] launchType platformVersion platformFamily
    loadBalancers[targetGroupArn:id containerName containerPort:port]
    networkConfiguration(awsvpcConfiguration(subnets[] securityGroups[] assignPublicIp))
    containerImages[containerName imageDigest image] serviceConnectConfiguration(enabled? namespace
    services[timeout(perRequestTimeoutSeconds#) tls(kmsKey)] logConfiguration(logDriver options{}
    secretOptions[name valueFrom])) createdAt@] failures[arn reason]
    """,
    "ecs.describe-container-instances": """
    containerInstances[containerInstanceArn ec2InstanceId capacityProviderName version# status
    attributes[name value] registeredAt@ attachments[id type status details[name value]] tags[key
    value]] failures[arn reason]
    """,
    "ecs.describe-clusters": """
    clusters[clusterArn configuration() status tags[key value] attachments[id type status details[name
    value]]] failures[arn reason]
    """,
    "ecs.list-tasks": """
    taskArns[] nextToken
    """,
    "ecr.describe-repositories": """
    repositories[repositoryArn registryId repositoryName!:id repositoryUri createdAt@ imageTagMutability
    encryptionConfiguration(encryptionType kmsKey)] nextToken
    """,
    "ecr.get-repository-policy": """
    registryId repositoryName:id policyText*
    """,
    "ecr.describe-images": """
    imageDetails[registryId repositoryName:id imageDigest imageTags[] imageSizeInBytes#
    imageManifestMediaType imageStatus] nextToken
    """,
    "ecr.list-images": """
    imageIds[imageDigest imageTag] nextToken
    """,
    "ecr.batch-get-image": """
    images[registryId repositoryName:id imageId(imageDigest imageTag) imageManifest
    imageManifestMediaType] failures[imageId(imageDigest imageTag) failureCode]
    """,
    "ecr.get-lifecycle-policy": """
    registryId repositoryName:id lifecyclePolicyText*
    """,
    "ecr.describe-pull-through-cache-rules": """
    pullThroughCacheRules[ecrRepositoryPrefix upstreamRegistryUrl createdAt@ registryId credentialArn]
    nextToken
    """,
    "ecr.validate-pull-through-cache-rule": """
    ecrRepositoryPrefix registryId upstreamRegistryUrl credentialArn isValid? failure
    """,
    "ecr.get-registry-policy": """
    registryId policyText*
    """,
    "ecr.describe-registry": """
    registryId replicationConfiguration(rules[destinations[region registryId]])
    """,
    "ecr.describe-image-replication-status": """
    repositoryName:id imageId(imageDigest imageTag) replicationStatuses[region registryId status
    failureCode]
    """,
  ]
}
