import Evidence

/// One target group on the request's path, with its registered targets.
package struct TargetGroupView: Sendable {
  /// One registered target.
  package struct Target: Sendable {
    /// Instance id, IP address, function ARN or load balancer ARN.
    package let id: String
    package let port: Int?
    /// `healthy`, `unhealthy`, `draining`, `unused`, `initial`, `unavailable`.
    package let state: String
    /// For example `Target.Timeout`; nil where AWS gives none.
    package let reason: String?
    package let json: JSON

    /// Whether the load balancer sends it requests: all but draining and unused ones.
    package var isInUse: Bool { state != "draining" && state != "unused" }
  }

  package let name: String
  package let arn: String
  /// `instance`, `ip`, `lambda` or `alb`.
  package let type: String
  package let targetProtocol: String
  package let port: Int?
  package let vpc: String?
  package let json: JSON
  package let health: Listing
  package let targets: [Target]

  /// Reads the group and its `describe-target-health`.
  package init?(_ json: JSON, snapshot: Snapshot) {
    guard let name = json["TargetGroupName"]?.string, let arn = json["TargetGroupArn"]?.string else {
      return nil
    }
    self.name = name
    self.arn = arn
    self.json = json
    type = json["TargetType"]?.string ?? "instance"
    targetProtocol = json["Protocol"]?.string ?? "HTTP"
    port = json["Port"]?.int
    vpc = json["VpcId"]?.string
    // Another account or region may have a group of the same name; the answer itself names neither.
    let place = ARN(arn)
    health = snapshot.listing(
      .targetHealth, subject: name, aliases: [arn], account: place?.account,
      region: place?.region)
    targets = health.items.compactMap { item in
      guard let id = item["Target"]?["Id"]?.string else { return nil }
      return Target(
        id: id, port: item["Target"]?["Port"]?.int ?? json["Port"]?.int,
        state: item["TargetHealth"]?["State"]?.string ?? "unknown",
        reason: item["TargetHealth"]?["Reason"]?.string,
        json: item)
    }
  }

  /// The port of the health check: the traffic port, or one of its own.
  package func healthCheckPort(of target: Target) -> Int? {
    let text = json["HealthCheckPort"]?.string ?? "traffic-port"
    return text == "traffic-port" ? target.port : Int(text)
  }

  package var isLambda: Bool { type == "lambda" }
}
