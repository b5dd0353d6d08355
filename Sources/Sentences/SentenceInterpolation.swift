extension Sentence: ExpressibleByStringInterpolation {
  package init(stringLiteral words: String) {
    self.init(parts: words.isEmpty ? [] : [.words(words)], text: words)
  }

  package init(stringInterpolation said: Interpolation) { self.init(parts: said.parts, text: said.text) }

  /// Literals are words; values are names, unless they are sentences themselves.
  package struct Interpolation: StringInterpolationProtocol {
    var parts: [Part] = []
    var text = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(interpolationCount * 2 + 1)
      text.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ words: String) {
      guard !words.isEmpty else { return }
      parts.append(.words(words))
      text += words
    }

    package mutating func appendInterpolation(_ sentence: Sentence) {
      parts.append(.sentence(sentence))
      text += sentence.text
    }

    /// A name, or words where there is none.
    package mutating func appendInterpolation(_ name: (some CustomStringConvertible)?, or words: Sentence) {
      if let name { appendInterpolation(name) } else { appendInterpolation(words) }
    }

    /// Disfavoured, so that a literal in a gap is a sentence and not a name.
    @_disfavoredOverload
    package mutating func appendInterpolation(_ name: some CustomStringConvertible) {
      let said = name.description
      parts.append(.name(said))
      text += said
    }
  }
}
