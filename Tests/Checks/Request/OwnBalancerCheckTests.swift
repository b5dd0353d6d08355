@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct OwnBalancerCheckTests {
  typealias Log = AccessLog

  static let environment = "/taskDefinition/containerDefinitions/0/environment/-"
  static let staging = "web-staging-640218357.ap-northeast-1.elb.amazonaws.com"
  static let own = "web-prod-1893047215.ap-northeast-1.elb.amazonaws.com"
  static let balancers = Web.balancers
  static let rules = "/SecurityGroups/GroupName=web-staging-alb/IpPermissions"
  static let gateways = "ec2.describe-nat-gateways.json"

  /// The application is told of a service by this text, and a page waits.
  static func calls(_ text: String, _ log: Edit? = Log.balancer(Log.silent("05:40:00"))) -> World {
    let told = Edit.insert(
      Web.definition, environment, ["name": "CATALOGUE_URL", "value": .string(text)])
    return log.map { World.unlogged.after(told, $0) } ?? World.unlogged.after(told)
  }

  static let table = CheckTable(
    OwnBalancerCheck.self,
    [
      .confirmed(
        "the other load balancer admits CloudFront only", calls("https://\(staging)/v1"),
        says: "the application calls web-staging, which does not admit",
        cites: [Web.groups, Web.definition, balancers, Web.tables, gateways],
        binds: ["called-load-balancer": "web-staging", "port": "443", "security-group": Web.stagingGroup]),
      .confirmed(
        "its own one, with a page that waits", calls("https://\(own)/v1"),
        says: "the application calls web-prod, which does not admit"),
      .confirmed(
        "over HTTP", calls("http://\(staging)"), says: "on port 80", binds: ["port": "80"]),
      .confirmed("no log is needed for another one", calls("https://\(staging)", nil), says: "web-staging"),
      .ruledOut(
        "it admits anybody",
        calls("https://\(staging)").after(.set(Web.groups, rules, [.tcp(443, cidrs: ["0.0.0.0/0"])])),
        says: "web-staging admits", cites: [Web.groups]),
      .ruledOut(
        "its own name, and nothing waits", calls("https://\(own)", Log.balancer(Log.answered("05:40:00"))),
        says: "no request of the access log ended because a connected target stayed silent",
        cites: [Log.balancerFile]),
      .undetermined(
        "its own name may be known only", calls("https://\(own)", nil), says: "or only knows its name",
        needs: "alb.log"),
      .undetermined(
        "the gateway was not collected", calls("https://\(staging)").after(.delete(gateways)),
        says: "the address of", needs: "ec2.describe-nat-gateways"),
      .undetermined(
        "the definition was not collected", World.web.after(.delete(Web.definition)),
        says: "what the application calls", needs: "ecs.describe-task-definition"),
      .notApplicable(
        "an internal one is not called by a public name",
        calls("https://\(staging)").after(
          .set(balancers, "/LoadBalancers/LoadBalancerName=web-staging/Scheme", "internal")),
        says: "no public load balancer is known"),
      .notApplicable("no load balancer is named", .web, says: "no public load balancer is known"),
    ])

  @Test(arguments: table.tests)
  func `whether a load balancer of the account shuts its own application out`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
