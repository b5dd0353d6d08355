/// The keys of all screens as a Markdown table, made from the keymap: what the README shows.
package enum KeyTable {
  /// One line for each thing that can be asked for.
  package static func markdown(_ words: Words) -> String {
    var lines = ["| \(words(.columnKey)) | \(words(.columnDoes)) |", "| --- | --- |"]
    for binding in Keymap.bindings {
      lines.append("| \(keys(binding)) | \(words(binding.help)) |")
    }
    lines.append("| `^C` | \(words(.helpInterrupt)) |")
    lines.append("| `^Z` | \(words(.helpSuspend)) |")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func keys(_ binding: Binding) -> String {
    Keymap.label(binding, all: true).split(separator: " ").map { "`\($0)`" }.joined(separator: " ")
  }
}
