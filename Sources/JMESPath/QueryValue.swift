/// A JSON value as queries see it; objects keep the order of their source, numbers their spelling.
package indirect enum QueryValue: Sendable {
  case null
  case bool(Bool)
  case number(Double, String)
  case string(String)
  case array([QueryValue])
  case object(QueryObject)

  /// A number that was computed; JSON has no infinity and no "not a number".
  ///
  /// - Throws: ``QueryError/invalidValue(_:)`` where `what` computed one of these.
  static func number(_ value: Double, by what: String) throws(QueryError) -> QueryValue {
    guard value.isFinite else {
      throw .invalidValue(
        "the result of \(what) is \(value.isNaN ? "not a number" : "beyond the largest number")")
    }
    return number(value)
  }

  /// A finite number that was computed.
  static func number(_ value: Double) -> QueryValue {
    if value == value.rounded(), abs(value) < 1e15 { return .number(value, String(Int(value))) }
    return .number(value, "\(value)")
  }

  /// The member of an object.
  subscript(name: String) -> QueryValue? {
    guard case .object(let members) = self else { return nil }
    return members[name]
  }

  /// The specification's name of the type.
  var type: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }

  /// False are null, false, and what is empty.
  var isTrue: Bool {
    switch self {
    case .null: false
    case .bool(let flag): flag
    case .number: true
    case .string(let text): !text.isEmpty
    case .array(let elements): !elements.isEmpty
    case .object(let members): !members.isEmpty
    }
  }

  /// Strings are equal where their code points are; Swift's own `==` compares what they look like.
  static func same(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

  /// Deep equality; the order of an object's members plays no part.
  package static func equal(_ left: QueryValue, _ right: QueryValue) -> Bool { equal(left, right, nil) }

  /// Deep equality within a budget; once that is spent the answer is false, and the budget says that it is spent.
  static func equal(_ left: QueryValue, _ right: QueryValue, _ budget: QueryBudget?) -> Bool {
    if let budget, !budget.use(1) { return false }
    switch (left, right) {
    case (.null, .null): return true
    case (.bool(let one), .bool(let other)): return one == other
    case (.number(let one, _), .number(let other, _)): return one == other
    case (.string(let one), .string(let other)):
      if one.utf8.count != other.utf8.count { return false }
      if let budget, !budget.use(one.utf8.count / 16) { return false }
      return same(one, other)
    case (.array(let one), .array(let other)):
      return one.count == other.count && zip(one, other).allSatisfy { equal($0, $1, budget) }
    case (.object(let one), .object(let other)):
      return one.count == other.count
        && one.allSatisfy { member in other[member.name].map { equal(member.value, $0, budget) } ?? false }
    default: return false
    }
  }
}
