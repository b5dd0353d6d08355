extension DocumentKind {
  /// The kinds of AWS Network Firewall.
  static let networkFirewallKinds: [DocumentKind] = [
    .networkFirewall, .networkFirewallPolicy, .networkFirewallRuleGroup,
  ]

  package static let networkFirewall = DocumentKind(
    "network-firewall.describe-firewall", list: nil, marks: ["Firewall"],
    subject: .inside(["Firewall.FirewallName", "Firewall.FirewallArn"]),
    options: "--firewall-name ${subject}",
    shape: """
      Firewall(FirewallName FirewallArn VpcId:id Description Tags[Key Value] TransitGatewayId)
      """)

  package static let networkFirewallPolicy = DocumentKind(
    "network-firewall.describe-firewall-policy", list: nil, marks: ["FirewallPolicyResponse"],
    subject: .inside(["FirewallPolicyResponse.FirewallPolicyName"]),
    options: "--firewall-policy-name ${subject}",
    shape: """
      FirewallPolicyResponse(FirewallPolicyName Description Tags[Key Value])
      """)

  package static let networkFirewallRuleGroup = DocumentKind(
    "network-firewall.describe-rule-group", list: nil, marks: ["RuleGroupResponse"],
    subject: .inside(["RuleGroupResponse.RuleGroupName"]), options: "--rule-group-arn ${subject}",
    shape: """
      RuleGroupResponse(RuleGroupName Description Type Tags[Key Value])
      """)
}
