/// What `--query` left of one answer: the bare list of its items, or one of them, without the list's name.
///
/// The file's name tells the kind, and the items have to be of its shape; else nothing is read. Lines and
/// pointers stay those of the file.
struct QueryResult {
  let kind: DocumentKind
  let index: JSONIndex
  let root: Int
  /// The entry of what the file holds.
  let origin: Int

  init?(_ found: JSONIndex, named kind: DocumentKind?) {
    guard let kind, let list = kind.list, found.roots.count == 1, let first = found.roots.first,
      let shape = DocumentShape.of(kind),
      case .list(.object(let members))? = shape.root.all.first(where: { $0.name == Array(list.utf8) })?.form
    else { return nil }
    let document = Document(
      file: "", number: nil, rootEntry: first, index: found, kind: nil, subject: nil, account: nil,
      region: nil)
    let whole = document.root
    let items = whole.isArray ? whole.everyElement : [whole]
    let isOfKind = items.contains { QueryResult.isItem($0, members) }
    guard isOfKind, whole.isArray || kind.match(whole) == .no else { return nil }
    let opening = "{\"\(list)\":" + (whole.isArray ? "" : "[")
    let closing = whole.isArray ? "}" : "]}"
    guard
      let index = try? JSONIndex(
        Array(opening.utf8) + found.bytes.drop(while: Self.isMark) + Array(closing.utf8)),
      index.roots.count == 1, let root = index.roots.first
    else { return nil }
    self.kind = kind
    self.index = index
    self.root = root
    // Object, member name, list; then the item where the file holds one only.
    origin = root + (whole.isArray ? 2 : 3)
  }

  /// The bytes of a byte order mark, which stand at the beginning only.
  private static func isMark(_ byte: UInt8) -> Bool { [0xEF, 0xBB, 0xBF].contains(byte) }

  /// Whether an object has what AWS always prints for such an item, or most of what it has is known there.
  private static func isItem(_ item: JSON, _ members: DocumentShape.Members) -> Bool {
    guard item.isObject else { return false }
    let names = Set(members.all.map { String(decoding: $0.name, as: UTF8.self) })
    let own = item.members.map(\.name)
    return own.filter(names.contains).count * 2 >= max(own.count, 2)
  }
}
