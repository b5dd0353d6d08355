@testable import Evidence
@testable import Records
@testable import Sentences
import Testing

@testable import Diagnosis

/// What a snapshot records about its subject, and nothing of what only bears the same name.
@Suite struct ChronicleTests {
  private static let elb = "arn:aws:elasticloadbalancing"

  /// Two load balancers of one name in two Regions, each with a target group, a service and log lines.
  private static let namesakes: [String: String] = {
    let sides = [("eu-west-1", "50dc6c495c0c9188", "dublin"), ("us-east-1", "1111222233334444", "ashburn")]
    var files: [String: String] = [:]
    for (region, id, path) in sides {
      let place = "\(region):123456789012"
      files["\(region)/elbv2.describe-load-balancers.json"] = """
        {"LoadBalancers": [{"LoadBalancerName": "web", "Type": "application", "Scheme": "internal",
          "DNSName": "internal-web-1.\(region).elb.amazonaws.com", "State": {"Code": "active"},
          "VpcId": "vpc-1", "IpAddressType": "ipv4", "SecurityGroups": [], "AvailabilityZones": [],
          "LoadBalancerArn": "\(elb):\(place):loadbalancer/app/web/\(id)"}]}
        """
      files["\(region)/elbv2.describe-target-groups.json"] = """
        {"TargetGroups": [{"TargetGroupName": "web", "TargetGroupArn": "\(elb):\(place):targetgroup/web/\(id)",
          "LoadBalancerArns": ["\(elb):\(place):loadbalancer/app/web/\(id)"]}]}
        """
      files["\(region)/ecs.describe-services.json"] = """
        {"services": [{"serviceName": "web", "clusterArn": "arn:aws:ecs:\(place):cluster/prod",
          "serviceArn": "arn:aws:ecs:\(place):service/prod/web", "status": "ACTIVE",
          "loadBalancers": [{"targetGroupArn": "\(elb):\(place):targetgroup/web/\(id)"}],
          "events": [{"createdAt": "2026-03-01T00:09:30Z", "message": "(service web) of \(path)"}]}]}
        """
      let lines = (0..<(path == "dublin" ? 2 : 3)).map { minute in
        LogReaderTests.balancer(
          "2026-03-01T00:1\(minute):10.000000Z", created: "2026-03-01T00:1\(minute):00.000000Z", status: 504,
          path: "/\(path)", elb: "app/web/\(id)")
      }
      files["\(region)/alb.log"] = lines.joined(separator: "\n") + "\n"
    }
    return files
  }()

  private static func chronicle(
    _ files: [String: String], _ subject: [String: String], readsLogs: Bool = true
  ) -> Chronicle {
    Chronicle(Analysis(snapshot(files)), Subject(subject), readsLogs: readsLogs)
  }

  private static func told(_ chronicle: Chronicle) -> [String] {
    chronicle.timeline.map { "\($0.time.dropFirst(11).prefix(5)) \($0.what)" }
  }

  @Test(arguments: [
    ("eu-west-1", "50dc6c495c0c9188", "dublin", 2), ("us-east-1", "1111222233334444", "ashburn", 3),
  ])
  func `of two load balancers of one name the subject's own is told`(
    region: String, id: String, path: String, count: Int
  ) throws {
    let arn = "\(Self.elb):\(region):123456789012:loadbalancer/app/web/\(id)"
    let chronicle = Self.chronicle(Self.namesakes, ["load-balancer": arn])
    let last = count - 1
    #expect(
      Self.told(chronicle) == [
        "00:09 (service web) of \(path)", "00:10 ALB 504 (1/\(count)): GET /\(path)",
        "00:1\(last) ALB 504 (\(count)/\(count)): GET /\(path)",
      ])
    let counts = try #require(chronicle.counts)
    #expect(counts.title == "504/min ALB")
    #expect(counts.total == count)
    #expect(counts.perMinute == Array(repeating: 1, count: count))
    #expect(chronicle.since?.what == "ALB 504 (1/\(count)): GET /\(path)")
    #expect(chronicle.since?.citation.file == "\(region)/alb.log")
    #expect(chronicle.producer?.total == count)
  }

  @Test func `a playbook that reads no access logs has no errors to count`() {
    let arn = "\(Self.elb):eu-west-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
    let chronicle = Self.chronicle(Self.namesakes, ["load-balancer": arn], readsLogs: false)
    #expect(chronicle.counts == nil && chronicle.producer == nil && chronicle.since == nil)
    #expect(Self.told(chronicle) == ["00:09 (service web) of dublin"])
  }

  @Test(arguments: [("blue", "it went wrong in blue"), ("green", "it went wrong in green")])
  func `of two services of one name the tasks and events of the subject's cluster are told`(
    cluster: String, reason: String
  ) {
    func both(_ item: (String) -> String) -> String { ["blue", "green"].map(item).joined(separator: ", ") }
    let ecs = "arn:aws:ecs:eu-west-1:123456789012"
    let files = [
      "ecs.describe-services.json": "{\"services\": ["
        + both {
          """
          {"serviceName": "web", "serviceArn": "\(ecs):service/\($0)/web", "clusterArn": "\(ecs):cluster/\($0)",
           "status": "ACTIVE", "events": [{"createdAt": "2026-03-01T00:01:00Z", "message": "event of \($0)"}]}
          """
        } + "]}",
      "ecs.describe-tasks.json": "{\"tasks\": ["
        + both {
          """
          {"taskArn": "\(ecs):task/\($0)/0a1b", "clusterArn": "\(ecs):cluster/\($0)", "group": "service:web",
           "stoppedAt": "2026-03-01T00:02:00Z", "stoppedReason": "it went wrong in \($0)"}
          """
        } + "]}",
    ]
    let chronicle = Self.chronicle(files, ["cluster": cluster, "service": "web"], readsLogs: false)
    #expect(Self.told(chronicle) == ["00:01 event of \(cluster)", "00:02 \(reason)"])
    #expect(chronicle.since?.what.text == reason)
    let both = Self.chronicle(files, ["service": "web"], readsLogs: false)
    #expect(Set(both.timeline.map(\.what.text)).count == 2, "one of them, and not a mixture")
  }

  @Test func `of two distributions only the lines of the subject's are counted`() throws {
    var fixture = EdgeFixture()
    fixture.files["cloudfront.list-distributions.json"] = """
      {"DistributionList": {"Items": [{"Id": "E1EXAMPLE", "DomainName": "d111.cloudfront.net"},
        {"Id": "E2EXAMPLE", "DomainName": "d222.cloudfront.net"}]}}
      """
    fixture.files["cloudfront.get-distribution-config.E2EXAMPLE.json"] = """
      {"ETag": "E3", "DistributionConfig": {"Aliases": {"Quantity": 0}, "Origins": {"Quantity": 1, "Items": [
        {"Id": "other", "DomainName": "bucket.s3.eu-west-1.amazonaws.com", "S3OriginConfig": {}}]},
        "DefaultCacheBehavior": {"TargetOriginId": "other", "ViewerProtocolPolicy": "redirect-to-https"}}}
      """
    let own = ["00:05:00", "00:07:00"].map { LogReaderTests.edge($0, status: 504, taken: 30) }
    let other = ["00:01:00", "00:05:30", "00:09:00"].map {
      LogReaderTests.edge($0, status: 504, taken: 30)
        .replacing("d111.cloudfront.net", with: "d222.cloudfront.net")
        .replacing("www.example.com", with: "other.example.com")
    }
    fixture.files["own.log"] = LogReaderTests.header + own.joined(separator: "\n") + "\n"
    fixture.files["other.log"] = LogReaderTests.header + other.joined(separator: "\n") + "\n"
    let counts = try #require(Self.chronicle(fixture.files, ["load-balancer": "web"]).counts)
    #expect(counts.title == "504/min CloudFront")
    #expect(counts.total == 2)
    #expect(counts.perMinute == [1, 0, 1])
    #expect(counts.start == counts.first)
  }

  private static func trail(_ name: String, _ second: Int, _ request: String, more: String = "") -> String {
    let event = #"{"eventName": "\#(name)", "requestParameters": \#(request)\#(more)}"#
    return """
      {"EventName": "\(name)", "EventTime": "2026-03-01T00:00:0\(second)Z", "ReadOnly": "false",
       "Username": "alice", "Resources": [], "CloudTrailEvent": \(JSONValue.quote(event))}
      """
  }

  @Test func `a refused call is told as refused and changed nothing; a name must be the whole name`() {
    let events = [
      Self.trail("RevokeSecurityGroupIngress", 1, #"{"groupId": "sg-0123456789"}"#),
      Self.trail(
        "DeleteSecurityGroup", 2, #"{"groupId": "sg-0123456789"}"#,
        more: #", "errorCode": "Client.DependencyViolation""#),
      Self.trail("DeleteSecurityGroup", 3, #"{"groupId": "sg-01234567890"}"#),
    ]
    let files = ["cloudtrail.lookup-events.json": "{\"Events\": [\(events.joined(separator: ", "))]}"]
    let chronicle = Self.chronicle(files, [:])
    #expect(
      chronicle.timeline.map(\.what.text) == [
        "RevokeSecurityGroupIngress (alice)", "DeleteSecurityGroup (alice): Client.DependencyViolation",
        "DeleteSecurityGroup (alice)",
      ])
    let changes = chronicle.changes(naming: ["sg-0123456789", "443"])
    #expect(changes.map(\.name) == ["RevokeSecurityGroupIngress"])
    #expect(chronicle.changes(naming: ["443", "tcp"]).isEmpty)
  }

  @Test func `everything in it has a Japanese form`() throws {
    let arn = "\(Self.elb):eu-west-1:123456789012:loadbalancer/app/web/50dc6c495c0c9188"
    let chronicle = Self.chronicle(Self.namesakes, ["load-balancer": arn])
    let said = chronicle.timeline.flatMap { [$0.what, $0.citation.says] } + [chronicle.counts?.title ?? ""]
    for sentence in said { #expect(SentenceForms.of(.japanese)?.open(sentence) == []) }
    let first = try #require(chronicle.since)
    #expect(Speech(.japanese)(first.what) == "ALB の 504（1/2）: GET /dublin")
  }
}
