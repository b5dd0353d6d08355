import Sentences
import Evidence
import Packets
import Records
import Services

/// Whether the pull leaves through something whose own rules or limits the snapshot cannot judge.
enum PullApplianceCheck: Check {
  static let name = "pull-appliance"
  static let summary: Sentence = "Does an appliance, or a NAT gateway, stand on the pull's way out?"
  static let binds = PullWorld.binds + ["appliance", "subnet"]
  static let kind = Parameter<Kind>("kind", "what stands there", otherwise: .inspection)
  static let parameters = [kind.declared]
  static let reads: [DocumentKind] = PullPathCheck.reads

  enum Kind: String, CaseIterable { case inspection, nat }

  static func run(_ context: CheckContext) -> Finding {
    let paths = context.pullPaths
    let wantsNAT = context[kind] == .nat
    for leg in paths.legs {
      switch leg.way {
      case .nat(let gateway) where wantsNAT:
        return .undetermined(
          "the pull leaves by \(gateway?.id, or: "a NAT gateway"); its counters are not in a snapshot",
          needs: [],
          evidence: leg.proof)
      case .appliance(let route) where !wantsNAT:
        return .undetermined(
          "the pull leaves by \(route.targetID); what stands behind it decides", needs: [],
          evidence: [Citation(route.place, "the way out leads to \(route.targetID)")],
          bindings: [
            paths.world.bindings.merging(["appliance": route.targetID, "subnet": leg.place.subnet]) { $1 }
          ])
      default: continue
      }
    }
    if !wantsNAT,
      let message = paths.world.messages.first(where: {
        $0.reading.fault == "certificate-untrusted"
          && [.ecr, .ecrAPI, .aws, .layerStore].contains($0.facts.registry)
      })
    {
      return .undetermined(
        "AWS's own hosts present trusted certificates; something on the way answered instead", needs: [],
        evidence: [message.citation("an AWS host with an untrusted certificate")])
    }
    let open = paths.unknowns([.natUnusable, .noEgress])
    if !open.isEmpty {
      return .undetermined(
        open.map(\.because).unique.joined(separator: "; "),
        needs: open.flatMap(\.needs).unique)
    }
    return .notApplicable(
      wantsNAT ? "no leg of the pull leaves by a NAT gateway" : "no appliance stands on the way of the pull",
      Array(paths.legs.flatMap(\.proof).unique.prefix(6)))
  }
}
