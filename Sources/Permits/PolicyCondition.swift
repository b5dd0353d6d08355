import Evidence

/// One key of a statement's Condition, under one operator.
package struct PolicyCondition: Sendable {
  /// The operator as the policy writes it.
  package let operatorName: String
  /// Nil where IAM's reference does not list the operator.
  package let operation: ConditionOperator?
  package let key: String
  package let values: [String]
  /// The key's value or values, to be cited.
  package let json: JSON

  package init(operatorName: String, key: String, json: JSON) {
    self.operatorName = operatorName
    operation = ConditionOperator(operatorName)
    self.key = key
    values = json.strings
    self.json = json
  }
}

/// A condition operator with its set quantifier and its `IfExists`.
///
/// IAM guide, "IAM JSON policy elements: Condition operators" and "Set operators for multivalued context keys".
package struct ConditionOperator: Sendable, Hashable {
  /// What is compared, and how.
  package enum Comparison: Sendable, Hashable {
    case string(Text)
    case numeric(Order)
    case date(Order)
    case bool
    case binary
    case address
    case arn
    case null
  }

  package enum Text: Sendable, Hashable { case equals, equalsIgnoringCase, like }
  package enum Order: Sendable, Hashable { case equals, less, lessOrEquals, greater, greaterOrEquals }
  package enum Quantifier: Sendable, Hashable { case none, anyValue, allValues }

  package let comparison: Comparison
  /// Whether the operator is the negated form (`StringNotEquals`, `NotIpAddress` ...).
  package let negated: Bool
  package let quantifier: Quantifier
  package let ifExists: Bool

  /// Nil where the name is none of IAM's.
  package init?(_ name: String) {
    var rest = name.lowercased()
    if rest.hasPrefix("foranyvalue:") {
      quantifier = .anyValue
      rest.removeFirst("foranyvalue:".count)
    } else if rest.hasPrefix("forallvalues:") {
      quantifier = .allValues
      rest.removeFirst("forallvalues:".count)
    } else {
      quantifier = .none
    }
    ifExists = rest.hasSuffix("ifexists")
    if ifExists { rest.removeLast("ifexists".count) }
    guard let (comparison, negated) = ConditionOperator.names[rest] else { return nil }
    if comparison == .null, ifExists { return nil }
    self.comparison = comparison
    self.negated = negated
  }

  private static let names: [String: (Comparison, Bool)] = [
    "stringequals": (.string(.equals), false), "stringnotequals": (.string(.equals), true),
    "stringequalsignorecase": (.string(.equalsIgnoringCase), false),
    "stringnotequalsignorecase": (.string(.equalsIgnoringCase), true),
    "stringlike": (.string(.like), false), "stringnotlike": (.string(.like), true),
    "numericequals": (.numeric(.equals), false), "numericnotequals": (.numeric(.equals), true),
    "numericlessthan": (.numeric(.less), false), "numericlessthanequals": (.numeric(.lessOrEquals), false),
    "numericgreaterthan": (.numeric(.greater), false),
    "numericgreaterthanequals": (.numeric(.greaterOrEquals), false),
    "dateequals": (.date(.equals), false), "datenotequals": (.date(.equals), true),
    "datelessthan": (.date(.less), false), "datelessthanequals": (.date(.lessOrEquals), false),
    "dategreaterthan": (.date(.greater), false), "dategreaterthanequals": (.date(.greaterOrEquals), false),
    "bool": (.bool, false), "binaryequals": (.binary, false), "binarynotequals": (.binary, true),
    "ipaddress": (.address, false), "notipaddress": (.address, true),
    "arnequals": (.arn, false), "arnlike": (.arn, false),
    "arnnotequals": (.arn, true), "arnnotlike": (.arn, true),
    "null": (.null, false),
  ]
}
