extension DocumentShape {
  /// The members that are read of functions, data stores and firewalls.
  static let stores: [String: String] = [
    "lambda.get-function": """
    Configuration(FunctionName FunctionArn Role Description Timeout# Version State) Code() Tags{}
    """,
    "rds.describe-db-instances": """
    Marker DBInstances[DBInstanceIdentifier Endpoint(Address Port:port HostedZoneId)
    VpcSecurityGroups[VpcSecurityGroupId Status] AvailabilityZone DBClusterIdentifier KmsKeyId
    DBInstanceArn]
    """,
    "elasticache.describe-cache-clusters": """
    Marker CacheClusters[SecurityGroups[Status] ARN]
    """,
    "efs.describe-mount-targets": """
    Marker MountTargets[OwnerId MountTargetId FileSystemId SubnetId:id Ipv6Address:address
    NetworkInterfaceId:id VpcId:id] NextMarker
    """,
    "efs.describe-mount-target-security-groups": """
    SecurityGroups[]
    """,
    "efs.describe-file-systems": """
    Marker FileSystems[OwnerId FileSystemId Name KmsKeyId Tags[Key Value]] NextMarker
    """,
    "network-firewall.describe-firewall": """
    Firewall(FirewallName FirewallArn VpcId:id Description Tags[Key Value] TransitGatewayId)
    """,
    "network-firewall.describe-firewall-policy": """
    FirewallPolicyResponse(FirewallPolicyName Description Tags[Key Value])
    """,
    "network-firewall.describe-rule-group": """
    RuleGroupResponse(RuleGroupName Description Type Tags[Key Value])
    """,
    "servicediscovery.list-namespaces": """
    Namespaces[Id Arn Name Type Description] NextToken
    """,
  ]
}
