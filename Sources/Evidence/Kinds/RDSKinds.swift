extension DocumentKind {
  /// The kinds of Amazon RDS.
  static let rdsKinds: [DocumentKind] = [
    .dbInstances
  ]

  package static let dbInstances = DocumentKind(
    "rds.describe-db-instances", list: "DBInstances",
    shape: """
      Marker DBInstances[DBInstanceIdentifier Endpoint(Address Port:port HostedZoneId)
      VpcSecurityGroups[VpcSecurityGroupId Status] AvailabilityZone DBClusterIdentifier KmsKeyId
      DBInstanceArn]
      """)
}
