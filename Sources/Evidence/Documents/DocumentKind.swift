import Commands

/// What one AWS CLI command prints: how its output is recognized, whose answer it is, how it is made again.
package struct DocumentKind: Sendable {
  /// Where an output says whose answer it is.
  package enum SubjectRule: Sendable, Equatable {
    /// A listing of a whole account and region.
    case none
    /// The output does not say; the file's name has to. The members that `--query "merge(@, …)"` may add.
    case file([String])
    /// Members (dotted paths from the root or from an item) that name the subject.
    case inside([String])
  }

  /// `<service>.<operation>`.
  package let name: String
  /// The member that holds the items; nil where the root itself is the one item.
  package let list: String?
  package let subject: SubjectRule
  /// The command without region and redirection, which asks for the subject by ``subjectName``.
  package let command: ShellCommand
  /// The name of the value that names the subject.
  package static let subjectName = "subject"

  /// Whether the service has no region (IAM, CloudFront, Route 53, Organizations).
  package let isGlobal: Bool

  init(_ name: String, list: String?, _ subject: SubjectRule = .none, _ command: String? = nil) {
    self.name = name
    self.list = list
    self.subject = subject
    let words = name.split(separator: ".", maxSplits: 1).map(String.init)
    self.command = ShellCommand(
      stringLiteral: "aws \(words[0]) \(words[1])" + (command.map { " " + $0 } ?? ""))
    self.isGlobal = ["iam", "cloudfront", "route53", "organizations"].contains(words[0])
  }

  /// Every kind that the program reads, by name.
  package static let all: [String: DocumentKind] = Dictionary(
    uniqueKeysWithValues: (ec2 + elbv2 + ecs + ecr + iam + secrets + edge + other).map { ($0.name, $0) })

  private static let ec2: [DocumentKind] = [
    .init("ec2.describe-security-groups", list: "SecurityGroups"),
    .init("ec2.describe-security-group-rules", list: "SecurityGroupRules"),
    .init(
      "ec2.describe-stale-security-groups", list: "StaleSecurityGroupSet", .inside(["VpcId"]),
      "--vpc-id ${subject}"),
    .init(
      "ec2.describe-security-group-references", list: "SecurityGroupReferenceSet", .inside(["GroupId"]),
      "--group-id ${subject}"),
    .init("ec2.describe-security-group-vpc-associations", list: "SecurityGroupVpcAssociations"),
    .init("ec2.describe-network-interfaces", list: "NetworkInterfaces"),
    .init("ec2.describe-subnets", list: "Subnets"),
    .init("ec2.describe-route-tables", list: "RouteTables"),
    .init("ec2.describe-network-acls", list: "NetworkAcls"),
    .init("ec2.describe-internet-gateways", list: "InternetGateways"),
    .init("ec2.describe-egress-only-internet-gateways", list: "EgressOnlyInternetGateways"),
    .init("ec2.describe-nat-gateways", list: "NatGateways"),
    .init("ec2.describe-vpc-endpoints", list: "VpcEndpoints"),
    .init("ec2.describe-vpc-peering-connections", list: "VpcPeeringConnections"),
    .init("ec2.describe-transit-gateways", list: "TransitGateways"),
    .init("ec2.describe-transit-gateway-attachments", list: "TransitGatewayAttachments"),
    .init("ec2.describe-transit-gateway-vpc-attachments", list: "TransitGatewayVpcAttachments"),
    .init("ec2.describe-transit-gateway-route-tables", list: "TransitGatewayRouteTables"),
    .init(
      "ec2.search-transit-gateway-routes", list: "Routes", .file(["TransitGatewayRouteTableId"]),
      "--transit-gateway-route-table-id ${subject} --filters Name=type,Values=static,propagated"),
    .init("ec2.describe-managed-prefix-lists", list: "PrefixLists"),
    .init("ec2.describe-prefix-lists", list: "PrefixLists"),
    .init(
      "ec2.get-managed-prefix-list-entries", list: "Entries", .file(["PrefixListId"]),
      "--prefix-list-id ${subject}"),
    .init("ec2.describe-vpc-block-public-access-options", list: nil),
    .init("ec2.describe-vpc-block-public-access-exclusions", list: "VpcBlockPublicAccessExclusions"),
    .init(
      "ec2.describe-vpc-attribute", list: nil, .inside(["VpcId"]),
      "--vpc-id ${subject} --attribute enableDnsHostnames"),
    .init("ec2.describe-dhcp-options", list: "DhcpOptions"),
    .init("ec2.describe-vpcs", list: "Vpcs"),
    .init("ec2.describe-instances", list: "Reservations"),
    .init("ec2.describe-instance-status", list: "InstanceStatuses", .none, "--include-all-instances"),
    .init("ec2.describe-addresses", list: "Addresses"),
    .init("ec2.describe-network-insights-analyses", list: "NetworkInsightsAnalyses"),
  ]

  private static let elbv2: [DocumentKind] = [
    .init("elbv2.describe-load-balancers", list: "LoadBalancers"),
    .init(
      "elbv2.describe-load-balancer-attributes", list: nil, .file(["LoadBalancerArn", "LoadBalancerName"]),
      "--load-balancer-arn \"$(aws elbv2 describe-load-balancers --names ${subject} "
        + "--query 'LoadBalancers[0].LoadBalancerArn' --output text)\""),
    .init(
      "elbv2.describe-listeners", list: "Listeners", .inside(["LoadBalancerArn"]),
      "--load-balancer-arn \"$(aws elbv2 describe-load-balancers --names ${subject} "
        + "--query 'LoadBalancers[0].LoadBalancerArn' --output text)\""),
    .init("elbv2.describe-rules", list: "Rules", .inside(["RuleArn"]), "--listener-arn ${subject}"),
    .init("elbv2.describe-target-groups", list: "TargetGroups"),
    .init(
      "elbv2.describe-target-group-attributes", list: nil, .file(["TargetGroupArn", "TargetGroupName"]),
      "--target-group-arn \"$(aws elbv2 describe-target-groups --names ${subject} "
        + "--query 'TargetGroups[0].TargetGroupArn' --output text)\""),
    .init(
      "elbv2.describe-target-health", list: "TargetHealthDescriptions",
      .file(["TargetGroupArn", "TargetGroupName"]),
      "--target-group-arn \"$(aws elbv2 describe-target-groups --names ${subject} "
        + "--query 'TargetGroups[0].TargetGroupArn' --output text)\""),
  ]

  private static let ecs: [DocumentKind] = [
    .init(
      "ecs.describe-services", list: "services", .inside(["serviceName", "serviceArn"]),
      "--cluster \"${CLUSTER:?set CLUSTER}\" --services ${subject}"),
    .init(
      "ecs.describe-tasks", list: "tasks", .inside(["taskArn"]),
      "--cluster \"${CLUSTER:?set CLUSTER}\" --tasks ${subject}"),
    .init(
      "ecs.describe-task-definition", list: nil,
      .inside(["taskDefinition.taskDefinitionArn", "taskDefinition.family"]), "--task-definition ${subject}"),
    .init(
      "ecs.describe-service-revisions", list: "serviceRevisions",
      .inside(["serviceRevisionArn", "serviceArn"]),
      "--service-revision-arns ${subject}"),
    .init(
      "ecs.describe-container-instances", list: "containerInstances", .inside(["containerInstanceArn"]),
      "--cluster \"${CLUSTER:?set CLUSTER}\" --container-instances ${subject}"),
    .init("ecs.describe-clusters", list: "clusters", .none, "--clusters \"${CLUSTER:?set CLUSTER}\""),
    .init(
      "ecs.list-tasks", list: "taskArns", .none,
      "--cluster \"${CLUSTER:?set CLUSTER}\" --desired-status STOPPED"),
  ]

  private static let ecr: [DocumentKind] = [
    .init("ecr.describe-repositories", list: "repositories"),
    .init(
      "ecr.get-repository-policy", list: nil, .inside(["repositoryName"]), "--repository-name ${subject}"),
    .init(
      "ecr.describe-images", list: "imageDetails", .inside(["repositoryName"]), "--repository-name ${subject}"
    ),
    .init(
      "ecr.list-images", list: "imageIds", .file(["repositoryName", "RepositoryName"]),
      "--repository-name ${subject}"),
    .init(
      "ecr.batch-get-image", list: "images", .inside(["repositoryName"]),
      "--repository-name ${subject} --image-ids imageTag=\"${IMAGE_TAG:?set IMAGE_TAG}\""),
    .init(
      "ecr.get-lifecycle-policy", list: nil, .inside(["repositoryName"]), "--repository-name ${subject}"),
    .init("ecr.describe-pull-through-cache-rules", list: "pullThroughCacheRules"),
    .init(
      "ecr.validate-pull-through-cache-rule", list: nil, .inside(["ecrRepositoryPrefix"]),
      "--ecr-repository-prefix ${subject}"),
    .init("ecr.get-registry-policy", list: nil),
    .init("ecr.describe-registry", list: nil),
    .init(
      "ecr.describe-image-replication-status", list: nil, .inside(["repositoryName"]),
      "--repository-name ${subject} --image-id imageTag=\"${IMAGE_TAG:?set IMAGE_TAG}\""),
  ]

  private static let iam: [DocumentKind] = [
    .init("iam.get-account-authorization-details", list: nil),
    .init("iam.get-role", list: nil, .inside(["Role.RoleName", "Role.Arn"]), "--role-name ${subject}"),
    .init(
      "iam.get-role-policy", list: nil, .inside(["RoleName"]),
      "--role-name ${subject} --policy-name \"${POLICY:?set POLICY}\""),
    .init(
      "iam.list-attached-role-policies", list: "AttachedPolicies", .file(["RoleName"]),
      "--role-name ${subject}"),
    .init("iam.list-role-policies", list: "PolicyNames", .file(["RoleName"]), "--role-name ${subject}"),
    .init(
      "iam.get-policy", list: nil, .inside(["Policy.PolicyName", "Policy.Arn"]), "--policy-arn ${subject}"),
    .init(
      "iam.get-policy-version", list: nil, .file(["PolicyArn", "PolicyName"]),
      "--policy-arn ${subject} --version-id \"${VERSION_ID:?set VERSION_ID}\""),
    .init(
      "iam.get-instance-profile", list: nil,
      .inside(["InstanceProfile.InstanceProfileName", "InstanceProfile.Arn"]),
      "--instance-profile-name ${subject}"),
    .init(
      "iam.simulate-principal-policy", list: "EvaluationResults", .file(["PolicySourceArn", "RoleName"]),
      "--policy-source-arn ${subject} --action-names \"${ACTION:?set ACTION}\""),
    .init(
      "organizations.describe-policy", list: nil, .inside(["Policy.PolicySummary.Id"]),
      "--policy-id ${subject}"),
    .init(
      "organizations.list-policies-for-target", list: "Policies", .file(["TargetId"]),
      "--target-id ${subject} --filter SERVICE_CONTROL_POLICY"),
    .init("organizations.describe-organization", list: nil),
    .init("sts.get-caller-identity", list: nil),
  ]

  private static let secrets: [DocumentKind] = [
    .init("secretsmanager.describe-secret", list: nil, .inside(["Name", "ARN"]), "--secret-id ${subject}"),
    .init(
      "secretsmanager.get-resource-policy", list: nil, .inside(["Name", "ARN"]), "--secret-id ${subject}"),
    .init("secretsmanager.list-secrets", list: "SecretList"),
    .init("ssm.describe-parameters", list: "Parameters"),
    .init(
      "kms.describe-key", list: nil, .inside(["KeyMetadata.KeyId", "KeyMetadata.Arn"]), "--key-id ${subject}"),
    .init(
      "kms.get-key-policy", list: nil, .file(["KeyId"]), "--key-id ${subject} --policy-name default"),
    .init("kms.list-aliases", list: "Aliases"),
    .init("kms.list-grants", list: "Grants", .inside(["KeyId"]), "--key-id ${subject}"),
    .init("s3api.get-bucket-policy", list: nil, .file(["Bucket"]), "--bucket ${subject}"),
    .init("logs.describe-log-groups", list: "logGroups"),
  ]

  private static let edge: [DocumentKind] = [
    .init(
      "cloudfront.get-distribution-config", list: nil, .file(["Id", "DistributionId"]), "--id ${subject}"),
    .init("cloudfront.get-distribution", list: nil, .inside(["Distribution.Id"]), "--id ${subject}"),
    .init("cloudfront.list-distributions", list: nil),
    .init("cloudfront.list-vpc-origins", list: nil),
    .init("cloudfront.get-vpc-origin", list: nil, .inside(["VpcOrigin.Id"]), "--id ${subject}"),
    .init("cloudfront.describe-function", list: nil, .inside(["FunctionSummary.Name"]), "--name ${subject}"),
    .init(
      "route53.list-resource-record-sets", list: "ResourceRecordSets", .file(["HostedZoneId"]),
      "--hosted-zone-id ${subject}"),
    .init("route53.list-hosted-zones", list: "HostedZones"),
    .init("cloudtrail.lookup-events", list: "Events"),
  ]

  private static let other: [DocumentKind] = [
    .init(
      "lambda.get-function", list: nil, .inside(["Configuration.FunctionName", "Configuration.FunctionArn"]),
      "--function-name ${subject}"),
    .init("rds.describe-db-instances", list: "DBInstances"),
    .init("elasticache.describe-cache-clusters", list: "CacheClusters", .none, "--show-cache-node-info"),
    .init(
      "efs.describe-mount-targets", list: "MountTargets", .file(["FileSystemId"]),
      "--file-system-id ${subject}"),
    .init(
      "efs.describe-mount-target-security-groups", list: "SecurityGroups", .file(["MountTargetId"]),
      "--mount-target-id ${subject}"),
    .init("efs.describe-file-systems", list: "FileSystems"),
    .init(
      "network-firewall.describe-firewall", list: nil,
      .inside(["Firewall.FirewallName", "Firewall.FirewallArn"]), "--firewall-name ${subject}"),
    .init(
      "network-firewall.describe-firewall-policy", list: nil,
      .inside(["FirewallPolicyResponse.FirewallPolicyName"]), "--firewall-policy-name ${subject}"),
    .init(
      "network-firewall.describe-rule-group", list: nil, .inside(["RuleGroupResponse.RuleGroupName"]),
      "--rule-group-arn ${subject}"),
    .init("servicediscovery.list-namespaces", list: "Namespaces"),
  ]
}
