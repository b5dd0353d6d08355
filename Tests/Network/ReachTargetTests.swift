@testable import Packets
import Testing

@Suite struct ReachTargetTests {
  @Test(
    arguments: [
      ("10.0.0.1:443", "10.0.0.1", 443...443), ("[2001:db8::1]:443", "2001:db8::1", 443...443),
      ("web:8000-8100", "web", 8000...8100), ("GroupId:35:80", "GroupId:35", 80...80),
    ] as [(String, String, ClosedRange<Int>)])
  func `a destination with a port comes apart`(_ text: String, _ end: String, _ ports: ClosedRange<Int>) {
    #expect(ReachTarget(text)?.end == end)
    #expect(ReachTarget(text)?.ports == ports)
  }

  @Test(arguments: [
    ("2001:db8::1", "2001:db8::1"), ("[::1]", "::1"), ("internet", "internet"), ("eni:x", "eni:x"),
  ])
  func `a destination without a port stays whole`(_ text: String, _ end: String) {
    #expect(ReachTarget(text)?.end == end)
    #expect(ReachTarget(text)?.ports == nil)
  }

  @Test(arguments: ["10.0.0.1:99999", "web:", "10.0.0.1:80-79", "[::1", "[::1]443"])
  func `a port that is none is refused`(_ text: String) { #expect(ReachTarget(text) == nil) }
}
