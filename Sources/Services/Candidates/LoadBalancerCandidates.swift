import Sentences
import Evidence

/// Load balancers that may be the subject, and distributions whose origin leads to none.
enum LoadBalancerCandidates: CandidateFinder {
  static let name = "load-balancers"
  static let summary: Sentence =
    "Application Load Balancers, and CloudFront distributions whose origin leads to none"

  static func candidates(_ analysis: Analysis, _ subject: Subject) -> CandidateOutcome {
    let snapshot = analysis.snapshot
    let balancers = snapshot.listing(.loadBalancers)
    let edges = analysis.edgeRoutes
    let routes = edges.routes
    let others = OtherBalancers(analysis)
    if let wanted = subject["load-balancer"], let other = others.named(wanted) {
      return .missing(because: other.words, needs: [])
    }
    if balancers.documents.isEmpty {
      if let words = others.words { return .missing(because: words, needs: [balancers.need]) }
      return .missing(because: balancers.gap ?? "the load balancers are not known", needs: [balancers.need])
    }
    if let narrowed = narrowed(analysis, subject) { return narrowed }
    var found: [Candidate] = []
    let cluster = subject["cluster"].map { inCluster($0, snapshot) } ?? []
    for item in balancers.items where (item["Type"]?.string ?? "application") == "application" {
      guard let label = item["LoadBalancerName"]?.string else { continue }
      let name = handle(item, balancers)
      if !cluster.isEmpty, !cluster.contains(item["LoadBalancerArn"]?.string ?? "") { continue }
      let symptom = LoadBalancerSymptom(
        CheckContext(analysis: analysis, subject: with(subject, "load-balancer", name)))
      found.append(
        Candidate(
          values: ["load-balancer": name], label: label, detail: symptom.words,
          symptom: symptom.citation != nil))
    }
    let known = Set(balancers.items.compactMap { $0["LoadBalancerArn"]?.string })
    let reached = Set(
      routes.filter { $0.loadBalancerARN.map(known.contains) ?? false }.compactMap(\.distribution))
    // Where every load balancer has a distribution of its own, a lost origin is a subject of its own.
    if edges.unclaimed(balancers).count != 1 {
      for id in Set(routes.compactMap(\.distribution)).subtracting(reached).sorted()
      where isLost(id, routes, known) {
        let symptom = LoadBalancerSymptom(
          CheckContext(analysis: analysis, subject: with(subject, "distribution", id)))
        found.append(
          Candidate(
            values: ["distribution": id], label: id,
            detail: "its origin leads to no load balancer of the snapshot",
            symptom: symptom.citation != nil))
      }
    }
    if found.isEmpty, let words = others.words { return .missing(because: words, needs: []) }
    return .candidates(found)
  }

  /// The load balancers in front of a cluster's services.
  private static func inCluster(_ cluster: String, _ snapshot: Snapshot) -> Set<String> {
    let services = snapshot.listing(.services).items.filter {
      PullSubject.means($0["clusterArn"]?.string, cluster)
    }
    let behind = Set(
      services.flatMap { $0["loadBalancers"]?.elements ?? [] }.compactMap { $0["targetGroupArn"]?.string })
    let groups = snapshot.listing(.targetGroups).items.filter {
      behind.contains($0["TargetGroupArn"]?.string ?? "")
    }
    return Set(groups.flatMap { $0["LoadBalancerArns"]?.strings ?? [] })
  }

  /// What `--set` of another key already decides.
  private static func narrowed(_ analysis: Analysis, _ subject: Subject) -> CandidateOutcome? {
    let keys = ["distribution", "url", "target-group", "service", "task"]
    guard subject["load-balancer"] != nil || keys.contains(where: { subject[$0] != nil }) else { return nil }
    let snapshot = analysis.snapshot
    let path = analysis.requestPath(subject)
    if path.isContradicted { return .candidates([]) }
    if let arn = path.arn, let other = OtherBalancers(analysis).named(arn) {
      return .missing(because: other.words, needs: [])
    }
    guard let name = path.name else {
      if let id = subject["distribution"], path.edges.isEmpty, subject["load-balancer"] == nil {
        let own = snapshot.listing(.distributionConfig, subject: id)
        if own.items.isEmpty, !own.isComplete {
          return .missing(
            because: "the configuration of the distribution \(id) is not in the snapshot", needs: [own.need])
        }
      }
      // A distribution without a load balancer is a subject by itself.
      return path.edges.isEmpty || subject["load-balancer"] != nil
        ? .candidates([])
        : .candidates([Candidate(values: [:], label: path.edges[0].distribution ?? "distribution")])
    }
    let value = path.loadBalancer.map { handle($0, snapshot.listing(.loadBalancers)) }
    return .candidates([Candidate(values: ["load-balancer": value ?? name], label: name)])
  }

  /// The name; the ARN where another account or region has a load balancer of the same name.
  private static func handle(_ item: JSON, _ balancers: Listing) -> String {
    let name = item["LoadBalancerName"]?.string ?? ""
    let namesakes = balancers.items.filter { $0["LoadBalancerName"]?.string == name }
    let arns = Set(namesakes.compactMap { $0["LoadBalancerArn"]?.string })
    return arns.count > 1 ? item["LoadBalancerArn"]?.string ?? name : name
  }

  /// Whether documents prove that an origin of the distribution leads to no load balancer there is.
  ///
  /// A name that no collected record explains proves nothing: the record may just not have been collected.
  private static func isLost(_ id: String, _ routes: [EdgeRoute], _ known: Set<String>) -> Bool {
    routes.contains { route in
      guard route.distribution == id else { return false }
      switch route.link {
      case .addresses, .alias, .vpcOrigin: return route.loadBalancerARN.map { !known.contains($0) } ?? true
      case .none: return (route.domainName ?? "").lowercased().hasSuffix(".elb.amazonaws.com")
      case .domainName, .onlyOne: return false
      }
    }
  }

  private static func with(_ subject: Subject, _ key: String, _ value: String) -> Subject {
    var values = subject.values
    values[key] = value
    return Subject(values)
  }
}
