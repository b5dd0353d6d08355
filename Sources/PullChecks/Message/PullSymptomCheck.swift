import Sentences
import Evidence
import Services

/// Whether the subject shows the symptom: a task that failed to start, or fewer running than desired.
enum PullSymptomCheck: Check {
  static let name = "pull-symptom"
  static let summary: Sentence = "Did a task of the subject fail to start, or do fewer run than should?"
  static let binds: [String] = []
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [.tasks, .services]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    if let task = world.failedTasks.first {
      let place = task["stoppedReason"] ?? task["stopCode"] ?? task["lastStatus"] ?? task
      return .confirmed("a task failed to start", [Citation(place, "a task that failed to start")])
    }
    if let service = world.service {
      let running = service["runningCount"]
      if PullSubject.isShort(service), let running {
        return .confirmed("fewer tasks run than should", [Citation(running, "tasks that run")])
      }
      return .ruledOut("as many tasks run as should", running.map { [Citation($0, "tasks that run")] } ?? [])
    }
    if let task = world.task {
      return .ruledOut("the task started", [Citation(task["lastStatus"] ?? task, "the task's state")])
    }
    let needs = [
      context.snapshot.need(.tasks, region: world.region),
      context.snapshot.need(.services, region: world.region),
    ]
    return .undetermined("neither task nor service is in the snapshot", needs: needs)
  }
}
