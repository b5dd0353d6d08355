/// Makes keys of what a terminal sends: bytes, and codes of keys that the terminal's description knows.
///
/// What means nothing is a key that is ignored, never an end: bytes that are not UTF-8, control characters without a
/// key, sequences that the description does not know.
package final class KeyReader {
  /// What one reading came to.
  package enum Outcome: Equatable, Sendable {
    case key(Key)
    /// A code above the bytes, for the driver to tell what it is.
    case code(Int32)
    /// Something came that means nothing.
    case ignored
    /// Nothing more is there at present.
    case nothing
  }

  /// The next byte or code; nil while there is none.
  private let next: () -> Int32?
  /// What was read too far, the next one last.
  private var back: [Int32] = []

  package init(next: @escaping () -> Int32?) { self.next = next }

  package func read() -> Outcome {
    guard let code = take() else { return .nothing }
    if code > 0xFF { return .code(code) }
    if code == 0x1B { return escape() }
    return character(UInt8(truncatingIfNeeded: code))
  }

  private func take() -> Int32? { back.popLast() ?? next() }

  /// Escape alone is a key; one that begins a sequence is ignored together with it.
  private func escape() -> Outcome {
    guard let code = take() else { return .key(.escape) }
    switch code {
    case 0x5B:
      skipSequence()
      return .ignored
    case 0x4F:
      _ = take()
      return .ignored
    default:
      back.append(code)
      return .key(.escape)
    }
  }

  /// Skips `ESC [` up to its last byte; the console of Linux sends `ESC [ [ A`.
  private func skipSequence() {
    for place in 0..<64 {
      guard let code = take() else { return }
      if place == 0, code == 0x5B { continue }
      if (0x20...0x3F).contains(code) { continue }
      // What cannot be part of a sequence is a key of its own.
      if !(0x40...0x7E).contains(code) { back.append(code) }
      return
    }
  }

  /// The character that begins with a byte; its rest may come later.
  private func character(_ first: UInt8) -> Outcome {
    let count: Int
    switch first {
    case 0..<0x80: count = 0
    case 0xC2...0xDF: count = 1
    case 0xE0...0xEF: count = 2
    case 0xF0...0xF4: count = 3
    default: return .ignored
    }
    var bytes = [first]
    while bytes.count <= count {
      guard let code = take() else {
        back = bytes.reversed().map { Int32($0) }
        return .nothing
      }
      guard (0x80...0xBF).contains(code) else {
        back.append(code)
        return .ignored
      }
      bytes.append(UInt8(truncatingIfNeeded: code))
    }
    guard let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first,
      let key = Key.typed(scalar)
    else { return .ignored }
    return .key(key)
  }
}
