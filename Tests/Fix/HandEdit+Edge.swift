/// Edits of load balancers, target groups, distributions and names.
extension HandEdit {
  static let edge: [HandEdit] = [
    HandEdit(
      "set-security-groups", "hardening-orphan-group",
      [
        (
          "elbv2.describe-load-balancers", .replace,
          "LoadBalancers[LoadBalancerArn=${load-balancer-arn}]/SecurityGroups", "${security-groups|list}"
        ),
        (
          "ec2.describe-network-interfaces", .replace,
          "NetworkInterfaces[Description=ELB app/web-prod/50dc6c495c0c9188]/Groups",
          #"[{"GroupId": "sg-02e16c8e17d0b189f"}, {"GroupId": "sg-078948f5a5d534bd0"}]"#
        ),
      ]),
    HandEdit(
      "set-subnets", "one-zone-acl",
      [
        (
          "elbv2.describe-load-balancers", .replace,
          "LoadBalancers[LoadBalancerArn=${load-balancer-arn}]/AvailabilityZones",
          #"[{"ZoneName": "ap-northeast-1a", "SubnetId": "${subnets}", "LoadBalancerAddresses": []}]"#
        )
      ]),
    HandEdit(
      "create-listener", "origin-port-without-listener",
      [
        (
          "elbv2.describe-listeners.web-prod", .add, "Listeners/-",
          #"{"ListenerArn": "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener/app/web-prod/50dc6c495c0c9188/0a1b2c3d4e5f6071", "LoadBalancerArn": "${load-balancer-arn}", "Port": ${port}, "Protocol": "${protocol}", "DefaultActions": [{"Type": "forward", "TargetGroupArn": "${target-group-arn}"}]}"#
        )
      ]),
    HandEdit(
      "modify-rule-forward", "maintenance-rule-left-on",
      [
        (
          "elbv2.describe-rules", .replace, "Rules[RuleArn=${rule-arn}]/Actions",
          #"[{"Type": "forward", "TargetGroupArn": "${target-group-arn}"}]"#
        )
      ]),
    HandEdit(
      "modify-listener-certificate", "hardening-orphan-group",
      [
        (
          "elbv2.describe-listeners", .add, "Listeners[ListenerArn=${listener-arn}]/Certificates",
          #"[{"CertificateArn": "${certificate-arn}"}]"#
        )
      ]),
    HandEdit(
      "modify-load-balancer-attributes", "report-slower-than-idle-timeout",
      [
        (
          "elbv2.describe-load-balancer-attributes.web-prod", .replace, "Attributes[Key=${key}]/Value",
          #""${value}""#
        )
      ]),
    HandEdit(
      "modify-target-group", "hardening-orphan-group",
      [
        (
          "elbv2.describe-target-groups", .replace,
          "TargetGroups[TargetGroupArn=${target-group-arn}]/HealthCheckProtocol", #""HTTPS""#
        )
      ]),
    HandEdit(
      "modify-target-group-attributes", "hardening-orphan-group",
      [
        (
          "elbv2.describe-target-group-attributes.web-prod", .replace, "Attributes[Key=${key}]/Value",
          #""${value}""#
        )
      ]),
    HandEdit(
      "deregister-targets", "address-of-a-dead-task",
      [
        (
          "elbv2.describe-target-health", .remove, "TargetHealthDescriptions[Target.Id=${target-id}]", ""
        )
      ]),
    HandEdit(
      "update-distribution", "not-found-mapped-to-504",
      [
        (
          "cloudfront.get-distribution-config", .remove,
          "DistributionConfig/CustomErrorResponses/Items[ErrorCode=${remove-error-response}]", ""
        )
      ]),
    HandEdit("create-invalidation", "cached-504-after-recovery", []),
    HandEdit(
      "upsert-alias-record", "origin-name-copied-addresses",
      [
        (
          "route53.list-resource-record-sets", .replace, "ResourceRecordSets[Name=${name}][Type=A]",
          #"{"Name": "${name}", "Type": "A", "AliasTarget": {"HostedZoneId": "${alias-zone}", "DNSName": "${alias-dns}", "EvaluateTargetHealth": false}}"#
        )
      ]),
    HandEdit(
      "update-vpc-origin", "vpc-origin-to-replaced-alb",
      [
        (
          "cloudfront.get-vpc-origin", .replace, "VpcOrigin[Id=${vpc-origin}]/VpcOriginEndpointConfig/Arn",
          #""${load-balancer-arn}""#
        ),
        (
          "cloudfront.list-vpc-origins", .replace, "VpcOriginList/Items[Id=${vpc-origin}]/OriginEndpointArn",
          #""${load-balancer-arn}""#
        ),
      ]),
    HandEdit(
      "create-vpc-origin", "internal-alb-as-public-origin",
      [
        (
          "cloudfront.get-distribution-config", .remove,
          "DistributionConfig/Origins/Items[Id=${origin}]/CustomOriginConfig", ""
        ),
        (
          "cloudfront.get-distribution-config", .add,
          "DistributionConfig/Origins/Items[Id=${origin}]/VpcOriginConfig",
          #"{"VpcOriginId": "vo_0a1b2c3d4e5f"}"#
        ),
      ],
      files: [
        "cloudfront.get-vpc-origin.vo-0a1b2c3d4e5f.json":
          #"{"VpcOrigin": {"Id": "vo_0a1b2c3d4e5f", "Status": "Deployed", "VpcOriginEndpointConfig": {"Name": "${load-balancer}", "Arn": "${load-balancer-arn}", "HTTPPort": 80, "HTTPSPort": 443, "OriginProtocolPolicy": "https-only"}}}"#
      ]),
  ]
}
