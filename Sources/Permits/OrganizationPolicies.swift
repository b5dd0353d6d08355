import Sentences
import Commands
import Evidence

/// Service control or resource control policies, where somebody collected them.
///
/// Organizations guide, "SCP evaluation" and "RCP evaluation": every level from the root to the account has to allow;
/// the principal's account is asked for the one kind, the resource's for the other.
struct OrganizationPolicies {
  /// The two kinds of policies that bound what anybody may do.
  enum Kind: String {
    case serviceControl = "SERVICE_CONTROL_POLICY"
    case resourceControl = "RESOURCE_CONTROL_POLICY"

    /// AWS's own policy of each target, which allows everything.
    var fullAccess: String { self == .serviceControl ? "p-FullAWSAccess" : "p-RCPFullAWSAccess" }
    var words: Sentence { self == .serviceControl ? "service control policy" : "resource control policy" }
    var layer: AccessLayer { self == .serviceControl ? .serviceControl : .resourceControl }
  }

  let snapshot: Snapshot
  let kind: Kind

  /// Services whose resources a resource control policy reaches (Organizations guide, "List of AWS services that
  /// support RCPs").
  private static let governed: Set<String> = [
    "s3", "sts", "kms", "sqs", "secretsmanager", "ecr", "aoss", "cognito-identity", "cognito-idp", "logs",
    "dynamodb",
  ]

  /// One set a target; nil where nothing of them is in the snapshot.
  func levels(for request: AccessRequest) -> [LayerPolicies]? {
    let asked = kind == .serviceControl ? request.principal.account : request.resourceAccount
    guard let account = asked else { return nil }
    if kind == .resourceControl, !Self.governed.contains(request.service) { return nil }
    var texts: [String: Policy] = [:]
    for document in snapshot.documents(of: .organizationPolicy) {
      guard let policy = document.root["Policy"], let content = policy["Content"],
        let id = policy["PolicySummary"]?["Id"]?.string, let text = PolicyText(content)
      else { continue }
      guard isMine(policy["PolicySummary"]?["Type"]) else { continue }
      texts[id] = Policy(text, name: "\(policy["PolicySummary"]?["Name"]?.string ?? id)")
    }
    let lists = snapshot.documents(of: .organizationPoliciesForTarget).filter { document in
      // A listing answers for one kind only, and a target without any policy of it is bound by none.
      guard document.root["Policies"]?.elements.contains(where: { isMine($0["Type"]) }) ?? false else {
        return false
      }
      guard let target = document.root["TargetId"]?.string ?? document.subject else { return false }
      // Another account's own policies do not concern this one; roots and units do.
      return !DocumentScope.isAccount(target) || target == account
    }
    if lists.isEmpty { return loose(texts.values.sorted { $0.name < $1.name }, request, account) }
    return lists.map { document in
      var level = LayerPolicies()
      for item in document.root["Policies"]?.elements ?? [] {
        guard isMine(item["Type"]), let id = item["Id"]?.string else { continue }
        if let text = texts[id] {
          level.policies.append(text)
        } else if id == kind.fullAccess, let known = Self.fullAccess(item) {
          level.policies.append(known)
        } else {
          let need = snapshot.need(.organizationPolicy, subject: id)
          level.missing.append(.init("\(kind.words) \(item["Name"]?.string ?? id)", [need]))
        }
      }
      level.places = [Citation(document.root["Policies"] ?? document.root, "the policies of a level")]
      return level
    }
  }

  private func isMine(_ type: JSON?) -> Bool {
    (type?.string ?? Kind.serviceControl.rawValue) == kind.rawValue
  }

  /// Policies of which it is not known where they are attached can deny, and prove nothing.
  private func loose(_ texts: [Policy], _ request: AccessRequest, _ account: String) -> [LayerPolicies]? {
    let doubtful = texts.filter { text in
      !LayerReport(
        kind.layer, LayerPolicies([text]), for: request, asksPrincipal: kind == .resourceControl
      )
      .deny.isNo
    }
    guard !doubtful.isEmpty else { return nil }
    var need = snapshot.need(.organizationPoliciesForTarget, subject: account)
    need.command = need.command.replacing(
      .own(Kind.serviceControl.rawValue), with: .own(kind.rawValue))
    return [
      LayerPolicies(
        missing: doubtful.map { .init("the targets of \(kind.words) \($0.name)", [need]) })
    ]
  }

  /// What FullAWSAccess and RCPFullAWSAccess say: everything, to everybody.
  private static func fullAccess(_ place: JSON) -> Policy? {
    Policy(
      written:
        #"{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"#,
      name: "\(place["Name"]?.string ?? "FullAWSAccess")", at: place)
  }
}
