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
              ("paths", values["paths"] == nil ? ["/*"] : values.list("paths")),
            ], global: true)
        ]
      },
      // What the cache holds stands in no document but the logs, which are history after any change.
      edits: { _, _ throws(FixUnmodelled) in [] }),
    FixOperation(
      "upsert-alias-record", "Points a name to a load balancer.",
      [.needed("zone"), .needed("name"), .needed("alias-dns"), .needed("alias-zone")],
      commands: { values in
        let target =
          "{\"HostedZoneId\":\"\(values["alias-zone"] ?? "")\",\"DNSName\":\"\(values["alias-dns"] ?? "")\","
          + "\"EvaluateTargetHealth\":false}"
        let change =
          "{\"Changes\":[{\"Action\":\"UPSERT\",\"ResourceRecordSet\":{\"Name\":\"\(values["name"] ?? "")\","
          + "\"Type\":\"A\",\"AliasTarget\":\(target)}}]}"
        return [
          AWSCommand.line(
            "route53", "change-resource-record-sets", values,
            [("hosted-zone-id", values.argument("zone")), ("change-batch", [change])], global: true)
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let records = snapshot.listing("route53.list-resource-record-sets", subject: values["zone"]).items
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

  private static func commands(_ values: FixValues) -> [String] {
    let get = AWSCommand.line(
      "cloudfront", "get-distribution-config", values, [("id", values.argument("distribution"))], global: true
    )
    let update = AWSCommand.line(
      "cloudfront", "update-distribution", values,
      [("id", values.argument("distribution")), ("distribution-config", ["file://changed.json"])],
      global: true)
    let program: String
    if let code = values["remove-error-response"] {
      program =
        ".DistributionConfig.CustomErrorResponses |= (.Items |= map(select(.ErrorCode != \(code))) | "
        + ".Quantity = (.Items | length)) | .DistributionConfig"
    } else if let field = values["clear"] {
      program = ".DistributionConfig.\(field) = \"\" | .DistributionConfig"
    } else {
      let value = values["value"] ?? ""
      let literal = Int(value) == nil ? JSONValue.quote(value) : value
      program =
        "(.DistributionConfig.Origins.Items[] | select(.Id == \(JSONValue.quote(values["origin"] ?? ""))) | "
        + ".\(values["field"] ?? "")) = \(literal) | .DistributionConfig"
    }
    return [
      get + " > distribution.json",
      Shell.line(["jq", program, "distribution.json"]) + " > changed.json",
      update + " --if-match \"$(jq -r .ETag distribution.json)\"",
    ]
  }

  private static func edits(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let id = values["distribution"]
    var config: JSON?
    for kind in ["cloudfront.get-distribution-config", "cloudfront.get-distribution"] where config == nil {
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
