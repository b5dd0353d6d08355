import Diagnosis
import Foundation
import Screens

extension Report {
  /// Writes the report into the working directory; what to say about it.
  static func export(
    _ session: Session, language: Language, effects: [WhatIf.Row]?
  ) -> (message: String, isError: Bool) {
    let words = Words(language)
    let text = markdown(session, language: language, effects: effects)
    let folder = FileManager.default.currentDirectoryPath
    let name = fileName(IncidentMaker.incident(session))
    let path = folder + "/" + name
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      return (words(.exported, name, folder), false)
    } catch {
      return (words(.exportFailed, path, error.localizedDescription), true)
    }
  }
}
