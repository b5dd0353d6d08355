import Sentences

/// All that the snapshot has of one kind, within one scope, and how much of it can be relied on.
package struct Listing: Sendable {
  /// How complete the items are.
  ///
  /// Absence is evidence only where it is `complete` or `absent`.
  package enum State: Sendable {
    case complete
    /// Filtered, truncated, or contradicted by another document: says how.
    case partial(Sentence)
    /// AWS refused the call.
    case denied(FailedCall)
    case failed(FailedCall)
    /// An error code that proves that the subject does not exist.
    case absent(FailedCall)
    case notCollected
  }

  package let kind: DocumentKind
  package let items: [JSON]
  package let state: State
  package let documents: [Document]
  /// The file and the command that would make this listing complete.
  package let need: Need

  package init(kind: DocumentKind, items: [JSON], state: State, documents: [Document], need: Need) {
    self.kind = kind
    self.items = items
    self.state = state
    self.documents = documents
    self.need = need
  }

  package var isComplete: Bool { if case .complete = state { true } else { false } }

  /// Whether the subject is proved not to exist.
  package var provedAbsent: FailedCall? { if case .absent(let call) = state { call } else { nil } }

  /// Cites the listing that would have held what is absent.
  package func citations(_ says: Sentence) -> [Citation] {
    documents.prefix(3).map { document in
      let list = kind.list.flatMap { document.root[$0] } ?? document.root
      return Citation(list, says)
    }
  }

  /// Why nothing can be concluded from what is not in it; nil where it is complete.
  package var gap: Sentence? {
    switch state {
    case .complete: nil
    case .partial(let why): "`\(kind.name)` is incomplete: \(why)"
    case .denied(let call): "`\(kind.name)` was denied (\(call.code, or: "no message"), \(call.file))"
    case .failed(let call): "`\(kind.name)` failed (\(call.code, or: "no message kept"), \(call.file))"
    case .absent(let call): "`\(kind.name)` answered \(call.code, or: "that there is nothing") (\(call.file))"
    case .notCollected: "`\(kind.name)` was not collected"
    }
  }
}
