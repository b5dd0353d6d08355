/// A mistake in a playbook, at its place.
package struct PlaybookProblem: Error, Sendable, Equatable {
  package var file: String
  package var line: Int
  package var column: Int
  package var what: String
  /// The line of the file, for the caret.
  package var source: String

  /// `file:line:col: error: …`, the source line and a caret.
  package var description: String {
    let head = "\(file):\(line):\(column): error: \(what)"
    if source.isEmpty { return head }
    let blanks = source.unicodeScalars.prefix(max(column - 1, 0)).map { $0 == "\t" ? "\t" : " " }.joined()
    return "\(head)\n\(source)\n\(blanks)^"
  }
}

/// All mistakes of a playbook; reading goes on after a mistake so that one run shows all of them.
package struct PlaybookProblems: Error, Sendable {
  package var problems: [PlaybookProblem]

  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
