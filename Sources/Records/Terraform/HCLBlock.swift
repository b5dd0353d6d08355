/// One attribute with its line; its value is read when it is asked for.
package struct HCLAttribute: Sendable {
  package let name: String
  package let line: Int
  private let text: HCLText
  private let range: Range<Int>
  private let isTooDeep: Bool

  init(_ name: String, line: Int, _ text: HCLText, _ range: Range<Int>, isTooDeep: Bool) {
    self.name = name
    self.line = line
    self.text = text
    self.range = range
    self.isTooDeep = isTooDeep
  }

  package var value: HCLValue {
    (isTooDeep ? nil : HCLValueReader.read(text, range)) ?? .expression(source)
  }

  /// What stands behind the equals sign, for citing: its first line.
  package var source: String { text.firstLine(range) }

  /// Whether a text of the value is this id, or the source names it in quotes.
  func mentions(_ id: String) -> Bool {
    let part = Array(id.utf8)
    // An escape could write the id otherwise; nearly no text has one.
    guard text.holds(part, in: range) || text.holds([UInt8(ascii: "\\")], in: range) else { return false }
    return source.contains("\"\(id)\"") || value.mentions(id)
  }
}

/// One block: `resource "aws_lb" "web" { … }`.
package struct HCLBlock: Sendable {
  package let type: String
  package let labels: [String]
  package let line: Int
  private let text: HCLText
  private let start: Int
  package var attributes: [HCLAttribute] = []
  package var blocks: [HCLBlock] = []

  init(_ type: String, _ labels: [String], line: Int, _ text: HCLText, start: Int) {
    self.type = type
    self.labels = labels
    self.line = line
    self.text = text
    self.start = start
  }

  /// The line from the block's beginning, for citing.
  package var source: String { text.firstLine(start..<text.bytes.count) }

  package func attribute(_ name: String) -> HCLAttribute? { attributes.first { $0.name == name } }
}
