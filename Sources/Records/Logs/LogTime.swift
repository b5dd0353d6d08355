import Evidence
import Foundation

/// Times as logs write them, in seconds since 1970 UTC.
package enum LogTime {
  /// `2019-12-04` and `21:02:31`, as CloudFront writes them; nil for anything else.
  static func seconds(date: UnsafeBufferPointer<UInt8>, clock: UnsafeBufferPointer<UInt8>) -> Int? {
    guard date.count == 10, clock.count >= 8, let day = day(date),
      let time = timeOfDay(UnsafeBufferPointer(rebasing: clock[0..<8]))
    else { return nil }
    return day * 86_400 + time
  }

  /// `2018-07-02T22:23:00.186641Z`, as load balancers write it; nil for anything else.
  static func seconds(stamp: UnsafeBufferPointer<UInt8>) -> Double? {
    guard stamp.count >= 19, stamp[10] == UInt8(ascii: "T"),
      let day = day(UnsafeBufferPointer(rebasing: stamp[0..<10])),
      let time = timeOfDay(UnsafeBufferPointer(rebasing: stamp[11..<19]))
    else { return nil }
    var fraction = 0.0
    var at = 19
    if at < stamp.count, stamp[at] == UInt8(ascii: ".") {
      at += 1
      var value = 0
      var scale = 1
      while at < stamp.count, scale < 1_000_000_000, let digit = digit(stamp[at]) {
        value = value * 10 + digit
        scale *= 10
        at += 1
      }
      fraction = Double(value) / Double(scale)
    }
    return Double(day * 86_400 + time) + fraction
  }

  /// Reads what the user or the CLI writes: ISO 8601 with `Z` or an offset, a date alone, or epoch seconds.
  package static func parse(_ text: String) -> Double? {
    if let number = Double(text), number > 100_000_000 {
      return JSON.time(number).map { $0 > 1e11 ? $0 / 1000 : $0 }
    }
    var text = text.trimmingCharacters(in: .whitespaces)
    if text.utf8.count == 10 { text += "T00:00:00Z" }
    if text.utf8.count > 10, Array(text.utf8)[10] == UInt8(ascii: " ") {
      text = text.prefix(10) + "T" + text.dropFirst(11)
    }
    // `2026-01-02T03:04Z` and `2026-01-02T03:04`: seconds may be left out.
    let afterDate = text.utf8.count > 16 ? Array(text.utf8)[16] : nil
    if text.utf8.count == 16 || (afterDate.map { $0 != UInt8(ascii: ":") } ?? false) {
      text = text.prefix(16) + ":00" + text.dropFirst(16)
    }
    let bytes = Array(text.utf8)
    guard let base = bytes.withUnsafeBufferPointer({ seconds(stamp: $0) }) else { return nil }
    let zone = bytes.dropFirst(19).drop { $0 == UInt8(ascii: ".") || digit($0) != nil }
    return base - offset(String(decoding: zone, as: UTF8.self))
  }

  /// `2018-07-02T22:23:00Z`; a time outside of the years that have four digits is written as the nearest of them.
  package static func format(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, -62_167_219_200), 253_402_300_799).rounded(.down))
    let days = (whole >= 0 ? whole : whole - 86_399) / 86_400
    let rest = whole - days * 86_400
    let (year, month, day) = civil(days)
    return String(
      format: "%04d-%02d-%02dT%02d:%02d:%02dZ", year, month, day, rest / 3600, rest / 60 % 60, rest % 60)
  }

  private static func offset(_ zone: String) -> Double {
    guard let sign = zone.first, sign == "+" || sign == "-" else { return 0 }
    let digits = zone.dropFirst().filter(\.isNumber)
    guard digits.count >= 2, let hours = Int(digits.prefix(2)) else { return 0 }
    let minutes = digits.count >= 4 ? Int(digits.dropFirst(2).prefix(2)) ?? 0 : 0
    return Double((hours * 60 + minutes) * 60) * (sign == "-" ? -1 : 1)
  }

  private static func digit(_ byte: UInt8) -> Int? { byte >= 48 && byte <= 57 ? Int(byte) - 48 : nil }

  private static func two(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    guard let tens = digit(bytes[at]), let ones = digit(bytes[at + 1]) else { return nil }
    return tens * 10 + ones
  }

  private static func timeOfDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes[2] == UInt8(ascii: ":"), bytes[5] == UInt8(ascii: ":"), let hour = two(bytes, 0),
      let minute = two(bytes, 3), let second = two(bytes, 6), hour < 24, minute < 60, second <= 60
    else { return nil }
    return hour * 3600 + minute * 60 + second
  }

  /// The years that a time may be of: the tables count in 32 bits, and no record is of another.
  private static let years = 1900..<2200

  /// Days since 1970-01-01 of a civil date (the era-based formula for the Gregorian calendar).
  private static func day(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), let high = two(bytes, 0),
      let low = two(bytes, 2), let month = two(bytes, 5), let day = two(bytes, 8), month >= 1, month <= 12,
      day >= 1, day <= 31, years.contains(high * 100 + low)
    else { return nil }
    let year = high * 100 + low - (month <= 2 ? 1 : 0)
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(_ days: Int) -> (Int, Int, Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth + (shiftedMonth < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
