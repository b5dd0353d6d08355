import Diagnosis

/// Blanks secrets in a raw file before a line of it is shown; lines stay where they are.
enum RawRedaction {
  /// Words without which a JSON file holds nothing to blank.
  private static let marks = ["environment", "HeaderValue", "oken"].map { Array($0.utf8) }

  /// A JSON file with the values of secret places replaced; anything else as it is.
  static func bytes(_ bytes: [UInt8]) -> [UInt8] {
    guard let first = bytes.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B,
      marks.contains(where: { holds(bytes, $0) }), let index = try? JSONIndex(bytes)
    else { return bytes }
    var places: [Range<Int>] = []
    for root in index.roots {
      let document = Document(
        file: "", number: nil, rootEntry: root, index: index, kind: nil, subject: nil, account: nil,
        region: nil)
      collect(document.root, "", &places)
    }
    var out: [UInt8] = []
    var at = 0
    for place in places where place.lowerBound >= at {
      out += bytes[at..<place.lowerBound] + Array("\"\(Redaction.word)\"".utf8)
      at = place.upperBound
    }
    return out + bytes[at...]
  }

  private static func collect(_ json: JSON, _ pointer: String, _ places: inout [Range<Int>]) {
    for (name, value) in json.members {
      let path = "\(pointer)/\(name)"
      if value.isObject || value.isArray {
        collect(value, path, &places)
      } else if Redaction.hides(path) {
        places.append(value.offset..<(value.offset + value.source.utf8.count))
      }
    }
    for element in json.elements where element.isObject || element.isArray {
      collect(element, pointer, &places)
    }
  }

  private static func holds(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first, bytes.count >= wanted.count else { return false }
    return bytes.withUnsafeBufferPointer { buffer in
      for at in 0...(buffer.count - wanted.count) where buffer[at] == first {
        if buffer[at..<(at + wanted.count)].elementsEqual(wanted) { return true }
      }
      return false
    }
  }

  /// The columns that a CloudFront log's head names; empty for other files.
  static func columns(_ bytes: [UInt8]) -> [String] {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    guard let line = head.split(separator: "\n").first(where: { $0.hasPrefix("#Fields:") }) else { return [] }
    return line.split(separator: " ").dropFirst().map(String.init)
  }

  /// One line without query strings, cookies and the values in an embedded environment.
  static func line(_ line: String, _ columns: [String]) -> String {
    if !columns.isEmpty, !line.hasPrefix("#") {
      let secret: Set<String> = ["cs-uri-query", "cs(Cookie)"]
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      return cells.enumerated().map { index, cell in
        let hides = index < columns.count && secret.contains(columns[index]) && cell != "-"
        return hides ? Redaction.word : Redaction.text(String(cell))
      }.joined(separator: "\t")
    }
    var text = Redaction.text(line)
    if text.contains("environment") {
      text = text.replacing(/(\\"value\\"\s*:\s*\\")[^"\\]*(\\")/) { "\($0.1)\(Redaction.word)\($0.2)" }
    }
    return text
  }
}
