@testable import Commands
@testable import Diagnosis
@testable import Evidence
@testable import Files
@testable import Playbooks
import Testing

@testable import Screens

/// When one playbook's question is really another's.
@Suite struct HandoverTests {
  /// The healthy web world after an edit of its ECS services.
  private static func session(_ edit: (String) -> String) throws -> Session {
    let incident = try #require(
      Checkout.incidents.first { $0.folder.hasSuffix("cloudfront-alb-504/cases/healthy-fargate") })
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let recorded = try RecordedIncident.read(incident.folder)
    let files = try recorded.files.map { file in
      guard file.path.hasPrefix("ecs.describe-services") else { return file }
      let text = edit(String(decoding: try file.read(), as: UTF8.self))
      return SnapshotFile(path: file.path, bytes: Array(text.utf8))
    }
    let snapshot = Snapshot(origin: "/snapshots/web", files: files, presets: recorded.set)
    guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, [:]) else {
      throw FixUnmodelled("no subject")
    }
    return Session(engine: Engine(playbook: playbook, snapshot: snapshot, subject: subject))
  }

  private static let refusal =
    "(service web-prod) was unable to start a task: CannotPullContainerError: pull image manifest has been retried "
    + "1 time(s): failed to resolve ref registry.example/web:1: not found."

  private static func failing(_ text: String) -> String {
    text.replacing(/"runningCount": [0-9]+/, with: "\"runningCount\": 0").replacing(
      /"events": \[/,
      with: """
        "events": [{"id": "8d0f5b7e-3f6c-4f52-9d0c-2b1a5d7c9e11", "createdAt": "2099-01-01T00:00:00+00:00",
          "message": "\(refusal)"},
        """)
  }

  @Test func `tasks that fail to start lead to the other playbook, about the same service`() throws {
    let session = try HandoverTests.session { HandoverTests.failing($0) }
    let handover = try #require(session.conclusion.handovers.first)
    #expect(handover.playbook == "ecs-image-pull")
    #expect(handover.subject.map(\.key) == ["cluster", "service"])
    #expect(
      handover.command.text == "culprit diagnose ecs-image-pull --set cluster=prod --set service=web-prod")
    let report = Report.markdown(session, language: .english)
    #expect(report.contains("culprit diagnose ecs-image-pull --set cluster=prod --set service=web-prod"))
  }

  @Test func `nothing is handed over where tasks run, or where only their number is short`() throws {
    #expect(try HandoverTests.session { $0 }.conclusion.handovers.isEmpty)
    let short = try HandoverTests.session {
      $0.replacing(/"runningCount": [0-9]+/, with: "\"runningCount\": 0")
    }
    #expect(short.conclusion.handovers.isEmpty)
  }
}
