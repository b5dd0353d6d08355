extension DocumentKind {
  /// The kinds of EC2.
  static let ec2Kinds: [DocumentKind] = [
    .securityGroups, .securityGroupRules, .staleSecurityGroups, .securityGroupReferences,
    .securityGroupVpcAssociations, .networkInterfaces, .subnets, .routeTables, .networkACLs,
    .internetGateways, .egressOnlyInternetGateways, .natGateways, .vpcEndpoints, .vpcPeeringConnections,
    .transitGateways, .transitGatewayAttachments, .transitGatewayVpcAttachments, .transitGatewayRouteTables,
    .transitGatewayRoutes, .managedPrefixLists, .servicePrefixLists, .prefixListEntries,
    .vpcBlockPublicAccessOptions, .vpcBlockPublicAccessExclusions, .vpcAttribute, .dhcpOptions, .vpcs,
    .instances, .instanceStatuses, .addresses, .networkInsightsAnalyses,
  ]

  package static let securityGroups = DocumentKind(
    "ec2.describe-security-groups", list: "SecurityGroups", marks: [],
    shape: """
      NextToken SecurityGroups[GroupId!:id IpPermissionsEgress![IpProtocol!:protocol FromPort:icmp-port
      ToPort:icmp-port UserIdGroupPairs[Description UserId GroupName GroupId:id VpcId:id
      VpcPeeringConnectionId PeeringStatus] IpRanges[Description CidrIp:cidr] Ipv6Ranges[Description
      CidrIpv6:cidr] PrefixListIds[Description PrefixListId:id]] Tags[Key Value] VpcId:id SecurityGroupArn
      OwnerId GroupName Description IpPermissions![IpProtocol!:protocol FromPort:icmp-port ToPort:icmp-port
      UserIdGroupPairs[Description UserId GroupName GroupId:id VpcId:id VpcPeeringConnectionId
      PeeringStatus] IpRanges[Description CidrIp:cidr] Ipv6Ranges[Description CidrIpv6:cidr]
      PrefixListIds[Description PrefixListId:id]]]
      """, recognizes: recognizesGroups)

  package static let securityGroupRules = DocumentKind(
    "ec2.describe-security-group-rules", list: "SecurityGroupRules",
    shape: """
      SecurityGroupRules[SecurityGroupRuleId GroupId!:id IsEgress!? IpProtocol!:protocol
      FromPort:icmp-port ToPort:icmp-port CidrIpv4:cidr CidrIpv6:cidr PrefixListId:id
      ReferencedGroupInfo(GroupId:id PeeringStatus UserId VpcId:id VpcPeeringConnectionId) Description
      Tags[Key Value]] NextToken
      """)

  package static let staleSecurityGroups = DocumentKind(
    "ec2.describe-stale-security-groups", list: "StaleSecurityGroupSet", subject: .inside(["VpcId"]),
    options: "--vpc-id ${subject}",
    shape: """
      NextToken StaleSecurityGroupSet[Description GroupId:id GroupName
      StaleIpPermissions[FromPort:icmp-port IpProtocol:protocol IpRanges[] PrefixListIds[]
      ToPort:icmp-port UserIdGroupPairs[Description UserId GroupName GroupId:id VpcId:id
      VpcPeeringConnectionId PeeringStatus]] StaleIpPermissionsEgress[FromPort:icmp-port
      IpProtocol:protocol IpRanges[] PrefixListIds[] ToPort:icmp-port UserIdGroupPairs[Description UserId
      GroupName GroupId:id VpcId:id VpcPeeringConnectionId PeeringStatus]] VpcId:id]
      """)

  package static let securityGroupReferences = DocumentKind(
    "ec2.describe-security-group-references", list: "SecurityGroupReferenceSet",
    marks: ["SecurityGroupReferenceSet", "SecurityGroupsReferenceSet"], subject: .inside(["GroupId"]),
    options: "--group-id ${subject}",
    shape: """
      SecurityGroupReferenceSet[GroupId:id VpcPeeringConnectionId TransitGatewayId]
      """)

  package static let securityGroupVpcAssociations = DocumentKind(
    "ec2.describe-security-group-vpc-associations", list: "SecurityGroupVpcAssociations",
    shape: """
      SecurityGroupVpcAssociations[GroupId:id VpcId:id State] NextToken
      """)

  package static let networkInterfaces = DocumentKind(
    "ec2.describe-network-interfaces", list: "NetworkInterfaces",
    shape: """
      NetworkInterfaces[Association(PublicIp:address) Attachment(DeviceIndex# InstanceId Status)
      AvailabilityZone Description Groups![GroupId!:id GroupName] InterfaceType
      Ipv6Addresses[Ipv6Address:address] NetworkInterfaceId!:id OwnerId PrivateIpAddress:address
      PrivateIpAddresses[Association(PublicIp:address) PrivateIpAddress:address] Status SubnetId:id
      VpcId:id Ipv6Native? Ipv6Address:address] NextToken
      """)

  package static let subnets = DocumentKind(
    "ec2.describe-subnets", list: "Subnets",
    shape: """
      NextToken Subnets[OwnerId Ipv6CidrBlockAssociationSet[Ipv6CidrBlock:cidr Ipv6CidrBlockState(State)]
      Tags[Key Value] SubnetArn Ipv6Native? BlockPublicAccessStates(InternetGatewayBlockMode) Type
      SubnetId!:id State VpcId:id CidrBlock:cidr AvailableIpAddressCount# AvailabilityZone]
      """)

  package static let routeTables = DocumentKind(
    "ec2.describe-route-tables", list: "RouteTables",
    shape: """
      RouteTables[Associations![Main? RouteTableId:id SubnetId:id GatewayId AssociationState(State)]
      RouteTableId!:id Routes![DestinationCidrBlock:cidr DestinationIpv6CidrBlock:cidr
      DestinationPrefixListId EgressOnlyInternetGatewayId GatewayId InstanceId NatGatewayId:id
      TransitGatewayId LocalGatewayId CarrierGatewayId NetworkInterfaceId:id Origin
      State=active|blackhole|filtered VpcPeeringConnectionId CoreNetworkArn] Tags[Key Value] VpcId:id
      OwnerId] NextToken
      """)

  package static let networkACLs = DocumentKind(
    "ec2.describe-network-acls", list: "NetworkAcls",
    shape: """
      NetworkAcls[Associations![NetworkAclId:id SubnetId:id] Entries![CidrBlock:cidr Egress!?
      Ipv6CidrBlock:cidr PortRange(From:port To:port) Protocol!:protocol RuleAction!
      RuleNumber!:port] IsDefault? NetworkAclId!:id Tags[Key Value] VpcId:id OwnerId] NextToken
      """)

  package static let internetGateways = DocumentKind(
    "ec2.describe-internet-gateways", list: "InternetGateways",
    shape: """
      InternetGateways[Attachments[State VpcId:id] InternetGatewayId!:id OwnerId Tags[Key Value]]
      NextToken
      """)

  package static let egressOnlyInternetGateways = DocumentKind(
    "ec2.describe-egress-only-internet-gateways", list: "EgressOnlyInternetGateways",
    shape: """
      EgressOnlyInternetGateways[Attachments[State VpcId:id] EgressOnlyInternetGatewayId Tags[Key Value]]
      NextToken
      """)

  package static let natGateways = DocumentKind(
    "ec2.describe-nat-gateways", list: "NatGateways",
    shape: """
      NatGateways[FailureCode NatGatewayAddresses[NetworkInterfaceId:id PublicIp:address Status
      AvailabilityZone] NatGatewayId!:id State=pending|failed|available|deleting|deleted SubnetId:id
      VpcId:id Tags[Key Value] ConnectivityType AvailabilityMode RouteTableId:id] NextToken
      """)

  package static let vpcEndpoints = DocumentKind(
    "ec2.describe-vpc-endpoints", list: "VpcEndpoints",
    shape: """
      VpcEndpoints[VpcEndpointId!:id VpcEndpointType VpcId:id ServiceName!<VpcEndpointType=Interface|Gateway|GatewayLoadBalancer>:id State PolicyDocument*
      RouteTableIds[] SubnetIds[] Groups[GroupId!:id GroupName] IpAddressType PrivateDnsEnabled?
      NetworkInterfaceIds[] Tags[Key Value] OwnerId] NextToken
      """)

  package static let vpcPeeringConnections = DocumentKind(
    "ec2.describe-vpc-peering-connections", list: "VpcPeeringConnections",
    shape: """
      VpcPeeringConnections[AccepterVpcInfo(CidrBlock:cidr OwnerId VpcId:id Region)
      RequesterVpcInfo(CidrBlock:cidr OwnerId VpcId:id Region) Status(Code) Tags[Key Value]
      VpcPeeringConnectionId] NextToken
      """)

  package static let transitGateways = DocumentKind(
    "ec2.describe-transit-gateways", list: "TransitGateways",
    shape: """
      TransitGateways[TransitGatewayId State OwnerId Description Options(AssociationDefaultRouteTableId
      SecurityGroupReferencingSupport) Tags[Key Value]] NextToken
      """)

  package static let transitGatewayAttachments = DocumentKind(
    "ec2.describe-transit-gateway-attachments", list: "TransitGatewayAttachments",
    shape: """
      TransitGatewayAttachments[TransitGatewayId ResourceId State Association(TransitGatewayRouteTableId
      State) Tags[Key Value]] NextToken
      """)

  package static let transitGatewayVpcAttachments = DocumentKind(
    "ec2.describe-transit-gateway-vpc-attachments", list: "TransitGatewayVpcAttachments",
    shape: """
      TransitGatewayVpcAttachments[TransitGatewayId VpcId:id State SubnetIds[]
      Options(SecurityGroupReferencingSupport) Tags[Key Value]] NextToken
      """)

  package static let transitGatewayRouteTables = DocumentKind(
    "ec2.describe-transit-gateway-route-tables", list: "TransitGatewayRouteTables",
    shape: """
      TransitGatewayRouteTables[TransitGatewayRouteTableId TransitGatewayId State Tags[Key Value]]
      NextToken
      """)

  package static let transitGatewayRoutes = DocumentKind(
    "ec2.search-transit-gateway-routes", list: "Routes", subject: .file(["TransitGatewayRouteTableId"]),
    options: "--transit-gateway-route-table-id ${subject} --filters Name=type,Values=static,propagated",
    shape: """
      Routes[DestinationCidrBlock:cidr PrefixListId:id TransitGatewayAttachments[ResourceId] Type State]
      NextToken
      """)

  package static let managedPrefixLists = DocumentKind(
    "ec2.describe-managed-prefix-lists", list: "PrefixLists", marks: [],
    shape: """
      NextToken PrefixLists[PrefixListId:id AddressFamily State PrefixListArn PrefixListName Version#
      Tags[Key Value] OwnerId]
      """, recognizes: recognizesManagedLists)

  package static let servicePrefixLists = DocumentKind(
    "ec2.describe-prefix-lists", list: "PrefixLists", marks: [],
    shape: """
      NextToken PrefixLists[Cidrs[] PrefixListId:id PrefixListName]
      """, recognizes: recognizesServiceLists)

  package static let prefixListEntries = DocumentKind(
    "ec2.get-managed-prefix-list-entries", list: "Entries", subject: .file(["PrefixListId"]),
    options: "--prefix-list-id ${subject}",
    shape: """
      Entries[Cidr:cidr Description] NextToken
      """)

  package static let vpcBlockPublicAccessOptions = DocumentKind(
    "ec2.describe-vpc-block-public-access-options", list: nil, marks: ["VpcBlockPublicAccessOptions"],
    shape: """
      VpcBlockPublicAccessOptions(AwsAccountId AwsRegion State InternetGatewayBlockMode Reason ManagedBy)
      """)

  package static let vpcBlockPublicAccessExclusions = DocumentKind(
    "ec2.describe-vpc-block-public-access-exclusions", list: "VpcBlockPublicAccessExclusions",
    shape: """
      VpcBlockPublicAccessExclusions[InternetGatewayExclusionMode ResourceArn State Reason Tags[Key
      Value]] NextToken
      """)

  package static let vpcAttribute = DocumentKind(
    "ec2.describe-vpc-attribute", list: nil, marks: ["EnableDnsSupport", "EnableDnsHostnames"],
    subject: .inside(["VpcId"]), options: "--vpc-id ${subject} --attribute enableDnsHostnames",
    shape: """
      EnableDnsHostnames(Value?) EnableDnsSupport(Value?) VpcId:id
      """)

  package static let dhcpOptions = DocumentKind(
    "ec2.describe-dhcp-options", list: "DhcpOptions",
    shape: """
      NextToken DhcpOptions[OwnerId Tags[Key Value] DhcpOptionsId DhcpConfigurations[Key Values[Value]]]
      """)

  package static let vpcs = DocumentKind(
    "ec2.describe-vpcs", list: "Vpcs",
    shape: """
      NextToken Vpcs[OwnerId Ipv6CidrBlockAssociationSet[Ipv6CidrBlock:cidr Ipv6CidrBlockState(State)]
      CidrBlockAssociationSet[CidrBlock:cidr CidrBlockState(State)] IsDefault? Tags[Key Value]
      BlockPublicAccessStates(InternetGatewayBlockMode) VpcId!:id State CidrBlock:cidr DhcpOptionsId]
      """)

  package static let instances = DocumentKind(
    "ec2.describe-instances", list: "Reservations",
    shape: """
      NextToken Reservations[OwnerId Groups[GroupId!:id GroupName] Instances[IamInstanceProfile(Arn Id)
      NetworkInterfaces[Association(PublicIp:address) Attachment(DeviceIndex# Status) Description
      Groups[GroupId!:id GroupName] Ipv6Addresses[Ipv6Address:address] NetworkInterfaceId:id OwnerId
      PrivateIpAddress:address PrivateIpAddresses[Association(PublicIp:address) PrivateIpAddress:address]
      Status SubnetId:id VpcId:id InterfaceType] SecurityGroups[GroupId!:id GroupName] Tags[Key Value]
      Ipv6Address:address InstanceId State(Code# Name) SubnetId:id VpcId:id PrivateIpAddress:address
      PublicIpAddress]]
      """)

  package static let instanceStatuses = DocumentKind(
    "ec2.describe-instance-status", list: "InstanceStatuses", options: "--include-all-instances",
    shape: """
      InstanceStatuses[AvailabilityZone Events[Code Description] InstanceId InstanceState(Code# Name)
      InstanceStatus(Details[Name Status] Status) SystemStatus(Details[Name Status] Status)] NextToken
      """)

  package static let addresses = DocumentKind(
    "ec2.describe-addresses", list: "Addresses",
    shape: """
      Addresses[NetworkInterfaceId:id PrivateIpAddress:address Tags[Key Value] SubnetId:id InstanceId
      PublicIp:address]
      """)

  package static let networkInsightsAnalyses = DocumentKind(
    "ec2.describe-network-insights-analyses", list: "NetworkInsightsAnalyses",
    shape: """
      NetworkInsightsAnalyses[Status Tags[Key Value]] NextToken
      """)

  /// Parts of the collecting script.
  static let ec2Blocks: [CollectionBlock] = [
    CollectionBlock(
      kinds: [.vpcAttribute, .staleSecurityGroups],
      script: """
        # What is asked for each VPC.
        while IFS= read -r vpc <&3; do
          for attribute in enableDnsSupport enableDnsHostnames; do
            call "$here/ec2.describe-vpc-attribute.$(safe "$vpc")-$attribute" \\
              aws ec2 describe-vpc-attribute --vpc-id "$vpc" --attribute "$attribute"
          done
          call "$here/ec2.describe-stale-security-groups.$(safe "$vpc")" \\
            aws ec2 describe-stale-security-groups --vpc-id "$vpc"
        done 3< <(ids aws ec2 describe-vpcs --query 'Vpcs[].VpcId')
        """, actions: ["ec2:DescribeVpcs"]),
    CollectionBlock(
      kinds: [.prefixListEntries],
      script: """
        # The addresses of each prefix list.
        while IFS= read -r list <&3; do
          call "$here/ec2.get-managed-prefix-list-entries.$(safe "$list")" \\
            aws ec2 get-managed-prefix-list-entries --prefix-list-id "$list"
        done 3< <(ids aws ec2 describe-managed-prefix-lists --query 'PrefixLists[].PrefixListId')
        """, actions: ["ec2:DescribeManagedPrefixLists"]),
  ]

  /// An EFS mount target's groups stand under the same name, as texts.
  private static func recognizesGroups(_ root: JSON) -> Match {
    guard let groups = root["SecurityGroups"] else { return .no }
    return groups.elements.first.map { $0.kind == .string ? .no : .yes } ?? .likely
  }

  private static func recognizesManagedLists(_ root: JSON) -> Match {
    guard let lists = root["PrefixLists"] else { return .no }
    return lists.elements.first.map { isServiceList($0) ? .no : .yes } ?? .likely
  }

  private static func recognizesServiceLists(_ root: JSON) -> Match {
    guard let lists = root["PrefixLists"] else { return .no }
    return lists.elements.first.map { isServiceList($0) ? .yes : .no } ?? .named
  }

  private static func isServiceList(_ list: JSON) -> Bool {
    list["Cidrs"] != nil && list["PrefixListArn"] == nil
  }
}
