@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct NodePortCheckTests {
  static let shut = World.request("kubernetes-nodes-keep-one-another-out")
  static let health = "elbv2.describe-target-health.k8s-parcels-track-9e27b4d1f0.json"
  static let log =
    "logs/345678901234_elasticloadbalancing_eu-central-1_app.k8s-parcels-web-5b0c1f7e92.fd26db45a8b53034_20260204T0930Z_18.153.40.21_4kq0w7yz.log"

  static let table = CheckTable(
    NodePortCheck.self,
    [
      .confirmed(
        "nodes let no node in", shut, says: "nodes hand requests on to pods of other nodes",
        cites: ["ec2.describe-security-groups", "logs/", "elbv2.describe-tags"],
        binds: ["pod-port": "8081", "port": "31380", "kubernetes": "parcels"]),
      .confirmed(
        "no tag tells the port, and nothing is let in", shut.after(.delete("elbv2.describe-tags.json")),
        says: "lets no node in"),
      .confirmed(
        "the pods' port alone is closed", .request("kubernetes-pod-port-closed-between-nodes"),
        says: "lets no node in on port 8081"),
      .ruledOut(
        "nodes let one another in", .request("healthy-kubernetes"), says: "the nodes let one another in",
        cites: ["ec2.describe-security-groups"]),
      .ruledOut(
        "they do not, and no request needs it",
        shut.after(.replace(log, " 504 - ", " 200 200 "), .replace(log, "-1 -1 -1", "0.001 0.002 0.001")),
        says: "no request to a node port timed out"),
      .undetermined(
        "some ports are open, and nobody knows the pods'", .request("kubernetes-pod-port-unknown"),
        says: "on the pods' port cannot be told", needs: "elbv2.describe-tags"),
      .undetermined(
        "the packets stop before",
        .request("kubernetes-nodes-admit-nobody").after(
          .remove(
            "ec2.describe-security-groups.json",
            "/SecurityGroups/GroupName=parcels-node/IpPermissions/IpProtocol=-1"),
          .delete("ec2.describe-security-group-rules.json")),
        says: "packets stop before they reach the node port", needs: "alb.log"),
      .undetermined(
        "the groups may not be read",
        shut.after(
          .deny("ec2.describe-security-groups.json"), .deny("ec2.describe-security-group-rules.json")),
        says: "cannot be told", needs: "ec2.describe-security-groups"),
      .undetermined(
        "no access log", shut.after(.delete(log)), says: "whether requests to the nodes time out",
        needs: "alb.log"),
      .notApplicable("instances with a port of their own", .orders, says: "no target is a node port"),
      .notApplicable("tasks", .web, says: "no target is a node port"),
    ])

  @Test(arguments: table.tests)
  func `whether nodes keep one another out`(_ row: CheckTable.Test) throws { try row.hold() }
}
