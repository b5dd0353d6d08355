/// Folds a long shell command over lines that can be pasted together, as bash continues a line.
package enum ShellLines {
  /// Lines before options, never inside a word; a word that is too long stays whole.
  package static func folded(_ command: String, width: Int) -> [String] {
    if Width.of(command) <= width { return [command] }
    var lines: [String] = []
    var line = ""
    for group in groups(command) {
      let text = group.joined(separator: " ")
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
  package static func rows(_ command: String, width: Int, indent: Int) -> [String] {
    if indent + Width.of(command) <= width { return [blanks(indent) + command] }
    var fold = Fold(width: width, indent: indent)
    let groups = groups(command)
    for (index, group) in groups.enumerated() {
      let isLast = index == groups.count - 1
      let text = group.joined(separator: " ")
      if fold.fits(text, isLast: isLast) || fold.fitsAlone(text, isLast: isLast) {
        fold.add(text, isLast: isLast)
      } else {
        for (at, word) in group.enumerated() { fold.add(word, isLast: isLast && at == group.count - 1) }
      }
    }
    return fold.finished
  }

  /// Whether each line of a text is a command of its own: no quote and no document goes over a line's end.
  package static func endsWithEachLine(_ text: String) -> Bool {
    if text.contains("<<") { return false }
    return text.split(separator: "\n").allSatisfy { line in
      !ShellWord.isOpen(String(line)) && !line.hasSuffix("\\")
    }
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

    mutating func add(_ text: String, isLast: Bool) {
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
      let pieces = ShellWord.pieces(text, first: width - Width.of(line) - 2, rest: width - 2)
      for piece in pieces.dropLast() {
        done.append(line + piece + "\\")
        line = ""
      }
      line += pieces.last ?? ""
    }

    var finished: [String] { done + [line] }
  }

  /// The command's words, each option with its values, a pipe or redirection with what follows.
  private static func groups(_ command: String) -> [[String]] {
    var groups: [[String]] = []
    for word in ShellWord.split(command) {
      if groups.isEmpty || word.hasPrefix("--") || word == "|" || word == ">" {
        groups.append([word])
      } else {
        groups[groups.count - 1].append(word)
      }
    }
    return groups
  }
}
