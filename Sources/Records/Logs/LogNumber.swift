/// Numbers of log fields.
enum LogNumber {
  /// Three digits; nil for `-` and anything else.
  static func status(_ field: UnsafeBufferPointer<UInt8>) -> Int? {
    guard field.count == 3 else { return nil }
    var value = 0
    for byte in field {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte) - 48
    }
    return value
  }

  /// `12.345`, `-1`; nil for `-` and anything else.
  static func decimal(_ field: UnsafeBufferPointer<UInt8>) -> Double? {
    var at = 0
    let negative = field.first == UInt8(ascii: "-")
    if negative { at = 1 }
    guard at < field.count else { return nil }
    var value = 0.0
    var scale = 0.0
    while at < field.count {
      let byte = field[at]
      if byte == UInt8(ascii: "."), scale == 0 {
        scale = 1
      } else if byte >= 48, byte <= 57 {
        value = value * 10 + Double(byte - 48)
        if scale > 0 { scale *= 10 }
      } else {
        return nil
      }
      at += 1
    }
    if scale > 1 { value /= scale }
    // No request takes thirty years; so large a number is none of a log's.
    guard value < 1_000_000_000 else { return nil }
    return negative ? -value : value
  }
}
