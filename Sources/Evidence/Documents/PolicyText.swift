import Sentences
import Foundation

/// A policy document, wherever it stands: an object, a JSON string, or a URL-encoded JSON string.
package struct PolicyText: Sendable {
  /// The policy's own root; for text inside a string it belongs to an index of its own.
  package let root: JSON
  /// The string that holds the text; nil where the policy is an object of the document.
  package let holder: JSON?

  /// Reads a policy; nil where the value is none, or its text is no JSON.
  package init?(_ value: JSON) {
    if value.isObject {
      root = value
      holder = nil
      return
    }
    guard let text = value.string else { return nil }
    let candidates = [text, text.removingPercentEncoding ?? text]
    for candidate in candidates {
      guard let index = try? JSONIndex(Array(candidate.utf8)), let start = index.roots.first else { continue }
      let document = Document(
        file: value.document.file, number: value.document.number, rootEntry: start, index: index,
        kind: value.document.kind, subject: value.document.subject, account: value.document.account,
        region: value.document.region)
      guard document.root.isObject else { continue }
      root = document.root
      holder = value
      return
    }
    return nil
  }

  /// Cites a value of the policy: its own place in an object, else the holding string with a verbatim part.
  ///
  /// A URL-encoded text cites the whole string, because the decoded part does not stand in it verbatim.
  package func cite(_ value: JSON, _ says: Sentence) -> Citation {
    guard let holder else { return Citation(value, says) }
    let part = value.source
    guard let text = holder.string, text.contains(part) else { return Citation(holder, says) }
    return Citation(holder, says, part: part)
  }
}
