import Sentences
@testable import Commands
@testable import Evidence
import Foundation
import Testing

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
    for screen in SampleScreens.all {
      expectScreen(SampleScreens.walk(size, language), screen.events, name(screen.name, size, language))
    }
  }

  @Test func `ASCII marks need no Unicode on any screen`() {
    for screen in SampleScreens.all {
      var model = SampleScreens.walk(Size(80, 24), ascii: true)
      for event in screen.events { _ = update(&model, event) }
      let text = view(model).text
      expectGolden(text, "Screens/\(screen.name)-80x24-ascii.txt")
      // The sample's own title and the name of the other language are not ASCII.
      let own = text.replacing("·", with: "").replacing("日本語", with: "")
      #expect(own.unicodeScalars.allSatisfy { $0.isASCII }, "\(screen.name)")
    }
  }

  @Test func `without colours, marks, bold and reverse say everything`() {
    for screen in SampleScreens.all {
      var model = SampleScreens.walk(Size(80, 24))
      for event in screen.events { _ = update(&model, event) }
      expectGolden(monochrome(view(model)), "Screens/\(screen.name)-80x24-mono.txt")
    }
  }

  /// What a terminal without colours shows: reverse between `[` and `]`, bold between `*`.
  private func monochrome(_ frame: Frame) -> String {
    (0..<frame.size.rows).map { line in
      let text = frame.spans(line).map { span in
        span.style.reverse ? "[\(span.text)]" : span.style.bold ? "*\(span.text)*" : span.text
      }.joined()
      return String(text.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n") + "\n"
  }

  @Test func `every kind of screen is among the recorded ones`() {
    var seen: Set<ScreenKind> = []
    for screen in SampleScreens.all {
      var model = SampleScreens.walk(Size(80, 24))
      for event in screen.events { _ = update(&model, event) }
      seen.insert(model.place.screen.kind)
    }
    #expect(seen == Set(ScreenKind.allCases))
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
    #expect(effects == [.copy(fix.text, name: "fix 1 (aws ec2 authorize-security-group-ingress)")])
  }

  @Test func `a step is skipped with a reason or without, and looked at again`() {
    var model = opened(Size(80, 24))
    let step = model.step?.id ?? ""
    #expect(update(&model, .key(.char("S"))).isEmpty)
    #expect(update(&model, .key(.enter)) == [.skip(step: step, reason: "")])
    _ = update(&model, .key(.char("S")))
    for character in "no one" { _ = update(&model, .key(.char(character))) }
    #expect(update(&model, .key(.enter)) == [.skip(step: step, reason: "no one")])
    let at = model.incident?.steps.firstIndex { $0.id == step } ?? 0
    model.incident?.steps[at].skip = .init(at: "2025-08-28T05:58:10Z", text: "no one")
    #expect(update(&model, .key(.char("S"))) == [.takeUp(step: step)])
  }

  @Test func `only an unfinished session is discarded, and only after a yes`() {
    var model = opened(Size(80, 24))
    _ = update(&model, .key(.escape))
    _ = update(&model, .key(.char("D")))
    #expect(model.place.screen == .start)
    let item = StartItem(kind: .session, title: "old", detail: "", playbook: nil, path: "id")
    _ = update(&model, .items([item]))
    _ = update(&model, .key(.char("D")))
    #expect(update(&model, .key(.escape)).isEmpty)
    #expect(model.place.screen == .start)
    _ = update(&model, .key(.char("D")))
    #expect(update(&model, .key(.char("y"))) == [.discard(item)])
    #expect(model.place.screen == .start)
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

  @Test(arguments: sizes, Language.allCases)
  func `the footer shows no key that does nothing`(size: Size, language: Language) {
    for screen in SampleScreens.all {
      var model = SampleScreens.walk(size, language)
      for event in screen.events { _ = update(&model, event) }
      let footer = view(model).text.split(separator: "\n").last.map(String.init) ?? ""
      #expect(Width.of(footer) <= size.columns)
      if [.input, .quit].contains(model.place.screen.kind) { continue }
      let shown = Footer.bindings(model, width: size.columns)
      #expect(!shown.isEmpty, "\(screen.name)")
      for binding in shown {
        guard let key = binding.command == .digit ? .char("1") : binding.keys.first else { continue }
        var after = model
        let effects = update(&after, .key(key))
        let moved =
          after.stack != model.stack || after.teach != model.teach || after.folding != model.folding
        #expect(!effects.isEmpty || moved, "\(screen.name): \(Keymap.label(binding))")
      }
    }
  }

  @Test func `the cause's footer offers what comes next, in both languages`() {
    for language in Language.allCases {
      var model = SampleScreens.walk(Size(80, 24), language)
      _ = update(&model, .key(.enter))
      let shown = Footer.bindings(model, width: 80).map(\.command)
      #expect(shown.starts(with: [.copy, .verify, .export, .note]))
    }
  }

  @Test func `who named a snapshot is asked to quit by q on its walk, and comes to the start by escape`() {
    var model = opened(Size(80, 24))
    _ = update(&model, .key(.char("q")))
    #expect(model.place.screen == .quit)
    _ = update(&model, .key(.escape))
    _ = update(&model, .key(.escape))
    #expect(model.place.screen == .start)
    _ = update(&model, .key(.enter))
    _ = update(&model, .incident(SampleIncident.english))
    _ = update(&model, .key(.char("q")))
    #expect(model.place.screen == .start)
  }

  @Test func `y copies what is selected, and the message can name it`() {
    var model = opened(Size(80, 24))
    func copied() -> (text: String, name: String) {
      guard case .copy(let text, let name)? = update(&model, .key(.char("y"))).first else { return ("", "") }
      return (text, name)
    }
    let finding = copied()
    #expect(finding.name == "this finding with its evidence")
    #expect(finding.text.contains("elbv2.describe-load-balancers.json:31"))
    #expect(!finding.text.contains("authorize"))
    _ = update(&model, .key(.down))
    #expect(copied().name == "the command that makes ec2.describe-network-acls.json")
    _ = update(&model, .key(.up))
    _ = update(&model, .key(.enter))
    _ = update(&model, .key(.down))
    #expect(copied().name == "fix 2 (aws elbv2 set-security-groups)")
    _ = update(&model, .key(.down))
    #expect(model.hypothesis?.isDecoy == true)
    #expect(copied().text.isEmpty)
    #expect(model.message?.text == "this would not help: there is nothing to copy")
    _ = update(&model, .key(.enter))
    #expect(model.place.screen == .why("allow-viewers"))
  }

  @Test func `the walk's end is said, and what to press`() {
    var model = opened(Size(80, 24))
    #expect(view(model).text.contains("all 2 steps done - 1 cause found - Enter shows its fix"))
    _ = update(&model, .key(.end))
    #expect(view(model).text.contains("1 cause found - g goes to it"))
    var incident = SampleIncident.english
    incident.causes = []
    incident.hypotheses[1].state = .ruledOut
    _ = update(&model, .incident(incident))
    #expect(view(model).text.contains("all 2 steps done - no cause proved, 1 not decided - d lists them"))
    incident.hypotheses[2].state = .ruledOut
    _ = update(&model, .incident(incident))
    #expect(view(model).text.contains("all 2 steps done - nothing found"))
    incident.steps[0].skip = .init(at: "", text: "not ours")
    _ = update(&model, .incident(incident))
    #expect(view(model).text.contains("1 of 2 steps done, 1 skipped - nothing found"))
    incident.steps[1].question = .init(text: "?", choices: [.init("a", "b")], isOpen: true)
    _ = update(&model, .incident(incident))
    #expect(view(model).text.contains("step 2 asks you: press the number of your answer"))
  }

  @Test(arguments: sizes)
  func `space shows the next page and repeats one line`(size: Size) {
    for keys in [[Key.char("w")], [.enter, .tab], [.char("R")], [.char("s")]] {
      var model = SampleScreens.walk(Size(size.columns, 16))
      for key in keys { _ = update(&model, .key(key)) }
      let rows = pageRows(model).map(\.text)
      let shown = textHeight(model) - 1
      guard rows.count > 2 * shown + 2 else { continue }
      _ = update(&model, .key(.char(" ")))
      #expect(model.place.scroll == shown - 1, "\(keys)")
    }
  }

  @Test(arguments: ScreenKind.allCases)
  func `no key is bound twice on a screen`(kind: ScreenKind) {
    let keys = Keymap.bindings(on: kind).flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test func `any size is drawn without a trap, and a resize keeps every screen`() {
    for screen in SampleScreens.all {
      var model = SampleScreens.walk(Size(120, 40))
      for event in screen.events { _ = update(&model, event) }
      let before = view(model).text
      for columns in [1, 2, 39, 40, 41, 79, 80, 99, 100, 300] {
        for rows in [1, 9, 10, 11, 24, 80] {
          _ = update(&model, .resized(Size(columns, rows)))
          #expect(view(model).size == Size(columns, rows))
        }
      }
      _ = update(&model, .resized(Size(120, 40)))
      #expect(view(model).text == before, "\(screen.name)")
    }
  }

  @Test func `escape stops a reading, and what comes of it afterwards is not opened`() {
    var model = opened(Size(80, 24))
    _ = update(&model, .key(.escape))
    #expect(update(&model, .key(.enter)) == [.open(model.items[0])])
    #expect(model.place.screen.kind == .loading)
    #expect(update(&model, .key(.escape)) == [.cancel])
    #expect(model.stack.map(\.screen) == [.start])
  }

  @Test func `ctrl-c stops a reading first and asks only then`() {
    var model = opened(Size(80, 24))
    _ = update(&model, .key(.escape))
    _ = update(&model, .key(.enter))
    #expect(update(&model, .interrupt) == [.cancel])
    #expect(update(&model, .interrupt).isEmpty)
    #expect(model.place.screen == .quit)
    #expect(update(&model, .interrupt) == [.quit])
  }

  @Test(arguments: [
    (Character("1"), Verdict.confirmed), ("2", .ruledOut), ("3", .undetermined),
  ])
  func `an override asks for the verdict and the reason`(key: Character, verdict: Verdict) {
    var model = opened(Size(80, 24))
    _ = update(&model, .key(.down))
    let id = model.hypothesis?.id ?? ""
    _ = update(&model, .key(.char("!")))
    #expect(model.place.screen == .verdict(id))
    _ = update(&model, .key(.char(key)))
    for character in "no use" { _ = update(&model, .key(.char(character))) }
    #expect(update(&model, .key(.enter)) == [.override(hypothesis: id, verdict: verdict, reason: "no use")])
  }

  @Test func `an override can be taken back`() {
    var incident = SampleIncident.english
    incident.hypotheses[1].overridden = true
    var model = opened(Size(80, 24))
    _ = update(&model, .incident(incident))
    _ = update(&model, .key(.char("!")))
    #expect(update(&model, .key(.char("4"))) == [.withdraw(hypothesis: incident.hypotheses[1].id)])
    #expect(model.place.screen == .walk(.everything))
  }

  @Test func `tab moves the arrows to the text and back`() {
    var model = SampleScreens.walk(Size(80, 12))
    let selected = model.place.selected
    _ = update(&model, .key(.tab))
    _ = update(&model, .key(.down))
    #expect(model.place.selected == selected)
    #expect(model.place.scroll == 1)
    _ = update(&model, .key(.tab))
    _ = update(&model, .key(.down))
    #expect(model.place.selected == selected + 1)
  }

  @Test func `the README shows the keymap's own table`() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("README.md")
    let readme = try String(contentsOf: file, encoding: .utf8)
    #expect(readme.contains(KeyTable.markdown(Words(.english))), "\(KeyTable.markdown(Words(.english)))")
  }

  @Test func `the walk can be stepped through in its own order`() {
    var model = SampleScreens.walk(Size(80, 24))
    #expect(model.hypothesis?.step == "ingress")
    _ = update(&model, .key(.char("[")))
    #expect(model.hypothesis?.step == "edge")
    #expect(view(model).text.contains("step 1 of 2"))
    #expect(view(model).text.contains("WHAT FOLLOWS"))
    _ = update(&model, .key(.char("[")))
    #expect(model.message?.text == "this is the first step")
    _ = update(&model, .key(.char("]")))
    #expect(model.hypothesis?.step == "ingress")
    _ = update(&model, .key(.char("]")))
    #expect(model.message?.text == "this is the last step")
  }

  @Test func `a search selects in lists, and an empty one goes on`() {
    var model = SampleScreens.walk(Size(80, 24))
    func search(_ text: String) {
      _ = update(&model, .key(.char("/")))
      for character in text { _ = update(&model, .key(.char(character))) }
      _ = update(&model, .key(.enter))
    }
    search("viewers")
    #expect(model.hypothesis?.isDecoy == true)
    let first = model.place.selected
    search("")
    #expect(model.place.selected == first)
    search("nowhere at all")
    #expect(model.message?.text == "not found")
    _ = update(&model, .key(.escape))
    search("cloudfront answers")
    #expect(model.place.selected == 1)
  }

  @Test(arguments: sizes)
  func `the last line of a cause can be read`(size: Size) {
    for keys in [[Key.enter], [.enter, .tab]] {
      var model = SampleScreens.walk(size)
      for key in keys { _ = update(&model, .key(key)) }
      for _ in 0..<40 { _ = update(&model, .key(.pageDown)) }
      #expect(view(model).text.contains("elbv2.describe-load-balancers.json:31"), "\(view(model).text)")
    }
  }
}
