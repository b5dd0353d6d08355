/// One part of the collecting script: calls whose names come from other calls.
package struct CollectionBlock: Sendable {
  /// The kinds it makes; the part stands in the script if one of them is read.
  package let kinds: [DocumentKind]
  /// What disappears soonest is collected first.
  package let isFirst: Bool
  package let script: String
  /// IAM actions beside those of the kinds themselves.
  package let actions: [String]

  init(kinds: [DocumentKind], isFirst: Bool = false, script: String, actions: [String] = []) {
    self.kinds = kinds
    self.isFirst = isFirst
    self.script = script
    self.actions = actions
  }

  package func serves(_ wanted: [DocumentKind]) -> Bool { wanted.contains { kinds.contains($0) } }
}
