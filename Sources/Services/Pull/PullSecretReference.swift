import Evidence
import Permits
import Records

/// One secret or parameter that the task definition names.
///
/// docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data-secrets.html
package struct PullSecretReference: Sendable {
  /// What it is for.
  package enum Use: String, Sendable { case environment, logOption, registryCredentials }
  package enum Kind: String, Sendable { case secret, parameter }

  package let text: String
  package let place: JSON
  package let container: String
  /// The name of the environment variable that it fills; nil for what is no variable.
  package let variable: String?
  package let use: Use
  package let kind: Kind
  /// The secret's or parameter's ARN without JSON key and version; nil where only a name is written.
  package let arn: String?
  /// The secret's name (with its suffix where the ARN has one) or the parameter's name with its leading slash.
  package let name: String
  package let jsonKey: String?
  package let versionStage: String?
  package let versionID: String?
  package let region: String?
  package let account: String?
  /// The number of colon-separated fields is neither 7 nor 10, or a field that must be there is empty.
  package let isMalformed: Bool

  package init(_ text: String, place: JSON, container: String, use: Use, variable: String? = nil) {
    self.text = text
    self.place = place
    self.container = container
    self.variable = variable
    self.use = use
    let fields = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    func field(_ number: Int) -> String? {
      fields.indices.contains(number) && !fields[number].isEmpty ? fields[number] : nil
    }
    if fields.first == "arn", field(2) == "secretsmanager" {
      kind = .secret
      arn = fields.count >= 7 ? fields.prefix(7).joined(separator: ":") : nil
      name = field(6) ?? ""
      jsonKey = field(7)
      versionStage = field(8)
      versionID = field(9)
      region = field(3)
      account = field(4)
      isMalformed =
        !(fields.count == 7 || fields.count == 10) || field(1) == nil || field(3) == nil || field(4) == nil
        || field(5) != "secret" || field(6) == nil
      return
    }
    jsonKey = nil
    versionStage = nil
    versionID = nil
    region = field(3)
    account = field(4)
    if fields.first == "arn", field(2) == "ssm" {
      kind = .parameter
      arn = text
      let path = fields.dropFirst(5).joined(separator: ":").replacing(
        "parameter", with: "", maxReplacements: 1)
      // A name without a path loses the separator that the ARN adds; one with a path keeps its slash.
      name = path.dropFirst().contains("/") ? path : String(path.drop { $0 == "/" })
      isMalformed = fields.count < 6 || field(3) == nil || field(4) == nil || path.isEmpty
      return
    }
    kind = use == .registryCredentials ? .secret : .parameter
    arn = nil
    name = text
    isMalformed = fields.first == "arn"
  }
}

extension PullSecretReference {
  /// The secret's name as its owner gave it, without the six characters that Secrets Manager adds to the ARN.
  package var givenName: String {
    kind == .secret && arn != nil ? SecretName.withoutSuffix(name) ?? name : name
  }
}

extension PullWorld {
  /// Every secret and parameter that the task definition names, in its order.
  package var secretReferences: [PullSecretReference] {
    var found: [PullSecretReference] = []
    for container in containers {
      func add(_ place: JSON?, _ use: PullSecretReference.Use, variable: String? = nil) {
        guard let place, let text = place.string else { return }
        found.append(
          PullSecretReference(text, place: place, container: container.name, use: use, variable: variable))
      }
      for secret in container.definition["secrets"]?.elements ?? [] {
        add(secret["valueFrom"], .environment, variable: secret["name"]?.string)
      }
      for secret in container.definition["logConfiguration"]?["secretOptions"]?.elements ?? [] {
        add(secret["valueFrom"], .logOption)
      }
      add(container.definition["repositoryCredentials"]?["credentialsParameter"], .registryCredentials)
    }
    return found
  }

  /// The first recorded text that states a fault of the table outright.
  package func message(fault: String, action: String? = nil) -> PullMessage? {
    messages.first { message in
      message.reading.fault == fault && message.reading.isOutright
        && (action == nil || message.facts.action?.lowercased() == action?.lowercased())
    }
  }
}
