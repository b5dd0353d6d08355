import Sentences
import Evidence
import Records
import Services

/// `other-origin`: whether the 504s belong to behaviors whose origin is not the load balancer under question.
///
/// Confirmed where at least half of the distribution's 504s do. Refuted where most belong to the load balancer's own
/// behaviors, or the log holds none (``OtherOrigins``).
enum OtherOriginCheck: Check {
  static let name = "other-origin"
  static let summary: Sentence = "whether the 504s belong to behaviors whose origin is another one"
  static let binds = RequestPath.binds + ["count", "origin-domain", "path", "pattern"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.distributionConfig, .edgeLog]

  static func run(_ context: CheckContext) -> Finding {
    let view = context.logView
    guard !view.path.edges.isEmpty else { return EdgeTimerPremise.missing(context, view) }
    let own = Set(view.path.edges.compactMap(\.originID))
    let origins = view.path.edges.flatMap { $0.config["Origins"]?["Items"]?.elements ?? [] }
    guard origins.contains(where: { !own.contains($0["Id"]?.string ?? "") }) else {
      return .notApplicable(
        "the distribution has no other origin",
        view.path.edges.prefix(1).compactMap { edge in
          edge.origin["DomainName"].map { Citation($0, "its origin") }
        })
    }
    return view.askEdge { _ in
      let here = view.edgeTimeouts
      let elsewhere = view.otherOrigins
      guard let group = elsewhere.groups.first else {
        if let line = here.first {
          return .ruledOut(
            "the 504s belong to behaviors that lead to \(view.path.name, or: "the load balancer")",
            [line.cite(LogView.describe(line))])
        }
        return view.notInEdgeLog(view.noTimeouts)
      }
      let all = here.count + elsewhere.count
      let evidence = LogEvidence.samples(group.lines) + places(group)
      guard elsewhere.count >= here.count else {
        return .ruledOut(
          "\(here.count) of \(all) 504s belong to behaviors that lead to "
            + "\(view.path.name, or: "the load balancer")",
          here.prefix(1).map { $0.cite(LogView.describe($0)) })
      }
      return .confirmed(
        "\(elsewhere.count) of \(all) 504s belong to behaviors that lead to \(domain(group)), not to "
          + "\(view.path.name, or: "the load balancer")",
        evidence, bindings: elsewhere.groups.map { bindings($0, view) })
    }
  }

  private static func domain(_ group: OtherOrigins.Group) -> String {
    group.origin["DomainName"]?.string ?? group.origin["Id"]?.string ?? "-"
  }

  private static func places(_ group: OtherOrigins.Group) -> [Citation] {
    [
      group.behavior["TargetOriginId"].map {
        Citation($0, "the behavior of these paths leads to this origin")
      },
      group.origin["DomainName"].map { Citation($0, "the origin that was asked") },
    ].compactMap { $0 }
  }

  private static func bindings(_ group: OtherOrigins.Group, _ view: LogView) -> [String: String] {
    var values = view.path.bindings
    values["distribution"] = group.distribution
    values["origin"] = group.origin["Id"]?.string
    values["origin-domain"] = group.origin["DomainName"]?.string
    values["pattern"] = group.behavior["PathPattern"]?.string ?? "*"
    values["path"] = LogEvidence.mostFrequent(group.lines.map(\.path))
    values["count"] = String(group.lines.count)
    return values
  }
}
