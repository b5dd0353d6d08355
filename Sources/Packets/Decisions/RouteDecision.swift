import Sentences
import Evidence

/// Where packets are to go, for the route lookup.
package enum RouteDestination: Sendable {
  case address(IPAddress)
  /// One unknown address of the block.
  case block(CIDR)
  case internet(AddressFamily)
  /// A service behind a prefix list (S3 over a gateway endpoint).
  case prefixList(String, AddressFamily)

  var family: AddressFamily {
    switch self {
    case .address(let address): address.family
    case .block(let block): block.family
    case .internet(let family), .prefixList(_, let family): family
    }
  }

  /// The destination in words.
  package var words: Sentence {
    switch self {
    case .address(let address): "\(address)"
    case .block(let block): "\(block)"
    case .internet(let family): family == .v4 ? "the internet" : "the internet over IPv6"
    case .prefixList(let id, _): "\(id)"
    }
  }
}

extension Network {
  /// The route that a subnet's table has for a destination: the longest prefix wins.
  ///
  /// `allowed` says that a usable route exists (``Decision/route``), not that its target forwards. See "Route
  /// priority" in the VPC guide.
  package func route(fromSubnet subnet: String, to destination: RouteDestination) -> Decision {
    switch routeTable(forSubnet: subnet) {
    case .found(let table): route(in: table, to: destination)
    case .absent(let proof): .undetermined("no route table is listed for \(subnet)", needs: [], proof)
    case .unknown(let needs):
      .undetermined("the route table of \(subnet) is not in the snapshot", needs: needs)
    }
  }

  /// The route that a table has for a destination.
  package func route(in table: RouteTable, to destination: RouteDestination) -> Decision {
    RouteWalk(network: self, table: table, destination: destination).decide()
  }
}

/// One lookup in a route table.
private struct RouteWalk {
  let network: Network
  let table: RouteTable
  let destination: RouteDestination

  private struct Candidate {
    let route: Route
    let blocks: [CIDR]
  }

  func decide() -> Decision {
    let scope = Scope(table.json)
    if case .prefixList(let id, _) = destination,
      let route = table.routes.first(where: { $0.destination == .prefixList(id) })
    {
      return taken(route)
    }
    var wanted: AddressSet
    switch destination {
    case .address(let address): wanted = AddressSet(address.family, [CIDR(address)])
    case .block(let block): wanted = AddressSet(block.family, [block])
    case .internet(let family): wanted = .publicInternet(family)
    case .prefixList(let id, let family):
      if case .found(let blocks) = network.prefixEntries(id, scope) {
        wanted = AddressSet(family, blocks)
      } else {
        wanted = .publicInternet(family)
      }
    }
    let whole = wanted.size
    var shares: [(route: Route, size: Double)] = []
    var open: [(Route, [Need])] = []
    for step in ordered(scope) {
      switch step {
      case .known(let length, let candidate):
        let blocks = candidate.blocks.filter { $0.length == length }
        let hit = wanted.intersection(AddressSet(destination.family, blocks))
        if hit.isEmpty { continue }
        shares.append((candidate.route, hit.size))
        wanted = wanted.subtracting(hit)
      case .unlisted(let route, let needs): open.append((route, needs))
      }
    }
    if let (route, needs) = open.first(where: { matters($0.0) }) {
      return .undetermined(
        "\(table.id) has a route for the prefix list \(route.destinationText), whose entries are not in the snapshot",
        needs: needs, [Citation(route.place, NetworkWords.route(route, in: table.id))])
    }
    if let best = shares.max(by: { $0.size < $1.size }) {
      let isClear = best.size >= whole * (isWide ? 0.5 : 1) || Set(shares.map(\.route.target)).count == 1
      if wanted.size > best.size { return noRoute() }
      if isClear, wanted.isEmpty || isWide { return taken(best.route) }
      return .undetermined(
        "routes of \(table.id) part \(destination.words) among several targets", needs: [],
        shares.prefix(4).map { Citation($0.route.place, NetworkWords.route($0.route, in: table.id)) })
    }
    return noRoute()
  }

  /// Whether the destination stands for addresses of which most decide.
  private var isWide: Bool {
    switch destination {
    case .internet, .prefixList: true
    case .address, .block: false
    }
  }

  private enum Step {
    case known(Int, Candidate)
    case unlisted(Route, [Need])
  }

  /// The routes from the longest prefix down; a prefix list counts by the length of each of its entries.
  private func ordered(_ scope: Scope) -> [Step] {
    var steps: [(Int, Step)] = []
    var unlisted: [Step] = []
    for route in table.routes {
      switch route.destination {
      case .block(let block):
        steps.append((block.length, .known(block.length, Candidate(route: route, blocks: [block]))))
      case .prefixList(let id):
        switch network.prefixEntries(id, scope) {
        case .found(let blocks):
          for length in Set(blocks.map(\.length)) {
            steps.append((length, .known(length, Candidate(route: route, blocks: blocks))))
          }
        case .absent: break
        case .unknown(let needs): unlisted.append(.unlisted(route, needs))
        }
      case .unknown: unlisted.append(.unlisted(route, []))
      }
    }
    let sorted = steps.enumerated().sorted { first, second in
      if first.element.0 != second.element.0 { return first.element.0 > second.element.0 }
      return rank(first.element.1) == rank(second.element.1)
        ? first.offset < second.offset : rank(first.element.1) < rank(second.element.1)
    }
    return sorted.map(\.element.1) + unlisted
  }

  /// Of equal prefixes: the local route, then static ones, then prefix lists, then propagated ones.
  private func rank(_ step: Step) -> Int {
    guard case .known(_, let candidate) = step else { return 9 }
    if candidate.route.target == .local { return 0 }
    if candidate.route.json["Origin"]?.string == "EnableVgwRoutePropagation" { return 3 }
    if case .prefixList = candidate.route.destination { return 2 }
    return 1
  }

  /// Whether a route whose blocks are not known could hold the destination.
  private func matters(_ route: Route) -> Bool {
    guard case .prefixList(let id) = route.destination else { return true }
    let name = network.prefixList(id)?.name ?? ""
    let isAWS = name.hasPrefix("com.amazonaws.") && !name.contains("lattice")
    switch destination {
    case .internet: return false
    case .prefixList: return !isAWS
    case .address(let address): return !(isAWS || isEndpoint(route)) || !address.isPrivate
    case .block(let block):
      return !(isAWS || isEndpoint(route))
        || !AddressSet(block.family, [block]).intersection(.publicInternet(block.family)).isEmpty
    }
  }

  /// Only gateway endpoints put `pl-… -> vpce-…` into a table, and their services have public addresses.
  private func isEndpoint(_ route: Route) -> Bool {
    if case .endpoint(let id) = route.target { return network.endpoint(id)?.type != "gatewayloadbalancer" }
    return false
  }

  private func taken(_ route: Route) -> Decision {
    let words = NetworkWords.route(route, in: table.id)
    if route.isBlackhole {
      let place = route.json["State"] ?? route.place
      var decision = Decision.denied(
        .blackhole(route), "\(words): the target is gone or not usable",
        [Citation(route.place, words), Citation(place, "the route of \(table.id) is a blackhole")])
      decision.route = route
      return decision
    }
    var decision = Decision.allowed(words, [Citation(route.place, words)])
    decision.route = route
    return decision
  }

  private func noRoute() -> Decision {
    if isInsideVPC { return .allowed("every route table routes its own VPC locally", []) }
    let says: Sentence = "\(table.id) has no route to \(destination.words)"
    return .denied(.noRoute(table: table.id), says, [Citation(table.json["Routes"] ?? table.json, says)])
  }

  /// The local route cannot be removed; a listing that leaves it out is still understood.
  private var isInsideVPC: Bool {
    guard let vpc = table.vpc else { return false }
    let blocks = network.vpc(vpc)?.blocks ?? []
    switch destination {
    case .address(let address): return blocks.contains { $0.covers(address) }
    case .block(let block): return blocks.contains { $0.covers(block) }
    case .internet, .prefixList: return false
    }
  }
}
