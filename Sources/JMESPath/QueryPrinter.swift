/// Values as JSON text.
extension QueryValue {
  /// The value on one line, as `to_string` gives it.
  package var compact: String {
    var out = ""
    write(&out, indent: nil)
    return out
  }

  /// The value over several lines, four blanks an indent, as the AWS CLI prints it.
  package func pretty() -> String {
    var out = ""
    write(&out, indent: 0)
    return out
  }

  /// How many values it is made of, itself included.
  var count: Int {
    switch self {
    case .array(let elements): elements.reduce(1) { $0 + $1.count }
    case .object(let members): members.reduce(1) { $0 + $1.value.count }
    default: 1
    }
  }

  /// About how many bytes ``pretty()`` would be; counting ends at `most`.
  ///
  /// Parts that a value shares are small in memory and large in print: this is how to know before printing.
  func printedBytes(atMost most: Int, indent: Int = 0) -> Int {
    var bytes = 4
    switch self {
    case .string(let text): bytes += text.utf8.count
    case .number(_, let spelling): bytes += spelling.utf8.count
    case .array(let elements):
      for element in elements {
        bytes += indent + 8
        if bytes >= most { return most }
        bytes += element.printedBytes(atMost: most - bytes, indent: indent + 4)
      }
    case .object(let members):
      for member in members {
        bytes += indent + 10 + member.name.utf8.count
        if bytes >= most { return most }
        bytes += member.value.printedBytes(atMost: most - bytes, indent: indent + 4)
      }
    default: break
    }
    return min(bytes, most)
  }

  /// Appends the value; `indent` is that of the line it stands in, nil for everything on one line.
  private func write(_ out: inout String, indent: Int?) {
    switch self {
    case .null: out += "null"
    case .bool(let flag): out += flag ? "true" : "false"
    case .number(_, let spelling): out += spelling
    case .string(let text): out += QueryText.quote(text)
    case .array(let elements):
      out += "["
      var isFirst = true
      for element in elements {
        QueryValue.separate(&out, isFirst, indent.map { $0 + 4 })
        isFirst = false
        element.write(&out, indent: indent.map { $0 + 4 })
      }
      QueryValue.close(&out, "]", isEmpty: elements.isEmpty, indent)
    case .object(let members):
      out += "{"
      var isFirst = true
      for member in members {
        QueryValue.separate(&out, isFirst, indent.map { $0 + 4 })
        isFirst = false
        out += QueryText.quote(member.name)
        out += indent == nil ? ":" : ": "
        member.value.write(&out, indent: indent.map { $0 + 4 })
      }
      QueryValue.close(&out, "}", isEmpty: members.isEmpty, indent)
    }
  }

  private static func separate(_ out: inout String, _ isFirst: Bool, _ indent: Int?) {
    if !isFirst { out += "," }
    guard let indent else { return }
    out += "\n"
    out += String(repeating: " ", count: indent)
  }

  private static func close(_ out: inout String, _ mark: String, isEmpty: Bool, _ indent: Int?) {
    if let indent, !isEmpty {
      out += "\n"
      out += String(repeating: " ", count: indent)
    }
    out += mark
  }
}
