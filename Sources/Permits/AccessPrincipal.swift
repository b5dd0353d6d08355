import Evidence

/// Who asks.
package struct AccessPrincipal: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case root
    case user(name: String)
    /// A role, whatever its session is called.
    case role(name: String)
    case session(role: String, name: String)
    case federated(name: String)
    /// A service such as `ecs-tasks.amazonaws.com`.
    case service(String)
    case anonymous
  }

  package let kind: Kind
  /// As it was given or is written in messages; empty for an anonymous caller.
  package let arn: String
  package let account: String?
  package let partition: String
  /// The role's ARN with its path, where it is known.
  package var roleARN: String?
  /// `AROA...` or `AIDA...`, where it is known.
  package var uniqueID: String?

  package init(
    kind: Kind, arn: String, account: String?, partition: String = "aws", roleARN: String? = nil,
    uniqueID: String? = nil
  ) {
    self.kind = kind
    self.arn = arn
    self.account = account
    self.partition = partition
    self.roleARN = roleARN
    self.uniqueID = uniqueID
  }

  package static let anonymous = AccessPrincipal(kind: .anonymous, arn: "", account: nil)

  package static func service(_ name: String) -> AccessPrincipal {
    AccessPrincipal(kind: .service(name), arn: name, account: nil)
  }

  /// Reads an IAM or STS ARN, or a service's name; nil for anything else.
  package init?(_ text: String) {
    guard let arn = ARN(text) else {
      guard text.hasSuffix(".amazonaws.com") || text.hasSuffix(".amazonaws.com.cn") else { return nil }
      self = .service(text)
      return
    }
    let kind: Kind
    var roleARN: String?
    switch (arn.service, arn.type) {
    case ("iam", "") where arn.resource == "root": kind = .root
    case ("iam", "user"): kind = .user(name: arn.name)
    case ("iam", "role"):
      kind = .role(name: arn.name)
      roleARN = text
    case ("sts", "assumed-role"):
      let parts = arn.id.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      kind =
        parts.count == 2
        ? .session(role: String(parts[0]), name: String(parts[1])) : .role(name: arn.id)
    case ("sts", "federated-user"): kind = .federated(name: arn.id)
    default: return nil
    }
    self.init(kind: kind, arn: text, account: arn.account, partition: arn.partition, roleARN: roleARN)
  }

  /// The role's name for a role or one of its sessions.
  package var roleName: String? {
    switch kind {
    case .role(let name), .session(let name, _): name
    default: nil
    }
  }

  package var userName: String? {
    if case .user(let name) = kind { return name }
    return nil
  }

  /// What AWS itself puts into every request of this principal.
  ///
  /// IAM guide, "AWS global condition context keys", properties of the principal.
  package func complete(_ context: inout RequestContext) {
    switch kind {
    case .anonymous:
      context.assume("aws:PrincipalType", ["Anonymous"])
      for key in ["aws:PrincipalArn", "aws:PrincipalAccount", "aws:username"] { context.assumeAbsent(key) }
    case .service(let name):
      context.assume("aws:PrincipalServiceName", [name])
      context.assume("aws:PrincipalIsAWSService", ["true"])
      for key in ["aws:PrincipalArn", "aws:username"] { context.assumeAbsent(key) }
    case .root:
      context.assume("aws:PrincipalType", ["Account"])
      context.assume("aws:PrincipalArn", [arn])
      context.assumeAbsent("aws:username")
    case .user(let name):
      context.assume("aws:PrincipalType", ["User"])
      context.assume("aws:PrincipalArn", [arn])
      context.assume("aws:username", [name])
      if let uniqueID { context.assume("aws:userid", [uniqueID]) }
    case .role, .session:
      context.assume("aws:PrincipalType", ["AssumedRole"])
      if let roleARN { context.assume("aws:PrincipalArn", [roleARN]) }
      if let uniqueID, case .session(_, let session) = kind {
        context.assume("aws:userid", ["\(uniqueID):\(session)"])
      }
      context.assumeAbsent("aws:username")
    case .federated:
      context.assume("aws:PrincipalType", ["FederatedUser"])
      context.assume("aws:PrincipalArn", [arn])
      context.assumeAbsent("aws:username")
    }
    if let account { context.assume("aws:PrincipalAccount", [account]) }
    if account != nil { context.assume("aws:PrincipalIsAWSService", ["false"]) }
  }
}
