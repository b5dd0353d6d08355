/// Reads the notation of shapes: names, each followed by what stands there.
///
/// `Name` a text, `Name#` a whole number, `Name?` true or false, `Name@` a time, `Name*` a text or an object,
/// `Name=a|b` one of these texts, `Name:cidr` a text or number of that form, `Name{}` texts by name, `Name{[]}` lists
/// of texts by name, `Name(...)` an object, `Name[]` a list of texts, `Name[#]` of numbers, `Name[...]` of objects,
/// `Name[%]` of objects of which nothing is read. `!` after the name: AWS never leaves it out; `!<Type=a|b>`: where
/// the member `Type` has one of these values.
struct ShapeText {
  private var rest: Substring

  init(_ text: String) { rest = text[...] }

  /// The members up to the end of the object.
  mutating func members() -> [DocumentShape.Member] {
    var found: [DocumentShape.Member] = []
    while true {
      skipBlanks()
      let name = word()
      if name.isEmpty { return found }
      let need = need()
      found.append(.init(name: Array(name.utf8), form: form(), need: need))
    }
  }

  private mutating func need() -> DocumentShape.Presence {
    guard take("!") else { return .maybe }
    guard take("<") else { return .always }
    let member = word()
    _ = take("=")
    let values = choices()
    _ = take(">")
    return .with(member: Array(member.utf8), values: values)
  }

  private mutating func form() -> DocumentShape.Form {
    if take("#") { return .whole(ShapeText.number) }
    if take("?") { return .flag }
    if take("@") { return .time }
    if take("*") { return .document }
    if take("{}") { return .map(.text) }
    if take("{[]}") { return .map(.list(.text)) }
    if take("[]") { return .list(.text) }
    if take("[#]") { return .list(.whole(ShapeText.number)) }
    if take("[%]") { return .list(.object(.init([]))) }
    if take("[") {
      let inner = DocumentShape.Members(members())
      _ = take("]")
      return .list(.object(inner))
    }
    if take("(") {
      let inner = DocumentShape.Members(members())
      _ = take(")")
      return .object(inner)
    }
    if take("=") { return .one(of: choices()) }
    guard take(":") else { return .text }
    let kind = word()
    switch kind {
    case "port": return .whole(0...65_535)
    // ICMP's types stand in the place of ports, -1 for all of them.
    case "icmp-port": return .whole(-1...65_535)
    default: return DocumentShape.Value(rawValue: kind).map { .value($0) } ?? .text
    }
  }

  /// AWS's numbers are 64 bits wide at most; what is beyond the exact numbers of a double is none of them.
  private static let number = -(1 << 53)...(1 << 53)

  private mutating func choices() -> Set<String> {
    var found: Set<String> = []
    repeat {
      skipBlanks()
      found.insert(word())
    } while take("|")
    return found
  }

  private mutating func word() -> String {
    let end = rest.firstIndex { !($0.isLetter || $0.isNumber || "-._".contains($0)) } ?? rest.endIndex
    let word = String(rest[..<end])
    rest = rest[end...]
    return word
  }

  private mutating func skipBlanks() { rest = rest.drop(while: \.isWhitespace) }

  private mutating func take(_ mark: String) -> Bool {
    guard rest.hasPrefix(mark) else { return false }
    rest = rest.dropFirst(mark.count)
    return true
  }
}
