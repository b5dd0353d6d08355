import Sentences
import Evidence

/// A security group named by a rule that covers the port, and what has become of it (`UserIdGroupPairs`).
package struct GroupReference: Sendable {
  /// What the snapshot knows of the group that is named.
  package enum State: Sendable {
    /// The peer carries it; the rule then admits the peer.
    case carriedByPeer
    /// It exists, and a complete listing of interfaces shows none with it.
    case unattached
    /// It exists and filters other interfaces; the names of the load balancers among them.
    case attachedElsewhere([NetworkInterface], loadBalancers: [String])
    /// A complete listing of its own account and region does not hold it.
    case missing
    case otherAccount(String)
    /// It exists in another VPC; the interfaces that carry it there.
    case otherVPC(String, [NetworkInterface])
    /// AWS itself shows that the reference leads nowhere.
    case stale(Sentence)
    case unknown
  }

  package let id: String
  package let rule: SecurityGroupRule
  package let state: State
  package let evidence: [Citation]
  package let needs: [Need]
}
