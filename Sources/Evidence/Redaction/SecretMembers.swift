import Secrets
/// Secrets that the other members of an object, or the word before, tell.
enum SecretMembers {
  private static let names: Set<String> = [
    "name", "key", "parametername", "parameterkey", "optionname", "outputkey", "settingname",
  ]
  private static let values: Set<String> = [
    "value", "parametervalue", "optionvalue", "outputvalue", "defaultvalue", "default",
  ]
  /// Headers of requests that say nothing secret, where a rule compares a header with values.
  private static let ordinary: Set<String> = [
    "host", "useragent", "accept", "acceptlanguage", "acceptencoding", "contenttype", "referer", "origin",
    "connection", "upgrade", "xforwardedfor", "xforwardedproto", "xforwardedport", "xforwardedhost",
  ]

  typealias Member = (name: String, at: Int)

  /// The names of the members whose texts are secret because of a member beside them.
  static func hidden(_ members: [Member], _ index: JSONIndex) -> Set<String> {
    // Most objects have none of the names that matter here.
    guard members.count >= 2 else { return [] }
    var hidden: Set<String> = []
    var named: SecretLabel = .no
    var text: [String: String] = [:]
    var isSensitive = false
    for (name, at) in members {
      guard let last = name.utf8.last, "eydnsE".utf8.contains(last) else { continue }
      let plain = SecretPlace.plain(name)
      let kind = index.entries[at].kind
      if plain == "sensitive", kind == .yes { isSensitive = true }
      guard kind == .string else { continue }
      if names.contains(plain) {
        if index.entries[at].length < 130 { named = SecretLabel.of(index.text(at: at)) }
      } else if plain == "type" || plain == "kind" || plain == "httpheadername" {
        text[plain] = index.text(at: at)
      }
    }
    let type = text["type"]
    func hide(_ wanted: (String) -> Bool) {
      for (name, at) in members where wanted(SecretPlace.plain(name)) {
        if index.entries[at].kind == .string, SecretPlace.isInnocent(index.text(at: at)) { continue }
        hidden.insert(name)
      }
    }
    if named != .no || type == "SecureString" || isSensitive { hide { values.contains($0) } }
    if type == "TXT" { hide { $0 == "resourcerecords" || $0 == "records" } }
    if text["kind"] == "Secret" { hide { $0 == "data" || $0 == "stringdata" } }
    if let header = text["httpheadername"], !ordinary.contains(SecretPlace.plain(header)) {
      hide { $0 == "values" }
    }
    return hidden
  }

  /// For a member the object that tells which of its values Terraform calls sensitive.
  static func mirrors(_ members: [Member], _ index: JSONIndex) -> [String: Int] {
    var mirrors: [String: Int] = [:]
    for (name, at) in members {
      switch name {
      case "sensitive_values": mirrors["values"] = at
      case "before_sensitive": mirrors["before"] = at
      case "after_sensitive": mirrors["after"] = at
      default: break
      }
    }
    return mirrors
  }

  /// The attributes that a state calls sensitive: the first names of its paths.
  static func sensitiveAttributes(_ at: Int, _ index: JSONIndex) -> Set<String> {
    var found: Set<String> = []
    for inner in at..<Int(index.entries[at].next) where index.entries[inner].kind == .string {
      found.insert(index.text(at: inner))
    }
    found.remove("get_attr")
    return found
  }

  /// Whether a member is a list of a command's words.
  static func isCommand(_ name: String) -> Bool {
    let plain = SecretPlace.plain(name)
    return ["command", "entrypoint", "args", "arguments", "argv", "cmd"].contains(plain)
  }

  /// Whether a command's word is a secret because of the word before it: `--password`, `-p`, `--token`.
  static func isSecretWord(_ word: String, after before: String?) -> Bool {
    guard let before, before.hasPrefix("-"), !word.hasPrefix("-"), !word.isEmpty, !word.hasPrefix("$")
    else { return false }
    if before == "-p" || before == "-P" { return !SecretText.isPlainOperand(Array(word.utf8)) }
    return SecretLabel.of(before) != .no && !SecretPlace.isInnocent(word)
  }

  /// Whether what stands beside a value of a document makes it a secret.
  static func hides(_ json: JSON, pointer: String) -> Bool {
    guard json.kind == .string || json.kind == .number else { return false }
    var parts = pointer.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1, var name = parts.popLast() else { return false }
    var position: Int?
    if let number = Int(name), parts.count > 1 {
      position = number
      name = parts.removeLast()
    }
    let plain = SecretPlace.plain(name)
    let isOfPair = values.contains(plain) || ["values", "records", "value"].contains(plain)
    guard isOfPair || isCommand(name) else { return false }
    let above = parts.joined(separator: "/")
    guard let parent = json.document.root.resolve(above) else { return false }
    if let position, isCommand(name) {
      let words = parent[name]?.elements ?? []
      let before = position > 0 && words.indices.contains(position - 1) ? words[position - 1].string : nil
      return isSecretWord(json.string ?? "", after: before)
    }
    func siblings(_ object: JSON) -> [Member] {
      object.members.map { ($0.name, $0.value.at) }
    }
    if hidden(siblings(parent), parent.index).contains(name) { return true }
    // A record's values stand in objects of their own.
    guard plain == "value", parts.count > 2, Int(parts[parts.count - 1]) != nil else { return false }
    let list = parts[parts.count - 2]
    let record = json.document.root.resolve(parts.dropLast(2).joined(separator: "/"))
    guard let record else { return false }
    return hidden(siblings(record), record.index).contains(list)
  }
}
