import Sentences
import Evidence
import Services

/// Whether a secret that the task names is not there, empty, being deleted, misspelt, or not to be shared.
///
/// Amazon ECS guide, "Pass Secrets Manager secrets"; Secrets Manager reference, "DescribeSecret". No value of a secret is ever read.
enum PullSecretCheck: Check {
  static let name = "pull-secret"
  static let summary: Sentence =
    "Is a secret that the task names missing, empty, marked for deletion or badly written?"
  static let binds = MessageStatesCheck.messageBinds + ["existing-secret-arn", "secret", "stage"]
  static let fault = Parameter<Fault>("is", "what is wrong with it")
  static let parameters = [fault.declared]
  static let reads: [DocumentKind] = [.taskDefinition, .tasks, .secret]

  enum Fault: String, CaseIterable {
    case notFound = "not-found"
    case noValue = "no-value"
    case deleted, malformed
    case foreignDefaultKey = "foreign-default-key"

    /// The fault of the table of failure texts that says the same.
    var text: String? {
      switch self {
      case .notFound: "no-such-secret"
      case .noValue: "no-current-secret-value"
      case .deleted: "secret-awaiting-deletion"
      case .malformed: "secret-arn-shape"
      case .foreignDefaultKey: nil
      }
    }
  }

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    let what = context[fault]
    if let fault = what.text, let message = world.message(fault: fault) {
      return .confirmed(
        "the recorded text says so", [message.citation("what ECS recorded")],
        bindings: [MessageStatesCheck.bindings(message, world)])
    }
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let references = world.secretReferences.filter { $0.kind == .secret }
    guard !references.isEmpty else {
      return .notApplicable("the task definition names no secret", world.definitionCitation("no secret"))
    }
    return strongest(references.map { judge($0, what, world) })
  }

  static func strongest(_ findings: [Finding]) -> Finding {
    for verdict in [Verdict.confirmed, .undetermined, .ruledOut] {
      let same = findings.filter { $0.verdict == verdict }
      guard !same.isEmpty else { continue }
      return Finding(
        verdict, because: same.map(\.because).unique.joined(separator: "; "),
        evidence: same.flatMap(\.evidence).unique,
        needs: same.flatMap(\.needs).unique, bindings: same.flatMap(\.bindings))
    }
    return findings[0]
  }

  private static func judge(_ reference: PullSecretReference, _ what: Fault, _ world: PullWorld) -> Finding {
    let named = Citation(reference.place, "what the task definition names")
    var values = world.bindings.merging(
      [
        "secret-id": reference.arn ?? reference.text, "container": reference.container,
        "secret": reference.name, "secret-name": reference.givenName,
      ]
    ) { $1 }
    values["secret-variable"] = reference.variable
    if what == .malformed {
      return reference.isMalformed
        ? .confirmed(
          "\(reference.text) is no ARN of a secret: it has the wrong number of fields", [named],
          bindings: [values])
        : .ruledOut("\(reference.name) is written as a secret's ARN or name", [named])
    }
    if reference.isMalformed, reference.arn == nil {
      return .notApplicable("the reference is malformed", [named])
    }
    let secret = PullSecret(reference, world)
    switch what {
    case .notFound: return notFound(secret, named, values)
    case .foreignDefaultKey: return foreign(secret, named, values, world)
    case .noValue, .deleted, .malformed: break
    }
    guard let item = secret.item else {
      if let call = secret.listing.provedAbsent {
        return .notApplicable("the secret does not exist", [call.citation("no such secret")])
      }
      if secret.hasOtherSuffix { return .notApplicable("the secret was made anew", [named]) }
      return .undetermined("the secret is not in the snapshot", needs: [secret.need])
    }
    if what == .deleted {
      if let place = item["DeletedDate"] {
        return .confirmed(
          "secret \(secret.reference.name) is marked for deletion",
          [Citation(place, "marked for deletion"), named], bindings: [values])
      }
      return .ruledOut("the secret is not marked for deletion", [Citation(item, "no DeletedDate"), named])
    }
    return current(secret, item, named, values)
  }

  private static func notFound(_ secret: PullSecret, _ named: Citation, _ values: [String: String]) -> Finding
  {
    if let item = secret.item {
      return .ruledOut("the secret exists", [Citation(item["ARN"] ?? item, "it is there"), named])
    }
    if let call = secret.listing.provedAbsent {
      return .confirmed(
        "there is no secret \(secret.reference.name)",
        [call.citation("Secrets Manager knows no such secret"), named], bindings: [values])
    }
    if secret.hasOtherSuffix, let sibling = secret.sibling {
      return .confirmed(
        "the secret was made anew: \(secret.reference.name) ends otherwise than the secret that is there",
        [Citation(sibling["ARN"] ?? sibling, "the secret of that name today"), named],
        bindings: [values.merging(["existing-secret-arn": sibling["ARN"]?.string ?? ""]) { $1 }])
    }
    return .undetermined("the secret is not in the snapshot", needs: [secret.need])
  }

  private static func current(
    _ secret: PullSecret, _ item: JSON, _ named: Citation, _ values: [String: String]
  ) -> Finding {
    let versions = item["VersionIdsToStages"]
    let stage = secret.reference.versionStage ?? "AWSCURRENT"
    if let id = secret.reference.versionID {
      guard versions?.member(id) == nil else {
        return .ruledOut("the version is there", [Citation(item, "the version"), named])
      }
      return .undetermined("old versions are not listed", needs: [secret.need])
    }
    let stages = versions?.members.flatMap { $0.value.strings } ?? []
    if stages.contains(stage) {
      return .ruledOut(
        "the secret has a version \(stage)", [Citation(versions ?? item, "the versions"), named])
    }
    return .confirmed(
      "secret \(secret.reference.name) has no version \(stage)",
      [Citation(versions ?? item, "no \(stage) among the versions"), named],
      bindings: [values.merging(["stage": stage]) { $1 }])
  }

  private static func foreign(
    _ secret: PullSecret, _ named: Citation, _ values: [String: String], _ world: PullWorld
  ) -> Finding {
    guard let account = secret.reference.account, let own = world.account, account != own else {
      return .notApplicable("the secret belongs to the task's account", [named])
    }
    switch secret.key {
    case .ofAWS(nil): return .notApplicable("the secret does not exist", [named])
    case .ofAWS(let item):
      return .confirmed(
        "secret \(secret.reference.name) of account \(account) is under the key aws/secretsmanager, which no other account may use",
        [named] + (item.map { [Citation($0, "no KmsKeyId of the customer's own")] } ?? []), bindings: [values]
      )
    case .customer(_, let place):
      return .ruledOut("the secret is under a customer's key", [Citation(place, "the key"), named])
    case .unknown(let needs):
      return .undetermined("it is not known which key the secret is under", needs: needs)
    }
  }
}
