@testable import Evidence

/// A few lines of access logs, as AWS writes them, of the load balancer and the distribution of ``World/web``.
enum AccessLog {
  static let balancerFile =
    "logs/alb/123456789012_elasticloadbalancing_ap-northeast-1_app.web-prod.50dc6c495c0c9188_20250828T0555Z_52.198.10.20_2f4b6d8a.log"
  static let edgeFile = "logs/cloudfront/E2QWJOBSPROD01.2025-08-28-05.8c1f2a47.log"
  static let attributes = "elbv2.describe-load-balancer-attributes.web-prod.json"
  static let first = "10.20.10.37"
  static let second = "10.20.11.58"

  /// The load balancer's log holds these lines and no others.
  static func balancer(_ lines: String...) -> Edit {
    .add(balancerFile, lines.joined(separator: "\n") + "\n")
  }

  /// The distribution's log holds these lines and no others.
  static func edge(_ lines: String...) -> Edit { edge(lines) }

  static func edge(_ lines: [String]) -> Edit {
    .add(edgeFile, "#Version: 1.0\n\(header)\n" + lines.joined(separator: "\n") + "\n")
  }

  /// Answered quickly.
  static func answered(
    _ begin: String, _ path: String = "/", _ status: Int = 200, at target: String = first
  ) -> String {
    line(begin, 0.1, status, "0.001 0.098 0.001", "\(status)", "\(target):80", path)
  }

  /// Connected, and silent until the idle timeout of 60 s.
  static func silent(_ begin: String, _ path: String = "/report", at target: String = first) -> String {
    line(begin, 60, 504, "0.001 -1 -1", "-", "\(target):80", path)
  }

  /// Not connected within the 10 s that a load balancer tries.
  static func unconnected(_ begin: String, _ path: String = "/", at target: String = first) -> String {
    line(begin, 10, 504, "-1 -1 -1", "-", "\(target):80", path)
  }

  /// The client, CloudFront, closed the connection after so long.
  static func hungUp(
    _ begin: String, after wait: Double, _ path: String = "/report", isConnected: Bool = true
  ) -> String {
    line(begin, wait, 460, isConnected ? "0.001 -1 -1" : "-1 -1 -1", "-", "\(first):80", path)
  }

  /// The target answered 504 after so long.
  static func said504(_ begin: String, after wait: Double, at target: String = first) -> String {
    line(begin, wait, 504, "0.001 \(wait - 0.002) 0.001", "504", "\(target):80", "/")
  }

  /// The response's head came, and its body was never complete.
  static func truncated(_ begin: String) -> String {
    line(begin, 60, 504, "0.001 0.200 -1", "200", "\(first):80", "/export")
  }

  /// A listener rule answered.
  static func fixed(_ begin: String) -> String {
    line(begin, 0, 504, "-1 -1 -1", "-", "-", "/", actions: "waf,fixed-response")
  }

  /// The Lambda service did not take the connection.
  static func lambda(_ begin: String) -> String {
    line(begin, 10, 504, "-1 -1 -1", "-", "-", "/render", reason: "LambdaConnectionTimeout")
  }

  /// The target group holds no target.
  static func noTarget(_ begin: String) -> String { line(begin, 0, 503, "-1 -1 -1", "-", "-", "/") }

  /// The target refused the connection.
  static func refused(_ begin: String) -> String {
    line(begin, 0, 502, "-1 -1 -1", "-", "\(first):80", "/")
  }

  static func line(
    _ begin: String, _ wait: Double, _ status: Int, _ times: String, _ targetStatus: String, _ target: String,
    _ path: String, actions: String = "forward", reason: String = "-"
  ) -> String {
    let name = "app/web-prod/50dc6c495c0c9188"
    let group =
      "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web-prod-tg/6d0ecf831eec9f09"
    return
      "https \(stamp(begin, wait)) \(name) 70.132.20.84:25802 \(target) \(times) \(status) \(targetStatus) 482 "
      + "272 \"GET https://origin.jobs.example.com:443\(path) HTTP/1.1\" \"Amazon CloudFront\" "
      + "ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 \(group) \"Root=1-68afe700-3151eb3b45e39127a247801a\" "
      + "\"origin.jobs.example.com\" \"-\" 0 \(stamp(begin, 0)) \"\(actions)\" \"-\" \"\(reason)\" \"\(target)\" "
      + "\"\(targetStatus)\" \"-\" \"-\" TID_bcb76026d3182c4666a31e933e27d430"
  }

  /// CloudFront's line of a request that began then and took so long, in seconds.
  static func viewer(
    _ begin: String, _ taken: Double, _ path: String, _ detail: String, status: Int = 504,
    firstByte: Double? = nil
  ) -> String {
    let end = stamp(begin, taken)
    let result = status < 400 ? detail : "Error"
    return [
      String(end.prefix(10)), String(end.dropFirst(11).prefix(8)), "NRT20-P2", "1021", "203.0.113.140", "GET",
      "d2k7qf0w3m9xyz.cloudfront.net", path, "\(status)", "-", "Mozilla/5.0", "-", "-", result,
      "Wfk_FkOXbu8OpYvL9uSSvqV3UpI8D7ENSw-sKexvTsypFQj25TcIq7==", "www.jobs.example.com", "https", "637",
      "\(taken)", "-", "TLSv1.3", "TLS_AES_128_GCM_SHA256", result, "HTTP/2.0", "-", "-", "36258",
      "\(firstByte ?? taken)", detail, "text/html", "-", "-", "-",
    ].joined(separator: "\t")
  }

  /// `HH:MM:SS` of 28 August 2025 and so many seconds later, with microseconds.
  private static func stamp(_ begin: String, _ wait: Double) -> String {
    let parts = begin.split(separator: ":").compactMap { Int($0) }
    let micros = parts.reduce(0) { $0 * 60 + $1 } * 1_000_000 + Int((wait * 1_000_000).rounded())
    func digits(_ value: Int, _ count: Int) -> String {
      String(repeating: "0", count: max(0, count - "\(value)".count)) + "\(value)"
    }
    let seconds = micros / 1_000_000
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { digits($0, 2) }.joined(separator: ":")
    return "2025-08-28T\(time).\(digits(micros % 1_000_000, 6))Z"
  }

  private static let header =
    "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) "
    + "cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol "
    + "cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type "
    + "cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte "
    + "x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end"
}

extension World {
  /// ``web`` without access logs.
  static let unlogged = World.web.after(
    .delete(AccessLog.balancerFile), .delete(AccessLog.edgeFile),
    .delete("logs/cloudfront/E3TWJOBSSTAG02.2025-08-28-05.41be09d3.gz"),
    .delete(
      "logs/alb/123456789012_elasticloadbalancing_ap-northeast-1_app.web-staging.7be1d20a94c3f650_20250828T0555Z_54.64.3.90_6a1c93f0.log.gz"
    ))

  /// ``unlogged`` with a log of its load balancer that holds these lines.
  static func balancerLog(_ lines: String...) -> World {
    unlogged.after(.add(AccessLog.balancerFile, lines.joined(separator: "\n") + "\n"))
  }

  /// ``edge``, asked about a name that leads to no load balancer.
  static let elsewhere = World.edge.about(["url": "https://www.example.net/"])
}
