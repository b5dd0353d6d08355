import Sentences

/// One question about the snapshot, asked by name from a playbook.
///
/// One check is one file; its doc comment is its manual. A check is pure: same snapshot, same subject, same
/// parameters, same finding. It never names a cause.
package protocol Check: Sendable {
  /// The name playbooks use, kebab-case, for example `target-ingress`.
  static var name: String { get }
  /// One sentence for `culprit checks`.
  static var summary: Sentence { get }
  /// The parameters a playbook may give, with what each accepts.
  static var parameters: [CheckParameter] { get }
  /// The names of the values that its findings may bind for texts and fixes: all that any verdict binds.
  static var binds: [String] { get }
  /// The document kinds it reads, for `collect` and for the playbook's list of required documents.
  static var reads: [DocumentKind] { get }

  /// Answers the check's question about the snapshot; the parameters fit what is declared.
  static func run(_ context: CheckContext) -> Finding
}

extension Check {
  /// What does not fit among the parameters of one use, in the order of the declaration, unknown names last.
  package static func problems(_ given: [String: String]) -> [ParameterProblem] {
    let declared = parameters.flatMap { parameter in
      given[parameter.name].map { parameter.problems($0, of: name) } ?? parameter.absence(of: name)
    }
    let names = parameters.map(\.name)
    let unknown = given.keys.filter { !names.contains($0) }.sorted()
    return declared + unknown.map { .unknown($0, names, of: name) }
  }
}
