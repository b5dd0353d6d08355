import Evidence

/// One prefix list as `describe-managed-prefix-lists` (or `describe-prefix-lists`) prints it.
package struct PrefixList: Sendable {
  package let id: String
  package let name: String
  package let family: AddressFamily?
  package let json: JSON
  /// Blocks that `describe-prefix-lists` prints with the list; empty from `describe-managed-prefix-lists`.
  package let blocks: [CIDR]

  init?(_ json: JSON) {
    guard let id = json["PrefixListId"]?.string else { return nil }
    self.id = id
    self.json = json
    name = json["PrefixListName"]?.string ?? ""
    switch json["AddressFamily"]?.string?.lowercased() {
    case "ipv4": family = .v4
    case "ipv6": family = .v6
    default: family = name.contains(".ipv6.") ? .v6 : nil
    }
    blocks = (json["Cidrs"]?.strings ?? []).compactMap { CIDR($0) }
  }

  /// The AWS-managed list of the addresses from which CloudFront speaks to origins.
  package static func cloudFrontName(_ family: AddressFamily) -> String {
    family == .v4
      ? "com.amazonaws.global.cloudfront.origin-facing" : "com.amazonaws.global.ipv6.cloudfront.origin-facing"
  }
}
