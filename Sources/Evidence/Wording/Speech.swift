/// Says what the program has to say in the language of a playbook.
package struct Speech: Sendable {
  private let catalogue: SentenceCatalogue?

  /// Speaks a language; one without a catalogue is English.
  package init(_ language: String) { catalogue = language == "ja" ? .japanese : nil }

  /// Whether sentences stay as the checks made them.
  package var isEnglish: Bool { catalogue == nil }

  /// The sentence in the language; English where the catalogue does not know it.
  package func callAsFunction(_ sentence: String) -> String {
    sentence.isEmpty ? sentence : catalogue?.translated(sentence) ?? sentence
  }

  /// The citation with what it says in the language; place and value are the file's own.
  package func callAsFunction(_ citation: Citation) -> Citation {
    // What only repeats the value is the file's own word.
    guard !isEnglish, citation.says != citation.value else { return citation }
    var told = citation
    told.says = self(citation.says)
    return told
  }

  /// The finding with its sentences in the language.
  package func callAsFunction(_ finding: Finding) -> Finding {
    guard !isEnglish else { return finding }
    var told = finding
    told.because = self(finding.because)
    told.evidence = finding.evidence.map { self($0) }
    return told
  }
}
