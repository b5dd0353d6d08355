import Sentences
import Evidence

extension Network {
  /// What the network ACL of a subnet does with packets that cross the subnet's border.
  ///
  /// Entries are read by number, the first that matches decides, there is no state (VPC guide, "Network ACLs").
  /// Not to be asked for packets that stay inside one subnet.
  ///
  /// `egress` is for packets that leave the subnet; `ports` are the packets' destination ports, for a reply the
  /// sender's source ports.
  package func naclWalk(
    subnet: String, _ direction: TrafficDirection, _ ipProtocol: IPProtocol, ports: ClosedRange<Int>,
    peer: Peer
  ) -> Decision {
    let scope = scope(ofSubnet: subnet)
    return naclWalk(
      subnet: subnet, direction, ipProtocol, ports: ports, peer: facts(of: peer, seenFrom: scope))
  }

  /// The same for a peer that was looked up before.
  func naclWalk(
    subnet: String, _ direction: TrafficDirection, _ ipProtocol: IPProtocol, ports: ClosedRange<Int>,
    peer peerFacts: PeerFacts
  ) -> Decision {
    let scope = scope(ofSubnet: subnet)
    switch networkACL(forSubnet: subnet) {
    case .found(let acl):
      return ACLWalk(
        network: self, acl: acl, direction: direction, ipProtocol: ipProtocol,
        wanted: ipProtocol.hasPorts ? ports : 0...0, peer: peerFacts, scope: scope
      ).decide()
    case .absent(let proof):
      return .undetermined("no network ACL is listed for \(subnet)", needs: [], proof)
    case .unknown(let needs):
      return .undetermined("the network ACL of \(subnet) is not in the snapshot", needs: needs)
    }
  }
}

/// One evaluation of a network ACL.
private struct ACLWalk {
  let network: Network
  let acl: NetworkACL
  let direction: TrafficDirection
  let ipProtocol: IPProtocol
  let wanted: ClosedRange<Int>
  let peer: PeerFacts
  let scope: Scope

  private struct Denying {
    let entry: NetworkACLEntry
    var size: Double
  }

  func decide() -> Decision {
    guard let list = acl.json["Entries"] else {
      return .undetermined(
        "\(acl.id) is listed without its entries", needs: [network.need(.networkACLs, scope)],
        [Citation(acl.json, "\(acl.id) is listed without its entries")])
    }
    let ports = PortSet([wanted])
    var open = Coverage(peer.scope.addresses, ports)
    var closed = Coverage(AddressSet(peer.family), ports)
    var allowing: [NetworkACLEntry] = []
    var denying: [Denying] = []
    var unread: [NetworkACLEntry] = []
    for entry in acl.entries(direction) {
      guard let entryProtocol = entry.ipProtocol, let block = entry.block else {
        if !open.isEmpty { unread.append(entry) }
        continue
      }
      guard entryProtocol.covers(ipProtocol) else { continue }
      let entryPorts = ipProtocol.hasPorts ? PortSet([entry.ports ?? 0...65535]) : ports
      if entry.hasUnknownAction {
        var rest = open
        if !rest.take(AddressSet(peer.family, [block]), entryPorts).isEmpty { unread.append(entry) }
        continue
      }
      let taken = open.take(AddressSet(peer.family, [block]), entryPorts)
      if taken.isEmpty { continue }
      if entry.allows {
        allowing.append(entry)
      } else {
        closed.add(taken)
        denying.append(
          Denying(entry: entry, size: taken.reduce(0) { $0 + $1.addresses.size * $1.ports.size }))
      }
    }
    closed.add(open.boxes)
    let deniers = denying.sorted { $0.size > $1.size }.map(\.entry)
    switch closed.judge(peer.scope, ports) {
    case .open where unread.contains { !$0.allows }, .closed where !unread.isEmpty,
      .partly where !unread.isEmpty:
      return .undetermined(
        "an entry of \(acl.id) cannot be read", needs: [],
        unread.prefix(3).map { Citation($0.place, "entry \($0.number) of \(acl.id) cannot be read") })
    case .open: return allowed(allowing)
    case .uncertain:
      return .undetermined(
        "whether \(acl.id) lets \(traffic) pass depends on an address that the snapshot does not show",
        needs: peer.needs.isEmpty ? [network.need(.networkInterfaces, scope)] : peer.needs,
        deniers.prefix(3).map { Citation($0.place, NetworkWords.entry($0)) })
    case .closed: return denied(deniers, ports, nil, allowing, list)
    case .partly(let closedPorts, let addresses):
      return denied(deniers, closedPorts, addresses, allowing, list)
    }
  }

  private var traffic: Sentence {
    NetworkWords.packets(NetworkWords.traffic(ipProtocol, wanted), peer.words, direction)
  }

  private func allowed(_ entries: [NetworkACLEntry]) -> Decision {
    let first: Sentence = entries.first.map { NetworkWords.entry($0) } ?? "\(acl.id) lets \(traffic) pass"
    return .allowed(
      entries.count > 1 ? "\(first) with \(entries.count - 1) more" : first,
      entries.prefix(3).map { Citation($0.place, NetworkWords.entry($0)) })
  }

  private func denied(
    _ entries: [NetworkACLEntry], _ ports: PortSet, _ addresses: AddressSet?, _ allowing: [NetworkACLEntry],
    _ list: JSON
  ) -> Decision {
    let isWhole = ports == PortSet([wanted]) && addresses == nil
    var words: Sentence =
      entries.first.map { NetworkWords.entry($0) } ?? "\(acl.id) has no entry that allows \(traffic)"
    if !isWhole {
      words =
        addresses.map { "\(words); closed for the addresses \($0.words)" }
        ?? "\(words); the ports \(ports) are closed"
    }
    var evidence = entries.prefix(3).map { Citation($0.place, NetworkWords.entry($0)) }
    if !isWhole { evidence += allowing.prefix(2).map { Citation($0.place, NetworkWords.entry($0)) } }
    if evidence.isEmpty { evidence = [Citation(list, "\(acl.id) has no entry that allows \(traffic)")] }
    return .denied(.aclEntries(entries, ports: ports, addresses: addresses), words, evidence)
  }
}
