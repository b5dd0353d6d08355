/// Takes out of a snapshot what was recorded before a change: afterwards it proves nothing any more.
///
/// Access logs, the reasons of stopped tasks and the events of services go; what is configured stays.
enum RecordHistory {
  static func forgetting(_ snapshot: Snapshot) -> Snapshot {
    var files: [SnapshotFile] = []
    let logs = Set(
      snapshot.texts.filter { $0.kind == .cloudFrontLog || $0.kind == .loadBalancerLog }.map(\.file.path))
    var changed: [String: [JSONPatch]] = [:]
    for document in snapshot.documents(of: "ecs.describe-tasks") {
      for task in document.root["tasks"]?.elements ?? [] {
        let containers = task["containers"]?.elements ?? []
        let reasons = [task["stoppedReason"]] + containers.map { $0["reason"] }
        for reason in reasons.compactMap(\.self) {
          changed[document.file, default: []].append(remove(reason))
        }
      }
    }
    for document in snapshot.documents(of: "ecs.describe-services") {
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
    return Snapshot(
      origin: snapshot.origin, files: files, presets: snapshot.presets, applied: snapshot.applied)
  }

  private static func remove(_ json: JSON) -> JSONPatch { JSONPatch(.remove, prefix(json) + json.pointer) }

  private static func prefix(_ json: JSON) -> String { json.document.number.map { "/@\($0)" } ?? "" }
}
