@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct AppDependencyCheckTests {
  static let rules = "/SecurityGroups/GroupName=db-prod/IpPermissions"
  static func admits(_ rule: JSONValue) -> Edit { .set(Web.groups, rules, [rule]) }
  static let host = "/taskDefinition/containerDefinitions/0/environment/name=DB_HOST/value"
  static let endpoint = "jobs-prod.cluster-cx9q2exmpl.ap-northeast-1.rds.amazonaws.com"
  /// RDS tells which groups the database carries.
  static let told = World.web.after(
    .add(
      "rds.describe-db-instances.json",
      """
      {"DBInstances": [{"DBInstanceIdentifier": "jobs-prod-1", "DBClusterIdentifier": "jobs-prod",
        "DBInstanceArn": "arn:aws:rds:ap-northeast-1:123456789012:db:jobs-prod-1",
        "Endpoint": {"Address": "jobs-prod-1.cx9q2exmpl.ap-northeast-1.rds.amazonaws.com", "Port": 5432},
        "VpcSecurityGroups": [{"VpcSecurityGroupId": "\(Web.databaseGroup)", "Status": "active"}]}]}
      """))

  static let table = CheckTable(
    AppDependencyCheck.self,
    [
      .confirmed(
        "the database admits a group that nothing carries",
        .web.after(admits(.tcp(5432, groups: [Web.defaultGroup]))),
        says: "jobs-prod does not admit the targets on port 5432", cites: [Web.groups, Web.definition],
        binds: [
          "dependency": "jobs-prod", "dependency-port": "5432", "other-group": Web.defaultGroup,
          "dependency-security-group": Web.databaseGroup, "target-security-group": Web.taskGroup,
        ]),
      .confirmed(
        "RDS names its group, which admits nobody", told.after(.set(Web.groups, rules, [])),
        says: "jobs-prod does not admit the targets on port 5432"),
      .confirmed(
        "it admits another port", told.after(admits(.tcp(3306, groups: [Web.taskGroup]))),
        says: "jobs-prod does not admit the targets on port 5432"),
      .confirmed(
        "it admits one of the targets' subnets only",
        told.after(admits(.tcp(5432, cidrs: ["10.20.10.0/24"]))),
        says: "jobs-prod does not admit the targets on port 5432", binds: ["target": "10.20.11.58"]),
      .confirmed(
        "the store is named by its address",
        .web.after(.set(Web.definition, host, "10.20.10.200"), .set(Web.groups, rules, [])),
        says: "10.20.10.200 does not admit the targets"),
      .confirmed("the recorded database", .request("database-group-renamed"), says: "does not admit"),
      .confirmed("the recorded cache", .request("cache-admits-nobody"), says: "does not admit"),
      .ruledOut(
        "the database admits the tasks' group", .web, says: "jobs-prod admits the targets",
        cites: [Web.groups]),
      .ruledOut(
        "it admits their subnets", told.after(admits(.tcp(5432, cidrs: ["10.20.10.0/23"]))),
        says: "jobs-prod admits the targets"),
      .undetermined(
        "which of the account's databases it is was not collected",
        .web.after(admits(.tcp(5432, cidrs: ["10.20.200.0/26"]))),
        says: "which of the account's databases is jobs-prod", needs: "rds.describe-db-instances",
        cites: [Web.definition]),
      .undetermined(
        "the definition was not collected", .web.after(.delete(Web.definition)),
        says: "what the application uses is not in the snapshot",
        needs: "ecs.describe-task-definition.web-prod"),
      .undetermined(
        "no interface of the database is listed",
        .web.after(.remove(Web.interfaces, "/NetworkInterfaces/Description=RDSNetworkInterface")),
        says: "the interfaces of jobs-prod are not in the snapshot", needs: Web.interfaces),
      .undetermined(
        "the groups may not be listed",
        .web.after(.deny(Web.groups)), says: Web.databaseGroup, needs: Web.groups),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable(
        "the environment names no store",
        .web.after(.remove(Web.definition, "/taskDefinition/containerDefinitions/0/environment")),
        says: "no data store is known that the targets use"),
      .notApplicable(
        "the environment names a host of somebody else",
        .web.after(.set(Web.definition, host, "api.example.net")),
        says: "no data store is known that the targets use"),
    ])

  @Test(arguments: table.tests)
  func `whether data stores admit the targets`(_ row: CheckTable.Test) throws { try row.hold() }
}
