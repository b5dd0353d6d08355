/// Failure messages and playbooks.
extension BoundsRows {
  /// A text for `message` that is read in part: no family can be wrong, but it says that it is cut.
  private static func long(
    _ name: String, _ says: String = "\"truncated\": true", _ text: @escaping @Sendable () -> String
  ) -> HostileInput {
    HostileInput(
      "message: " + name, ["message", "-", "--format", "json"], .status(0, stdout: [says]), input: text())
  }

  private static let denial =
    "User: arn:aws:sts::123456789012:assumed-role/shop/0a1b is not authorized to perform: "
    + "ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the action"

  static let messages: [HostileInput] = [
    long("1 MB of one letter") { many(1_000_000, "a") },
    long("4,000 letters") { many(4_000, "a") },
    long("arn:aws: repeated") { many(200_000, "arn:aws:") },
    long("arn:aws:sts:: repeated") { many(100_000, "arn:aws:sts::") },
    long("password= repeated") { many(100_000, "password=") },
    long("not pull image repeated") { many(60_000, "not pull image ") },
    long("pull image quoted") { many(60_000, "pull image \"a\"b") },
    long("dkr.ecr repeated") { many(100_000, "a.dkr.ecr.") },
    long("dkr without ecr") { many(200_000, ".dkr-") },
    long("Get without an end") { many(100_000, "Get a.dkr.ecr.x/") },
    long("Markdown links that are never closed") { many(200_000, "[http:") },
    long("Markdown links with one closing bracket") { many(200_000, "[https://a") + "](" },
    long("failed to resolve ref repeated") { many(50_000, "failed to resolve ref a") },
    long("dial tcp repeated") { many(50_000, "dial tcp 1.2.3.") },
    long("quotes and backslashes") { many(300_000, "\\\"") },
    long("blanks") { "a" + many(1_000_000, " \n") },
    long("combining marks") { "e" + many(300_000, "\u{301}") },
    long("bytes that are cut inside a character") { "a" + many(300_000, "日") },
    long("a denial, then 1 MB", "\"role\": \"shop\"") { denial + many(500_000, " x") },
    beside("snapshot: a .err of 20 MB on one line", "ec2.describe-hosts.err") { many(20_000_000, "a") },
    beside("snapshot: a .err of 5 MB of lines", "ec2.describe-hosts.err", times: 20) {
      many(1_000_000, "none\n")
        + "An error occurred (AccessDenied) when calling the DescribeHosts operation: no"
    },
    beside("snapshot: a .err of opened brackets", "ec2.describe-hosts.err") {
      many(100_000, "An error occurred (a")
    },
    HostileInput(
      "snapshot: a stopped reason of 1 MB",
      ["diagnose", "ecs-image-pull", "--snapshot", "snap", "--format", "json"], .status(1, 3, times: 20)
    ) { folder in
      try folder.lay("ecs-image-pull/tag-never-pushed")
      let task = "ecs.describe-tasks.json"
      try folder.replace(
        "CannotPullContainerError", by: many(500_000, "a ") + "CannotPullContainerError", in: "snap/" + task)
    },
  ]

  private static func refused(
    _ name: String, _ says: [String], _ text: @escaping @Sendable () -> String
  ) -> HostileInput {
    HostileInput("lint: " + name, ["lint", "p.yaml"], .status(1, 2, says: says)) { folder in
      try folder.write("p.yaml", text())
    }
  }

  private static func bomb(_ levels: Int, _ line: (Int) -> String) -> String {
    "a0: &a0 [x, x]\n" + (1...levels).map(line).joined()
  }

  static let playbooks: [HostileInput] = [
    refused("aliases that double", ["p.yaml:", "aliases"]) {
      bomb(60) { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }
    },
    refused("aliases that double, as keys", ["p.yaml:"]) {
      bomb(40) { "? &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n: x\n" }
    },
    refused("aliases that double, as mappings", ["p.yaml:"]) {
      bomb(60) { "a\($0): &a\($0) {l: *a\($0 - 1), r: *a\($0 - 1)}\n" }
    },
    refused("a test of aliases that double", ["p.yaml:"]) {
      "id: x\nhypotheses:\n  - id: h\n    test: {all: [&a0 {check: x}"
        + (1...40).map { ", &a\($0) {all: [*a\($0 - 1), *a\($0 - 1)]}" }.joined() + "]}\n"
    },
    refused("tests nested 2,000 deep", ["p.yaml:"]) {
      "id: x\nhypotheses:\n  - id: h\n    test: " + many(2_000, "{not: ") + "{check: x}" + many(2_000, "}")
    },
    refused("lists nested 100,000 deep", ["p.yaml:"]) { "a: " + many(100_000, "[") },
    refused("blocks nested 3,000 deep", ["p.yaml:"]) {
      (0..<3_000).map { many($0, " ") + "a:\n" }.joined()
    },
    refused("5 MB", ["p.yaml", "larger than"]) { many(700_000, "- text\n") },
    refused("20,000 unknown keys", ["p.yaml:", "more keys"]) { (0..<20_000).map { "k\($0): x\n" }.joined() },
  ]
}
