import Evidence

/// The way of a request through the subject: distribution, origin, load balancer, listeners, target groups.
///
/// Resolved once from the subject's values; what could not be resolved is named in `needs`, never guessed.
package struct RequestPath: Sendable {
  /// The load balancer's item; nil where the subject leads to none that the listing holds.
  package let loadBalancer: JSON?
  /// The distributions whose origin is this load balancer (or the one the subject names).
  package let edges: [EdgeRoute]
  package let targetGroups: [TargetGroupView]
  package let listeners: Listing
  package let rules: [JSON]
  /// Documents without which a part of the way is not known.
  package let needs: [Need]
  /// Documents that would tell whether a distribution whose origin's name nothing explains leads here.
  package let edgeNeeds: [Need]

  /// Whether what else the subject names provably leads to other load balancers than the one it names.
  package let isContradicted: Bool

  package var name: String? { loadBalancer?["LoadBalancerName"]?.string }
  package var arn: String? { loadBalancer?["LoadBalancerArn"]?.string }
  package var region: String? { arn.flatMap(ARN.init)?.region ?? loadBalancer?.document.region }
  package var account: String? { arn.flatMap(ARN.init)?.account }
  /// The security groups that the load balancer carries.
  package var groups: [String] { loadBalancer?["SecurityGroups"]?.strings ?? [] }
  package var subnets: [String] {
    loadBalancer?["AvailabilityZones"]?.elements.compactMap { $0["SubnetId"]?.string } ?? []
  }

  /// What the snapshot has of one kind in the load balancer's own account and region.
  ///
  /// Another region's listing says nothing about what is absent in this one, and its addresses may be the same.
  package func listing(_ kind: DocumentKind, _ snapshot: Snapshot) -> Listing {
    snapshot.listing(kind, account: account, region: region)
  }

  /// The names among ``bindings``.
  package static let binds = [
    "load-balancer", "load-balancer-arn", "region", "account", "alb-security-groups", "alb-security-group",
    "alb-subnets", "vpc", "distribution", "origin",
  ]

  /// Values that every text and fix about this path may use.
  package var bindings: [String: String] {
    var values: [String: String] = [:]
    values["load-balancer"] = name
    values["load-balancer-arn"] = arn
    values["region"] = region
    values["account"] = account
    values["alb-security-groups"] = groups.isEmpty ? nil : groups.joined(separator: " ")
    values["alb-security-group"] = groups.first
    values["alb-subnets"] = subnets.isEmpty ? nil : subnets.joined(separator: " ")
    values["vpc"] = loadBalancer?["VpcId"]?.string
    if let edge = edges.first {
      values["distribution"] = edge.distribution
      values["origin"] = edge.originID
    }
    return values
  }
}

extension RequestPath: AnalysisModel {
  package static func make(_ subject: Subject, in analysis: Analysis) -> RequestPath {
    RequestPathBuilder(analysis, subject).build()
  }
}

extension Analysis {
  /// The way of a request through a subject.
  package func requestPath(_ subject: Subject) -> RequestPath { value(of: RequestPath.self, subject) }
}

extension CheckContext {
  package var requestPath: RequestPath { analysis.requestPath(subject) }
}

/// Resolves a subject to its ``RequestPath``.
struct RequestPathBuilder {
  private let analysis: Analysis
  private let snapshot: Snapshot
  private let subject: Subject
  private let balancers: Listing
  private let groups: Listing
  private let edges: EdgeRoutes

  init(_ analysis: Analysis, _ subject: Subject) {
    self.analysis = analysis
    snapshot = analysis.snapshot
    self.subject = subject
    balancers = snapshot.listing(.loadBalancers)
    groups = snapshot.listing(.targetGroups)
    edges = analysis.edgeRoutes
  }

  func build() -> RequestPath {
    let balancer = resolveLoadBalancer()
    let arn = balancer?["LoadBalancerArn"]?.string
    let listeners = snapshot.listing(
      .listeners, subject: balancer?["LoadBalancerName"]?.string,
      aliases: [arn].compactMap { $0 }, account: arn.flatMap(ARN.init)?.account,
      region: arn.flatMap(ARN.init)?.region)
    let own = listeners.items.filter { $0["LoadBalancerArn"]?.string == arn }
    let rules = arn.map { self.rules(of: $0) } ?? []
    let groups = snapshot.listing(
      .targetGroups, account: arn.flatMap(ARN.init)?.account,
      region: arn.flatMap(ARN.init)?.region)
    var needs: [Need] = []
    for listing in [balancers, groups] where listing.gap != nil { needs.append(listing.need) }
    if let gap = edges.listing.gap, !gap.isEmpty, edges.routes.isEmpty { needs.append(edges.listing.need) }
    return RequestPath(
      loadBalancer: balancer, edges: edges(of: balancer),
      targetGroups: arn.map { targetGroups(of: $0, listeners: own, rules: rules) } ?? [],
      listeners: Listing(
        kind: listeners.kind, items: own, state: listeners.state, documents: listeners.documents,
        need: listeners.need), rules: rules, needs: needs, edgeNeeds: edgeNeeds(of: balancer),
      isContradicted: arn.map { isContradicted($0) } ?? false)
  }

  private func isContradicted(_ arn: String) -> Bool {
    guard subject["load-balancer"] != nil else { return false }
    let named = subjectTargetGroups()
    if !named.isEmpty, !named.contains(where: { $0["LoadBalancerArns"]?.strings.contains(arn) ?? true }) {
      return true
    }
    guard subject["distribution"] != nil || subject["url"] != nil else { return false }
    let own = edges.routes.filter { $0.matches(subject) }
    return !own.isEmpty
      && own.allSatisfy { $0.loadBalancerARN.map { balancer($0) != nil && $0 != arn } ?? false }
  }

  /// Records of the origins' names, where an origin of an unknown name may lead to this load balancer.
  private func edgeNeeds(of balancer: JSON?) -> [Need] {
    guard edges(of: balancer).isEmpty else { return [] }
    let uncollected = UncollectedDistributions.need(analysis, subject, edges).map { [$0] } ?? []
    let unexplained = edges.routes.contains { route in
      guard case .none = route.link, route.origin["CustomOriginConfig"] != nil else { return false }
      return !(route.domainName ?? "").lowercased().hasSuffix(".amazonaws.com")
    }
    guard unexplained else { return uncollected }
    let zones = snapshot.listing(.hostedZones).items.compactMap {
      $0["Id"]?.string.flatMap(zoneID)
    }
    if zones.isEmpty { return uncollected + [snapshot.need(.resourceRecordSets)] }
    return uncollected + zones.map { snapshot.need(.resourceRecordSets, subject: $0) }
  }

  /// `Z1…` of `/hostedzone/Z1…`.
  private func zoneID(_ text: String) -> String? { text.split(separator: "/").last.map(String.init) }

  private func resolveLoadBalancer() -> JSON? {
    if let wanted = subject["load-balancer"] {
      return balancers.items.first { item in
        item["LoadBalancerName"]?.string == wanted || item["LoadBalancerArn"]?.string == wanted
          || item["DNSName"]?.string == wanted
      }
    }
    if let arn = subjectTargetGroups().lazy.compactMap({ $0["LoadBalancerArns"]?.strings.first }).first {
      return balancer(arn)
    }
    if subject["distribution"] != nil || subject["url"] != nil {
      return edges.routes.lazy.filter { $0.matches(subject) }.compactMap { balancer($0.loadBalancerARN) }
        .first ?? namedByURL()
    }
    return nil
  }

  /// The load balancer whose own DNS name the URL asks.
  private func namedByURL() -> JSON? {
    guard let url = subject["url"] else { return nil }
    let parts = url.split(separator: "/")
    let authority = url.contains("://") ? parts.dropFirst().first : parts.first
    guard let host = authority?.split(separator: ":").first?.lowercased() else { return nil }
    return balancers.items.first { $0["DNSName"]?.string?.lowercased() == host }
  }

  private func balancer(_ arn: String?) -> JSON? {
    guard let arn else { return nil }
    return balancers.items.first { $0["LoadBalancerArn"]?.string == arn }
  }

  /// The target groups that `target-group=` or `service=` names.
  private func subjectTargetGroups() -> [JSON] {
    if let wanted = subject["target-group"] {
      return groups.items.filter {
        $0["TargetGroupName"]?.string == wanted || $0["TargetGroupArn"]?.string == wanted
      }
    }
    guard subject["service"] != nil || subject["task"] != nil else { return [] }
    let arns = Set(
      services().flatMap { $0["loadBalancers"]?.elements ?? [] }.compactMap { $0["targetGroupArn"]?.string })
    return groups.items.filter { arns.contains($0["TargetGroupArn"]?.string ?? "") }
  }

  private func services() -> [JSON] {
    let all = snapshot.listing(.services).items
    var wanted = subject["service"]
    if wanted == nil, let task = subject["task"] {
      let found = snapshot.listing(.tasks).items.first {
        $0["taskArn"]?.string.map { $0 == task || ARN($0)?.name == task } ?? false
      }
      wanted = found?["group"]?.string.map { $0.hasPrefix("service:") ? String($0.dropFirst(8)) : $0 }
    }
    return all.filter { item in
      guard item["serviceName"]?.string == wanted || item["serviceArn"]?.string == wanted else {
        return false
      }
      guard let cluster = subject["cluster"] else { return true }
      return item["clusterArn"]?.string.map { $0 == cluster || ARN($0)?.name == cluster } ?? true
    }
  }

  private func edges(of balancer: JSON?) -> [EdgeRoute] {
    let named = edges.routes.filter {
      subject["distribution"] == nil && subject["url"] == nil || $0.matches(subject)
    }
    guard let arn = balancer?["LoadBalancerArn"]?.string else {
      return subject["distribution"] != nil || subject["url"] != nil ? named : []
    }
    let exact = named.filter { $0.loadBalancerARN == arn }
    if !exact.isEmpty { return exact }
    // A distribution that the operator named is the one that is meant, wherever its origin leads.
    if subject["distribution"] != nil || subject["url"] != nil { return named }
    if isOnlyUnclaimed(arn) { return named.filter { isLost($0) } }
    // A load balancer that was made anew keeps its name, while its ARN and its DNS name change.
    let name = balancer?["LoadBalancerName"]?.string
    return named.filter { isLost($0) && name != nil && formerName(of: $0) == name }
  }

  /// The name of the load balancer that a lost origin led to, as its ARN or DNS name holds it.
  private func formerName(of route: EdgeRoute) -> String? {
    if let arn = route.loadBalancerARN {
      return ARN(arn)?.resource.split(separator: "/").dropFirst(2).first.map(String.init)
    }
    var dns = route.domainName
    if case .alias(let record) = route.link { dns = record["AliasTarget"]?["DNSName"]?.string ?? dns }
    guard
      let label = dns?.lowercased().split(separator: ".").map(String.init).first(where: { $0 != "dualstack" }
      ),
      dns?.lowercased().contains(".elb.") ?? false, let dash = label.lastIndex(of: "-")
    else { return nil }
    let name = String(label[..<dash])
    return name.hasPrefix("internal-") ? String(name.dropFirst("internal-".count)) : name
  }

  /// Whether no distribution leads to this load balancer, and one does to every other.
  private func isOnlyUnclaimed(_ arn: String) -> Bool { edges.unclaimed(balancers) == [arn] }

  /// Whether an origin of the kind that a load balancer is leads to none that there is.
  private func isLost(_ route: EdgeRoute) -> Bool {
    if let arn = route.loadBalancerARN { return balancer(arn) == nil }
    guard route.origin["S3OriginConfig"] == nil else { return false }
    return !(route.domainName ?? "").contains(".s3")
  }

  private func rules(of arn: String) -> [JSON] {
    // `…:listener/app/NAME/ID/…` and `…:listener-rule/app/NAME/ID/…` share the load balancer's tail.
    guard let tail = arn.range(of: ":loadbalancer/").map({ String(arn[$0.upperBound...]) }) else { return [] }
    return snapshot.documents(of: .listenerRules).flatMap { $0.root["Rules"]?.elements ?? [] }.filter {
      $0["RuleArn"]?.string?.contains("/" + tail + "/") ?? false
    }
  }

  private func targetGroups(of arn: String, listeners: [JSON], rules: [JSON]) -> [TargetGroupView] {
    let mine = groups.items.filter { $0["LoadBalancerArns"]?.strings.contains(arn) ?? false }
    let chosen = subjectTargetGroups().compactMap { $0["TargetGroupArn"]?.string }
    let idle = ForwardWeights(listeners: listeners, rules: rules).unused
    let byURL =
      subject["url"].map { RuleMatch(url: $0, listeners: listeners, rules: rules).targetGroups } ?? []
    var found = mine.filter { item in
      let own = item["TargetGroupArn"]?.string ?? ""
      if !chosen.isEmpty { return chosen.contains(own) }
      if !byURL.isEmpty { return byURL.contains(own) }
      return !idle.contains(own)
    }
    if found.isEmpty { found = mine }
    return found.compactMap { TargetGroupView($0, snapshot: snapshot) }
  }
}

/// Target groups that the listeners give a weight of 0 (the idle half of a blue/green pair).
struct ForwardWeights {
  let unused: Set<String>

  init(listeners: [JSON], rules: [JSON]) {
    var highest: [String: Int] = [:]
    let actions =
      listeners.flatMap { $0["DefaultActions"]?.elements ?? [] }
      + rules.flatMap { $0["Actions"]?.elements ?? [] }
    for action in actions {
      let groups = action["ForwardConfig"]?["TargetGroups"]?.elements ?? []
      for group in groups {
        guard let arn = group["TargetGroupArn"]?.string else { continue }
        highest[arn] = max(highest[arn] ?? 0, groups.count == 1 ? 1 : group["Weight"]?.int ?? 1)
      }
      if groups.isEmpty, let arn = action["TargetGroupArn"]?.string {
        highest[arn] = max(highest[arn] ?? 0, 1)
      }
    }
    unused = Set(highest.filter { $0.value == 0 }.keys)
  }
}
