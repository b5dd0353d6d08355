import Commands
import Evidence

/// CloudFront's VPC origins.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/cloudfront/update-vpc-origin.html>
enum VPCOriginFixes {
  static let all: [FixOperation] = [
    FixOperation(
      "update-vpc-origin", "Lets a VPC origin lead to a load balancer.",
      [.needed("vpc-origin"), .needed("load-balancer"), .needed("load-balancer-arn")],
      commands: { values in
        let tag = ShellCommand([
          "aws", "cloudfront", "get-vpc-origin", "--id", values.word("vpc-origin"), "--query", "ETag",
          "--output", "text",
        ])
        return [
          AWSCommand.line(
            "cloudfront", "update-vpc-origin", values,
            [
              ("id", values.argument("vpc-origin")),
              ("vpc-origin-endpoint-config", [shorthand(values)]),
            ], global: true, then: ["--if-match", .output(tag)])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let found = places(snapshot).filter { $0["Id"]?.string == values["vpc-origin"] }
        if found.isEmpty { throw FixUnmodelled("the snapshot holds no VPC origin of this id") }
        let arn = JSONValue.string(values["load-balancer-arn"] ?? "")
        return found.map { place in
          let patch =
            place["VpcOriginEndpointConfig"].map { FixTarget.set($0, "Arn", arn) }
            ?? FixTarget.set(place, "OriginEndpointArn", arn)
          return DocumentEdit(place.document, [patch])
        }
      }),
    FixOperation(
      "create-vpc-origin", "Makes a VPC origin for a load balancer and uses it in a distribution.",
      [
        .needed("load-balancer"), .needed("load-balancer-arn"), .needed("distribution"), .needed("origin"),
      ],
      commands: { commands($0) },
      edits: { values, snapshot throws(FixUnmodelled) in try created(values, snapshot) }),
  ]

  /// The load balancer as an endpoint of CloudFront, in the CLI's shorthand.
  private static func shorthand(_ values: FixValues) -> CommandWord {
    "Name=\(values.word("load-balancer")),Arn=\(values.word("load-balancer-arn")),HTTPPort=80,HTTPSPort=443,"
      + "OriginProtocolPolicy=https-only"
  }

  private static func commands(_ values: FixValues) -> [ShellCommand] {
    let create = AWSCommand.line(
      "cloudfront", "create-vpc-origin", values,
      [
        ("vpc-origin-endpoint-config", [shorthand(values)]), ("query", ["VpcOrigin.Id"]),
        ("output", ["text"]),
      ], global: true)
    let get = AWSCommand.line(
      "cloudfront", "get-distribution-config", values, [("id", values.argument("distribution"))], global: true
    )
    let origin = CommandJSON.string(values.word("origin"))
    let program: CommandWord =
      "(.DistributionConfig.Origins.Items[] | select(.Id == \(origin))) |= (del(.CustomOriginConfig) | "
      + ".VpcOriginConfig = {VpcOriginId: $id}) | .DistributionConfig"
    let update = AWSCommand.line(
      "cloudfront", "update-distribution", values,
      [("id", values.argument("distribution")), ("distribution-config", ["file://changed.json"])],
      global: true, then: DistributionFixes.ifMatch)
    let change = ShellCommand([
      "jq", "--arg", "id", .output(ShellCommand(["cat", "vpc-origin.txt"])), program, "distribution.json",
    ])
    return [
      create.writing(to: "vpc-origin.txt"), get.writing(to: "distribution.json"),
      change.writing(to: "changed.json"), update,
    ]
  }

  /// The VPC origins that a snapshot holds, in both of their forms.
  private static func places(_ snapshot: Snapshot) -> [JSON] {
    snapshot.documents(of: .vpcOrigin).compactMap { $0.root["VpcOrigin"] }
      + snapshot.documents(of: .vpcOriginList).flatMap {
        $0.root["VpcOriginList"]?["Items"]?.elements ?? []
      }
  }

  private static func created(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let configs = [.distributionConfig, .distribution].flatMap {
      snapshot.listing($0, subject: values["distribution"]).documents.map(\.root)
    }.compactMap { $0["DistributionConfig"] ?? $0["Distribution"]?["DistributionConfig"] }
    let origin = configs.lazy.compactMap { config in
      config["Origins"]?["Items"]?.elements.first { $0["Id"]?.string == values["origin"] }
    }.first
    guard let origin else { throw FixUnmodelled("the snapshot holds no such origin of the distribution") }
    let id = "vo_created"
    let endpoint = FixTarget.object([
      ("Name", values["load-balancer"].map { .string($0) }),
      ("Arn", values["load-balancer-arn"].map { .string($0) }),
      ("HTTPPort", .number("80")), ("HTTPSPort", .number("443")),
      ("OriginProtocolPolicy", .string("https-only")),
    ])
    let made = FixTarget.object([
      ("Id", .string(id)), ("Status", .string("Deployed")), ("VpcOriginEndpointConfig", endpoint),
    ])
    var patches = [
      FixTarget.set(origin, "VpcOriginConfig", .object([.init("VpcOriginId", .string(id))]))
    ]
    if let old = origin["CustomOriginConfig"] { patches.append(JSONPatch(.remove, old.pointer)) }
    return [
      DocumentEdit(origin.document, patches),
      DocumentEdit(
        file: "cloudfront.get-vpc-origin.\(id).json", created: .object([.init("VpcOrigin", made)])),
    ]
  }
}
