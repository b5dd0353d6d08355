/// Whose account and which region a document speaks of (`contract.md` 1).
package enum DocumentScope {
  /// Whether a folder's name is an account, a region, or `global`.
  package static func isScope(_ folder: String) -> Bool { isAccount(folder) || isRegion(folder) }

  package static func isAccount(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 12 && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// Whether a text can be the name of a Region: `us-east-1`, not `undefined`, `us-east-1a` or `us-wset-2`.
  package static func isRegionName(_ text: String) -> Bool {
    guard isRegion(text), text != "global" else { return false }
    let directions = /(?:north|south)?(?:east|west)|north|south|central/
    return text.split(separator: "-").dropLast().last?.wholeMatch(of: directions) != nil
  }

  static func isRegion(_ text: some StringProtocol) -> Bool {
    if text == "global" { return true }
    // `us-east-1`, `ap-southeast-3`, `us-gov-west-1`, `cn-north-1`, `us-iso-east-1`.
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (3...4).contains(parts.count), let number = parts.last, number.utf8.count <= 2, Int(number) != nil,
      parts[0].utf8.count == 2 || parts[0] == "eusc"
    else { return false }
    return parts.dropLast().allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
    }
  }

  /// The account and region that the folders of a path name; the deepest wins.
  static func ofFolders(_ path: String) -> (account: String?, region: String?) {
    var account: String?
    var region: String?
    for folder in path.split(separator: "/").dropLast() {
      if isAccount(folder) { account = String(folder) }
      if isRegion(folder) { region = String(folder) }
    }
    return (account, region)
  }

  /// Members that carry a thing's own ARN; other ARNs may be somebody else's.
  private static let ownARN: Set<String> = [
    "LoadBalancerArn", "TargetGroupArn", "ListenerArn", "RuleArn", "serviceArn", "taskArn",
    "taskDefinitionArn",
    "serviceRevisionArn", "containerInstanceArn", "clusterArn", "repositoryArn", "ARN", "Arn", "arn",
    "SecurityGroupArn", "SubnetArn", "VpcArn", "PrefixListArn", "DBInstanceArn", "FunctionArn",
  ]

  /// The account and region that a document says of itself.
  static func inside(_ root: JSON) -> (account: String?, region: String?) {
    var account: String?
    var region: String?
    var budget = 400
    func look(_ value: JSON, _ depth: Int) {
      if budget <= 0 || (account != nil && region != nil) { return }
      if value.isArray {
        for element in value.elements.prefix(3) { look(element, depth + 1) }
        return
      }
      for (name, member) in value.members {
        budget -= 1
        let isNaming =
          ownARN.contains(name)
          || ["logGroupArn", "OwnerId", "registryId", "AvailabilityZone"].contains(name)
        if isNaming, member.kind == .string, let text = member.string {
          if ownARN.contains(name) || name == "logGroupArn", let parts = ARN(text) {
            if account == nil, isAccount(parts.account) { account = parts.account }
            if region == nil, !parts.region.isEmpty { region = parts.region }
          } else if name == "OwnerId" || name == "registryId", isAccount(text) {
            account = account ?? text
          } else if name == "AvailabilityZone", text.count > 2, isRegion(text.dropLast()) {
            region = region ?? String(text.dropLast())
          }
        }
      }
      if depth < 3 {
        for (name, member) in value.members where member.isObject || member.isArray {
          // Policies and references speak of other accounts.
          if [
            "UserIdGroupPairs", "IpPermissions", "IpPermissionsEgress", "Statement", "PolicyDocument",
            "encryptionConfiguration", "Targets", "containerDefinitions",
          ].contains(name) {
            continue
          }
          look(member, depth + 1)
        }
      }
    }
    look(root, 0)
    return (account, region)
  }
}

/// An Amazon Resource Name, taken apart (IAM guide, "Identify AWS resources with ARNs").
package struct ARN: Sendable, Hashable {
  package let partition: String
  package let service: String
  package let region: String
  package let account: String
  /// All after the fifth colon.
  package let resource: String

  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "arn" else { return nil }
    partition = parts[1]
    service = parts[2]
    region = parts[3]
    account = parts[4]
    resource = parts[5]
  }

  /// What follows the last `/` of the resource, or the last `:`.
  package var name: String {
    String(resource.split(whereSeparator: { $0 == "/" || $0 == ":" }).last ?? Substring(resource))
  }
}
