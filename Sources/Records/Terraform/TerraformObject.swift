import Sentences
import Evidence

/// Where an object of Terraform was read from.
package enum TerraformOrigin: String, Sendable { case source, state, plan }

/// A `resource` or `data` block, from the source, the state or a plan.
package struct TerraformObject: Sendable {
  package let origin: TerraformOrigin
  package let isData: Bool
  package let type: String
  package let name: String
  /// The full address, for example `module.alb.aws_security_group.old`.
  package let address: String
  package let file: String
  package let line: Int
  /// Set in a state for what a replacement left behind.
  package let isDeposed: Bool
  /// From the source.
  package let block: HCLBlock?
  /// The values, from state or plan.
  package let values: JSON?

  /// Cites the line at which the object begins.
  package func cite(_ says: Sentence) -> Citation {
    Citation(file: file, line: line, value: block?.source ?? name, says: says)
  }
}

/// One security-group rule as Terraform has it.
package struct TerraformRule: Sendable {
  package let object: TerraformObject
  /// The group the rule belongs to: an id where it can be resolved.
  package let group: String?
  /// The groups it admits.
  package let sources: [String]
  package let from: Int?
  package let to: Int?
  /// Whether it stands inside the group's own resource.
  package let isInline: Bool
  /// The place that names the source.
  package let place: Citation

  package func covers(_ port: Int) -> Bool {
    guard let from, let to else { return true }
    return from == 0 && to == 0 || from == -1 || from <= port && port <= to
  }
}

/// An id that stands in Terraform files, and where.
package struct TerraformHolding: Sendable {
  package let id: String
  package let object: TerraformObject
  /// The attribute that holds it.
  package let attribute: String
  package let citation: Citation
}
