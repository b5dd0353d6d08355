@testable import Evidence
@testable import Files
import Testing
import Yams

@Suite struct BoundedYAMLTests {
  private func problem(_ text: String) -> String? {
    do {
      _ = try BoundedYAML.compose(text, file: "x.yaml")
      return nil
    } catch {
      return error.text
    }
  }

  @Test func `aliases mean what they stand for`() throws {
    let root = try #require(
      try BoundedYAML.compose("a: &one [1, {b: '*c'}]\nd: [*one, *one, \"*x\"]\ne: *one\n", file: "x.yaml"))
    #expect(root["d"]?[0]?[1]?["b"]?.string == "*c")
    #expect(root["d"]?[2]?.string == "*x")
    #expect(root["e"]?[0]?.string == "1")
  }

  @Test func `an anchor that is set again counts as its last`() throws {
    let text = "a: &x [1]\nb: *x\nc: &x [1, 2]\nd: *x\n"
    let root = try #require(try BoundedYAML.compose(text, file: "x.yaml"))
    #expect(root["b"]?.sequence?.count == 1)
    #expect(root["d"]?.sequence?.count == 2)
  }

  @Test func `an empty text has no root`() throws {
    #expect(try BoundedYAML.compose("", file: "x.yaml") == nil)
    #expect(try BoundedYAML.compose("# nothing\n", file: "x.yaml") == nil)
  }

  @Test func `many uses of a small anchor are no bomb`() {
    let uses = String(repeating: "- *x\n", count: 5000)
    #expect(problem("- &x {a: 1, b: [2, 3]}\n" + uses) == nil)
  }

  @Test func `what aliases come to is bounded, also as keys, flows and merges`() {
    var text = "- &a0 [x, x, x, x]\n"
    for level in 1...12 {
      let before = "*a\(level - 1)"
      text += "- &a\(level) [\(before), \(before), \(before), \(before)]\n"
    }
    #expect(problem(text)?.contains("aliases are followed") == true)
    #expect(problem(text + "- ? *a12\n  : 1\n")?.contains("aliases are followed") == true)
  }

  @Test func `a chain of aliases is no way around the depth`() {
    var text = "- &a0 [x]\n"
    for level in 1...200 { text += "- &a\(level) [*a\(level - 1)]\n" }
    #expect(problem(text)?.contains("nested deeper than 128") == true)
    #expect(problem(String(repeating: "[", count: 200) + String(repeating: "]", count: 200)) != nil)
  }

  @Test(arguments: [
    ("a: [1\n", "x.yaml:2:1:"), ("a: *nobody\n", "x.yaml:1:4: found undefined alias"),
    ("a: 1\na: 2\n", "a key stands twice in one mapping: a"), ("a: \u{7}\n", "x.yaml:1:"),
  ])
  func `mistakes keep their place`(_ text: String, _ start: String) {
    #expect(problem(text)?.contains(start) == true, "\(problem(text) ?? "none")")
  }
}
