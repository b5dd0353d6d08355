import Evidence
import Foundation

/// A raw file at the cited line, with line numbers; on wide screens the other evidence stands beside it.
func drawRaw(_ frame: inout Frame, _ model: Model, _ citations: [Citation], _ index: Int, _ area: Range<Int>)
{
  guard citations.indices.contains(index) else { return }
  let citation = citations[index]
  let left = evidenceWidth(model)
  if left > 0 { drawEvidence(&frame, model, citations, index, area, width: left) }
  let start = left > 0 ? left + 2 : 0
  let width = model.size.columns - start
  var top = area.lowerBound
  let place = "\(citation.file):\(citation.line)" + (citation.pointer.map { "  " + $0 } ?? "")
  frame.put([Span(" " + place, .bold)].cut(to: width - 10, mark: model.look.more), at: top, start)
  let count = "\(index + 1)/\(citations.count)"
  frame.put([Span(count, .dim)], at: top, model.size.columns - Width.of(count) - 1)
  top += 1
  for row in Wrap.rows([Span(citation.says.text, Style(.yellow))], width: width - 2).prefix(2) {
    frame.put(row, at: top, start + 1)
    top += 1
  }
  top += 1
  guard let file = model.file, file.path == citation.file else {
    frame.put([Span(model.words(.loading), .dim)], at: top, start + 1)
    return
  }
  guard top < area.upperBound, file.count > 0 else { return }
  RawLines(model: model, file: file, citation: citation, column: start).draw(&frame, top..<area.upperBound)
}

/// From 120 columns on the evidence of the step stands beside the file.
private func evidenceWidth(_ model: Model) -> Int { model.size.columns >= 120 ? 44 : 0 }

private func drawEvidence(
  _ frame: inout Frame, _ model: Model, _ citations: [Citation], _ index: Int, _ area: Range<Int>, width: Int
) {
  for row in area { frame.put([Span(model.look.divider, .dim)], at: row, width) }
  let lines = citations.enumerated().map { number, citation -> ListEntry in
    let mark = number == index ? model.look.pointer : " "
    let says = Wrap.rows(
      [Span("\(mark)\(number + 1) ", Style(.cyan, bold: true)), Span(citation.says.text)], width: width - 1,
      hanging: 3)
    let place = [Span("   \(citation.file):\(citation.line)", .dim)].cut(to: width - 1, mark: model.look.more)
    return ListEntry(rows: says + [place])
  }
  var row = area.lowerBound
  let first = firstVisible(lines, selected: index, height: area.count)
  for (number, line) in lines.enumerated().dropFirst(first) {
    for text in line.rows {
      guard row < area.upperBound else { return }
      frame.put(text, at: row, 0, width: width - 1)
      if number == index { frame.paint(row, columns: 0..<(width - 1)) { $0.bold = true } }
      row += 1
    }
  }
}

/// The lines of a raw file from some column of the screen on.
private struct RawLines {
  let model: Model
  let file: RawFile
  let citation: Citation
  let column: Int

  private var width: Int { model.size.columns - column }
  private var cursor: Int { min(model.place.selected + 1, file.count) }
  private var gutter: Int { "\(file.count)".count + 2 }

  func draw(_ frame: inout Frame, _ area: Range<Int>) {
    var row = area.lowerBound
    var number: Int? = first(area.count)
    while let line = number, row < area.upperBound {
      let isCited = line == citation.line
      let mark = isCited ? model.look.pointer : " "
      let digits = "\(line)"
      let label = String(repeating: " ", count: max(0, gutter - 2 - digits.count)) + digits
      frame.put([Span(mark + label + " ", isCited ? Style(.yellow, bold: true) : .dim)], at: row, column)
      let room = width - gutter - 1
      let texts =
        line == cursor
        ? Array(Wrap.rows(spans(line), width: room).prefix(max(1, area.count / 3)))
        : [spans(line).cut(to: room, mark: model.look.more)]
      for (index, text) in texts.enumerated() where row < area.upperBound {
        frame.put(text, at: row, column + gutter)
        if line == cursor, index == 0 {
          frame.paint(row, columns: column..<(column + gutter)) { $0.reverse = true }
        }
        row += 1
      }
      number = model.folding.next(line, count: file.count)
    }
  }

  /// The line at the top, so that the cursor stands in the upper third and nothing is left empty below.
  private func first(_ height: Int) -> Int {
    var below = 0
    var last = cursor
    while below < height - height / 3 - 1, let next = model.folding.next(last, count: file.count) {
      last = next
      below += 1
    }
    var first = cursor
    for _ in 0..<max(0, height - 1 - below) {
      guard let previous = model.folding.previous(first) else { break }
      first = previous
    }
    return first
  }

  private func spans(_ line: Int) -> Row {
    var offset = 0
    if line == citation.line, let value = citation.value {
      let place = file.offset(of: value, line: line)
      if place > width - gutter - 10 { offset = max(0, place - width / 3) }
    }
    let limit = line == cursor ? width * 12 : width * 4
    let text = file.line(line, from: offset, limit: limit).replacingOccurrences(of: "\t", with: "  ")
    var spans = Colouring.row(text, path: file.path)
    if offset > 0 { spans = [Span(model.look.more, .dim)] + spans }
    if let end = model.folding.end(under: line) {
      let hidden = model.words(.foldedLines, "\(end - line)")
      spans += [Span(" \(model.look.more) " + closing(end) + "  " + hidden, .dim)]
    }
    if line == citation.line, let value = citation.value { spans = highlight(spans, value) }
    return model.search.isEmpty ? spans : highlight(spans, model.search)
  }

  /// The bracket that ends a folded block, without its indent.
  private func closing(_ line: Int) -> String {
    String(file.line(line, limit: 200).drop { $0 == " " || $0 == "\t" }.prefix(20))
  }
}
