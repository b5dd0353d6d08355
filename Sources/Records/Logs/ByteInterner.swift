/// Turns repeated byte sequences of a log into small numbers, without making a `String` per line.
///
/// Bounded: beyond `limit` different values everything new is counted under "(others)", so that a hostile log
/// cannot take the memory.
struct ByteInterner {
  private(set) var strings: [String] = ["(others)"]
  private var arena: [UInt8] = []
  private var bounds: [(start: Int, count: Int)] = [(0, 0)]
  private var slots: [Int32]
  private var mask: Int
  private let limit: Int

  init(limit: Int = 65_536) {
    self.limit = limit
    slots = Array(repeating: -1, count: 1024)
    mask = 1023
  }

  /// The number of these bytes, given out on first sight; 0 once the table is full.
  mutating func id(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
    var slot = Int(truncatingIfNeeded: ByteHash.of(bytes)) & mask
    while true {
      let found = slots[slot]
      if found < 0 { break }
      if matches(Int(found), bytes) { return found }
      slot = (slot + 1) & mask
    }
    if strings.count >= limit { return 0 }
    let id = Int32(strings.count)
    strings.append(String(decoding: bytes, as: UTF8.self))
    bounds.append((arena.count, bytes.count))
    arena.append(contentsOf: bytes)
    slots[slot] = id
    if strings.count * 2 > slots.count { grow() }
    return id
  }

  /// The shared text of these bytes.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let found = id(bytes)
    return found == 0 ? String(decoding: bytes, as: UTF8.self) : strings[Int(found)]
  }

  /// The text behind a number.
  func string(_ id: Int32) -> String { strings[Int(id)] }

  private func matches(_ id: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let bound = bounds[id]
    guard bound.count == bytes.count else { return false }
    return arena.withUnsafeBufferPointer { all in
      for offset in 0..<bytes.count where all[bound.start + offset] != bytes[offset] { return false }
      return true
    }
  }

  private mutating func grow() {
    mask = slots.count * 2 - 1
    slots = Array(repeating: -1, count: mask + 1)
    for id in 1..<strings.count {
      let bound = bounds[id]
      var slot = arena.withUnsafeBufferPointer { all in
        Int(
          truncatingIfNeeded: ByteHash.of(
            UnsafeBufferPointer(rebasing: all[bound.start..<bound.start + bound.count])))
      }
      slot &= mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(id)
    }
  }
}

/// A fast hash of a few bytes; equal bytes hash equally in every run, so that results do not depend on it.
enum ByteHash {
  static func of(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = seed ^ (UInt64(bytes.count) &* factor)
    let raw = UnsafeRawBufferPointer(bytes)
    var at = 0
    while at + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* factor
      hash ^= hash >> 29
      at += 8
    }
    while at < raw.count {
      hash = (hash ^ UInt64(raw[at])) &* factor
      at += 1
    }
    return hash ^ (hash >> 32)
  }
}
