/// The checks that read what failed tasks and services say.
enum MessageChecks {
  static let all: [any Check.Type] = [
    MessageStatesCheck.self,
    PullAnswerCheck.self,
    PullSymptomCheck.self,
  ]
}
