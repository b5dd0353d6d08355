import Evidence

/// Addresses times ports: what filters have not yet decided.
///
/// A filter's rule takes a rectangle out; what is left is again a list of rectangles.
struct Coverage {
  /// A rectangle.
  struct Box {
    var addresses: AddressSet
    var ports: PortSet
  }

  private(set) var boxes: [Box]

  init(_ addresses: AddressSet, _ ports: PortSet) {
    boxes = addresses.isEmpty || ports.isEmpty ? [] : [Box(addresses: addresses, ports: ports)]
  }

  var isEmpty: Bool { boxes.isEmpty }

  /// Takes a rectangle out and returns what of it was there.
  mutating func take(_ addresses: AddressSet, _ ports: PortSet) -> [Box] {
    var rest: [Box] = []
    var taken: [Box] = []
    for box in boxes {
      let sharedAddresses = box.addresses.intersection(addresses)
      let sharedPorts = box.ports.intersection(ports)
      if sharedAddresses.isEmpty || sharedPorts.isEmpty {
        rest.append(box)
        continue
      }
      taken.append(Box(addresses: sharedAddresses, ports: sharedPorts))
      let otherAddresses = box.addresses.subtracting(addresses)
      if !otherAddresses.isEmpty { rest.append(Box(addresses: otherAddresses, ports: box.ports)) }
      let otherPorts = box.ports.subtracting(ports)
      if !otherPorts.isEmpty { rest.append(Box(addresses: sharedAddresses, ports: otherPorts)) }
    }
    boxes = rest
    return taken
  }

  mutating func add(_ more: [Box]) { boxes += more }

  /// What remains closed, judged by how the addresses are meant.
  enum Judgement {
    case open
    case closed
    /// Closed in part: these ports for all who count, or for every port these addresses.
    case partly(ports: PortSet, addresses: AddressSet?)
    /// Whether it is open depends on an address that is not known.
    case uncertain
  }

  /// Judges this coverage as the closed part of `scope` times `ports`.
  func judge(_ scope: AddressScope, _ ports: PortSet) -> Judgement {
    if boxes.isEmpty { return .open }
    var closedPorts = PortSet()
    var closedAddresses = AddressSet(scope.addresses.family)
    var isUncertain = false
    for segment in segments(ports) {
      var closed = AddressSet(scope.addresses.family)
      for box in boxes where !box.ports.intersection(segment).isEmpty {
        closed = closed.union(box.addresses)
      }
      let share = closed.size / max(scope.addresses.size, 1)
      if closed.isEmpty { continue }
      switch scope.quantity {
      case .every:
        if share >= 1 {
          closedPorts = closedPorts.union(segment)
        } else {
          closedAddresses = closedAddresses.union(closed)
        }
      case .someOf:
        if share >= 1 { closedPorts = closedPorts.union(segment) } else { isUncertain = true }
      case .most:
        if share <= 1.0 / 256 { continue }
        if share >= 255.0 / 256 {
          closedPorts = closedPorts.union(segment)
        } else {
          closedAddresses = closedAddresses.union(closed)
        }
      case .unlisted:
        if share <= 1.0 / 256 { continue }
        // What is open is smaller than any list of a service's ranges could be.
        if scope.addresses.size - closed.size <= 1024 {
          closedPorts = closedPorts.union(segment)
        } else {
          isUncertain = true
        }
      }
    }
    if !closedPorts.isEmpty {
      return closedPorts == ports ? .closed : .partly(ports: closedPorts, addresses: nil)
    }
    if isUncertain { return .uncertain }
    if !closedAddresses.isEmpty { return .partly(ports: ports, addresses: closedAddresses) }
    return .open
  }

  /// `ports` cut where any rectangle begins or ends.
  private func segments(_ ports: PortSet) -> [PortSet] {
    var parts = [ports]
    for box in boxes {
      parts = parts.flatMap { part in
        [part.intersection(box.ports), part.subtracting(box.ports)].filter { !$0.isEmpty }
      }
    }
    return parts
  }
}
