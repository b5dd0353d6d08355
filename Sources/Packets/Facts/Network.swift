import Sentences
import Evidence

/// The network that a snapshot shows, indexed by id and address.
///
/// Built once per snapshot. Ids are unique over accounts and regions, so one index holds them all; completeness
/// is asked per account and region.
package final class Network: Sendable {
  package let snapshot: Snapshot
  let groups: [String: SecurityGroup]
  /// Rules of `describe-security-group-rules` by group.
  let listedRules: [String: [SecurityGroupRule]]
  package let interfaces: [NetworkInterface]
  private let interfaceByID: [String: Int]
  private let interfacesByGroup: [String: [Int]]
  private let interfacesByAddress: [IPAddress: [Int]]
  private let interfacesByPrefix: [CIDR: [Int]]
  /// Lengths of delegated prefixes, the longest first.
  private let prefixLengths: [Int]
  private let interfacesByInstance: [String: [Int]]
  private let interfacesByBalancer: [String: [Int]]
  private let subnetByID: [String: Subnet]
  private let vpcByID: [String: VPC]
  package let routeTables: [RouteTable]
  let tableBySubnet: [String: Int]
  let mainTableByVPC: [String: Int]
  let tableByGateway: [String: Int]
  package let networkACLs: [NetworkACL]
  let aclBySubnet: [String: Int]
  package let natGateways: [String: NATGateway]
  package let endpoints: [VPCEndpoint]
  private let endpointByID: [String: Int]
  package let loadBalancers: [LoadBalancer]
  let prefixLists: [String: PrefixList]

  init(_ snapshot: Snapshot) {
    self.snapshot = snapshot
    func read<Fact>(_ kind: DocumentKind, _ make: (JSON) -> Fact?) -> [Fact] {
      snapshot.listing(kind).items.compactMap(make)
    }
    func index<Fact, Key: Hashable>(_ facts: [Fact], _ key: (Fact) -> Key) -> [Key: Int] {
      Dictionary(facts.enumerated().map { (key($1), $0) }, uniquingKeysWith: { first, _ in first })
    }
    func indexAll<Fact, Key: Hashable>(_ facts: [Fact], _ keys: (Fact) -> [Key]) -> [Key: [Int]] {
      var found: [Key: [Int]] = [:]
      for (position, fact) in facts.enumerated() {
        for key in keys(fact) { found[key, default: []].append(position) }
      }
      return found
    }
    func byID<Fact>(_ facts: [Fact], _ key: (Fact) -> String) -> [String: Fact] {
      Dictionary(facts.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
    }
    groups = byID(read(.securityGroups) { SecurityGroup($0) }, \.id)
    listedRules = Dictionary(
      grouping: read(.securityGroupRules) { SecurityGroupRule(rule: $0) }, by: \.group)
    var seen: Set<String> = []
    let attached = snapshot.listing(.instances).items.flatMap { reservation in
      (reservation["Instances"]?.elements ?? []).flatMap { instance in
        (instance["NetworkInterfaces"]?.elements ?? []).compactMap {
          NetworkInterface($0, instance: instance["InstanceId"]?.string)
        }
      }
    }
    interfaces = (read(.networkInterfaces) { NetworkInterface($0) } + attached)
      .filter { seen.insert($0.id).inserted }
    interfaceByID = index(interfaces, \.id)
    interfacesByGroup = indexAll(interfaces, \.groups)
    interfacesByAddress = indexAll(interfaces) { ($0.addresses + $0.publicAddresses).unique }
    interfacesByPrefix = indexAll(interfaces, \.prefixes)
    prefixLengths = Set(interfacesByPrefix.keys.map(\.length)).sorted(by: >)
    interfacesByInstance = indexAll(interfaces) { [$0.instance].compactMap { $0 } }
    interfacesByBalancer = indexAll(interfaces) { [$0.loadBalancerPath].compactMap { $0 } }
    subnetByID = byID(read(.subnets) { Subnet($0) }, \.id)
    vpcByID = byID(read(.vpcs) { VPC($0) }, \.id)
    routeTables = read(.routeTables) { RouteTable($0) }
    var bySubnet: [String: Int] = [:]
    var byGateway: [String: Int] = [:]
    var main: [String: Int] = [:]
    for (position, table) in routeTables.enumerated() {
      for subnet in table.subnets { bySubnet[subnet] = position }
      for gateway in table.gateways { byGateway[gateway] = position }
      if table.isMain, let vpc = table.vpc { main[vpc] = position }
    }
    tableBySubnet = bySubnet
    tableByGateway = byGateway
    mainTableByVPC = main
    networkACLs = read(.networkACLs) { NetworkACL($0) }
    aclBySubnet = indexAll(networkACLs, \.subnets).compactMapValues(\.first)
    natGateways = byID(read(.natGateways) { NATGateway($0) }, \.id)
    endpoints = read(.vpcEndpoints) { VPCEndpoint($0) }
    endpointByID = index(endpoints, \.id)
    loadBalancers = read(.loadBalancers) { LoadBalancer($0) }
    prefixLists = byID(
      read(.managedPrefixLists) { PrefixList($0) }
        + read(.servicePrefixLists) { PrefixList($0) }, \.id)
  }

  // MARK: Facts by id

  package func group(_ id: String) -> SecurityGroup? { groups[id] }
  package func interface(_ id: String) -> NetworkInterface? { interfaceByID[id].map { interfaces[$0] } }
  package func subnet(_ id: String) -> Subnet? { subnetByID[id] }
  package func vpc(_ id: String) -> VPC? { vpcByID[id] }
  package func natGateway(_ id: String) -> NATGateway? { natGateways[id] }
  package func endpoint(_ id: String) -> VPCEndpoint? { endpointByID[id].map { endpoints[$0] } }
  package func prefixList(_ id: String) -> PrefixList? { prefixLists[id] }
  package var subnets: [Subnet] { subnetByID.values.sorted { $0.id < $1.id } }
  package var vpcs: [VPC] { vpcByID.values.sorted { $0.id < $1.id } }

  /// The load balancer with this name, ARN, or `app/NAME/ID`.
  package func loadBalancer(named name: String) -> LoadBalancer? {
    loadBalancers.first { $0.name == name || $0.arn == name || $0.path == name }
  }

  // MARK: Interfaces by what they carry

  /// Interfaces that carry a security group.
  package func interfaces(withGroup id: String) -> [NetworkInterface] {
    (interfacesByGroup[id] ?? []).map { interfaces[$0] }
  }

  /// Interfaces that hold a private or public address, in `vpc` where it is given.
  ///
  /// An address of its own comes before a delegated prefix: a branch interface takes its address out of the
  /// subnet, never out of its trunk's prefix.
  package func interfaces(at address: IPAddress, vpc: String? = nil) -> [NetworkInterface] {
    func inside(_ positions: [Int]) -> [NetworkInterface] {
      positions.map { interfaces[$0] }.filter { vpc == nil || $0.vpc == vpc }
    }
    let own = inside(interfacesByAddress[address] ?? [])
    if !own.isEmpty { return own }
    for length in prefixLengths where length <= CIDR.width(address.family) {
      let block = CIDR(family: address.family, base: address.bits, length: length)
      let delegated = inside(interfacesByPrefix[block] ?? [])
      if !delegated.isEmpty { return delegated }
    }
    return []
  }

  /// Interfaces attached to an instance.
  package func interfaces(ofInstance id: String) -> [NetworkInterface] {
    (interfacesByInstance[id] ?? []).map { interfaces[$0] }
  }

  /// The interfaces of a load balancer's nodes, by their description `ELB app/NAME/ID`.
  package func interfaces(of balancer: LoadBalancer) -> [NetworkInterface] {
    guard let path = balancer.path else { return [] }
    return (interfacesByBalancer[path] ?? []).map { interfaces[$0] }
  }

  // MARK: Completeness

  /// What to collect to know more of a kind.
  package func need(_ kind: DocumentKind, _ scope: Scope = Scope(), subject: String? = nil) -> Need {
    snapshot.need(kind, subject: subject, account: scope.account, region: scope.region)
  }

  /// The listing of a kind in one account and region.
  package func listing(_ kind: DocumentKind, _ scope: Scope) -> Listing {
    snapshot.listing(kind, account: scope.account, region: scope.region)
  }

  /// Absent where a complete listing of the scope does not hold the thing, else unknown.
  func absence<Fact>(_ kind: DocumentKind, _ scope: Scope, _ says: Sentence) -> Lookup<Fact> {
    let listing = listing(kind, scope)
    return listing.isComplete ? .absent(listing.citations(says)) : .unknown([listing.need])
  }
}

extension Network: AnalysisModel {
  package static func make(_: WholeSnapshot, in analysis: Analysis) -> Network { Network(analysis.snapshot) }
}

extension Analysis {
  /// The network that the snapshot shows.
  package var network: Network { value(of: Network.self) }
}
