import Sentences
import Evidence
import Packets
import Records
import Services

/// Whose address a timed-out text names: S3's (layers), the VPC's (an endpoint), or another public one.
enum PullAddressOwnerCheck: Check {
  static let name = "pull-address-owner"
  static let summary: Sentence = "Does the dialled public address belong to ECR, and not to S3?"
  static let binds: [String] = []
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .tasks, .managedPrefixLists, .prefixListEntries,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    let network = context.analysis.network
    guard
      let message = world.messages.first(where: { $0.facts.addressIsPrivate == false }),
      let text = message.facts.address, let address = IPAddress(text)
    else {
      return .notApplicable(
        "no text names a public address", world.messages.prefix(1).map { $0.citation("what ECS recorded") })
    }
    let cited = message.citation("the dialled address", part: text)
    let scope = Scope(account: world.account, region: world.region)
    guard let region = world.region else { return .notApplicable("the Region is not known", [cited]) }
    switch network.s3PrefixList(region: region, scope) {
    case .found(let list):
      switch network.prefixEntries(list.id, scope) {
      case .found(let blocks):
        if let block = blocks.first(where: { $0.covers(address) }) {
          return .ruledOut(
            "\(text) lies in \(block), one of S3's ranges: this is the layer store, not ECR",
            [cited, Citation(list.json, "S3's prefix list")])
        }
        return .confirmed(
          "\(text) is none of S3's addresses", [cited, Citation(list.json, "S3's prefix list")])
      case .unknown(let needs):
        if message.facts.stage == .layers {
          return .ruledOut("the text speaks of copying layers, which come from S3", [cited])
        }
        return .undetermined("S3's ranges are not in the snapshot", needs: needs, evidence: [cited])
      case .absent: return .confirmed("S3's list has no entries", [cited])
      }
    case .absent, .unknown:
      if message.facts.stage == .layers {
        return .ruledOut("the text speaks of copying layers, which come from S3", [cited])
      }
      return .undetermined(
        "S3's prefix list is not in the snapshot",
        needs: [context.snapshot.need(.managedPrefixLists, region: region)], evidence: [cited]
      )
    }
  }
}
