import CZlib

/// Bytes as a gzip member that stores them as they are: what is mutated inside stays readable.
func storedGzip(_ bytes: [UInt8]) -> [UInt8] {
  let body = Array(bytes.prefix(0xFFFF))
  let count = UInt16(body.count)
  let sum = UInt32(
    truncatingIfNeeded: body.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32($0.count)) })
  let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1]
  let sizes = little(count) + little(~count)
  return head + sizes + body + little(sum) + little(UInt32(count))
}

private func little(_ number: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: number.littleEndian) { Array($0) }
}
