@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct EdgeReadTimeoutCheckTests {
  typealias Log = AccessLog

  static let distribution = "cloudfront.get-distribution-config.E2QWJOBSPROD01.json"
  static let readTimeout = EdgeFile.custom + "/OriginReadTimeout"

  static let table = CheckTable(
    EdgeReadTimeoutCheck.self,
    [
      .confirmed(
        "CloudFront closed the connection after its response timeout",
        .balancerLog(Log.hungUp("05:40:00", after: 30)),
        says: "1 requests were closed by CloudFront after 30 s",
        "while the load balancer still waited for 10.20.10.37:80", "idle timeout is 60 s",
        cites: [Log.balancerFile, distribution, Log.attributes],
        binds: ["read-timeout": "30", "path": "/report", "target": "10.20.10.37:80", "attempts": "3"]),
      .confirmed(
        "the recorded incident", .request("report-longer-than-read-timeout"), says: "after 30 s"),
      .ruledOut(
        "a viewer lost patience", .balancerLog(Log.hungUp("05:40:00", after: 5.7)),
        says: "not after CloudFront's response timeout", cites: [Log.balancerFile]),
      .ruledOut(
        "CloudFront waits 90 s, and something else hung up after 30",
        .balancerLog(Log.hungUp("05:40:00", after: 30)).after(.set(distribution, readTimeout, 90)),
        says: "not after CloudFront's response timeout"),
      .ruledOut(
        "CloudFront hung up while the load balancer was connecting to a closed port",
        .balancerLog(Log.hungUp("05:40:00", after: 8, isConnected: false)).after(
          .set(distribution, readTimeout, 8),
          .set(
            "ec2.describe-security-groups.json", "/SecurityGroups/GroupName=ecs-existing/IpPermissions", []),
          .set(
            "elbv2.describe-target-health.web-prod-tg.json", "/TargetHealthDescriptions/0/TargetHealth",
            ["State": "unhealthy", "Reason": "Target.Timeout"])),
        says: "the load balancer could not even connect"),
      .ruledOut("no request was closed", .web, says: "holds no 460", cites: [Log.balancerFile]),
      .undetermined(
        "no access log", .unlogged, says: "no access log of web-prod was collected", needs: "alb.log"),
      .undetermined(
        "access logging is off",
        .unlogged.after(.set(Log.attributes, "/Attributes/Key=access_logs.s3.enabled/Value", "false")),
        says: "access logging of web-prod is off", needs: "alb.log"),
      .undetermined(
        "the log was not read to its end",
        .unlogged.after(Log.balancer(Log.answered("05:40:00"), "https 2025-08-28T05:41")),
        says: "was not read to its end", needs: "alb.log"),
      .undetermined(
        "the distribution was not collected", .edge.after(.delete(EdgeFile.distribution)),
        says: "the distribution in front of web", needs: "cloudfront."),
      .notApplicable("no distribution", .edgeless, says: "nothing in the snapshot points to a CloudFront"),
    ])

  @Test(arguments: table.tests)
  func `whether CloudFront hangs up first`(_ row: CheckTable.Test) throws { try row.hold() }
}
