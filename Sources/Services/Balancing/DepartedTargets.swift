import Evidence
import Packets
import Records

/// Addresses that a load balancer was told to leave: when, and what shows it.
///
/// A target that is deregistered stays in `draining` until its delay has passed (Application Load Balancer guide,
/// "Deregistration delay"). Whatever ends earlier leaves an address to which packets are still sent for a while.
package struct DepartedTargets: Sendable {
  /// One address on its way out.
  package struct Departure: Sendable {
    /// When the deregistration began, in seconds since 1970; nil where no record tells.
    package let since: Double?
    package let evidence: [Citation]
  }

  /// What is known of the target of a request that could not be connected.
  package enum Standing: Sendable {
    /// It was asked after it was told to leave.
    case departed(Departure)
    /// It failed before it was told to leave: that is why it had to.
    case failedBefore(Departure)
    /// It is on its way out, and no record tells since when.
    case untimed(Departure)
    /// It is registered and takes requests.
    case registered
    /// It is not registered any more, and no record tells why.
    case gone
  }

  private var departures: [String: Departure] = [:]
  private var registered: Set<String> = []
  package let trail: Listing

  package init(_ path: RequestPath, _ analysis: Analysis) {
    let network = analysis.network
    let events = analysis.trailEvents
    let snapshot = analysis.snapshot
    trail = events.listing
    let tasks = TargetRevisions(path, snapshot).tasks
    func addresses(_ id: String) -> [String] {
      IPAddress(id) != nil
        ? [id] : network.interfaces(ofInstance: id).flatMap(\.addresses).map(\.description)
    }
    for event in events.events where event.name == "DeregisterTargets" && event.errorCode == nil {
      guard path.targetGroups.contains(where: { event.mentions.contains($0.arn) }) else { continue }
      for target in event.detail?.root["requestParameters"]?["targets"]?.elements ?? [] {
        guard let id = target["id"]?.string else { continue }
        let departure = Departure(
          since: event.time, evidence: [event.cite(id, "it was deregistered: \(event.words)")])
        for address in addresses(id) { departures[address] = departure }
      }
    }
    for (address, task) in tasks {
      let place = task["stoppingAt"] ?? task["stoppedAt"]
      guard let place, let time = place.scalar.flatMap(LogTime.parse) else { continue }
      let known = departures[address]
      if let since = known?.since, since <= time { continue }
      departures[address] = Departure(
        since: time, evidence: [Citation(place, "the task at \(address) was told to stop then")])
    }
    for target in path.targetGroups.flatMap(\.targets) {
      let isLeaving = target.state == "draining"
      let state = target.json["TargetHealth"]?["State"] ?? target.json
      for address in addresses(target.id) {
        guard isLeaving else {
          registered.insert(address)
          continue
        }
        let known = departures[address]
        departures[address] = Departure(
          since: known?.since,
          evidence: [Citation(state, "\(target.id) is being taken out of the target group")]
            + (known?.evidence ?? []))
      }
    }
  }

  /// Clocks of the log and of the records agree to about a second.
  private static let slack = 2.0

  package func standing(of line: ALBLine) -> Standing {
    guard let address = line.targetAddress else { return .registered }
    let key = IPAddress(address)?.description ?? address
    guard let departure = departures[key] else { return registered.contains(key) ? .registered : .gone }
    guard let since = departure.since else {
      return registered.contains(key) ? .registered : .untimed(departure)
    }
    let begin = line.created ?? line.time - 10
    if begin >= since - DepartedTargets.slack { return .departed(departure) }
    return registered.contains(key) ? .registered : .failedBefore(departure)
  }
}
