/// The checks of the way from the edge to the load balancer.
enum EdgeChecks {
  static let all: [any Check.Type] = []
}
