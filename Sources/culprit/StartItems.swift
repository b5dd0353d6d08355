import Sentences
import Evidence
import Playbooks
import Foundation
import Screens

/// What the start screen offers: the snapshot at hand, the recorded incidents, the playbooks.
enum StartItems {
  /// A path's last part; the whole stands beside the list.
  static func name(_ path: String) -> String {
    path.split(separator: "/").last { $0 != "." && $0 != ".." }.map(String.init) ?? path
  }

  /// When a session began, as its id tells: `2026-11-21 03:15Z`.
  private static func time(_ id: String) -> String {
    let digits = Array(id.prefix { $0.isNumber || $0 == "T" }.filter(\.isNumber))
    guard digits.count >= 12 else { return id }
    return String(digits[..<4]) + "-" + String(digits[4..<6]) + "-" + String(digits[6..<8]) + " "
      + String(digits[8..<10]) + ":" + String(digits[10..<12]) + "Z"
  }

  static func all(_ library: PlaybookLibrary, snapshot: String?, language: Language) -> [StartItem] {
    var items: [StartItem] = []
    if let snapshot {
      items.append(
        StartItem(
          kind: .snapshot, title: name(snapshot), detail: Words(language)(.snapshotDetail), path: snapshot))
    }
    for head in Journal.all.prefix(5) {
      items.append(
        StartItem(
          kind: .session, title: name(head.snapshot) + "  " + time(head.id),
          detail: [head.title, head.snapshot, Words(language)(.sessionDetail)].joined(separator: "\n\n"),
          playbook: head.playbook, path: head.id))
    }
    let playbooks = library.ids.map { ($0, try? library.load($0, language: language)) }
    for (id, _) in playbooks {
      // Incidents with one cause first, then those with several, their healthy twins last.
      let folders = library.cases(id)
      let told = RecordedTranslation.read(of: folders, language: language)
      let found = folders.compactMap { RecordedHeadline.read($0) }.map { told($0) }
      let ordered =
        found.filter { $0.causes == 1 } + found.filter { $0.causes > 1 } + found.filter { $0.causes == 0 }
      for incident in ordered {
        items.append(
          StartItem(
            kind: .recorded, title: incident.title, detail: incident.story, playbook: id,
            path: incident.folder))
      }
    }
    for (id, playbook) in playbooks {
      items.append(
        StartItem(
          kind: .playbook, title: playbook?.title ?? id, detail: playbook?.symptom ?? "", playbook: id,
          path: snapshot))
    }
    return items
  }
}
