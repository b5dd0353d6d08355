import Evidence
import Yams

/// Reads a test: a check with its parameters, or a combination of tests.
enum ExpressionReader {
  static func read(_ node: Node, _ source: PlaybookSource) -> Expression? {
    guard let fields = PlaybookFields(node, "a test", source) else { return nil }
    if let check = fields.located("check") { return use(check, fields, source) }
    let combined: [(String, ([Expression]) -> Expression)] = [
      ("all", Expression.all), ("any", Expression.any), ("first", Expression.first),
    ]
    for (key, make) in combined {
      guard let list = fields.take(key) else { continue }
      fields.finish()
      guard let parts = list.sequence, !parts.isEmpty else {
        source.report("`\(key)` has to be a list of tests", at: list)
        return nil
      }
      let read = parts.compactMap { ExpressionReader.read($0, source) }
      return read.count == parts.count ? make(read) : nil
    }
    if let inner = fields.take("not") {
      fields.finish()
      return ExpressionReader.read(inner, source).map(Expression.not)
    }
    source.report("a test is `check:`, `all:`, `any:`, `first:` or `not:`", at: node)
    return nil
  }

  private static func use(
    _ check: (text: String, node: Node), _ fields: PlaybookFields, _ source: PlaybookSource
  ) -> Expression? {
    let rest = fields.takeRest()
    guard let type = CheckCatalog.named(check.text) else {
      let names = CheckCatalog.all.map { $0.name }
      source.report("no check is named `\(check.text)`" + hint(check.text, names), at: check.node)
      return nil
    }
    var parameters: [String: String] = [:]
    for (key, value) in rest {
      let name = key.scalar?.string ?? "?"
      guard let parameter = type.parameters.first(where: { $0.name == name }) else {
        let names = type.parameters.map(\.name)
        source.report("the check `\(check.text)` has no parameter `\(name)`" + hint(name, names), at: key)
        continue
      }
      guard let text = value.scalar?.string else {
        source.report("the parameter `\(name)` has to be a text", at: value)
        continue
      }
      if !parameter.values.isEmpty, !parameter.values.contains(text) {
        let words = parameter.values.joined(separator: ", ")
        source.report("`\(name)` of `\(check.text)` is one of \(words), not `\(text)`", at: value)
      }
      parameters[name] = text
    }
    for parameter in type.parameters where parameter.required && parameters[parameter.name] == nil {
      source.report("the check `\(check.text)` needs the parameter `\(parameter.name)`", at: check.node)
    }
    return .check(CheckUse(check.text, parameters))
  }
}
