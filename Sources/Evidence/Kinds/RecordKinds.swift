import Commands

extension DocumentKind {
  /// Logs and code, which no single call makes.
  static let recordKinds: [DocumentKind] = [.balancerLog, .edgeLog, .terraform]

  /// Access logs of load balancers.
  package static let balancerLog = DocumentKind(
    "alb.log", file: "alb.log", command: bucket("to the access-log bucket"))

  /// Standard logs of distributions.
  package static let edgeLog = DocumentKind(
    "cloudfront.log", file: "cloudfront.log", command: bucket("to the standard-log bucket"))

  package static let terraform = DocumentKind(
    "terraform", file: "terraform.json", command: "terraform show -json > terraform.json")

  private static func bucket(_ means: String) -> ShellCommand {
    let bucket = CommandWord.variable("BUCKET", means: means)
    let prefix = CommandWord.variable("PREFIX", means: "to the path of the log")
    return ShellCommand(["aws", "s3", "cp", "s3://\(bucket)/\(prefix)", ".", "--recursive"])
  }
}
