extension DocumentShape {
  /// The members that are read of EC2.
  static let ec2: [String: String] = [
    "ec2.describe-security-groups": """
    NextToken SecurityGroups[GroupId!:id IpPermissionsEgress![IpProtocol!:protocol FromPort:icmp-port
    ToPort:icmp-port UserIdGroupPairs[Description UserId GroupName GroupId:id VpcId:id
    VpcPeeringConnectionId PeeringStatus] IpRanges[Description CidrIp:cidr] Ipv6Ranges[Description
    CidrIpv6:cidr] PrefixListIds[Description PrefixListId:id]] Tags[Key Value] VpcId:id SecurityGroupArn
    OwnerId GroupName Description IpPermissions![IpProtocol!:protocol FromPort:icmp-port ToPort:icmp-port
    UserIdGroupPairs[Description UserId GroupName GroupId:id VpcId:id VpcPeeringConnectionId
    PeeringStatus] IpRanges[Description CidrIp:cidr] Ipv6Ranges[Description CidrIpv6:cidr]
    PrefixListIds[Description PrefixListId:id]]]
    """,
    "ec2.describe-security-group-rules": """
    SecurityGroupRules[SecurityGroupRuleId GroupId!:id IsEgress!? IpProtocol!:protocol
    FromPort:icmp-port ToPort:icmp-port CidrIpv4:cidr CidrIpv6:cidr PrefixListId:id
    ReferencedGroupInfo(GroupId:id PeeringStatus UserId VpcId:id VpcPeeringConnectionId) Description
    Tags[Key Value]] NextToken
    """,
    "ec2.describe-stale-security-groups": """
    NextToken StaleSecurityGroupSet[Description GroupId:id GroupName
    StaleIpPermissions[FromPort:icmp-port IpProtocol:protocol IpRanges[] PrefixListIds[]
    ToPort:icmp-port UserIdGroupPairs[Description UserId GroupName GroupId:id VpcId:id
    VpcPeeringConnectionId PeeringStatus]] StaleIpPermissionsEgress[FromPort:icmp-port
    IpProtocol:protocol IpRanges[] PrefixListIds[] ToPort:icmp-port UserIdGroupPairs[Description UserId
    GroupName GroupId:id VpcId:id VpcPeeringConnectionId PeeringStatus]] VpcId:id]
    """,
    "ec2.describe-security-group-references": """
    SecurityGroupReferenceSet[GroupId:id VpcPeeringConnectionId TransitGatewayId]
    """,
    "ec2.describe-security-group-vpc-associations": """
    SecurityGroupVpcAssociations[GroupId:id VpcId:id State] NextToken
    """,
    "ec2.describe-network-interfaces": """
    NetworkInterfaces[Association(PublicIp:address) Attachment(DeviceIndex# InstanceId Status)
    AvailabilityZone Description Groups![GroupId!:id GroupName] InterfaceType
    Ipv6Addresses[Ipv6Address:address] NetworkInterfaceId!:id OwnerId PrivateIpAddress:address
    PrivateIpAddresses[Association(PublicIp:address) PrivateIpAddress:address] Status SubnetId:id
    VpcId:id Ipv6Native? Ipv6Address:address] NextToken
    """,
    "ec2.describe-subnets": """
    NextToken Subnets[OwnerId Ipv6CidrBlockAssociationSet[Ipv6CidrBlock:cidr Ipv6CidrBlockState(State)]
    Tags[Key Value] SubnetArn Ipv6Native? BlockPublicAccessStates(InternetGatewayBlockMode) Type
    SubnetId!:id State VpcId:id CidrBlock:cidr AvailableIpAddressCount# AvailabilityZone]
    """,
    "ec2.describe-route-tables": """
    RouteTables[Associations![Main? RouteTableId:id SubnetId:id GatewayId AssociationState(State)]
    RouteTableId!:id Routes![DestinationCidrBlock:cidr DestinationIpv6CidrBlock:cidr
    DestinationPrefixListId EgressOnlyInternetGatewayId GatewayId InstanceId NatGatewayId:id
    TransitGatewayId LocalGatewayId CarrierGatewayId NetworkInterfaceId:id Origin
    State=active|blackhole|filtered VpcPeeringConnectionId CoreNetworkArn] Tags[Key Value] VpcId:id
    OwnerId] NextToken
    """,
    "ec2.describe-network-acls": """
    NetworkAcls[Associations![NetworkAclId:id SubnetId:id] Entries![CidrBlock:cidr Egress!?
    Ipv6CidrBlock:cidr PortRange(From:port To:port) Protocol!:protocol RuleAction!
    RuleNumber!:port] IsDefault? NetworkAclId!:id Tags[Key Value] VpcId:id OwnerId] NextToken
    """,
    "ec2.describe-internet-gateways": """
    InternetGateways[Attachments[State VpcId:id] InternetGatewayId!:id OwnerId Tags[Key Value]]
    NextToken
    """,
    "ec2.describe-egress-only-internet-gateways": """
    EgressOnlyInternetGateways[Attachments[State VpcId:id] EgressOnlyInternetGatewayId Tags[Key Value]]
    NextToken
    """,
    "ec2.describe-nat-gateways": """
    NatGateways[FailureCode NatGatewayAddresses[NetworkInterfaceId:id PublicIp:address Status
    AvailabilityZone] NatGatewayId!:id State=pending|failed|available|deleting|deleted SubnetId:id
    VpcId:id Tags[Key Value] ConnectivityType AvailabilityMode RouteTableId:id] NextToken
    """,
    "ec2.describe-vpc-endpoints": """
    VpcEndpoints[VpcEndpointId!:id VpcEndpointType VpcId:id ServiceName!<VpcEndpointType=Interface|Gateway|GatewayLoadBalancer>:id State PolicyDocument*
    RouteTableIds[] SubnetIds[] Groups[GroupId!:id GroupName] IpAddressType PrivateDnsEnabled?
    NetworkInterfaceIds[] Tags[Key Value] OwnerId] NextToken
    """,
    "ec2.describe-vpc-peering-connections": """
    VpcPeeringConnections[AccepterVpcInfo(CidrBlock:cidr OwnerId VpcId:id Region)
    RequesterVpcInfo(CidrBlock:cidr OwnerId VpcId:id Region) Status(Code) Tags[Key Value]
    VpcPeeringConnectionId] NextToken
    """,
    "ec2.describe-transit-gateways": """
    TransitGateways[TransitGatewayId State OwnerId Description Options(AssociationDefaultRouteTableId
    SecurityGroupReferencingSupport) Tags[Key Value]] NextToken
    """,
    "ec2.describe-transit-gateway-attachments": """
    TransitGatewayAttachments[TransitGatewayId ResourceId State Association(TransitGatewayRouteTableId
    State) Tags[Key Value]] NextToken
    """,
    "ec2.describe-transit-gateway-vpc-attachments": """
    TransitGatewayVpcAttachments[TransitGatewayId VpcId:id State SubnetIds[]
    Options(SecurityGroupReferencingSupport) Tags[Key Value]] NextToken
    """,
    "ec2.describe-transit-gateway-route-tables": """
    TransitGatewayRouteTables[TransitGatewayRouteTableId TransitGatewayId State Tags[Key Value]]
    NextToken
    """,
    "ec2.search-transit-gateway-routes": """
    Routes[DestinationCidrBlock:cidr PrefixListId:id TransitGatewayAttachments[ResourceId] Type State]
    NextToken
    """,
    "ec2.describe-managed-prefix-lists": """
    NextToken PrefixLists[PrefixListId:id AddressFamily State PrefixListArn PrefixListName Version#
    Tags[Key Value] OwnerId]
    """,
    "ec2.describe-prefix-lists": """
    NextToken PrefixLists[Cidrs[] PrefixListId:id PrefixListName]
    """,
    "ec2.get-managed-prefix-list-entries": """
    Entries[Cidr:cidr Description] NextToken
    """,
    "ec2.describe-vpc-block-public-access-options": """
    VpcBlockPublicAccessOptions(AwsAccountId AwsRegion State InternetGatewayBlockMode Reason ManagedBy)
    """,
    "ec2.describe-vpc-block-public-access-exclusions": """
    VpcBlockPublicAccessExclusions[InternetGatewayExclusionMode ResourceArn State Reason Tags[Key
    Value]] NextToken
    """,
    "ec2.describe-vpc-attribute": """
    EnableDnsHostnames(Value?) EnableDnsSupport(Value?) VpcId:id
    """,
    "ec2.describe-dhcp-options": """
    NextToken DhcpOptions[OwnerId Tags[Key Value] DhcpOptionsId DhcpConfigurations[Key Values[Value]]]
    """,
    "ec2.describe-vpcs": """
    NextToken Vpcs[OwnerId Ipv6CidrBlockAssociationSet[Ipv6CidrBlock:cidr Ipv6CidrBlockState(State)]
    CidrBlockAssociationSet[CidrBlock:cidr CidrBlockState(State)] IsDefault? Tags[Key Value]
    BlockPublicAccessStates(InternetGatewayBlockMode) VpcId!:id State CidrBlock:cidr DhcpOptionsId]
    """,
    "ec2.describe-instances": """
    NextToken Reservations[OwnerId Groups[GroupId!:id GroupName] Instances[IamInstanceProfile(Arn Id)
    NetworkInterfaces[Association(PublicIp:address) Attachment(DeviceIndex# Status) Description
    Groups[GroupId!:id GroupName] Ipv6Addresses[Ipv6Address:address] NetworkInterfaceId:id OwnerId
    PrivateIpAddress:address PrivateIpAddresses[Association(PublicIp:address) PrivateIpAddress:address]
    Status SubnetId:id VpcId:id InterfaceType] SecurityGroups[GroupId!:id GroupName] Tags[Key Value]
    Ipv6Address:address InstanceId State(Code# Name) SubnetId:id VpcId:id PrivateIpAddress:address
    PublicIpAddress]]
    """,
    "ec2.describe-instance-status": """
    InstanceStatuses[AvailabilityZone Events[Code Description] InstanceId InstanceState(Code# Name)
    InstanceStatus(Details[Name Status] Status) SystemStatus(Details[Name Status] Status)] NextToken
    """,
    "ec2.describe-addresses": """
    Addresses[NetworkInterfaceId:id PrivateIpAddress:address Tags[Key Value] SubnetId:id InstanceId
    PublicIp:address]
    """,
    "ec2.describe-network-insights-analyses": """
    NetworkInsightsAnalyses[Status Tags[Key Value]] NextToken
    """,
  ]
}
