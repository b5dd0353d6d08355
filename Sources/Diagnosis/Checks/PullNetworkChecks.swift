/// The checks of a task's way to registry, layers, secrets and logs.
enum PullNetworkChecks {
  static let all: [any Check.Type] = [
    PullOneSubnetCheck.self,
    PullPathCheck.self,
  ]
}
