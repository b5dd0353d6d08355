import Files
import Foundation

/// Checks that a citation holds: its pointer leads to its value and its line shows it.
package enum CitationProof {
  /// What is wrong with a citation; nil where it holds.
  package static func problem(_ citation: Citation, in snapshot: Snapshot) -> String? {
    let place = "\(citation.file):\(citation.line)"
    guard let file = snapshot.files.first(where: { $0.path == citation.file }) else {
      return "\(place): the snapshot has no such file"
    }
    guard let bytes = try? file.read() else { return "\(place): the file cannot be read" }
    guard let pointer = citation.pointer else { return lineProblem(citation, bytes, place) }
    guard let index = try? FileText.index(bytes, file: citation.file) else {
      return "\(place): the file is no JSON"
    }
    let number = citation.document ?? 1
    guard number >= 1, number <= index.roots.count else { return "\(place): there is no document \(number)" }
    let document = Document(
      file: citation.file, number: nil, rootEntry: index.roots[number - 1], index: index, kind: nil,
      subject: nil, account: nil, region: nil)
    guard let found = document.root.resolve(pointer) else {
      return "\(place): nothing stands at \(pointer)"
    }
    let line = JSONIndex.place(of: found.offset, in: index.bytes).line
    if line != citation.line { return "\(place): \(pointer) stands on line \(line)" }
    guard let value = citation.value, value != Redaction.word else { return nil }
    let text = found.isNull ? "null" : found.scalar
    guard let text, text == value || (found.string != nil && text.contains(value)) else {
      return "\(place): \(pointer) is \(text.map { Redaction.text($0) } ?? "no scalar"), not \(value)"
    }
    return nil
  }

  /// What stands now where a citation points: the scalar, or the line; nil for a container or a lost place.
  package static func text(_ citation: Citation, in snapshot: Snapshot) -> String? {
    guard let file = snapshot.files.first(where: { $0.path == citation.file }), var bytes = try? file.read()
    else { return nil }
    guard let pointer = citation.pointer else {
      if bytes.starts(with: [0x1F, 0x8B]) {
        bytes = (try? FileTree.gunzip(bytes, file: citation.file)) ?? bytes
      }
      let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      guard citation.line >= 1, citation.line <= lines.count else { return nil }
      return String(decoding: lines[citation.line - 1], as: UTF8.self)
    }
    let number = (citation.document ?? 1) - 1
    guard let index = try? FileText.index(bytes, file: citation.file), index.roots.indices.contains(number)
    else { return nil }
    let document = Document(
      file: citation.file, number: nil, rootEntry: index.roots[number], index: index, kind: nil, subject: nil,
      account: nil, region: nil)
    guard let found = document.root.resolve(pointer) else { return nil }
    return found.isNull ? "null" : found.scalar
  }

  private static func lineProblem(_ citation: Citation, _ bytes: [UInt8], _ place: String) -> String? {
    var plain = bytes
    if bytes.starts(with: [0x1F, 0x8B]) {
      guard let inflated = try? FileTree.gunzip(bytes, file: citation.file) else {
        return "\(place): the file cannot be decompressed"
      }
      plain = inflated
    }
    let lines = plain.split(separator: 0x0A, omittingEmptySubsequences: false)
    guard citation.line >= 1, citation.line <= lines.count else {
      return "\(place): the file has \(lines.count) lines"
    }
    guard let value = citation.value else { return nil }
    let line = String(decoding: lines[citation.line - 1], as: UTF8.self)
    return line.contains(value) ? nil : "\(place): the line does not hold \(value)"
  }
}
