import Sentences

/// Says what the program has to say in the language of a playbook.
package struct Speech: Sendable {
  private let forms: SentenceForms?

  package init(_ language: Language) { forms = .of(language) }

  /// Whether sentences stay as the checks made them.
  package var isEnglish: Bool { forms == nil }

  /// The sentence in the language.
  package func callAsFunction(_ sentence: Sentence) -> String { forms?.said(sentence) ?? sentence.english }

  /// The citation with what it says in the language; place and value are the file's own.
  package func callAsFunction(_ citation: Citation) -> Citation {
    var told = citation
    told.says = tell(citation.says)
    return told
  }

  /// The finding with its sentences in the language.
  package func callAsFunction(_ finding: Finding) -> Finding {
    guard !isEnglish else { return finding }
    var told = finding
    told.because = tell(finding.because)
    told.evidence = finding.evidence.map { self($0) }
    return told
  }

  /// The sentence as it was told: from then on one text.
  package func tell(_ sentence: Sentence) -> Sentence {
    forms.map { Sentence(name: $0.said(sentence)) } ?? sentence
  }
}
