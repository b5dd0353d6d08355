import Sentences

/// Whether something holds, where what is not known stays not known and says what it waits for.
package enum AccessTruth: Sendable, Hashable {
  case yes
  case no
  case unknown(Set<AccessUnknown>)

  package var isYes: Bool { self == .yes }
  package var isNo: Bool { self == .no }

  /// What has to be known before this can be answered; empty for a plain yes or no.
  package var unknowns: Set<AccessUnknown> {
    if case .unknown(let reasons) = self { return reasons }
    return []
  }

  package static func unknown(_ reason: AccessUnknown) -> AccessTruth { .unknown([reason]) }

  package init(_ value: Bool) { self = value ? .yes : .no }

  /// Both hold; one `no` settles it whatever the other waits for.
  package func and(_ other: @autoclosure () -> AccessTruth) -> AccessTruth {
    if isNo { return .no }
    let second = other()
    if second.isNo { return .no }
    let reasons = unknowns.union(second.unknowns)
    return reasons.isEmpty ? .yes : .unknown(reasons)
  }

  /// At least one holds; one `yes` settles it whatever the other waits for.
  package func or(_ other: @autoclosure () -> AccessTruth) -> AccessTruth {
    if isYes { return .yes }
    let second = other()
    if second.isYes { return .yes }
    let reasons = unknowns.union(second.unknowns)
    return reasons.isEmpty ? .no : .unknown(reasons)
  }

  package var negated: AccessTruth {
    switch self {
    case .yes: .no
    case .no: .yes
    case .unknown: self
    }
  }

  /// All of them hold.
  package static func all(_ truths: some Sequence<AccessTruth>) -> AccessTruth {
    collected(truths, settledBy: .no, else: .yes)
  }

  /// One of them holds.
  package static func any(_ truths: some Sequence<AccessTruth>) -> AccessTruth {
    collected(truths, settledBy: .yes, else: .no)
  }

  /// One set for all that is unknown: a statement may have thousands of conditions.
  private static func collected(
    _ truths: some Sequence<AccessTruth>, settledBy decisive: AccessTruth, else other: AccessTruth
  ) -> AccessTruth {
    var reasons: Set<AccessUnknown> = []
    for truth in truths {
      if case .unknown(let more) = truth {
        reasons.formUnion(more)
      } else if truth == decisive {
        return truth
      }
    }
    return reasons.isEmpty ? other : .unknown(reasons)
  }
}

/// What an answer about access waits for.
package enum AccessUnknown: Sendable, Hashable {
  /// A key of the request's context whose value a snapshot does not tell.
  case contextKey(String)
  /// A condition operator that IAM's reference does not list.
  case conditionOperator(String)
  /// A condition's value that is not of the operator's type.
  case conditionValue(String)
  /// A statement that is malformed or holds an element that IAM's reference does not list.
  case element(Sentence)
  /// A principal of a form whose members the snapshot does not tell.
  case principal(String)
  /// A policy that is named but whose text is not there.
  case policyText(Sentence)
  /// The principal itself: whether it exists and what it carries.
  case identity(String)

  /// The words for a sentence that says what is unknown.
  package var words: Sentence {
    switch self {
    case .contextKey(let key): "the value of \(key) in the request"
    case .conditionOperator(let name): "what the condition operator \(name) means"
    case .conditionValue(let text): "how to read the condition value \(text)"
    case .element(let what): "\(what)"
    case .principal(let form): "whether the principal \(form) includes this caller"
    case .policyText(let name): "the text of \(name)"
    case .identity(let name): "the policies of \(name)"
    }
  }
}
