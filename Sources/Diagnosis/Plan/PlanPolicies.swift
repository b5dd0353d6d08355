import Evidence
import Playbooks

/// Roles, the policies of resources, and services of a plan.
extension PlanChange {
  func role() throws(FixUnmodelled) -> [PlanStep]? {
    switch type {
    case "aws_iam_role_policy":
      let state = isDeleted ? before : after
      guard let role = try text("role", state), let name = state?["name"]?.string else { return nil }
      let values = ["role": role, "policy-name": name]
      var steps: [PlanStep] = []
      if removes { steps.append(operation("delete-role-policy", values)) }
      if creates {
        guard let policy = try text("policy", after) else {
          throw .unknownYet("its policy is")
        }
        steps.append(operation("put-role-policy", values.merging(["policy-document": policy]) { $1 }))
      }
      return steps
    case "aws_iam_role_policy_attachment":
      let state = isDeleted ? before : after
      guard isCreated || isDeleted, let role = try text("role", state),
        let arn = try text("policy_arn", state)
      else { return nil }
      let name = isDeleted ? "detach-role-policy" : "attach-role-policy"
      return [operation(name, ["role": role, "policy-arn": arn])]
    case "aws_iam_policy":
      guard isUpdated, differs("policy"), let text = try text("policy", after),
        let document = JSONValue(text: text), let arn = after?["arn"]?.string ?? before?["arn"]?.string
      else { return nil }
      return [managed(arn, document)]
    default:
      guard isUpdated, let after, let name = after["name"]?.string else { return nil }
      var steps: [PlanStep] = []
      if differs("assume_role_policy"), let policy = try text("assume_role_policy", after) {
        steps.append(operation("update-assume-role-policy", ["role": name, "policy-document": policy]))
      }
      if differs("permissions_boundary"), after["permissions_boundary"]?.string?.isEmpty != false {
        steps.append(operation("delete-role-permissions-boundary", ["role": name]))
      }
      return steps
    }
  }

  func resourcePolicy() throws(FixUnmodelled) -> [PlanStep]? {
    let state = isDeleted ? before : after
    switch type {
    case "aws_ecr_repository_policy":
      guard let name = try text("repository", state) else { return nil }
      return [document(.repositoryPolicy, name, "policyText", try policy(state))]
    case "aws_secretsmanager_secret_policy":
      guard let arn = try text("secret_arn", state) else { return nil }
      return [document(.secretPolicy, arn, "ResourcePolicy", try policy(state))]
    case "aws_secretsmanager_secret":
      guard isDeleted else { return nil }
      let date = JSONValue.string("1970-01-01T00:00:00+00:00")
      return [document(.secret, id, "DeletedDate", date)]
    default: break
    }
    guard let key = type == "aws_kms_key_policy" ? try text("key_id", state) : id else { return nil }
    var steps: [PlanStep] = []
    if type == "aws_kms_key_policy" || isUpdated && differs("policy") {
      steps.append(document(.keyPolicy, key, "Policy", try policy(state)))
    }
    if type == "aws_kms_key", isDeleted || after?["is_enabled"]?.bool == false {
      steps.append(keyState(key, isDeleted ? "PendingDeletion" : "Disabled"))
    } else if type == "aws_kms_key", isUpdated, differs("is_enabled") {
      steps.append(operation("enable-key", ["key-id": key]))
    }
    return steps
  }

  private func policy(_ state: JSON?) throws(FixUnmodelled) -> JSONValue {
    if isDeleted { return .string(#"{"Version":"2012-10-17","Statement":[]}"#) }
    guard let text = try text("policy", state) else {
      throw .unknownYet("its policy is")
    }
    return .string(text)
  }

  /// The default version of a customer's managed policy, in both forms in which snapshots hold it.
  private func managed(_ arn: String, _ policy: JSONValue) -> PlanStep {
    PlanStep { (snapshot) throws(FixUnmodelled) in
      let details = snapshot.documents(of: .accountAuthorizationDetails)
      let policies = details.flatMap { $0.root["Policies"]?.elements ?? [] }
      let own = policies.filter { $0["Arn"]?.string == arn }
      let all = own.flatMap { $0["PolicyVersionList"]?.elements ?? [] }
      let listed = all.filter { $0["IsDefaultVersion"]?.bool == true }
      let name = arn.split(separator: "/").last.map(String.init)
      let single = snapshot.listing(.managedPolicyVersion, subject: name, aliases: [arn]).documents
        .compactMap { $0.root["PolicyVersion"] }
      let versions = listed + single
      if versions.isEmpty { throw FixUnmodelled("the snapshot holds no version of the policy \(arn)") }
      return versions.map { DocumentEdit($0.document, [FixTarget.set($0, "Document", policy)]) }
    }
  }

  private func document(_ kind: DocumentKind, _ subject: String, _ member: String, _ value: JSONValue)
    -> PlanStep
  {
    PlanStep { (snapshot) throws(FixUnmodelled) in
      guard let document = snapshot.listing(kind, subject: subject).documents.first else {
        throw FixUnmodelled("the snapshot holds no `\(kind.name)` of \(subject)")
      }
      return [DocumentEdit(document, [FixTarget.set(document.root, member, value)])]
    }
  }

  private func keyState(_ key: String, _ state: String) -> PlanStep {
    PlanStep { (snapshot) throws(FixUnmodelled) in
      let listing = snapshot.listing(.key, subject: key)
      guard let document = listing.documents.first, let metadata = document.root["KeyMetadata"] else {
        throw FixUnmodelled("the snapshot does not describe the key")
      }
      return [
        DocumentEdit(
          document,
          [
            FixTarget.set(metadata, "KeyState", .string(state)),
            FixTarget.set(metadata, "Enabled", .bool(false)),
          ])
      ]
    }
  }

  func service() throws(FixUnmodelled) -> [PlanStep]? {
    guard isUpdated, let after, let name = after["name"]?.string else { return nil }
    var values = ["service": name]
    values["cluster"] = try text("cluster", after)
    if differs("desired_count") { values["desired-count"] = after["desired_count"]?.scalar }
    // A revision that is still to be made is the changed definition itself, which is shown in its place.
    if differs("task_definition"), let revision = try? text("task_definition", after),
      !revision.hasPrefix("(")
    {
      values["task-definition"] = revision
    }
    if differs("network_configuration") { try needKnown(["network_configuration"]) }
    if differs("network_configuration"), let network = block("network_configuration", after) {
      values["subnets"] = network["subnets"]?.strings.joined(separator: " ")
      let groups = network["security_groups"]?.strings ?? []
      if groups.isEmpty { throw .unknownYet("its security groups are") }
      values["security-groups"] = groups.joined(separator: " ")
      values["assign-public-ip"] = network["assign_public_ip"]?.bool == true ? "ENABLED" : "DISABLED"
    }
    return [operation("update-service", values)]
  }
}
