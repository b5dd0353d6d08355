@testable import Evidence
@testable import Files
@testable import Records
import Foundation
import Testing

/// Reading logs as files of any size and packing: same lines, same facts.
struct LogReaderTests {
  static let header =
    "#Version: 1.0\n#Fields: "
    + CloudFrontLayout.documented.names.joined(separator: " ") + "\n"

  /// One CloudFront line in the documented order.
  static func edge(
    _ clock: String, status: Int, taken: Double, path: String = "/page/7", detail: String = "OriginCommError",
    method: String = "GET", query: String = "token=secret"
  ) -> String {
    let result = status < 400 ? "Miss" : "Error"
    return [
      "2026-03-01", clock, "NRT20-P2", "900", "198.51.100.7", method, "d111.cloudfront.net", path,
      "\(status)",
      "https://www.example.com/?a=b", "Mozilla", query, "-", result, "id", "www.example.com", "https", "50",
      "\(taken)", "-", "TLSv1.3", "TLS_AES_128_GCM_SHA256", result, "HTTP/2.0", "-", "-", "40000", "\(taken)",
      status < 400 ? "Miss" : detail, "text/html", "10", "-", "-",
    ].joined(separator: "\t")
  }

  /// One ALB line of 2018's form.
  static func balancer(
    _ time: String, created: String, status: Int, target: String = "10.0.1.5:80", times: String = "-1 -1 -1",
    targetStatus: String = "-", path: String = "/page/7?token=secret",
    elb: String = "app/web/0123456789abcdef",
    actions: String = "forward", reason: String = "-", method: String = "GET"
  ) -> String {
    "https \(time) \(elb) 64.252.130.1:4000 \(target) \(times) \(status) \(targetStatus) 100 200 "
      + "\"\(method) https://www.example.com:443\(path) HTTP/1.1\" \"Amazon CloudFront\" - - "
      + "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1 \"Root=1\" \"-\" \"-\" 1 \(created) "
      + "\"\(actions)\" \"-\" \"\(reason)\" \"\(target)\" \"\(targetStatus)\" \"-\" \"-\" TID_1"
  }

  private func many(_ count: Int) -> String {
    (0..<count).map { index in
      let second = String(format: "%02d:%02d:%02d", index / 3600 % 24, index / 60 % 60, index % 60)
      return Self.edge(second, status: index % 7 == 0 ? 504 : 200, taken: 30, path: "/page/\(index % 11)")
    }.joined(separator: "\n") + "\n"
  }

  private func summary(_ facts: LogFacts) -> [String] {
    facts.distributions.sorted { $0.key < $1.key }.map { host, tally in
      "\(host) \(tally.total) \(tally.faults.count) \(tally.faults.last?.line ?? 0) "
        + tally.minutes.map { "\($0.key.status)/\($0.key.minute)=\($0.value)" }.sorted().joined(
          separator: ",")
    }
  }

  @Test(arguments: [64, 100, 1000, 1 << 16, 1 << 19])
  func `chunks may end anywhere`(_ chunk: Int) throws {
    let text = Self.header + many(200)
    let scanner = CloudFrontScanner(file: "x", layout: nil, window: .all)
    let lines = try LineFeeder.feed(MemorySupply(Array(text.utf8)), to: scanner, chunk: chunk) { _ in true }
    scanner.finish()
    #expect(lines == 202)
    #expect(scanner.tables.values.first?.total == 200)
    #expect(scanner.unread.count == 0)
    #expect(scanner.tables.values.first?.kept.last?.line == 199)
  }

  @Test func `a large plain file is read by several threads with the same result as by one`() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "culprit-\(UUID().uuidString).log")
    defer { try? FileManager.default.removeItem(at: url) }
    let text = Self.header + many(40_000)
    try Data(text.utf8).write(to: url)
    #expect(text.utf8.count > LogReader.splitSize)
    let input = [LogInput(path: "cf.log", source: .file(url))]
    let one = try LogReader.read(input, workers: 1)
    let four = try LogReader.read(input, workers: 4)
    let memory = try LogReader.read([LogInput(path: "cf.log", source: .bytes(Array(text.utf8)))])
    #expect(summary(one) == summary(four))
    #expect(summary(one) == summary(memory))
    #expect(four.files.first?.lines == 40_002)
    #expect(four.distributions["d111.cloudfront.net"]?.faults.last?.line == 39_999 - 39_999 % 7 + 3)
  }

  @Test func `gzip with several members reads like the plain text`() throws {
    let first = Self.header + many(50)
    let second = many(30)
    let packed = try gzip(first) + gzip(second)
    let facts = try LogReader.read([LogInput(path: "cf.log.gz", source: .bytes(packed))])
    let plain = try LogReader.read([LogInput(path: "cf.log.gz", source: .bytes(Array((first + second).utf8)))]
    )
    #expect(summary(facts) == summary(plain))
    #expect(facts.files.first?.problem == nil)
    #expect(facts.distributions["d111.cloudfront.net"]?.total == 80)
  }

  @Test func `a gzip that ends too early is read as far as it goes and named`() throws {
    let packed = try gzip(Self.header + many(3000))
    let facts = try LogReader.read([
      LogInput(path: "cf.log.gz", source: .bytes(Array(packed.prefix(packed.count / 2))))
    ])
    #expect(facts.files.first?.problem?.english.contains("ends too early") ?? false)
    let total = try #require(facts.distributions["d111.cloudfront.net"]?.total)
    #expect(total > 0 && total < 3000)
  }

  @Test func `columns follow the header, also where it changes within the file`() throws {
    let swapped = "#Fields: time date sc-status cs-method cs(Host) cs-uri-stem time-taken x-edge-location"
    let text =
      Self.header + Self.edge("01:00:00", status: 504, taken: 30) + "\n" + swapped
      + "\n02:00:00\t2026-03-01\t504\tPOST\tD111.cloudfront.net\t/other\t12.5\tSEA19-C2\n"
    let facts = try LogReader.read([LogInput(path: "a", source: .bytes(Array(text.utf8)))])
    let faults = facts.distributions["d111.cloudfront.net"]?.faults ?? []
    #expect(faults.map(\.method) == ["GET", "POST"])
    #expect(faults.last?.taken == 12.5 && faults.last?.edge == "SEA19-C2" && faults.last?.line == 5)
  }

  @Test func `since and until choose lines`() throws {
    let text =
      Self.header
      + ["01:00:00", "02:00:00", "03:00:00"].map { Self.edge($0, status: 504, taken: 1) }
      .joined(separator: "\n")
    let window = LogWindow(Subject(["since": "2026-03-01T01:30:00Z", "until": "2026-03-01 02:30"]))
    let facts = try LogReader.read([LogInput(path: "a", source: .bytes(Array(text.utf8)))], window: window)
    #expect(facts.distributions["d111.cloudfront.net"]?.faults.map(\.line) == [4])
  }

  @Test func `reading stops when it is cancelled`() throws {
    let text = Self.header + many(100)
    #expect(throws: CancellationError.self) {
      try LogReader.read([LogInput(path: "a", source: .bytes(Array(text.utf8)))], cancelled: { true })
    }
  }

  @Test(
    arguments: [
      ("connect", "-1 -1 -1", "-", 10.002, "-", "forward", LogSignature.connectTimeout),
      ("connect, dispatched", "0.001 -1 -1", "-", 10.001, "-", "forward", .connectTimeout),
      ("idle", "0.001 -1 -1", "-", 60.0, "-", "forward", .silentTarget),
      ("idle without times", "-1 -1 -1", "-", 60.4, "-", "forward", .silentTarget),
      ("another idle timeout at that time", "0.002 -1 -1", "-", 120.0, "-", "forward", .silentTarget),
      ("body", "0.001 0.200 -1", "200", 60.2, "-", "forward", .truncatedBody),
      ("target", "0.001 30.000 0.000", "504", 30.0, "-", "forward", .targetSaid504),
      ("lambda", "-1 -1 -1", "-", 1.0, "LambdaConnectionTimeout", "forward", .lambdaConnect),
      ("neither", "-1 -1 -1", "-", 3.0, "-", "forward", .other),
    ])
  func `504 lines are told apart by the wait`(
    _ name: String, _ times: String, _ targetStatus: String, _ wait: Double, _ reason: String,
    _ actions: String,
    _ expected: LogSignature
  ) throws {
    let end = LogTime.format(1_772_326_800 + 300)
    let begin = String(format: "%.6f", 300 - wait)
    let created =
      LogTime.format(1_772_326_800 + (Double(begin) ?? 0).rounded(.down)).dropLast()
      + String(format: "%.6f", (Double(begin) ?? 0).truncatingRemainder(dividingBy: 1)).dropFirst() + "Z"
    let line = Self.balancer(
      end, created: String(created), status: 504, times: times, targetStatus: targetStatus, actions: actions,
      reason: reason)
    let facts = try LogReader.read([LogInput(path: "a", source: .bytes(Array(line.utf8)))])
    let read = try #require(facts.loadBalancers["app/web/0123456789abcdef"]?.faults.first)
    #expect(abs((read.delta ?? 0) - wait) < 0.01, "\(name)")
    #expect(LogSignature(read, idle: 60) == expected, "\(name)")
  }

  @Test func `with an idle timeout of ten seconds the dispatch decides, and without it nothing is said`()
    throws
  {
    let base = "2026-03-01T01:00:10.001000Z"
    for (times, expected) in [("0.001 -1 -1", LogSignature.silentTarget), ("-1 -1 -1", .other)] {
      let line = Self.balancer(base, created: "2026-03-01T01:00:00.000000Z", status: 504, times: times)
      let facts = try LogReader.read([LogInput(path: "a", source: .bytes(Array(line.utf8)))])
      let read = try #require(facts.loadBalancers.values.first?.faults.first)
      #expect(LogSignature(read, idle: 10) == expected)
    }
  }

  @Test(
    arguments: [
      ("2026-03-01T00:00:00Z", 1_772_323_200.0), ("2026-03-01T09:00:00+09:00", 1_772_323_200),
      ("2026-03-01T00:00:00.500000+00:00", 1_772_323_200.5), ("1772323200.0", 1_772_323_200),
      ("2026-03-01", 1_772_323_200), ("2026-03-01T00:00Z", 1_772_323_200), ("1969-12-31T23:59:59Z", -1),
    ])
  func `times are read in every form the CLI prints`(_ text: String, _ seconds: Double) {
    #expect(LogTime.parse(text) == seconds)
  }

  @Test(arguments: [0, 951_782_400, 1_772_323_199, 4_102_444_800])
  func `times written are the times read`(_ seconds: Int) {
    #expect(LogTime.parse(LogTime.format(Double(seconds))) == Double(seconds))
  }

  @Test(
    arguments: [
      ("/company/30", "/company/*"), ("/a/b/c/d/e", "/a/b/c/d/…"), ("/", "/"),
      ("/job/5b2f9c1e-77aa/x", "/job/*/x"),
      ("/cafe/menu", "/cafe/menu"), ("*", "*"), ("", ""),
    ])
  func `paths keep their shape`(_ path: String, _ shape: String) {
    #expect(LogPath.shape(path) == shape)
  }

  private func gzip(_ text: String) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-c"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let bytes = Data(text.utf8)
    DispatchQueue.global().async {
      input.fileHandleForWriting.write(bytes)
      input.fileHandleForWriting.closeFile()
    }
    let packed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(packed)
  }
}
