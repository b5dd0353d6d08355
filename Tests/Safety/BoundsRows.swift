/// Inputs that are deep, long, or ask for more work than they are long.
enum BoundsRows {
  static let rows: [HostileInput] =
    terraform + state + queries + queryWork + messages + playbooks + access + arguments
    + plans

  static func many(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

  static func list(_ count: Int, _ item: (Int) -> String) -> String {
    (0..<count).map(item).joined(separator: ",")
  }

  /// An ordinary incident with one more file: its own cause is found all the same.
  static func beside(
    _ name: String, _ file: String, times: Double = 10, megabytes: Int = 300,
    _ text: @escaping @Sendable () -> String
  ) -> HostileInput {
    HostileInput(
      name, ["diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--format", "json"],
      .status(1, stdout: ["\"cause-found\""], times: times, megabytes: megabytes)
    ) { folder in
      try folder.lay()
      try folder.write("snap/" + file, text())
    }
  }
}
