/// A repair with its values filled in: ready to print, and to try on the snapshot.
package struct PreparedFix: Sendable {
  package var title: String
  package var operation: FixOperation
  package var values: FixValues
  package var applicability: FixTemplate.Applicability
  package var opens: String
  package var undo: String
  package var terraform: String
  /// Which of the cause's repairs it is, from 0; several belong together where the fault sits at several places.
  package var group = 0

  package var commands: [String] { operation.commands(values) }

  /// The repairs that a template makes of what a test saw: one for each distinct set of values it uses.
  package static func prepare(_ template: FixTemplate, _ bindings: [[String: String]]) -> [PreparedFix] {
    guard let operation = FixCatalog.named(template.operation) else { return [] }
    var seen: Set<FixValues> = []
    var found: [PreparedFix] = []
    for binding in bindings.isEmpty ? [[:]] : bindings {
      let filled = template.values.mapValues { text in
        Interpolation.fill(text) { binding[$0] ?? Shell.unknown($0) }
      }
      let values = FixValues(filled)
      guard seen.insert(values).inserted else { continue }
      let applicability = values.unknown.isEmpty ? template.applicability : .fillIn
      found.append(
        PreparedFix(
          title: Interpolation.text(template.title, binding), operation: operation, values: values,
          applicability: applicability, opens: Interpolation.text(template.opens, binding),
          undo: Interpolation.text(template.undo, binding),
          terraform: Interpolation.text(template.terraform, binding)))
    }
    return found
  }
}
