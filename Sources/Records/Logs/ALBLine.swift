import Sentences
import Evidence

/// One kept line of an ALB access log, without query string.
///
/// Fields: "Access log entries" in the Application Load Balancer guide.
package struct ALBLine: Sendable, Hashable {
  package var file: String
  package var line: Int
  /// When the load balancer generated the response, in seconds since 1970 UTC.
  package var time: Double
  /// When it received the request; nil in old lines.
  package var created: Double?
  /// `app/<name>/<id>`.
  package var loadBalancer: String
  /// The client's address without its port.
  package var client: String
  /// `address:port`; nil where the line has `-`.
  package var target: String?
  package var requestTime: Double
  package var targetTime: Double
  package var responseTime: Double
  /// nil where the line has `-`.
  package var status: Int?
  package var targetStatus: Int?
  package var method: String
  package var path: String
  package var targetGroup: String?
  package var priority: String?
  /// `actions_executed`, for example `waf,forward`.
  package var actions: [String]
  package var errorReason: String?
  /// The address of the load balancer's node, in lines of 2025 and later.
  package var node: String?
  /// A verbatim part of the line, up to the byte counts, never with the request.
  package var text: String

  package init(
    file: String, line: Int, time: Double, created: Double?, loadBalancer: String, client: String,
    target: String?, requestTime: Double, targetTime: Double, responseTime: Double, status: Int?,
    targetStatus: Int?, method: String, path: String, targetGroup: String?, priority: String?,
    actions: [String], errorReason: String?, node: String?, text: String
  ) {
    self.file = file
    self.line = line
    self.time = time
    self.created = created
    self.loadBalancer = loadBalancer
    self.client = client
    self.target = target
    self.requestTime = requestTime
    self.targetTime = targetTime
    self.responseTime = responseTime
    self.status = status
    self.targetStatus = targetStatus
    self.method = method
    self.path = path
    self.targetGroup = targetGroup
    self.priority = priority
    self.actions = actions
    self.errorReason = errorReason
    self.node = node
    self.text = text
  }

  /// How long the client waited for the answer; nil where the line has no creation time.
  package var delta: Double? { created.map { max(0, time - $0) } }

  /// The target's address without its port.
  package var targetAddress: String? { target.map { ALBLine.address(ofTarget: $0) } }

  package var targetPort: Int? {
    guard let target, let colon = target.lastIndex(of: ":") else { return nil }
    return Int(target[target.index(after: colon)...])
  }

  /// Cites the line.
  package func cite(_ says: Sentence) -> Citation {
    Citation(file: file, line: line, value: text, says: says)
  }
}

extension ALBLine {
  /// The address of an `address:port`, without the brackets of IPv6.
  package static func address(ofTarget target: String) -> String {
    guard let colon = target.lastIndex(of: ":") else { return target }
    return target[..<colon].filter { $0 != "[" && $0 != "]" }
  }
}
