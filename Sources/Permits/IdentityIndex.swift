import Evidence

/// What a snapshot holds of IAM, by account and name.
package final class IdentityIndex: Sendable {
  let snapshot: Snapshot
  /// Entries of `RoleDetailList` and `UserDetailList`, and `Role` of `get-role`.
  private let roles: [Key: JSON]
  private let users: [Key: JSON]
  private let groups: [Key: JSON]
  /// The default version's text, by the policy's ARN.
  private let policies: [String: JSON]

  private struct Key: Hashable {
    let account: String
    let name: String
  }

  private init(_ snapshot: Snapshot) {
    var roles: [Key: JSON] = [:]
    var users: [Key: JSON] = [:]
    var groups: [Key: JSON] = [:]
    var policies: [String: JSON] = [:]
    func key(_ item: JSON, _ name: String) -> Key? {
      guard let text = item[name]?.string else { return nil }
      let account = item["Arn"]?.string.flatMap { ARN($0)?.account } ?? item.document.account ?? ""
      return Key(account: account, name: text)
    }
    for document in snapshot.documents(of: .role) {
      if let role = document.root["Role"], let key = key(role, "RoleName") { roles[key] = role }
    }
    for document in snapshot.documents(of: .accountAuthorizationDetails) {
      for role in document.root["RoleDetailList"]?.elements ?? [] {
        if let key = key(role, "RoleName") { roles[key] = role }
      }
      for user in document.root["UserDetailList"]?.elements ?? [] {
        if let key = key(user, "UserName") { users[key] = user }
      }
      for group in document.root["GroupDetailList"]?.elements ?? [] {
        if let key = key(group, "GroupName") { groups[key] = group }
      }
      for policy in document.root["Policies"]?.elements ?? [] {
        guard let arn = policy["Arn"]?.string else { continue }
        let standing = policy["DefaultVersionId"]?.string
        let version = (policy["PolicyVersionList"]?.elements ?? []).first {
          standing == nil ? $0["IsDefaultVersion"]?.bool == true : $0["VersionId"]?.string == standing
        }
        if let text = version?["Document"] { policies[arn] = text }
      }
    }
    self.snapshot = snapshot
    self.roles = roles
    self.users = users
    self.groups = groups
    self.policies = policies
  }

  /// What would tell of a role: one command for all where nothing of single roles was ever collected.
  func needs(of name: String, account: String?, _ single: [Need]) -> [Need] {
    let kinds: Set<DocumentKind> = [.role, .attachedRolePolicies, .rolePolicyNames]
    let all = DocumentKind.accountAuthorizationDetails
    let hasSingle = kinds.contains { !snapshot.documents(of: $0).isEmpty }
    let failed = Set(snapshot.failedCalls.map(\.kind))
    if hasSingle || !failed.isDisjoint(with: kinds) || failed.contains(all) { return single }
    return [snapshot.need(all, account: account)]
  }

  /// The role of that name; without an account the one account that has it.
  func role(_ name: String, account: String?) -> JSON? { IdentityIndex.find(roles, name, account) }

  func user(_ name: String, account: String?) -> JSON? { IdentityIndex.find(users, name, account) }

  func group(_ name: String, account: String?) -> JSON? { IdentityIndex.find(groups, name, account) }

  private static func find(_ all: [Key: JSON], _ name: String, _ account: String?) -> JSON? {
    if let account { return all[Key(account: account, name: name)] ?? all[Key(account: "", name: name)] }
    let found = all.filter { $0.key.name == name }
    return found.count == 1 ? found.first?.value : nil
  }

  /// All roles with their details, for questions such as "which other role may do this".
  package var allRoles: [JSON] {
    roles.sorted { ($0.key.account, $0.key.name) < ($1.key.account, $1.key.name) }.map(\.value)
  }

  /// The text of a managed policy, AWS's own from what is known of it where the snapshot only names it.
  func managed(_ arn: String, attachedAt place: JSON) -> (policy: Policy?, missing: LayerPolicies.Missing?) {
    let name = ARN(arn)?.name ?? arn
    if let text = policies[arn].flatMap({ PolicyText($0) }) { return (Policy(text, name: "\(name)"), nil) }
    if let text = version(of: arn, name) { return (Policy(text, name: "\(name)"), nil) }
    if let known = ManagedPolicies.policy(arn, attachedAt: place) { return (known, nil) }
    let account = place.document.account
    return (nil, .init("\(name)", [snapshot.need(.managedPolicyVersion, subject: arn, account: account)]))
  }

  /// What `get-policy-version` says of the version that is in force.
  private func version(of arn: String, _ name: String) -> PolicyText? {
    let account = ARN(arn).flatMap { $0.account == "aws" ? nil : $0.account }
    let head = snapshot.listing(.managedPolicy, subject: arn, aliases: [name], account: account).items
      .first { $0["Policy"]?["Arn"]?.string == arn }
    let standing = head?["Policy"]?["DefaultVersionId"]?.string
    let wanted = DocumentRecognition.normalize(name)
    for document in snapshot.documents(of: .managedPolicyVersion) {
      if let account, let own = document.account, own != account { continue }
      if let own = document.root["PolicyArn"]?.string {
        guard own == arn else { continue }
      } else {
        guard let subject = document.subject, IdentityIndex.names(subject, wanted, arn) else { continue }
      }
      guard let version = document.root["PolicyVersion"], let text = version["Document"] else { continue }
      let isStanding =
        standing.map { $0 == version["VersionId"]?.string } ?? (version["IsDefaultVersion"]?.bool != false)
      if isStanding, let found = PolicyText(text) { return found }
    }
    return nil
  }

  /// A file is named by the policy's name or ARN, perhaps with the version behind it.
  private static func names(_ subject: String, _ name: String, _ arn: String) -> Bool {
    if subject == name || subject == DocumentRecognition.normalize(arn) { return true }
    guard subject.hasPrefix(name + "-v") else { return false }
    return subject.dropFirst(name.count + 2).allSatisfy(\.isNumber)
  }
}

extension IdentityIndex: AnalysisModel {
  package static func make(_: WholeSnapshot, in analysis: Analysis) -> IdentityIndex {
    IdentityIndex(analysis.snapshot)
  }
}

extension Analysis {
  /// What the snapshot holds of IAM.
  var identities: IdentityIndex { value(of: IdentityIndex.self) }
}
