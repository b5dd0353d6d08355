import Foundation

/// Whether a condition holds in a request's context.
package enum ConditionEvaluation {
  /// Judges one key under one operator.
  ///
  /// IAM guide, "Conditions with multiple context keys or values": values of one key are alternatives, for a negated
  /// operator none of them may match. A key that is absent fails a plain operator and satisfies a negated one, one
  /// with IfExists, and ForAllValues.
  package static func holds(
    _ condition: PolicyCondition, in context: RequestContext, variables: Bool
  ) -> AccessTruth {
    guard let operation = condition.operation else {
      return .unknown(.conditionOperator(condition.operatorName))
    }
    let lookup = context[condition.key]
    if operation.comparison == .null { return null(condition, lookup) }
    switch lookup {
    case .unknown: return .unknown(.contextKey(condition.key))
    case .absent:
      if operation.ifExists { return .yes }
      switch operation.quantifier {
      case .allValues: return .yes
      case .anyValue: return .no
      case .none: return AccessTruth(operation.negated)
      }
    case .values(let found):
      let each = found.map { value in
        let matched = AccessTruth.any(
          condition.values.map { compare($0, with: value, operation, in: context, variables) })
        return operation.negated ? matched.negated : matched
      }
      switch operation.quantifier {
      case .allValues: return .all(each)
      case .anyValue: return .any(each)
      case .none: return operation.negated ? .all(each) : .any(each)
      }
    }
  }

  private static func null(_ condition: PolicyCondition, _ lookup: RequestContext.Lookup) -> AccessTruth {
    let wanted = condition.values.map { $0.lowercased() }
    let isAbsent: Bool
    switch lookup {
    case .unknown: return .unknown(.contextKey(condition.key))
    case .absent: isAbsent = true
    case .values: isAbsent = false
    }
    guard wanted.allSatisfy({ $0 == "true" || $0 == "false" }) else {
      return .unknown(.conditionValue(condition.values.joined(separator: ", ")))
    }
    return AccessTruth(wanted.contains(isAbsent ? "true" : "false"))
  }

  private static func compare(
    _ wanted: String, with found: String, _ operation: ConditionOperator, in context: RequestContext,
    _ variables: Bool
  ) -> AccessTruth {
    var wildcards = false
    switch operation.comparison {
    case .string(.like), .arn: wildcards = true
    default: break
    }
    let pattern: TextPattern
    switch PolicyVariables.expand(wanted, in: context, variables: variables, wildcards: wildcards) {
    case .unknown(let key): return .unknown(.contextKey(key))
    case .missing(let key):
      // AWS does not say what a negated operator makes of a text that matches nothing.
      return operation.negated ? .unknown(.contextKey(key)) : .no
    case .pattern(let expanded): pattern = expanded
    }
    switch operation.comparison {
    case .string(let text):
      return AccessTruth(pattern.matches(found, ignoringCase: text == .equalsIgnoringCase))
    case .arn: return arn(pattern, wanted, found)
    case .null: return .no
    case .numeric(let order):
      return ordered(pattern.literal.flatMap(Double.init), Double(found), order, wanted)
    case .date(let order):
      return ordered(
        pattern.literal.flatMap(ConditionEvaluation.instant), instant(found), order, wanted)
    case .bool:
      guard let text = pattern.literal?.lowercased(), text == "true" || text == "false" else {
        return .unknown(.conditionValue(wanted))
      }
      return AccessTruth(text == found.lowercased())
    case .binary:
      guard let text = pattern.literal else { return .unknown(.conditionValue(wanted)) }
      if text == found { return .yes }
      return AccessTruth(Data(base64Encoded: text) == Data(found.utf8))
    case .address:
      guard let text = pattern.literal, let range = AddressRange(text) else {
        // IAM refuses such a policy; no address lies in it.
        return operation.negated ? .unknown(.conditionValue(wanted)) : .no
      }
      guard let address = AddressRange(found) else { return .no }
      return AccessTruth(range.contains(address))
    }
  }

  private static func ordered(
    _ wanted: Double?, _ found: Double?, _ order: ConditionOperator.Order, _ text: String
  ) -> AccessTruth {
    guard let wanted else { return .unknown(.conditionValue(text)) }
    guard let found else { return .no }
    return switch order {
    case .equals: AccessTruth(found == wanted)
    case .less: AccessTruth(found < wanted)
    case .lessOrEquals: AccessTruth(found <= wanted)
    case .greater: AccessTruth(found > wanted)
    case .greaterOrEquals: AccessTruth(found >= wanted)
    }
  }

  /// ARN operators compare the six parts one by one, each with its own wildcards.
  private static func arn(_ pattern: TextPattern, _ text: String, _ found: String) -> AccessTruth {
    if pattern.tokens.allSatisfy({ $0 == .any }) { return .yes }
    guard pattern.matches(found) else { return .no }
    let parts = pattern.tokens.split(
      separator: .character(":"), maxSplits: 5, omittingEmptySubsequences: false)
    let subject = found.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    // A pattern of fewer parts (`arn:aws:iam::*`) is not described by AWS.
    guard parts.count == 6 else { return .unknown(.conditionValue(text)) }
    guard subject.count == 6 else { return .no }
    return AccessTruth(
      zip(parts, subject).allSatisfy { TextPattern(tokens: Array($0)).matches(String($1)) })
  }

  /// Milliseconds since 1970 of an ISO 8601 date, a date alone, or a number of seconds or milliseconds.
  static func instant(_ text: String) -> Double? {
    if let number = Double(text) { return number >= 1e11 ? number : number * 1000 }
    return date(text).map { ($0.timeIntervalSince1970 * 1000).rounded() }
  }

  private static func date(_ text: String) -> Date? {
    let plain = ISO8601DateFormatter()
    plain.formatOptions = [.withInternetDateTime]
    if let date = plain.date(from: text) { return date }
    plain.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    if let date = plain.date(from: text) { return date }
    plain.formatOptions = [.withFullDate]
    return text.count == 10 ? plain.date(from: text) : nil
  }
}
