import Sentences

/// A place in the snapshot that proves a sentence.
///
/// Contract: `file` is relative to the snapshot; `line` is 1-based and where the value stands; `pointer` is an
/// RFC 6901 pointer whose value is `value`, left out for logs, Terraform and a failed call's `.err`.
package struct Citation: Sendable, Hashable {
  package var file: String
  package var line: Int
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
    self.line = line
    self.document = document
    self.pointer = pointer
    self.value = value
    self.says = says
  }

  /// Cites a JSON value; a scalar carries its value, a container stands by its pointer.
  ///
  /// `part` cites text inside a string (a policy, a message): it must stand verbatim in the string.
  package init(_ json: JSON, _ says: Sentence, part: String? = nil) {
    let value = part ?? json.scalar
    let pointer = json.pointer
    self.init(
      file: json.document.file,
      line: json.index.place(of: json.offset).line,
      document: json.document.number,
      pointer: pointer, value: json.isNull ? "null" : value, says: says)
    if SecretMembers.hides(json, pointer: pointer) {
      self.value = Redaction.word
      return
    }
    isBare = part == nil && [JSONIndex.Kind.number, .yes, .no].contains(json.kind)
  }
}
