/// What the program says: a template with gaps, and what stands in them.
///
/// English and every other language are renderings of it; nothing takes a finished text apart.
package struct Sentence: Sendable {
  enum Part: Sendable {
    /// Words of the template.
    case words(String)
    /// A name, a number, a time, a text of AWS or of the operator: the same in every language.
    case name(String)
    case sentence(Sentence)
    case list([Sentence], joiner: String)
  }

  let parts: [Part]
  /// The sentence in English, or in the language that it was told in.
  package let text: String

  init(parts: [Part], text: String) {
    self.parts = parts
    self.text = text
  }

  /// A text that no language changes: a name, a message of AWS, the operator's words.
  package init(name: String) { self.init(parts: [.name(name)], text: name) }

  /// Several sentences with a sign between them.
  package init(_ sentences: [Sentence], joiner: String) {
    self.init(
      parts: sentences.isEmpty ? [] : [.list(sentences, joiner: joiner)],
      text: sentences.map(\.text).joined(separator: joiner))
  }

  /// The bytes that JSON shows, whatever language is spoken.
  package var english: String { text }
  package var isEmpty: Bool { text.isEmpty }

  /// The names, numbers and foreign texts that stand in its gaps, also in those of the sentences inside it.
  package var names: Set<String> {
    parts.reduce(into: []) { names, part in
      switch part {
      case .words: break
      case .name(let name): names.insert(name)
      case .sentence(let sentence): names.formUnion(sentence.names)
      case .list(let list, _): for sentence in list { names.formUnion(sentence.names) }
      }
    }
  }

  /// The words with `{}` for each gap: what a language has a form for.
  package var template: String {
    parts.reduce(into: "") { template, part in
      if case .words(let words) = part { template += words } else { template += "{}" }
    }
  }
}

extension Sentence: Hashable {
  /// Two sentences are one where they read the same, however they were composed.
  package static func == (one: Sentence, other: Sentence) -> Bool { one.text == other.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension Sentence: Comparable {
  package static func < (one: Sentence, other: Sentence) -> Bool { one.text < other.text }
}

extension Sentence: CustomStringConvertible {
  package var description: String { text }
}

extension Sequence<Sentence> {
  /// Lists keep their elements, so that each is said in its language.
  package func joined(separator: String = "") -> Sentence { Sentence(Array(self), joiner: separator) }
}

extension Sentence {
  /// The same as one literal that holds both.
  package static func + (head: Sentence, tail: Sentence) -> Sentence {
    var parts = head.parts
    for part in tail.parts {
      if case .words(let more) = part, case .words(let words)? = parts.last {
        parts[parts.count - 1] = .words(words + more)
      } else {
        parts.append(part)
      }
    }
    return Sentence(parts: parts, text: head.text + tail.text)
  }

  package static func += (head: inout Sentence, tail: Sentence) { head = head + tail }
}
