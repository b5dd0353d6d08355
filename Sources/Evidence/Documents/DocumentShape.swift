/// What AWS documents of the members of one command's output that are read: their types, and for some their values.
///
/// A value of another type, or outside of what AWS can print there, cannot be read. It is not the same as a member
/// that is not there: what it said is lost, so it neither convicts nor clears. Held against the shapes once, where
/// a document is read, the rule holds for every check alike. `null` for an optional member counts as absent.
package final class DocumentShape: Sendable {
  /// What may stand at a member.
  indirect enum Form: Sendable {
    case text
    /// A whole number within the range, also as a text of digits.
    case whole(ClosedRange<Int>)
    /// `true` or `false`, also as a text.
    case flag
    /// A point in time: ISO 8601 or epoch seconds.
    case time
    /// A policy or another text that may come as an object.
    case document
    /// One of these texts; AWS lists them all.
    case one(of: Set<String>)
    /// A text that has to be read: an address, a block, a protocol, a name that is not empty.
    case value(Value)
    case object(Members)
    case list(Form)
    /// Values by names that the user or the service chose.
    case map(Form)
  }

  /// Texts that are read further.
  enum Value: String, Sendable { case address, cidr, id, `protocol` }

  /// Where AWS prints a member.
  enum Presence: Sendable {
    case maybe, always
    /// Where another member has one of these values. Where that one is not there either, a query left out both.
    case with(member: [UInt8], values: Set<String>)
  }

  /// One member of an object.
  struct Member: Sendable {
    let name: [UInt8]
    let form: Form
    /// Where AWS never leaves it out; without it nobody knows what its object says.
    let need: Presence
  }

  /// The members of an object that are read, found by their names' bytes.
  struct Members: Sendable {
    let all: [Member]
    /// Positions in `all`, by the names' length.
    let byLength: [[Int]]

    init(_ all: [Member]) {
      self.all = all
      var byLength = [[Int]](repeating: [], count: (all.map(\.name.count).max() ?? 0) + 1)
      for (position, member) in all.enumerated() { byLength[member.name.count].append(position) }
      self.byLength = byLength
    }
  }

  let root: Members

  init(_ root: Members) { self.root = root }

  /// The shape of a kind's documents; nil where none is known.
  static func of(_ kind: DocumentKind) -> DocumentShape? { all[kind] }

  private static let all: [DocumentKind: DocumentShape] = {
    var all: [DocumentKind: DocumentShape] = [:]
    for kind in DocumentKind.all {
      guard let text = kind.shape else { continue }
      var reader = ShapeText(text)
      all[kind] = DocumentShape(Members(reader.members()))
    }
    return all
  }()
}
