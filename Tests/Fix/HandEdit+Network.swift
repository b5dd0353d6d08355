/// Edits of groups, network ACLs, routes, gateways and endpoints.
extension HandEdit {
  static let network: [HandEdit] = [
    HandEdit(
      "authorize-security-group-ingress", "hardening-orphan-group",
      [
        (
          "ec2.describe-security-groups", .add, "SecurityGroups[GroupId=${group-id}]/IpPermissions/-",
          #"{"IpProtocol": "tcp", "FromPort": ${port}, "ToPort": ${port}, "UserIdGroupPairs": [{"GroupId": "${source-group}", "UserId": "123456789012"}]}"#
        )
      ]),
    HandEdit(
      "authorize-security-group-egress", "alb-egress-old-port",
      [
        (
          "ec2.describe-security-groups", .add, "SecurityGroups[GroupId=${group-id}]/IpPermissionsEgress/-",
          #"{"IpProtocol": "tcp", "FromPort": ${port}, "ToPort": ${port}, "UserIdGroupPairs": [{"GroupId": "${source-group}"}]}"#
        )
      ]),
    HandEdit(
      "revoke-security-group-ingress", "peer-vpc-group-deleted",
      [
        (
          "ec2.describe-security-groups", .remove,
          "SecurityGroups[GroupId=${group-id}]/IpPermissions/UserIdGroupPairs[GroupId=${source-group}]", ""
        )
      ]),
    HandEdit("delete-security-group", "hardening-orphan-group", [], refused: true),
    HandEdit(
      "create-network-acl-entry", "public-acl-without-443",
      [
        (
          "ec2.describe-network-acls", .add, "NetworkAcls[NetworkAclId=${network-acl-id}]/Entries/-",
          #"{"CidrBlock": "${cidr}", "Egress": ${egress}, "PortRange": {"From": ${from-port}, "To": ${to-port}}, "Protocol": "6", "RuleAction": "allow", "RuleNumber": ${rule-number}}"#
        )
      ]),
    HandEdit(
      "replace-route", "edge-route-to-dead-gateway",
      [
        (
          "ec2.describe-route-tables", .replace,
          "RouteTables[RouteTableId=${route-table-id}]/Routes[DestinationCidrBlock=${destination}]",
          #"{"DestinationCidrBlock": "${destination}", "GatewayId": "${gateway-id}", "Origin": "CreateRoute", "State": "active"}"#
        )
      ]),
    HandEdit(
      "create-route", "edge-route-removed",
      [
        (
          "ec2.describe-route-tables", .add, "RouteTables[RouteTableId=${route-table-id}]/Routes/-",
          #"{"DestinationCidrBlock": "${destination}", "GatewayId": "${gateway-id}", "Origin": "CreateRoute", "State": "active"}"#
        )
      ]),
    HandEdit(
      "associate-route-table", "nat-in-its-own-shadow",
      [
        ("ec2.describe-route-tables", .remove, "RouteTables/Associations[SubnetId=${subnet-id}]", ""),
        (
          "ec2.describe-route-tables", .add, "RouteTables[RouteTableId=${route-table-id}]/Associations/-",
          #"{"Main": false, "RouteTableId": "${route-table-id}", "SubnetId": "${subnet-id}", "AssociationState": {"State": "associated"}}"#
        ),
      ]),
    HandEdit(
      "create-nat-gateway", "nat-failed",
      [
        (
          "ec2.describe-nat-gateways", .add, "NatGateways/-",
          #"{"NatGatewayId": "nat-0a1b2c3d4e5f60718", "ConnectivityType": "public", "State": "available", "SubnetId": "${subnet-id}", "NatGatewayAddresses": []}"#
        )
      ]),
    HandEdit(
      "create-vpc-endpoint", "sealed-private-subnet",
      [
        (
          "ec2.describe-vpc-endpoints", .add, "VpcEndpoints/-",
          #"""
          {"VpcEndpointId": "vpce-0a1b2c3d4e5f60718", "VpcEndpointType": "Interface", "VpcId": "${vpc-id}",
            "ServiceName": "${service-name}", "State": "available", "RouteTableIds": [], "SubnetIds": ${subnet-ids|list},
            "PolicyDocument": "{\"Statement\": [{\"Action\": \"*\", \"Effect\": \"Allow\", \"Principal\": \"*\", \"Resource\": \"*\"}]}",
            "Groups": [{"GroupId": "${security-group-ids}"}], "PrivateDnsEnabled": true, "OwnerId": "123456789012"}
          """#
        )
      ]),
    HandEdit(
      "modify-vpc-endpoint", "private-dns-off",
      [
        (
          "ec2.describe-vpc-endpoints", .replace,
          "VpcEndpoints[VpcEndpointId=${vpc-endpoint-id}]/PrivateDnsEnabled", "true"
        )
      ]),
    HandEdit(
      "modify-vpc-attribute", "resolver-switched-off",
      [("ec2.describe-vpc-attribute", .replace, "[VpcId=${vpc-id}]/EnableDnsSupport/Value", "true")]),
    HandEdit(
      "associate-dhcp-options", "own-dns-port-closed",
      [
        (
          "ec2.describe-vpcs", .replace, "Vpcs[VpcId=${vpc-id}]/DhcpOptionsId", #""${dhcp-options-id}""#
        )
      ]),
    HandEdit(
      "create-vpc-block-public-access-exclusion", "public-access-blocked-by-policy",
      [
        (
          "ec2.describe-vpc-block-public-access-exclusions", .add, "VpcBlockPublicAccessExclusions/-",
          #"{"InternetGatewayExclusionMode": "${mode}", "ResourceArn": "arn:aws:ec2:${region}:210987654321:vpc/${vpc-id}", "State": "create-complete"}"#
        )
      ]),
    HandEdit(
      "start-instances", "instance-impaired",
      [
        (
          "ec2.describe-instance-status", .replace,
          "InstanceStatuses[InstanceId=${instance-id}]/SystemStatus",
          #"{"Details": [], "Status": "ok"}"#
        ),
        (
          "ec2.describe-instance-status", .replace,
          "InstanceStatuses[InstanceId=${instance-id}]/InstanceStatus",
          #"{"Details": [], "Status": "ok"}"#
        ),
        (
          "ec2.describe-instance-status", .replace,
          "InstanceStatuses[InstanceId=${instance-id}]/InstanceState",
          #"{"Code": 16, "Name": "running"}"#
        ),
      ]),
  ]
}
