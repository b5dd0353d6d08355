import Sentences
import Evidence

/// A role as a snapshot shows it: whether it exists, who may assume it, what it carries.
package struct RoleFacts: Sendable {
  package enum Existence: Sendable {
    case exists(JSON)
    /// Proved not to exist under this ARN.
    case absent(Citation)
    case unknown([Need])
  }

  package let name: String
  package let account: String?
  package let existence: Existence
  /// As IAM writes it, with its path.
  package let arn: String?
  package let uniqueID: String?
  package let trust: Policy?
  /// All policies attached and inline, and those whose text is missing.
  package let identity: LayerPolicies
  /// Nil where the role has none.
  package let boundary: LayerPolicies?
  package let tags: [String: String]

  package var json: JSON? {
    if case .exists(let json) = existence { return json }
    return nil
  }

  package var isAbsent: Bool {
    if case .absent = existence { return true }
    return false
  }

  /// Reads the role that `text` (a name, a role's ARN, or a session's) names.
  init(_ text: String, in index: IdentityIndex, account given: String?) {
    let parsed = AccessPrincipal(text)
    let name = parsed?.roleName ?? String(text.split(separator: "/").last ?? "")
    let account = parsed?.account ?? given
    self.name = name
    let json = index.role(name, account: account)
    let owner = json?["Arn"]?.string.flatMap { ARN($0)?.account } ?? account
    self.account = owner
    arn = json?["Arn"]?.string ?? parsed?.roleARN
    uniqueID = json?["RoleId"]?.string
    existence = RoleFacts.existence(json, text, name, owner, index)
    let trustName: Sentence = "the trust policy of role \(name)"
    trust = json?["AssumeRolePolicyDocument"].flatMap { PolicyText($0) }.map { Policy($0, name: trustName) }
    if let json {
      identity = RoleFacts.policies(json, name, owner, index)
    } else if case .absent(let place) = existence {
      identity = LayerPolicies(places: [place])
    } else {
      identity = RoleFacts.loose(name, owner, index)
    }
    boundary = json.flatMap { IdentityDocuments.boundary($0, index) }
    var tags: [String: String] = [:]
    for tag in json?["Tags"]?.elements ?? [] {
      if let key = tag["Key"]?.string { tags[key] = tag["Value"]?.string ?? "" }
    }
    self.tags = tags
  }

  private static func existence(
    _ json: JSON?, _ text: String, _ name: String, _ account: String?, _ index: IdentityIndex
  ) -> Existence {
    let snapshot = index.snapshot
    if let json {
      if let asked = ARN(text), asked.service == "iam", let own = json["Arn"], own.string != text {
        return .absent(Citation(own, "the role of that name has another ARN than \(text)"))
      }
      return .exists(json)
    }
    let single = snapshot.listing(.role, subject: name, account: account)
    if let call = single.provedAbsent { return .absent(call.citation("IAM knows no role \(name)")) }
    let all = snapshot.listing(.accountAuthorizationDetails, account: account)
    let rolesOnly = all.documents.filter { $0.account == account || account == nil || $0.account == nil }
    if all.isComplete || isUnfilteredForRoles(all, snapshot),
      let list = rolesOnly.compactMap({ $0.root["RoleDetailList"] }).first,
      account == nil || all.documents.contains(where: { holds(account ?? "", $0) })
    {
      return .absent(Citation(list, "the list of all roles holds no \(name)"))
    }
    return .unknown(
      index.needs(
        of: name, account: account, [snapshot.need(.role, subject: name, account: account)]))
  }

  /// Whether the document is of that account: another account's roles prove nothing.
  private static func holds(_ account: String, _ document: Document) -> Bool {
    if document.account == account { return true }
    return (document.root["RoleDetailList"]?.elements ?? []).contains {
      $0["Arn"]?.string.flatMap { ARN($0)?.account } == account
    }
  }

  /// `--filter Role ...` leaves no role out.
  private static func isUnfilteredForRoles(_ listing: Listing, _ snapshot: Snapshot) -> Bool {
    !listing.documents.isEmpty
      && listing.documents.allSatisfy { document in
        guard document.root["IsTruncated"]?.bool != true else { return false }
        let call = snapshot.calls.last { $0.file == document.file }
        guard let call, call.arguments.contains("--filter") else { return call == nil && listing.isComplete }
        return call.arguments.contains("Role") && !call.arguments.contains("--max-items")
      }
  }

  /// The policies of a role that is there: its details, else what the single-role commands say.
  private static func policies(
    _ json: JSON, _ name: String, _ account: String?, _ index: IdentityIndex
  ) -> LayerPolicies {
    guard json["RolePolicyList"] != nil || json["AttachedManagedPolicies"] != nil else {
      return loose(name, account, index)
    }
    return IdentityDocuments.detailed(json, inline: "RolePolicyList", index)
  }

  /// What `list-attached-role-policies`, `list-role-policies` and `get-role-policy` say.
  private static func loose(_ name: String, _ account: String?, _ index: IdentityIndex) -> LayerPolicies {
    let snapshot = index.snapshot
    var found = LayerPolicies()
    let attached = snapshot.listing(.attachedRolePolicies, subject: name, account: account)
    for item in attached.items {
      guard let arn = item["PolicyArn"]?.string else { continue }
      let (policy, missing) = index.managed(arn, attachedAt: item["PolicyArn"] ?? item)
      if let policy { found.policies.append(policy) }
      if let missing { found.missing.append(missing) }
    }
    if attached.isComplete {
      found.places += attached.citations("the policies attached to role \(name)")
    } else {
      found.missing.append(
        .init(
          "the policies attached to role \(name)", index.needs(of: name, account: account, [attached.need])))
    }
    let inline = snapshot.listing(.rolePolicyNames, subject: name, account: account)
    let texts = snapshot.listing(.rolePolicy, subject: name, account: account)
    var seen: Set<String> = []
    for item in texts.items {
      guard let policyName = item["PolicyName"]?.string, let document = item["PolicyDocument"],
        let text = PolicyText(document)
      else { continue }
      if inline.isComplete, !inline.items.contains(where: { $0.string == policyName }) { continue }
      seen.insert(policyName)
      found.policies.append(Policy(text, name: "\(policyName)"))
    }
    if inline.isComplete {
      found.places += inline.citations("the inline policies of role \(name)")
      for item in inline.items {
        guard let policyName = item.string, !seen.contains(policyName) else { continue }
        let need = snapshot.need(.rolePolicy, subject: name, account: account)
        found.missing.append(
          .init("inline policy \(policyName)", [IdentityDocuments.named(need, policy: policyName)]))
      }
    } else {
      found.missing.append(
        .init("the inline policies of role \(name)", index.needs(of: name, account: account, [inline.need])))
    }
    return found
  }
}

extension RoleFacts: AnalysisModel {
  /// The name or ARN under which a role is asked for.
  package struct Key: Hashable, Sendable {
    let text: String
    /// The role's account where a bare name leaves it open.
    let account: String?
  }

  package static func make(_ key: Key, in analysis: Analysis) -> RoleFacts {
    RoleFacts(key.text, in: analysis.identities, account: key.account)
  }
}
