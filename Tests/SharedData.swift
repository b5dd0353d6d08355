import Foundation

/// Public test data that lies beside a checkout; tests that read it say so when it is not there.
enum SharedData {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("shared").path
  static var isPresent: Bool { FileManager.default.fileExists(atPath: root + "/data") }
}
