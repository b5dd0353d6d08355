import Evidence

/// One origin with the ports on which CloudFront connects to it.
package struct EdgeOrigin {
  /// A port, and the value in the configuration that says so.
  package struct Port {
    package let number: Int
    package let place: JSON
    /// False where only some viewers' requests use it (`match-viewer`).
    package let isAlways: Bool

    package init(number: Int, place: JSON, isAlways: Bool) {
      self.number = number
      self.place = place
      self.isAlways = isAlways
    }
  }

  package let route: EdgeRoute
  package let ports: [Port]
  /// `OriginProtocolPolicy`.
  let policy: JSON?

  /// Reads the ports (CloudFront guide, "Protocol (custom origins only)"): `match-viewer` uses the viewer's own
  /// protocol, and a behaviour that redirects to HTTPS never sends HTTP on.
  package init(_ route: EdgeRoute) {
    self.route = route
    var config = route.origin["CustomOriginConfig"]
    if case .vpcOrigin(let item) = route.link { config = item["VpcOriginEndpointConfig"] ?? config }
    policy = config?["OriginProtocolPolicy"]
    func port(_ member: String, always: Bool) -> Port? {
      config?[member].flatMap { place in place.int.map { Port(number: $0, place: place, isAlways: always) } }
    }
    switch policy?.string {
    case "https-only": ports = [port("HTTPSPort", always: true)].compactMap { $0 }
    case "http-only": ports = [port("HTTPPort", always: true)].compactMap { $0 }
    case "match-viewer":
      let viewers = route.behaviors.compactMap { $0["ViewerProtocolPolicy"]?.string }
      let takesHTTP = viewers.isEmpty || viewers.contains("allow-all")
      ports = [port("HTTPSPort", always: !takesHTTP), takesHTTP ? port("HTTPPort", always: false) : nil]
        .compactMap { $0 }
    default: ports = []
    }
  }

  /// Whether the snapshot says, or at least nothing contradicts, that the origin leads to the load balancer.
  package var isLinked: Bool {
    if case .none = route.link { return false }
    return true
  }

  /// The family in which CloudFront connects: IPv4 unless the origin is IPv6 only.
  package var family: AddressFamily {
    route.origin["CustomOriginConfig"]?["IpAddressType"]?.string == "ipv6" ? .v6 : .v4
  }

  /// Cites the port and, where it decides, the policy.
  package func citations(_ port: Port) -> [Citation] {
    var found = [Citation(port.place, "CloudFront connects to the origin on port \(port.number)")]
    if let policy { found.append(Citation(policy, "OriginProtocolPolicy is \(policy.string ?? "")")) }
    return found
  }

  /// The origin protocol policy that leads to one of the two usual ports.
  package static func policy(of port: Int) -> String? {
    switch port {
    case 80: "http-only"
    case 443: "https-only"
    default: nil
    }
  }

  /// The setting of the origin that leads to a port with a listener: the port of its policy, else the policy.
  package func setting(for listeners: [Int]) -> [String: String] {
    let ports = [("http-only", "HTTPPort", 80), ("https-only", "HTTPSPort", 443)]
    for (name, field, usual) in ports where policy?.string == name && listeners.contains(usual) {
      return ["open-field": "CustomOriginConfig.\(field)", "open-value": "\(usual)"]
    }
    for (name, field, usual) in ports where listeners.contains(usual) {
      guard (route.origin["CustomOriginConfig"]?[field]?.int ?? usual) == usual else { continue }
      return ["open-field": "CustomOriginConfig.OriginProtocolPolicy", "open-value": name]
    }
    return [:]
  }

  /// The names among ``bindings``.
  package static let binds = ["distribution", "origin", "origin-domain", "origin-protocol-policy"]

  /// Values for texts and fixes.
  package var bindings: [String: String] {
    var values: [String: String] = [:]
    values["distribution"] = route.distribution
    values["origin"] = route.originID
    values["origin-domain"] = route.domainName
    values["origin-protocol-policy"] = policy?.string
    return values
  }
}
