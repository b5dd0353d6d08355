import Evidence

/// One Application, Network or Gateway Load Balancer as `elbv2 describe-load-balancers` prints it.
package struct LoadBalancer: Sendable {
  package let name: String
  package let arn: String
  package let type: String
  package let isInternetFacing: Bool
  package let groups: [String]
  package let subnets: [String]
  package let vpc: String?
  package let dnsName: String?
  /// Whether its nodes have IPv6 addresses, too.
  package let isDualStack: Bool
  package let json: JSON

  package init?(_ json: JSON) {
    guard let name = json["LoadBalancerName"]?.string, let arn = json["LoadBalancerArn"]?.string else {
      return nil
    }
    self.name = name
    self.arn = arn
    self.json = json
    type = json["Type"]?.string ?? "application"
    isInternetFacing = json["Scheme"]?.string == "internet-facing"
    groups = json["SecurityGroups"]?.strings ?? []
    subnets = (json["AvailabilityZones"]?.elements ?? []).compactMap { $0["SubnetId"]?.string }
    vpc = json["VpcId"]?.string
    dnsName = json["DNSName"]?.string
    isDualStack = json["IpAddressType"]?.string?.hasPrefix("dualstack") ?? false
  }

  /// `app/NAME/ID`: the tail of the ARN, by which the interfaces of its nodes are described.
  package var path: String? {
    arn.range(of: ":loadbalancer/").map { String(arn[$0.upperBound...]) }
  }

  /// Whether security groups filter its nodes: all but Network Load Balancers without groups and Gateway ones.
  package var isFiltered: Bool { type == "application" || !groups.isEmpty }
}
