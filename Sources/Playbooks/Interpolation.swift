import Sentences
import Evidence

/// Filling `${kebab-names}` in the playbook's texts.
///
/// Only lower-case letters, digits and dashes make a name, so Terraform's own `${aws_x.y}` stays as it is.
package enum Interpolation {
  /// The text with every name replaced by what `value` says.
  package static func fill(_ text: String, _ value: (String) -> String) -> String {
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "${") {
      result += rest[..<open.lowerBound]
      let after = rest[open.upperBound...]
      let name = after.prefix { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
      if name.isEmpty || after[name.endIndex...].first != "}" {
        result += "${"
        rest = after
      } else {
        result += value(String(name))
        rest = after[after.index(after: name.endIndex)...]
      }
    }
    return result + rest
  }

  /// The text for reading; an unknown name is said to be unknown.
  package static func text(_ text: String, _ values: [String: String], language: Language = .english)
    -> String
  {
    fill(text) { values[$0] ?? Speech(language)("(unknown \($0.replacing("-", with: " ")))") }
  }

  /// The names a text uses, in order.
  package static func names(_ text: String) -> [String] {
    var found: [String] = []
    _ = fill(text) {
      found.append($0)
      return ""
    }
    return found
  }
}
