extension DocumentKind {
  /// The kinds of AWS Secrets Manager.
  static let secretsManagerKinds: [DocumentKind] = [
    .secret, .secretPolicy, .secretList,
  ]

  package static let secret = DocumentKind(
    "secretsmanager.describe-secret", list: nil, subject: .inside(["Name", "ARN"]),
    options: "--secret-id ${subject}",
    shape: """
      ARN Name Type Description KmsKeyId DeletedDate@ Tags[Key Value] VersionIdsToStages{[]}
      """, recognizes: recognizesSecret)

  package static let secretPolicy = DocumentKind(
    "secretsmanager.get-resource-policy", list: nil, subject: .inside(["Name", "ARN"]),
    options: "--secret-id ${subject}",
    shape: """
      ARN Name ResourcePolicy*
      """, recognizes: recognizesSecretPolicy)

  package static let secretList = DocumentKind(
    "secretsmanager.list-secrets", list: "SecretList",
    shape: """
      SecretList[ARN Name! Type Description KmsKeyId DeletedDate@ Tags[Key Value]] NextToken
      """)

  /// Parts of the collecting script.
  static let secretsManagerBlocks: [CollectionBlock] = [
    CollectionBlock(
      kinds: [.secret, .secretPolicy],
      script: """
        # Each secret that a task definition names; never its value.
        while IFS= read -r secret <&3; do
          name=$(safe "${secret##*:}")
          call "$here/secretsmanager.describe-secret.$name" \\
            aws secretsmanager describe-secret --secret-id "$secret"
          call "$here/secretsmanager.get-resource-policy.$name" \\
            aws secretsmanager get-resource-policy --secret-id "$secret"
        done 3< <(found '(valueFrom|credentialsParameter)' "$out/$here"/ecs.describe-task-definition.*.json |
          grep ':secretsmanager:' | cut -d: -f1-7 | sort -u)
        """)
  ]

  private static func recognizesSecret(_ root: JSON) -> Match {
    guard root["ARN"] != nil, root["Name"] != nil else { return .no }
    return hasOnlyPolicy(root) ? .named : .yes
  }

  private static func recognizesSecretPolicy(_ root: JSON) -> Match {
    guard root["ARN"] != nil, root["Name"] != nil else { return .no }
    return hasOnlyPolicy(root) ? .likely : .no
  }

  private static func hasOnlyPolicy(_ root: JSON) -> Bool {
    let members: Set = ["ARN", "Name", "ResourcePolicy", "ResponseMetadata"]
    return root.members.allSatisfy { members.contains($0.name) }
  }
}
