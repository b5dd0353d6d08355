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
    let path =
      FileManager.default.currentDirectoryPath + "/" + fileName(IncidentMaker.incident(session))
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      return (words(.exported, path), false)
    } catch {
      return (words(.exportFailed, path, error.localizedDescription), true)
    }
  }
}
