/// The checks of the way from the load balancer to its targets.
enum TargetChecks {
  static let all: [any Check.Type] = []
}
