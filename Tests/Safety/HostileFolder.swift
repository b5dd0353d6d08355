import Evidence
import Files
import Foundation

/// An empty folder in which a hostile input is laid out.
struct HostileFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("hostile-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func remove() {
    // Folders that a row locked are opened again, so that nothing stays behind.
    let walker = FileManager.default.enumerator(atPath: path)
    while let name = walker?.nextObject() as? String { chmod(path + "/" + name, 0o700) }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file; folders on the way are made.
  func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }

  /// Writes a recorded incident (`playbook/case`) out as plain files, by default into `snap`.
  func lay(_ incident: String = HostileFolder.ordinary, as name: String = "snap") throws {
    let parts = incident.split(separator: "/")
    let place = HostileFolder.playbooks + "/\(parts[0])/cases/\(parts[1])"
    for file in try FileTree.files(at: place) { try write(name + "/" + file.path, try file.read()) }
  }

  /// Replaces a text in a file that was laid out; the file must hold it.
  func replace(_ old: String, by new: String, in name: String) throws {
    let text = try read(name)
    guard text.contains(old) else { throw CocoaError(.formatting) }
    try write(name, text.replacingOccurrences(of: old, with: new))
  }

  /// The incident of an ordinary diagnosis.
  static let ordinary = "cloudfront-alb-504/hardening-orphan-group"

  static let playbooks = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Playbooks").path
}
