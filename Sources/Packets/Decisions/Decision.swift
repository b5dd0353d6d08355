import Sentences
import Evidence

/// What one filter, route or gateway does with the packets in question, with its proof.
package struct Decision: Sendable {
  package var verdict: Passage
  /// The rule that decides, in words.
  package var rule: Sentence
  /// Why not, where the verdict is `denied`.
  package var mismatch: Mismatch?
  package var evidence: [Citation]
  /// What to collect, where the verdict is `undetermined`.
  package var needs: [Need]
  /// What the groups do have, where security groups deny.
  package var denial: GroupDenial?
  /// The security group rules that admit the packets.
  package var admitting: [SecurityGroupRule] = []
  /// The route taken, where a route was looked up and one was found.
  package var route: Route?

  package static func allowed(_ rule: Sentence, _ evidence: [Citation] = []) -> Decision {
    Decision(verdict: .allowed, rule: rule, mismatch: nil, evidence: evidence, needs: [], denial: nil)
  }

  package static func denied(_ mismatch: Mismatch, _ rule: Sentence, _ evidence: [Citation]) -> Decision {
    Decision(verdict: .denied, rule: rule, mismatch: mismatch, evidence: evidence, needs: [], denial: nil)
  }

  package static func undetermined(_ rule: Sentence, needs: [Need], _ evidence: [Citation] = []) -> Decision {
    Decision(verdict: .undetermined, rule: rule, mismatch: nil, evidence: evidence, needs: needs, denial: nil)
  }
}

/// What security groups that deny hold instead of the rule that is missing.
package struct GroupDenial: Sendable {
  /// All rules of the direction, over all groups.
  package var rules: [SecurityGroupRule]
  /// Rules that cover the protocol and at least one of the ports, for other peers.
  package var portRules: [SecurityGroupRule]
  /// Rules that admit this peer, on other ports or protocols only.
  package var peerRules: [SecurityGroupRule]
  /// The groups that ``portRules`` name, and what has become of each.
  package var references: [GroupReference]
}
