import Foundation

/// What a snapshot says never runs, whatever is done with the printed command.
enum CommandsRows {
  private static let pull = "ecs-image-pull/tag-never-pushed"
  private static let edge = "cloudfront-alb-504/truncated-download"

  /// Texts that would act in a shell.
  private static let payloads = [
    ("a substitution", "$(touch PWNED)"), ("back quotes", "`touch PWNED`"), ("a semicolon", ";touch PWNED;"),
    ("a quote", "';touch PWNED;'"), ("a line end", "\n touch PWNED\n"),
    ("the old mark", "\u{1}x:-$(touch PWNED)\u{1}"), ("a pipe", "|touch PWNED"), ("a redirection", ">PWNED"),
    ("a default", "${x:-$(touch PWNED)}"),
  ]

  static let rows: [HostileInput] =
    payloads.flatMap { name, payload in
      [
        row(pull, "1.43.0", "an image's tag", name, payload, "ecs-image-pull"),
        row(pull, "shop/orders", "a repository", name, payload, "ecs-image-pull"),
        row(edge, "/api/orders/4001/invoice", "a log's path", name, payload, "cloudfront-alb-504"),
        row(
          HostileFolder.ordinary, "sg-078948f5a5d534bd0", "a group", name, payload, "cloudfront-alb-504"),
      ]
    } + [
      HostileInput(
        "a value of `aws` that names a file is asked for",
        ["diagnose", "ecs-image-pull", "--snapshot", "snap", "--format", "json"],
        .status(0, 1, 2, 3, never: ["--repository-name file://", "--cluster file://", "--service file://"])
      ) { try plant($0, pull, "orders", "file:///etc/hostname") },
      HostileInput(
        "a value that begins with a dash is no option",
        ["diagnose", "ecs-image-pull", "--snapshot", "snap", "--format", "json"],
        .status(0, 1, 2, 3, never: ["--services --endpoint-url", "--service --endpoint-url"])
      ) { try plant($0, pull, "\"orders\"", "\"--endpoint-url=http://192.0.2.1\"") },
    ]

  /// A value made hostile in the whole snapshot; all printed commands are run.
  private static func row(
    _ incident: String, _ value: String, _ what: String, _ name: String, _ payload: String,
    _ playbook: String
  ) -> HostileInput {
    HostileInput(
      "\(what) with \(name)", ["diagnose", playbook, "--snapshot", "snap", "--format", "json"],
      .status(0, 1, 2, 3, never: ["\u{1}"]),
      layout: { try plant($0, incident, value, value + payload) },
      after: { folder, run in try CommandRun.all(in: run.out, folder) })
  }

  private static func plant(
    _ folder: HostileFolder, _ incident: String, _ value: String, _ other: String
  ) throws {
    try folder.lay(incident)
    let names = FileManager.default.enumerator(atPath: folder.path + "/snap")?.compactMap { $0 as? String }
    for name in names ?? [] {
      let path = "snap/" + name
      guard let text = try? folder.read(path), text.contains(value) else { continue }
      let isJSON = text.hasPrefix("{") || text.hasPrefix("[")
      let isQuoted = value.hasPrefix("\"")
      let escaped = isJSON && !isQuoted ? CommandRun.escaped(other) : other
      try folder.write(path, text.replacingOccurrences(of: value, with: escaped))
    }
  }
}
