extension DocumentKind {
  /// The kinds of Elastic Load Balancing, version 2, and of its first version.
  static let elasticLoadBalancingKinds: [DocumentKind] = [
    .loadBalancers, .loadBalancerAttributes, .listeners, .listenerRules, .targetGroups,
    .targetGroupAttributes, .targetHealth, .balancerTags, .classicLoadBalancers,
  ]

  package static let balancerTags = DocumentKind(
    "elbv2.describe-tags", list: "TagDescriptions", subject: .inside(["ResourceArn"]),
    options: "--resource-arns ${subject}",
    shape: """
      TagDescriptions[ResourceArn Tags[Key Value]]
      """)

  package static let classicLoadBalancers = DocumentKind(
    "elb.describe-load-balancers", list: "LoadBalancerDescriptions",
    shape: """
      LoadBalancerDescriptions[LoadBalancerName DNSName ListenerDescriptions[Listener(Protocol
      LoadBalancerPort# InstanceProtocol InstancePort#)] AvailabilityZones[] Subnets[] VPCId
      Instances[InstanceId] SecurityGroups[] Scheme] NextMarker
      """)

  package static let loadBalancers = DocumentKind(
    "elbv2.describe-load-balancers", list: "LoadBalancers",
    shape: """
      LoadBalancers[LoadBalancerArn!:id DNSName!<Type=application|network> CanonicalHostedZoneId LoadBalancerName:id
      Scheme=internet-facing|internal VpcId:id State(Code=active|provisioning|active_impaired|failed
      Reason) Type AvailabilityZones[ZoneName SubnetId:id LoadBalancerAddresses[%]] SecurityGroups[]
      IpAddressType] NextMarker
      """)

  package static let loadBalancerAttributes = DocumentKind(
    "elbv2.describe-load-balancer-attributes", list: nil,
    subject: .file(["LoadBalancerArn", "LoadBalancerName"]),
    options: "--load-balancer-arn \"$(aws elbv2 describe-load-balancers --names ${subject} "
      + "--query 'LoadBalancers[0].LoadBalancerArn' --output text)\"",
    shape: """
      Attributes[Key Value]
      """, recognizes: recognizesBalancerAttributes)

  package static let listeners = DocumentKind(
    "elbv2.describe-listeners", list: "Listeners", subject: .inside(["LoadBalancerArn"]),
    options: "--load-balancer-arn \"$(aws elbv2 describe-load-balancers --names ${subject} "
      + "--query 'LoadBalancers[0].LoadBalancerArn' --output text)\"",
    shape: """
      Listeners[ListenerArn:id LoadBalancerArn!:id Port:port Protocol Certificates[CertificateArn
      IsDefault?] DefaultActions![Type TargetGroupArn:id FixedResponseConfig(StatusCode ContentType)
      ForwardConfig(TargetGroups[TargetGroupArn:id Weight#])]] NextMarker
      """)

  package static let listenerRules = DocumentKind(
    "elbv2.describe-rules", list: "Rules", subject: .inside(["RuleArn"]),
    options: "--listener-arn ${subject}",
    shape: """
      Rules[RuleArn Priority! Conditions![Field Values[]] Actions![Type TargetGroupArn:id
      FixedResponseConfig(StatusCode ContentType) ForwardConfig(TargetGroups[TargetGroupArn:id Weight#])]
      IsDefault?] NextMarker
      """)

  package static let targetGroups = DocumentKind(
    "elbv2.describe-target-groups", list: "TargetGroups",
    shape: """
      TargetGroups[TargetGroupArn!:id TargetGroupName:id Protocol Port:port VpcId:id HealthCheckProtocol
      HealthCheckPort HealthCheckPath Matcher(HttpCode) LoadBalancerArns[]
      TargetType=instance|ip|lambda|alb IpAddressType] NextMarker
      """)

  package static let targetGroupAttributes = DocumentKind(
    "elbv2.describe-target-group-attributes", list: nil,
    subject: .file(["TargetGroupArn", "TargetGroupName"]),
    options: "--target-group-arn \"$(aws elbv2 describe-target-groups --names ${subject} "
      + "--query 'TargetGroups[0].TargetGroupArn' --output text)\"",
    shape: """
      Attributes[Key Value]
      """, recognizes: recognizesGroupAttributes)

  package static let targetHealth = DocumentKind(
    "elbv2.describe-target-health", list: "TargetHealthDescriptions",
    subject: .file(["TargetGroupArn", "TargetGroupName"]),
    options: "--target-group-arn \"$(aws elbv2 describe-target-groups --names ${subject} "
      + "--query 'TargetGroups[0].TargetGroupArn' --output text)\"",
    shape: """
      TargetHealthDescriptions[Target!(Id!:id Port:port AvailabilityZone) HealthCheckPort
      TargetHealth!(State!=initial| healthy| unhealthy| unhealthy.draining| unused| draining| unavailable
      Reason Description)]
      """)

  /// Parts of the collecting script.
  static let elasticLoadBalancingBlocks: [CollectionBlock] = [
    CollectionBlock(
      kinds: [.listeners, .listenerRules, .loadBalancerAttributes],
      script: """
        # What hangs on each load balancer.
        while IFS= read -r balancer <&3; do
          name=$(safe "$(printf '%s' "$balancer" | cut -d/ -f3)")
          call "$here/elbv2.describe-load-balancer-attributes.$name" \\
            aws elbv2 describe-load-balancer-attributes --load-balancer-arn "$balancer"
          call "$here/elbv2.describe-listeners.$name" \\
            aws elbv2 describe-listeners --load-balancer-arn "$balancer"
          while IFS= read -r listener <&3; do
            call "$here/elbv2.describe-rules.$name-$(safe "${listener##*/}")" \\
              aws elbv2 describe-rules --listener-arn "$listener"
          done 3< <(ids aws elbv2 describe-listeners --load-balancer-arn "$balancer" \\
            --query 'Listeners[].ListenerArn')
        done 3< <(ids aws elbv2 describe-load-balancers --query 'LoadBalancers[].LoadBalancerArn')
        """, actions: ["elasticloadbalancing:DescribeLoadBalancers"]),
    CollectionBlock(
      kinds: [.targetHealth, .targetGroupAttributes],
      script: """
        # What is asked for each target group.
        while IFS= read -r group <&3; do
          name=$(safe "$(printf '%s' "$group" | cut -d/ -f2)")
          call "$here/elbv2.describe-target-health.$name" \\
            aws elbv2 describe-target-health --target-group-arn "$group"
          call "$here/elbv2.describe-target-group-attributes.$name" \\
            aws elbv2 describe-target-group-attributes --target-group-arn "$group"
        done 3< <(ids aws elbv2 describe-target-groups --query 'TargetGroups[].TargetGroupArn')
        """, actions: ["elasticloadbalancing:DescribeTargetGroups"]),
  ]

  private static let balancerAttributes = [
    "idle_timeout", "access_logs", "deletion_protection", "routing.", "client_keep_alive",
  ]

  private static func recognizesBalancerAttributes(_ root: JSON) -> Match {
    attributes(root, balancerAttributes, rather: groupAttributes)
  }

  private static let groupAttributes = [
    "deregistration_delay", "stickiness", "lambda.", "slow_start", "target_group",
  ]

  private static func recognizesGroupAttributes(_ root: JSON) -> Match {
    attributes(root, groupAttributes, rather: []) == .yes
      ? .yes : attributes(root, [], rather: balancerAttributes)
  }

  private static func attributes(_ root: JSON, _ own: [String], rather other: [String]) -> Match {
    guard let attributes = root["Attributes"], attributes.isArray else { return .no }
    let keys = attributes.elements.compactMap { $0["Key"]?.string }
    func has(_ prefixes: [String]) -> Bool {
      keys.contains { key in prefixes.contains { key.hasPrefix($0) } }
    }
    return has(other) ? .no : has(own) ? .yes : .named
  }
}
