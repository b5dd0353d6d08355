import Sentences
import Commands
import Evidence

/// Reads the policies of an entry of `get-account-authorization-details`.
enum IdentityDocuments {
  /// Inline and attached policies of a role, a user or a group.
  static func detailed(_ json: JSON, inline: String, _ index: IdentityIndex) -> LayerPolicies {
    var found = LayerPolicies()
    let name = json["RoleName"]?.string ?? json["UserName"]?.string ?? json["GroupName"]?.string ?? ""
    for item in json[inline]?.elements ?? [] {
      let policyName: Sentence = item["PolicyName"]?.string.map { "\($0)" } ?? "an inline policy of \(name)"
      if let text = item["PolicyDocument"].flatMap({ PolicyText($0) }) {
        found.policies.append(Policy(text, name: policyName))
      } else {
        let need = index.snapshot.need(
          .accountAuthorizationDetails, account: json.document.account)
        found.missing.append(.init("inline policy \(policyName)", [need]))
      }
    }
    for item in json["AttachedManagedPolicies"]?.elements ?? [] {
      guard let arn = item["PolicyArn"]?.string else { continue }
      let (policy, missing) = index.managed(arn, attachedAt: item["PolicyArn"] ?? item)
      if let policy { found.policies.append(policy) }
      if let missing { found.missing.append(missing) }
    }
    found.places = [Citation(json, "all policies of \(name)")]
    return found
  }

  /// The permissions boundary; nil where there is none.
  static func boundary(_ json: JSON, _ index: IdentityIndex) -> LayerPolicies? {
    guard let place = json["PermissionsBoundary"]?["PermissionsBoundaryArn"], let arn = place.string else {
      return nil
    }
    let (policy, missing) = index.managed(arn, attachedAt: place)
    return LayerPolicies(
      policy.map { [$0] } ?? [], missing: missing.map { [$0] } ?? [],
      places: [Citation(place, "the permissions boundary")])
  }

  /// A need for one inline policy, with its name in file and command.
  static func named(_ need: Need, policy: String) -> Need {
    var need = need
    need.command = need.command.filled { $0 == "POLICY" ? policy : nil }
    let safe = String(policy.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
    if need.file.hasSuffix(".json") {
      need.file = String(need.file.dropLast(5)) + "." + safe + ".json"
      need.command = need.command.writing(to: .value(need.file, "file"))
    }
    return need
  }
}
