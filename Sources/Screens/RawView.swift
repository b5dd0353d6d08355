import Diagnosis
import Foundation

/// A raw file at the cited line, with line numbers, lightly coloured.
func drawRaw(_ frame: inout Frame, _ model: Model, _ citations: [Citation], _ index: Int, _ area: Range<Int>)
{
  guard citations.indices.contains(index) else { return }
  let citation = citations[index]
  let width = model.size.columns
  let words = model.words
  var top = area.lowerBound
  let place = "\(citation.file):\(citation.line)" + (citation.pointer.map { "  " + $0 } ?? "")
  frame.put([Span(" " + place, .bold)].cut(to: width - 10, mark: model.look.more), at: top)
  let count = "\(index + 1)/\(citations.count)"
  frame.put([Span(count, .dim)], at: top, max(0, width - Width.of(count) - 1))
  top += 1
  for row in Wrap.rows([Span(citation.says, Style(.yellow))], width: width - 2).prefix(2) {
    frame.put(row, at: top, 1)
    top += 1
  }
  top += 1
  guard let file = model.file, file.path == citation.file else {
    frame.put([Span(words(.loading), .dim)], at: top, 1)
    return
  }
  drawLines(&frame, model, file, citation, top..<area.upperBound)
}

private func drawLines(
  _ frame: inout Frame, _ model: Model, _ file: RawFile, _ citation: Citation, _ area: Range<Int>
) {
  guard area.count > 0, file.count > 0 else { return }
  let width = model.size.columns
  let cursor = min(model.place.selected, file.count - 1)
  let first = max(0, min(cursor - area.count / 3, file.count - area.count))
  let gutter = "\(file.count)".count + 2
  for (row, at) in zip(area, first..<file.count) {
    let number = at + 1
    let isCited = number == citation.line
    let mark = isCited ? model.look.pointer : " "
    let label = String(repeating: " ", count: max(0, gutter - 2 - "\(number)".count)) + "\(number)"
    frame.put([Span(mark + label + " ", isCited ? Style(.yellow, bold: true) : .dim)], at: row)
    var offset = 0
    if isCited, let value = citation.value {
      let place = file.offset(of: value, line: number)
      if place > width - gutter - 10 { offset = max(0, place - width / 3) }
    }
    let text = file.line(number, from: offset, limit: width * 4)
    var spans = Colouring.row(text.replacingOccurrences(of: "\t", with: "  "), path: file.path)
    if offset > 0 { spans = [Span(model.look.more, .dim)] + spans }
    if isCited, let value = citation.value { spans = highlight(spans, value) }
    if !model.search.isEmpty { spans = highlight(spans, model.search) }
    frame.put(spans.cut(to: width - gutter - 1, mark: model.look.more), at: row, gutter)
    if number == cursor + 1 {
      frame.paint(row, columns: 0..<gutter) { $0.reverse = true }
    }
  }
}

/// Light colours for JSON and logs: names, numbers and status codes stand out, the rest stays plain.
enum Colouring {
  static func row(_ text: String, path: String) -> Row {
    if path.hasSuffix(".json") || path.hasSuffix(".tfstate") { return json(text) }
    return [Span(text)]
  }

  private static func json(_ text: String) -> Row {
    guard let quote = text.firstIndex(of: "\""), text[..<quote].allSatisfy({ $0 == " " }) else {
      return [Span(text)]
    }
    let rest = text[text.index(after: quote)...]
    guard let end = rest.firstIndex(of: "\"") else { return [Span(text)] }
    let after = rest.index(after: end)
    guard after < text.endIndex, text[after] == ":" else { return [Span(text)] }
    return [Span(String(text[..<after]), Style(.cyan)), Span(String(text[after...]))]
  }
}
