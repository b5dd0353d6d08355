import Sentences
import Commands
import Evidence

/// One option of an AWS CLI command, and the value of the fix that fills it.
struct FixOption: Sendable {
  let flag: String
  let parameter: FixParameter
  let isList: Bool

  /// A value that has to be there.
  static func one(_ parameter: String, flag: String? = nil) -> FixOption {
    FixOption(flag: flag ?? parameter, parameter: .needed(parameter), isList: false)
  }

  /// A value that may be there.
  static func maybe(_ parameter: String, flag: String? = nil) -> FixOption {
    FixOption(flag: flag ?? parameter, parameter: .optional(parameter), isList: false)
  }

  /// A list, written with blanks or commas in the playbook.
  static func many(_ parameter: String, flag: String? = nil, needed: Bool = false) -> FixOption {
    FixOption(
      flag: flag ?? parameter, parameter: FixParameter(name: parameter, required: needed), isList: true)
  }

  func argument(_ values: FixValues) -> (CommandWord, [CommandWord]) {
    (.own(flag), isList ? values.words(parameter.name) : values.argument(parameter.name))
  }
}

extension FixOperation {
  /// An operation that is one AWS CLI command whose options are the fix's values; `cli` is its name there, if
  /// that is another.
  static func aws(
    _ service: String, _ name: String, cli operation: String? = nil, _ summary: Sentence,
    _ options: [FixOption], global: Bool = false,
    edits: (@Sendable (FixValues, Snapshot) throws(FixUnmodelled) -> [DocumentEdit])? = nil
  ) -> FixOperation {
    FixOperation(
      name, summary, options.map(\.parameter),
      commands: { values in
        [
          AWSCommand.line(
            .own(service), .own(operation ?? name), values, options.map { $0.argument(values) },
            global: global)
        ]
      }, edits: edits)
  }
}

/// Finds what a repair changes in the snapshot.
package enum FixTarget {
  /// The item of a listing whose member is `id`.
  package static func item(
    _ snapshot: Snapshot, _ kind: DocumentKind, _ member: String, _ id: String?
  ) throws(FixUnmodelled) -> JSON {
    let items = snapshot.listing(kind).items
    guard let id, let found = items.first(where: { $0[member]?.scalar == id }) else {
      throw FixUnmodelled("the snapshot holds no `\(kind.name)` with \(member) \(id, or: "(unknown)")")
    }
    return found
  }

  /// Where a document about a thing that was absent goes: in the place of the call that failed for it.
  static func file(for kind: DocumentKind, of subject: String, in snapshot: Snapshot) -> String {
    let plain = String(subject.map { $0.isLetter || $0.isNumber ? $0 : "-" })
    guard let call = snapshot.listing(kind, subject: subject).provedAbsent else {
      return "\(kind.name).\(plain).json"
    }
    let stem = call.file.hasSuffix(".err") ? String(call.file.dropLast(4)) : call.file
    return stem.hasSuffix(".json") ? stem : stem + ".json"
  }

  /// Sets a member of an object.
  package static func set(_ object: JSON, _ member: String, _ value: JSONValue) -> JSONPatch {
    JSONPatch(.add, "\(object.pointer)/\(member)", value: value)
  }

  /// Appends to an array member, which is made where it is absent.
  package static func append(_ object: JSON, _ member: String, _ value: JSONValue) -> JSONPatch {
    guard object[member]?.isArray == true else { return set(object, member, .array([value])) }
    return JSONPatch(.add, "\(object.pointer)/\(member)/-", value: value)
  }

  /// Strings as a JSON array.
  static func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

  /// An object of texts.
  package static func object(_ members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { name, value in value.map { JSONValue.Member(name, $0) } })
  }
}

extension ARN {
  /// The part of an ARN's resource between slashes, counted from 0: a load balancer's name is part 2.
  static func part(_ arn: String?, _ position: Int) -> String? {
    let parts = arn?.split(separator: "/").map(String.init) ?? []
    return parts.indices.contains(position) ? parts[position] : nil
  }
}
