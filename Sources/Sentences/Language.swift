/// A language that the program speaks.
///
/// Its raw value is what files and folders of its words are called by: `Playbooks/words/<language>`,
/// `playbook.<language>.yaml`. A new language is one case here and those files.
package enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case japanese = "ja"

  /// The language after this one, going round.
  package var next: Language {
    let all = Language.allCases
    let index = all.firstIndex(of: self).map { ($0 + 1) % all.count } ?? 0
    return all[index]
  }

  /// The language of a locale name such as `ja_JP.UTF-8`; nil for one that is not spoken.
  package init?(locale: String) {
    let start = String(locale.prefix { $0 != "_" && $0 != "." && $0 != "-" && $0 != "@" }).lowercased()
    guard let language = Language(rawValue: start) else { return nil }
    self = language
  }
}
