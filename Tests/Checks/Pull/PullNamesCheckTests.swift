@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullNamesCheckTests {
  static let options = "ec2.describe-dhcp-options.json"
  static let support = "ec2.describe-vpc-attribute.vpc-0447f200fdec28429-enableDnsSupport.json"
  static let vpcs = "ec2.describe-vpcs.json"
  static let servers = "/DhcpOptions/0/DhcpConfigurations/Key=domain-name-servers/Values"
  static let off = ["is": "resolver-off"]
  static let custom = ["is": "custom-server"]
  static let port = ["is": "port-53"]

  static func asking(_ values: [String]) -> World {
    .sealed.after(.set(options, servers, .array(values.map { ["Value": .string($0)] })))
  }

  static let own = asking(["10.20.3.53", "10.20.4.53"])
  static let disabled = Edit.set(support, "/EnableDnsSupport/Value", false)

  static let table = CheckTable(
    PullNamesCheck.self,
    [
      .confirmed(
        "the resolver is off", .sealed.after(disabled), off,
        says: "enableDnsSupport of vpc-0447f200fdec28429 is off", cites: [support],
        binds: ["attribute": "enable-dns-support", "vpc": "vpc-0447f200fdec28429"]),
      .ruledOut(
        "the resolver is on", .sealed, off, says: "the Amazon resolver of vpc-0447f200fdec28429 is on",
        cites: [support]),
      .undetermined(
        "the attribute was not collected", .sealed.after(.delete(support)), off,
        says: "enableDnsSupport of vpc-0447f200fdec28429 is not in the snapshot",
        needs: "ec2.describe-vpc-attribute"),
      .undetermined(
        "the resolver is off, and who is asked instead was not collected",
        .sealed.after(disabled, .delete(options)), off, says: "DHCP options are not in the snapshot",
        needs: "ec2.describe-dhcp-options"),
      .notApplicable(
        "the resolver is off, and own servers do its work", own.after(disabled), off,
        says: "the VPC asks DNS servers of its own"),
      .undetermined(
        "the subnets were not collected", .task.after(.delete(PullFile.subnets)), off,
        says: "the VPC of the task is not in the snapshot", needs: "ec"),

      .confirmed(
        "own servers did not know the name", own.stopped(PullText.noName), custom,
        says: "10.20.3.53, 10.20.4.53 did not resolve api.ecr.eu-west-1.amazonaws.com",
        cites: [PullFile.tasks, options],
        binds: ["name-servers": "10.20.3.53, 10.20.4.53", "host": "api.ecr.eu-west-1.amazonaws.com"]),
      .ruledOut(
        "the Amazon resolver is asked", .sealed, custom, says: "the VPC uses the Amazon resolver",
        cites: [options]),
      .ruledOut(
        "the Amazon resolver by its link-local address", asking(["169.254.169.253"]), custom,
        says: "the VPC uses the Amazon resolver", cites: [options]),
      .ruledOut(
        "own servers, and the registry answered", own.stopped(PullText.noImage), custom,
        says: "the name was resolved", cites: [PullFile.tasks, options]),
      .ruledOut(
        "own servers, and an address was dialled", own.stopped(PullText.silence), custom,
        says: "the name was resolved", cites: [PullFile.tasks, options]),
      .undetermined(
        "own servers, and no text", own, custom, says: "cannot be seen in a snapshot", needs: nil,
        cites: [options]),
      .undetermined(
        "a name was not resolved, and who was asked was not collected",
        .sealed.after(.delete(options)).stopped(PullText.noName), custom,
        says: "a name was not resolved; which servers were asked", needs: options, cites: [PullFile.tasks]),
      .undetermined(
        "the options may not be listed", .sealed.after(.deny(options)), custom,
        says: "DHCP options are not in the snapshot", needs: options),

      .confirmed("own servers are asked on port 53", own, port, says: "port 53 matters", cites: [options]),
      .ruledOut(
        "no group filters the Amazon resolver", .sealed, port,
        says: "do not filter queries to the Amazon resolver", cites: [options]),
      .undetermined(
        "nobody listed the VPCs", .sealed.after(.delete(vpcs)), port,
        says: "DHCP options are not in the snapshot", needs: vpcs),
    ])

  @Test(arguments: table.tests) func `who resolves the names of the pull`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
