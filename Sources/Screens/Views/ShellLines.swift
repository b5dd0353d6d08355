import Commands

/// Folds a long shell command over lines that can be pasted together, as bash continues a line.
package enum ShellLines {
  /// Lines before options, never inside a word; a word that is too long stays whole.
  package static func folded(_ command: ShellCommand, width: Int) -> [String] {
    let whole = command.text
    if Width.of(whole) <= width { return [whole] }
    var lines: [String] = []
    var line = ""
    for group in groups(command) {
      let text = group.map(\.text).joined(separator: " ")
      let room = width - 2 - (lines.isEmpty ? 0 : 2)
      if !line.isEmpty, Width.of(line) + 1 + Width.of(text) > room {
        lines.append((lines.isEmpty ? "" : "  ") + line + " \\")
        line = text
      } else {
        line += (line.isEmpty ? "" : " ") + text
      }
    }
    lines.append((lines.isEmpty ? "" : "  ") + line)
    return lines
  }

  /// Rows of a screen, none wider than `width` where bash allows it.
  ///
  /// The first is indented by `indent` cells, the others by two more; a row that goes on inside a word begins in
  /// the first cell, because blanks before it would end the word.
  package static func rows(_ command: ShellCommand, width: Int, indent: Int) -> [String] {
    let whole = command.text
    if indent + Width.of(whole) <= width { return [blanks(indent) + whole] }
    var fold = Fold(width: width, indent: indent)
    let groups = groups(command)
    for (index, group) in groups.enumerated() {
      let isLast = index == groups.count - 1
      let text = group.map(\.text).joined(separator: " ")
      if fold.fits(text, isLast: isLast) || fold.fitsAlone(text, isLast: isLast) {
        fold.add(text, isLast: isLast) { _, _ in [text] }
      } else {
        for (at, token) in group.enumerated() {
          fold.add(token.text, isLast: isLast && at == group.count - 1) { first, rest in
            pieces(token, first: first, rest: rest)
          }
        }
      }
    }
    return fold.finished
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  /// The rows of one command while they are made.
  private struct Fold {
    let width: Int
    let indent: Int
    var done: [String] = []
    var line = ""

    init(width: Int, indent: Int) {
      self.width = width
      self.indent = indent
      line = blanks(indent)
    }

    private var isFresh: Bool { line.allSatisfy { $0 == " " } }

    /// Whether a text fits behind what the row holds, with the backslash that follows all but the last.
    func fits(_ text: String, isLast: Bool) -> Bool {
      Width.of(line) + (isFresh ? 0 : 1) + Width.of(text) + (isLast ? 0 : 2) <= width
    }

    func fitsAlone(_ text: String, isLast: Bool) -> Bool {
      indent + 2 + Width.of(text) + (isLast ? 0 : 2) <= width
    }

    /// Adds a text; `divide` makes pieces of it for the room in this row and in the next ones.
    mutating func add(_ text: String, isLast: Bool, divide: (Int, Int) -> [String]) {
      if fits(text, isLast: isLast) {
        line += (isFresh ? "" : " ") + text
        return
      }
      if !isFresh {
        done.append(line + " \\")
        line = blanks(indent + 2)
      }
      if fits(text, isLast: isLast) {
        line += text
        return
      }
      // Rows inside the word begin in the first cell.
      let pieces = divide(width - Width.of(line) - 2, width - 2)
      for piece in pieces.dropLast() {
        done.append(line + piece + "\\")
        line = ""
      }
      line += pieces.last ?? ""
    }

    var finished: [String] { done + [line] }
  }

  /// The command's words, each option with its values, a pipe or redirection with what follows.
  private static func groups(_ command: ShellCommand) -> [[CommandToken]] {
    var groups: [[CommandToken]] = []
    for token in command.tokens {
      if groups.isEmpty || token.isHead {
        groups.append([token])
      } else {
        groups[groups.count - 1].append(token)
      }
    }
    return groups
  }

  // MARK: inside a word

  /// Where a word is best divided, after the character; the first set that has one wins.
  private static let joints: [Set<Character>] = [
    [",", ";", "}", "|", "&"], ["/", "?"], ["=", "[", "{", ":"], [".", "-", "_"],
  ]

  /// The word in pieces that bash puts together when a backslash and a line end stand between them.
  ///
  /// A quote is closed before the line's end and opened again behind it; what stands in `${}` or `$()` is never
  /// divided.
  private static func pieces(_ token: CommandToken, first: Int, rest: Int) -> [String] {
    let cells = token.cells
    func text(_ range: Range<Int>) -> String { String(cells[range].map(\.character)) }
    var pieces: [String] = []
    var start = 0
    while start < cells.count {
      let lead = start > 0 ? cells[start].quote : ""
      // One cell for the backslash, one for the quote that may have to be closed.
      let room = max(8, pieces.isEmpty ? first : rest) - 2 - lead.count
      var used = 0
      var end = start
      while end < cells.count, used + Width.of(cells[end].character) <= room {
        used += Width.of(cells[end].character)
        end += 1
      }
      guard end < cells.count, let cut = place(cells, start, end) else {
        pieces.append(lead + text(start..<cells.count))
        break
      }
      pieces.append(lead + text(start..<cut) + (cells[cut].quote.isEmpty ? "" : "'"))
      start = cut
    }
    return pieces
  }

  /// Where to divide between two places; nil where bash allows none.
  private static func place(_ cells: [CommandToken.Cell], _ start: Int, _ end: Int) -> Int? {
    let least = start + max(1, (end - start) / 3)
    let allowed = stride(from: end, to: start, by: -1).filter { cells[$0].isJoint }
    for joints in joints {
      if let best = allowed.first(where: { $0 >= least && joints.contains(cells[$0 - 1].character) }) {
        return best
      }
    }
    return allowed.first
  }
}
