import Evidence
import Records

/// Distributions that a CloudFront log speaks of and whose configuration is not in the snapshot.
///
/// Each `get-distribution-config` tells of one distribution only, so those that are there never prove that there is
/// no other. `x-host-header` is the name that viewers asked for (CloudFront guide, "Standard logs").
enum UncollectedDistributions {
  /// The document to collect, where a log names hosts that no collected distribution bears.
  static func need(_ analysis: Analysis, _ subject: Subject, _ edges: EdgeRoutes) -> Need? {
    guard !edges.routes.isEmpty else { return nil }
    let names = edges.routes.flatMap { route in
      (route.config["Aliases"]?["Items"]?.strings ?? []) + [route.ownDomain].compactMap { $0 }
    }.map { $0.lowercased() }
    let facts = analysis.logs(LogWindow(subject))
    let isUnknown = facts.distributions.contains { host, tally in
      let seen = Set(([tally.anyLine, tally.originAnswer].compactMap { $0 } + tally.faults).map(\.alias))
      // Without an alias of its own a distribution cannot be told from a collected one.
      let told = seen.filter { !$0.isEmpty && $0 != "-" && !$0.hasSuffix(".cloudfront.net") }
      return !told.isEmpty && !names.contains(host)
        && !told.contains { name in names.contains { Wildcard.matches($0, name) } }
    }
    return isUnknown ? edges.listing.need : nil
  }
}
