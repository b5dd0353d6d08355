import Evidence

/// Blanks secrets in a line of an access log, where columns say what they hold.
enum RawRedaction {
  /// The columns that a CloudFront log's head names; empty for other files.
  static func columns(_ bytes: [UInt8]) -> [String] {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let line = head.split(separator: "\n").first(where: { $0.hasPrefix("#Fields:") }) else { return [] }
    return line.split(separator: " ").dropFirst().map(String.init)
  }

  /// One line without query strings, cookies and credentials.
  static func line(_ line: String, _ columns: [String]) -> String {
    if !columns.isEmpty, !line.hasPrefix("#") {
      let secret: Set<String> = ["cs-uri-query", "cs(Cookie)"]
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      return cells.enumerated().map { index, cell in
        let hides = index < columns.count && secret.contains(columns[index]) && cell != "-"
        return hides ? Redaction.word : Redaction.text(String(cell))
      }.joined(separator: "\t")
    }
    return Redaction.text(line)
  }
}
