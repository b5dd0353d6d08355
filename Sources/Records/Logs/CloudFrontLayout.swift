/// Which column of a CloudFront log holds what, by its `#Fields:` line.
///
/// The number of columns grows; AWS asks to read them by name ("Standard log file format").
struct CloudFrontLayout: Hashable {
  var names: [String]
  var date = -1
  var time = -1
  var edge = -1
  var method = -1
  var host = -1
  var path = -1
  var status = -1
  var taken = -1
  var alias = -1
  var viewerProtocol = -1
  var resultType = -1
  var firstByte = -1
  var detail = -1
  /// The last column that is read.
  var needed = 0
  /// Whether the columns before and with the status hold nothing secret, so that they can be cited as they stand.
  var citesFromStart = false

  /// The documented order, for logs whose header is missing.
  static let documented = CloudFrontLayout(
    names: """
      date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) \
      cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken \
      x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status \
      fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len \
      sc-range-start sc-range-end
      """.split(separator: " ").map(String.init))

  init(names: [String]) {
    self.names = names
    func column(_ name: String) -> Int { names.firstIndex(of: name) ?? -1 }
    date = column("date")
    time = column("time")
    edge = column("x-edge-location")
    method = column("cs-method")
    host = column("cs(Host)")
    path = column("cs-uri-stem")
    status = column("sc-status")
    taken = column("time-taken")
    alias = column("x-host-header")
    viewerProtocol = column("cs-protocol")
    resultType = column("x-edge-result-type")
    firstByte = column("time-to-first-byte")
    detail = column("x-edge-detailed-result-type")
    needed = [
      date, time, edge, method, host, path, status, taken, alias, viewerProtocol, resultType, firstByte,
      detail,
    ].reduce(0, max)
    let secret: Set<String> = [
      "cs(Referer)", "cs(User-Agent)", "cs-uri-query", "cs(Cookie)", "x-forwarded-for",
    ]
    citesFromStart = status >= 0 && !names.prefix(status + 1).contains(where: secret.contains)
  }

  /// Reads a `#Fields:` line; nil where a column that nothing can be said without is missing.
  init?(fieldsLine: String) {
    self.init(
      names: fieldsLine.dropFirst("#Fields:".count).split(whereSeparator: { $0 == " " || $0 == "\t" })
        .map(String.init))
    guard date >= 0, time >= 0, status >= 0, method >= 0, path >= 0 else { return nil }
  }
}
