import Evidence
import Records

/// CloudFront's 504 lines beside the load balancer's lines for the same request.
///
/// Neither log carries the other's id: method, path and time bring them together. The load balancer must have
/// answered between the viewer's request and CloudFront's answer.
package struct LogJoin: Sendable {
  /// One 504 of CloudFront.
  package struct Pair: Sendable {
    package let edge: CloudFrontLine
    /// The load balancer's lines in that window; several where CloudFront tried again.
    package let balancer: [ALBLine]
  }

  package let pairs: [Pair]

  package init(_ view: LogView) {
    let prefixes = Set(view.path.edges.compactMap { $0.origin["OriginPath"]?.string } + [""])
    var byRequest: [String: [ALBLine]] = [:]
    for line in (view.balancer?.faults ?? []) + (view.balancer?.others ?? []) {
      byRequest[line.method + " " + line.path, default: []].append(line)
    }
    for key in byRequest.keys { byRequest[key]?.sort { $0.time < $1.time } }
    pairs = view.edgeTimeouts.map { edge in
      // CloudFront writes whole seconds, and the clocks of two services are compared.
      let from = edge.started - 2
      let to = edge.time + 2
      let found = prefixes.sorted().flatMap { prefix in
        LogJoin.lines(byRequest[edge.method + " " + prefix + edge.path] ?? [], from: from, to: to)
      }
      return Pair(edge: edge, balancer: found)
    }
  }

  /// The lines within a stretch of time, by bisection.
  private static func lines(_ sorted: [ALBLine], from: Double, to: Double) -> [ALBLine] {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].time < from { low = middle + 1 } else { high = middle }
    }
    return Array(sorted[low...].prefix { $0.time <= to })
  }
}
