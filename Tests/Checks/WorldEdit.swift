@testable import Evidence
@testable import Files

/// An edit that does not fit the files: the row is wrong, not the check.
struct Misfit: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// One change of a world's files.
///
/// Pointers are RFC 6901 with two more kinds of tokens for arrays: `Name=value` is the one element whose member is that
/// text (`/SecurityGroups/GroupId=sg-1/IpPermissions`; a dotted name goes deeper: `Target.Id=10.0.0.1`), and `-` the
/// end. The first token may be `@N`, the file's Nth document.
enum Edit: Sendable {
  /// A member gets a value, whether it had one or not; an element gets another value.
  case set(String, String, JSONValue)
  /// An element comes before the one that stands there; `-` is the end.
  case insert(String, String, JSONValue)
  /// A member or an element goes.
  case remove(String, String)
  /// Every occurrence of a text becomes another one, in a file that has it.
  case replace(String, String, String)
  /// A file is not collected.
  case delete(String)
  /// A call was refused: its `.err` stands in the place of its output.
  case deny(String)
  /// A call failed with this error code: its `.err` stands in the place of its output.
  case fail(String, code: String)
  /// A file is there, instead of what it was.
  case add(String, String)

  /// Changes files by their names.
  ///
  /// - Throws: ``Misfit`` where there is no such file, or the place is not there.
  func apply(to files: inout [String: [UInt8]]) throws {
    switch self {
    case .set(let file, let pointer, let value):
      try Edit.patch(&files, file, pointer) { isThere in .init(isThere ? .replace : .add, "", value: value) }
    case .insert(let file, let pointer, let value):
      try Edit.patch(&files, file, pointer) { _ in .init(.add, "", value: value) }
    case .remove(let file, let pointer):
      try Edit.patch(&files, file, pointer) { _ in .init(.remove, "") }
    case .replace(let file, let old, let new):
      let before = String(decoding: try Edit.bytes(files, file), as: UTF8.self)
      guard before.contains(old) else { throw Misfit("\(old) does not stand in \(file)") }
      files[file] = Array(before.replacing(old, with: new).utf8)
    case .delete(let file):
      _ = try Edit.bytes(files, file)
      files[file] = nil
    case .deny(let file):
      let isEC2 = file.contains("ec2.")
      try Edit.fail(&files, file, isEC2 ? "UnauthorizedOperation" : "AccessDenied", "not authorized")
    case .fail(let file, let code): try Edit.fail(&files, file, code, "refused")
    case .add(let file, let text): files[file] = Array(text.utf8)
    }
  }

  private static func bytes(_ files: [String: [UInt8]], _ file: String) throws -> [UInt8] {
    guard let bytes = files[file] else {
      throw Misfit("no file \(file) among \(files.keys.sorted().joined(separator: " "))")
    }
    return bytes
  }

  /// The message as the AWS CLI prints it; the operation is the file name's second word.
  private static func fail(
    _ files: inout [String: [UInt8]], _ file: String, _ code: String, _ words: String
  ) throws {
    guard file.hasSuffix(".json") else { throw Misfit("\(file) is no output of a call") }
    files[file] = nil
    let name = file.split(separator: "/").last ?? ""
    let call = name.split(separator: ".").dropFirst().first ?? ""
    let operation = call.split(separator: "-").map(\.capitalized).joined()
    let text = "\nAn error occurred (\(code)) when calling the \(operation) operation: \(words)\n"
    files[file.replacing(/json$/, with: "err")] = Array(text.utf8)
  }

  private static func patch(
    _ files: inout [String: [UInt8]], _ file: String, _ pointer: String,
    _ make: (_ isThere: Bool) -> JSONPatch
  ) throws {
    let before = SnapshotFile(path: file, bytes: try bytes(files, file))
    let (number, rest) = Edit.document(pointer)
    let index = try JSONIndex(try before.read())
    guard index.roots.indices.contains(number - 1) else { throw Misfit("\(file) has no document \(number)") }
    let document = Document(
      file: file, number: nil, rootEntry: index.roots[number - 1], index: index, kind: nil, subject: nil,
      account: nil, region: nil)
    let place = try Edit.place(rest, in: JSONValue(document.root), file)
    var patch = make(document.root.resolve(place) != nil)
    patch.path = "/@\(number)" + place
    do throws(SnapshotProblem) {
      files[file] = try before.patched(with: [patch], shownIn: file).read()
    } catch {
      throw Misfit("\(pointer) does not fit \(file): \(error.what)")
    }
  }

  private static func document(_ pointer: String) -> (number: Int, rest: String) {
    guard let match = pointer.prefixMatch(of: /\/@([0-9]+)/) else { return (1, pointer) }
    return (Int(match.1) ?? 1, String(pointer[match.range.upperBound...]))
  }

  /// The pointer with each `Name=value` as the position of its element.
  private static func place(_ pointer: String, in root: JSONValue, _ file: String) throws -> String {
    var value: JSONValue? = root
    var plain = ""
    for token in pointer.split(separator: "/").map(String.init) {
      guard case .array(let elements) = value else {
        value = value?[token.replacing("~1", with: "/").replacing("~0", with: "~")]
        plain += "/" + token
        continue
      }
      var position = Int(token)
      if let equals = token.firstIndex(of: "=") {
        let path = token[..<equals].split(separator: ".").map(String.init)
        let wanted = String(token[token.index(after: equals)...]).replacing("~1", with: "/")
        let fits = elements.indices.filter { Edit.text(path, in: elements[$0]) == wanted }
        guard fits.count == 1 else { throw Misfit("\(fits.count) elements fit \(token) in \(file)") }
        position = fits.first
      }
      value = position.flatMap { elements.indices.contains($0) ? elements[$0] : nil }
      plain += position.map { "/\($0)" } ?? "/\(token)"
    }
    return plain
  }

  private static func text(_ path: [String], in value: JSONValue) -> String? {
    var found: JSONValue? = value
    for name in path { found = found?[name] }
    switch found {
    case .string(let text), .number(let text): return text
    default: return nil
    }
  }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
