import Sentences
import Evidence
import Packets
import Services

/// Whether an egress rule on the targets would let replies out that are held back today.
///
/// Security groups are stateful: the reply to an admitted request passes whatever the egress rules say (VPC guide,
/// "Security groups"). So the answer is no wherever the targets' groups are known.
enum StatefulReplyCheck: Check {
  static let name = "stateful-reply"
  static let summary: Sentence =
    "whether the targets' egress rules hold back replies to the load balancer (they never do)"
  static let binds = RequestPath.binds + ["target-security-group"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .securityGroups, .networkInterfaces, .targetHealth,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    if let gap = TargetPremise.gap(path, context.snapshot) { return gap }
    let reaches = context.targetReaches
    guard !reaches.isEmpty else { return TargetPremise.noTargets(path) }
    let network = context.analysis.network
    let groups = reaches.flatMap(\.targetGroups).unique
    let known = groups.compactMap { network.group($0) }
    guard let first = known.first else {
      let unread = reaches.filter { !$0.targetGroups.isEmpty }.flatMap(\.interfaces).map {
        network.need(.securityGroups, Scope($0.json))
      }
      return .undetermined(
        "the targets' groups are not known", needs: (unread + reaches.flatMap(\.needs)).unique)
    }
    var values = path.bindings
    values["target-security-group"] = first.id
    var finding = Finding.ruledOut(
      "replies to an admitted request pass \(first.id) whatever its egress rules say",
      [
        Citation(
          first.json["IpPermissionsEgress"] ?? first.json, "the egress rules, which replies do not need")
      ])
    finding.bindings = [values]
    return finding
  }
}
