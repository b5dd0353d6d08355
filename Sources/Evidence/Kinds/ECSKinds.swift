extension DocumentKind {
  /// The kinds of Amazon ECS.
  static let ecsKinds: [DocumentKind] = [
    .services, .tasks, .taskDefinition, .serviceRevisions, .containerInstances, .clusters, .taskList,
  ]

  package static let services = DocumentKind(
    "ecs.describe-services", list: "services", subject: .inside(["serviceName", "serviceArn"]),
    options: "--cluster \"${CLUSTER:?set CLUSTER}\" --services ${subject}",
    shape: """
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
      """)

  package static let tasks = DocumentKind(
    "ecs.describe-tasks", list: "tasks", subject: .inside(["taskArn"]),
    options: "--cluster \"${CLUSTER:?set CLUSTER}\" --tasks ${subject}",
    shape: """
      tasks[attachments[id type status details[name value]] attributes[name value] capacityProviderName
      clusterArn containerInstanceArn containers[taskArn name image imageDigest lastStatus reason
      networkBindings[containerPort:port hostPort:port protocol]
      networkInterfaces[privateIpv4Address:address ipv6Address:address] cpu memory] cpu createdAt@
      desiredStatus group lastStatus launchType memory overrides(cpu executionRoleArn memory taskRoleArn
      ephemeralStorage(sizeInGiB#)) platformVersion platformFamily pullStoppedAt@ startedAt@ startedBy
      stopCode stoppedAt@ stoppedReason stoppingAt@ tags[key value] taskArn taskDefinitionArn version#
      ephemeralStorage(sizeInGiB#)] failures[arn reason]
      """)

  package static let taskDefinition = DocumentKind(
    "ecs.describe-task-definition", list: nil, marks: ["taskDefinition"],
    subject: .inside(["taskDefinition.taskDefinitionArn", "taskDefinition.family"]),
    options: "--task-definition ${subject}",
    shape: """
      taskDefinition(taskDefinitionArn containerDefinitions[name image!:id
      repositoryCredentials(credentialsParameter) cpu# memory# portMappings[containerPort:port
      hostPort:port protocol name] essential? command[] environment[name value] environmentFiles[value
      type] secrets[name valueFrom] versionConsistency user logConfiguration(logDriver options{}
      secretOptions[name valueFrom])] family taskRoleArn executionRoleArn networkMode revision#
      volumes[name host() efsVolumeConfiguration()] status requiresAttributes[name value]
      compatibilities[] runtimePlatform(cpuArchitecture operatingSystemFamily) requiresCompatibilities[]
      cpu memory registeredAt@ deregisteredAt@ registeredBy ephemeralStorage(sizeInGiB#)) tags[key value]
      """)

  package static let serviceRevisions = DocumentKind(
    "ecs.describe-service-revisions", list: "serviceRevisions",
    subject: .inside(["serviceRevisionArn", "serviceArn"]), options: "--service-revision-arns ${subject}",
    shape: """
      serviceRevisions[serviceRevisionArn serviceArn clusterArn taskDefinition
      capacityProviderStrategy[capacityProvider base#] launchType platformVersion platformFamily
      loadBalancers[targetGroupArn:id containerName containerPort:port]
      networkConfiguration(awsvpcConfiguration(subnets[] securityGroups[] assignPublicIp))
      containerImages[containerName imageDigest image] serviceConnectConfiguration(enabled? namespace
      services[timeout(perRequestTimeoutSeconds#) tls(kmsKey)] logConfiguration(logDriver options{}
      secretOptions[name valueFrom])) createdAt@] failures[arn reason]
      """)

  package static let containerInstances = DocumentKind(
    "ecs.describe-container-instances", list: "containerInstances",
    subject: .inside(["containerInstanceArn"]),
    options: "--cluster \"${CLUSTER:?set CLUSTER}\" --container-instances ${subject}",
    shape: """
      containerInstances[containerInstanceArn ec2InstanceId capacityProviderName version# status
      versionInfo(agentVersion dockerVersion)
      attributes[name value] registeredAt@ attachments[id type status details[name value]] tags[key
      value]] failures[arn reason]
      """)

  package static let clusters = DocumentKind(
    "ecs.describe-clusters", list: "clusters", options: "--clusters \"${CLUSTER:?set CLUSTER}\"",
    shape: """
      clusters[clusterArn configuration() status tags[key value] attachments[id type status details[name
      value]]] failures[arn reason]
      """)

  package static let taskList = DocumentKind(
    "ecs.list-tasks", list: "taskArns",
    options: "--cluster \"${CLUSTER:?set CLUSTER}\" --desired-status STOPPED",
    shape: """
      taskArns[] nextToken
      """)

  /// Parts of the collecting script.
  static let ecsBlocks: [CollectionBlock] = [
    CollectionBlock(
      kinds: [
        .tasks, .services, .clusters,
        .containerInstances, .taskDefinition, .taskList,
        .serviceRevisions,
      ], isFirst: true,
      script: """
        # Stopped tasks first: ECS keeps them for about an hour.
        while IFS= read -r cluster <&3; do
          name=$(safe "${cluster##*/}")
          for status in STOPPED RUNNING; do
            ids aws ecs list-tasks --cluster "$cluster" --desired-status "$status" --query 'taskArns[]' |
              batch 100 "$here/ecs.describe-tasks.$name-$status" aws ecs describe-tasks --cluster "$cluster" --tasks
          done
          ids aws ecs list-services --cluster "$cluster" --query 'serviceArns[]' |
            batch 10 "$here/ecs.describe-services.$name" aws ecs describe-services --cluster "$cluster" --services
          ids aws ecs list-container-instances --cluster "$cluster" --query 'containerInstanceArns[]' |
            batch 100 "$here/ecs.describe-container-instances.$name" \\
              aws ecs describe-container-instances --cluster "$cluster" --container-instances
          call "$here/ecs.describe-clusters.$name" aws ecs describe-clusters --clusters "$cluster"
        done 3< <(ids aws ecs list-clusters --query 'clusterArns[]')
        while IFS= read -r definition <&3; do
          call "$here/ecs.describe-task-definition.$(safe "${definition##*/}")" \\
            aws ecs describe-task-definition --task-definition "$definition"
        done 3< <(found 'taskDefinition(Arn)?' "$out/$here"/ecs.describe-*.json)
        found 'serviceRevisionArn' "$out/$here"/ecs.describe-services.*.json |
          batch 20 "$here/ecs.describe-service-revisions.deployed" \\
            aws ecs describe-service-revisions --service-revision-arns

        """,
      actions: ["ecs:ListClusters", "ecs:ListServices", "ecs:ListTasks", "ecs:ListContainerInstances"])
  ]
}
