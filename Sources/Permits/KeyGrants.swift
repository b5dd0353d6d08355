import Evidence

/// The grants of a KMS key, as statements beside its policy.
///
/// KMS guide, "Grants in AWS KMS": a grant allows its grantee the operations it lists, whatever the key policy and the
/// grantee's own policies leave out, and never denies; its constraints bind the encryption context.
package struct KeyGrants {
  package let listing: Listing

  package init(_ key: KeyName, in snapshot: Snapshot) {
    listing = snapshot.listing(
      .keyGrants, subject: key.id, aliases: key.names, account: key.account, region: key.region)
  }

  /// What the grants allow; each cited where it stands.
  func policies(of key: KeyName) -> [Policy] {
    listing.items.compactMap { grant in
      guard let grantee = grant["GranteePrincipal"]?.string, let text = statement(grant, grantee) else {
        return nil
      }
      return Policy(
        written: text, name: "the grant \(grant["GrantId"]?.string ?? "") of key \(key.id)",
        at: grant["Operations"] ?? grant)
    }
  }

  /// `{"Statement": …}` with the grant's operations, its grantee and what it says of the encryption context.
  private func statement(_ grant: JSON, _ grantee: String) -> String? {
    let operations = (grant["Operations"]?.strings ?? []).map { "kms:" + $0 }
    guard !operations.isEmpty else { return nil }
    var condition = ""
    let constraints = grant["Constraints"]
    for member in ["EncryptionContextEquals", "EncryptionContextSubset"] {
      let wanted = constraints?[member]?.members.map { name, value in
        KeyGrants.quoted("kms:EncryptionContext:" + name) + ":" + KeyGrants.quoted(value.string ?? "")
      }
      if let wanted, !wanted.isEmpty {
        condition = ",\"Condition\":{\"StringEquals\":{\(wanted.joined(separator: ","))}}"
      }
    }
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":["
      + operations.map(KeyGrants.quoted).joined(separator: ",") + "],\"Resource\":\"*\",\"Principal\":{"
      + (KeyGrants.isService(grantee) ? "\"Service\":" : "\"AWS\":") + KeyGrants.quoted(grantee) + "}"
      + condition + "}]}"
  }

  private static func isService(_ grantee: String) -> Bool { grantee.hasSuffix(".amazonaws.com") }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
