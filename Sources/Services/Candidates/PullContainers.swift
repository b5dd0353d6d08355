import Sentences
import Evidence

/// Lists the containers of the task that fails to start, so that `--set container=` names one of them.
enum PullContainers: CandidateFinder {
  static let name = "pull-containers"
  static let summary: Sentence = "Containers of the task definition whose image may be at fault."

  static func candidates(_ analysis: Analysis, _ subject: Subject) -> CandidateOutcome {
    var whole = subject
    whole.values["container"] = nil
    let world = analysis.pullWorld(whole)
    guard world.taskDefinition != nil else {
      return .missing(because: "the task definition is not in the snapshot", needs: world.needs)
    }
    let asked = subject["container"]
    let fitting = world.containers.filter { asked == nil || $0.name == asked }
    // Without a wish no container is preferred: the texts tell which one fails.
    return .candidates(
      fitting.map {
        Candidate(
          values: asked == nil ? [:] : ["container": $0.name], label: $0.name,
          detail: Sentence(name: $0.image.text), symptom: false)
      })
  }
}
