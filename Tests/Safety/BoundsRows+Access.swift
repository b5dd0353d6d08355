/// Policies, and what stands on the command line.
extension BoundsRows {
  private static let role = "arn:aws:iam::123456789012:role/r"

  private static func policy(_ statements: String, version: String = "2012-10-17") -> String {
    "{\"RoleDetailList\": [{\"RoleName\": \"r\", \"Arn\": \"\(role)\", \"RoleId\": \"AROAEXAMPLE\", "
      + "\"AssumeRolePolicyDocument\": {\"Version\": \"2012-10-17\", \"Statement\": []}, \"RolePolicyList\": ["
      + "{\"PolicyName\": \"p\", \"PolicyDocument\": {\"Version\": \"\(version)\", \"Statement\": [\(statements)]}}], "
      + "\"AttachedManagedPolicies\": []}], \"UserDetailList\": [], \"GroupDetailList\": [], \"Policies\": []}"
  }

  private static func statement(_ resource: String = "\"*\"", _ more: String = "") -> String {
    "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \(resource)\(more)}"
  }

  private static func may(
    _ name: String, _ statuses: Int32..., resource: String = "arn:aws:s3:::b/k", options: [String] = [],
    times: Double = 10, _ statements: @escaping @Sendable () -> String
  ) -> HostileInput {
    var expected = HostileInput.Expectation.status(0, times: times)
    expected.statuses = Set(statuses)
    return HostileInput(
      "can: " + name, ["can", role, "s3:GetObject", resource] + options + ["--snapshot", "snap"], expected
    ) { folder in
      try folder.write("snap/iam.get-account-authorization-details.json", policy(statements()))
    }
  }

  static let access: [HostileInput] = [
    may("50,000 condition operators that are none", 3, times: 20) {
      statement("\"*\"", ", \"Condition\": {" + list(50_000) { "\"StringLike\($0)\": {\"a\": \"b\"}" } + "}")
    },
    may("50,000 unknown condition keys", 3, times: 20) {
      statement(
        "\"*\"", ", \"Condition\": {\"StringEquals\": {" + list(50_000) { "\"aws:k\($0)\": \"b\"" } + "}}")
    },
    may("3,000 denials with variables", 3, times: 20) {
      list(3_000) { _ in
        "{\"Effect\": \"Deny\", \"Action\": \"s3:*\", \"Resource\": \"*\", \"Condition\": {\"StringLike\": "
          + "{\"aws:PrincipalTag/x\": \"" + many(20, "${aws:PrincipalTag/y}*") + "\"}}}"
      }
    },
    may("a variable, then 100,000 that are not closed", 0, 3) {
      statement("\"arn:aws:s3:::${aws:PrincipalTag/y}" + many(100_000, "${") + "\"")
    },
    may("50,000 variables in one resource", 0, 3, options: ["--context", "aws:username=x"]) {
      statement("\"arn:aws:s3:::" + many(50_000, "${aws:username}") + "\"")
    },
    may("20,000 stars against 20,000 letters", 0, 3, resource: "arn:aws:s3:::" + many(20_000, "a"), times: 20)
    {
      statement("\"arn:aws:s3:::" + many(20_000, "*a") + "b\"")
    },
    may("50,000 resources", 3, times: 20) {
      statement("[" + list(50_000) { "\"arn:aws:s3:::x\($0)/*\"" } + "]")
    },
    may(
      "50,000 blocks of addresses", 0, 3, options: ["--context", "aws:SourceIp=192.0.2.1"], times: 20
    ) {
      statement(
        "\"*\"",
        ", \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": ["
          + list(50_000) { "\"10.\($0 / 256 % 256).\($0 % 256).0/24\"" } + "]}}")
    },
    may("30,000 statements", 0, times: 20) { list(30_000) { _ in statement() } },
    may("a version that is a list, deep values", 0, 3) {
      statement(
        "\"*\"", ", \"Condition\": {\"StringEquals\": {\"a\": " + many(400, "[") + many(400, "]") + "}}")
    },
  ]

  private static func called(
    _ name: String, _ statuses: Int32..., times: Double = 10, words: [String]
  ) -> HostileInput {
    var expected = HostileInput.Expectation.status(0, times: times)
    expected.statuses = Set(statuses)
    return HostileInput("arguments: " + name, words, expected) { try $0.lay() }
  }

  private static let diagnose = ["diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--set"]

  static let arguments: [HostileInput] = [
    called(
      "a load balancer of 100,000 letters", 2, words: diagnose + ["load-balancer=" + many(100_000, "a")]),
    called(
      "an address of 100,000 dots", 0, 1, 2, 3, words: diagnose + ["url=https://" + many(50_000, "a.") + "/x"]
    ),
    called(
      "an address of 100,000 slashes", 0, 1, 2, 3, words: diagnose + ["url=https://x" + many(100_000, "/")]),
    called(
      "an id of 100,000 letters", 64,
      words: ["why", "cloudfront-alb-504", many(100_000, "a"), "--snapshot", "snap"]),
    called(
      "a playbook of 100,000 letters", 64, words: ["diagnose", many(100_000, "a"), "--snapshot", "snap"]),
    called(
      "reach from 100,000 colons", 2,
      words: ["reach", "[" + many(100_000, ":") + "]", "internet", "--snapshot", "snap"]),
    called(
      "reach from 50,000 numbers", 2,
      words: ["reach", many(50_000, "1."), "internet:443", "--snapshot", "snap"]),
    called(
      "reach from 100,000 brackets", 2,
      words: ["reach", many(100_000, "["), "internet:443", "--snapshot", "snap"]),
    called(
      "a port of 100,000 digits", 64,
      words: ["reach", "192.0.2.1", "internet:" + many(100_000, "9"), "--snapshot", "snap"]),
    called(
      "a time of 60,000 digits", 64,
      words: [
        "diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--since", "2025-01-01T" + many(30_000, ":0"),
      ]),
  ]

  private static func planned(
    _ name: String, _ status: Int32, times: Double = 20, _ changes: @escaping @Sendable () -> String
  ) -> HostileInput {
    HostileInput(
      "plan: " + name,
      ["whatif", "cloudfront-alb-504", "--snapshot", "snap", "--plan", "plan.json"],
      .status(status, times: times)
    ) { folder in
      try folder.lay()
      try folder.write(
        "plan.json",
        "{\"format_version\": \"1.2\", \"terraform_version\": \"1.8.5\", \"resource_changes\": [" + changes()
          + "]}")
    }
  }

  private static func change(_ number: Int, _ type: String, _ after: String) -> String {
    "{\"address\": \"\(type).r\(number)\", \"mode\": \"managed\", \"type\": \"\(type)\", \"name\": \"r\(number)\", "
      + "\"change\": {\"actions\": [\"create\"], \"before\": null, \"after\": \(after)}}"
  }

  static let plans: [HostileInput] = [
    planned("4,000 rules of a group that is not there", 1) {
      list(4_000) {
        change(
          $0, "aws_security_group_rule",
          "{\"type\": \"ingress\", \"security_group_id\": \"sg-1\", \"from_port\": 80, \"to_port\": 80}")
      }
    },
    planned("2,000 routes of a table that is not there", 1) {
      list(2_000) {
        change($0, "aws_route", "{\"route_table_id\": \"rtb-1\", \"destination_cidr_block\": \"10.0.0.0/8\"}")
      }
    },
    planned("nested 100,000 deep", 2) { many(100_000, "[") },
    planned("20,000 blocks of addresses in one rule", 1) {
      change(
        0, "aws_security_group_rule",
        "{\"type\": \"ingress\", \"security_group_id\": \"sg-1\", \"from_port\": 80, \"to_port\": 80, "
          + "\"protocol\": \"tcp\", \"cidr_blocks\": ["
          + list(20_000) { "\"10.\($0 / 256).\($0 % 256).0/24\"" } + "]}")
    },
  ]
}
