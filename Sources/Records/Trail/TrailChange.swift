/// Kinds of changes that take a way away, by the names of their calls in CloudTrail.
package enum TrailChange: Sendable {
  /// Groups were attached to a load balancer or an interface, replacing those before.
  case attachedGroups
  /// An inbound rule was taken away or changed.
  case inboundRules
  /// An outbound rule was taken away or changed.
  case outboundRules
  case networkACL
  case routes

  package var names: Set<String> {
    switch self {
    case .attachedGroups: ["SetSecurityGroups", "ModifyNetworkInterfaceAttribute"]
    case .inboundRules: ["RevokeSecurityGroupIngress", "ModifySecurityGroupRules"]
    case .outboundRules: ["RevokeSecurityGroupEgress", "ModifySecurityGroupRules"]
    case .networkACL:
      [
        "CreateNetworkAclEntry", "DeleteNetworkAclEntry", "ReplaceNetworkAclEntry",
        "ReplaceNetworkAclAssociation",
      ]
    case .routes:
      [
        "CreateRoute", "DeleteRoute", "ReplaceRoute", "AssociateRouteTable", "DisassociateRouteTable",
        "ReplaceRouteTableAssociation", "DeleteNatGateway", "DetachInternetGateway",
        "DeleteVpcPeeringConnection",
      ]
    }
  }
}
