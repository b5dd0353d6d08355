import CZlib
import Foundation

/// Unpacks gzip data of one member or several piece by piece, in constant memory.
package struct GzipUnpacking {
  private let source: ByteStore
  private let file: String

  package init(_ source: ByteStore, file: String) {
    self.source = source
    self.file = file
  }

  /// Hands every piece to `take`.
  ///
  /// - Throws: ``SnapshotProblem`` where the data is cut off or damaged, or what `take` throws.
  package func run(
    _ take: (UnsafeRawBufferPointer) throws(SnapshotProblem) -> Void
  ) throws(SnapshotProblem) {
    let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 17, alignment: 16)
    // zlib keeps the address of its stream, so it may not move.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer {
      inflateEnd(stream)
      stream.deallocate()
      input.deallocate()
      output.deallocate()
    }
    guard culprit_inflate_gzip_init(stream) == Z_OK else {
      throw SnapshotProblem(file: file, what: "zlib could not be started")
    }
    var at = 0
    var unpacked = 0
    var isBetweenMembers = false
    func damaged() -> SnapshotProblem {
      SnapshotProblem(file: file, what: "the gzip data is cut off or damaged after \(unpacked) bytes")
    }
    while true {
      if stream.pointee.avail_in == 0 {
        let got = source.fill(input, from: at)
        if got < 0 {
          throw SnapshotProblem(file: file, what: "cannot be read: \(String(cString: strerror(Int32(-got))))")
        }
        if got == 0 {
          if isBetweenMembers { return }
          throw damaged()
        }
        at += got
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(got)
      }
      if isBetweenMembers {
        // Zero padding after the last member is what tar and dd leave.
        if stream.pointee.next_in.pointee == 0 {
          stream.pointee.next_in += 1
          stream.pointee.avail_in -= 1
          continue
        }
        guard inflateReset(stream) == Z_OK else { throw damaged() }
        isBetweenMembers = false
      }
      stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(output.count)
      let status = inflate(stream, Z_NO_FLUSH)
      let filled = output.count - Int(stream.pointee.avail_out)
      unpacked += filled
      if filled > 0 { try take(UnsafeRawBufferPointer(rebasing: output[..<filled])) }
      if status == Z_STREAM_END {
        isBetweenMembers = true
      } else if status != Z_OK && status != Z_BUF_ERROR {
        throw damaged()
      }
    }
  }
}
