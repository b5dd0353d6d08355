import Testing

@testable import Diagnosis
@testable import Screens

@Suite struct ScreenTests {
  static let sizes = [Size(80, 24), Size(120, 40), Size(60, 20)]

  private func opened(_ size: Size, _ language: Language = .english, ascii: Bool = false) -> Model {
    let item = StartItem(kind: .recorded, title: "A group that is gone", detail: "504s since the hardening.")
    var model = Model(size: size, language: language, look: Look(ascii: ascii), items: [item])
    _ = update(&model, .incident(SampleIncident.english))
    return model
  }

  private func name(_ screen: String, _ size: Size, _ language: Language) -> String {
    "\(screen)-\(size.columns)x\(size.rows)-\(language.rawValue)"
  }

  @Test(arguments: sizes, Language.allCases)
  func `every screen looks as recorded`(size: Size, language: Language) {
    let model = opened(size, language)
    expectScreen(model, name("walk", size, language))
    expectScreen(model, keys: [.down], name("walk-undetermined", size, language))
    expectScreen(model, keys: [.enter], name("cause", size, language))
    expectScreen(model, keys: [.char("w")], name("why", size, language))
    expectScreen(model, keys: [.char("?")], name("help", size, language))
    expectScreen(model, keys: [.char("n")], name("note", size, language))
    expectScreen(model, keys: [.escape, .char("q")], name("quit", size, language))
    expectScreen(model, keys: [.escape], name("start", size, language))
  }

  @Test func `ASCII marks need no Unicode`() {
    let text = view(opened(Size(80, 24), ascii: true)).text
    expectGolden(text, "Screens/walk-80x24-ascii.txt")
    #expect(text.unicodeScalars.allSatisfy { $0.isASCII || $0 == "·" })
  }

  @Test func `a window too small says so and keeps everything`() {
    var model = opened(Size(80, 24))
    let before = view(model).text
    _ = update(&model, .resized(Size(36, 8)))
    #expect(view(model).text.contains("36x8"))
    _ = update(&model, .key(.char("q")))
    _ = update(&model, .resized(Size(80, 24)))
    #expect(view(model).text == before)
  }

  @Test func `escape never leaves the program`() {
    var model = opened(Size(80, 24))
    for _ in 0..<9 { #expect(update(&model, .key(.escape)).isEmpty) }
    #expect(model.stack.map(\.screen) == [.start])
    #expect(update(&model, .key(.char("q"))).isEmpty)
    #expect(model.place.screen == .quit)
    #expect(update(&model, .key(.char("y"))) == [.quit])
  }

  @Test func `enter, enter, y goes from the start to the copied fix`() {
    var model = opened(Size(80, 24))
    _ = update(&model, .key(.enter))
    let effects = update(&model, .key(.char("y")))
    let fix = SampleIncident.english.causes[0].fixes[0].commands[0]
    #expect(effects == [.copy(fix, name: "the fix")])
  }

  @Test func `a digit opens the evidence of that number in its file`() {
    var model = opened(Size(80, 24))
    #expect(update(&model, .key(.char("2"))) == [.readFile("elbv2.describe-load-balancers.json")])
    #expect(view(model).text.contains("elbv2.describe-load-balancers.json:31"))
  }

  @Test func `full-width keys of an input method count as the plain ones`() {
    var model = opened(Size(80, 24))
    #expect(update(&model, .key(.char("２"))) == [.readFile("elbv2.describe-load-balancers.json")])
  }

  @Test func `the footer shows no key that does nothing`() {
    for size in Self.sizes {
      let model = opened(size)
      let footer = view(model).text.split(separator: "\n").last.map(String.init) ?? ""
      #expect(!footer.contains(" u "))
      #expect(footer.contains("?"))
      #expect(Width.of(footer) <= size.columns)
    }
  }

  @Test(arguments: ScreenKind.allCases)
  func `no key is bound twice on a screen`(kind: ScreenKind) {
    let keys = Keymap.bindings(on: kind).flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test func `any size is drawn without a trap`() {
    for columns in [1, 2, 39, 40, 41, 79, 80, 99, 100, 300] {
      for rows in [1, 9, 10, 11, 24, 80] {
        let model = opened(Size(columns, rows))
        #expect(view(model).size == Size(columns, rows))
        var cause = model
        _ = update(&cause, .key(.enter))
        _ = view(cause)
      }
    }
  }
}
