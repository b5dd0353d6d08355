import CPlaybooks
import Yams

/// The forms that sentences have in one language, by their templates.
package struct SentenceForms: Sendable {
  /// A part of a form: words, or the number of a gap.
  private enum Piece: Sendable {
    case words(String)
    case gap(Int)
  }

  private let language: Language
  private let forms: [String: [Piece]]

  /// The forms of a language inside the binary; nil for the one that sentences are made in.
  package static func of(_ language: Language) -> SentenceForms? {
    language == .english ? nil : carried[language]
  }

  private static let carried: [Language: SentenceForms] = {
    let pairs = Language.allCases.compactMap { language in
      culprit_sentences_of(language.rawValue).map { file in
        let bytes = UnsafeBufferPointer(start: file.pointee.bytes, count: Int(file.pointee.count))
        let entries = entries(yaml: String(decoding: bytes, as: UTF8.self), language)
        return (language, SentenceForms(entries, language))
      }
    }
    return Dictionary(pairs) { first, _ in first }
  }()

  /// The pairs that a file holds: a list of the template in English and the form in the language.
  package static func entries(yaml: String, _ language: Language) -> [(String, String)] {
    let list = (try? Yams.compose(yaml: yaml))?.sequence ?? []
    return list.compactMap { entry in
      guard let english = entry[Language.english.rawValue]?.string,
        let other = entry[language.rawValue]?.string
      else { return nil }
      return (english, other)
    }
  }

  package init(_ entries: [(String, String)], _ language: Language) {
    self.language = language
    forms = Dictionary(entries.map { ($0.0, SentenceForms.pieces($0.1)) }) { first, _ in first }
  }

  /// The templates that have a form.
  package var templates: Set<String> { Set(forms.keys) }

  /// The templates in a sentence that have none; signs alone are the same everywhere.
  package func open(_ sentence: Sentence) -> Set<String> {
    let inner = sentence.gaps.flatMap { part -> [Sentence] in
      switch part {
      case .words, .name: []
      case .sentence(let sentence): [sentence]
      case .list(let list, _): list
      }
    }
    let template = sentence.template
    let isOpen = forms[template] == nil && template.contains(where: \.isLetter)
    return inner.reduce(into: isOpen ? [template] : []) { $0.formUnion(open($1)) }
  }

  /// The sentence in the language; English where there is no form for it.
  package func said(_ sentence: Sentence) -> String { SentenceForms.tight(form(sentence)) }

  private func form(_ sentence: Sentence) -> String {
    let gaps = sentence.gaps
    if gaps.count == 1, sentence.parts.count == 1 { return said(gaps[0]) }
    let template = sentence.template
    guard let pieces = forms[template] else { return sentence.parts.map { said($0) }.joined() }
    return pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .gap(let number): gaps.indices.contains(number) ? said(gaps[number]) : ""
      }
    }.joined()
  }

  private func said(_ part: Sentence.Part) -> String {
    switch part {
    case .words(let words), .name(let words): return words
    case .sentence(let sentence): return form(sentence)
    case .list(let list, let joiner):
      let said = list.map { form($0) }
      // Names alone are listed as they are written.
      let isNames = said == list.map(\.text) && joiner == ", "
      return said.joined(separator: isNames ? joiner : sign(joiner))
    }
  }

  /// The sign between the parts of a list.
  private func sign(_ english: String) -> String {
    switch (language, english) {
    case (.english, _): english
    case (.japanese, "; "): "。"
    case (.japanese, ", "), (.japanese, " and "), (.japanese, " or "): "、"
    case (.japanese, _): english
    }
  }

  private static func pieces(_ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var next = 0
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      let after = rest[rest.index(after: open)...]
      guard let close = after.firstIndex(of: "}") else { break }
      let name = after[..<close]
      guard name.isEmpty || Int(name) != nil else { break }
      if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
      pieces.append(.gap(Int(name).map { $0 - 1 } ?? next))
      next += 1
      rest = after[after.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    return pieces
  }

  /// The text without blanks between two Japanese characters: a blank only parts Japanese from Latin.
  private static func tight(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var kept = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isBetween =
        scalar == " " && index > 0 && index + 1 < scalars.count && scalars[index - 1].value >= 0x3000
        && scalars[index + 1].value >= 0x3000
      if !isBetween { kept.append(scalar) }
    }
    return String(kept)
  }
}
