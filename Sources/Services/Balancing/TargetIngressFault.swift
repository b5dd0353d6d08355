import Evidence
import Packets

/// Why the groups of a target do not admit its load balancer.
///
/// The kinds are those of a rule's relation to the load balancer; the playbook maps them to causes.
package enum TargetIngressFault: String, Sendable, CaseIterable {
  /// No rule admits the load balancer on the port, for whatever reason.
  case blocked
  /// Rules admit the load balancer, on other ports only.
  case otherPort = "other-port"
  /// The rule names a group that exists and is attached to no interface.
  case orphanGroup = "orphan-group"
  /// The rule names the predecessor of a group that the load balancer carries.
  case predecessorGroup = "predecessor-group"
  /// The rule names a group that another load balancer carries.
  case otherLoadBalancer = "other-load-balancer"
  /// The rule names a group that was deleted or is no longer reachable by reference (VPC guide, "Stale rules").
  case staleGroup = "stale-group"
  /// The rule names the right group, but the path does not carry group references.
  case referenceNotHonoured = "reference-not-honoured"
  /// The port is a dynamic host port that ECS chose, and the instance's groups do not open the range.
  case dynamicPort = "dynamic-port"

  /// What one denial shows, and what could not be told of it.
  package struct Reading {
    package var faults: Set<TargetIngressFault> = [.blocked]
    /// The group reference behind each fault that has one.
    package var references: [TargetIngressFault: GroupReference] = [:]
    /// References whose state the snapshot cannot tell, with what is needed.
    package var unknown: [GroupReference] = []
  }

  /// Reads the mismatch of a denied ingress hop; `carried` are the groups that the load balancer carries.
  package static func read(_ decision: Decision, carried: [String], in analysis: Analysis) -> Reading {
    var reading = Reading()
    switch decision.mismatch {
    case .otherPorts: reading.faults.insert(.otherPort)
    case .referencesNotHonoured: reading.faults.insert(.referenceNotHonoured)
    case .otherGroups(let references): read(references, decision, carried: carried, analysis, into: &reading)
    default: break
    }
    return reading
  }

  private static func read(
    _ references: [GroupReference], _ decision: Decision, carried: [String], _ analysis: Analysis,
    into reading: inout Reading
  ) {
    func add(_ fault: TargetIngressFault, _ reference: GroupReference) {
      reading.faults.insert(fault)
      if reading.references[fault] == nil { reading.references[fault] = reference }
    }
    for reference in references {
      let heir = carried.contains { PredecessorName.isPredecessor(reference.id, of: $0, in: analysis) }
      switch reference.state {
      case .carriedByPeer: break
      case .unattached: add(heir ? .predecessorGroup : .orphanGroup, reference)
      case .attachedElsewhere(_, let balancers):
        if heir {
          add(.predecessorGroup, reference)
        } else if !balancers.isEmpty {
          add(.otherLoadBalancer, reference)
        }
      case .stale, .missing: add(.staleGroup, reference)
      case .otherVPC: add(.referenceNotHonoured, reference)
      case .otherAccount, .unknown: reading.unknown.append(reference)
      }
    }
    let admitsElsewhere = !(decision.denial?.peerRules.isEmpty ?? true)
    if reading.faults == [.blocked], admitsElsewhere { reading.faults.insert(.otherPort) }
  }
}
