import Foundation

/// Where the program keeps what outlives a run.
enum StateFolder {
  /// `$XDG_STATE_HOME/culprit`, made if need be; nil where it cannot be.
  static func make() -> String? {
    let environment = ProcessInfo.processInfo.environment
    let base = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let home = environment["HOME"] ?? NSHomeDirectory()
    let path = (base ?? home + "/.local/state") + "/culprit"
    let made: Void? = try? FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    return made == nil ? nil : path
  }
}
