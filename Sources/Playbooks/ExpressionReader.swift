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
    var places: [String: (key: Node, value: Node)] = [:]
    for (key, value) in rest {
      let name = key.scalar?.string ?? "?"
      places[name] = (key, value)
      guard let text = value.scalar?.string else {
        source.report("the parameter `\(name)` has to be a text", at: value)
        return nil
      }
      parameters[name] = text.trimmingBlanks
    }
    for problem in type.problems(parameters) {
      let said = problem.says + hint(problem.part, problem.known)
      switch problem.place {
      case .use: source.report(said, at: check.node)
      case .name(let name): source.report(said, at: places[name]?.key ?? check.node)
      case .value(let name): source.report(said, at: places[name]?.value ?? check.node, part: problem.part)
      }
    }
    return .check(CheckUse(check.text, parameters))
  }
}
