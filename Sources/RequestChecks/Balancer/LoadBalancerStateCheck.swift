import Sentences
import Evidence
import Packets
import Services

/// Asks whether the load balancer is there and in service.
///
/// ALB guide, "Load balancer state". `is`: `gone` for one that is missing, failed or still being made; `impaired` for
/// one that cannot grow because its subnets have run out of addresses (each needs a /27 and 8 free addresses).
struct LoadBalancerStateCheck: Check {
  static let name = "load-balancer-state"
  static let summary: Sentence = "Is the load balancer there, active, and able to grow?"
  static let binds = RequestPath.binds + ["alias-dns", "origin-domain", "state", "subnets"]
  static let wanted = Parameter<State>("is", "the state asked for")
  static let parameters = [wanted.declared]
  static let reads: [DocumentKind] = [
    .loadBalancers, .distributionConfig, .subnets,
  ]

  enum State: String, CaseIterable { case gone, impaired }

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    let isGone = context[wanted] == .gone
    if isGone, let lost = lost(path, context.analysis.network) { return lost }
    guard let json = path.loadBalancer, let balancer = LoadBalancer(json) else {
      if path.needs.isEmpty {
        return .notApplicable("the subject leads to no load balancer of the snapshot")
      }
      return .undetermined("which load balancer is meant is not in the snapshot", needs: path.needs)
    }
    guard let place = json["State"]?["Code"], let state = place.string else {
      return .undetermined(
        "the state of \(balancer.name) is not in its listing",
        needs: [context.snapshot.need(.loadBalancers, region: path.region)])
    }
    let cited = Citation(place, "\(balancer.name) is \(state)")
    if isGone {
      guard ["failed", "provisioning"].contains(state) else {
        return .ruledOut("\(balancer.name) is there and \(state)", [cited])
      }
      var values = path.bindings
      values["state"] = state
      values["origin-domain"] = path.edges.first?.domainName ?? balancer.dnsName
      return .confirmed("\(balancer.name) is \(state)", [cited], bindings: [values])
    }
    return impaired(balancer, state, cited, path, context.analysis.network)
  }

  /// An origin that is named by a load balancer's own DNS name, which a complete listing does not hold.
  private static func lost(_ path: RequestPath, _ network: Network) -> Finding? {
    for route in path.edges where route.loadBalancerARN == nil && !route.isVPCOrigin {
      guard let place = route.origin["DomainName"], let name = place.string?.lowercased(),
        name.contains(".elb.")
      else {
        continue
      }
      let listing = network.listing(.loadBalancers, OriginRecordCheck.region(of: name))
      guard listing.isComplete else {
        return .undetermined("the load balancer \(name) is not in the snapshot", needs: [listing.need])
      }
      if let need = UncollectedAccounts.need(
        .loadBalancers, region: OriginRecordCheck.region(of: name).region, network.snapshot)
      {
        return .undetermined(
          "the load balancer \(name) may be another account's, which was not collected", needs: [need])
      }
      var values = path.bindings
      values["distribution"] = route.distribution
      values["origin"] = route.originID
      values["origin-domain"] = name
      values["state"] = "gone"
      values["alias-dns"] = path.loadBalancer?["DNSName"]?.string
      return .confirmed(
        "the origin \(name) is a load balancer that does not exist any more",
        [Citation(place, "the origin is this load balancer")]
          + listing.citations("no load balancer has this name"),
        bindings: [values])
    }
    return nil
  }

  private static func impaired(
    _ balancer: LoadBalancer, _ state: String, _ cited: Citation, _ path: RequestPath, _ network: Network
  ) -> Finding {
    guard state == "active_impaired" else { return .ruledOut("\(balancer.name) is \(state)", [cited]) }
    var small: [Citation] = []
    var missing = false
    for id in balancer.subnets {
      guard let subnet = network.subnet(id) else {
        missing = true
        continue
      }
      if let free = subnet.json["AvailableIpAddressCount"], let count = free.int, count < 8 {
        small.append(Citation(free, "\(id) has \(count) free addresses; a load balancer needs 8"))
      } else if let place = subnet.json["CidrBlock"], let block = place.string.flatMap({ CIDR($0) }),
        block.length > 27
      {
        small.append(Citation(place, "\(id) is smaller than a /27"))
      }
    }
    if !small.isEmpty {
      var values = path.bindings
      values["subnets"] = small.map(\.says.english).joined(separator: "; ")
      return .confirmed("\(balancer.name) cannot grow: \(small[0].says)", [cited] + small, bindings: [values])
    }
    if missing {
      return .undetermined(
        "\(balancer.name) is impaired; its subnets are not in the snapshot",
        needs: [network.need(.subnets, Scope(balancer.json))], evidence: [cited])
    }
    return .undetermined(
      "\(balancer.name) is impaired although its subnets have free addresses", needs: [], evidence: [cited])
  }
}
