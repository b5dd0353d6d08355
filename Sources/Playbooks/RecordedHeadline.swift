import Evidence
import Foundation

/// The words of a recorded incident without its files: quick, for a list of many.
package struct RecordedHeadline: Sendable {
  package let folder: String
  package var title: String
  package var story: String
  /// How many causes it expects; none in a healthy one.
  package let causes: Int

  /// Reads the head of a case file; nil where it cannot be read.
  package static func read(_ folder: String) -> RecordedHeadline? {
    guard let data = FileManager.default.contents(atPath: folder + "/case.yaml") else { return nil }
    let heavy: Set<Substring> = ["patch", "add", "delete"]
    var kept: [Substring] = []
    var skipping = false
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    {
      if let first = line.first, first != " ", first != "#" {
        skipping = heavy.contains(line.prefix { $0 != ":" })
      }
      if !skipping { kept.append(line) }
    }
    guard let root = try? BoundedYAML.compose(kept.joined(separator: "\n"), file: folder + "/case.yaml")
    else {
      return nil
    }
    return RecordedHeadline(
      folder: folder,
      title: root["title"]?.string ?? URL(fileURLWithPath: folder).lastPathComponent,
      story: root["story"]?.string ?? "",
      causes: root["expect"]?["causes"]?.sequence?.count ?? 0)
  }
}
