import Commands
import Evidence

/// Load balancers, listeners, rules and targets.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/elbv2/index.html>
enum LoadBalancerFixes {
  static let all: [FixOperation] = [
    .aws(
      "elbv2", "set-security-groups", "Gives a load balancer other security groups.",
      [.one("load-balancer-arn"), .many("security-groups", needed: true)],
      edits: { values, snapshot throws(FixUnmodelled) in try setGroups(values, snapshot) }),
    .aws(
      "elbv2", "set-subnets", "Places a load balancer in other subnets.",
      [.one("load-balancer-arn"), .many("subnets", needed: true)],
      edits: { values, snapshot throws(FixUnmodelled) in
        let balancer = try FixTarget.item(
          snapshot, .loadBalancers, "LoadBalancerArn", values["load-balancer-arn"])
        var zones: [JSONValue] = []
        for id in values.list("subnets") {
          let subnet = try FixTarget.item(snapshot, .subnets, "SubnetId", id)
          zones.append(
            FixTarget.object([
              ("ZoneName", subnet["AvailabilityZone"].map { JSONValue($0) }), ("SubnetId", .string(id)),
              ("LoadBalancerAddresses", .array([])),
            ]))
        }
        return [
          DocumentEdit(balancer.document, [FixTarget.set(balancer, "AvailabilityZones", .array(zones))])
        ]
      }),
    FixOperation(
      "create-listener", "Adds a listener that forwards to a target group.",
      [
        .needed("load-balancer-arn"), .needed("protocol"), .needed("port"), .needed("target-group-arn"),
        .optional("certificate-arn"),
      ],
      commands: { values in
        [
          AWSCommand.line(
            "elbv2", "create-listener", values,
            [
              ("load-balancer-arn", values.argument("load-balancer-arn")),
              ("protocol", values.argument("protocol")), ("port", values.argument("port")),
              ("certificates", certificate(values)),
              ("default-actions", [forward(values)]),
            ])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let kind = DocumentKind.listeners
        let documents = snapshot.listing(kind).documents
        guard let document = documents.first else {
          throw FixUnmodelled("the snapshot holds no `\(kind.name)`")
        }
        let listener = FixTarget.object([
          (
            "ListenerArn",
            values["load-balancer-arn"].map {
              .string($0.replacing(":loadbalancer/", with: ":listener/") + "/created")
            }
          ),
          ("LoadBalancerArn", values["load-balancer-arn"].map { .string($0) }),
          ("Port", values["port"].map { .number($0) }), ("Protocol", values["protocol"].map { .string($0) }),
          ("DefaultActions", .array([action(values)])),
        ])
        return [DocumentEdit(document, [FixTarget.append(document.root, "Listeners", listener)])]
      }),
    FixOperation(
      "modify-listener-certificate", "Gives a listener another certificate.",
      [.needed("listener-arn"), .needed("certificate-arn")],
      commands: { values in
        [
          AWSCommand.line(
            "elbv2", "modify-listener", values,
            [
              ("listener-arn", values.argument("listener-arn")),
              ("certificates", ["CertificateArn=\(values.word("certificate-arn"))"]),
            ])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let listener = try FixTarget.item(
          snapshot, .listeners, "ListenerArn", values["listener-arn"])
        let certificate = FixTarget.object([("CertificateArn", values["certificate-arn"].map { .string($0) })]
        )
        return [
          DocumentEdit(listener.document, [FixTarget.set(listener, "Certificates", .array([certificate]))])
        ]
      }),
    FixOperation(
      "modify-listener-forward", "Lets a listener's default action forward to a target group.",
      [.needed("listener-arn"), .needed("target-group-arn")],
      commands: { values in
        [
          AWSCommand.line(
            "elbv2", "modify-listener", values,
            [("listener-arn", values.argument("listener-arn")), ("default-actions", [forward(values)])])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let listener = try FixTarget.item(
          snapshot, .listeners, "ListenerArn", values["listener-arn"])
        return [
          DocumentEdit(
            listener.document, [FixTarget.set(listener, "DefaultActions", .array([action(values)]))])
        ]
      }),
    FixOperation(
      "modify-rule-forward", "Lets a listener rule forward to a target group.",
      [.needed("rule-arn"), .needed("target-group-arn")],
      commands: { values in
        [
          AWSCommand.line(
            "elbv2", "modify-rule", values,
            [("rule-arn", values.argument("rule-arn")), ("actions", [forward(values)])])
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        let rule = try FixTarget.item(snapshot, .listenerRules, "RuleArn", values["rule-arn"])
        return [DocumentEdit(rule.document, [FixTarget.set(rule, "Actions", .array([action(values)]))])]
      }),
    .aws(
      "elbv2", "delete-rule", "Removes a listener rule.", [.one("rule-arn")],
      edits: { values, snapshot throws(FixUnmodelled) in
        let rule = try FixTarget.item(snapshot, .listenerRules, "RuleArn", values["rule-arn"])
        return [DocumentEdit(rule.document, [JSONPatch(.remove, rule.pointer)])]
      }),
    AttributeSetting(
      operation: "modify-load-balancer-attributes", of: "a load balancer", arn: "load-balancer-arn",
      namePart: 2,
      listing: .loadBalancerAttributes
    ).fix,
  ]

  /// An HTTPS listener has to have a certificate, an HTTP one may not.
  private static func certificate(_ values: FixValues) -> [CommandWord] {
    guard values["protocol"] == "HTTPS" || values["protocol"] == "TLS" else { return [] }
    return ["CertificateArn=\(values.given("certificate-arn") ?? .unknown("certificate-arn"))"]
  }

  private static func forward(_ values: FixValues) -> CommandWord {
    "Type=forward,TargetGroupArn=\(values.word("target-group-arn"))"
  }

  private static func action(_ values: FixValues) -> JSONValue {
    FixTarget.object([
      ("Type", .string("forward")), ("TargetGroupArn", values["target-group-arn"].map { .string($0) }),
    ])
  }

  /// The groups stand at the load balancer and on each of its interfaces.
  private static func setGroups(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let balancer = try FixTarget.item(
      snapshot, .loadBalancers, "LoadBalancerArn", values["load-balancer-arn"])
    let groups = values.list("security-groups")
    var edits = [
      DocumentEdit(
        balancer.document, [FixTarget.set(balancer, "SecurityGroups", FixTarget.strings(groups))])
    ]
    let name = values["load-balancer-arn"]?.split(separator: "/").dropFirst().joined(separator: "/") ?? ""
    let carried = JSONValue.array(groups.map { .object([.init("GroupId", .string($0))]) })
    for interface in snapshot.listing(.networkInterfaces).items
    where interface["Description"]?.string == "ELB \(name)" {
      edits.append(DocumentEdit(interface.document, [FixTarget.set(interface, "Groups", carried)]))
    }
    return edits
  }
}
