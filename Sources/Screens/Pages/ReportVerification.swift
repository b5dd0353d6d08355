import Evidence
import Files

/// What became of the places that a report cites.
package struct ReportVerification: Sendable {
  /// What does not hold, what changed beside it, and the count.
  package var lines: [String]
  /// The citations that do not hold: the number in the report, the place, and what is wrong.
  package var broken: [(name: String, citation: Citation, problem: String)]
  /// Rows of the report that cannot be read, which is as if they did not hold.
  package var unread: [(line: Int, row: String)]
  /// How many places the report cites.
  package var total: Int
  /// Whether every citation holds.
  package var holds: Bool

  package static func of(_ cited: ReportReader.Cited, _ snapshot: Snapshot) -> ReportVerification {
    var lines: [String] = []
    var touched: Set<String> = []
    var broken: [(name: String, citation: Citation, problem: String)] = []
    for (name, citation, isPart) in cited.evidence {
      guard let problem = EvidenceRow.problem(citation, isPart: isPart, in: snapshot) else { continue }
      broken.append(("\(name)", citation, problem))
      touched.insert(citation.file)
      lines.append("\(name) does not hold: \(problem)")
    }
    for (line, row) in cited.unread {
      lines.append(
        "line \(line) of the report does not hold: it cannot be read: \(MarkdownText.shortened(row, 200))")
    }
    for (file, hash) in cited.hashes {
      guard let found = snapshot.files.first(where: { $0.path == file }), let bytes = try? found.read(),
        SHA256.hex(bytes) != hash
      else { continue }
      lines.append(
        touched.contains(file)
          ? "\(file) changed since the report was written"
          : "\(file) changed but not cited: every place that the report cites is as it was")
    }
    let total = cited.evidence.count + cited.unread.count
    lines.append("\(cited.evidence.count - broken.count) of \(total) citations hold")
    return ReportVerification(
      lines: lines, broken: broken, unread: cited.unread, total: total,
      holds: broken.isEmpty && cited.unread.isEmpty)
  }
}
