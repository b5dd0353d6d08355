import Testing

@testable import Screens

@Suite struct FoldingTests {
  static let file = RawFile(
    path: "x.json",
    bytes: Array(
      """
      {
        "a": [
          {
            "text": "no } bracket \\" here {",
            "b": 1
          },
          {"c": 2}
        ],
        "d": 3
      }
      """.utf8))

  @Test func `blocks are found by brackets outside of texts`() {
    #expect(Self.file.blocks == [1: 10, 2: 8, 3: 6])
    #expect(Self.file.block(around: 5)?.first == 3)
    #expect(Self.file.block(around: 7)?.first == 2)
    #expect(RawFile(path: "x.log", bytes: Array("https {\n}".utf8)).blocks.isEmpty)
  }

  @Test func `a folded block shows its first line only`() {
    var folding = Folding()
    folding.toggle(3, 6)
    #expect(folding.next(3, count: 10) == 7)
    #expect(folding.previous(7) == 3)
    #expect(folding.end(under: 3) == 6)
    folding.toggle(2, 8)
    #expect(folding.next(2, count: 10) == 9)
    #expect(folding.hides(3))
    folding.toggle(2, 8)
    #expect(folding.isEmpty)
  }

  @Test func `all is folded but what holds the cited line`() {
    var folding = Folding()
    folding.close(Self.file.blocks, around: 7)
    #expect(folding.end(under: 3) == 6)
    #expect(!folding.hides(7))
    folding.close(Self.file.blocks, around: 9)
    #expect(folding.end(under: 2) == 8)
    folding.reveal(5)
    #expect(folding.isEmpty)
  }

  @Test func `a search opens what hides the match`() {
    var model = SampleScreens.walk(Size(80, 24))
    for event in SampleScreens.all.first(where: { $0.name == "raw-folded" })?.events ?? [] {
      _ = update(&model, event)
    }
    #expect(model.folding.hides(8))
    for key in [Key.char("/"), .char("F"), .char("R"), .char("O"), .char("M"), .enter] {
      _ = update(&model, .key(key))
    }
    #expect(model.place.selected == 7)
    #expect(!model.folding.hides(8))
    #expect(view(model).text.contains("\"FromPort\": 80"))
  }
}
