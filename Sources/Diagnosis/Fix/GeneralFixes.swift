/// Repairs outside the AWS API: builds, pushes, changes on a host.
enum GeneralFixes {
  static let all: [FixOperation] = [
    FixOperation(
      "command", "A command line as the playbook writes it; nothing of the snapshot would show it.",
      [.needed("run")],
      commands: { values in
        (values["run"] ?? "").split(separator: "\n").map { line in
          ShellText.fill(String(line))
        }
      })
  ]
}

/// A command line of the playbook whose unknown values were marked.
enum ShellText {
  /// The line with `"${NAME:?set NAME}"` where a value is unknown; the rest stands as it is written.
  static func fill(_ line: String) -> String {
    var result = line
    for name in Set(Shell.unknowns(line)) {
      result = result.replacing(Shell.unknown(name), with: "\"${\(name):?set \(name)}\"")
    }
    return result
  }
}
