@testable import Evidence
@testable import Files

/// A small healthy account: a distribution, a public load balancer in two subnets, and all that stands around it.
struct EdgeFixture {
  var files: [String: String] = [
    "cloudfront.get-distribution-config.E1EXAMPLE.json": """
    {"ETag": "E2", "DistributionConfig": {"Aliases": {"Quantity": 0}, "Origins": {"Quantity": 1, "Items": [
      {"Id": "alb", "DomainName": "web-1.ap-northeast-1.elb.amazonaws.com",
       "CustomOriginConfig": {"HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}}]},
      "DefaultCacheBehavior": {"TargetOriginId": "alb", "ViewerProtocolPolicy": "redirect-to-https"}}}
    """,
    "elbv2.describe-load-balancers.json": """
    {"LoadBalancers": [{"LoadBalancerName": "web", "Type": "application", "Scheme": "internet-facing",
      "LoadBalancerArn": "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188",
      "DNSName": "web-1.ap-northeast-1.elb.amazonaws.com", "CanonicalHostedZoneId": "Z14", "VpcId": "vpc-1",
      "State": {"Code": "active"}, "IpAddressType": "ipv4", "SecurityGroups": ["sg-alb"],
      "AvailabilityZones": [{"ZoneName": "ap-northeast-1a", "SubnetId": "subnet-a"},
                            {"ZoneName": "ap-northeast-1c", "SubnetId": "subnet-c"}]}]}
    """,
    "elbv2.describe-listeners.web.json": """
    {"Listeners": [{"ListenerArn": "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/web/50dc6c495c0c9188/1",
      "LoadBalancerArn": "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188",
      "Port": 443, "Protocol": "HTTPS", "DefaultActions": []}]}
    """,
    "elbv2.describe-target-groups.json": #"{"TargetGroups": []}"#,
    "ec2.describe-security-groups.json": """
    {"SecurityGroups": [{"GroupId": "sg-alb", "GroupName": "alb", "VpcId": "vpc-1", "OwnerId": "123456789012",
      "IpPermissions": [{"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "Ipv6Ranges": [],
        "PrefixListIds": [{"PrefixListId": "pl-cf"}], "UserIdGroupPairs": []}],
      "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]}
    """,
    "ec2.describe-managed-prefix-lists.json": """
    {"PrefixLists": [{"PrefixListId": "pl-cf", "PrefixListName": "com.amazonaws.global.cloudfront.origin-facing",
      "AddressFamily": "IPv4"}, {"PrefixListId": "pl-cf6",
      "PrefixListName": "com.amazonaws.global.ipv6.cloudfront.origin-facing", "AddressFamily": "IPv6"}]}
    """,
    "ec2.get-managed-prefix-list-entries.pl-cf.json": """
    {"Entries": [{"Cidr": "13.113.196.64/26"}, {"Cidr": "52.124.128.0/17"}]}
    """,
    "ec2.describe-network-interfaces.json": """
    {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-a", "SubnetId": "subnet-a", "VpcId": "vpc-1",
      "Description": "ELB app/web/50dc6c495c0c9188", "PrivateIpAddress": "10.0.0.10", "OwnerId": "123456789012",
      "Association": {"PublicIp": "54.0.0.1"}, "Groups": [{"GroupId": "sg-alb"}]},
      {"NetworkInterfaceId": "eni-c", "SubnetId": "subnet-c", "VpcId": "vpc-1", "OwnerId": "123456789012",
      "Description": "ELB app/web/50dc6c495c0c9188", "PrivateIpAddress": "10.0.1.10",
      "Association": {"PublicIp": "54.0.0.2"}, "Groups": [{"GroupId": "sg-alb"}]}]}
    """,
    "ec2.describe-subnets.json": """
    {"Subnets": [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24", "AvailableIpAddressCount": 200,
      "AvailabilityZone": "ap-northeast-1a"},
      {"SubnetId": "subnet-c", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24", "AvailableIpAddressCount": 200,
      "AvailabilityZone": "ap-northeast-1c"}]}
    """,
    "ec2.describe-route-tables.json": """
    {"RouteTables": [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
      "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"}]},
      {"RouteTableId": "rtb-a", "VpcId": "vpc-1", "Associations": [{"Main": false, "SubnetId": "subnet-a"}],
      "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"},
        {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "active"}]},
      {"RouteTableId": "rtb-c", "VpcId": "vpc-1", "Associations": [{"Main": false, "SubnetId": "subnet-c"}],
      "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"},
        {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "active"}]}]}
    """,
    "ec2.describe-internet-gateways.json": """
    {"InternetGateways": [{"InternetGatewayId": "igw-1", "Attachments": [{"State": "available", "VpcId": "vpc-1"}]}]}
    """,
    "ec2.describe-network-acls.json": """
    {"NetworkAcls": [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
      "Associations": [{"SubnetId": "subnet-a"}, {"SubnetId": "subnet-c"}], "Entries": [
      {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": true, "CidrBlock": "0.0.0.0/0"},
      {"RuleNumber": 100, "Protocol": "-1", "RuleAction": "allow", "Egress": false, "CidrBlock": "0.0.0.0/0"},
      {"RuleNumber": 32767, "Protocol": "-1", "RuleAction": "deny", "Egress": true, "CidrBlock": "0.0.0.0/0"},
      {"RuleNumber": 32767, "Protocol": "-1", "RuleAction": "deny", "Egress": false, "CidrBlock": "0.0.0.0/0"}]}]}
    """,
    "ec2.describe-vpc-block-public-access-options.json": """
    {"VpcBlockPublicAccessOptions": {"AwsAccountId": "123456789012", "AwsRegion": "ap-northeast-1",
      "InternetGatewayBlockMode": "off"}}
    """,
    "ec2.describe-vpc-block-public-access-exclusions.json": #"{"VpcBlockPublicAccessExclusions": []}"#,
  ]

  /// One change: in the file whose name begins so, this text becomes that.
  typealias Edit = (file: String, old: String, new: String)

  /// The account after some changes; a file whose new text is empty is deleted.
  static func snapshot(_ edits: [Edit]) -> Snapshot {
    var fixture = EdgeFixture()
    for edit in edits {
      guard let name = fixture.files.keys.filter({ $0.hasPrefix(edit.file) }).min() else {
        fixture.files[edit.file] = edit.new
        continue
      }
      if edit.old.isEmpty {
        fixture.files[name] = edit.new.isEmpty ? nil : edit.new
        continue
      }
      let before = fixture.files[name] ?? ""
      precondition(before.contains(edit.old), "\(edit.old) does not stand in \(name)")
      fixture.files[name] = before.replacing(edit.old, with: edit.new)
    }
    return Evidence.Snapshot(
      origin: "test",
      files: fixture.files.map { SnapshotFile(path: $0.key, bytes: Array($0.value.utf8)) }
        .sorted { $0.path < $1.path })
  }

  /// What a check says after some changes, asked about the load balancer `web`.
  static func ask(_ check: any Check.Type, _ parameters: [String: String], _ edits: [Edit]) -> Finding {
    check.run(
      CheckContext(
        snapshot: snapshot(edits), subject: Subject(["load-balancer": "web"]), parameters: parameters))
  }
}
