@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct TaskGroupDriftCheckTests {
  static let arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012"

  static func edits(_ rules: String?) -> [EdgeFixture.Edit] {
    let own = rules.map {
      #"{"GroupId":"sg-task","VpcId":"vpc-1","OwnerId":"123456789012","IpPermissions":\#($0),"IpPermissionsEgress":[]},{"GroupId":"sg-new","VpcId":"vpc-1","OwnerId":"123456789012","IpPermissions":[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"10.0.0.0/16"}]}],"IpPermissionsEgress":[]},"#
    }
    let listing: EdgeFixture.Edit =
      own.map { ("ec2.describe-security-groups", #"{"SecurityGroups": ["#, #"{"SecurityGroups": ["# + $0) }
      ?? ("ec2.describe-security-groups", "", "")
    return [
      listing,
      (
        "elbv2.describe-target-groups", "",
        #"{"TargetGroups":[{"TargetGroupName":"tg","TargetGroupArn":"\#(arn):targetgroup/tg/1111111111111111","TargetType":"ip","Protocol":"HTTP","Port":80,"VpcId":"vpc-1","HealthCheckPort":"traffic-port","LoadBalancerArns":["\#(arn):loadbalancer/app/web/50dc6c495c0c9188"]}]}"#
      ),
      (
        "elbv2.describe-target-health.tg.json", "",
        #"{"TargetHealthDescriptions":[{"Target":{"Id":"10.0.0.50","Port":80},"TargetHealth":{"State":"unhealthy","Reason":"Target.Timeout"}}]}"#
      ),
      (
        "ec2.describe-network-interfaces", #"{"NetworkInterfaces": ["#,
        #"{"NetworkInterfaces": [{"NetworkInterfaceId":"eni-t","SubnetId":"subnet-a","VpcId":"vpc-1","OwnerId":"123456789012","PrivateIpAddress":"10.0.0.50","Groups":[{"GroupId":"sg-task"}]},"#
      ),
      (
        "ecs.describe-services.json", "",
        #"{"services":[{"serviceName":"api","serviceArn":"arn:aws:ecs:ap-northeast-1:123456789012:service/c/api","loadBalancers":[{"targetGroupArn":"\#(arn):targetgroup/tg/1111111111111111"}],"networkConfiguration":{"awsvpcConfiguration":{"securityGroups":["sg-new"]}}}]}"#
      ),
    ]
  }

  @Test(
    arguments: [
      ("the old group admits nobody", "[]", Verdict.confirmed),
      (
        "both groups admit", #"[{"IpProtocol":"-1","IpRanges":[{"CidrIp":"10.0.0.0/16"}]}]"#, .ruledOut
      ),
      ("the groups were not collected", nil, .undetermined),
    ] as [(String, String?, Verdict)])
  func `other groups than the service's are a fault where only one of the two sets admits`(
    _ name: String, _ rules: String?, _ wanted: Verdict
  ) {
    let found = EdgeFixture.ask(TaskGroupDriftCheck.self, [:], Self.edits(rules))
    #expect(found.verdict == wanted, "\(name): \(found.because)")
  }
}
