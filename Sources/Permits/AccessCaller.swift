import Evidence

/// The principal of a question with its own policies.
struct AccessCaller {
  var principal: AccessPrincipal
  var identity: LayerPolicies
  var boundary: LayerPolicies?
  var needs: [Need] = []
  private var tags: [String: String] = [:]

  /// Reads who is meant: an ARN, a service, else the name of a role or, failing that, of a user.
  init(_ text: String, account: String?, in access: Access) {
    let snapshot = access.snapshot
    if let parsed = AccessPrincipal(text) {
      principal = parsed
    } else {
      let index = access.analysis.identities
      let home = account ?? AccessCaller.home(snapshot)
      let isUser = index.role(text, account: account) == nil && index.user(text, account: account) != nil
      let kind: AccessPrincipal.Kind = isUser ? .user(name: text) : .role(name: text)
      let found = isUser ? index.user(text, account: account) : index.role(text, account: account)
      let arn = found?["Arn"]?.string
      principal = AccessPrincipal(
        kind: kind, arn: arn ?? "arn:aws:iam::\(home ?? ""):\(isUser ? "user" : "role")/\(text)",
        account: arn.flatMap { ARN($0)?.account } ?? home)
    }
    identity = LayerPolicies()
    if principal.roleName != nil {
      let role = access.role(text, account: principal.account)
      principal.roleARN = role.arn
      principal.uniqueID = role.uniqueID
      identity = role.identity
      boundary = role.boundary
      tags = role.tags
      switch role.existence {
      case .exists: break
      case .absent(let place): identity = LayerPolicies(places: [place])
      case .unknown(let found):
        // Its boundary cannot be seen, either.
        needs = found
        boundary = LayerPolicies(missing: [.init("the permissions boundary of role \(role.name)", found)])
      }
    } else if let name = principal.userName {
      readUser(name, in: access.analysis.identities)
    }
  }

  /// The account that the snapshot was taken in.
  private static func home(_ snapshot: Snapshot) -> String? {
    snapshot.documents(of: .callerIdentity).first?.root["Account"]?.string
      ?? snapshot.accounts.first
  }

  private mutating func readUser(_ name: String, in index: IdentityIndex) {
    let snapshot = index.snapshot
    guard let json = index.user(name, account: principal.account) else {
      let need = snapshot.need(.accountAuthorizationDetails, account: principal.account)
      identity = LayerPolicies(missing: [.init("the policies of user \(name)", [need])])
      boundary = LayerPolicies(missing: [.init("the permissions boundary of user \(name)", [need])])
      needs = [need]
      return
    }
    principal.uniqueID = json["UserId"]?.string
    identity = IdentityDocuments.detailed(json, inline: "UserPolicyList", index)
    boundary = IdentityDocuments.boundary(json, index)
    for group in json["GroupList"]?.strings ?? [] {
      if let found = index.group(group, account: principal.account) {
        let more = IdentityDocuments.detailed(found, inline: "GroupPolicyList", index)
        identity.policies += more.policies
        identity.missing += more.missing
      } else {
        let need = snapshot.need(.accountAuthorizationDetails, account: principal.account)
        identity.missing.append(.init("the policies of group \(group)", [need]))
      }
    }
  }

  /// What a snapshot tells of a request that it does not show.
  ///
  /// IAM guide, "AWS global condition context keys".
  func complete(_ context: inout RequestContext, resource: String, in snapshot: Snapshot) {
    // The AWS CLI, SDKs and the ECS agent speak TLS only.
    context.assume("aws:SecureTransport", ["true"])
    context.assume("aws:ViaAWSService", ["false"])
    context.assumeAbsent("aws:CalledVia")
    if let account = principal.account,
      let id = snapshot.documents(of: .organization).first(where: {
        $0.account == account || ($0.account == nil && account == AccessCaller.home(snapshot))
      })?.root["Organization"]?["Id"]?.string
    {
      context.assume("aws:PrincipalOrgID", [id])
    }
    for (key, value) in tags { context.assume("aws:PrincipalTag/\(key)", [value]) }
    guard let arn = ARN(resource) else { return }
    if !arn.region.isEmpty { context.assume("aws:RequestedRegion", [arn.region]) }
    if !arn.account.isEmpty { context.assume("aws:ResourceAccount", [arn.account]) }
    guard arn.service == "secretsmanager" else { return }
    let secret = SecretName(arn)
    let found = snapshot.listing(
      .secret, subject: resource, aliases: secret.names, account: arn.account,
      region: arn.region)
    guard let item = found.items.first(where: { ($0["ARN"]?.string).map(secret.isSame) ?? false }) else {
      return
    }
    context.assume("secretsmanager:SecretId", [item["ARN"]?.string ?? resource])
    for tag in item["Tags"]?.elements ?? [] {
      guard let key = tag["Key"]?.string, let value = tag["Value"]?.string else { continue }
      context.assume("aws:ResourceTag/\(key)", [value])
      context.assume("secretsmanager:ResourceTag/\(key)", [value])
    }
  }
}
