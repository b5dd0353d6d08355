import Files
import Yams

/// A file's text as JSON, on the same lines: JSON as it is, and what `--output yaml` prints.
enum FileText {
  /// Indexes a text.
  ///
  /// - Throws: the reason why it is no JSON, where it is no YAML answer either.
  static func index(_ bytes: [UInt8], file: String) throws(JSONIndex.Failure) -> JSONIndex {
    do {
      return try JSONIndex(bytes)
    } catch {
      let name = file.split(separator: "/").last.map(String.init) ?? file
      guard !error.isTooLarge, isYAMLAnswer(Array(bytes.prefix(4096)), name: name),
        let node = try? BoundedYAML.compose(String(decoding: bytes, as: UTF8.self), file: file)
      else { throw error }
      var writer = LineWriter()
      writer.write(node)
      return try JSONIndex(writer.bytes)
    }
  }

  /// Whether a text begins like an answer in YAML, in a file whose name says YAML or a command.
  static func isYAMLAnswer(_ head: [UInt8], name: String) -> Bool {
    guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") || DocumentRecognition.name(of: name) != nil
    else {
      return false
    }
    let text = String(decoding: head, as: UTF8.self)
    guard
      let line = text.split(whereSeparator: \.isNewline).first(where: { $0 != "---" && !$0.hasPrefix("#") })
    else { return false }
    return line.prefixMatch(of: /(?:- )?[A-Za-z][A-Za-z0-9]*:(?:\s|$)/) != nil
  }
}

/// Writes YAML nodes as JSON, each value on the line where it stands.
private struct LineWriter {
  private(set) var bytes: [UInt8] = []
  private var line = 1

  mutating func write(_ node: Node) {
    reach(node.mark)
    switch node {
    case .mapping(let mapping):
      put("{")
      for (position, pair) in mapping.enumerated() {
        if position > 0 { put(",") }
        reach(pair.key.mark)
        put(JSONValue.quote(pair.key.scalar?.string ?? "") + ":")
        write(pair.value)
      }
      put("}")
    case .sequence(let sequence):
      put("[")
      for (position, element) in sequence.enumerated() {
        if position > 0 { put(",") }
        write(element)
      }
      put("]")
    case .scalar(let scalar): put(LineWriter.text(scalar))
    case .alias: put("null")
    }
  }

  private mutating func put(_ text: String) { bytes += Array(text.utf8) }

  private mutating func reach(_ mark: Mark?) {
    guard let wanted = mark?.line, wanted > line else { return }
    bytes += [UInt8](repeating: 0x0A, count: wanted - line)
    line = wanted
  }

  /// YAML 1.2's plain words, as the AWS CLI writes them; `yes` and dates are texts.
  private static func text(_ scalar: Node.Scalar) -> String {
    let text = scalar.string
    guard scalar.style == .plain || scalar.style == .any else { return JSONValue.quote(text) }
    if ["true", "false", "null"].contains(text) { return text }
    if text.isEmpty || text == "~" { return "null" }
    let number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+\-]?[0-9]+)?/
    return text.wholeMatch(of: number) != nil ? text : JSONValue.quote(text)
  }
}
