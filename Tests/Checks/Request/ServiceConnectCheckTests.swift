@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct ServiceConnectCheckTests {
  typealias Log = AccessLog

  static let services = "ecs.describe-services.prod.json"

  /// The service uses Service Connect, with this timeout of a request where one is set.
  static func connected(_ world: World, _ timeout: Int? = nil, enabled: Bool = true) -> World {
    var service: JSONValue = ["portName": "http", "discoveryName": "web"]
    if let timeout { service["timeout"] = ["perRequestTimeoutSeconds": .number("\(timeout)")] }
    return world.after(
      .set(
        services, "/services/serviceName=web-prod/deployments/0/serviceConnectConfiguration",
        ["enabled": .bool(enabled), "namespace": "jobs", "services": .array([service])]))
  }

  static let after15 = World.balancerLog(Log.said504("05:40:00", after: 15.1))

  static let table = CheckTable(
    ServiceConnectCheck.self,
    [
      .confirmed(
        "targets answer 504 right at the timeout", connected(after15, 15),
        says: "1 of 1 answers of 504 came from the target right after 15 s",
        cites: [Log.balancerFile, services],
        binds: ["request-timeout": "15", "service": "web-prod", "cluster": "prod"]),
      .confirmed(
        "without a setting the proxy waits 15 s", connected(after15), says: "right after 15 s"),
      .confirmed("the recorded incident", .request("service-connect-fifteen-seconds"), says: "after 15 s"),
      .ruledOut(
        "the timeout is 30 s", connected(after15, 30),
        says: "do not come at Service Connect's request timeout"),
      .ruledOut(
        "a timeout of 0 is none", connected(after15, 0),
        says: "do not come at Service Connect's request timeout"),
      .ruledOut(
        "most answers come at another time",
        connected(
          .balancerLog(
            Log.said504("05:40:00", after: 15), Log.said504("05:41:00", after: 3),
            Log.said504("05:42:00", after: 8)), 15),
        says: "do not come at Service Connect's request timeout"),
      .ruledOut(
        "the load balancer's own 504s", connected(.balancerLog(Log.silent("05:40:00")), 15),
        says: "no target answered 504 itself", cites: [Log.balancerFile]),
      .undetermined(
        "no access log", connected(.unlogged, 15), says: "no access log of web-prod", needs: "alb.log"),
      .undetermined(
        "the services were not collected", after15.after(.delete(services)),
        says: "the ECS service behind the load balancer was not collected", needs: "ecs.describe-services"),
      .notApplicable("it is not used", after15, says: "does not use Service Connect"),
      .notApplicable(
        "it is switched off", connected(after15, 15, enabled: false), says: "does not use Service Connect"),
      .notApplicable(
        "no service stands behind the load balancer",
        after15.after(.set(services, "/services/serviceName=web-prod/loadBalancers", [])),
        says: "no ECS service of the snapshot is behind"),
    ])

  @Test(arguments: table.tests)
  func `whether Service Connect ends requests`(_ row: CheckTable.Test) throws { try row.hold() }
}
