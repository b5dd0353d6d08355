/// A line for the AWS CLI: long options, region and profile written out.
package enum AWSCommand {
  /// The command of a service's operation; options without a value are left out.
  package static func line(
    _ service: String, _ operation: String, _ values: FixValues, _ options: [(String, [String])],
    global: Bool = false
  ) -> String {
    var words = ["aws", service, operation]
    for (option, arguments) in options where !arguments.isEmpty {
      words.append("--" + option)
      words += arguments.filter { !$0.isEmpty }
    }
    if !global {
      words += ["--region", values["region"] ?? Shell.unknown("region")]
    }
    if let profile = values["profile"] { words += ["--profile", profile] }
    return Shell.line(words)
  }
}

extension FixValues {
  /// The value of a parameter as an option's arguments; empty where it is absent.
  func argument(_ name: String) -> [String] { self[name].map { [$0] } ?? [] }
}
