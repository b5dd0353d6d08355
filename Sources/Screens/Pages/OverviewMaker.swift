import Diagnosis
import Evidence
import Files

/// What the snapshot holds and lacks, seen from one diagnosis.
enum OverviewMaker {
  static func overview(
    _ snapshot: Snapshot, _ conclusion: Conclusion, _ damage: Damage, _ speech: Speech
  ) -> Incident.Overview {
    var overview = Incident.Overview()
    overview.path = snapshot.origin
    var files: [String: Set<String>] = [:]
    for document in snapshot.documents {
      files[document.kind?.name ?? "?", default: []].insert(document.file)
    }
    overview.present = files.sorted { $0.key < $1.key }.map { kind, files in
      var item = Incident.Overview.Item(name: kind, state: files.min() ?? "", isGood: true)
      if files.count > 1 { item.count = files.count }
      return item
    }
    overview.present += snapshot.texts.filter { $0.kind != .other }.map {
      .init(name: $0.kind.rawValue, state: $0.file.path, isGood: true)
    }
    var open: [Need: Int] = [:]
    for entry in conclusion.undetermined { for need in entry.needs { open[need, default: 0] += 1 } }
    overview.missing = open.sorted { (-$0.value, $0.key.file) < (-$1.value, $1.key.file) }.map {
      need, count in
      var item = Incident.Overview.Item(
        name: need.kind.name, state: "", isGood: false, file: need.file, command: need.command)
      item.count = count
      return item
    }
    overview.denied = snapshot.failedCalls.filter { !$0.provesAbsence }.map(item)
    overview.absent = snapshot.failedCalls.filter(\.provesAbsence).map(item)
    overview.problems = damage.problems.map {
      .init(name: place($0), state: Redaction.text(speech($0.what)), isGood: false)
    }
    overview.unrecognized = snapshot.unknown.map { .init(name: $0.file, state: "", isGood: true) }
    return overview
  }

  private static func place(_ problem: SnapshotProblem) -> String {
    problem.line.map { "\(problem.file):\($0):\(problem.column ?? 1)" } ?? problem.file
  }

  private static func item(_ call: FailedCall) -> Incident.Overview.Item {
    .init(
      name: call.file, state: call.message.isEmpty ? call.code ?? "" : Redaction.text(call.message),
      isGood: call.provesAbsence, file: call.file)
  }
}
