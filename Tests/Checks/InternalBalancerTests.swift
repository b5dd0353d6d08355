@testable import Evidence
@testable import Services
import Testing

/// An internal load balancer beside the one that CloudFront asks.
@Suite struct InternalBalancerTests {
  static let internalOne: EdgeFixture.Edit = (
    "elbv2.describe-load-balancers", #"{"LoadBalancers": ["#,
    #"""
    {"LoadBalancers": [{"LoadBalancerName": "jobs", "Type": "application", "Scheme": "internal",
      "LoadBalancerArn": "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:loadbalancer/app/jobs/70dc6c495c0c9188",
      "DNSName": "internal-jobs-1.ap-northeast-1.elb.amazonaws.com", "VpcId": "vpc-1", "State": {"Code": "active"},
      "SecurityGroups": [], "AvailabilityZones": []}, 
    """#
  )
  static let log: EdgeFixture.Edit = (
    "E1EXAMPLE.2025-08-28-05.a.log", "",
    """
    #Version: 1.0
    #Fields: date time x-edge-location sc-status cs-method cs(Host) cs-uri-stem time-taken x-edge-detailed-result-type
    2025-08-28\t05:49:00\tNRT20-P2\t504\tGET\td1.cloudfront.net\t/job/557\t30.1\tOriginCommError

    """
  )

  @Test func `the 504s of a distribution show on the load balancer that it asks, and on no other`() throws {
    let outcome = LoadBalancerCandidates.candidates(
      Analysis(EdgeFixture.snapshot([Self.internalOne, Self.log])), Subject())
    guard case .candidates(let found) = outcome else {
      Issue.record("no candidates")
      return
    }
    #expect(
      Dictionary(uniqueKeysWithValues: found.map { ($0.label, $0.symptom) }) == ["web": true, "jobs": false])
  }
}
