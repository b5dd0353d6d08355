import Diagnosis
import Evidence
import Files
import Playbooks
import Foundation
import Screens

/// The recorded incident on which sessions and keys are played.
enum FuzzWorld {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// All hypotheses are judged: a session on it costs what the operator does.
  static let engine: Engine = {
    let name = "cloudfront-alb-504"
    let folder = "\(root)/Playbooks/\(name)/cases/hardening-orphan-group"
    guard let playbook = try? PlaybookLibrary(folder: root + "/Playbooks").load(name),
      let analysis = (try? Snapshot.load(folder)).map({ Analysis($0) }),
      case .resolved(let subject) = SubjectResolution.resolve(playbook, analysis, [:])
    else { preconditionFailure("the recorded incident \(folder) cannot be opened") }
    return Engine(playbook: playbook, analysis: analysis, subject: subject)
  }()

  /// A few of everything: a page of the whole incident takes a hundred times as long to draw.
  static let incident: Incident = {
    var incident = IncidentMaker.incident(Session(engine: engine))
    let kept = Dictionary(grouping: incident.hypotheses) { "\($0.state) \($0.isDecoy)" }
      .flatMap { $0.value.prefix(2).map(\.id) }
    incident.hypotheses = incident.hypotheses.filter { kept.contains($0.id) }
    for index in incident.hypotheses.indices {
      incident.hypotheses[index].evidence = Array(incident.hypotheses[index].evidence.prefix(1))
      incident.hypotheses[index].claim = String(incident.hypotheses[index].claim.prefix(40))
      incident.hypotheses[index].because = String(incident.hypotheses[index].because.prefix(40))
    }
    for index in incident.causes.indices {
      incident.causes[index].evidence = Array(incident.causes[index].evidence.prefix(2))
      incident.causes[index].fixes = Array(incident.causes[index].fixes.prefix(2))
      incident.causes[index].changes = Array(incident.causes[index].changes.prefix(1))
      incident.causes[index].explanation = String(incident.causes[index].explanation.prefix(60))
      incident.causes[index].prevent = String(incident.causes[index].prevent.prefix(60))
      incident.causes[index].verify = String(incident.causes[index].verify.prefix(60))
    }
    incident.tempting = Array(incident.tempting.prefix(1))
    incident.steps = Array(incident.steps.prefix(3))
    incident.overview.present = Array(incident.overview.present.prefix(2))
    incident.overview.missing = Array(incident.overview.missing.prefix(2))
    incident.timeline = Array(incident.timeline.prefix(2))
    return incident
  }()

  /// One file of the snapshot, as the wizard shows it.
  static let file: RawFile = {
    let file = engine.snapshot.files.first { $0.path.hasSuffix("security-groups.json") }
    return RawFile(path: file?.path ?? "", bytes: (try? file?.read()) ?? [])
  }()
}
