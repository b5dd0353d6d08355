import Screens

extension FuzzTarget {
  static let keys = FuzzTarget(
    "keys", longest: 16,
    seeds: [
      "\ry?\u{1}", "oZz]\t1234\u{1}N", "s/sg\rnN\u{1}", "nnote\r!2why\rS\r", "LLtww\u{2}\u{0}\u{0}x",
      "Rgjjjk\u{6}G",
      "\u{2}\u{9}\u{7F}\u{2}\u{FF}\u{FF}", "qqqy", "axdu\u{4}e",
      "\u{2})jj)S\u{FA}c",
    ].map { Array($0.unicodeScalars.map { UInt8($0.value) }) }
  ) { fuzzKeys($0) }
}

/// Keys, sizes and events of the terminal on a recorded incident; the screen at the end fits its window.
package func fuzzKeys(_ bytes: [UInt8]) {
  var model = Model(size: Size(80, 24), language: .english, look: Look(ascii: false), items: items)
  play(.incident(FuzzWorld.incident), &model)
  var at = 0
  func next() -> Int {
    defer { at += 1 }
    return at < bytes.count ? Int(bytes[at]) : 0
  }
  while at < bytes.count {
    let byte = next()
    switch byte {
    case 0x02: play(.resized(Size(next() % 128, next() % 48)), &model)
    case 0x03: play(.interrupt, &model)
    case 0x0E: play(.click(row: next(), column: next()), &model)
    case 0x0F: play(.wheel(up: next() % 2 == 0), &model)
    case 0x10: play(.message("line \(next())\u{1B}[31m", isError: next() % 2 == 0), &model)
    case 0x11: play(.items(Array(items.prefix(next() % 3))), &model)
    case 0x12: play(.incident(FuzzWorld.incident), &model)
    case 0x13: play(.file(FuzzWorld.file), &model)
    case 0x80...0x8F: play(.key(special[byte & 0x0F]), &model)
    case 0x90...0xFF: play(.key(.char(wide[byte % wide.count])), &model)
    default:
      if let key = Key.typed(Unicode.Scalar(UInt8(byte))) { play(.key(key), &model) }
    }
  }
  draw(model)
}

private let special: [Key] = [
  .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
  .pageDown,
  .control("a"), .control("l"),
]
private let wide: [Character] = ["あ", "é", "１", "👩‍👩‍👧", "\u{301}", "ｙ", "\u{202E}", "―"]

private let items = [
  StartItem(kind: .recorded, title: "A group that is gone", detail: "504s", playbook: "sample", path: "/a"),
  StartItem(kind: .session, title: "gone", detail: "Goes on.", playbook: "sample", path: "20260301T053100-a"),
]

/// Takes an event in and answers what the driver can answer at once.
private func play(_ event: Event, _ model: inout Model) {
  for effect in update(&model, event) {
    switch effect {
    case .readFile: _ = update(&model, .file(FuzzWorld.file))
    case .language(let language): model.language = language
    case .mouse(let isOn): model.mouse = isOn
    case .open: _ = update(&model, .incident(FuzzWorld.incident))
    default: break
    }
  }
  hold(!model.stack.isEmpty)
}

/// Draws the screen: it has the window's size, and no row is wider than it.
private func draw(_ model: Model) {
  let frame = view(model)
  hold(frame.size == Size(max(model.size.columns, 1), max(model.size.rows, 1)))
  for row in 0..<frame.size.rows {
    let width = frame.spans(row).width
    hold(
      width == frame.size.columns, "a row of \(width) columns in a window of \(frame.size.columns)")
  }
  if let cursor = frame.cursor {
    hold(cursor.row < frame.size.rows && cursor.column < frame.size.columns, "the cursor is outside")
  }
}
