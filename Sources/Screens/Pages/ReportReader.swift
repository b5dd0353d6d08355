import Sentences
import Evidence

/// Reads the evidence back out of a report's tables.
package enum ReportReader {
  /// What a report cites.
  package struct Cited: Sendable {
    /// The evidence by its name, `E1` and so on.
    package var evidence: [(name: String, citation: Citation, isPart: Bool)] = []
    /// The sha256 of each cited file, sorted by file.
    package var hashes: [(file: String, hash: String)] = []
    /// Rows of these tables that cannot be read: the line of the report, and what stands there.
    package var unread: [(line: Int, row: String)] = []
  }

  package static func read(_ report: String) -> Cited {
    var cited = Cited()
    var table: [(line: Int, row: Substring)] = []
    let lines = report.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("|") {
        table.append((index + 1, line))
      } else if !table.isEmpty {
        read(table, into: &cited)
        table = []
      }
    }
    read(table, into: &cited)
    return cited
  }

  /// Reads one table: head, rule, rows.
  ///
  /// In a table of evidence or hashes no row is passed over.
  private static func read(_ table: [(line: Int, row: Substring)], into cited: inout Cited) {
    guard let head = table.first.map({ cells($0.row) }) else { return }
    let rows = table.dropFirst(2).map { (line: $0.line, row: $0.row, cells: cells($0.row)) }
    if head.count == 5, head[0] == "E" {
      for row in rows {
        if row.cells.count == 5, let citation = citation(row.cells) {
          cited.evidence.append((row.cells[0], citation, codes(row.cells[3]).contains("part")))
        } else {
          cited.unread.append((row.line, String(row.row)))
        }
      }
    } else if head.count == 2, Language.allCases.contains(where: { Words($0)(.fileHash) == head[1] }) {
      for row in rows {
        if row.cells.count == 2, let file = code(row.cells[0]), let hash = code(row.cells[1]),
          hash.count == 64, hash.allSatisfy(\.isHexDigit)
        {
          cited.hashes.append((file, hash))
        } else {
          cited.unread.append((row.line, String(row.row)))
        }
      }
    }
  }

  private static func citation(_ cells: [String]) -> Citation? {
    guard cells[0].hasPrefix("E"), Int(cells[0].dropFirst()) != nil, let file = code(cells[2]) else {
      return nil
    }
    let place = codes(cells[3])
    guard let line = place.first.flatMap({ Int($0) }) else { return nil }
    var citation = Citation(file: file, line: line, value: code(cells[4]), says: Sentence(name: cells[1]))
    for part in place.dropFirst() {
      if part.hasPrefix("document "), let number = Int(part.dropFirst("document ".count)) {
        citation.document = number
      } else if part.hasPrefix("/") {
        citation.pointer = part
      }
    }
    return citation
  }

  /// The cells of a table's line; a bar behind a backslash belongs to its cell.
  private static func cells(_ line: Substring) -> [String] {
    var cells: [String] = []
    var cell = ""
    var escaped = false
    for character in line.dropFirst() {
      if character == "|", !escaped {
        cells.append(trimmed(cell))
        cell = ""
      } else if character == "|" {
        cell.removeLast()
        cell.append(character)
      } else {
        cell.append(character)
      }
      escaped = character == "\\"
    }
    return cells
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  /// The content of a cell that is one code span.
  private static func code(_ cell: String) -> String? { codes(cell).first }

  /// The contents of a cell's code spans.
  private static func codes(_ cell: String) -> [String] {
    var found: [String] = []
    var rest = Substring(cell)
    while let start = rest.firstIndex(of: "`") {
      let mark = rest[start...].prefix { $0 == "`" }
      let after = rest[mark.endIndex...]
      guard let (body, end) = body(after, until: mark.count) else { break }
      found.append(body)
      rest = rest[end...]
    }
    return found
  }

  private static func body(_ text: Substring, until count: Int) -> (String, String.Index)? {
    var at = text.startIndex
    while let tick = text[at...].firstIndex(of: "`") {
      let run = text[tick...].prefix { $0 == "`" }
      if run.count == count {
        var body = text[..<tick]
        if count > 1, body.first == " ", body.last == " ", body.count > 1 {
          body = body.dropFirst().dropLast()
        }
        return (String(body), run.endIndex)
      }
      at = run.endIndex
    }
    return nil
  }
}

extension EvidenceRow {
  /// What is wrong with a citation read from a report; nil where it holds.
  ///
  /// The report shows values cleaned and cut, so a value is looked for as the report would show it.
  package static func problem(_ citation: Citation, isPart: Bool, in snapshot: Snapshot) -> String? {
    var plain = citation
    plain.value = nil
    if citation.pointer == "/" { plain.pointer = "" }
    if let problem = CitationProof.problem(plain, in: snapshot) { return problem }
    guard let shown = citation.value.map({ Redaction.plain($0) }), shown != Redaction.word else { return nil }
    let wanted = shown.hasSuffix("⋯") ? String(shown.dropLast()) : shown
    guard let now = CitationProof.text(plain, in: snapshot) else { return nil }
    if let pointer = citation.pointer, Redaction.hides(pointer, value: now) {
      return "\(citation.file):\(citation.line): \(pointer) is a secret now, not \(Redaction.text(shown))"
    }
    let isWhole = citation.pointer != nil && !isPart && wanted == shown
    for text in [Span.clean(now), Span.clean(Redaction.text(now))] {
      if isWhole ? text == wanted : text.contains(wanted) { return nil }
    }
    let place = citation.pointer ?? "the line"
    return
      "\(citation.file):\(citation.line): \(place) is now \(MarkdownText.shortened(Redaction.text(now), 200)), not \(Redaction.text(shown))"
  }
}
