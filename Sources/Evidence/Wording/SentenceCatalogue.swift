import CPlaybooks
import Foundation
import Synchronization
import Yams

/// The sentences that checks make, in another language: templates found by their words, filled from the inside out.
///
/// Only for reading: verdicts, citations' values and JSON never pass through it.
package final class SentenceCatalogue: Sendable {
  private let exact: [String: String]
  /// Templates with gaps, by the rarest of their words; the surest first.
  private let byWord: [[UInt8]: [SentenceTemplate]]
  private let cache = Mutex<[String: String?]>([:])

  /// The Japanese sentences inside the binary.
  package static let japanese: SentenceCatalogue = {
    let bytes = UnsafeBufferPointer(start: culprit_sentences, count: Int(culprit_sentences_count))
    return SentenceCatalogue(entries(yaml: String(decoding: bytes, as: UTF8.self)))
  }()

  /// The pairs that a file holds: a list of `en` and `ja`.
  package static func entries(yaml: String) -> [(String, String)] {
    let list = (try? Yams.load(yaml: yaml)) as? [[String: Any]] ?? []
    return list.compactMap { entry in
      guard let english = entry["en"] as? String, let other = entry["ja"] as? String else { return nil }
      return (english, other)
    }
  }

  package init(_ entries: [(String, String)]) {
    var exact: [String: String] = [:]
    var templates: [SentenceTemplate] = []
    for (sentence, other) in entries {
      if sentence.contains("{}") || sentence.contains("{*}") {
        templates.append(SentenceTemplate(sentence, other))
      } else {
        exact[sentence] = other
      }
    }
    self.exact = exact
    var counts: [[UInt8]: Int] = [:]
    let known = templates.map { template in
      let words = template.words.enumerated().flatMap { number, part in
        SentenceCatalogue.wholeWords(part, isFirst: number == 0, isLast: number == template.gaps)
      }
      for word in words { counts[word, default: 0] += 1 }
      return (template, words)
    }
    var byWord: [[UInt8]: [SentenceTemplate]] = [:]
    for (template, words) in known {
      let rarest = words.min { (counts[$0] ?? 0, $0.count) < (counts[$1] ?? 0, $1.count) }
      byWord[rarest ?? [], default: []].append(template)
    }
    self.byWord = byWord
  }

  /// The sentence in the catalogue's language; as it is where the catalogue does not know it.
  package func translated(_ sentence: String) -> String { known(sentence) ?? partly(sentence) }

  /// The sentence in the catalogue's language; nil where a part of it has no form there.
  package func known(_ sentence: String) -> String? {
    if let cached = cache.withLock({ $0[sentence] }) { return cached }
    var budget = 4000
    let made = form(sentence, &budget, depth: 0)
    cache.withLock { cache in
      // A run shows a few thousand sentences; more means many snapshots, and the old ones are not asked for again.
      if cache.count > 20_000 { cache.removeAll() }
      cache[sentence] = .some(made)
    }
    return made
  }

  /// Joined sentences of which only some have a form.
  private func partly(_ sentence: String) -> String {
    let parts = SentenceCatalogue.parts(sentence)
    guard parts.count > 1 else { return sentence }
    return parts.map { known($0) ?? $0 }.joined(separator: "; ")
  }

  private func form(_ sentence: String, _ budget: inout Int, depth: Int) -> String? {
    if let whole = exact[sentence] { return whole }
    let bytes = Array(sentence.utf8)
    let candidates = candidates(bytes)
    let parts = SentenceCatalogue.parts(sentence)
    if parts.count == 1 { return best(candidates, bytes, &budget, depth) }
    if let whole = best(candidates.filter(\.isJoined), bytes, &budget, depth) { return whole }
    for count in stride(from: parts.count - 1, through: 1, by: -1) {
      let first = parts[..<count].joined(separator: "; ")
      let rest = parts[count...].joined(separator: "; ")
      let head: String?
      if count == 1 {
        head = exact[first] ?? best(self.candidates(Array(first.utf8)), Array(first.utf8), &budget, depth)
      } else {
        let joined = self.candidates(Array(first.utf8)).filter(\.isJoined)
        head = exact[first] ?? best(joined, Array(first.utf8), &budget, depth)
      }
      guard let head, let tail = form(rest, &budget, depth: depth) ?? value(rest) else { continue }
      return head + "。" + tail
    }
    return best(candidates.filter { !$0.isJoined }, bytes, &budget, depth)
  }

  private func best(
    _ candidates: [SentenceTemplate], _ bytes: [UInt8], _ budget: inout Int, _ depth: Int
  ) -> String? {
    guard depth < 6 else { return nil }
    for template in candidates {
      let made = template.match(bytes) { ranges in
        var filled: [String] = []
        for (number, range) in ranges.enumerated() {
          budget -= 1
          guard budget > 0 else { return nil }
          let text = String(decoding: bytes[range], as: UTF8.self)
          let inner = gap(text, &budget, depth + 1) ?? (template.free.contains(number) ? text : nil)
          guard let inner else { return nil }
          filled.append(inner)
        }
        return SentenceCatalogue.tight(
          template.pieces.map { piece in
            switch piece {
            case .words(let words): words
            case .gap(let number): filled.indices.contains(number) ? filled[number] : ""
            }
          }.joined())
      }
      if let made { return made }
    }
    return nil
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

  /// What stands in a gap: a name as it is, a phrase in the other language, or a list of both.
  private func gap(_ text: String, _ budget: inout Int, _ depth: Int) -> String? {
    // A single word is a name, whatever it means elsewhere.
    if !text.utf8.contains(UInt8(ascii: " ")) { return text }
    if let whole = exact[text] { return whole }
    if let list = list(text, ", ", &budget, depth) { return list }
    return form(text, &budget, depth: depth) ?? value(text) ?? list(text, " and ", &budget, depth)
  }

  /// The elements of a list; a list of names alone stays as it is written.
  private func list(_ text: String, _ separator: String, _ budget: inout Int, _ depth: Int) -> String? {
    let parts = text.components(separatedBy: separator)
    guard parts.count > 1 else { return nil }
    var made: [String] = []
    for part in parts {
      let isWord = !part.utf8.contains(UInt8(ascii: " "))
      guard let one = isWord ? part : form(part, &budget, depth: depth) ?? value(part) else { return nil }
      made.append(one)
    }
    return made == parts && separator == ", " ? text : made.joined(separator: "、")
  }

  /// A name, a number or a text of AWS, which no language changes; nil for English words.
  private func value(_ text: String) -> String? {
    guard let first = text.utf8.first, first != UInt8(ascii: " "), text.utf8.last != UInt8(ascii: " ") else {
      return nil
    }
    // What AWS or a program said begins as a message does, or is quoted.
    let isQuoted = text.hasPrefix("\"") && text.hasSuffix("\"")
    if isQuoted { return text }
    let words = text.split { $0 == " " || $0 == "," || $0 == ":" || $0 == ";" }
    return words.contains { SentenceCatalogue.glue.contains(String($0)) } ? nil : text
  }

  /// Words that hold English together: what has one of them is a phrase, not a name.
  private static let glue: Set<String> = [
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "does", "for", "from", "has", "have", "in", "is",
    "it", "its", "leads", "lies", "no", "not", "of", "on", "or", "that", "the", "to", "was", "were", "which",
    "with", "without",
  ]

  /// The templates that may fit, the surest first.
  private func candidates(_ bytes: [UInt8]) -> [SentenceTemplate] {
    var found = byWord[[]] ?? []
    var seen: Set<[UInt8]> = []
    for word in SentenceCatalogue.wholeWords(bytes, isFirst: true, isLast: true)
    where seen.insert(word).inserted {
      if let templates = byWord[word] { found += templates }
    }
    return found.sorted { ($0.weight, -$0.gaps) > ($1.weight, -$1.gaps) }
  }

  /// The words of a text; of a template's part only those that no gap can lengthen.
  private static func wholeWords(_ bytes: [UInt8], isFirst: Bool, isLast: Bool) -> [[UInt8]] {
    bytes.split { !isLetter($0) }.filter { word in
      (isFirst || word.startIndex > 0) && (isLast || word.endIndex < bytes.count)
    }.map(Array.init)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func parts(_ sentence: String) -> [String] { sentence.components(separatedBy: "; ") }
}
