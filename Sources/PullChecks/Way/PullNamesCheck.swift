import Sentences
import Evidence
import Packets
import Records
import Services

/// Whether the names of the registry are resolved: the VPC's resolver, or DNS servers of its own.
///
/// docs.aws.amazon.com/vpc/latest/userguide/VPC_DHCP_Options.html
enum PullNamesCheck: Check {
  static let name = "pull-names"
  static let summary: Sentence =
    "Are host names resolved by the Amazon resolver, by own servers, or not at all?"
  static let binds = PullWorld.binds + ["attribute", "dhcp-options", "host", "name-servers"]
  static let wanted = Parameter<Wanted>("is", "what to look for")
  static let parameters = [wanted.declared]
  static let reads: [DocumentKind] = [
    .vpcs, .dhcpOptions, .vpcAttribute, .tasks,
  ]

  enum Wanted: String, CaseIterable {
    case resolverOff = "resolver-off"
    case customServer = "custom-server"
    case port53 = "port-53"
  }

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    let network = context.analysis.network
    guard let vpc = world.placement.vpc else {
      return .undetermined("the VPC of the task is not in the snapshot", needs: world.placement.needs)
    }
    let servers = customServers(network, vpc)
    switch context[wanted] {
    case .resolverOff: return resolverOff(world, network, vpc, servers)
    case .port53: return portMatters(world, servers)
    case .customServer: return custom(world, vpc, servers)
    }
  }

  private enum Servers {
    case amazon(Citation)
    case own([JSON], options: String)
    case unknown([Need])
  }

  private static func customServers(_ network: Network, _ vpc: String) -> Servers {
    switch network.dhcpOptions(ofVPC: vpc) {
    case .unknown(let needs): return .unknown(needs)
    case .absent(let proof):
      return proof.first.map { .amazon($0) } ?? .unknown([])
    case .found(let options):
      for entry in options["DhcpConfigurations"]?.elements ?? []
      where entry["Key"]?.string == "domain-name-servers" {
        let values = (entry["Values"]?.elements ?? []).compactMap {
          $0["Value"] ?? ($0.string == nil ? nil : $0)
        }
        // 169.254.169.253 is the Amazon resolver under its link-local address.
        let own = values.filter { !["AmazonProvidedDNS", "169.254.169.253"].contains($0.string ?? "") }
        if let first = values.first, own.isEmpty {
          return .amazon(Citation(first, "the VPC uses the Amazon resolver"))
        }
        return .own(own, options: options["DhcpOptionsId"]?.string ?? "")
      }
      return .amazon(
        Citation(
          options["DhcpConfigurations"] ?? options, "no name server is set, so the Amazon resolver serves"))
    }
  }

  private static func resolverOff(_ world: PullWorld, _ network: Network, _ vpc: String, _ servers: Servers)
    -> Finding
  {
    switch network.attribute("EnableDnsSupport", ofVPC: vpc) {
    case .found(let value):
      guard value.bool == false else {
        return .ruledOut("the Amazon resolver of \(vpc) is on", [Citation(value, "enableDnsSupport")])
      }
      if case .own = servers {
        return .notApplicable(
          "the VPC asks DNS servers of its own", [Citation(value, "enableDnsSupport is off")])
      }
      if case .unknown(let needs) = servers {
        return .undetermined("the VPC's DHCP options are not in the snapshot", needs: needs)
      }
      return .confirmed(
        "enableDnsSupport of \(vpc) is off, so no name is resolved",
        [Citation(value, "enableDnsSupport is off")],
        bindings: [world.bindings.merging(["attribute": "enable-dns-support", "vpc": vpc]) { $1 }])
    case .unknown:
      return .undetermined(
        "enableDnsSupport of \(vpc) is not in the snapshot",
        needs: [PullNeeds.attribute("enableDnsSupport", of: vpc, world)])
    case .absent: return .notApplicable("the VPC has no such attribute")
    }
  }

  private static func custom(_ world: PullWorld, _ vpc: String, _ servers: Servers) -> Finding {
    let failed = world.messages.first { $0.facts.verb == .unresolved }
    switch servers {
    case .amazon(let proof): return .ruledOut("the VPC uses the Amazon resolver", [proof])
    case .unknown(let needs):
      if let failed {
        return .undetermined(
          "a name was not resolved; which servers were asked is not in the snapshot", needs: needs,
          evidence: [failed.citation("a name was not resolved")])
      }
      return .undetermined("the VPC's DHCP options are not in the snapshot", needs: needs)
    case .own(let places, let options):
      let evidence = places.map { Citation($0, "a DNS server of the VPC's own") }
      let names = places.compactMap(\.string).joined(separator: ", ")
      if let failed {
        var values = world.bindings
        values["name-servers"] = names
        values["dhcp-options"] = options
        values["host"] = failed.facts.host ?? "the registry's name"
        values["vpc"] = vpc
        return .confirmed(
          "\(names) did not resolve \(failed.facts.host, or: "the name")",
          [failed.citation("a name was not resolved")] + evidence, bindings: [values])
      }
      if let other = world.messages.first(where: { $0.facts.address != nil || $0.reading.isOutright }) {
        return .ruledOut(
          "the name was resolved: the call got as far as the text shows",
          [other.citation("what ECS recorded")] + evidence)
      }
      return .undetermined(
        "whether \(names) resolve AWS names cannot be seen in a snapshot", needs: [], evidence: evidence)
    }
  }

  /// Security groups cannot block queries to the Amazon resolver.
  private static func portMatters(_ world: PullWorld, _ servers: Servers) -> Finding {
    switch servers {
    case .amazon(let proof):
      return .ruledOut("security groups do not filter queries to the Amazon resolver", [proof])
    case .own(let places, _):
      return .confirmed(
        "the VPC asks servers of its own, for which port 53 matters",
        places.map { Citation($0, "an own DNS server") })
    case .unknown(let needs):
      return .undetermined("the VPC's DHCP options are not in the snapshot", needs: needs)
    }
  }
}
