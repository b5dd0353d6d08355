#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The one place where bytes are written to an open file, a pipe or a terminal.
package enum Descriptor {
  /// Why a file could not be written.
  package struct Failure: Error, Equatable, Sendable {
    /// The system's number, such as `ENOSPC`.
    package let number: Int32

    package init(number: Int32) { self.number = number }

    /// The present error of the system.
    package static var last: Failure { Failure(number: errno) }

    /// What the system says: `No space left on device`.
    package var text: String { String(cString: strerror(number)) }
  }

  /// Writes all bytes, however many calls that takes; waits where the reader of a pipe is slow.
  package static func write(_ bytes: some Sequence<UInt8>, to descriptor: Int32) throws(Failure) {
    let failure = Array(bytes).withUnsafeBytes { buffer -> Failure? in
      var written = 0
      while written < buffer.count {
        let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = systemWrite(descriptor, rest.baseAddress, rest.count)
        if count > 0 {
          written += count
        } else if count == 0 {
          return Failure(number: EIO)
        } else if errno == EAGAIN {
          var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&wait, 1, -1)
        } else if errno != EINTR {
          return .last
        }
      }
      return nil
    }
    if let failure { throw failure }
  }

  private static func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, start, count)
    #else
      Glibc.write(descriptor, start, count)
    #endif
  }
}
