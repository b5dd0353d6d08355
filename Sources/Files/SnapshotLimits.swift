/// How much of a snapshot is taken into memory or onto the disk, in bytes: one place for all readers.
///
/// A snapshot is a stranger's: a name in it may stand for eight gigabytes of nothing, and a megabyte of gzip for a
/// gigabyte of zeros. What is larger is told and counts as missing. Access logs are read as a stream and have no
/// bound; nothing here is lower than what an account with 50,000 network interfaces needs several times over.
package enum SnapshotLimits {
  /// The largest file that is read whole: JSON, Terraform.
  package static let wholeFile = 512 << 20
  /// What all JSON files of a snapshot may come to, since their values stay where they were read.
  package static let allDocuments = 2 << 30
  /// JSON values that are indexed whatever the size of the file; 16 bytes each.
  package static let values = 8_000_000
  /// A longer text may hold one value for so many bytes (an output of the AWS CLI has one for 14 and more), so that
  /// the index stays within twice the text.
  package static let bytesPerValue = 8
  /// How much of a failed call's stderr is searched for its message.
  package static let errorText = 16 << 20
  /// How long a failed call's message may be; the rest of its line is left out.
  package static let errorMessage = 16 << 10
  /// How much of `calls.jsonl` is read: some 300,000 calls.
  package static let recordedCalls = 64 << 20
  /// An unpacked archive stays in memory up to this size, and goes to a nameless temporary file beyond it.
  package static let unpackedInMemory = 16 << 20
  /// An archive may unpack to so much whatever its size.
  package static let unpackedFree = 256 << 20
  /// Beyond that it may unpack to so many times its own size: logs and JSON reach 10 to 40, gzip's most is 1032.
  package static let unpackedRatio = 200

  /// A size for people.
  package static func text(_ bytes: Int) -> String {
    for (unit, name) in [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")] where bytes >= unit {
      let tenths = bytes / (unit / 10)
      return tenths % 10 == 0 || tenths >= 100
        ? "\(bytes / unit) \(name)" : "\(tenths / 10).\(tenths % 10) \(name)"
    }
    return "\(bytes) bytes"
  }
}
