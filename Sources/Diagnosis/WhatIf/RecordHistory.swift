import Evidence
import Files

/// Takes out of a snapshot what was recorded before a change: afterwards it proves nothing any more.
///
/// Access logs, the reasons of stopped tasks and the events of services go; what is configured stays.
enum RecordHistory {
  static func forgetting(_ snapshot: Snapshot) -> Snapshot {
    var files: [SnapshotFile] = []
    let logs = Set(
      snapshot.texts.filter { $0.kind == .cloudFrontLog || $0.kind == .loadBalancerLog }.map(\.file.path))
    var changed: [String: [JSONPatch]] = [:]
    for document in snapshot.documents(of: .tasks) {
      for task in document.root["tasks"]?.elements ?? [] {
        let containers = task["containers"]?.elements ?? []
        let reasons = [task["stoppedReason"]] + containers.map { $0["reason"] }
        for reason in reasons.compactMap(\.self) {
          changed[document.file, default: []].append(remove(reason))
        }
      }
    }
    for document in snapshot.documents(of: .services) {
      for events in (document.root["services"]?.elements ?? []).compactMap({ $0["events"] }) {
        let path = prefix(events) + events.pointer
        changed[document.file, default: []].append(JSONPatch(.replace, path, value: .array([])))
      }
    }
    for file in snapshot.files where !logs.contains(file.path) {
      guard let patches = changed[file.path],
        let patched = try? file.patched(with: patches, shownIn: file.path)
      else {
        files.append(file)
        continue
      }
      files.append(patched)
    }
    return snapshot.holding(files, applied: snapshot.applied)
  }

  /// The records among some citations, as documents to collect anew.
  static func needs(_ evidence: [Citation], _ snapshot: Snapshot) -> [Need] {
    var needs: [Need] = []
    for citation in evidence {
      guard let kind = kind(citation, snapshot) else { continue }
      let document = snapshot.documents.first { $0.file == citation.file }
      let need = snapshot.need(
        kind, subject: document?.subject, account: document?.account, region: document?.region)
      if !needs.contains(need) { needs.append(need) }
    }
    return needs
  }

  private static func kind(_ citation: Citation, _ snapshot: Snapshot) -> DocumentKind? {
    switch snapshot.texts.first(where: { $0.file.path == citation.file })?.kind {
    case .cloudFrontLog: return .edgeLog
    case .loadBalancerLog: return .balancerLog
    default: break
    }
    let document = snapshot.documents.first { $0.file == citation.file }
    guard let kind = document?.kind, kinds.contains(kind) else { return nil }
    return kind
  }

  private static let kinds: [DocumentKind] = [.tasks, .services]

  private static func remove(_ json: JSON) -> JSONPatch { JSONPatch(.remove, prefix(json) + json.pointer) }

  private static func prefix(_ json: JSON) -> String { json.document.number.map { "/@\($0)" } ?? "" }
}
