extension DocumentShape {
  /// The members that are read of Elastic Load Balancing.
  static let balancers: [String: String] = [
    "elbv2.describe-load-balancers": """
    LoadBalancers[LoadBalancerArn!:id DNSName!<Type=application|network> CanonicalHostedZoneId LoadBalancerName:id
    Scheme=internet-facing|internal VpcId:id State(Code=active|provisioning|active_impaired|failed
    Reason) Type AvailabilityZones[ZoneName SubnetId:id LoadBalancerAddresses[%]] SecurityGroups[]
    IpAddressType] NextMarker
    """,
    "elbv2.describe-load-balancer-attributes": """
    Attributes[Key Value]
    """,
    "elbv2.describe-listeners": """
    Listeners[ListenerArn:id LoadBalancerArn!:id Port:port Protocol Certificates[CertificateArn
    IsDefault?] DefaultActions![Type TargetGroupArn:id FixedResponseConfig(StatusCode ContentType)
    ForwardConfig(TargetGroups[TargetGroupArn:id Weight#])]] NextMarker
    """,
    "elbv2.describe-rules": """
    Rules[RuleArn Priority! Conditions![Field Values[]] Actions![Type TargetGroupArn:id
    FixedResponseConfig(StatusCode ContentType) ForwardConfig(TargetGroups[TargetGroupArn:id Weight#])]
    IsDefault?] NextMarker
    """,
    "elbv2.describe-target-groups": """
    TargetGroups[TargetGroupArn!:id TargetGroupName:id Protocol Port:port VpcId:id HealthCheckProtocol
    HealthCheckPort HealthCheckPath Matcher(HttpCode) LoadBalancerArns[]
    TargetType=instance|ip|lambda|alb IpAddressType] NextMarker
    """,
    "elbv2.describe-target-group-attributes": """
    Attributes[Key Value]
    """,
    "elbv2.describe-target-health": """
    TargetHealthDescriptions[Target!(Id!:id Port:port AvailabilityZone) HealthCheckPort
    TargetHealth!(State!=initial| healthy| unhealthy| unhealthy.draining| unused| draining| unavailable
    Reason Description)]
    """,
  ]
}
