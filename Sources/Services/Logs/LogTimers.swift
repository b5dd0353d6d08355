import Sentences
import Evidence

/// A number that the configuration sets, with the place it was read from.
package struct Timer: Sendable {
  package let seconds: Double
  /// nil where the value is AWS's default because the document does not set it.
  let place: JSON?

  package func cite(_ says: Sentence) -> [Citation] { place.map { [Citation($0, says)] } ?? [] }
}

/// The timers between an edge server and a target, as the snapshot has them.
package struct LogTimers: Sendable {
  /// ALB: after this long without a byte from the target the load balancer answers 504
  /// ("Application Load Balancers", attribute `idle_timeout.timeout_seconds`).
  package let idle: Timer?
  /// Whether access logging was on (`access_logs.s3.enabled`); nil where the attributes were not collected.
  let logging: JSON?
  package let attributes: Listing?
  private let values: [String: JSON]

  init(_ path: RequestPath, snapshot: Snapshot) {
    guard let name = path.name else {
      (idle, logging, attributes, values) = (nil, nil, nil, [:])
      return
    }
    let listing = snapshot.listing(
      .loadBalancerAttributes, subject: name, aliases: [path.arn].compactMap { $0 })
    var values: [String: JSON] = [:]
    for item in listing.items {
      for attribute in item["Attributes"]?.elements ?? [] {
        if let key = attribute["Key"]?.string, let value = attribute["Value"] { values[key] = value }
      }
    }
    self.values = values
    attributes = listing
    idle = values["idle_timeout.timeout_seconds"].flatMap { value in
      value.int.map { Timer(seconds: Double($0), place: value) }
    }
    logging = values["access_logs.s3.enabled"]
  }

  /// An attribute of the load balancer.
  subscript(attribute: String) -> JSON? { values[attribute] }

  /// Access logging was off, by the attributes.
  var loggingIsOff: Bool { logging?.bool == false }
}

/// The timers of one CloudFront origin ("Values that you specify when you create or update a distribution").
package struct OriginTimers: Sendable {
  /// Connection timeout, 10 s by default.
  package let connect: Timer
  /// Connection attempts, 3 by default; also the number of tries of a GET or HEAD whose answer does not come.
  package let attempts: Timer
  /// Response timeout, 30 s by default.
  package let read: Timer
  /// Response completion timeout; nil where none is set.
  package let completion: Timer?

  package init(_ origin: JSON) {
    let custom = origin["CustomOriginConfig"] ?? origin["VpcOriginConfig"]
    connect = OriginTimers.timer(origin["ConnectionTimeout"], default: 10)
    attempts = OriginTimers.timer(origin["ConnectionAttempts"], default: 3)
    read = OriginTimers.timer(custom?["OriginReadTimeout"], default: 30)
    completion = origin["ResponseCompletionTimeout"].flatMap { value in
      value.int.map { Timer(seconds: Double($0), place: value) }
    }
  }

  /// How long an unreachable origin keeps the viewer waiting.
  package var connectBudget: Double { connect.seconds * attempts.seconds }

  /// How long a silent origin keeps the viewer waiting: only GET and HEAD are tried again.
  package func readBudget(method: String) -> Double {
    ["GET", "HEAD"].contains(method) ? read.seconds * attempts.seconds : read.seconds
  }

  private static func timer(_ value: JSON?, default seconds: Double) -> Timer {
    if let value, let number = value.int { return Timer(seconds: Double(number), place: value) }
    return Timer(seconds: seconds, place: nil)
  }
}
