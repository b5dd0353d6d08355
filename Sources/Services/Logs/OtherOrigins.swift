import Evidence
import Records

/// 504s of the subject's distributions that belong to another origin than its load balancer.
///
/// The path of a request chooses the cache behavior, and the behavior the origin (CloudFront guide, "Cache behavior
/// settings"). A line belongs elsewhere only where that is certain: the configuration is there, and no function of the
/// behavior may have chosen another origin.
package struct OtherOrigins: Sendable {
  /// The lines of one behavior that leads elsewhere.
  package struct Group: Sendable {
    /// The origin, or the origin group's primary.
    package let origin: JSON
    package let behavior: JSON
    package let distribution: String?
    package fileprivate(set) var lines: [CloudFrontLine]
  }

  /// Most lines first.
  package let groups: [Group]
  /// The lines that are left.
  let own: [CloudFrontLine]

  package var count: Int { groups.reduce(0) { $0 + $1.lines.count } }

  init(_ path: RequestPath, _ lines: [CloudFrontLine]) {
    var groups: [String: Group] = [:]
    var own: [CloudFrontLine] = []
    for line in lines {
      guard line.status == 504, let (key, group) = OtherOrigins.place(line, path) else {
        own.append(line)
        continue
      }
      groups[key, default: group].lines.append(line)
    }
    self.own = own
    self.groups = groups.sorted {
      $0.value.lines.count == $1.value.lines.count
        ? $0.key < $1.key : $0.value.lines.count > $1.value.lines.count
    }
    .map(\.value)
  }

  private static func place(_ line: CloudFrontLine, _ path: RequestPath) -> (String, Group)? {
    guard let edge = edge(of: line, path) else { return nil }
    guard let behavior = EdgeRoutes.behavior(of: edge.config, path: line.path),
      let target = behavior["TargetOriginId"]?.string, !choosesOrigin(behavior)
    else { return nil }
    let mine = Set(
      path.edges.filter { $0.distribution == edge.distribution }.compactMap(\.originID))
    let members = [target] + EdgeRoutes.members(ofGroup: target, in: edge.config)
    guard !mine.isEmpty, !members.contains(where: mine.contains) else { return nil }
    let origins = edge.config["Origins"]?["Items"]?.elements ?? []
    guard let origin = members.lazy.compactMap({ id in origins.first { $0["Id"]?.string == id } }).first
    else { return nil }
    let key = "\(edge.distribution ?? "") \(target) \(behavior["PathPattern"]?.string ?? "")"
    return (key, Group(origin: origin, behavior: behavior, distribution: edge.distribution, lines: []))
  }

  /// A route of the distribution that wrote the line; nil where several may have.
  private static func edge(of line: CloudFrontLine, _ path: RequestPath) -> EdgeRoute? {
    guard let first = path.edges.first else { return nil }
    if path.edges.allSatisfy({ $0.distribution == first.distribution }) { return first }
    let named = path.edges.filter { edge in
      if let own = edge.ownDomain { return own.lowercased() == line.host.lowercased() }
      let aliases = edge.config["Aliases"]?["Items"]?.strings ?? []
      return aliases.contains { Wildcard.matches($0.lowercased(), line.alias.lowercased()) }
    }
    guard let found = named.first, named.allSatisfy({ $0.distribution == found.distribution }) else {
      return nil
    }
    return found
  }

  /// Whether a function may send the behavior's requests to another origin (CloudFront guide, "Lambda@Edge event
  /// structure": an origin-request function can change the origin; CloudFront Functions can select one, too).
  private static func choosesOrigin(_ behavior: JSON) -> Bool {
    let lambdas = behavior["LambdaFunctionAssociations"]?["Items"]?.elements ?? []
    let functions = behavior["FunctionAssociations"]?["Items"]?.elements ?? []
    return lambdas.contains { $0["EventType"]?.string == "origin-request" }
      || functions.contains { $0["EventType"]?.string == "viewer-request" }
  }
}
