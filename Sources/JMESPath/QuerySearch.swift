/// Looks for a text inside another in linear time (Knuth, Morris, Pratt).
enum QuerySearch {
  /// Whether `part` stands in `whole`, byte by byte.
  static func holds(_ whole: String, _ part: String) -> Bool {
    let part = Array(part.utf8)
    if part.isEmpty { return true }
    if part.count > whole.utf8.count { return false }
    // For each length: how much of the part's beginning stands at that beginning's end.
    var borders = [0]
    var border = 0
    for byte in part.dropFirst() {
      while border > 0, part[border] != byte { border = borders[border - 1] }
      if part[border] == byte { border += 1 }
      borders.append(border)
    }
    var matched = 0
    for byte in whole.utf8 {
      while matched > 0, part[matched] != byte { matched = borders[matched - 1] }
      if part[matched] == byte { matched += 1 }
      if matched == part.count { return true }
    }
    return false
  }
}
