@testable import Evidence
import Testing

@Suite struct JSONPatchTests {
  @Test(
    arguments: [
      ("adds a member", #"{"a": 1}"#, JSONPatch(.add, "/b", value: .number("2")), #"{"a":1,"b":2}"#),
      ("inserts into an array", "[1, 3]", JSONPatch(.add, "/1", value: .number("2")), "[1,2,3]"),
      ("appends", "[1]", JSONPatch(.add, "/-", value: .number("2")), "[1,2]"),
      (
        "replaces deep", #"{"a": [{"b": 1}]}"#, JSONPatch(.replace, "/a/0/b", value: .string("x")),
        #"{"a":[{"b":"x"}]}"#
      ),
      ("removes", #"{"a": 1, "b": 2}"#, JSONPatch(.remove, "/a"), #"{"b":2}"#),
      ("moves", #"{"a": 1}"#, JSONPatch(.move, "/b", from: "/a"), #"{"b":1}"#),
      ("copies", #"{"a": 1}"#, JSONPatch(.copy, "/b", from: "/a"), #"{"a":1,"b":1}"#),
      ("escapes", #"{"a/b": 1}"#, JSONPatch(.replace, "/a~1b", value: .null), #"{"a/b":null}"#),
    ] as [(String, String, JSONPatch, String)])
  func `operations of RFC 6902`(_ name: String, _ before: String, _ patch: JSONPatch, _ after: String) throws
  {
    let value = try #require(JSONValue(text: before))
    #expect(try JSONPatch.apply([patch], to: value).compact == after, "\(name)")
  }

  @Test(arguments: ["/x/y", "/a/0"])
  func `a pointer that does not fit is named`(_ path: String) throws {
    let value = try #require(JSONValue(text: #"{"a": 1}"#))
    #expect(throws: JSONPatch.Failure.self) {
      try JSONPatch.apply([JSONPatch(.replace, path, value: .null)], to: value)
    }
  }
}
