import Sentences
import CZlib
import Foundation

/// Where a log's bytes come from.
package enum LogSource: Sendable {
  case file(URL)
  case bytes([UInt8])
  /// A stretch of an archive: `count` bytes from an offset.
  case stored(ByteStore, at: Int, count: Int)
}

/// Hands out bytes piece by piece, so that a log of any size takes constant memory.
package protocol ByteSupply: AnyObject {
  /// Fills the front of `room`; 0 at the end.
  func fill(_ room: UnsafeMutableRawBufferPointer) throws -> Int
}

/// Why a log could not be read to its end.
package struct LogReadError: Error, CustomStringConvertible {
  package let what: Sentence

  package var description: String { what.english }
}

/// A stretch of a file, read at its offset, so that two threads can share the file.
package final class FileSupply: ByteSupply {
  private let descriptor: Int32
  private var at: Int
  private let end: Int

  package init(path: String, from start: Int = 0, to end: Int = .max) throws {
    descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else {
      throw LogReadError(what: "cannot open the log: \(String(cString: strerror(errno)))")
    }
    at = start
    self.end = end
  }

  deinit { close(descriptor) }

  package func fill(_ room: UnsafeMutableRawBufferPointer) throws -> Int {
    let wanted = min(room.count, end - at, 1 << 19)
    guard wanted > 0 else { return 0 }
    let got = pread(descriptor, room.baseAddress, wanted, off_t(at))
    guard got >= 0 else {
      throw LogReadError(what: "cannot read the log: \(String(cString: strerror(errno)))")
    }
    at += got
    return got
  }
}

/// Bytes that are in memory already (a case with patches, an archive's member).
package final class MemorySupply: ByteSupply {
  private let bytes: [UInt8]
  private var at: Int
  private let end: Int

  package init(_ bytes: [UInt8], from start: Int = 0, to end: Int = .max) {
    self.bytes = bytes
    at = start
    self.end = min(end, bytes.count)
  }

  package func fill(_ room: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = min(room.count, end - at, 1 << 19)
    guard count > 0 else { return 0 }
    room.copyBytes(from: bytes[at..<at + count])
    at += count
    return count
  }
}

/// A stretch of a store, read by place, so that two threads can share it.
package final class StoreSupply: ByteSupply {
  private let store: ByteStore
  private var at: Int
  private let end: Int

  package init(_ store: ByteStore, from start: Int, to end: Int) {
    self.store = store
    at = start
    self.end = end
  }

  package func fill(_ room: UnsafeMutableRawBufferPointer) throws -> Int {
    let wanted = min(room.count, end - at, 1 << 19)
    guard wanted > 0 else { return 0 }
    let got = store.fill(UnsafeMutableRawBufferPointer(rebasing: room[..<wanted]), from: at)
    guard got >= 0 else {
      throw LogReadError(what: "cannot read the log: \(String(cString: strerror(Int32(-got))))")
    }
    at += got
    return got
  }
}

/// Unpacks gzip on the way, also several members one after the other.
package final class GzipSupply: ByteSupply {
  private let packed: any ByteSupply
  private let input: UnsafeMutableRawBufferPointer
  private var stream: UnsafeMutablePointer<z_stream>
  private var ended = false
  private var betweenMembers = false
  /// Why nothing follows what was unpacked last.
  private var failure: LogReadError?

  package init(_ packed: any ByteSupply) throws {
    self.packed = packed
    input = .allocate(byteCount: 1 << 17, alignment: 16)
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    guard culprit_inflate_gzip_init(stream) == Z_OK else {
      throw LogReadError(what: "cannot unpack the log: zlib does not start")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  package func fill(_ room: UnsafeMutableRawBufferPointer) throws -> Int {
    if let failure {
      self.failure = nil
      throw failure
    }
    if ended || room.isEmpty { return 0 }
    stream.pointee.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room.count)
    while stream.pointee.avail_out == UInt32(room.count) {
      if stream.pointee.avail_in == 0 {
        let got = try packed.fill(input)
        if got == 0 {
          ended = true
          if betweenMembers { break }
          throw LogReadError(what: "the gzip data ends too early; the lines before that were read")
        }
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(got)
      }
      if betweenMembers {
        // What follows a member is another one, or the zeros with which tapes and dd fill up.
        if stream.pointee.next_in.pointee == 0 {
          stream.pointee.next_in += 1
          stream.pointee.avail_in -= 1
          continue
        }
        guard stream.pointee.next_in.pointee == 0x1F, inflateReset(stream) == Z_OK else {
          ended = true
          let foreign = LogReadError(
            what: "other bytes follow the gzip data; the lines before them were read")
          if stream.pointee.avail_out == UInt32(room.count) { throw foreign }
          failure = foreign
          break
        }
        betweenMembers = false
      }
      let status = inflate(stream, Z_NO_FLUSH)
      if status == Z_STREAM_END {
        betweenMembers = true
      } else if status != Z_OK && status != Z_BUF_ERROR {
        ended = true
        let damaged = LogReadError(what: "the gzip data is damaged; the lines before that were read")
        // What was unpacked before the damage is handed out first.
        if stream.pointee.avail_out == UInt32(room.count) { throw damaged }
        failure = damaged
      }
    }
    return room.count - Int(stream.pointee.avail_out)
  }
}
