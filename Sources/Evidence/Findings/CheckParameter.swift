import Sentences

/// One parameter of a check, as a playbook's author sees it.
package struct CheckParameter: Sendable {
  /// What a parameter accepts.
  package enum Vocabulary: Sendable, Hashable {
    /// One of these words.
    case one(of: [String])
    /// Some of these words, separated by blanks.
    case words(of: [String])
    /// A whole number of this range.
    case number(ClosedRange<Int>)
    case text(OpenText)
  }

  /// Texts of which there is no list.
  package enum OpenText: Sendable, CaseIterable {
    /// A service's prefix and an operation: `ecr:BatchGetImage`.
    case action

    /// What is to be written.
    package var words: Sentence {
      switch self {
      case .action: "an IAM action such as ecr:BatchGetImage"
      }
    }

    /// What a text of the kind looks like, as a regular expression of JSON Schema.
    package var pattern: String {
      switch self {
      case .action: "^[a-z][a-z0-9-]*:[A-Za-z][A-Za-z0-9]*$"
      }
    }

    func accepts(_ text: String) -> Bool {
      switch self {
      case .action: text.wholeMatch(of: /[a-z][a-z0-9\-]*:[A-Za-z][A-Za-z0-9]*/) != nil
      }
    }
  }

  package let name: String
  package let summary: Sentence
  package let accepts: Vocabulary
  package let required: Bool

  /// The closed list that its words are of; empty for numbers and open texts.
  package var words: [String] {
    switch accepts {
    case .one(let words), .words(let words): words
    case .number, .text: []
    }
  }

  /// What is wrong with a value, each part that does not fit by itself.
  package func problems(_ text: String, of check: String) -> [ParameterProblem] {
    let it = "`\(name)` of `\(check)`"
    func wrong(_ says: String, _ part: String, _ known: [String] = []) -> ParameterProblem {
      ParameterProblem(says, at: .value(name), part: part, known: known)
    }
    switch accepts {
    case .one(let words):
      if words.contains(text) { return [] }
      return [wrong("\(it) is one of \(words.joined(separator: ", ")), not `\(text)`", text, words)]
    case .words(let words):
      let given = text.split(whereSeparator: \.isWhitespace).map(String.init)
      let all = words.joined(separator: ", ")
      if given.isEmpty { return [wrong("\(it) holds no word; its words are \(all)", "")] }
      return given.filter { !words.contains($0) }.unique.map {
        wrong("\(it) is made of \(all), not of `\($0)`", $0, words)
      }
    case .number(let range):
      if let number = Int(text), range.contains(number) { return [] }
      return [
        wrong("\(it) is a number from \(range.lowerBound) to \(range.upperBound), not `\(text)`", text)
      ]
    case .text(let kind):
      return kind.accepts(text) ? [] : [wrong("\(it) is \(kind.words), not `\(text)`", text)]
    }
  }

  /// What is wrong where the parameter is left out.
  func absence(of check: String) -> [ParameterProblem] {
    required ? [ParameterProblem("the check `\(check)` needs the parameter `\(name)`", at: .use)] : []
  }
}

/// Something that does not fit in the parameters of one use of a check.
package struct ParameterProblem: Error, Sendable, Equatable {
  /// Where the use of the check has to be mended.
  package enum Place: Sendable, Equatable {
    case use
    case name(String)
    case value(String)
  }

  /// What was seen and what is allowed, without a guess at what was meant.
  package let says: String
  package let place: Place
  /// The part of the value that does not fit.
  package let part: String
  /// The words among which the right one may be.
  package let known: [String]

  init(_ says: String, at place: Place, part: String = "", known: [String] = []) {
    self.says = says
    self.place = place
    self.part = part
    self.known = known
  }

  static func unknown(_ name: String, _ names: [String], of check: String) -> ParameterProblem {
    ParameterProblem(
      "the check `\(check)` has no parameter `\(name)`", at: .name(name), part: name, known: names)
  }
}
