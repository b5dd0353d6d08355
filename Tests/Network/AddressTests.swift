@testable import Evidence
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    ("10.0.0.1", "10.0.0.1"), ("255.255.255.255", "255.255.255.255"), ("::", "::"), ("::1", "::1"),
    ("2001:DB8::1", "2001:db8::1"), ("[fe80::1]", "fe80::1"), ("1:0:0:2:0:0:0:3", "1:0:0:2::3"),
    ("::ffff:10.0.0.1", "::ffff:a00:1"), ("2600:1f18::", "2600:1f18::"),
  ])
  func `an address reads and prints in its shortest form`(_ text: String, _ shown: String) {
    #expect(IPAddress(text)?.description == shown)
  }

  @Test(arguments: [
    "", "10.0.0", "10.0.0.256", "10.0.0.0.1", "a.b.c.d", ":::", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::",
  ])
  func `what is no address is refused`(_ text: String) { #expect(IPAddress(text) == nil) }

  @Test(arguments: [
    ("10.0.0.0/8", "10.255.255.255", true), ("10.0.0.0/8", "11.0.0.0", false),
    ("10.0.0.7/24", "10.0.0.200", true),
    ("0.0.0.0/0", "203.0.113.9", true), ("::/0", "203.0.113.9", false),
    ("2001:db8::/32", "2001:db8:ffff::1", true),
    ("2001:db8::/32", "2001:db9::1", false), ("::/0", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", true),
  ])
  func `a block covers what its prefix says`(_ block: String, _ address: String, _ expected: Bool) throws {
    let block = try #require(CIDR(block))
    #expect(block.covers(try #require(IPAddress(address))) == expected)
  }

  @Test(arguments: ["10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/", "/8"])
  func `what is no block is refused`(_ text: String) { #expect(CIDR(text) == nil) }

  @Test func `sets unite, subtract and print as the fewest blocks`() throws {
    let whole = AddressSet(.v4, [try #require(CIDR("10.0.0.0/24"))])
    let half = AddressSet(.v4, [try #require(CIDR("10.0.0.0/25"))])
    let rest = whole.subtracting(half)
    #expect(rest.description == "10.0.0.128/25")
    #expect(rest.union(half) == whole)
    #expect(whole.covers(half))
    #expect(!half.covers(whole))
    let all = AddressSet(.v6, [.everything(.v6)])
    #expect(all.subtracting(all).isEmpty)
    #expect(all.description == "::/0")
    #expect(PortSet([0...1023, 1024...2000, 5...7]).description == "0-2000")
    #expect(
      PortSet([1024...65535]).subtracting(PortSet([32768...60999])).description == "1024-32767, 61000-65535")
  }

  @Test(arguments: [
    ("tcp", IPProtocol.tcp), ("6", .tcp), ("-1", .all), ("17", .udp), ("ICMP", .icmp), ("58", .icmpv6),
    ("50", .number(50)),
  ])
  func `a protocol reads by name and by number`(_ text: String, _ expected: IPProtocol) {
    #expect(IPProtocol(text) == expected)
  }
}
