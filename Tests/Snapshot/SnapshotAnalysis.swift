@testable import Diagnosis
@testable import Evidence
@testable import Permits
@testable import Playbooks

// Tests ask one question of a snapshot: each gets an analysis of its own.

extension CheckContext {
  init(snapshot: Snapshot, subject: Subject, parameters: [String: String] = [:]) {
    self.init(analysis: Analysis(snapshot), subject: subject, parameters: parameters)
  }
}

extension Check {
  static func answer(_ snapshot: Snapshot, _ subject: Subject, _ parameters: [String: String]) -> Finding {
    answer(Analysis(snapshot), subject, parameters)
  }
}

extension Access {
  init(_ snapshot: Snapshot) { self.init(Analysis(snapshot)) }
}

extension SubjectResolution {
  static func resolve(
    _ playbook: Playbook, _ snapshot: Snapshot, _ given: [String: String]
  ) -> SubjectResolution {
    resolve(playbook, Analysis(snapshot), given)
  }
}

extension Engine {
  init(playbook: Playbook, snapshot: Snapshot, subject: Subject) {
    self.init(playbook: playbook, analysis: Analysis(snapshot), subject: subject)
  }
}
