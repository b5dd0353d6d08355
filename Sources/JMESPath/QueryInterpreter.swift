/// The variables that are visible at a place of an expression.
struct QueryScope {
  var values: [String: QueryValue] = [:]
  /// What the whole evaluation may still cost.
  let budget: QueryBudget
}

/// Evaluates the tree of an expression.
enum QueryInterpreter {
  static func evaluate(
    _ node: QueryNode, _ value: QueryValue, _ scope: QueryScope
  ) throws(QueryError) -> QueryValue {
    try scope.budget.spend(1)
    switch node {
    case .identity: return value
    case .field(let name): return value[name] ?? .null
    case .variable(let name):
      guard let found = scope.values[name] else { throw .undefinedVariable("$\(name) is not defined") }
      return found
    case .literal(let literal): return literal
    case .chain(let left, let right): return try evaluate(right, try evaluate(left, value, scope), scope)
    case .index(let left, let index): return element(try evaluate(left, value, scope), index)
    case .slice(let left, let start, let stop, let step):
      return try slice(try evaluate(left, value, scope), start, stop, step ?? 1, scope.budget)
    case .flatten(let left): return try flattened(try evaluate(left, value, scope), scope.budget)
    case .projection(let left, let right):
      guard case .array(let elements) = try evaluate(left, value, scope) else { return .null }
      return try projected(elements, right, scope)
    case .values(let left, let right):
      guard case .object(let members) = try evaluate(left, value, scope) else { return .null }
      try scope.budget.spend(members.count)
      return try projected(members.map(\.value), right, scope)
    case .filter(let left, let right, let condition):
      guard case .array(let elements) = try evaluate(left, value, scope) else { return .null }
      var kept: [QueryValue] = []
      for element in elements where try evaluate(condition, element, scope).isTrue { kept.append(element) }
      return try projected(kept, right, scope)
    case .list(let nodes):
      if case .null = value { return .null }
      var found: [QueryValue] = []
      for node in nodes { found.append(try evaluate(node, value, scope)) }
      return .array(found)
    case .hash(let members):
      if case .null = value { return .null }
      var found = QueryObject()
      for member in members { found.set(member.name, try evaluate(member.value, value, scope)) }
      return .object(found)
    default: return try evaluateOperator(node, value, scope)
    }
  }

  private static func evaluateOperator(
    _ node: QueryNode, _ value: QueryValue, _ scope: QueryScope
  ) throws(QueryError) -> QueryValue {
    switch node {
    case .not(let inner): return .bool(!(try evaluate(inner, value, scope).isTrue))
    case .and(let left, let right):
      let first = try evaluate(left, value, scope)
      return first.isTrue ? try evaluate(right, value, scope) : first
    case .or(let left, let right):
      let first = try evaluate(left, value, scope)
      return first.isTrue ? first : try evaluate(right, value, scope)
    case .compare(let sign, let left, let right):
      let one = try evaluate(left, value, scope)
      let found = compared(sign, one, try evaluate(right, value, scope), scope.budget)
      try scope.budget.spend(0)
      return found
    case .call(let name, let arguments):
      var found: [QueryArgument] = []
      for argument in arguments {
        if case .reference(let inner) = argument {
          found.append(.reference(inner, scope))
        } else {
          found.append(.value(try evaluate(argument, value, scope)))
        }
      }
      return try QueryFunctions.call(name, found, scope.budget)
    case .bind(let bindings, let body):
      var inner = scope
      try scope.budget.spend(scope.values.count)
      for binding in bindings { inner.values[binding.name] = try evaluate(binding.value, value, scope) }
      return try evaluate(body, value, inner)
    case .reference: throw .invalidType("`&` can stand only as the argument of a function")
    default: return .null
    }
  }

  private static func projected(
    _ elements: [QueryValue], _ node: QueryNode, _ scope: QueryScope
  ) throws(QueryError) -> QueryValue {
    var found: [QueryValue] = []
    for element in elements {
      let value = try evaluate(node, element, scope)
      if case .null = value { continue }
      found.append(value)
    }
    return .array(found)
  }

  private static func element(_ value: QueryValue, _ index: Int) -> QueryValue {
    guard case .array(let elements) = value else { return .null }
    let position = index < 0 ? elements.count + index : index
    return elements.indices.contains(position) ? elements[position] : .null
  }

  private static func flattened(_ value: QueryValue, _ budget: QueryBudget) throws(QueryError) -> QueryValue {
    guard case .array(let elements) = value else { return .null }
    var found: [QueryValue] = []
    for element in elements {
      if case .array(let inner) = element {
        try budget.spend(inner.count + 1)
        found += inner
      } else {
        try budget.spend(1)
        found.append(element)
      }
    }
    return .array(found)
  }

  private static func slice(
    _ value: QueryValue, _ start: Int?, _ stop: Int?, _ step: Int, _ budget: QueryBudget
  ) throws(QueryError) -> QueryValue {
    guard case .array(let elements) = value else { return .null }
    if step == 0 { throw .invalidValue("the step of a slice cannot be 0") }
    let count = elements.count
    // A step beyond the array's ends takes one element, whatever its size.
    let step = min(max(step, -count - 1), count + 1)
    func bound(_ value: Int?, _ fallback: Int) -> Int {
      guard let value else { return fallback }
      let place = value < 0 ? value + count : value
      return step > 0 ? min(max(place, 0), count) : min(max(place, -1), count - 1)
    }
    let first = bound(start, step > 0 ? 0 : count - 1)
    let last = bound(stop, step > 0 ? count : -1)
    try budget.spend(abs(last - first) / abs(step))
    return .array(stride(from: first, to: last, by: step).map { elements[$0] })
  }

  private static func compared(
    _ sign: String, _ left: QueryValue, _ right: QueryValue, _ budget: QueryBudget
  ) -> QueryValue {
    if sign == "==" { return .bool(QueryValue.equal(left, right, budget)) }
    if sign == "!=" { return .bool(!QueryValue.equal(left, right, budget)) }
    guard case .number(let one, _) = left, case .number(let other, _) = right else { return .null }
    switch sign {
    case "<": return .bool(one < other)
    case "<=": return .bool(one <= other)
    case ">": return .bool(one > other)
    default: return .bool(one >= other)
    }
  }
}

/// What a function is given: a value, or an expression to apply to values.
enum QueryArgument {
  case value(QueryValue)
  case reference(QueryNode, QueryScope)
}
