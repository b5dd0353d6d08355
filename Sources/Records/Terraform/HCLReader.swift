import Sentences

/// Reads the blocks, attributes, strings and references of an HCL file ("Syntax" in the Terraform language docs).
///
/// Expressions are kept as text; what does not fit the grammar is named with its place, and the rest goes on.
package struct HCLReader {
  /// What could not be read, and where; columns count bytes.
  package struct Problem: Sendable {
    package let line: Int
    package let column: Int
    package let what: Sentence
  }

  /// Levels of blocks, and of brackets in an expression; Terraform's own files have less than ten.
  private static let deepest = 200
  /// Problems that are named one by one.
  private static let named = 50

  private let text: HCLText
  private var scanner: HCLScanner
  private var token: HCLToken?
  private var known: [Problem] = []
  private var unnamed = 0
  private var hasEnded = false

  package init(_ text: String) { self.init(Array(text.utf8)) }

  init(_ bytes: [UInt8]) {
    text = HCLText(bytes)
    scanner = HCLScanner(text)
    advance()
  }

  /// In the order in which they stand; after many of them the rest is one sentence.
  package var problems: [Problem] {
    guard unnamed > 0, let last = known.last else { return known }
    let more = Problem(
      line: last.line, column: last.column,
      what: "and \(unnamed) more places that cannot be read: is this a Terraform file?")
    return known + [more]
  }

  /// The blocks of the file's top level.
  package mutating func read() -> [HCLBlock] {
    var root = HCLBlock("", [], line: 1, text, start: 0)
    body(&root, opened: nil, depth: 0)
    return root.blocks
  }

  private mutating func advance() {
    token = scanner.next()
    if let problem = scanner.takeProblem() { report(problem.what, problem.place) }
  }

  private mutating func report(_ what: Sentence, _ place: HCLPlace) {
    if known.count < HCLReader.named {
      known.append(Problem(line: place.line, column: place.column, what: what))
    } else {
      unnamed += 1
    }
  }

  private mutating func body(_ block: inout HCLBlock, opened: HCLPlace?, depth: Int) {
    while let token {
      switch token.kind {
      case .newline: advance()
      case .sign("}"):
        advance()
        if opened != nil { return }
        report("a closing brace without its opening one", token.place)
      case .word: statement(token, &block, depth)
      default:
        report("cannot read `\(text.firstLine(token.range).prefix(40))`", token.place)
        skipLine()
      }
    }
    if let opened, !hasEnded {
      // The innermost open block tells; those around it are open for the same reason.
      hasEnded = true
      report("the block `\(block.type.prefix(40))` is not closed", opened)
    }
  }

  private mutating func statement(_ first: HCLToken, _ block: inout HCLBlock, _ depth: Int) {
    let name = text.text(first.range)
    advance()
    if token?.kind == .sign("=") {
      advance()
      block.attributes.append(attribute(name, first))
      return
    }
    var labels: [String] = []
    while let next = token, next.kind == .word || next.kind == .string {
      labels.append(next.kind == .word ? text.text(next.range) : HCLValueReader.unquoted(text, next))
      advance()
    }
    guard token?.kind == .sign("{") else {
      report("neither an attribute nor a block: `\(name.prefix(40))`", first.place)
      skipLine()
      return
    }
    advance()
    if depth >= HCLReader.deepest {
      report(
        "blocks are nested deeper than \(HCLReader.deepest) levels: what stands inside is not read",
        first.place)
      skipBlock(first)
      return
    }
    var inner = HCLBlock(name, labels, line: first.line, text, start: first.start)
    body(&inner, opened: first.place, depth: depth + 1)
    block.blocks.append(inner)
  }

  /// Goes to the end of the expression: a newline outside of all brackets.
  private mutating func attribute(_ name: String, _ first: HCLToken) -> HCLAttribute {
    let start = token?.start ?? text.bytes.count
    var end = start
    var open: [HCLToken] = []
    var isTooDeep = false
    func made() -> HCLAttribute {
      HCLAttribute(name, line: first.line, text, start..<max(start, end), isTooDeep: isTooDeep)
    }
    while let token {
      switch token.kind {
      case .sign("("), .sign("["), .sign("{"):
        open.append(token)
        if open.count > HCLReader.deepest, !isTooDeep {
          isTooDeep = true
          report(
            "the brackets of `\(name.prefix(40))` are nested deeper than \(HCLReader.deepest) levels: its value is not read",
            token.place)
        }
      case .sign(")"), .sign("]"), .sign("}"):
        guard let opened = open.popLast() else { return made() }
        guard HCLReader.belong(opened, token) else {
          report("the bracket that opens here is not closed", opened.place)
          return made()
        }
      case .newline where open.isEmpty: return made()
      default: break
      }
      if token.kind != .newline { end = token.end }
      advance()
    }
    if let opened = open.last {
      hasEnded = true
      report("the bracket that opens here is not closed", opened.place)
    }
    return made()
  }

  private static func belong(_ opening: HCLToken, _ closing: HCLToken) -> Bool {
    switch (opening.kind, closing.kind) {
    case (.sign("("), .sign(")")), (.sign("["), .sign("]")), (.sign("{"), .sign("}")): true
    default: false
    }
  }

  /// Skips to behind the brace that closes the block, whose opening one has been read.
  private mutating func skipBlock(_ first: HCLToken) {
    var open = 1
    while let token {
      advance()
      if token.kind == .sign("{") { open += 1 }
      if token.kind == .sign("}") { open -= 1 }
      if open == 0 { return }
    }
    hasEnded = true
    report("the block `\(text.text(first.range).prefix(40))` is not closed", first.place)
  }

  private mutating func skipLine() {
    while let token, token.kind != .newline { advance() }
  }
}
