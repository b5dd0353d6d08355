/// Breaks styled text into rows: at spaces, between ideographs by the Japanese rules, and inside long names.
package enum Wrap {
  /// Characters that never begin a row.
  private static let neverFirst = Set(
    "、。，．・：；？！）」』】〕〉》”’ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々ゝゞ…‥,.:;?!)]}%")
  /// Characters that never end a row.
  private static let neverLast = Set("（「『【〔〈《“‘([{$#")
  /// Where a name too long for a row is best divided, after the character.
  private static let joints = Set("/,&?|;")
  /// Where it is divided else: after what opens or names a value.
  private static let middleJoints = Set("=[{(:")
  /// Where it is divided if need be: inside an id or a host name.
  private static let weakJoints = Set("-_.+")

  private struct Piece {
    var character: Character
    var style: Style
    var width: Int
  }

  /// Rows no wider than `width`; all but the first are indented by `hanging` cells.
  package static func rows(_ row: Row, width: Int, hanging: Int = 0) -> [Row] {
    let pieces = row.flatMap { span in
      span.text.map { Piece(character: $0, style: span.style, width: Width.of($0)) }
    }
    let width = max(width, 2)
    let hanging = min(hanging, max(0, width - 8))
    var rows: [Row] = []
    var start = 0
    while start < pieces.count {
      let indent = rows.isEmpty ? 0 : hanging
      let end = lineEnd(pieces, from: start, room: width - indent)
      var last = end
      while last > start, end < pieces.count, pieces[last - 1].character == " " { last -= 1 }
      rows.append(styled(pieces[start..<last], indent: indent))
      start = end
      while start < pieces.count, pieces[start].character == " " { start += 1 }
    }
    return rows.isEmpty ? [[]] : rows
  }

  /// At most `count` rows; where more would follow, the last ends with `mark` after a whole word.
  package static func rows(_ row: Row, width: Int, hanging: Int = 0, atMost count: Int, mark: String)
    -> [Row]
  {
    let all = rows(row, width: width, hanging: hanging)
    guard all.count > count, count > 0 else { return all }
    let last = rows(all[count - 1], width: width - Width.of(mark) - 1).first ?? []
    // A single name that fills the row has no end of a word to stop at.
    let isEmpty = last.text.allSatisfy { $0 == " " }
    let ended =
      isEmpty
      ? (all[count - 1] + [Span("  ")]).cut(to: width, mark: mark) : last + [Span(" " + mark, .dim)]
    return all.prefix(count - 1) + [ended]
  }

  /// One row that ends after a whole word, with `mark` where more would follow.
  package static func line(_ row: Row, width: Int, mark: String) -> Row {
    rows(row, width: width, atMost: 1, mark: mark).first ?? []
  }

  /// The index after the last piece of the row that begins at `start`.
  private static func lineEnd(_ pieces: [Piece], from start: Int, room: Int) -> Int {
    var used = 0
    var best: Int?
    var joint: Int?
    var middle: Int?
    var weak: Int?
    var at = start
    while at < pieces.count {
      let piece = pieces[at]
      let isAfterText = at > start && !pieces[start..<at].allSatisfy { $0.character == " " }
      if isAfterText, mayBreak(pieces[at - 1].character, piece.character) { best = at }
      if used + piece.width > room, piece.character != " " {
        if let best { return best }
        if let joint, joint - start > room / 3 { return joint }
        if let middle, middle - start > room / 3 { return middle }
        if let weak, weak - start > room / 3 { return weak }
        return joint ?? middle ?? weak ?? max(at, start + 1)
      }
      if at > start, piece.character != " " {
        if joints.contains(pieces[at - 1].character) { joint = at }
        if middleJoints.contains(pieces[at - 1].character) { middle = at }
        if weakJoints.contains(pieces[at - 1].character) { weak = at }
      }
      used += piece.width
      at += 1
    }
    return at
  }

  private static func mayBreak(_ before: Character, _ after: Character) -> Bool {
    if after == " " { return false }
    if before == " " { return true }
    let wide = Width.of(before) > 1 || Width.of(after) > 1
    return wide && !neverFirst.contains(after) && !neverLast.contains(before)
  }

  private static func styled(_ pieces: ArraySlice<Piece>, indent: Int) -> Row {
    var out: [(text: String, style: Style)] = []
    if indent > 0 { out.append((String(repeating: " ", count: indent), .plain)) }
    for piece in pieces {
      if let last = out.indices.last, out[last].style == piece.style {
        out[last].text.append(piece.character)
      } else {
        out.append((String(piece.character), piece.style))
      }
    }
    return out.map { Span($0.text, $0.style) }
  }
}
