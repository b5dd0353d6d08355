import Testing

@testable import Diagnosis

/// The raw JSON changed by hand, as the printed command would leave the account, gives the diagnosis of the model.
@Suite struct HandEditTests {
  /// One operation on one recorded incident: its edit by hand, for the values that the command names.
  struct Sample: Sendable, CustomTestStringConvertible {
    let incident: String
    let number: Int
    let operation: String
    let kind: String
    let edit: @Sendable (JSON, FixValues) -> [JSONPatch]

    var testDescription: String { "\(operation) on \(incident)" }
  }

  private static func found(_ root: JSON, _ list: String, _ member: String, _ id: String?) -> [JSON] {
    (root[list]?.elements ?? []).filter { $0[member]?.string == id }
  }

  private static func json(_ text: String) -> JSONValue { JSONValue(text: text) ?? .null }

  static let samples: [Sample] = [
    Sample(
      incident: "hardening-orphan-group", number: 1, operation: "authorize-security-group-ingress",
      kind: "ec2.describe-security-groups"
    ) { root, values in
      found(root, "SecurityGroups", "GroupId", values["group-id"]).map {
        JSONPatch(
          .add, $0.pointer + "/IpPermissions/-",
          value: json(
            """
            {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [], "Ipv6Ranges": [],
              "PrefixListIds": [], "UserIdGroupPairs": [{"GroupId": "sg-02e16c8e17d0b189f", "UserId": "123456789012"}]}
            """))
      }
    },
    Sample(
      incident: "alb-egress-old-port", number: 1, operation: "authorize-security-group-egress",
      kind: "ec2.describe-security-groups"
    ) { root, values in
      let target = values["source-group"].map { "\"UserIdGroupPairs\": [{\"GroupId\": \"\($0)\"}]" }
      let range = values["cidr"].map { "\"IpRanges\": [{\"CidrIp\": \"\($0)\"}]" }
      let port = values["port"] ?? "0"
      return found(root, "SecurityGroups", "GroupId", values["group-id"]).map {
        JSONPatch(
          .add, $0.pointer + "/IpPermissionsEgress/-",
          value: json(
            "{\"IpProtocol\": \"tcp\", \"FromPort\": \(port), \"ToPort\": \(port), \(target ?? range ?? "")}")
        )
      }
    },
    Sample(
      incident: "hardening-orphan-group", number: 2, operation: "set-security-groups",
      kind: "elbv2.describe-load-balancers"
    ) { root, values in
      found(root, "LoadBalancers", "LoadBalancerArn", values["load-balancer-arn"]).map {
        JSONPatch(
          .replace, $0.pointer + "/SecurityGroups",
          value: json(#"["sg-02e16c8e17d0b189f", "sg-078948f5a5d534bd0"]"#))
      }
    },
    Sample(
      incident: "edge-route-to-dead-gateway", number: 1, operation: "replace-route",
      kind: "ec2.describe-route-tables"
    ) { root, values in
      found(root, "RouteTables", "RouteTableId", values["route-table-id"]).flatMap { table in
        (table["Routes"]?.elements ?? []).filter { $0["DestinationCidrBlock"]?.string == "0.0.0.0/0" }.map {
          JSONPatch(
            .replace, $0.pointer,
            value: json(
              """
              {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "\(values["gateway-id"] ?? "")",
                "Origin": "CreateRoute", "State": "active"}
              """))
        }
      }
    },
    Sample(
      incident: "edge-route-removed", number: 1, operation: "create-route", kind: "ec2.describe-route-tables"
    ) { root, values in
      found(root, "RouteTables", "RouteTableId", values["route-table-id"]).map {
        JSONPatch(
          .add, $0.pointer + "/Routes/-",
          value: json(
            """
            {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "\(values["gateway-id"] ?? "")",
              "Origin": "CreateRoute", "State": "active"}
            """))
      }
    },
    Sample(
      incident: "address-of-a-dead-task", number: 1, operation: "deregister-targets",
      kind: "elbv2.describe-target-health"
    ) { root, values in
      (root["TargetHealthDescriptions"]?.elements ?? []).reversed()
        .filter { $0["Target"]?["Id"]?.string == values["target-id"] }
        .map { JSONPatch(.remove, $0.pointer) }
    },
    Sample(
      incident: "secret-in-recovery", number: 1, operation: "restore-secret",
      kind: "secretsmanager.describe-secret"
    ) { root, _ in root["DeletedDate"].map { [JSONPatch(.remove, $0.pointer)] } ?? [] },
    Sample(
      incident: "resolver-switched-off", number: 1, operation: "modify-vpc-attribute",
      kind: "ec2.describe-vpc-attribute"
    ) { root, _ in
      root["EnableDnsSupport"].map { [JSONPatch(.replace, $0.pointer + "/Value", value: .bool(true))] } ?? []
    },
    Sample(
      incident: "image-in-the-archive", number: 1, operation: "update-image-storage-class",
      kind: "ecr.describe-images"
    ) { root, values in
      (root["imageDetails"]?.elements ?? []).filter {
        $0["imageTags"]?.strings.contains(values["tag"] ?? "") == true
      }.map { JSONPatch(.add, $0.pointer + "/imageStatus", value: .string("ACTIVE")) }
    },
    Sample(
      incident: "log-group-in-short-words", number: 1, operation: "create-log-group",
      kind: "logs.describe-log-groups"
    ) { _, values in
      [
        JSONPatch(
          .add, "/logGroups/-", value: json("{\"logGroupName\": \"\(values["log-group"] ?? "")\"}"))
      ]
    },
    Sample(
      incident: "trust-names-ec2", number: 1, operation: "update-assume-role-policy", kind: "iam.get-role"
    ) { root, values in
      guard let role = root["Role"], role["RoleName"]?.string == values["role"] else { return [] }
      return [
        JSONPatch(
          .replace, role.pointer + "/AssumeRolePolicyDocument",
          value: json(
            """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
              "Principal": {"Service": "ecs-tasks.amazonaws.com"}}]}
            """))
      ]
    },
  ]

  @Test(arguments: samples)
  func `a change of the raw JSON by hand gives the same diagnosis as the change of the model`(
    _ sample: Sample
  ) throws {
    let incident = try #require(Checkout.incidents.first { $0.folder.hasSuffix("/" + sample.incident) })
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let snapshot = try Snapshot.load(incident.folder)
    guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, [:]) else {
      throw FixUnmodelled("no subject")
    }
    let engine = Engine(playbook: playbook, snapshot: snapshot, subject: subject)
    let whatIf = WhatIf(engine: engine, before: engine.conclude())
    let fixes = try #require(whatIf.before.causes.first?.fixes)
    try #require(fixes.count >= sample.number)
    let fix = fixes[sample.number - 1]
    #expect(fix.operation.name == sample.operation)
    var files: [String: [JSONPatch]] = [:]
    for values in fix.sets {
      for document in snapshot.documents(of: sample.kind) {
        files[document.file, default: []] += sample.edit(document.root, values)
      }
    }
    let changed = try snapshot.files.filter { files[$0.path]?.isEmpty == false }.map {
      try $0.patched(with: files[$0.path] ?? [], shownIn: $0.path)
    }
    #expect(!changed.isEmpty, "the edit by hand changes nothing")
    let byHand = whatIf.conclude(on: snapshot.replacing(changed, applied: "by hand"))
    let modelled = try whatIf.conclude(after: [fix])
    #expect(byHand.outcome == modelled.outcome)
    #expect(byHand.causes.map(\.id) == modelled.causes.map(\.id))
    #expect(byHand.ruledOut.map(\.id) == modelled.ruledOut.map(\.id))
    #expect(byHand.undetermined.map(\.id) == modelled.undetermined.map(\.id))
    #expect(byHand.notApplicable.map(\.id) == modelled.notApplicable.map(\.id))
  }
}
