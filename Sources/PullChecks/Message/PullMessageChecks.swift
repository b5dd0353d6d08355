import Evidence

/// The checks that read what failed tasks and services say.
package enum PullMessageChecks {
  package static let all: [any Check.Type] = [
    MessageStatesCheck.self,
    PullAnswerCheck.self,
    PullRemedyCheck.self,
    PullSymptomCheck.self,
  ]
}
