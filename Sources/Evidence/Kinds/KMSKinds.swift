extension DocumentKind {
  /// The kinds of AWS KMS.
  static let kmsKinds: [DocumentKind] = [
    .key, .keyPolicy, .keyAliases, .keyGrants,
  ]

  package static let key = DocumentKind(
    "kms.describe-key", list: nil, marks: ["KeyMetadata"],
    subject: .inside(["KeyMetadata.KeyId", "KeyMetadata.Arn"]), options: "--key-id ${subject}",
    shape: """
      KeyMetadata(AWSAccountId KeyId Arn Enabled? Description KeyState=Creating| Enabled| Disabled|
      PendingDeletion| PendingImport| PendingReplicaDeletion| Unavailable| Updating Origin KeyManager)
      """)

  package static let keyPolicy = DocumentKind(
    "kms.get-key-policy", list: nil, subject: .file(["KeyId"]),
    options: "--key-id ${subject} --policy-name default",
    shape: """
      Policy* PolicyName
      """, recognizes: recognizesKeyPolicy)

  package static let keyAliases = DocumentKind(
    "kms.list-aliases", list: "Aliases",
    shape: """
      Aliases[AliasName! TargetKeyId] NextMarker
      """)

  package static let keyGrants = DocumentKind(
    "kms.list-grants", list: "Grants", subject: .inside(["KeyId"]), options: "--key-id ${subject}",
    shape: """
      Grants[KeyId GrantId Name GranteePrincipal Operations[] Constraints(EncryptionContextSubset{}
      EncryptionContextEquals{})] NextMarker
      """)

  /// Parts of the collecting script.
  static let kmsBlocks: [CollectionBlock] = [
    CollectionBlock(
      kinds: [.key, .keyPolicy],
      script: """
        # Each customer key that a secret or a repository names.
        while IFS= read -r key <&3; do
          name=$(safe "${key##*/}")
          call "$here/kms.describe-key.$name" aws kms describe-key --key-id "$key"
          call "$here/kms.get-key-policy.$name" \\
            aws kms get-key-policy --key-id "$key" --policy-name default
        done 3< <(found '(KmsKeyId|kmsKey)' "$out/$here"/secretsmanager.describe-secret.*.json \\
          "$out/$here"/ecr.describe-repositories*.json)
        """)
  ]

  private static func recognizesKeyPolicy(_ root: JSON) -> Match {
    guard let policy = root["Policy"], policy["PolicySummary"] == nil, policy["PolicyName"] == nil else {
      return .no
    }
    let isOfKey =
      root["PolicyName"] != nil || root["KeyId"] != nil || policy.string?.contains("\"kms:") == true
    return isOfKey ? .likely : .named
  }
}
