import Sentences

/// A place in the snapshot that proves a sentence.
///
/// Contract: `file` is relative to the snapshot; `line` is 1-based and where the value stands; `pointer` is an
/// RFC 6901 pointer whose value is `value`, left out for logs, Terraform and a failed call's `.err`.
package struct Citation: Sendable, Hashable {
  package var file: String
  private var place: Place
  /// Counts from 1 where a file holds several documents.
  package var document: Int?
  package var pointer: String?
  /// The scalar, or a verbatim part of it; nil only for a whole object or array.
  package var value: String?
  /// What the place shows, in a sentence.
  package var says: Sentence
  /// Whether the value is a JSON number, `true` or `false`, and no text.
  package var isBare = false

  package init(
    file: String, line: Int, document: Int? = nil, pointer: String? = nil, value: String? = nil,
    says: Sentence
  ) {
    self.file = file
    place = Place(line: line)
    self.document = document
    self.pointer = pointer
    self.value = value
    self.says = says
  }

  /// Counted when it is asked for: most citations are never shown.
  package var line: Int {
    get { place.line }
    set { place = Place(line: newValue) }
  }

  /// Where the line is known, or can be counted.
  private struct Place: Sendable, Hashable {
    private let known: Int
    private let index: JSONIndex?

    init(line: Int) {
      known = line
      index = nil
    }

    /// `offset` bytes behind the beginning of a file's text.
    init(_ index: JSONIndex, _ offset: Int) {
      known = offset
      self.index = index
    }

    var line: Int { index?.place(of: known).line ?? known }

    /// The line of a value follows from its pointer, which is compared beside it.
    static func == (left: Place, right: Place) -> Bool {
      if left.index === right.index { return left.known == right.known }
      return left.line == right.line
    }

    func hash(into hasher: inout Hasher) {}
  }

  /// Cites a JSON value; a scalar carries its value, a container stands by its pointer.
  ///
  /// `part` cites text inside a string (a policy, a message): it must stand verbatim in the string.
  package init(_ json: JSON, _ says: Sentence, part: String? = nil) {
    let value = part ?? json.scalar
    let pointer = json.pointer
    self.init(
      file: json.document.file, line: 0, document: json.document.number, pointer: pointer,
      value: json.isNull ? "null" : value, says: says)
    place = Place(json.index, json.offset)
    if SecretMembers.hides(json, pointer: pointer) {
      self.value = Redaction.word
      return
    }
    isBare = part == nil && [JSONIndex.Kind.number, .yes, .no].contains(json.kind)
  }
}
