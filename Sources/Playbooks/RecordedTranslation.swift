import Sentences
import Evidence
import Foundation
import Yams

/// The words of a playbook's recorded incidents in another language: `cases.<language>.yaml` beside the playbook.
///
/// A mapping from a case's folder to its `title`, `story`, `hints` and `teach`; what is left out stays English.
package struct RecordedTranslation: Sendable {
  /// What is said of one case.
  package struct Words: Sendable {
    package var title: String?
    package var story: String?
    package var hints: [String]?
    package var teach: String?
  }

  /// By the folder's name.
  package let words: [String: Words]
  /// What does not fit the cases, in sentences.
  package private(set) var problems: [String] = []

  /// Nothing is translated.
  package static let none = RecordedTranslation(words: [:])

  private init(words: [String: Words]) { self.words = words }

  /// Reads the translation that belongs to some case folders; none where there is no such file.
  package static func read(of folders: [String], language: Language) -> RecordedTranslation {
    guard language != .english, let first = folders.first else { return .none }
    let playbook = URL(fileURLWithPath: first).deletingLastPathComponent().deletingLastPathComponent()
    let file = "cases.\(language.rawValue).yaml"
    guard let data = FileManager.default.contents(atPath: playbook.appendingPathComponent(file).path) else {
      return .none
    }
    let names = Set(folders.map { URL(fileURLWithPath: $0).lastPathComponent })
    do {
      let root = try BoundedYAML.compose(String(decoding: data, as: UTF8.self), file: file)
      return RecordedTranslation(root?.mapping ?? [:], file, names)
    } catch {
      var broken = RecordedTranslation.none
      broken.problems = [error.text]
      return broken
    }
  }

  private init(_ root: Node.Mapping, _ file: String, _ names: Set<String>) {
    var words: [String: Words] = [:]
    var problems: [String] = []
    for (key, node) in root {
      let name = key.string ?? ""
      let place = "\(file):\(key.mark?.line ?? 0)"
      if !names.contains(name) { problems.append("\(place): there is no recorded incident `\(name)`") }
      for (member, _) in node.mapping ?? [:] {
        let known = ["title", "story", "hints", "teach"]
        guard let member = member.string, !known.contains(member) else { continue }
        problems.append("\(place): `\(name)` has `\(member)`; known are \(known.joined(separator: ", "))")
      }
      words[name] = Words(
        title: node["title"]?.string, story: node["story"]?.string,
        hints: node["hints"]?.array(of: String.self), teach: node["teach"]?.string)
    }
    for name in names.sorted() where words[name]?.title == nil {
      problems.append("\(file): the recorded incident `\(name)` has no title")
    }
    self.words = words
    self.problems = problems
  }

  private func of(_ folder: String) -> Words? { words[URL(fileURLWithPath: folder).lastPathComponent] }

  /// The incident in this language.
  package func callAsFunction(_ incident: RecordedIncident) -> RecordedIncident {
    guard let words = of(incident.folder) else { return incident }
    var told = incident
    told.title = words.title ?? told.title
    told.story = words.story ?? told.story
    told.teach = words.teach ?? told.teach
    told.hints = words.hints ?? told.hints
    return told
  }

  /// The headline in this language.
  package func callAsFunction(_ headline: RecordedHeadline) -> RecordedHeadline {
    guard let words = of(headline.folder) else { return headline }
    var told = headline
    told.title = words.title ?? told.title
    told.story = words.story ?? told.story
    return told
  }
}
