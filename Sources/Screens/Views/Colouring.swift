/// Light colours for JSON and logs: names, numbers and status codes stand out, the rest stays plain.
enum Colouring {
  static func row(_ text: String, path: String) -> Row {
    let start = text.first { $0 != " " }
    if path.hasSuffix(".json") || path.hasSuffix(".tfstate") || start == "{" { return json(text) }
    if path.hasSuffix(".tf") { return terraform(text) }
    return log(text)
  }

  /// Names cyan, numbers and the three words magenta.
  private static func json(_ text: String) -> Row {
    guard let quote = text.firstIndex(of: "\""), text[..<quote].allSatisfy({ $0 == " " }) else {
      return value(text[...])
    }
    let rest = text[text.index(after: quote)...]
    guard let end = rest.firstIndex(of: "\"") else { return [Span(text)] }
    let after = rest.index(after: end)
    guard after < text.endIndex, text[after] == ":" else { return [Span(text)] }
    return [Span(String(text[..<after]), Style(.cyan)), Span(":")] + value(text[text.index(after: after)...])
  }

  private static func value(_ text: Substring) -> Row {
    let plain = text.drop { $0 == " " }
    let word = plain.prefix { $0 != "," && $0 != " " }
    guard !word.isEmpty, ["true", "false", "null"].contains(word) || Double(word) != nil else {
      return [Span(String(text))]
    }
    let indent = text.prefix(text.count - plain.count)
    return [
      Span(String(indent)), Span(String(word), Style(.magenta)), Span(String(plain.dropFirst(word.count))),
    ]
  }

  private static func terraform(_ text: String) -> Row {
    let start = text.drop { $0 == " " }
    if start.hasPrefix("#") || start.hasPrefix("//") { return [Span(text, .dim)] }
    let name = start.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
    guard !name.isEmpty else { return [Span(text)] }
    let indent = text.prefix(text.count - start.count)
    return [
      Span(String(indent)), Span(String(name), Style(.cyan)), Span(String(start.dropFirst(name.count))),
    ]
  }

  /// Status codes of an access log: 5xx red, 4xx yellow; heads dim.
  private static func log(_ text: String) -> Row {
    if text.hasPrefix("#") { return [Span(text, .dim)] }
    var out: Row = []
    var plain = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let isStatus = word.count == 3 && word.allSatisfy { $0.isASCII && $0.isNumber }
      if isStatus, let style = status(word) {
        out.append(Span(plain))
        out.append(Span(String(word), style))
        plain = " "
      } else {
        plain += word + " "
      }
    }
    return out + [Span(String(plain.dropLast()))]
  }

  private static func status(_ word: Substring) -> Style? {
    switch word.first {
    case "5": Style(.red, bold: true)
    case "4": Style(.yellow)
    default: nil
    }
  }
}
