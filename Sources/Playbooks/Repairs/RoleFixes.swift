import Commands
import Evidence

/// Roles and their policies.
///
/// <https://docs.aws.amazon.com/cli/latest/reference/iam/put-role-policy.html>
enum RoleFixes {
  static let all: [FixOperation] = [
    .aws(
      "iam", "attach-role-policy", "Attaches a managed policy to a role.",
      [.one("role", flag: "role-name"), .one("policy-arn")], global: true,
      edits: { values, snapshot throws(FixUnmodelled) in
        let arn = values["policy-arn"] ?? ""
        let attached = FixTarget.object([
          ("PolicyName", .string(arn.split(separator: "/").last.map(String.init) ?? arn)),
          ("PolicyArn", .string(arn)),
        ])
        if let role = detail(values["role"], snapshot) {
          return [DocumentEdit(role.document, [FixTarget.append(role, "AttachedManagedPolicies", attached)])]
        }
        guard let list = single(.attachedRolePolicies, values["role"], snapshot) else {
          throw FixUnmodelled("the snapshot holds no policies of the role")
        }
        return [DocumentEdit(list.document, [FixTarget.append(list, "AttachedPolicies", attached)])]
      }),
    .aws(
      "iam", "detach-role-policy", "Takes a managed policy off a role.",
      [.one("role", flag: "role-name"), .one("policy-arn")], global: true,
      edits: { values, snapshot throws(FixUnmodelled) in
        let list =
          detail(values["role"], snapshot)?["AttachedManagedPolicies"]
          ?? single(.attachedRolePolicies, values["role"], snapshot)?["AttachedPolicies"]
        let found = list?.elements.first { $0["PolicyArn"]?.string == values["policy-arn"] }
        guard let found else { throw FixUnmodelled("the snapshot shows no such policy on the role") }
        return [DocumentEdit(found.document, [JSONPatch(.remove, found.pointer)])]
      }),
    FixOperation(
      "put-role-policy", "Gives a role an inline policy.",
      [
        .needed("role"), .needed("policy-name"), .optional("actions"), .optional("resources"),
        .optional("policy-document"),
      ],
      commands: { values in
        [
          AWSCommand.line(
            "iam", "put-role-policy", values,
            [
              ("role-name", values.argument("role")), ("policy-name", values.argument("policy-name")),
              ("policy-document", [policy(values).word]),
            ], global: true)
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in try putPolicy(values, snapshot) },
      merge: { merged($0) }),
    .aws(
      "iam", "delete-role-policy", "Takes an inline policy away.",
      [.one("role", flag: "role-name"), .one("policy-name")], global: true,
      edits: { values, snapshot throws(FixUnmodelled) in
        if let role = detail(values["role"], snapshot),
          let found = role["RolePolicyList"]?.elements.first(where: {
            $0["PolicyName"]?.string == values["policy-name"]
          })
        {
          return [DocumentEdit(found.document, [JSONPatch(.remove, found.pointer)])]
        }
        let names = single(.rolePolicyNames, values["role"], snapshot)?["PolicyNames"]?.elements
        guard let name = names?.first(where: { $0.string == values["policy-name"] }) else {
          throw FixUnmodelled("the snapshot holds no such inline policy")
        }
        let content = snapshot.documents(of: .rolePolicy).first {
          $0.root["RoleName"]?.string == values["role"]
            && $0.root["PolicyName"]?.string == values["policy-name"]
        }
        let empty = JSONValue.object([
          .init("Version", .string("2012-10-17")), .init("Statement", .array([])),
        ])
        return [DocumentEdit(name.document, [JSONPatch(.remove, name.pointer)])]
          + (content.map { [DocumentEdit($0, [FixTarget.set($0.root, "PolicyDocument", empty)])] } ?? [])
      }),
    .aws(
      "iam", "delete-role-permissions-boundary", "Takes a role's permissions boundary away.",
      [.one("role", flag: "role-name")], global: true,
      edits: { values, snapshot throws(FixUnmodelled) in
        let role = detail(values["role"], snapshot) ?? one(values["role"], snapshot)
        guard let boundary = role?["PermissionsBoundary"] else {
          throw FixUnmodelled("the role has no permissions boundary in the snapshot")
        }
        return [DocumentEdit(boundary.document, [JSONPatch(.remove, boundary.pointer)])]
      }),
    FixOperation(
      "update-assume-role-policy", "Lets a service assume a role.",
      [.needed("role"), .optional("service"), .optional("policy-document")],
      commands: { values in
        [
          AWSCommand.line(
            "iam", "update-assume-role-policy", values,
            [("role-name", values.argument("role")), ("policy-document", [trust(values).word])],
            global: true)
        ]
      },
      edits: { values, snapshot throws(FixUnmodelled) in
        guard let role = detail(values["role"], snapshot) ?? one(values["role"], snapshot) else {
          throw FixUnmodelled("the snapshot does not hold the role")
        }
        return [
          DocumentEdit(role.document, [FixTarget.set(role, "AssumeRolePolicyDocument", trust(values).value)])
        ]
      }),
  ]

  /// A policy of the same name replaces the one before, so that what belongs to one role goes into one policy.
  private static func merged(_ sets: [FixValues]) -> [FixValues] {
    var merged: [FixValues] = []
    for values in sets {
      let same = merged.firstIndex { other in
        ["role", "policy-name"].allSatisfy { other[$0] == values[$0] }
      }
      if let same {
        let count = statements(merged[same]).count + 1
        merged[same].values["actions.\(count)"] = values.given("actions")
        merged[same].values["resources.\(count)"] = values.given("resources")
      } else {
        merged.append(values)
      }
    }
    return merged
  }

  private static func statements(_ values: FixValues) -> [CommandJSON] {
    var statements: [CommandJSON] = []
    while true {
      let suffix = statements.isEmpty ? "" : ".\(statements.count + 1)"
      guard values["actions" + suffix] != nil || statements.isEmpty else { return statements }
      statements.append(
        .object([
          ("Effect", .text("Allow")), ("Action", .texts(values.words("actions" + suffix))),
          ("Resource", .texts(values.words("resources" + suffix))),
        ]))
    }
  }

  private static func policy(_ values: FixValues) -> CommandJSON {
    given(values) ?? document(statements(values))
  }

  /// A document that the playbook writes out.
  private static func given(_ values: FixValues) -> CommandJSON? {
    values["policy-document"].flatMap { JSONValue(text: $0) }.map { .known($0) }
  }

  private static func trust(_ values: FixValues) -> CommandJSON {
    given(values)
      ?? document([
        .object([
          ("Effect", .text("Allow")), ("Principal", .object([("Service", .text(values.word("service")))])),
          ("Action", .text("sts:AssumeRole")),
        ])
      ])
  }

  private static func document(_ statements: [CommandJSON]) -> CommandJSON {
    .object([("Version", .text("2012-10-17")), ("Statement", .array(statements))])
  }

  private static func putPolicy(
    _ values: FixValues, _ snapshot: Snapshot
  ) throws(FixUnmodelled) -> [DocumentEdit] {
    let name = values["policy-name"] ?? ""
    let content = FixTarget.object([("PolicyName", .string(name)), ("PolicyDocument", policy(values).value)])
    if let role = detail(values["role"], snapshot) {
      return [DocumentEdit(role.document, [FixTarget.append(role, "RolePolicyList", content)])]
    }
    guard let list = single(.rolePolicyNames, values["role"], snapshot) else {
      throw FixUnmodelled("the snapshot holds no policies of the role")
    }
    let role = values["role"] ?? ""
    let folder = list.document.file.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    let created = FixTarget.object([
      ("RoleName", .string(role)), ("PolicyName", .string(name)), ("PolicyDocument", policy(values).value),
    ])
    return [
      DocumentEdit(list.document, [FixTarget.append(list, "PolicyNames", .string(name))]),
      DocumentEdit(file: "\(folder)iam.get-role-policy.\(role).\(name).json", created: created),
    ]
  }

  /// The role inside `get-account-authorization-details`.
  private static func detail(_ role: String?, _ snapshot: Snapshot) -> JSON? {
    snapshot.documents(of: .accountAuthorizationDetails)
      .flatMap { $0.root["RoleDetailList"]?.elements ?? [] }
      .first { $0["RoleName"]?.string == role }
  }

  private static func one(_ role: String?, _ snapshot: Snapshot) -> JSON? {
    snapshot.documents(of: .role).compactMap { $0.root["Role"] }
      .first { $0["RoleName"]?.string == role }
  }

  private static func single(_ kind: DocumentKind, _ role: String?, _ snapshot: Snapshot) -> JSON? {
    snapshot.listing(kind, subject: role).documents.first?.root
  }
}
