import Evidence

/// The Principal or NotPrincipal of a statement.
///
/// IAM guide, "AWS JSON policy elements: Principal" and "NotPrincipal".
package struct PrincipalElement: Sendable {
  /// One principal that the element names.
  package struct Entry: Sendable {
    /// `AWS`, `Service`, `Federated`, `CanonicalUser`; empty for the bare `"*"`.
    package let type: String
    package let value: String
    package let json: JSON

    /// Whether AWS shows a unique id here because the user or role was deleted.
    ///
    /// IAM guide, "Principal", "IAM role principals": the ARN is stored as the id and shown as the ARN only while
    /// the principal exists.
    package var isStale: Bool {
      guard type == "AWS", value.allSatisfy({ $0.isLetter || $0.isNumber }) else { return false }
      return value.hasPrefix("AROA") || value.hasPrefix("AIDA")
    }
  }

  /// How far an allow to the principal that was found goes.
  package enum Reach: Sendable, Hashable {
    case everyone
    /// The whole account: its identity policies decide.
    case account
    case role
    /// The very session, user, or service.
    case direct
  }

  package let json: JSON
  package let entries: [Entry]
  package let negated: Bool
  /// Whether something that is no name stands among the principals: whom it means is not known.
  let hasUnread: Bool

  package init(_ json: JSON, negated: Bool) {
    self.json = json
    self.negated = negated
    let groups = json.isObject ? json.members.map(\.value) : [json]
    let values = groups.flatMap { $0.isArray ? $0.elements : [$0] }
    // Outside of an object AWS knows `*` alone.
    hasUnread =
      values.isEmpty
      || values.contains { value in
        guard let text = value.string, !text.isEmpty else { return true }
        return !json.isObject && text != "*"
      }
    if json.isObject {
      entries = json.members.flatMap { type, values in
        let all = values.isArray ? values.elements : [values]
        return all.compactMap { value in
          value.string.map { Entry(type: type, value: $0, json: value) }
        }
      }
    } else {
      let all = json.isArray ? json.elements : [json]
      entries = all.compactMap { value in value.string.map { Entry(type: "", value: $0, json: value) } }
    }
  }

  /// Whether the element includes `caller`, and how.
  ///
  package func includes(
    _ caller: AccessPrincipal, complete: Bool
  ) -> (truth: AccessTruth, reaches: Set<Reach>) {
    var reaches: Set<Reach> = []
    var unknowns: Set<AccessUnknown> = hasUnread ? [.element("a Principal that cannot be read")] : []
    for entry in entries {
      switch PrincipalElement.match(entry, caller, complete: complete) {
      case .some(.reach(let reach)): reaches.insert(reach)
      case .some(.unknown): unknowns.insert(.principal(entry.value))
      case nil: break
      }
    }
    if !negated {
      if !reaches.isEmpty { return (.yes, reaches) }
      // What cannot be read may name anybody; a name that is not known is a role's or a user's.
      return unknowns.isEmpty ? (.no, []) : (.unknown(unknowns), [hasUnread ? .everyone : .role])
    }
    return (excluded(caller, reaches, unknowns), [.everyone])
  }

  /// NotPrincipal: a role session is left out only where session, role and account are all named, a user where the
  /// user and the account are; AWS warns of anything between.
  private func excluded(
    _ caller: AccessPrincipal, _ reaches: Set<Reach>, _ unknowns: Set<AccessUnknown>
  ) -> AccessTruth {
    if reaches.contains(.everyone) { return .no }
    if reaches.isEmpty { return unknowns.isEmpty ? .yes : .unknown(unknowns) }
    // IAM guide, "NotPrincipal": with a user and its account named, every other user of the account is denied.
    if reaches == [.account], caller.kind != .root { return unknowns.isEmpty ? .yes : .unknown(unknowns) }
    let whole: Bool
    switch caller.kind {
    case .session: whole = reaches.isSuperset(of: [.account, .role, .direct])
    case .role: whole = reaches.isSuperset(of: [.account, .role])
    case .user, .federated: whole = reaches.isSuperset(of: [.account, .direct])
    case .root, .service, .anonymous: whole = true
    }
    return whole ? .no : .unknown(.element("a NotPrincipal that names a part of \(caller.arn)"))
  }

  private enum Match {
    case reach(Reach)
    case unknown
  }

  private static func match(_ entry: Entry, _ caller: AccessPrincipal, complete: Bool) -> Match? {
    if entry.type.isEmpty { return entry.value == "*" ? .reach(.everyone) : .unknown }
    switch entry.type {
    case "AWS":
      // IAM guide: for resource policies {"AWS": "*"} is everyone, too.
      if entry.value == "*" { return caller.isService ? nil : .reach(.everyone) }
      return matchAWS(entry, caller, complete: complete)
    case "Service":
      guard case .service(let name) = caller.kind else { return nil }
      if entry.value == name { return .reach(.direct) }
      return entry.value.contains("*") ? .unknown : nil
    case "Federated":
      if case .federated = caller.kind { return .unknown }
      return nil
    case "CanonicalUser": return caller.kind == .anonymous || caller.isService ? nil : .unknown
    default: return .unknown
    }
  }

  private static func matchAWS(_ entry: Entry, _ caller: AccessPrincipal, complete: Bool) -> Match? {
    guard let account = caller.account else { return nil }
    let value = entry.value
    if value == account { return .reach(.account) }
    if let id = caller.uniqueID, value == id { return .reach(caller.roleName == nil ? .direct : .role) }
    guard let named = ARN(value) else { return nil }
    guard named.account == account else { return named.account.contains("*") ? .unknown : nil }
    if named.service == "iam", named.resource == "root" { return .reach(.account) }
    if value == caller.arn, caller.roleName == nil || named.service == "sts" { return .reach(.direct) }
    if named.resource.contains("*") || named.resource.contains("?") {
      return TextPattern(value).matches(caller.roleARN ?? caller.arn) ? .unknown : nil
    }
    switch caller.kind {
    case .role(let name), .session(let name, _):
      if named.service == "iam", named.type == "role" {
        if let full = caller.roleARN { return full == value ? .reach(.role) : nil }
        return named.name == name ? .reach(.role) : nil
      }
      guard named.service == "sts", named.type == "assumed-role" else { return nil }
      // Of a role alone it is not known which session asks.
      if case .role = caller.kind, !complete, named.id.hasPrefix(name + "/") { return .unknown }
      return nil
    default: return nil
    }
  }
}

extension AccessPrincipal {
  var isService: Bool {
    if case .service = kind { return true }
    return false
  }
}
