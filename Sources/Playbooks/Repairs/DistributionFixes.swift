import Commands
import Evidence

/// CloudFront distributions and DNS.
///
/// An update needs the whole configuration and its ETag, so the commands read, change with `jq` and write.
/// <https://docs.aws.amazon.com/cli/latest/reference/cloudfront/update-distribution.html>
enum DistributionFixes {
  static let all: [FixOperation] = [
    FixOperation(
      "update-distribution", "Changes a distribution's origin, or takes an error response or a setting away.",
      [
        .needed("distribution"), .optional("origin"), .optional("field"), .optional("value"),
        .optional("remove-error-response"), .optional("clear"),
      ],
      commands: { values in commands(values) },
      edits: { values, snapshot throws(FixUnmodelled) in try edits(values, snapshot) }),
    FixOperation(
      "create-invalidation", "Takes cached answers away.", [.needed("distribution"), .optional("paths")],
      commands: { values in
        [
          AWSCommand.line(
            "cloudfront", "create-invalidation", values,
            [
              ("distribution-id", values.argument("distribution")),
              ("paths", values["paths"] == nil ? ["/*"] : values.words("paths")),
            ], global: true)
        ]
      },
      // What the cache holds stands in no document but the logs, which are history after any change.
      edits: { _, _ throws(FixUnmodelled) in [] }),
    FixOperation(
      "upsert-alias-record", "Points a name to a load balancer.",
      [.needed("zone"), .needed("name"), .needed("alias-dns"), .needed("alias-zone")],
      commands: { values in
        let target = CommandJSON.object([
          ("HostedZoneId", .text(values.word("alias-zone"))), ("DNSName", .text(values.word("alias-dns"))),
          ("EvaluateTargetHealth", .known(.bool(false))),
        ])
        let record = CommandJSON.object([
          ("Name", .text(values.word("name"))), ("Type", .text("A")), ("AliasTarget", target),
        ])
        let change = CommandJSON.object([
          ("Changes", .array([.object([("Action", .text("UPSERT")), ("ResourceRecordSet", record)])]))
        ])
        return [
          AWSCommand.line(
            "route53", "change-resource-record-sets", values,
            [("hosted-zone-id", values.argument("zone")), ("change-batch", [change.word])], global: true)
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let records = snapshot.listing(.resourceRecordSets, subject: values["zone"]).items
        let found = records.first { $0["Name"]?.string == values["name"] && $0["Type"]?.string == "A" }
        guard let found else { throw FixUnmodelled("the snapshot holds no such record") }
        let alias = FixTarget.object([
          ("Name", values["name"].map { .string($0) }), ("Type", .string("A")),
          (
            "AliasTarget",
            FixTarget.object([
              ("HostedZoneId", values["alias-zone"].map { .string($0) }),
              ("DNSName", values["alias-dns"].map { .string($0) }), ("EvaluateTargetHealth", .bool(false)),
            ])
          ),
        ])
        return [DocumentEdit(found.document, [JSONPatch(.replace, found.pointer, value: alias)])]
      }),
  ]

  private static func commands(_ values: FixValues) -> [ShellCommand] {
    let get = AWSCommand.line(
      "cloudfront", "get-distribution-config", values, [("id", values.argument("distribution"))], global: true
    )
    let update = AWSCommand.line(
      "cloudfront", "update-distribution", values,
      [("id", values.argument("distribution")), ("distribution-config", ["file://changed.json"])],
      global: true, then: ifMatch)
    return [
      get.writing(to: "distribution.json"),
      ShellCommand(["jq", program(values), "distribution.json"]).writing(to: "changed.json"),
      update,
    ]
  }

  /// The version that was read: an update of any other is refused.
  static let ifMatch: [CommandWord] = [
    "--if-match", .output(ShellCommand(["jq", "-r", ".ETag", "distribution.json"])),
  ]

  private static func program(_ values: FixValues) -> CommandWord {
    if let code = values.given("remove-error-response") {
      let kept: CommandWord = "map(select(.ErrorCode != \(CommandJSON.number(code))))"
      return ".DistributionConfig.CustomErrorResponses |= (.Items |= \(kept) | "
        + ".Quantity = (.Items | length)) | .DistributionConfig"
    }
    if let field = values.given("clear") {
      return ".DistributionConfig\(path(field)) = \"\" | .DistributionConfig"
    }
    let origin = CommandJSON.string(values.word("origin"))
    return "(.DistributionConfig.Origins.Items[] | select(.Id == \(origin)) | "
      + "\(path(values.word("field")))) = \(CommandJSON.scalar(values.word("value"))) | .DistributionConfig"
  }

  /// The members that lead to a field, for `jq`.
  private static func path(_ field: CommandWord) -> CommandWord {
    let isPlain =
      field.pieces.count == field.unknowns.count
      || field.plain.allSatisfy { $0.isASCII && ($0.isLetter || $0 == ".") }
    return isPlain ? ".\(field)" : "[\(CommandJSON.string(field))]"
  }

  private static func edits(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let id = values["distribution"]
    var config: JSON?
    for kind in [DocumentKind.distributionConfig, .distribution] where config == nil {
      let roots = snapshot.listing(kind, subject: id).documents.map(\.root)
      config =
        roots.compactMap { $0["DistributionConfig"] ?? $0["Distribution"]?["DistributionConfig"] }.first
    }
    guard let config else { throw FixUnmodelled("the snapshot holds no configuration of the distribution") }
    if let code = values["remove-error-response"] {
      let found = config["CustomErrorResponses"]?["Items"]?.elements.filter {
        $0["ErrorCode"]?.scalar == code
      }
      return [DocumentEdit(config.document, (found ?? []).reversed().map { JSONPatch(.remove, $0.pointer) })]
    }
    if let field = values["clear"] {
      return [DocumentEdit(config.document, [FixTarget.set(config, field, .string(""))])]
    }
    let origin = config["Origins"]?["Items"]?.elements.first { $0["Id"]?.string == values["origin"] }
    guard let origin, let field = values["field"], let value = values["value"] else {
      throw FixUnmodelled("the distribution has no such origin")
    }
    let path = origin.pointer + "/" + field.replacing(".", with: "/")
    let typed: JSONValue = Int(value) == nil ? .string(value) : .number(value)
    return [DocumentEdit(config.document, [JSONPatch(.add, path, value: typed)])]
  }
}
