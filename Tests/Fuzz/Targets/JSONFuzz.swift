import Evidence
import Files

extension FuzzTarget {
  static let json = FuzzTarget(
    "json",
    seeds: [
      #"{"SecurityGroups": [{"GroupId": "sg-0a", "OwnerId": "123456789012", "IpPermissions": []}]}"#,
      #"{"a": [1, -2.5e3, true, false, null, "\u00e9\ud83d\ude00\n"], "a/b~c": {"": []}}"#,
      "{\"LoadBalancers\": []}\n{\"NextToken\": \"x\"}\n[1, 2]\n",
      "{\"a\": [1], \"a\": {\"b\": []}}", "\u{FEFF}[[[[0]]]]", "[1e999, 01]", "{\"a\": 1,}", "{\"a\" 1}",
    ].map { Array($0.utf8) },
    words: [
      "\\u0000", "\\ud83d", "\\ude00", "\\\"", "null", "true", "false", "1e5", "-0", "{\"", "\":", "[[",
      "]]", "}}", "SecurityGroups", "NextToken", "Marker", "IsTruncated", "arn:aws:",
    ]
  ) { fuzzJSON($0) }
}

/// The index, the values and their places, and the recognition of what document it is.
package func fuzzJSON(_ bytes: [UInt8]) {
  let index: JSONIndex
  do {
    index = try JSONIndex(bytes)
  } catch {
    let lines = bytes.count { $0 == 0x0A } + 1
    hold((1...lines).contains(error.line) && (1...bytes.count + 1).contains(error.column))
    return
  }
  let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
  for root in index.roots {
    let document = Document(
      file: "a.json", number: nil, rootEntry: root, index: index, kind: nil, subject: nil, account: nil,
      region: nil)
    var budget = 100
    visit(document.root, from: document.root, isUTF8: isUTF8, &budget)
    let value = JSONValue(document.root)
    hold(JSONValue(text: value.text()) == value, "the text reads as another value")
    hold(JSONValue(text: value.compact) == value, "the short text reads as another value")
  }
  let name = "ec2.describe-security-groups.json"
  let snapshot = Snapshot(origin: "", files: [SnapshotFile(path: name, bytes: bytes)])
  _ = snapshot.listing(.securityGroups, account: "123456789012")
}

/// Reads a value in every way, and finds it again by its pointer.
private func visit(_ value: JSON, from root: JSON, isUTF8: Bool, _ budget: inout Int) {
  budget -= 1
  guard budget > 0 else { return }
  _ = (value.int, value.time, value.bool, value.scalar, value.strings)
  hold(value.offset >= 0 && value.offset < value.index.bytes.count)
  if isUTF8 { hold(root.resolve(value.pointer) != nil, "no value at its own pointer") }
  for element in value.elements { visit(element, from: root, isUTF8: isUTF8, &budget) }
  // Of members of one name a pointer means the first (RFC 6901 leaves it open).
  var seen: Set<String> = []
  for (name, member) in value.members where seen.insert(name).inserted {
    visit(member, from: root, isUTF8: isUTF8, &budget)
  }
}
