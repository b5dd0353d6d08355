@testable import Files
@testable import Records
@testable import RequestChecks
import Testing

/// Whether silence is confined to certain paths, counted within the time of the silence only.
@Suite struct SilentSpreadTests {
  private static func line(_ second: Int, _ path: String, silent: Bool) -> String {
    func stamp(_ second: Int) -> String {
      let rest = "\(second % 60 < 10 ? "0" : "")\(second % 60)"
      return "2026-03-01T10:\(second / 60 < 10 ? "0" : "")\(second / 60):\(rest).000000Z"
    }
    return LogReaderTests.balancer(
      stamp(second + (silent ? 60 : 0)), created: stamp(second), status: silent ? 504 : 200,
      times: silent ? "0.001 -1 -1" : "0.001 0.020 0.000", targetStatus: silent ? "-" : "200", path: path)
  }

  private static func spread(_ lines: [String]) throws -> SilentSpread {
    let input = LogInput(path: "alb.log", source: .bytes(Array((lines.joined(separator: "\n") + "\n").utf8)))
    let tally = try #require(try LogReader.read([input]).loadBalancers["app/web/0123456789abcdef"])
    return SilentSpread(tally.faults.filter { $0.status == 504 }, tally)
  }

  @Test func `answers from before the first silence do not count`() throws {
    let before = (0..<44).map { Self.line($0, "/\(["a", "b", "c", "d"][$0 % 4])", silent: false) }
    let silent = (0..<20).map { Self.line(46 + 3 * $0, "/\(["a", "b"][$0 % 2])", silent: true) }
    let spread = try Self.spread(before + silent)
    #expect(spread.answeredElsewhere == 0)
    #expect(!spread.isConfined)
  }

  @Test func `answers of other paths meanwhile show that only some are silent`() throws {
    let other = (0..<20).map { Self.line(47 + 3 * $0, "/c", silent: false) }
    let silent = (0..<20).map { Self.line(46 + 3 * $0, "/a", silent: true) }
    let spread = try Self.spread(other + silent)
    #expect(spread.answeredElsewhere > 10)
    #expect(spread.isConfined)
  }
}
