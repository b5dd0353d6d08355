/// Service control policies, where somebody collected them.
///
/// Organizations guide, "SCP evaluation": every level from the root to the account has to allow.
struct OrganizationPolicies {
  let snapshot: Snapshot

  /// One set a target; nil where nothing of them is in the snapshot.
  func levels(for request: AccessRequest) -> [LayerPolicies]? {
    guard let account = request.principal.account else { return nil }
    var texts: [String: Policy] = [:]
    for document in snapshot.documents(of: "organizations.describe-policy") {
      guard let policy = document.root["Policy"], let content = policy["Content"],
        let id = policy["PolicySummary"]?["Id"]?.string, let text = PolicyText(content)
      else { continue }
      guard policy["PolicySummary"]?["Type"]?.string ?? "SERVICE_CONTROL_POLICY" == "SERVICE_CONTROL_POLICY"
      else { continue }
      texts[id] = Policy(text, name: policy["PolicySummary"]?["Name"]?.string ?? id)
    }
    let lists = snapshot.documents(of: "organizations.list-policies-for-target").filter { document in
      guard let target = document.root["TargetId"]?.string ?? document.subject else { return false }
      // Another account's own policies do not concern this one; roots and units do.
      return !DocumentScope.isAccount(target) || target == account
    }
    if lists.isEmpty { return loose(texts.values.sorted { $0.name < $1.name }, request, account) }
    return lists.map { document in
      var level = LayerPolicies()
      for item in document.root["Policies"]?.elements ?? [] {
        guard item["Type"]?.string ?? "SERVICE_CONTROL_POLICY" == "SERVICE_CONTROL_POLICY",
          let id = item["Id"]?.string
        else { continue }
        if let text = texts[id] {
          level.policies.append(text)
        } else if id == "p-FullAWSAccess", let known = Self.fullAccess(item) {
          level.policies.append(known)
        } else {
          let need = snapshot.need("organizations.describe-policy", subject: id)
          level.missing.append(.init("service control policy \(item["Name"]?.string ?? id)", [need]))
        }
      }
      level.places = [Citation(document.root["Policies"] ?? document.root, "the policies of a level")]
      return level
    }
  }

  /// Policies of which it is not known where they are attached can deny, and prove nothing.
  private func loose(_ texts: [Policy], _ request: AccessRequest, _ account: String) -> [LayerPolicies]? {
    let doubtful = texts.filter { text in
      !LayerReport(.serviceControl, LayerPolicies([text]), for: request, asksPrincipal: false).deny.isNo
    }
    guard !doubtful.isEmpty else { return nil }
    let need = snapshot.need("organizations.list-policies-for-target", subject: account)
    return [
      LayerPolicies(
        missing: doubtful.map { .init("the targets of service control policy \($0.name)", [need]) })
    ]
  }

  private static func fullAccess(_ place: JSON) -> Policy? {
    ManagedPolicies.policy("arn:aws:iam::aws:policy/AdministratorAccess", attachedAt: place)
  }
}
