import Sentences
import Commands
import Evidence

/// Target groups and what is registered in them.
enum TargetFixes {
  static let all: [FixOperation] = [
    target("register-targets", "Registers a target.") { values, snapshot throws(FixUnmodelled) in
      let listing = snapshot.listing(
        .targetHealth, subject: ARN.part(values["target-group-arn"], 1),
        aliases: values.texts("target-group-arn"))
      guard let document = listing.documents.first else {
        throw FixUnmodelled("the snapshot holds no health of the target group")
      }
      let target = FixTarget.object([
        ("Id", .string(values["target-id"] ?? "")), ("Port", values["port"].map { .number($0) }),
      ])
      let made = FixTarget.object([
        ("Target", target), ("HealthCheckPort", values["port"].map { .string($0) }),
        ("TargetHealth", .object([.init("State", .string("initial"))])),
      ])
      return [DocumentEdit(document, [FixTarget.append(document.root, "TargetHealthDescriptions", made)])]
    },
    target("deregister-targets", "Takes a target out of its group.") {
      values, snapshot throws(FixUnmodelled) in
      let listing = snapshot.listing(
        .targetHealth, subject: ARN.part(values["target-group-arn"], 1),
        aliases: values.texts("target-group-arn"))
      let gone = listing.items.filter { item in
        item["Target"]?["Id"]?.string == values["target-id"]
          && (values["port"] == nil || item["Target"]?["Port"]?.scalar == values["port"])
      }
      if gone.isEmpty { throw FixUnmodelled("the snapshot holds no such target") }
      return gone.reversed().map { DocumentEdit($0.document, [JSONPatch(.remove, $0.pointer)]) }
    },
    .aws(
      "elbv2", "modify-target-group", "Changes a target group's health check.",
      [
        .one("target-group-arn"), .maybe("health-check-protocol"), .maybe("health-check-port"),
        .maybe("health-check-path"), .maybe("matcher"),
      ],
      edits: { values, snapshot throws(FixUnmodelled) in
        let group = try FixTarget.item(
          snapshot, .targetGroups, "TargetGroupArn", values["target-group-arn"])
        var patches: [JSONPatch] = []
        let members = [
          ("health-check-protocol", "HealthCheckProtocol"), ("health-check-port", "HealthCheckPort"),
          ("health-check-path", "HealthCheckPath"),
        ]
        for (parameter, member) in members {
          if let value = values[parameter] { patches.append(FixTarget.set(group, member, .string(value))) }
        }
        if let value = values["matcher"] {
          patches.append(FixTarget.set(group, "Matcher", .object([.init("HttpCode", .string(value))])))
        }
        return [DocumentEdit(group.document, patches)]
      }),
    AttributeSetting(
      operation: "modify-target-group-attributes", of: "a target group", arn: "target-group-arn", namePart: 1,
      listing: .targetGroupAttributes
    ).fix,
  ]

  private static func target(
    _ name: String, _ summary: Sentence,
    _ edits: (@Sendable (FixValues, Snapshot) throws(FixUnmodelled) -> [DocumentEdit])?
  ) -> FixOperation {
    FixOperation(
      name, summary, [.needed("target-group-arn"), .needed("target-id"), .optional("port")],
      commands: { values in
        let port: CommandWord = values.given("port").map { ",Port=\($0)" } ?? ""
        return [
          AWSCommand.line(
            "elbv2", .own(name), values,
            [
              ("target-group-arn", values.argument("target-group-arn")),
              ("targets", ["Id=\(values.word("target-id"))\(port)"]),
            ])
        ]
      }, edits: edits)
  }
}
