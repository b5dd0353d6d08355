import CPlaybooks
import Foundation
import Yams

/// The table by which failure texts are read, data in `Playbooks/ecs-image-pull/messages.yaml`.
package struct MessageTable: Sendable {
  /// One word with the phrases that earn it.
  struct Named<Word: Sendable>: Sendable {
    let word: Word
    let any: [Phrase]
  }

  /// One rule: all its conditions hold, then it names fault, family and candidates.
  struct Rule: Sendable {
    let fault: String
    let family: String
    let candidates: [String]
    let any: [Phrase]
    let all: [Phrase]
    let none: [Phrase]
    let actions: [String]
    let stages: [PullStage]
    let verbs: [MessageVerb]
    let registries: [RegistryKind]
    let reasons: [DenialReason]
    let accounts: [AccountRelation]
    let addresses: [String]
  }

  let stages: [Named<PullStage>]
  let verbs: [Named<MessageVerb>]
  let pull: [Phrase]
  let pullForSure: [Phrase]
  let notPull: [Phrase]
  let rules: [Rule]
  let advice: [String: MessageAdvice]

  /// The faults that its rules name, each once, in the order of the table.
  package var faults: [String] { rules.map(\.fault).unique }

  /// The table carried inside the binary; nil would mean that the build embedded an unreadable file.
  package static let embedded: MessageTable? = {
    let bytes = UnsafeBufferPointer(start: culprit_messages, count: Int(culprit_messages_count))
    return try? MessageTable(yaml: String(decoding: bytes, as: UTF8.self))
  }()

  /// Reads a table; an unknown word or a missing key is an error that names it.
  package init(yaml: String) throws {
    let root = try Yams.load(yaml: yaml) as? [String: Any] ?? [:]
    stages = try MessageTable.named(root, "stages", "stage")
    verbs = try MessageTable.named(root, "verbs", "verb")
    pull = MessageTable.phrases(root["pull"])
    pullForSure = MessageTable.phrases(root["pullForSure"])
    notPull = MessageTable.phrases(root["notPull"])
    rules = try (root["faults"] as? [[String: Any]] ?? []).map(MessageTable.rule)
    var advice: [String: MessageAdvice] = [:]
    for (family, value) in root["families"] as? [String: [String: String]] ?? [:] {
      advice[family] = MessageAdvice(
        says: value["says"] ?? "", open: value["open"] ?? "", next: value["next"] ?? "")
    }
    self.advice = advice
    if rules.isEmpty { throw MessageTableError.missing("faults") }
  }

  private static func rule(_ raw: [String: Any]) throws -> Rule {
    guard let fault = raw["fault"] as? String, let family = raw["family"] as? String else {
      throw MessageTableError.missing("fault and family of a rule")
    }
    return Rule(
      fault: fault, family: family, candidates: strings(raw["candidates"]), any: phrases(raw["any"]),
      all: phrases(raw["all"]), none: phrases(raw["none"]), actions: strings(raw["action"]),
      stages: try words(raw["stage"]), verbs: try words(raw["verb"]), registries: try words(raw["registry"]),
      reasons: try words(raw["reason"]), accounts: try words(raw["accounts"]),
      addresses: strings(raw["address"]))
  }

  private static func named<Word: RawRepresentable<String> & Sendable>(
    _ root: [String: Any], _ list: String, _ key: String
  ) throws -> [Named<Word>] {
    try (root[list] as? [[String: Any]] ?? []).map { entry in
      guard let text = entry[key] as? String, let word = Word(rawValue: text) else {
        throw MessageTableError.unknownWord("\(entry[key] ?? "nothing")", list)
      }
      return Named(word: word, any: phrases(entry["any"]))
    }
  }

  private static func words<Word: RawRepresentable<String>>(_ raw: Any?) throws -> [Word] {
    try strings(raw).map { text in
      guard let word = Word(rawValue: text) else { throw MessageTableError.unknownWord(text, "faults") }
      return word
    }
  }

  private static func phrases(_ raw: Any?) -> [Phrase] { strings(raw).map { Phrase($0) } }

  private static func strings(_ raw: Any?) -> [String] {
    if let one = raw as? String { return [one] }
    return (raw as? [Any] ?? []).map { "\($0)" }
  }
}

/// Why a table of failure texts cannot be read.
package enum MessageTableError: Error, CustomStringConvertible {
  case missing(String)
  case unknownWord(String, String)

  package var description: String {
    switch self {
    case .missing(let what): "the table of failure texts lacks \(what)"
    case .unknownWord(let word, let list): "the table of failure texts knows no word '\(word)' in \(list)"
    }
  }
}
