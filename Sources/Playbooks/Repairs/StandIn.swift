import Sentences
import Commands
import Evidence

/// What the what-if takes for a value that only the operator knows: any that is admissible.
///
/// The printed command goes on asking for the value; only the model holds the stand-in, and the result names it.
package struct StandIn: Sendable, Equatable {
  /// The name that the command asks for.
  package var name: String
  /// What the model puts in its place.
  package var value: String
  /// What is taken for granted of the value.
  package var says: Sentence
  /// What has to be in the snapshot's documents for the value to be what it stands for.
  package var edits: [DocumentEdit]

  /// The stand-in for machines.
  package var json: JSONValue {
    .object([
      .init("name", .string(name)), .init("standsFor", .string(value)), .init("means", .string(says.english)),
    ])
  }
}

extension PreparedFix {
  /// The repair's values with a stand-in for each that the evidence does not hold.
  ///
  /// - Throws: ``FixUnmodelled`` where no value can be thought of that would be right.
  package func filled(on snapshot: Snapshot) throws(FixUnmodelled) -> (sets: [FixValues], standIns: [StandIn])
  {
    var standIns: [StandIn] = []
    var filled = sets
    for index in filled.indices {
      for (parameter, text) in filled[index].values.sorted(by: { $0.key < $1.key }) {
        for name in text.unknowns {
          let question = StandInQuestion(
            name: name, parameter: parameter, word: filled[index].values[parameter] ?? text,
            values: filled[index], operation: operation.name, snapshot: snapshot)
          let known = standIns.first { $0.name == name }
          guard let found = known ?? StandIns.answer(question) else {
            throw FixUnmodelled("the value of \(name) is not known from the snapshot")
          }
          if known == nil { standIns.append(found) }
          filled[index].values[parameter] = question.word.filled {
            Shell.variable($0) == name ? found.value : nil
          }
        }
      }
    }
    return (filled, standIns)
  }

  /// The stand-ins that the what-if takes for this repair; empty where all values are known or none can be thought of.
  package func standIns(on snapshot: Snapshot) -> [StandIn] {
    unknown.isEmpty ? [] : (try? filled(on: snapshot))?.standIns ?? []
  }
}

/// One value that is looked for: which parameter of which operation it fills, beside which other values.
struct StandInQuestion: Sendable {
  let name: String
  let parameter: String
  /// What fills the parameter; the value may be a part of it only.
  let word: CommandWord
  let values: FixValues
  let operation: String
  let snapshot: Snapshot

  /// Whether the value is all of the parameter.
  var isWhole: Bool { word.pieces.count == 1 }

  /// A stand-in that answers the question.
  func answer(_ value: String, _ says: Sentence, _ edits: [DocumentEdit] = []) -> StandIn {
    StandIn(name: name, value: value, says: says, edits: edits)
  }

  /// An edit that adds an item to a listing; a listing that was not collected begins with it.
  func adding(_ kind: DocumentKind, _ item: JSONValue) -> DocumentEdit {
    let list = kind.list ?? ""
    if let document = snapshot.listing(kind).documents.first(where: { $0.root[list]?.isArray == true }) {
      return DocumentEdit(document, [FixTarget.append(document.root, list, item)])
    }
    return DocumentEdit(file: "\(kind.name).of-yours.json", created: .object([.init(list, .array([item]))]))
  }

  /// The item of a listing by its id.
  func item(_ kind: DocumentKind, _ member: String, _ id: String?) -> JSON? {
    snapshot.listing(kind).items.first { $0[member]?.scalar == id && id != nil }
  }

  /// The account that a new thing belongs to.
  var account: String? { snapshot.accounts.first }
}

/// The stand-ins by the parameter that they fill.
enum StandIns {
  static func answer(_ question: StandInQuestion) -> StandIn? {
    NetworkStandIns.answer(question) ?? TaskStandIns.answer(question) ?? plain(question)
  }

  /// Values that stand for themselves: no document would have to hold them.
  private static func plain(_ question: StandInQuestion) -> StandIn? {
    switch (question.operation, question.parameter) {
    case ("update-distribution", "value"):
      question.answer("origin-of-yours.example", "a host name that answers")
    // RFC 5737: a range that belongs to nobody stands for whatever range is meant.
    case (_, "cidr"): question.answer("203.0.113.0/24", "the addresses that are meant")
    case (_, "certificate-arn"):
      question.answer(
        "arn:aws:acm:\(question.values["region"] ?? ""):\(question.account ?? ""):certificate/of-yours",
        "a certificate that is valid")
    case ("create-nat-gateway", "allocation-id"):
      question.answer("eipalloc-of-yours", "an address that is free")
    case ("create-secret", "name"), ("put-parameter", "name"):
      question.answer("of-yours", "a name that is free")
    default: nil
    }
  }
}
