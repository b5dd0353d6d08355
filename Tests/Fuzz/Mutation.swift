import FuzzTargets

/// Inputs made of a target's seeds by the usual mutations, the same ones for the same seed.
struct Mutation {
  private let target: FuzzTarget
  private var dice: Dice

  init(_ target: FuzzTarget, seed: UInt64) {
    self.target = target
    dice = Dice(seed: seed)
  }

  /// The next input: one to eight changes of a seed.
  mutating func next() -> [UInt8] {
    var bytes = target.seeds.randomElement(using: &dice) ?? []
    for _ in 0..<Int.random(in: 1...8, using: &dice) { change(&bytes) }
    return Array(bytes.prefix(target.longest))
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let at = Int.random(in: 0...bytes.count, using: &dice)
    switch Int.random(in: 0..<8, using: &dice) {
    case 0: if at < bytes.count { bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &dice) }
    case 1: if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &dice) }
    case 2: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: at)
    case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...16, using: &dice)))
    case 4: bytes.removeSubrange(at...)
    case 5:
      let piece = bytes[at..<min(bytes.count, at + Int.random(in: 1...64, using: &dice))]
      bytes.insert(contentsOf: Array(piece), at: Int.random(in: 0...bytes.count, using: &dice))
    case 6:
      if let word = target.words.randomElement(using: &dice) { bytes.insert(contentsOf: word.utf8, at: at) }
    default:
      let other = target.seeds.randomElement(using: &dice) ?? []
      bytes = Array(bytes[..<at]) + other.suffix(Int.random(in: 0...other.count, using: &dice))
    }
  }
}
