@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct DrainingTargetCheckTests {
  typealias Log = AccessLog

  static let draining: JSONValue = ["State": "draining", "Reason": "Target.DeregistrationInProgress"]
  static let health = Edit.set(
    Web.health, "/TargetHealthDescriptions/Target.Id=10.20.10.37/TargetHealth", draining)
  static let removed = Edit.remove(Web.health, "/TargetHealthDescriptions/Target.Id=10.20.10.37")

  static func deregistered(_ time: String) -> Edit {
    Web.trail(
      Web.event(
        "DeregisterTargets", time, by: "controller",
        [
          "targetGroupArn":
            "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web-prod-tg/6d0ecf831eec9f09",
          "targets": [["id": "10.20.10.37", "port": 80]],
        ]))
  }

  /// The task at the address was told to stop then.
  static func stopping(_ time: String) -> Edit {
    .set(Web.tasks, "/tasks/0/stoppingAt", .string("2025-08-28T\(time)+00:00"))
  }

  static let table = CheckTable(
    DrainingTargetCheck.self,
    [
      .confirmed(
        "asked after it was deregistered",
        .balancerLog(Log.answered("05:30:00"), Log.unconnected("05:40:00")).after(
          health, deregistered("05:39:30")),
        says: "1 requests timed out at targets that had been deregistered before",
        cites: [Log.balancerFile, Web.health, Web.trail],
        binds: ["target": "10.20.10.37:80", "deregistration-delay": "60"]),
      .confirmed(
        "it is no longer registered at all",
        .balancerLog(Log.unconnected("05:40:00")).after(removed, deregistered("05:39:30")),
        says: "had been deregistered before"),
      .confirmed(
        "an ECS task was told to stop",
        .balancerLog(Log.unconnected("05:40:00")).after(
          removed, stopping("05:39:40"),
          .set(Web.definition, "/taskDefinition/containerDefinitions/0/stopTimeout", 5)),
        says: "had been deregistered before", cites: [Web.tasks, Web.definition],
        binds: ["stop-timeout": "5"]),
      .confirmed(
        "the recorded incident", .request("kubernetes-pods-end-while-draining"), says: "7 requests timed out",
        binds: ["kubernetes": "parcels"]),
      .ruledOut(
        "it failed before it was deregistered",
        .balancerLog(Log.unconnected("05:38:00")).after(health, deregistered("05:39:30")),
        says: "the targets failed before they were deregistered"),
      .ruledOut(
        "it was registered again",
        .balancerLog(Log.unconnected("05:38:00")).after(deregistered("05:30:00"), deregistered("05:39:30")),
        says: "the targets that timed out are registered and take requests"),
      .ruledOut(
        "the target takes requests", .balancerLog(Log.unconnected("05:40:00")),
        says: "the targets that timed out are registered and take requests"),
      .ruledOut("no fault", .web, says: "no connection to a target timed out", cites: [Log.balancerFile]),
      .undetermined(
        "others time out alike",
        .balancerLog(Log.unconnected("05:40:00"), Log.unconnected("05:40:10", at: Log.second)).after(
          health, deregistered("05:39:30")),
        says: "targets that take requests time out as well", needs: nil),
      .undetermined(
        "no record tells since when", .balancerLog(Log.unconnected("05:40:00")).after(health, Web.trail()),
        says: "when the targets that timed out were deregistered is not known",
        needs: "cloudtrail.lookup-events"),
      .undetermined("no access log", .unlogged, says: "no access log of web-prod", needs: "alb.log"),
      .notApplicable("no load balancer", .web.about(Web.noBalancer), says: "no load balancer of that name"),
    ])

  @Test(arguments: table.tests)
  func `whether targets end while they are draining`(_ row: CheckTable.Test) throws { try row.hold() }
}
