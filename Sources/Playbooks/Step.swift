import Evidence

/// One question of the decision tree: tests to run, perhaps something to ask, and where to go from there.
package struct Step: Sendable {
  package var id: String
  package var title: String
  package var asks: String
  package var why: String
  package var teach: String
  /// What to look at by hand: sentences, and commands on lines of their own.
  package var look: String
  package var hop: String?
  /// Ids of hypotheses, run in this order.
  package var tests: [String]
  package var question: Question?
  package var branches: [Branch]

  /// Whether a line of ``look`` is a command.
  package static func isCommand(_ line: String) -> Bool {
    ["aws ", "curl "].contains { line.hasPrefix($0) }
  }

  /// What only an operator can answer.
  package struct Question: Sendable {
    package var text: String
    /// Asked even if all of the step's tests came to an end.
    package var always: Bool
    package var answers: [Answer]
  }

  /// One answer and what it decides.
  package struct Answer: Sendable {
    package var id: String
    package var text: String
    package var effect: Effect?
  }

  /// A verdict that an answer gives to a hypothesis.
  package struct Effect: Sendable {
    package var hypothesis: String
    package var verdict: Verdict
  }

  /// One way on; the first whose condition holds is taken.
  package struct Branch: Sendable {
    package var condition: Condition?
    /// Id of a step; nil ends the walk.
    package var go: String?
  }

  /// When a branch is taken.
  package enum Condition: Sendable {
    case hypothesis(String, Verdict)
    case answer(String)
  }
}
