import Sentences
import Evidence

/// The way of a packet and of its reply, hop by hop.
package struct Trace: Sendable {
  package let from: PathEnd
  package let to: PathEnd
  package let ipProtocol: IPProtocol
  package let ports: ClosedRange<Int>
  package let sourcePorts: ClosedRange<Int>
  package var hops: [Hop]

  /// Denied if any hop is, else undetermined if any hop is.
  package var verdict: Passage { Passage.all(hops.map(\.decision.verdict)) }

  /// The verdict of one direction.
  package func verdict(_ direction: Hop.Direction) -> Passage {
    Passage.all(hops.filter { $0.direction == direction }.map(\.decision.verdict))
  }

  /// The first hop that denies.
  package var firstDenied: Hop? { hops.first { $0.decision.verdict == .denied } }

  /// The hops of some kinds.
  package func hops(_ kinds: Hop.Kind..., direction: Hop.Direction? = nil) -> [Hop] {
    hops.filter { kinds.contains($0.kind) && (direction == nil || $0.direction == direction) }
  }

  package var needs: [Need] { hops.flatMap(\.decision.needs).unique }
}

/// One place that judges the packet.
package struct Hop: Sendable {
  /// What judges.
  package enum Kind: String, Sendable, Hashable {
    case end, securityGroupEgress, networkACLOut, route, gateway, publicAccess, networkACLIn,
      securityGroupIngress, listener
  }

  /// Which packet is judged.
  package enum Direction: String, Sendable, Hashable { case forward, reply }

  package let kind: Kind
  package let direction: Direction
  /// What judges, by id: groups, a subnet's ACL, a table, a gateway.
  package let at: Sentence
  /// The subnet whose ACL or table judges.
  package let subnet: String?
  package let decision: Decision

  package var verdict: Passage { decision.verdict }
}
