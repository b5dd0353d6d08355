import Files
import Records

extension FuzzTarget {
  static let logs = FuzzTarget(
    "logs",
    seeds: [
      Array(balancerLines.utf8), Array(edgeLines.utf8), Array("G\(balancerLines)".utf8),
      Array("G\(edgeLines)".utf8), Array("T\(edgeLines)".utf8), storedGzip(Array(balancerLines.utf8)),
      Array((edgeLines + edgeLines.split(separator: "\n").reversed().joined(separator: "\n")).utf8),
    ],
    words: [
      "#Fields:", "#Version: 1.0\n", "date", "time", "sc-status", "x-edge-result-type", "\t", "\"", "\\x22",
      " - ", "504", "9025-", "0000-", "T00:00:60", ".000000Z", "forward", "waf,forward", "[::1]:80", "h2 ",
    ]
  ) { fuzzLogs($0) }

  private static let balancerLines = """
    https 2026-03-01T05:31:00.123456Z app/web/50dc6c495c0c9188 198.51.100.7:2817 10.0.1.5:8080 0.001 10.002 0.000 504 - 123 45 "GET https://www.example.com:443/api/orders?id=7 HTTP/2.0" "curl/8.5 \\x22a\\x22" TLS_AES_128_GCM_SHA256 TLSv1.3 arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/73e2d6bc24d8a067 "Root=1-65" "www.example.com" "arn:aws:acm:eu-west-1:123456789012:certificate/1" 0 2026-03-01T05:30:50.122000Z "forward" "-" "-" "10.0.1.5:8080" "-" "-" "-" TID_1
    http 2026-03-01T05:31:01.000000Z app/web/50dc6c495c0c9188 [2001:db8::1]:1 - -1 -1 -1 460 - 0 0 "- http://x:80- -" "-" - - - "-" "-" "-" - 2026-03-01T05:31:00.000000Z "waf,forward" "-" "-" "-" "-" "-" "-"
    http 2026-03-01T05:31:02.000000Z app/web/50dc6c495c0c9188 10.0.0.1:1 10.0.1.5:8080 0.0 0.1 0.0 200 200 1 2 "GET http://x:80/ HTTP/1.1" "-" - - - "-" "-" "-" - 2026-03-01T05:31:00.000000Z "forward" "-" "-" "10.0.1.5:8080" "200" "-" "-"

    """

  private static let edgeLines = """
    #Version: 1.0
    #Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len sc-range-start sc-range-end
    2026-03-01\t05:31:00\tNRT57-P1\t504\t198.51.100.7\tGET\td111.cloudfront.net\t/api/orders\t504\t-\tcurl\t-\t-\tError\tx==\twww.example.com\thttps\t50\t30.001\t-\tTLSv1.3\tTLS\tError\tHTTP/2.0\t-\t-\t40000\t30.001\tOriginConnectError\ttext/html\t504\t-\t-
    2026-03-01\t05:31:01\tNRT57-P1\t9\t198.51.100.7\tGET\td111.cloudfront.net\t/\t200\t-\t-\t-\t-\tHit\ty==\twww.example.com\thttps\t50\t0.001\t-\t-\t-\tHit\tHTTP/1.1\t-\t-\t1\t0.001\tHit\t-\t9\t-\t-

    """
}

/// Access logs from memory: plain, packed (`G` before the text) and packed and cut off (`T`).
package func fuzzLogs(_ bytes: [UInt8]) {
  let log: [UInt8]
  switch bytes.first {
  case UInt8(ascii: "G"): log = storedGzip(Array(bytes.dropFirst()))
  case UInt8(ascii: "T"): log = storedGzip(Array(bytes.dropFirst())).dropLast(Int(bytes.last ?? 0))
  default: log = bytes
  }
  guard let facts = try? LogReader.read([LogInput(path: "log", source: .bytes(log))], workers: 1) else {
    return
  }
  for file in facts.files { hold(file.lines >= 0 && file.lines <= bytes.count + 1) }
  for tally in facts.distributions.values {
    for line in tally.faults { hold(line.line >= 1 && line.line <= bytes.count) }
  }
  for tally in facts.loadBalancers.values {
    for line in tally.faults { hold(line.line >= 1 && line.line <= bytes.count) }
  }
}
