import Sentences
import Evidence

/// The sentences of the checks on the way from the load balancer to its targets.
package enum TargetWords {
  static let noLoadBalancer: Sentence = "no load balancer of that name is in the account's list"
  static let loadBalancerUnknown: Sentence = "the load balancer cannot be read without its listing"
  static let groupsUnknown: Sentence = "the target groups are not known"
  static let noTargetGroup: Sentence = "no target group is attached to the load balancer"
  static let nothingRegistered: Sentence = "no target that takes packets is registered"
  package static let ingressUnknown: Sentence =
    "whether the targets' groups admit the load balancer cannot be told"
  package static let ingressAllows: Sentence =
    "the targets' groups admit the load balancer on the targets' ports"
  package static let egressAllows: Sentence = "the load balancer's groups let its packets out to the targets"
  package static let egressUnknown: Sentence =
    "whether the load balancer's groups let packets out cannot be told"
  package static let aclAllows: Sentence = "the network ACLs on the way pass these packets"
  package static let aclUnknown: Sentence = "a network ACL on the way is not known"
  package static let routeUnknown: Sentence = "a route table on the way is not known"
  package static let routesLead: Sentence =
    "the routes between the load balancer and its targets lead both ways"
  package static let oneWayForAll: Sentence =
    "no subnet differs from its siblings: nothing fails for one Availability Zone only"

  package static func kubernetes(_ cluster: KubernetesCluster) -> Sentence {
    "the targets are those of the Kubernetes cluster \(cluster.name, or: "whose tags they carry"), not of an ECS service"
  }

  package static func healthUnknown(_ names: [String]) -> Sentence {
    "the registered targets of \(names.joined(separator: ", ")) are not known"
  }

  package static func healthContradicts(_ targets: [String]) -> Sentence {
    "the rules seem to keep the load balancer out, yet health checks of \(targets.joined(separator: ", ")) succeed "
      + "on the same port: the documents were not taken at one time, or something is not modelled"
  }

  package static func referenceUnknown(_ groups: [String]) -> Sentence {
    "who carries \(groups.unique.joined(separator: ", ")), which the rule names, cannot be told"
  }

  package static func otherReason(_ rule: Sentence) -> Sentence {
    "the load balancer is kept out for another reason: \(rule)"
  }

  package static func carries(_ name: String) -> Sentence { "load balancer \(name) carries this group" }

  package static func health(_ target: String, _ state: String, _ reason: String?) -> Sentence {
    reason.map { "target \(target) is \(state) (\($0))" } ?? "target \(target) is \(state)"
  }

  package static func denied(_ fault: TargetIngressFault, _ rule: Sentence, reference: String?) -> Sentence {
    let group = Sentence(name: reference.map { " \($0)" } ?? "")
    switch fault {
    case .blocked: return "no rule of the targets' groups admits the load balancer: \(rule)"
    case .otherPort: return "the rules admit the load balancer on other ports only: \(rule)"
    case .orphanGroup: return "the rule admits group\(group), which no interface carries any more"
    case .predecessorGroup:
      return "the rule admits group\(group), the predecessor of the one the load balancer carries"
    case .otherLoadBalancer: return "the rule admits group\(group), which another load balancer carries"
    case .staleGroup:
      return "the rule admits group\(group), which is gone or no longer reachable by reference"
    case .referenceNotHonoured:
      return "the rule names a group, and this path does not carry group references: \(rule)"
    case .dynamicPort:
      return "the host port was chosen by ECS, and the instance's groups do not open it: \(rule)"
    }
  }
}
