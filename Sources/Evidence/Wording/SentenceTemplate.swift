/// One sentence with gaps, and the same sentence in another language.
///
/// Everything is bytes: a sentence is compared with many templates, and characters would be too slow for that.
struct SentenceTemplate: Sendable {
  /// A part of the other language's sentence: words, or the number of a gap.
  enum Piece: Sendable, Equatable {
    case words(String)
    case gap(Int)
  }

  /// The words around the gaps; one more than there are gaps.
  let words: [[UInt8]]
  let pieces: [Piece]
  /// How many bytes are no gap: the more, the surer is a match.
  let weight: Int
  /// Whether it joins two statements itself.
  let isJoined: Bool
  /// The gaps written `{*}`: texts of somebody else, which stay as they are.
  let free: Set<Int>

  var gaps: Int { words.count - 1 }

  /// The gaps that the other language's sentence uses.
  var used: [Int] {
    pieces.compactMap { piece in
      if case .gap(let number) = piece { return number }
      return nil
    }
  }

  /// Reads `{}` as a gap of the sentence, `{*}` as one for any text; the other one may say which by `{1}`, `{2}`.
  init(_ sentence: String, _ other: String) {
    let bytes = Array(sentence.utf8)
    var words: [[UInt8]] = [[]]
    var free: Set<Int> = []
    var index = 0
    while index < bytes.count {
      let rest = bytes[index...]
      if rest.starts(with: "{}".utf8) {
        words.append([])
        index += 2
      } else if rest.starts(with: "{*}".utf8) {
        free.insert(words.count - 1)
        words.append([])
        index += 3
      } else {
        words[words.count - 1].append(bytes[index])
        index += 1
      }
    }
    self.words = words
    self.free = free
    pieces = SentenceTemplate.pieces(other)
    weight = words.reduce(0) { $0 + $1.count }
    isJoined = sentence.contains("; ")
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

  /// Every way to fill the gaps such that the template is the sentence, until one is taken; shorter first gaps first.
  func match(_ sentence: [UInt8], _ take: ([Range<Int>]) -> String?) -> String? {
    guard let first = words.first, let last = words.last, sentence.count >= weight + gaps,
      sentence.starts(with: first)
    else { return nil }
    if gaps == 0 { return sentence.count == first.count ? take([]) : nil }
    guard sentence.suffix(last.count).elementsEqual(last) else { return nil }
    // Texts with many places to cut are not worth more tries than this.
    var tries = 64
    var found: [Range<Int>] = []
    func fill(_ gap: Int, from start: Int) -> String? {
      let end = sentence.count - last.count
      if gap == gaps - 1 {
        guard end > start else { return nil }
        tries -= 1
        return take(found + [start..<end])
      }
      let next = words[gap + 1]
      var at = start + 1
      while at + next.count < end, tries > 0 {
        if next.isEmpty || sentence[at] == next[0], sentence[at...].starts(with: next) {
          found.append(start..<at)
          if let taken = fill(gap + 1, from: at + next.count) { return taken }
          found.removeLast()
        }
        at += 1
      }
      return nil
    }
    return fill(0, from: first.count)
  }
}
