import Sentences
import Evidence
import Packets
import Services

/// Asks whether the origin's name leads to addresses that a load balancer still holds.
///
/// A record that copies addresses, or an alias to a load balancer that was replaced, goes on answering with addresses
/// that nobody holds (Route 53 guide, "Choosing between alias and non-alias records"). A name that does not resolve at
/// all is a 502.
struct OriginRecordCheck: Check {
  static let name = "origin-record"
  static let summary: Sentence = "Does the origin's DNS record lead to a load balancer that is there?"
  static let binds =
    RequestPath.binds
    + [
      "alias-dns", "alias-zone", "led-to", "origin-domain", "record", "zone-id",
    ]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .distributionConfig, .resourceRecordSets,
    .loadBalancers,
    .networkInterfaces,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    let routes = path.edges.filter { !$0.isVPCOrigin && $0.origin["S3OriginConfig"] == nil }
    guard !routes.isEmpty else {
      if case .ready(let world) = EdgeWorld.of(context) { return world.withoutOrigins }
      return .notApplicable("no CloudFront origin with a public name leads to the subject")
    }
    let network = context.analysis.network
    var merge = FindingMerge()
    for route in routes { merge.add(judge(route, path, network)) }
    return merge.result(
      otherwise: .notApplicable("the origin is named by its load balancer, not by a record"))
  }

  private static func judge(_ route: EdgeRoute, _ path: RequestPath, _ network: Network) -> Finding {
    var values = path.bindings
    values["distribution"] = route.distribution
    values["origin"] = route.originID
    values["origin-domain"] = route.domainName
    let balancer = path.loadBalancer.flatMap { LoadBalancer($0) }
    values["alias-dns"] = balancer?.dnsName
    values["alias-zone"] = balancer?.json["CanonicalHostedZoneId"]?.string
    switch route.link {
    case .domainName:
      let cited =
        route.origin["DomainName"].map { [Citation($0, "the origin is the load balancer's own name")] } ?? []
      return .ruledOut("the origin is the load balancer's own name, without a record between", cited)
    case .vpcOrigin: return .notApplicable("a VPC origin uses no name")
    case .alias(let record): return alias(record, route, values, network)
    case .addresses(let record): return addresses(record, values, network)
    case .onlyOne, .none:
      if let name = route.domainName, name.hasSuffix(".amazonaws.com") {
        return .notApplicable("the origin is named by its load balancer, not by a record")
      }
      return .undetermined(
        "the record of \(route.domainName, or: "the origin") is not in the snapshot",
        needs: [
          network.need(.resourceRecordSets, path.loadBalancer.map { Scope($0) } ?? Scope())
        ])
    }
  }

  private static func alias(
    _ record: JSON, _ route: EdgeRoute, _ values: [String: String], _ network: Network
  ) -> Finding {
    guard let place = record["AliasTarget"]?["DNSName"] ?? record["ResourceRecords"]?[0]?["Value"] else {
      return .undetermined("the record of the origin cannot be read", needs: [])
    }
    var values = values.merging(zone(record)) { $1 }
    values["led-to"] = place.string
    if route.loadBalancerARN != nil {
      return .ruledOut(
        "the origin's record leads to the load balancer", [Citation(place, "the record leads here")])
    }
    let target = (place.string ?? "").lowercased()
    guard target.contains(".elb.") else {
      return .undetermined(
        "the origin's record leads to \(target), which is no load balancer of the snapshot", needs: [],
        evidence: [Citation(place, "the record leads here")])
    }
    let listing = network.listing(.loadBalancers, region(of: target))
    guard listing.isComplete else {
      return .undetermined("the load balancer \(target) is not in the snapshot", needs: [listing.need])
    }
    if let need = UncollectedAccounts.need(
      .loadBalancers, region: region(of: target).region, network.snapshot)
    {
      return .undetermined(
        "the load balancer \(target) may be another account's, which was not collected", needs: [need])
    }
    return .confirmed(
      "the origin's record still leads to \(target), a load balancer that does not exist any more",
      [Citation(place, "the record leads here")] + listing.citations("no load balancer has this name"),
      bindings: [values])
  }

  /// `NAME.REGION.elb.amazonaws.com`; network load balancers write `NAME.elb.REGION.amazonaws.com`.
  static func region(of name: String) -> Scope {
    let parts = name.split(separator: ".").map(String.init)
    guard let elb = parts.firstIndex(of: "elb") else { return Scope() }
    if elb + 1 < parts.count, parts[elb + 1] != "amazonaws" { return Scope(region: parts[elb + 1]) }
    return elb > 0 ? Scope(region: parts[elb - 1]) : Scope()
  }

  private static func addresses(_ record: JSON, _ values: [String: String], _ network: Network) -> Finding {
    let places = (record["ResourceRecords"]?.elements ?? []).compactMap { $0["Value"] }
    var dead: [JSON] = []
    var live: [JSON] = []
    for place in places {
      guard let address = place.string.flatMap({ IPAddress($0) }) else { continue }
      if network.interfaces(at: address).isEmpty { dead.append(place) } else { live.append(place) }
    }
    if dead.isEmpty {
      return .ruledOut(
        "interfaces hold every address of the record", live.map { Citation($0, "an interface holds it") })
    }
    let listing = network.snapshot.listing(.networkInterfaces)
    guard listing.isComplete else {
      return .undetermined("who holds the record's addresses is not in the snapshot", needs: [listing.need])
    }
    var values = values.merging(zone(record)) { $1 }
    let listed = dead.compactMap(\.string).joined(separator: ", ")
    values["led-to"] = listed
    return .confirmed(
      "the origin's record lists \(listed), which no load balancer's node holds",
      dead.prefix(4).map { Citation($0, "no interface of the account holds this address") }
        + listing.citations("no interface has this public address"), bindings: [values])
  }

  /// Name and zone of a record; the zone is the subject of its document.
  private static func zone(_ record: JSON) -> [String: String] {
    var values: [String: String] = [:]
    values["record"] = record["Name"]?.string
    values["zone-id"] =
      record.document.root["HostedZoneId"]?.string
      ?? DocumentRecognition.name(of: record.document.file)?.subject
    return values
  }
}
