/// A Mermaid flowchart in the subset that cannot break: numbered ids, every label quoted and cleaned.
package struct Flowchart: Sendable {
  private var lines: [String] = ["flowchart TD"]

  package init() {}

  package mutating func box(_ number: Int, _ label: String) {
    lines.append("  n\(number)[\"\(Flowchart.clean(label))\"]")
  }

  package mutating func question(_ number: Int, _ label: String) {
    lines.append("  n\(number){\"\(Flowchart.clean(label))\"}")
  }

  package mutating func arrow(_ from: Int, _ to: Int, _ label: String = "") {
    let text = label.isEmpty ? "" : "|\"\(Flowchart.clean(label))\"|"
    lines.append("  n\(from) -->\(text) n\(to)")
  }

  package var text: String { lines.joined(separator: "\n") }

  /// A label without anything Mermaid reads, at most 60 cells.
  static func clean(_ label: String) -> String {
    let cut = [Span(label)].cut(to: 60, mark: "..").text
    var out = ""
    for character in cut {
      switch character {
      case "\"": out += "#quot;"
      case "#": out += "#35;"
      case "<": out += "#lt;"
      case ">": out += "#gt;"
      case "&": out += "#amp;"
      case "`", "\\", "{", "}", "[", "]", "(", ")", "|", ";": out += " "
      default: out.append(character)
      }
    }
    return out
  }
}
