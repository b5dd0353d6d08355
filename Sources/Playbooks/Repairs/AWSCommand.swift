import Commands

/// A command of the AWS CLI: long options, region and profile written out.
package enum AWSCommand {
  /// The command of a service's operation; options without a value are left out.
  package static func line(
    _ service: CommandWord, _ operation: CommandWord, _ values: FixValues,
    _ options: [(CommandWord, [CommandWord])],
    global: Bool = false, then last: [CommandWord] = []
  ) -> ShellCommand {
    var words: [CommandWord] = ["aws", service, operation]
    for (option, arguments) in options where !arguments.isEmpty {
      words.append("--\(option)")
      words += arguments.filter { !$0.isEmpty }
    }
    if !global { words += ["--region", values.given("region") ?? .unknown("region")] }
    if let profile = values.given("profile") { words += ["--profile", profile] }
    return ShellCommand(words + last)
  }
}
