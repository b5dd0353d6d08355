@testable import Evidence
@testable import RequestChecks
import Testing

@Suite struct RegisteredTargetCheckTests {
  static let draining: JSONValue = ["State": "draining", "Reason": "Target.DeregistrationInProgress"]
  static let first = "/TargetHealthDescriptions/Target.Id=10.20.10.37"
  static let gone = Edit.remove(Web.interfaces, "/NetworkInterfaces/PrivateIpAddress=10.20.10.37")

  static let address = CheckTable(
    RegisteredTargetCheck.self, ["is": "stale-address"],
    [
      .confirmed(
        "no interface owns the address", .timedOut.after(gone),
        says: "no network interface owns 10.20.10.37, which is still registered",
        cites: [Web.health, Web.interfaces],
        binds: ["target": "10.20.10.37", "port": "80", "target-group": "web-prod-tg"]),
      .confirmed(
        "the recorded incident", .request("address-of-a-dead-task"), says: "no network interface owns"),
      .ruledOut(
        "pods' addresses lie in delegated prefixes", .request("healthy-kubernetes"),
        says: "every registered address belongs to a network interface", cites: [Web.interfaces]),
      .ruledOut(
        "the address is a secondary one now",
        .timedOut.after(
          gone,
          .insert(
            Web.interfaces, "/NetworkInterfaces/PrivateIpAddress=10.20.11.58/PrivateIpAddresses/-",
            ["Primary": false, "PrivateIpAddress": "10.20.10.37"])),
        says: "every registered address belongs"),
      .confirmed(
        "an address beside every prefix", .request("kubernetes-address-of-a-dead-pod"),
        says: "no network interface owns 10.66.19.66", binds: ["other-targets": "4"]),
      .undetermined(
        "the subnet is another account's, whose interfaces are not seen",
        .timedOut.after(
          gone,
          .set(Web.subnets, "/Subnets/SubnetId=subnet-01c4a6363bb2260a2/OwnerId", "210987654321")),
        says: "who owns the registered addresses", needs: "210987654321/" + Web.interfaces),
      .ruledOut(
        "every address is owned", .web, says: "every registered address belongs to a network interface",
        cites: [Web.interfaces]),
      .ruledOut(
        "a target that is drained is on its way out",
        .web.after(gone, .set(Web.health, first + "/TargetHealth", draining)),
        says: "every registered address belongs"),
      .ruledOut(
        "an unused target takes no requests",
        .web.after(
          gone,
          .set(Web.health, first + "/TargetHealth", ["State": "unused", "Reason": "Target.NotInUse"])),
        says: "every registered address belongs"),
      .ruledOut(
        "an address outside the VPC is another network's matter",
        .web.after(
          .set(Web.health, first + "/Target/AvailabilityZone", "all"),
          .set(Web.health, first + "/Target/Id", "192.168.7.4")),
        says: "every registered address belongs"),
      .undetermined(
        "something answers there", .web.after(gone), says: "who owns the registered addresses",
        needs: Web.interfaces),
      .undetermined(
        "the interfaces' listing has a next page",
        .timedOut.after(gone, .set(Web.interfaces, "/NextToken", "eyJ2IjoiMiJ9")),
        says: "who owns the registered addresses",
        needs: "ec2.describe-network-interfaces"),
      .undetermined(
        "the VPC's ranges may not be read", .timedOut.after(gone, .deny("ec2.describe-vpcs.json")),
        says: "who owns the registered addresses", needs: "ec2.describe-vpcs"),
      .undetermined(
        "the targets' health may not be read", .web.after(.deny(Web.health)),
        says: "the registered targets of web-prod-tg are not known",
        needs: "elbv2.describe-target-health.web-prod-tg"),
      .notApplicable("instances are no addresses", .orders, says: "no target is registered by address"),
      .notApplicable(
        "no target is registered", .web.after(Web.noTargets), says: "no target that takes packets"),
    ])

  static let instances = Orders.ec2("instances")
  static let statuses = Orders.ec2("instance-status")
  static let health = Orders.file("elbv2-describe-target-health@orders-api")
  static let host = "i-0de37367d10cccd37"
  static let state = "/Reservations/0/Instances/InstanceId=\(host)/State"

  static let instance = CheckTable(
    RegisteredTargetCheck.self, ["is": "dead-instance"],
    [
      .confirmed(
        "AWS says that it does not run",
        .orders.after(
          .set(
            health, "/TargetHealthDescriptions/0/TargetHealth",
            ["State": "unused", "Reason": "Target.InvalidState"])),
        says: "instance \(host) is not running", cites: [health], binds: ["instance": host]),
      .confirmed(
        "it was stopped", .ordersTimedOut.after(.set(instances, state, ["Code": 80, "Name": "stopped"])),
        says: "instance \(host) is stopped", cites: [instances]),
      .confirmed(
        "it fails its status checks", .request("instance-impaired"), says: "fails its status checks"),
      .ruledOut("every instance answers", .orders, says: "every registered instance runs", cites: [health]),
      .ruledOut(
        "they run, and time out for another reason", .ordersTimedOut,
        says: "every registered instance runs", cites: [statuses]),
      .ruledOut(
        "an instance that is drained may end",
        .orders.after(
          .set(health, "/TargetHealthDescriptions/0/TargetHealth", draining),
          .set(instances, state, ["Code": 48, "Name": "terminated"])),
        says: "every registered instance runs"),
      .undetermined(
        "neither instances nor their status may be read",
        .ordersTimedOut.after(.deny(instances), .deny(statuses)),
        says: "whether the instances run cannot be told", needs: Orders.needed("ec2.describe-instances")),
      .undetermined(
        "they run, and whether they pass their checks was not collected",
        .ordersTimedOut.after(.delete(statuses)), says: "whether the instances run cannot be told",
        needs: Orders.needed("ec2.describe-instance-status")),
      .notApplicable("tasks are no instances", .web, says: "no instance is registered as a target"),
    ])

  @Test(arguments: address.tests + instance.tests)
  func `whether a registered target can answer`(_ row: CheckTable.Test) throws { try row.hold() }
}
