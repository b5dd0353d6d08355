extension Sentence {
  /// The sentence with its names changed, where that is all that a change of the whole text changes.
  ///
  /// What is a secret is known by the words around it, so the whole text decides; a text that is changed
  /// beyond its names is one name from then on.
  package func mapped(_ change: (String) -> String) -> Sentence {
    let whole = change(text)
    if whole == text { return self }
    let inside = renamed(change)
    return inside.text == whole ? inside : Sentence(name: whole)
  }

  private func renamed(_ change: (String) -> String) -> Sentence {
    let parts = parts.map { part -> Part in
      switch part {
      case .words: part
      case .name(let name): .name(change(name))
      case .sentence(let sentence): .sentence(sentence.renamed(change))
      case .list(let list, let joiner): .list(list.map { $0.renamed(change) }, joiner: joiner)
      }
    }
    return Sentence(parts: parts, text: parts.map(\.text).joined())
  }

  /// What stands in the gaps, in their order.
  var gaps: [Part] {
    parts.filter { part in
      if case .words = part { return false }
      return true
    }
  }
}

extension Sentence.Part {
  /// The part as it reads in English.
  var text: String {
    switch self {
    case .words(let text), .name(let text): text
    case .sentence(let sentence): sentence.text
    case .list(let list, let joiner): list.map(\.text).joined(separator: joiner)
    }
  }
}
