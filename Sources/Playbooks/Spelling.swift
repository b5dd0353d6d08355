/// Finds the word that was probably meant.
package enum Spelling {
  /// The nearest of some words, if it is near enough to be a slip.
  package static func nearest(_ word: String, _ words: some Sequence<String>) -> String? {
    let limit = max(2, word.count / 4)
    // Words whose lengths differ by more are further away than that: a long argument is not compared at all.
    let near = words.filter { abs($0.unicodeScalars.count - word.unicodeScalars.count) <= limit }
    let ranked = near.map { (distance(word, $0), $0) }.min { $0 < $1 }
    guard let ranked, ranked.0 <= limit else { return nil }
    return ranked.1
  }

  /// Levenshtein's distance: how many letters have to change.
  static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.unicodeScalars)
    let right = Array(right.unicodeScalars)
    var previous = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let change = previous[column] + (letter == other ? 0 : 1)
        current.append(min(change, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
