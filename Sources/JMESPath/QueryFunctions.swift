/// The functions of the specification.
enum QueryFunctions {
  static func call(
    _ name: String, _ arguments: [QueryArgument], _ budget: QueryBudget
  ) throws(QueryError) -> QueryValue {
    guard let counts = arity[name] else { throw .unknownFunction("there is no function \(name)()") }
    guard counts.contains(arguments.count) else {
      throw .invalidArity("\(name)() was given \(arguments.count) arguments")
    }
    switch name {
    case "map", "sort_by", "max_by", "min_by": return try applied(name, arguments, budget)
    default: break
    }
    var values: [QueryValue] = []
    for argument in arguments {
      guard case .value(let value) = argument else {
        throw .invalidType("\(name)() takes no expression")
      }
      try budget.spend(size(value))
      values.append(value)
    }
    switch name {
    case "abs", "ceil", "floor", "avg", "sum", "to_number": return try numeric(name, values)
    case "contains", "starts_with", "ends_with", "join", "reverse", "length", "to_string":
      return try textual(name, values, budget)
    case "keys", "values", "merge": return try members(name, values)
    case "sort": return .array(try sorted(try array(name, values[0]), budget) { $0 })
    case "max", "min": return try extreme(name, try array(name, values[0]), budget) { $0 }
    case "type": return .string(values[0].type)
    case "to_array":
      if case .array = values[0] { return values[0] }
      return .array([values[0]])
    default:
      return values.first { value in if case .null = value { false } else { true } } ?? .null
    }
  }

  /// What it costs to walk over an argument once.
  private static func size(_ value: QueryValue) -> Int {
    switch value {
    case .string(let text): text.utf8.count / 16
    case .array(let elements): elements.count
    case .object(let members): members.count
    default: 0
    }
  }

  private static let arity: [String: ClosedRange<Int>] = {
    var counts: [String: ClosedRange<Int>] = [:]
    for name in [
      "abs", "avg", "ceil", "floor", "keys", "length", "max", "min", "reverse", "sort", "sum", "to_array",
      "to_number", "to_string", "type", "values",
    ] { counts[name] = 1...1 }
    for name in ["contains", "ends_with", "starts_with", "join", "map", "max_by", "min_by", "sort_by"] {
      counts[name] = 2...2
    }
    counts["merge"] = 1...Int.max
    counts["not_null"] = 1...Int.max
    return counts
  }()

  private static func wrong(_ name: String, _ value: QueryValue, _ wanted: String) -> QueryError {
    .invalidType("\(name)() wants \(wanted), not \(value.type)")
  }

  private static func array(_ name: String, _ value: QueryValue) throws(QueryError) -> [QueryValue] {
    guard case .array(let elements) = value else { throw wrong(name, value, "an array") }
    return elements
  }

  private static func numbers(_ name: String, _ value: QueryValue) throws(QueryError) -> [Double] {
    var found: [Double] = []
    for element in try array(name, value) {
      guard case .number(let number, _) = element else { throw wrong(name, element, "numbers") }
      found.append(number)
    }
    return found
  }

  private static func numeric(_ name: String, _ values: [QueryValue]) throws(QueryError) -> QueryValue {
    switch name {
    case "sum": return try .number(try numbers(name, values[0]).reduce(0, +), by: "sum()")
    case "avg":
      let found = try numbers(name, values[0])
      return found.isEmpty ? .null : try .number(found.reduce(0, +) / Double(found.count), by: "avg()")
    case "to_number":
      if case .number = values[0] { return values[0] }
      guard case .string(let text) = values[0],
        case .number(let number, let spelling)? = QueryText.parse(text.utf8)
      else { return .null }
      return .number(number, spelling)
    default:
      guard case .number(let number, let spelling) = values[0] else {
        throw wrong(name, values[0], "a number")
      }
      if name == "abs" {
        return .number(abs(number), spelling.hasPrefix("-") ? String(spelling.dropFirst()) : spelling)
      }
      return try .number(name == "ceil" ? number.rounded(.up) : number.rounded(.down), by: "\(name)()")
    }
  }

  private static func textual(
    _ name: String, _ values: [QueryValue], _ budget: QueryBudget
  ) throws(QueryError) -> QueryValue {
    func text(_ value: QueryValue) throws(QueryError) -> String {
      guard case .string(let text) = value else { throw wrong(name, value, "a string") }
      return text
    }
    switch name {
    case "to_string":
      if case .string = values[0] { return values[0] }
      try budget.measure(values[0])
      return .string(values[0].compact)
    case "length":
      switch values[0] {
      case .string(let text): return .number(Double(text.unicodeScalars.count))
      case .array(let elements): return .number(Double(elements.count))
      case .object(let members): return .number(Double(members.count))
      default: throw wrong(name, values[0], "a string, an array or an object")
      }
    case "reverse":
      if case .array(let elements) = values[0] { return .array(elements.reversed()) }
      let scalars = try text(values[0]).unicodeScalars.reversed()
      return .string(String(String.UnicodeScalarView(scalars)))
    case "contains":
      if case .array(let elements) = values[0] {
        let found = elements.contains { QueryValue.equal($0, values[1], budget) }
        try budget.spend(0)
        return .bool(found)
      }
      let whole = try text(values[0])
      guard case .string(let part) = values[1] else { return .bool(false) }
      return .bool(QuerySearch.holds(whole, part))
    case "join":
      let separator = try text(values[0])
      var parts: [String] = []
      for element in try array(name, values[1]) {
        parts.append(try text(element))
        try budget.spend(bytes: separator.utf8.count + (parts.last?.utf8.count ?? 0))
      }
      return .string(parts.joined(separator: separator))
    default:
      let whole = try text(values[0]).utf8
      let part = try text(values[1]).utf8
      let isThere =
        name == "starts_with" ? whole.starts(with: part) : whole.suffix(part.count).elementsEqual(part)
      return .bool(isThere)
    }
  }

  private static func members(_ name: String, _ values: [QueryValue]) throws(QueryError) -> QueryValue {
    var merged = QueryObject()
    for value in values {
      guard case .object(let members) = value else { throw wrong(name, value, "an object") }
      if merged.isEmpty {
        merged = members
      } else {
        for member in members { merged.set(member.name, member.value) }
      }
    }
    switch name {
    case "keys": return .array(merged.map { .string($0.name) })
    case "values": return .array(merged.map(\.value))
    default: return .object(merged)
    }
  }

  private static func applied(
    _ name: String, _ arguments: [QueryArgument], _ budget: QueryBudget
  ) throws(QueryError) -> QueryValue {
    let isMap = name == "map"
    guard case .reference(let node, let scope) = arguments[isMap ? 0 : 1],
      case .value(let value) = arguments[isMap ? 1 : 0]
    else { throw .invalidType("\(name)() wants an array and an expression (`&name`)") }
    let elements = try array(name, value)
    var keys: [QueryValue] = []
    for element in elements { keys.append(try QueryInterpreter.evaluate(node, element, scope)) }
    if isMap { return .array(keys) }
    let pairs = Array(zip(keys, elements)).map { QueryValue.array([$0, $1]) }
    func key(_ pair: QueryValue) -> QueryValue {
      if case .array(let parts) = pair { parts[0] } else { .null }
    }
    func element(_ pair: QueryValue) -> QueryValue {
      if case .array(let parts) = pair { parts[1] } else { .null }
    }
    if name == "sort_by" { return .array(try sorted(pairs, budget, key).map { element($0) }) }
    return element(try extreme(String(name.prefix(3)), pairs, budget, key))
  }

  /// All keys have to be numbers, or all strings.
  private static func comparable(_ keys: [QueryValue]) throws(QueryError) {
    guard let first = keys.first else { return }
    guard ["number", "string"].contains(first.type) else {
      throw .invalidType("only numbers and strings have an order, not \(first.type)")
    }
    if let other = keys.first(where: { $0.type != first.type }) {
      throw .invalidType("numbers and strings cannot be compared with \(other.type)")
    }
  }

  /// Whether a key stands before another; once the budget is spent nothing does.
  private static func less(_ left: QueryValue, _ right: QueryValue, _ budget: QueryBudget) -> Bool {
    if case .number(let one, _) = left, case .number(let other, _) = right {
      return budget.use(1) && one < other
    }
    if case .string(let one) = left, case .string(let other) = right {
      // UTF-8 keeps the order of code points.
      return budget.use(1 + min(one.utf8.count, other.utf8.count) / 16)
        && one.utf8.lexicographicallyPrecedes(other.utf8)
    }
    return false
  }

  private static func sorted(
    _ elements: [QueryValue], _ budget: QueryBudget, _ key: (QueryValue) -> QueryValue
  ) throws(QueryError) -> [QueryValue] {
    try comparable(elements.map(key))
    let found = elements.enumerated().sorted { left, right in
      let one = key(left.element)
      let other = key(right.element)
      if less(one, other, budget) { return true }
      return less(other, one, budget) ? false : left.offset < right.offset
    }.map(\.element)
    try budget.spend(0)
    return found
  }

  private static func extreme(
    _ name: String, _ elements: [QueryValue], _ budget: QueryBudget, _ key: (QueryValue) -> QueryValue
  ) throws(QueryError) -> QueryValue {
    try comparable(elements.map(key))
    guard var best = elements.first else { return .null }
    for element in elements.dropFirst() {
      let wins = name == "max" ? less(key(best), key(element), budget) : less(key(element), key(best), budget)
      if wins { best = element }
    }
    try budget.spend(0)
    return best
  }
}
