/// Tells from its members which command printed a document (`contract.md` 1: "recognized by its content").
package enum DocumentRecognition {
  /// Members that only one command prints at the top.
  private static let unique: [(member: String, kind: String)] = [
    ("SecurityGroupRules", "ec2.describe-security-group-rules"),
    ("StaleSecurityGroupSet", "ec2.describe-stale-security-groups"),
    ("SecurityGroupReferenceSet", "ec2.describe-security-group-references"),
    ("SecurityGroupsReferenceSet", "ec2.describe-security-group-references"),
    ("SecurityGroupVpcAssociations", "ec2.describe-security-group-vpc-associations"),
    ("NetworkInterfaces", "ec2.describe-network-interfaces"), ("Subnets", "ec2.describe-subnets"),
    ("RouteTables", "ec2.describe-route-tables"), ("NetworkAcls", "ec2.describe-network-acls"),
    ("InternetGateways", "ec2.describe-internet-gateways"),
    ("EgressOnlyInternetGateways", "ec2.describe-egress-only-internet-gateways"),
    ("NatGateways", "ec2.describe-nat-gateways"), ("VpcEndpoints", "ec2.describe-vpc-endpoints"),
    ("VpcPeeringConnections", "ec2.describe-vpc-peering-connections"),
    ("TransitGateways", "ec2.describe-transit-gateways"),
    ("TransitGatewayAttachments", "ec2.describe-transit-gateway-attachments"),
    ("TransitGatewayVpcAttachments", "ec2.describe-transit-gateway-vpc-attachments"),
    ("TransitGatewayRouteTables", "ec2.describe-transit-gateway-route-tables"),
    ("VpcBlockPublicAccessOptions", "ec2.describe-vpc-block-public-access-options"),
    ("VpcBlockPublicAccessExclusions", "ec2.describe-vpc-block-public-access-exclusions"),
    ("EnableDnsSupport", "ec2.describe-vpc-attribute"), ("EnableDnsHostnames", "ec2.describe-vpc-attribute"),
    ("DhcpOptions", "ec2.describe-dhcp-options"), ("Vpcs", "ec2.describe-vpcs"),
    ("Reservations", "ec2.describe-instances"), ("InstanceStatuses", "ec2.describe-instance-status"),
    ("Addresses", "ec2.describe-addresses"),
    ("NetworkInsightsAnalyses", "ec2.describe-network-insights-analyses"),
    ("LoadBalancers", "elbv2.describe-load-balancers"), ("Listeners", "elbv2.describe-listeners"),
    ("Rules", "elbv2.describe-rules"), ("TargetGroups", "elbv2.describe-target-groups"),
    ("TargetHealthDescriptions", "elbv2.describe-target-health"), ("services", "ecs.describe-services"),
    ("tasks", "ecs.describe-tasks"), ("taskDefinition", "ecs.describe-task-definition"),
    ("serviceRevisions", "ecs.describe-service-revisions"),
    ("containerInstances", "ecs.describe-container-instances"), ("clusters", "ecs.describe-clusters"),
    ("taskArns", "ecs.list-tasks"), ("repositories", "ecr.describe-repositories"),
    ("imageDetails", "ecr.describe-images"), ("images", "ecr.batch-get-image"),
    ("lifecyclePolicyText", "ecr.get-lifecycle-policy"),
    ("pullThroughCacheRules", "ecr.describe-pull-through-cache-rules"),
    ("replicationConfiguration", "ecr.describe-registry"),
    ("replicationStatuses", "ecr.describe-image-replication-status"), ("imageIds", "ecr.list-images"),
    ("isValid", "ecr.validate-pull-through-cache-rule"),
    ("RoleDetailList", "iam.get-account-authorization-details"),
    ("UserDetailList", "iam.get-account-authorization-details"), ("Role", "iam.get-role"),
    ("PolicyNames", "iam.list-role-policies"), ("PolicyVersion", "iam.get-policy-version"),
    ("InstanceProfile", "iam.get-instance-profile"), ("EvaluationResults", "iam.simulate-principal-policy"),
    ("AttachedPolicies", "iam.list-attached-role-policies"),
    ("Policies", "organizations.list-policies-for-target"),
    ("Organization", "organizations.describe-organization"),
    ("SecretList", "secretsmanager.list-secrets"), ("KeyMetadata", "kms.describe-key"),
    ("Aliases", "kms.list-aliases"), ("Grants", "kms.list-grants"), ("logGroups", "logs.describe-log-groups"),
    ("DistributionConfig", "cloudfront.get-distribution-config"),
    ("Distribution", "cloudfront.get-distribution"),
    ("DistributionList", "cloudfront.list-distributions"), ("VpcOriginList", "cloudfront.list-vpc-origins"),
    ("VpcOrigin", "cloudfront.get-vpc-origin"), ("FunctionSummary", "cloudfront.describe-function"),
    ("ResourceRecordSets", "route53.list-resource-record-sets"), ("HostedZones", "route53.list-hosted-zones"),
    ("DBInstances", "rds.describe-db-instances"), ("CacheClusters", "elasticache.describe-cache-clusters"),
    ("MountTargets", "efs.describe-mount-targets"), ("FileSystems", "efs.describe-file-systems"),
    ("Firewall", "network-firewall.describe-firewall"),
    ("FirewallPolicyResponse", "network-firewall.describe-firewall-policy"),
    ("RuleGroupResponse", "network-firewall.describe-rule-group"),
    ("Namespaces", "servicediscovery.list-namespaces"),
  ]
  private static let byMember = Dictionary(
    unique.map { ($0.member, $0.kind) }, uniquingKeysWith: { first, _ in first })

  /// The kind of a document; `named` is what its file's name says, which decides only where the content cannot.
  static func kind(of root: JSON, named: String?) -> String? {
    guard root.isObject else { return nil }
    let members = root.members
    let names = Set(members.map(\.name))
    if let found = ambiguous(root, names, named) { return found }
    for (name, _) in members {
      if let kind = byMember[name] { return kind }
    }
    // Answers that may be empty objects name themselves only through their file.
    if let named, DocumentKind.all[named] != nil,
      names.isSubset(of: ["ResponseMetadata", "NextToken", "nextToken"])
    {
      return named
    }
    return nil
  }

  private static func ambiguous(_ root: JSON, _ names: Set<String>, _ said: String?) -> String? {
    func named(among kinds: [String], else fallback: String?) -> String? {
      said.flatMap { kinds.contains($0) ? $0 : nil } ?? fallback
    }
    if names.contains("SecurityGroups") {
      let holdsText = root["SecurityGroups"]?.elements.first.map { $0.kind == .string } ?? false
      return holdsText
        ? "efs.describe-mount-target-security-groups"
        : named(
          among: ["efs.describe-mount-target-security-groups", "ec2.describe-security-groups"],
          else: "ec2.describe-security-groups")
    }
    if names.contains("PrefixLists") {
      let first = root["PrefixLists"]?.elements.first
      if let first {
        return first["Cidrs"] != nil && first["PrefixListArn"] == nil
          ? "ec2.describe-prefix-lists" : "ec2.describe-managed-prefix-lists"
      }
      return named(
        among: ["ec2.describe-prefix-lists", "ec2.describe-managed-prefix-lists"],
        else: "ec2.describe-managed-prefix-lists")
    }
    if names.contains("Attributes"), let attributes = root["Attributes"], attributes.isArray {
      let keys = attributes.elements.compactMap { $0["Key"]?.string }
      func has(_ prefixes: [String]) -> Bool {
        keys.contains { key in prefixes.contains { key.hasPrefix($0) } }
      }
      if has(["deregistration_delay", "stickiness", "lambda.", "slow_start", "target_group"]) {
        return "elbv2.describe-target-group-attributes"
      }
      if has(["idle_timeout", "access_logs", "deletion_protection", "routing.", "client_keep_alive"]) {
        return "elbv2.describe-load-balancer-attributes"
      }
      return named(
        among: ["elbv2.describe-target-group-attributes", "elbv2.describe-load-balancer-attributes"],
        else: nil)
    }
    if names.contains("Entries") { return "ec2.get-managed-prefix-list-entries" }
    if names.contains("Routes") { return "ec2.search-transit-gateway-routes" }
    if names.contains("policyText") {
      return names.contains("repositoryName") ? "ecr.get-repository-policy" : "ecr.get-registry-policy"
    }
    if names.contains("Policy"), let policy = root["Policy"] {
      if policy.isObject {
        if policy["PolicySummary"] != nil { return "organizations.describe-policy" }
        if policy["PolicyName"] != nil { return "iam.get-policy" }
      }
      return named(
        among: ["kms.get-key-policy", "s3api.get-bucket-policy"],
        else: names.contains("PolicyName") || names.contains("KeyId")
          || policy.string?.contains("\"kms:") == true
          ? "kms.get-key-policy" : nil)
    }
    if names.contains("RoleName"), names.contains("PolicyDocument") { return "iam.get-role-policy" }
    if names.contains("ARN"), names.contains("Name") {
      return names.isSubset(of: ["ARN", "Name", "ResourcePolicy", "ResponseMetadata"])
        ? named(
          among: ["secretsmanager.get-resource-policy", "secretsmanager.describe-secret"],
          else: "secretsmanager.get-resource-policy")
        : "secretsmanager.describe-secret"
    }
    if names.contains("Account"), names.contains("UserId"), names.contains("Arn") {
      return "sts.get-caller-identity"
    }
    if names.contains("Configuration"), names.contains("Code") { return "lambda.get-function" }
    if names.contains("Events") {
      let first = root["Events"]?.elements.first
      return first == nil || first?["CloudTrailEvent"] != nil || first?["EventName"] != nil
        ? named(among: ["cloudtrail.lookup-events"], else: "cloudtrail.lookup-events") : nil
    }
    if names.contains("Parameters") {
      return names.contains("InvalidParameters") ? nil : "ssm.describe-parameters"
    }
    return nil
  }

  /// Kinds by their name with `-` between service and operation.
  private static let dashed = Dictionary(
    DocumentKind.all.keys.map { ($0.replacing(".", with: "-", maxReplacements: 1), $0) },
    uniquingKeysWith: { min($0, $1) })

  /// What a file's name says: kind and subject, both forms of `contract.md` 1.
  package static func name(of path: String) -> (kind: String, subject: String?)? {
    var base = path.split(separator: "/").last.map(String.init) ?? path
    for suffix in [".err", ".json", ".JSON"] where base.hasSuffix(suffix) { base.removeLast(suffix.count) }
    let words = base.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    if words.count >= 2, DocumentKind.all["\(words[0]).\(words[1])"] != nil {
      return ("\(words[0]).\(words[1])", words.count > 2 && !words[2].isEmpty ? words[2] : nil)
    }
    let halves = base.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if let kind = dashed[halves[0]] {
      return (kind, halves.count > 1 && !halves[1].isEmpty ? halves[1] : nil)
    }
    // `<service>.<operation>@<subject>` is a mix that people write.
    if DocumentKind.all[halves[0]] != nil { return (halves[0], halves.count > 1 ? halves[1] : nil) }
    return nil
  }

  /// Subjects compare after every character that is not a letter or digit became `-`.
  package static func normalize(_ subject: String) -> String {
    String(
      subject.unicodeScalars.map { scalar in
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
      })
  }
}
