/// Secrets on the ways out that only a run of the program shows: stderr, options, queries, files it writes.
enum RedactionRows {
  private static let canary = "CANARYx90Qz7Kp"
  private static let pull = ["diagnose", "ecs-image-pull", "--snapshot", "snap"]

  static let rows: [HostileInput] = options + queries + everything

  private static let options: [HostileInput] =
    ["text", "json", "markdown"].map { format in
      HostileInput(
        "a URL with a token that fits nothing, \(format)",
        [
          "diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--format", format, "--set",
          "url=https://jobs.example.com/x?token=\(canary)",
        ],
        .status(2, stderr: ["https://jobs.example.com/x?redacted"], never: [canary])
      ) { try $0.lay() }
    } + [
      HostileInput(
        "a URL with a password that fits nothing",
        [
          "diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--set",
          "url=https://u:\(canary)@x.example/",
        ],
        .status(2, never: [canary])
      ) { try $0.lay() },
      HostileInput(
        "an assignment without a key", pull + ["--set", "password:\(canary)", "--set", "token=\(canary)"],
        .status(64, never: ["token=\(canary)"])
      ) { try $0.lay(PlantedSecret.pull) },
      HostileInput(
        "a message with a token, in text",
        ["message", "CannotPullContainerError: login failed token=\(canary)"],
        .status(0, never: [canary])),
      HostileInput(
        "a message with a URL's password, in JSON",
        ["message", "CannotPullContainerError: https://u:\(canary)@r.example/v2/: 401", "--format", "json"],
        .status(0, never: [canary])),
      HostileInput(
        "a playbook that is none", ["diagnose", "password=\(canary)", "--snapshot", "snap"],
        .status(64, never: [canary])
      ) { try $0.lay() },
      HostileInput(
        "a snapshot whose name holds a secret",
        ["diagnose", "cloudfront-alb-504", "--snapshot", "token=\(canary)"], .status(2, never: [canary])),
      HostileInput(
        "a session's journal",
        [
          "cloudfront-alb-504", "--snapshot", "snap", "--plain", "--set", "load-balancer=web-prod", "--set",
          "url=https://x.example/y?token=\(canary)",
        ],
        .status(0, 2, never: [canary]), input: "n\npassword=\(canary)\n",
        environment: ["XDG_STATE_HOME": "/tmp"],
        layout: { try $0.lay() }),
    ]

  private static let queries: [HostileInput] = [
    HostileInput(
      "query of a file with a secret", ["query", "@", "x.json"],
      .status(0, stdout: ["\"SecretString\": \"redacted\"", "shop/db"], never: [canary])
    ) { try $0.write("x.json", "{\"Name\": \"shop/db\", \"SecretString\": \"\(canary)\"}") },
    HostileInput(
      "query of stdin with a secret", ["query", "Environment.Variables.DB"],
      .status(0, stdout: ["\"redacted\""], never: [canary]),
      input: "{\"Environment\": {\"Variables\": {\"DB\": \"\(canary)\"}}}"),
    HostileInput(
      "query of a snapshot with a secret", ["query", "@", "--snapshot", "snap"],
      .status(0, stdout: ["redacted"], never: [canary], times: 20)
    ) { folder in
      try folder.lay(PlantedSecret.pull)
      try folder.write("snap/secretsmanager.get-secret-value.x.json", "{\"SecretString\": \"\(canary)\"}")
      try folder.replace(
        "\"value\": \"orders\"", by: "\"value\": \"\(canary)\"",
        in: "snap/ecs.describe-task-definition.orders.json")
    },
    HostileInput(
      "an expression with a secret that is wrong", ["query", "a[?token=\(canary)", "x.json"],
      .status(64, never: [canary])
    ) { try $0.write("x.json", "{}") },
    HostileInput(
      "password= a hundred thousand times", ["message", "-"], .status(0, times: 10),
      input: String(repeating: "password=", count: 100_000)),
  ]

  /// All secrets of an incident at once, on the program's ways out.
  private static let everything: [HostileInput] = {
    let ways: [(PlantedSecretIncident, [String])] = [
      (.pull, ["diagnose", "ecs-image-pull", "--snapshot", "snap"]),
      (.pull, ["diagnose", "ecs-image-pull", "--snapshot", "snap", "--lang", "ja"]),
      (.pull, ["diagnose", "ecs-image-pull", "--snapshot", "snap", "--format", "json"]),
      (.pull, ["diagnose", "ecs-image-pull", "--snapshot", "snap", "--format", "markdown"]),
      (.pull, ["report", "ecs-image-pull", "--snapshot", "snap"]),
      (.pull, ["why", "ecs-image-pull", "tag-never-pushed", "--snapshot", "snap"]),
      (.pull, ["query", "@", "--snapshot", "snap"]),
      (.pull, ["can", "role/orders-execution", "ecr:BatchGetImage", "--snapshot", "snap"]),
      (.request, ["diagnose", "cloudfront-alb-504", "--snapshot", "snap"]),
      (.request, ["diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--format", "json"]),
      (.request, ["report", "cloudfront-alb-504", "--snapshot", "snap", "--lang", "ja"]),
      (.request, ["snapshot", "snap"]),
      (.request, ["snapshot", "snap", "--format", "json"]),
      (.request, ["query", "@", "--snapshot", "snap"]),
      (.request, ["compare", "cloudfront-alb-504", "--snapshot", "snap", "--baseline", "snap"]),
      (.request, ["reach", "web-prod", "172.24.20.118:8080", "--snapshot", "snap"]),
      (
        .request,
        [
          "whatif", "cloudfront-alb-504", "--snapshot", "snap", "--fix", "alb-sg-detached-orphan-reference",
          "--format", "json",
        ]
      ),
    ]
    return ways.map { incident, arguments in
      HostileInput(
        "planted in \(incident): \(arguments.joined(separator: " "))", arguments,
        .status(0, 1, 2, 3, 64, never: ["CANARY"], times: 40)
      ) { try PlantedSecretsTests.plantAll(incident.rawValue, $0) }
    }
  }()

  private enum PlantedSecretIncident: String {
    case pull = "ecs-image-pull/tag-never-pushed"
    case request = "cloudfront-alb-504/hardening-orphan-group"
  }
}
