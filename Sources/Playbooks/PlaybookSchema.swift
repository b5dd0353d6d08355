import Evidence
import Services

/// The JSON Schema (2020-12) of `playbook.yaml`, made of the catalogues, for completion in editors.
package enum PlaybookSchema {
  /// The whole schema.
  package static var value: JSONValue {
    var schema = object(
      [
        ("id", text), ("title", text), ("symptom", text), ("meaning", text), ("impact", text),
        ("way", words(SubjectWay.allCases.map(\.rawValue))),
        ("inputs", list(input)), ("required", list(text)), ("collect", list(text)),
        ("symptom-test", reference("test")), ("fits", reference("test")),
        ("hops", list(object([("id", text), ("title", text), ("teach", text)], ["id", "title"]))),
        ("steps", list(step)), ("hypotheses", list(hypothesis)), ("decoys", list(decoy)),
        (
          "handovers",
          list(
            object(
              [
                ("id", text), ("playbook", text), ("test", reference("test")), ("text", text),
                ("with", object(Subject.keys.map { ($0, text) })),
              ], ["id", "playbook", "test", "text"]))
        ),
      ], ["id", "title", "symptom", "inputs", "required", "hops", "steps", "hypotheses"])
    guard case .object(let members) = schema else { return schema }
    schema = .object(
      [
        .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
        .init("title", .string("culprit playbook")),
      ] + members + [.init("$defs", .object([.init("test", test), .init("fix", fix)]))])
    return schema
  }

  private static let text: JSONValue = .object([
    .init("type", .array(["string", "number", "boolean"].map { .string($0) }))
  ])

  private static func words(_ words: [String]) -> JSONValue {
    .object([.init("enum", .array(words.map { .string($0) }))])
  }

  private static func reference(_ name: String) -> JSONValue {
    .object([.init("$ref", .string("#/$defs/\(name)"))])
  }

  private static func list(_ items: JSONValue) -> JSONValue {
    .object([.init("type", .string("array")), .init("items", items)])
  }

  private static func object(
    _ properties: [(String, JSONValue)], _ required: [String] = [], open: Bool = false
  ) -> JSONValue {
    .object([
      .init("type", .string("object")),
      .init("properties", .object(properties.map { .init($0.0, $0.1) })),
      .init("required", .array(required.map { .string($0) })),
      .init("additionalProperties", .bool(open)),
    ])
  }

  private static func value(_ accepts: CheckParameter.Vocabulary) -> JSONValue {
    func texts(_ pattern: String) -> JSONValue {
      .object([.init("type", .string("string")), .init("pattern", .string(pattern))])
    }
    switch accepts {
    case .one(let of): return words(of)
    case .words(let of):
      let one = "(\(of.joined(separator: "|")))"
      return texts("^\\s*\(one)(\\s+\(one))*\\s*$")
    case .number(let range):
      let number = JSONValue.object([
        .init("type", .string("integer")), .init("minimum", .number("\(range.lowerBound)")),
        .init("maximum", .number("\(range.upperBound)")),
      ])
      return .object([.init("anyOf", .array([number, texts("^[0-9]+$")]))])
    case .text(let kind): return texts(kind.pattern)
    }
  }

  private static let verdicts = words(["confirmed", "ruled-out", "undetermined", "not-applicable"])

  private static var input: JSONValue {
    object(
      [
        ("id", words(Subject.keys)), ("ask", text),
        ("candidates", words(CandidateCatalog.all.map { $0.name })), ("optional", text),
        ("documents", list(text)),
      ], ["id", "ask", "candidates"])
  }

  private static var step: JSONValue {
    let effect = object([("hypothesis", text), ("verdict", verdicts)], ["hypothesis", "verdict"])
    let answer = object([("id", text), ("text", text), ("effect", effect)], ["id", "text"])
    let ask = object(
      [("question", text), ("when", words(["undetermined", "always"])), ("answers", list(answer))],
      ["question", "answers"])
    let condition = object([("hypothesis", text), ("is", verdicts), ("answer", text)])
    let branch = object([("if", condition), ("go", text)], ["go"])
    return object(
      [
        ("id", text), ("title", text), ("asks", text), ("why", text), ("teach", text), ("look", text),
        ("hop", text), ("tests", list(text)), ("ask", ask), ("next", list(branch)),
      ], ["id", "title"])
  }

  private static var hypothesis: JSONValue {
    let cause = object(
      [
        ("title", text), ("explanation", text), ("fixes", list(reference("fix"))),
        ("verify", object([("text", text), ("command", text)], ["text"])), ("undo", text), ("prevent", text),
        ("trigger", text),
      ], ["title", "explanation"])
    return object(
      [
        ("id", text), ("kind", words(Hypothesis.Kind.allCases.map(\.rawValue))),
        ("proof", words(Hypothesis.Proof.allCases.map(\.rawValue))), ("hop", text), ("prior", text),
        ("claim", text), ("plausible", text), ("healthy", text), ("broken", text), ("teach", text),
        ("test", reference("test")), ("general", list(text)), ("live", text), ("cause", cause),
      ], ["id", "claim"])
  }

  private static var decoy: JSONValue {
    object(
      [
        ("id", text), ("hop", text), ("people-try", text), ("looks-right", text),
        ("test", reference("test")), ("argument", text), ("harm", text), ("fix", reference("fix")),
      ], ["id", "people-try", "looks-right", "test", "argument"])
  }

  private static var fix: JSONValue {
    object(
      [
        ("title", text), ("operation", words(FixCatalog.all.map(\.name))),
        ("with", .object([.init("type", .string("object")), .init("additionalProperties", text)])),
        ("applicability", words(FixTemplate.Applicability.allCases.map(\.rawValue))), ("opens", text),
        ("undo", text), ("terraform", text), ("when", text),
      ], ["title", "operation"])
  }

  private static var test: JSONValue {
    let checks = CheckCatalog.all.map { check -> JSONValue in
      let parameters = check.parameters.map { parameter in
        (parameter.name, value(parameter.accepts))
      }
      let required = check.parameters.filter(\.required).map(\.name)
      return object([("check", words([check.name]))] + parameters, ["check"] + required)
    }
    let combined = ["all", "any", "first"].map { object([($0, list(reference("test")))], [$0]) }
    return .object([
      .init("anyOf", .array(checks + combined + [object([("not", reference("test"))], ["not"])]))
    ])
  }
}
