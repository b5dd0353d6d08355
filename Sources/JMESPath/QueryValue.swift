/// A JSON value as queries see it; objects keep the order of their source, numbers their spelling.
package indirect enum QueryValue: Sendable {
  case null
  case bool(Bool)
  case number(Double, String)
  case string(String)
  case array([QueryValue])
  case object([(name: String, value: QueryValue)])

  /// A number that was computed.
  static func number(_ value: Double) -> QueryValue {
    if value == value.rounded(), abs(value) < 1e15 { return .number(value, String(Int(value))) }
    return .number(value, "\(value)")
  }

  /// The member of an object.
  subscript(name: String) -> QueryValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { QueryValue.same($0.name, name) }?.value
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
  package static func equal(_ left: QueryValue, _ right: QueryValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let one), .bool(let other)): one == other
    case (.number(let one, _), .number(let other, _)): one == other
    case (.string(let one), .string(let other)): same(one, other)
    case (.array(let one), .array(let other)):
      one.count == other.count && zip(one, other).allSatisfy { equal($0, $1) }
    case (.object(let one), .object(let other)):
      one.count == other.count
        && one.allSatisfy { member in right[member.name].map { equal(member.value, $0) } ?? false }
    default: false
    }
  }

  /// The value on one line, as `to_string` gives it.
  package var compact: String {
    switch self {
    case .array(let elements): "[" + elements.map(\.compact).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { QueryText.quote($0.name) + ":" + $0.value.compact }.joined(separator: ",") + "}"
    default: scalarText
    }
  }

  /// The value over several lines, four blanks an indent, as the AWS CLI prints it.
  package func pretty(_ indent: String = "") -> String {
    let inner = indent + "    "
    switch self {
    case .array(let elements) where !elements.isEmpty:
      return "[\n" + elements.map { inner + $0.pretty(inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { "\(inner)\(QueryText.quote($0.name)): \($0.value.pretty(inner))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    default: return compact
    }
  }

  private var scalarText: String {
    switch self {
    case .bool(let flag): flag ? "true" : "false"
    case .number(_, let spelling): spelling
    case .string(let text): QueryText.quote(text)
    default: "null"
    }
  }
}
