import Foundation
import Testing

@testable import Screens

/// Compares a text with the file of that name in `Tests/Golden`; `RECORD=1` writes the file anew.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
  let file = folder.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["RECORD"] == "1" {
    try? FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? Data(text.utf8).write(to: file)
    return
  }
  let wanted = (try? Data(contentsOf: file)).map { String(decoding: $0, as: UTF8.self) }
  guard let wanted else {
    Issue.record("no golden \(name): run with RECORD=1 and look at it", sourceLocation: sourceLocation)
    return
  }
  if wanted == text { return }
  let now = text.split(separator: "\n", omittingEmptySubsequences: false)
  let was = wanted.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(now, was).enumerated().first { $0.element.0 != $0.element.1 }
  let text = line.map { "line \($0.offset + 1)\n  was \($0.element.1)\n  is  \($0.element.0)" } ?? "length"
  Issue.record("\(name) differs at \(text)", sourceLocation: sourceLocation)
}

/// Plays events on a model and compares the screen.
func expectScreen(
  _ model: Model, _ events: [Event], _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) {
  var model = model
  for event in events { _ = update(&model, event) }
  expectGolden(view(model).text, "Screens/\(name).txt", sourceLocation: sourceLocation)
}
