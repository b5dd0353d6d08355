import Foundation

/// Builds tar archives entry by entry, well-formed or not.
struct TarMaker {
  var bytes: [UInt8] = []

  /// The archive with the two blocks of zeros that end it.
  var ended: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

  /// Adds an entry; `size` replaces the twelve characters of its size.
  mutating func add(
    _ name: [UInt8], _ data: [UInt8] = [], kind: Character = "0", link: String = "", size: [UInt8]? = nil,
    magic: String = "ustar\u{0}00", checksum: Int? = nil
  ) {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: [UInt8], _ at: Int) { block.replaceSubrange(at..<at + text.count, with: text) }
    func octal(_ value: Int, _ width: Int) -> [UInt8] {
      Array(String(repeating: "0", count: width - String(value, radix: 8).count).utf8)
        + Array(String(value, radix: 8).utf8)
    }
    put(Array(name.prefix(100)), 0)
    put(Array("0000644".utf8), 100)
    put(size ?? octal(data.count, 11), 124)
    put(Array("        ".utf8), 148)
    block[156] = kind.asciiValue ?? 0
    put(Array(link.utf8), 157)
    put(Array(magic.utf8), 257)
    put(octal(checksum ?? block.reduce(0) { $0 + Int($1) }, 6) + [0, 0x20], 148)
    bytes += block + data + [UInt8](repeating: 0, count: (512 - data.count % 512) % 512)
  }

  mutating func add(
    _ name: String, _ text: String, kind: Character = "0", link: String = "", size: [UInt8]? = nil
  ) {
    add(Array(name.utf8), Array(text.utf8), kind: kind, link: link, size: size)
  }

  /// Adds everything below a folder, as `tar -cf` does.
  mutating func addAll(below folder: String) throws {
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() {
      guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
      add(Array(name.utf8), [UInt8](data))
    }
  }

  /// One record of a pax header.
  static func record(_ key: String, _ value: String) -> String {
    let rest = " \(key)=\(value)\n"
    var length = rest.utf8.count + 1
    while String(length).utf8.count + rest.utf8.count != length { length += 1 }
    return "\(length)\(rest)"
  }

  /// What `gzip -c` makes of bytes.
  static func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("pack-\(UUID().uuidString)")
    try Data(bytes).write(to: place)
    defer { try? FileManager.default.removeItem(at: place) }
    return try gzip(file: place.path, level: 1)
  }

  /// What `gzip -c` makes of a file.
  static func gzip(file: String, level: Int = 9) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-\(level)", "-c", file]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let packed = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [UInt8](packed)
  }
}
