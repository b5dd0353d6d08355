import Evidence
import Packets
import Foundation

/// One origin of a CloudFront distribution, and the load balancer that it leads to.
package struct EdgeRoute: Sendable {
  /// How an origin was found to lead to its load balancer.
  package enum Link: Sendable {
    /// The origin's domain name is the load balancer's own.
    case domainName
    /// A Route 53 alias record of the origin's name points to it.
    case alias(JSON)
    /// The VPC origin names its ARN; the item of the VPC origin.
    case vpcOrigin(JSON)
    /// A plain record of the origin's name, whose values are addresses.
    case addresses(JSON)
    /// The snapshot's one load balancer behind the one distribution; no record was collected that says so.
    case onlyOne
    /// Nothing in the snapshot says where the origin leads.
    case none
  }

  /// The distribution's id; nil where neither content nor file name tells it.
  package let distribution: String?
  /// The `DistributionConfig` object.
  package let config: JSON
  /// The item of `Origins`.
  package let origin: JSON
  package let loadBalancerARN: String?
  package let link: Link
  /// Cache behaviours that use the origin (directly or as a member of an origin group), the default one last.
  package let behaviors: [JSON]

  package var originID: String? { origin["Id"]?.string }
  package var domainName: String? { origin["DomainName"]?.string }
  package var isVPCOrigin: Bool { origin["VpcOriginConfig"] != nil }

  /// Whether `distribution=` and `url=` of the subject mean this route.
  package func matches(_ subject: Subject) -> Bool {
    if let wanted = subject["distribution"], wanted != distribution { return false }
    guard let url = subject["url"], let parts = URLComponents(string: url),
      let host = parts.host?.lowercased()
    else {
      return true
    }
    let names = (config["Aliases"]?["Items"]?.strings ?? []) + [ownDomain].compactMap { $0 }
    guard names.contains(where: { Wildcard.matches($0.lowercased(), host) }) else { return false }
    let path = parts.path.isEmpty ? "/" : parts.path
    return EdgeRoutes.behavior(of: config, path: path)?["TargetOriginId"]?.string.map { target in
      target == originID || EdgeRoutes.members(ofGroup: target, in: config).contains(originID ?? "")
    } ?? false
  }

  /// `d….cloudfront.net`, where the document tells it.
  package var ownDomain: String? { config.document.root["Distribution"]?["DomainName"]?.string }
}

/// Every origin of every distribution in the snapshot.
package struct EdgeRoutes: Sendable {
  package let routes: [EdgeRoute]
  /// The distributions' documents, to name what is missing.
  package let listing: Listing

  /// Load balancers to which no distribution is known to lead, and whose origin a lost one may have been.
  ///
  /// A custom origin is asked over the internet, so a lost one was never an internal load balancer (CloudFront guide,
  /// "Restrict access with VPC origins").
  ///
  /// None where a page of the listing is missing: the lost one's may stand on it.
  func unclaimed(_ balancers: Listing) -> [String] {
    if !balancers.documents.isEmpty, balancers.documents.allSatisfy(\.namesNextPage) { return [] }
    let claimed = Set(routes.compactMap(\.loadBalancerARN))
    let hasVPCOrigins = routes.contains(where: \.isVPCOrigin)
    return balancers.items.filter { hasVPCOrigins || $0["Scheme"]?.string != "internal" }
      .compactMap { $0["LoadBalancerArn"]?.string }.filter { !claimed.contains($0) }
  }

  /// The cache behaviour that serves a path (CloudFront guide, "Cache behavior settings": first match wins).
  static func behavior(of config: JSON, path: String) -> JSON? {
    for behavior in config["CacheBehaviors"]?["Items"]?.elements ?? [] {
      guard let pattern = behavior["PathPattern"]?.string else { continue }
      let full = pattern.hasPrefix("/") || pattern.hasPrefix("*") ? pattern : "/" + pattern
      if Wildcard.matches(full, path) { return behavior }
    }
    return config["DefaultCacheBehavior"]
  }

  /// The origin ids of an origin group, the primary first.
  static func members(ofGroup id: String, in config: JSON) -> [String] {
    let group = (config["OriginGroups"]?["Items"]?.elements ?? []).first { $0["Id"]?.string == id }
    return (group?["Members"]?["Items"]?.elements ?? []).compactMap { $0["OriginId"]?.string }
  }
}

extension EdgeRoutes: AnalysisModel {
  package static func make(_: WholeSnapshot, in analysis: Analysis) -> EdgeRoutes {
    EdgeRoutesBuilder(analysis).build()
  }
}

extension Analysis {
  /// Where the distributions' origins lead.
  package var edgeRoutes: EdgeRoutes { value(of: EdgeRoutes.self) }
}

private struct EdgeRoutesBuilder {
  let analysis: Analysis
  let balancers: [JSON]
  private let names: BalancerNames
  private var snapshot: Snapshot { analysis.snapshot }

  init(_ analysis: Analysis) {
    self.analysis = analysis
    names = BalancerNames(analysis.snapshot)
    balancers = analysis.snapshot.listing(.loadBalancers).items
  }

  func build() -> EdgeRoutes {
    let configs = snapshot.listing(.distributionConfig)
    let wholes = snapshot.listing(.distribution)
    var routes: [EdgeRoute] = []
    var seen: Set<String> = []
    for (id, config) in distributions(configs.items, wholes.items) {
      if let id, !seen.insert(id).inserted { continue }
      for origin in config["Origins"]?["Items"]?.elements ?? [] {
        let found = link(origin, config: config)
        routes.append(
          EdgeRoute(
            distribution: id, config: config, origin: origin, loadBalancerARN: found.arn, link: found.link,
            behaviors: behaviors(of: origin["Id"]?.string, in: config)))
      }
    }
    return EdgeRoutes(
      routes: assumeOnlyOne(routes),
      listing: configs.documents.isEmpty && !wholes.documents.isEmpty ? wholes : configs)
  }

  private func distributions(_ configs: [JSON], _ wholes: [JSON]) -> [(String?, JSON)] {
    let whole: [(String?, JSON)] = wholes.compactMap { root in
      root["Distribution"]?["DistributionConfig"].map { (root["Distribution"]?["Id"]?.string, $0) }
    }
    let bare: [(String?, JSON)] = configs.compactMap { root in
      guard let config = root["DistributionConfig"] else { return nil }
      // `get-distribution-config` does not say whose it is: the file's name, or a reader's merge, has to.
      let id =
        root["Id"]?.string ?? root["DistributionId"]?.string ?? fileSubject(root) ?? config["Id"]?.string
      return (id, config)
    }
    return whole + bare
  }

  private func fileSubject(_ root: JSON) -> String? {
    DocumentRecognition.name(of: root.document.file)?.subject
  }

  private func behaviors(of origin: String?, in config: JSON) -> [JSON] {
    let all =
      (config["CacheBehaviors"]?["Items"]?.elements ?? [])
      + [config["DefaultCacheBehavior"]].compactMap { $0 }
    return all.filter { behavior in
      guard let target = behavior["TargetOriginId"]?.string, let origin else { return false }
      return target == origin || EdgeRoutes.members(ofGroup: target, in: config).contains(origin)
    }
  }

  private func link(_ origin: JSON, config: JSON) -> (arn: String?, link: EdgeRoute.Link) {
    if let id = origin["VpcOriginConfig"]?["VpcOriginId"]?.string {
      guard let item = vpcOrigin(id) else { return (nil, .none) }
      let arn = item["VpcOriginEndpointConfig"]?["Arn"]?.string ?? item["OriginEndpointArn"]?.string
      return (arn, .vpcOrigin(item))
    }
    guard let name = origin["DomainName"]?.string else { return (nil, .none) }
    if let arn = balancer(named: name) { return (arn, .domainName) }
    for record in records(name) {
      if let target = record["AliasTarget"]?["DNSName"]?.string {
        return (balancer(named: target), .alias(record))
      }
      if record["Type"]?.string == "CNAME", let target = record["ResourceRecords"]?[0]?["Value"]?.string {
        return (balancer(named: target), .alias(record))
      }
      if let values = record["ResourceRecords"] { return (holder(of: values), .addresses(record)) }
    }
    return (nil, .none)
  }

  /// The load balancer whose nodes hold an address of the record.
  private func holder(of values: JSON) -> String? {
    let network = analysis.network
    for value in values.elements {
      guard let address = value["Value"]?.string.flatMap({ IPAddress($0) }) else { continue }
      for interface in network.interfaces(at: address) {
        if let path = interface.loadBalancerPath, let balancer = network.loadBalancer(named: path) {
          return balancer.arn
        }
      }
    }
    return nil
  }

  private func vpcOrigin(_ id: String) -> JSON? {
    let single = snapshot.listing(.vpcOrigin).items.compactMap { $0["VpcOrigin"] }
    let listed = snapshot.listing(.vpcOriginList).items.flatMap {
      $0["VpcOriginList"]?["Items"]?.elements ?? []
    }
    return (single + listed).first { $0["Id"]?.string == id }
  }

  private func records(_ name: String) -> [JSON] {
    snapshot.listing(.resourceRecordSets).items.filter { record in
      ["A", "AAAA", "CNAME"].contains(record["Type"]?.string ?? "")
        && BalancerNames.plain(record["Name"]?.string) == BalancerNames.plain(name)
    }.sorted { ($0["Type"]?.string ?? "") < ($1["Type"]?.string ?? "") }
  }

  private func balancer(named name: String) -> String? {
    names.balancer(named: name)?["LoadBalancerArn"]?.string
  }

  /// With one load balancer, and one custom origin that nothing else explains, the two belong together.
  private func assumeOnlyOne(_ routes: [EdgeRoute]) -> [EdgeRoute] {
    guard balancers.count == 1, let arn = balancers[0]["LoadBalancerArn"]?.string,
      !routes.contains(where: { $0.loadBalancerARN != nil })
    else { return routes }
    let open = routes.indices.filter { index in
      guard case .none = routes[index].link, routes[index].origin["CustomOriginConfig"] != nil else {
        return false
      }
      let name = BalancerNames.plain(routes[index].domainName)
      return !name.hasSuffix(".amazonaws.com")
    }
    guard open.count == 1, let index = open.first else { return routes }
    var changed = routes
    let route = routes[index]
    changed[index] = EdgeRoute(
      distribution: route.distribution, config: route.config, origin: route.origin, loadBalancerARN: arn,
      link: .onlyOne, behaviors: route.behaviors)
    return changed
  }
}
