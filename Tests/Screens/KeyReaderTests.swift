import Testing

@testable import Screens

@Suite struct KeyReaderTests {
  /// All that a reader makes of codes that are there at once.
  private func outcomes(_ codes: [Int32]) -> [KeyReader.Outcome] {
    var rest = codes[...]
    let reader = KeyReader { rest.popFirst() }
    var made: [KeyReader.Outcome] = []
    while true {
      let outcome = reader.read()
      if outcome == .nothing { return made }
      made.append(outcome)
    }
  }

  @Test(
    arguments: [
      ([0x71], [.key(.char("q"))]), ([0x1B], [.key(.escape)]),
      ([0x1B, 0x71], [.key(.escape), .key(.char("q"))]),
      ([0x1B, 0x1B], [.key(.escape), .key(.escape)]), ([0xE3, 0x81, 0x82], [.key(.char("あ"))]),
      ([0xF0, 0x9F, 0x9A, 0x91], [.key(.char("🚑"))]), ([0x102], [.code(0x102)]),
      ([0x03, 0x0D], [.key(.control("c")), .key(.enter)]),
    ] as [([Int32], [KeyReader.Outcome])])
  func `keys are read`(codes: [Int32], made: [KeyReader.Outcome]) { #expect(outcomes(codes) == made) }

  @Test(
    arguments: [
      [0x00], [0x1C], [0x1F], [0xFF], [0xC3], [0xC3, 0xC3], [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80],
      [0xF5], [0xF4, 0x90, 0x80, 0x80], [0xC2, 0x9B],
      [0x1B, 0x5B, 0x31, 0x3B, 0x35, 0x43], [0x1B, 0x5B, 0x31, 0x35, 0x7E], [0x1B, 0x5B, 0x5B, 0x41],
      [0x1B, 0x4F, 0x50], [0x1B, 0x5B, 0x3C, 0x30, 0x3B, 0x31, 0x3B, 0x31, 0x4D], [0x1B, 0x5B],
    ] as [[Int32]])
  func `what means nothing is ignored, and the key behind it is read`(codes: [Int32]) {
    let made = outcomes(codes)
    #expect(made.allSatisfy { $0 == .ignored }, "\(made)")
    // A sequence without its end swallows the next letter; nothing else does.
    if codes == [0x1B, 0x5B] { return }
    #expect(outcomes(codes + [0x71]).last == .key(.char("q")))
  }

  @Test func `a character whose bytes come one by one is whole`() {
    var coming: [Int32?] = [0xE3, nil, 0x81, nil, 0x82]
    let reader = KeyReader { coming.isEmpty ? nil : coming.removeFirst() }
    #expect(reader.read() == .nothing)
    #expect(reader.read() == .nothing)
    #expect(reader.read() == .key(.char("あ")))
  }
}
