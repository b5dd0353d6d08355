@testable import Evidence
import Testing

@Suite struct JSONPointerTests {
  @Test(arguments: ["a", "a/b", "~", "~1", "\u{31B}n", "/\u{301}", "~\u{301}", "", "日本"])
  func `a name is found again by its pointer`(_ name: String) throws {
    #expect(JSONPointer.tokens("/" + JSONPointer.escaped(name)) == [name])
    let text = "{\(JSONValue.quote(name)): [4, 1]}"
    let index = try JSONIndex(Array(text.utf8))
    let root = try #require(index.roots.first)
    let document = Document(
      file: "a.json", number: nil, rootEntry: root, index: index, kind: nil, subject: nil, account: nil,
      region: nil)
    let last = try #require(document.root.members.first?.value.elements.last)
    #expect(document.root.resolve(last.pointer)?.int == 1)
  }

  @Test func `a text that begins with no slash is no pointer`() {
    #expect(JSONPointer.tokens("a/b") == nil)
    #expect(JSONPointer.tokens("") == [])
  }
}
