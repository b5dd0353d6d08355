@testable import Diagnosis
@testable import Evidence
import Testing

@Suite struct CaptureTimeTests {
  @Test(arguments: [
    (
      "the newest event counts",
      [
        "ecs.describe-services.json":
          #"{"services": [{"serviceName": "a", "events": [{"createdAt": "2025-08-28T14:49:02+09:00"}]}]}"#
      ], "2025-08-28T05:49:02Z" as String?
    ),
    (
      "seconds of the older command line count as well",
      ["ecs.describe-tasks.json": #"{"tasks": [{"createdAt": 1756360142.5, "taskArn": "t"}]}"#],
      "2025-08-28T05:49:02Z"
    ),
    (
      "what lies ahead does not count",
      ["ecs.describe-tasks.json": #"{"tasks": [{"expiresAt": 1756360142, "taskArn": "t"}]}"#], nil
    ),
    (
      "when a resource was made says nothing of the snapshot",
      [
        "elbv2.describe-load-balancers.json":
          #"{"LoadBalancers": [{"LoadBalancerName": "a", "CreatedTime": "2023-02-01T00:00:00Z"}]}"#
      ], nil
    ),
  ])
  func `the age of a snapshot without a log of calls is that of its newest event`(
    name: String, files: [String: String], newest: String?
  ) {
    #expect(CaptureTime.of(Analysis(snapshot(files)), Subject()) == newest.map { .newest($0) }, "\(name)")
  }
}
