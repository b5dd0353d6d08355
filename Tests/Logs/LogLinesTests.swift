@testable import Evidence
@testable import Files
@testable import Records
import Foundation
import Testing

/// The real log lines of the shared test data, each read alone in a file of its own.
struct LogLinesTests {
  struct Sample: Decodable {
    let id: String
    let kind: String
    let line: String
    let note: String
  }

  static let samples: [Sample] = {
    guard let text = try? String(contentsOfFile: SharedData.root + "/data/loglines.jsonl", encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").compactMap { line in
      try? JSONDecoder().decode(Sample.self, from: Data(line.utf8))
    }
  }()

  private func read(_ line: String) throws -> LogFacts {
    try LogReader.read([LogInput(path: "sample.log", source: .bytes(Array((line + "\n").utf8)))])
  }

  private func sample(_ id: String) -> Sample? { Self.samples.first { $0.id == id } }

  @Test(.enabled(if: !LogLinesTests.samples.isEmpty, "skipped: ../shared/data/loglines.jsonl is not there"))
  func `every line is read or counted with its reason`() throws {
    #expect(Self.samples.count > 50)
    for sample in Self.samples {
      let facts = try read(sample.line)
      let lines =
        facts.loadBalancers.values.reduce(0) { $0 + $1.total }
        + facts.distributions.values.reduce(0) { $0 + $1.total }
      switch sample.kind {
      case "alb":
        #expect(lines == 1, "\(sample.id)")
        #expect(facts.files.first?.kind == .alb, "\(sample.id)")
      case "cloudfront-standard" where sample.id == "log-021":
        #expect(lines == 0 && facts.unparsedCount == 1)
        #expect(facts.unparsed.first?.line == 1)
      case "cloudfront-standard":
        #expect(lines == 1, "\(sample.id) \(facts.unparsed)")
      case "cloudfront-json":
        #expect(lines == 1, "\(sample.id)")
      case "cloudfront-header", "cloudfront-json-fragment":
        #expect(lines == 0 && facts.unparsedCount == 0, "\(sample.id)")
      default:
        // Another kind of log is named, not read.
        #expect(lines == 0, "\(sample.id)")
        #expect(facts.files.first.map { !$0.kind.isRead } ?? false, "\(sample.id) \(facts.files)")
      }
    }
  }

  @Test(.enabled(if: !LogLinesTests.samples.isEmpty, "skipped: ../shared/data/loglines.jsonl is not there"))
  func `lines of other kinds inside an ALB log are counted with place and reason`() throws {
    let first = try #require(sample("log-076"))
    let others = Self.samples.filter { !["alb", "cloudfront-header"].contains($0.kind) }
    let text = ([first] + others).map { $0.line.replacing("\n", with: " ") }.joined(separator: "\n")
    let facts = try read(text)
    #expect(facts.loadBalancers.values.reduce(0) { $0 + $1.total } == 1)
    #expect(facts.unparsedCount == others.count)
    #expect(facts.unparsed.map(\.line) == Array(2..<others.count + 2))
    #expect(facts.unparsed.allSatisfy { !$0.reason.isEmpty })
  }

  @Test(.enabled(if: !LogLinesTests.samples.isEmpty, "skipped: ../shared/data/loglines.jsonl is not there"))
  func `the real 504s are connect timeouts and the real 460 is a client that gave up`() throws {
    for id in ["log-076", "log-077", "log-079", "log-080"] {
      let facts = try read(try #require(sample(id)).line)
      let line = try #require(facts.loadBalancers.values.first?.faults.first)
      #expect(LogSignature(line, idle: 60) == .connectTimeout, "\(id)")
      #expect(abs((line.delta ?? 0) - 10) < 0.01)
      #expect(line.target != nil && line.targetStatus == nil)
      #expect(line.targetGroup?.hasPrefix("arn:aws:elasticloadbalancing:") ?? false)
    }
    let gone = try read(try #require(sample("log-074")).line)
    let line = try #require(gone.loadBalancers.values.first?.faults.first)
    #expect(LogSignature(line, idle: 60) == .clientGaveUp)
    #expect(abs((line.delta ?? 0) - 5.72) < 0.01)
  }

  @Test(.enabled(if: !LogLinesTests.samples.isEmpty, "skipped: ../shared/data/loglines.jsonl is not there"))
  func `targets without an address are counted and never dropped`() throws {
    for sample in Self.samples where sample.kind == "alb" && sample.line.contains(" - -1 -1 -1 ") {
      let facts = try read(sample.line)
      #expect(facts.loadBalancers.values.first?.outcomes.keys.first?.target == "-", "\(sample.id)")
    }
    let fixed = try read(try #require(sample("log-056")).line)
    let line = try #require(fixed.loadBalancers.values.first?.faults.first)
    #expect(line.actions == ["waf", "fixed-response"] && line.status == 503 && line.target == nil)
    #expect(line.priority == "0")
  }

  @Test(.enabled(if: !LogLinesTests.samples.isEmpty, "skipped: ../shared/data/loglines.jsonl is not there"))
  func `paths end before the query, whatever the request looks like`() throws {
    let expected = [
      "log-046": "/api/deposits/transactions:search", "log-084": "/shell", "log-103": "/relative/path",
      "log-058": "/", "log-061": "/very/good/route",
    ]
    for (id, path) in expected {
      let facts = try read(try #require(sample(id)).line)
      let key = try #require(facts.loadBalancers.values.first?.outcomes.keys.first)
      #expect(key.path == path, "\(id)")
    }
  }

  @Test(.enabled(if: !LogLinesTests.samples.isEmpty, "skipped: ../shared/data/loglines.jsonl is not there"))
  func `no query string, cookie or user agent is kept`() throws {
    for sample in Self.samples {
      let facts = try read(sample.line)
      var kept: [String] = []
      for tally in facts.loadBalancers.values {
        for line in tally.faults + tally.others { kept.append(line.text + line.path) }
        if let line = tally.anyLine { kept.append(line.text + line.path) }
      }
      for tally in facts.distributions.values {
        for line in tally.faults { kept.append(line.text + line.path) }
        if let line = tally.anyLine { kept.append(line.text + line.path) }
      }
      for text in kept {
        #expect(
          !text.contains("?") && !text.contains("Mozilla") && !text.contains("source=global"), "\(sample.id)")
        #expect(sample.line.contains("{") || sample.line.contains(text.prefix(20)), "\(sample.id)")
      }
    }
  }
}
