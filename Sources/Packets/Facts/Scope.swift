import Evidence

/// The account and region in which an object lives, as far as its document says so.
package struct Scope: Sendable, Hashable {
  package let account: String?
  package let region: String?

  package init(account: String? = nil, region: String? = nil) {
    self.account = account
    self.region = region
  }

  package init(_ json: JSON) {
    self.init(account: json.document.account, region: json.document.region)
  }
}
