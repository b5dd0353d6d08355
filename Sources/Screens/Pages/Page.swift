import Commands
import Evidence

/// A text with a structure and without looks: the screen, the report and the plain mode render the same one.
package struct Page: Sendable, Hashable {
  package var blocks: [Block]

  package init(_ blocks: [Block] = []) { self.blocks = blocks }

  package static func += (page: inout Page, block: Block) { page.blocks.append(block) }
}

/// One block of a page.
package indirect enum Block: Sendable, Hashable {
  /// Level 1 is the title.
  case heading(Int, Phrase)
  case paragraph(Phrase)
  /// A list; the marker counts when `ordered`.
  case list(ordered: Bool, [[Block]])
  /// An excerpt that is copied as it stands.
  case code(String, language: String)
  /// Commands that are run one after the other.
  case commands([ShellCommand])
  /// A table with its head row.
  case table([Phrase], [[Phrase]])
  /// A remark that stands out; the kind is a GitHub alert (`NOTE`, `WARNING` ...).
  case alert(String, Phrase)
  /// One numbered piece of evidence.
  case evidence(Int, Citation)
  /// A diagram in Mermaid's language.
  case diagram(String)
}

/// Running text.
package struct Phrase: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// A piece of running text.
  package enum Part: Sendable, Hashable {
    case plain(String)
    case strong(String)
    /// An id, a value, a name: never translated, never wrapped in quotes.
    case code(String)
    case state(Incident.State)
    /// `E3`: a reference to evidence.
    case reference(Int)
  }

  package var parts: [Part]

  package init(_ parts: [Part]) { self.parts = parts }

  /// Running text; what stands between two backquotes is a name or a value.
  package init(_ text: String) {
    let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
    guard pieces.count > 2, pieces.count % 2 == 1 else {
      parts = text.isEmpty ? [] : [.plain(text)]
      return
    }
    parts = pieces.enumerated().compactMap { index, piece in
      piece.isEmpty ? nil : index % 2 == 0 ? .plain(String(piece)) : .code(String(piece))
    }
  }

  package init(stringLiteral value: String) { self.init(value) }

  package static func + (left: Phrase, right: Phrase) -> Phrase { Phrase(left.parts + right.parts) }

  package static func strong(_ text: String) -> Phrase { Phrase([.strong(text)]) }
  package static func code(_ text: String) -> Phrase { Phrase([.code(text)]) }
  package static func state(_ state: Incident.State) -> Phrase { Phrase([.state(state)]) }

  /// References to evidence in brackets; empty for none.
  package static func references(_ numbers: [Int]) -> Phrase {
    guard !numbers.isEmpty else { return Phrase([]) }
    return Phrase(
      [.plain(" (")]
        + numbers.enumerated().flatMap { index, number -> [Part] in
          (index > 0 ? [.plain(", ")] : []) + [.reference(number)]
        } + [.plain(")")])
  }

  package var isEmpty: Bool { parts.isEmpty }
}
