@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Testing

@Suite struct PullContainersTests {
  static let playbook = PlaybookLibrary.standard()

  static func resolve(_ given: [String: String]) throws -> SubjectResolution {
    SubjectResolution.resolve(
      try playbook.load("ecs-image-pull"), PullFixture.snapshot(), given)
  }

  @Test func `a container of the task may be asked for, and none has to be`() throws {
    guard case .resolved(let asked) = try Self.resolve(["container": "shop"]) else {
      Issue.record("the container is there")
      return
    }
    #expect(asked["container"] == "shop")
    guard case .resolved(let open) = try Self.resolve([:]) else {
      Issue.record("one task, one subject")
      return
    }
    #expect(open["container"] == nil)
  }

  @Test(arguments: [
    (["container": "shpo"], "container=shop"), (["task": "ffff"], "task=0a1b"),
    (["cluster": "other"], "cluster=prod"),
  ])
  func `a name that is not there is answered with those that are`(
    _ given: [String: String], _ offered: String
  ) throws {
    let answer = try Self.resolve(given)
    if case .resolved = answer { Issue.record("\(given) must not fit") }
    #expect(answer.complaint.contains("--set \(offered)") || answer.complaint.contains(offered))
  }
}
