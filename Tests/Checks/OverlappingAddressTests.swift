@testable import Evidence
@testable import Packets
@testable import Services
import Testing

/// Two regions whose VPCs use the same addresses, as copies of one plan do.
@Suite struct OverlappingAddressTests {
  static let arn = "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012"
  static let elsewhere: EdgeFixture.Edit = (
    "us-east-2/ec2.describe-network-interfaces.json", "",
    #"{"NetworkInterfaces":[{"NetworkInterfaceId":"eni-x","SubnetId":"subnet-x","VpcId":"vpc-9","OwnerId":"123456789012","PrivateIpAddress":"10.0.0.50","Groups":[{"GroupId":"sg-x"}]}]}"#
  )
  static let target: [EdgeFixture.Edit] = [
    (
      "elbv2.describe-target-groups", "",
      #"{"TargetGroups":[{"TargetGroupName":"tg","TargetGroupArn":"\#(arn):targetgroup/tg/1111111111111111","TargetType":"ip","Protocol":"HTTP","Port":80,"VpcId":"vpc-1","HealthCheckPort":"traffic-port","LoadBalancerArns":["\#(arn):loadbalancer/app/web/50dc6c495c0c9188"]}]}"#
    ),
    (
      "elbv2.describe-target-health.tg.json", "",
      #"{"TargetHealthDescriptions":[{"Target":{"Id":"10.0.0.50","Port":80},"TargetHealth":{"State":"unhealthy","Reason":"Target.Timeout"}}]}"#
    ),
  ]

  static func reaches(_ edits: [EdgeFixture.Edit]) -> [TargetReach] {
    CheckContext(
      snapshot: EdgeFixture.snapshot(edits), subject: Subject(["load-balancer": "web"]), parameters: [:]
    ).targetReaches
  }

  @Test func `an address of the target group's own VPC is never another VPC's interface`() {
    let found = Self.reaches(Self.target + [("ec2.describe-network-interfaces", "", ""), Self.elsewhere])
    #expect(found.count == 1)
    #expect(found.flatMap(\.interfaces).map(\.id).isEmpty)
    let far = Self.target.map { edit in
      (edit.file, edit.old, edit.new.replacing("10.0.0.50", with: "10.9.0.50"))
    }
    let peer = (
      Self.elsewhere.file, "", Self.elsewhere.new.replacing("10.0.0.50", with: "10.9.0.50")
    )
    #expect(Self.reaches(far + [peer]).flatMap(\.interfaces).map(\.id) == ["eni-x"])
  }
}
