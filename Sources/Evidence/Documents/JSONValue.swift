import Output

/// A JSON value that can be changed: for patches of recorded incidents and for the what-if.
///
/// Objects keep their order and numbers their spelling, so that a patched document reads like the original.
package indirect enum JSONValue: Sendable, Equatable {
  case object([Member])
  case array([JSONValue])
  case string(String)
  case number(String)
  case bool(Bool)
  case null

  /// One member of an object.
  package struct Member: Sendable, Equatable {
    package var name: String
    package var value: JSONValue

    package init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Copies the value under a cursor.
  package init(_ json: JSON) {
    switch json.kind {
    case .object: self = .object(json.members.map { Member($0.name, JSONValue($0.value)) })
    case .array: self = .array(json.everyElement.map { JSONValue($0) })
    case .string, .key: self = .string(json.string ?? "")
    case .number: self = .number(json.source)
    case .yes: self = .bool(true)
    case .no: self = .bool(false)
    case .null: self = .null
    }
  }

  /// Reads a JSON text; nil if it is none.
  package init?(text: String) {
    guard let index = try? JSONIndex(Array(text.utf8)), let root = index.roots.first else { return nil }
    let document = Document(
      file: "", number: nil, rootEntry: root, index: index, kind: nil, subject: nil, account: nil, region: nil
    )
    self.init(document.root)
  }

  /// The member `name` of an object.
  package subscript(name: String) -> JSONValue? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.name == name }?.value
    }
    set {
      guard case .object(var members) = self else { return }
      if let position = members.firstIndex(where: { $0.name == name }) {
        if let newValue { members[position].value = newValue } else { members.remove(at: position) }
      } else if let newValue {
        members.append(Member(name, newValue))
      }
      self = .object(members)
    }
  }

  /// The text as the AWS CLI prints it: four blanks an indent, no newline at the end.
  package func text(indent: Int = 0) -> String {
    let inner = String(repeating: " ", count: indent + 4)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { "\(inner)\(JSONValue.quote($0.name)): \($0.value.text(indent: indent + 4))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    case .array(let elements):
      if elements.isEmpty { return "[]" }
      return "[\n" + elements.map { inner + $0.text(indent: indent + 4) }.joined(separator: ",\n")
        + "\n\(outer)]"
    case .string(let string): return JSONValue.quote(string)
    case .number(let spelling): return spelling
    case .bool(let flag): return flag ? "true" : "false"
    case .null: return "null"
    }
  }

  /// The text on one line, without blanks: how policies stand inside strings.
  package var compact: String {
    switch self {
    case .object(let members):
      "{" + members.map { "\(JSONValue.quote($0.name)):\($0.value.compact)" }.joined(separator: ",") + "}"
    case .array(let elements): "[" + elements.map(\.compact).joined(separator: ",") + "]"
    default: text()
    }
  }

  /// A JSON string literal.
  package static func quote(_ string: String) -> String { JSONString.quote(string) }
}
