import Sentences

/// What a log file holds, told from its first lines.
///
/// CloudFront: "Standard log file format" in the CloudFront Developer Guide; load balancers: "Access logs for your
/// Application Load Balancer".
package enum LogKind: String, Sendable, Hashable, CaseIterable {
  case cloudFront = "CloudFront standard log"
  case cloudFrontJSON = "CloudFront log as JSON lines"
  case alb = "Application Load Balancer access log"
  case albConnection = "Application Load Balancer connection log"
  case classic = "Classic Load Balancer access log"
  case network = "Network Load Balancer TLS log"
  case rtmp = "CloudFront RTMP log"

  package var words: Sentence {
    switch self {
    case .cloudFront: "CloudFront standard log"
    case .cloudFrontJSON: "CloudFront log as JSON lines"
    case .alb: "Application Load Balancer access log"
    case .albConnection: "Application Load Balancer connection log"
    case .classic: "Classic Load Balancer access log"
    case .network: "Network Load Balancer TLS log"
    case .rtmp: "CloudFront RTMP log"
    }
  }

  /// Whether its lines say anything about an HTTP request that passed a distribution or a load balancer of ours.
  package var isRead: Bool { self == .cloudFront || self == .cloudFrontJSON || self == .alb }

  /// The kind of the first line that tells; nil where none of the first lines does.
  package static func recognize(_ head: [UInt8]) -> LogKind? {
    var budget = 40
    for line in head.split(separator: UInt8(ascii: "\n")) {
      budget -= 1
      if budget < 0 { return nil }
      let text = String(decoding: line.prefix(400), as: UTF8.self)
      if let kind = kind(ofLine: text) { return kind }
      let blank = text.allSatisfy(\.isWhitespace)
      if !blank, !text.hasPrefix("#"), budget < 38 { return nil }
    }
    return nil
  }

  /// The kind of one line, by its first fields.
  package static func kind(ofLine line: String) -> LogKind? {
    if line.hasPrefix("#Fields:") {
      if line.contains(" x-event") || line.contains(" x-cf-status") { return .rtmp }
      return line.contains("x-edge-location") && line.contains("sc-status") ? .cloudFront : nil
    }
    if line.hasPrefix("{"), line.contains("\"x-edge-location\""), line.contains("\"sc-status\"") {
      return .cloudFrontJSON
    }
    let fields = line.split(maxSplits: 8, whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    guard fields.count >= 4 else { return nil }
    if requestTypes.contains(fields[0]), isTimestamp(fields[1]), fields[2].hasPrefix("app/") { return .alb }
    if fields[0] == "tls", isTimestamp(fields[2]) || isTimestamp(fields[1]) { return .network }
    if isTimestamp(fields[0]) {
      // Connection log: time, client address without port, client port, listener port.
      return fields.count > 3 && Int(fields[2]) != nil && Int(fields[3]) != nil ? .albConnection : .classic
    }
    if isDate(fields[0]), isClock(fields[1]), fields.count >= 7 {
      return isMethod(fields[5]) ? .cloudFront : isAddress(fields[3]) ? .rtmp : nil
    }
    return nil
  }

  /// Values of an ALB line's first field.
  static let requestTypes: Set<String> = ["http", "https", "h2", "grpcs", "ws", "wss"]

  private static func isTimestamp(_ text: String) -> Bool {
    text.count >= 19 && isDate(String(text.prefix(10))) && text.dropFirst(10).first == "T"
  }

  private static func isDate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 10 && bytes[4] == UInt8(ascii: "-") && bytes[7] == UInt8(ascii: "-")
      && bytes.prefix(4).allSatisfy { $0 >= 48 && $0 <= 57 }
  }

  private static func isClock(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 8 && bytes[2] == UInt8(ascii: ":") && bytes[5] == UInt8(ascii: ":")
  }

  private static func isMethod(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 65 && $0 <= 90 || $0 == UInt8(ascii: "-") }
  }

  private static func isAddress(_ text: String) -> Bool {
    text.contains(":") || text.split(separator: ".").count == 4
  }
}
