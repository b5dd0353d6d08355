import Sentences

/// The words of an enum as a parameter accepts them.
package typealias ParameterWord = RawRepresentable<String> & CaseIterable & Hashable & Sendable

/// A parameter of a check together with the type of its values: what is declared is what is read.
package struct Parameter<Value: Sendable>: Sendable {
  package let declared: CheckParameter
  /// What holds where the playbook leaves it out; nil where it may not.
  private let otherwise: Value?
  private let parse: @Sendable (String) -> Value?

  private init(
    _ name: String, _ summary: Sentence, _ accepts: CheckParameter.Vocabulary, otherwise: Value?,
    parse: @escaping @Sendable (String) -> Value?
  ) {
    declared = CheckParameter(
      name: name, summary: summary, accepts: accepts, required: otherwise == nil)
    self.otherwise = otherwise
    self.parse = parse
  }

  /// The value of one use of the check; nil where the use does not fit the declaration.
  func value(in given: [String: String]) -> Value? {
    guard let text = given[declared.name] else { return otherwise }
    return parse(text)
  }
}

extension Parameter where Value: ParameterWord {
  /// One of an enum's words; without `otherwise` the playbook has to give it.
  package init(
    _ name: String, _ summary: Sentence, of words: [Value] = Array(Value.allCases), otherwise: Value? = nil
  ) {
    self.init(name, summary, .one(of: words.map(\.rawValue)), otherwise: otherwise) { text in
      words.first { $0.rawValue == text }
    }
  }
}

extension Parameter {
  /// One of an enum's words, or none.
  package init<Word: ParameterWord>(_ name: String, _ summary: Sentence) where Value == Word? {
    self.init(name, summary, .one(of: Word.allCases.map(\.rawValue)), otherwise: .some(nil)) { text in
      Word(rawValue: text).map { .some($0) }
    }
  }

  /// Some of an enum's words; without `otherwise` the playbook has to give at least one.
  package init<Word: ParameterWord>(_ name: String, _ summary: Sentence, otherwise: Value? = nil)
  where Value == Set<Word> {
    self.init(name, summary, .words(of: Word.allCases.map(\.rawValue)), otherwise: otherwise) { text in
      let given = text.split(whereSeparator: \.isWhitespace).map { Word(rawValue: String($0)) }
      let known = given.compactMap(\.self)
      return known.isEmpty || known.count != given.count ? nil : Set(known)
    }
  }
}

extension Parameter where Value == Set<String> {
  /// Some words of a table that is data, too; the playbook has to give at least one.
  package init(_ name: String, _ summary: Sentence, of words: [String]) {
    self.init(name, summary, .words(of: words), otherwise: nil) { text in
      let given = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
      return given.isEmpty || !given.isSubset(of: words) ? nil : given
    }
  }
}

extension Parameter where Value == Bool {
  /// `yes` or `no`; no where it is left out.
  package init(_ name: String, _ summary: Sentence) {
    self.init(name, summary, .one(of: ["yes", "no"]), otherwise: false) { text in
      ["yes": true, "no": false][text]
    }
  }
}

extension Parameter where Value == Int {
  /// A whole number of a range, which the playbook has to give.
  package init(_ name: String, _ summary: Sentence, in range: ClosedRange<Int>) {
    self.init(name, summary, .number(range), otherwise: nil) { text in
      Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }
}

extension Parameter where Value == String {
  /// A text of which there is no list, which the playbook has to give.
  package init(_ name: String, _ summary: Sentence, as kind: CheckParameter.OpenText) {
    self.init(name, summary, .text(kind), otherwise: nil) { kind.accepts($0) ? $0 : nil }
  }
}
