import Sentences
import CPlaybooks
import Foundation

/// The playbooks that can be used: those of a folder, else those inside the binary.
package struct PlaybookLibrary: Sendable {
  /// Why a playbook cannot be had.
  package enum Failure: Error, Sendable {
    /// No playbook has that name; with those there are.
    case unknown(String, known: [String])
    case unreadable(String)
    case wrong(PlaybookProblems)

    /// What to tell on stderr.
    package var description: String {
      switch self {
      case .unknown(let name, let known):
        let hint = Spelling.nearest(name, known).map { "; did you mean \($0)?" } ?? ""
        return
          "there is no playbook \(name)\(hint) (playbooks: \(known.isEmpty ? "none" : known.joined(separator: ", ")))"
      case .unreadable(let what): return what
      case .wrong(let problems): return problems.description
      }
    }
  }

  /// The folder `Playbooks`; nil where only the binary's own are used.
  package let folder: String?

  package init(folder: String?) { self.folder = folder }

  /// The library of `CULPRIT_PLAYBOOKS`, of the checkout around the working directory or the program, or the binary's.
  package static func standard(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    directory: String = FileManager.default.currentDirectoryPath,
    program: String = CommandLine.arguments.first ?? ""
  ) -> PlaybookLibrary {
    if let named = environment["CULPRIT_PLAYBOOKS"], !named.isEmpty { return PlaybookLibrary(folder: named) }
    let binary = URL(fileURLWithPath: program).resolvingSymlinksInPath().deletingLastPathComponent().path
    for start in [directory, binary] {
      var current = URL(fileURLWithPath: start).standardized
      while current.path != "/" {
        let candidate = current.appendingPathComponent("Playbooks").path
        if FileManager.default.fileExists(atPath: candidate),
          !PlaybookLibrary(folder: candidate).ids.isEmpty
        {
          return PlaybookLibrary(folder: candidate)
        }
        current.deleteLastPathComponent()
      }
    }
    return PlaybookLibrary(folder: nil)
  }

  /// Ids of all playbooks, sorted.
  package var ids: [String] {
    guard let folder else { return PlaybookLibrary.embeddedIds }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/playbook.yaml") }.sorted()
  }

  /// Folders of the recorded incidents of a playbook, sorted.
  package func cases(_ id: String) -> [String] {
    guard let folder else { return [] }
    let parent = "\(folder)/\(id)/cases"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    return names.filter { FileManager.default.fileExists(atPath: "\(parent)/\($0)/case.yaml") }.sorted()
      .map { "\(parent)/\($0)" }
  }

  /// Reads a playbook by its id, or by the path of its folder or file.
  package func load(_ name: String, language: Language = .english) throws(Failure) -> Playbook {
    if name.contains("/") || name.hasSuffix(".yaml") { return try load(path: name, language) }
    guard ids.contains(name) else { throw .unknown(name, known: ids) }
    if let folder { return try load(path: "\(folder)/\(name)", language) }
    guard let text = PlaybookLibrary.embedded("\(name)/playbook.yaml") else {
      throw .unknown(name, known: ids)
    }
    let other = "\(name)/playbook.\(language.rawValue).yaml"
    let overlay = language == .english ? nil : PlaybookLibrary.embedded(other)
    return try read(text, "\(name)/playbook.yaml", overlay.map { ($0, other) }, language)
  }

  private func load(path: String, _ language: Language) throws(Failure) -> Playbook {
    let file = path.hasSuffix(".yaml") ? path : path + "/playbook.yaml"
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw .unreadable("\(file) cannot be read: no such file, or no permission")
    }
    var overlay: (text: String, file: String)?
    if language != .english {
      let other = String(file.dropLast(".yaml".count)) + ".\(language.rawValue).yaml"
      if let bytes = FileManager.default.contents(atPath: other) {
        overlay = (String(decoding: bytes, as: UTF8.self), other)
      }
    }
    return try read(String(decoding: bytes, as: UTF8.self), file, overlay, language)
  }

  private func read(
    _ text: String, _ file: String, _ overlay: (text: String, file: String)?, _ language: Language
  ) throws(Failure) -> Playbook {
    do {
      var playbook = try PlaybookReader.read(text, file: file, overlay: overlay)
      playbook.language = language
      return playbook
    } catch {
      throw .wrong(error)
    }
  }

  private static var embeddedIds: [String] {
    embeddedFiles.keys.filter { $0.hasSuffix("/playbook.yaml") }
      .map { String($0.dropLast("/playbook.yaml".count)) }.sorted()
  }

  private static func embedded(_ path: String) -> String? { embeddedFiles[path] }

  private static let embeddedFiles: [String: String] = {
    var found: [String: String] = [:]
    for position in 0..<Int(culprit_embedded_count) {
      guard let file = culprit_embedded_file_at(UInt(position)), let path = file.pointee.path,
        let bytes = file.pointee.bytes
      else { continue }
      let buffer = UnsafeBufferPointer(start: bytes, count: Int(file.pointee.count))
      found[String(cString: path)] = String(decoding: buffer, as: UTF8.self)
    }
    return found
  }()
}
