import CZlib

/// Bytes as a gzip member that stores them as they are: what is damaged or mutated inside stays readable.
package func storedGzip(_ bytes: [UInt8]) -> [UInt8] {
  var packed: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
  var at = 0
  repeat {
    let count = min(bytes.count - at, 0xFFFF)
    packed.append(at + count == bytes.count ? 1 : 0)
    packed += little(UInt16(count)) + little(~UInt16(count)) + bytes[at..<at + count]
    at += count
  } while at < bytes.count
  let sum = bytes.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
  return packed + little(UInt32(truncatingIfNeeded: sum)) + little(UInt32(truncatingIfNeeded: bytes.count))
}

private func little(_ number: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}
