import Sentences
import Evidence

/// A policy document with the place of every statement.
///
/// IAM guide, "Grammar of the IAM JSON policy language". The reader is tolerant: what it cannot read is kept as a
/// problem of the statement, which then is undetermined, and the rest goes on.
package struct Policy: Sendable {
  /// Where a policy's statements can be shown to the reader.
  package enum Source: Sendable {
    /// In the snapshot: every statement is cited where it stands.
    case document(PolicyText)
    /// The text is AWS's own and not in the snapshot: it is cited by what attaches it.
    case attachment(JSON)
  }

  /// The policy's name, or what it hangs on, for a sentence.
  package let name: Sentence
  package let source: Source
  package let statements: [PolicyStatement]
  /// Whether policy variables mean something in it: version 2012-10-17.
  package let hasVariables: Bool
  /// Why the document as a whole cannot be judged; nil where it can.
  package let problem: AccessUnknown?
  /// Where there may be more in the policy than its text says: AWS's own, known by name.
  package let open: OpenServices

  /// Services for which a text is not known in full.
  package enum OpenServices: Sendable, Hashable {
    case none
    case some(Set<String>)
    case all
  }

  /// Reads a policy of the snapshot.
  package init(_ text: PolicyText, name: Sentence) {
    self.init(text.root, name: name, source: .document(text))
  }

  /// Reads a policy's object.
  package init(_ json: JSON, name: Sentence, source: Source, open: OpenServices = .none) {
    self.name = name
    self.source = source
    self.open = open
    let version = json["Version"]?.string
    hasVariables = version == "2012-10-17"
    if let statement = json["Statement"] {
      let all = statement.isArray ? statement.elements : [statement]
      statements = all.enumerated().map { PolicyStatement($0.element, position: $0.offset) }
      problem = nil
    } else {
      statements = []
      problem = json.isObject ? .element("a policy without statements (\(name))") : .policyText(name)
    }
  }

  /// A policy that the snapshot has only in other words, as `text` would write it; cited by `place`.
  package init?(written text: String, name: Sentence, at place: JSON, open: OpenServices = .none) {
    guard let index = try? JSONIndex(Array(text.utf8)), let start = index.roots.first else { return nil }
    let document = Document(
      file: place.document.file, number: place.document.number, rootEntry: start, index: index, kind: nil,
      subject: nil, account: place.document.account, region: place.document.region)
    self.init(document.root, name: name, source: .attachment(place), open: open)
  }

  /// Whether there may be more on the actions of `service` than the text says.
  package func isOpen(for service: String) -> Bool {
    switch open {
    case .none: false
    case .some(let services): services.contains(service)
    case .all: true
    }
  }

  /// Where `statement` can be shown.
  package func citation(_ statement: PolicyStatement, _ says: Sentence) -> Citation {
    cite(statement.json, says)
  }

  /// Where a value of the policy can be shown.
  package func cite(_ value: JSON, _ says: Sentence) -> Citation {
    switch source {
    case .document(let text): text.cite(value, says)
    case .attachment(let json): Citation(json, says)
    }
  }
}

/// One statement of a policy.
package struct PolicyStatement: Sendable {
  /// What the statement does when it applies.
  package enum Effect: Sendable, Hashable {
    case allow
    case deny
    case other(String)
  }

  /// An element that lists patterns: Action, Resource, and their negations.
  package struct Patterns: Sendable {
    package let json: JSON
    package let values: [String]
    /// Whether the element is NotAction or NotResource.
    package let negated: Bool
    /// Whether something that is no text stands among the patterns: what it says is not known.
    package let hasUnread: Bool
  }

  package let json: JSON
  /// 0-based place in the policy.
  package let position: Int
  package let sid: String?
  package let effect: Effect
  package let action: Patterns?
  package let resource: Patterns?
  package let principal: PrincipalElement?
  package let conditions: [PolicyCondition]
  /// What could not be read; where there is something, the statement is undetermined.
  package let problems: [AccessUnknown]

  package init(_ json: JSON, position: Int) {
    var problems: [AccessUnknown] = []
    self.json = json
    self.position = position
    sid = json["Sid"]?.string
    switch json["Effect"]?.string {
    case "Allow": effect = .allow
    case "Deny": effect = .deny
    case let found:
      effect = .other(found ?? "")
      problems.append(.element("the effect of a statement that says neither Allow nor Deny"))
    }
    action = PolicyStatement.patterns(json, "Action", &problems)
    resource = PolicyStatement.patterns(json, "Resource", &problems)
    if action == nil { problems.append(.element("a statement without Action or NotAction")) }
    if let named = json["Principal"] {
      principal = PrincipalElement(named, negated: false)
      if json["NotPrincipal"] != nil {
        problems.append(.element("a statement with Principal and NotPrincipal"))
      }
    } else if let excluded = json["NotPrincipal"] {
      principal = PrincipalElement(excluded, negated: true)
    } else {
      principal = nil
    }
    var conditions: [PolicyCondition] = []
    if let block = json["Condition"] {
      if !block.isObject { problems.append(.element("a Condition that is no object")) }
      for (name, keys) in block.members {
        if !keys.isObject { problems.append(.element("the condition operator \(name) without keys")) }
        for (key, values) in keys.members {
          conditions.append(PolicyCondition(operatorName: name, key: key, json: values))
        }
      }
    }
    self.conditions = conditions
    let known: Set<String> = [
      "Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Principal", "NotPrincipal",
      "Condition",
    ]
    for (name, _) in json.members where !known.contains(name) {
      problems.append(.element("the statement element \(name)"))
    }
    if !json.isObject { problems.append(.element("a statement that is no object")) }
    self.problems = problems
  }

  private static func patterns(
    _ json: JSON, _ name: String, _ problems: inout [AccessUnknown]
  ) -> Patterns? {
    let plain = json[name]
    let negated = json["Not" + name]
    if plain != nil, negated != nil { problems.append(.element("a statement with \(name) and Not\(name)")) }
    guard let found = plain ?? negated else { return nil }
    if found.isObject { problems.append(.element("a \(name) that is an object")) }
    let all = found.isArray ? found.elements : [found]
    return Patterns(
      json: found, values: found.strings, negated: plain == nil,
      hasUnread: all.isEmpty || all.contains { $0.string?.isEmpty ?? true })
  }

  /// What a sentence calls the statement: its Sid, else its number.
  package var label: Sentence {
    if let sid, !sid.isEmpty { return "statement \"\(sid)\"" }
    return "statement \(position + 1)"
  }
}
