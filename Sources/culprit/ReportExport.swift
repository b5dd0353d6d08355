import Sentences
import Diagnosis
import Foundation
import Output
import Screens

extension Report {
  /// Writes the report into the working directory; what to say about it.
  static func export(
    _ session: Session, language: Language, effects: [WhatIf.Row]?
  ) -> (message: String, isError: Bool) {
    let words = Words(language)
    let text = markdown(session, language: language, effects: effects)
    let folder = FileManager.default.currentDirectoryPath
    let name = free(fileName(IncidentMaker.incident(session)), for: text, in: folder)
    let path = folder + "/" + name
    do {
      try OutputFile.write(Array(text.utf8), to: path)
      return (words(.exported, name, folder), false)
    } catch {
      return (words(.exportFailed, path, error.text), true)
    }
  }

  /// The name, with a number behind it where a file of that name says something else: people write into reports.
  private static func free(_ name: String, for text: String, in folder: String) -> String {
    let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    for number in 1...1000 {
      let candidate = number == 1 ? name : "\(stem)-\(number).md"
      guard let present = FileManager.default.contents(atPath: folder + "/" + candidate) else {
        return candidate
      }
      if present == Data(text.utf8) { return candidate }
    }
    return name
  }
}
