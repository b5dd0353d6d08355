import Evidence
import Packets
import Records

/// Tells a replaced security group from its successor by name, tags and Terraform's state.
///
/// Terraform's `create_before_destroy` and people alike keep a stem and change a suffix (`web-alb-20250801…`,
/// `web-alb-v2`, `web-alb-old`); CloudFormation keeps the logical id in a tag.
enum PredecessorName {
  static func isPredecessor(_ old: String, of new: String, in analysis: Analysis) -> Bool {
    let network = analysis.network
    guard old != new, let first = network.group(old), let second = network.group(new) else { return false }
    if let heirs = heirs(of: old, analysis.terraform) { return heirs.isEmpty || heirs.contains(new) }
    if let one = tag("aws:cloudformation:logical-id", first.json),
      one == tag("aws:cloudformation:logical-id", second.json),
      tag("aws:cloudformation:stack-name", first.json) == tag("aws:cloudformation:stack-name", second.json)
    {
      return true
    }
    let stem = stem(first.name)
    if !stem.isEmpty, stem == self.stem(second.name) { return true }
    if let one = tag("Name", first.json), let other = tag("Name", second.json) {
      let stem = self.stem(one)
      return !stem.isEmpty && stem == self.stem(other)
    }
    return false
  }

  /// Terraform keeps a replaced object as deposed until its deletion succeeds, which a reference to it prevents.
  ///
  /// The groups that stand at its address now, none where the state does not tell; nil for what was not replaced.
  private static func heirs(of id: String, _ facts: TerraformFacts) -> [String]? {
    guard let old = facts.deposed(id) else { return nil }
    return facts.heirs(of: old).compactMap { $0.values?["id"]?.string }
  }

  private static func tag(_ key: String, _ json: JSON) -> String? {
    (json["Tags"]?.elements ?? []).first { $0["Key"]?.string == key }?["Value"]?.string
  }

  private static let suffixes: Set<Substring> = [
    "old", "new", "legacy", "previous", "prev", "next", "blue", "green", "copy", "bak", "backup",
    "deprecated",
    "replaced", "retired", "temp", "tmp",
  ]

  /// The name without version, date, random and age suffixes; lower case.
  static func stem(_ name: String?) -> String {
    var words = (name ?? "").lowercased().split(whereSeparator: { "-_. ".contains($0) })
    while words.count > 1, let last = words.last, isSuffix(last) { words.removeLast() }
    while words.count > 1, let first = words.first, suffixes.contains(first) { words.removeFirst() }
    return words.joined(separator: "-")
  }

  private static func isSuffix(_ word: Substring) -> Bool {
    if suffixes.contains(word) { return true }
    if word.wholeMatch(of: /v?[0-9]+/) != nil { return true }
    // A random suffix mixes digits into its letters; `alb2` is a name.
    let hasDigit = word.contains(where: \.isNumber)
    return word.count >= 6 && hasDigit && word.wholeMatch(of: /[0-9a-z]+/) != nil
  }
}
