import Diagnosis

/// What became of the places that a report cites.
package struct ReportVerification: Sendable {
  /// What does not hold, what changed beside it, and the count.
  package var lines: [String]
  /// The citations that do not hold: the number in the report, the place, and what is wrong.
  package var broken: [(name: String, citation: Citation, problem: String)]
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
    for (file, hash) in cited.hashes {
      guard let found = snapshot.files.first(where: { $0.path == file }), let bytes = try? found.read(),
        SHA256.hex(bytes) != hash
      else { continue }
      lines.append(
        touched.contains(file)
          ? "\(file) changed since the report was written"
          : "\(file) changed but not cited: every place that the report cites is as it was")
    }
    lines.append("\(cited.evidence.count - broken.count) of \(cited.evidence.count) citations hold")
    return ReportVerification(
      lines: lines, broken: broken, total: cited.evidence.count, holds: broken.isEmpty)
  }
}
