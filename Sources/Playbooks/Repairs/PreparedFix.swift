import Sentences
import Commands
import Evidence

/// A repair with its values filled in: ready to print, and to try on the snapshot.
package struct PreparedFix: Sendable {
  package var title: String
  package var operation: FixOperation
  /// One set of values for each place that has to be mended.
  package var sets: [FixValues]
  package var applicability: FixTemplate.Applicability
  package var opens: String
  package var undo: String
  package var terraform: String

  package var commands: [ShellCommand] {
    (sets.count > 1 ? operation.together?(sets) ?? separate : separate).map(\.withoutSecrets)
  }

  private var separate: [ShellCommand] { sets.flatMap { operation.commands($0) } }

  /// Names of values that the evidence does not hold.
  package var unknown: [String] { Set(sets.flatMap(\.unknown)).sorted() }

  /// The same command with nothing but the values that it cannot do without; nil where it has no others.
  package var withoutWishes: PreparedFix? {
    let needed = Set(operation.parameters.filter(\.required).map(\.name) + ["region", "profile"])
    var plain = self
    plain.sets = sets.map { FixValues($0.values.filter { needed.contains($0.key) }, run: $0.run) }
    return plain.sets == sets ? nil : plain
  }

  /// The repair that a template makes of what a test saw: with each distinct set of the values it uses.
  ///
  /// Empty where the operation is not known, or where the repair is for other findings.
  package static func prepare(
    _ template: FixTemplate, _ bindings: [[String: String]], language: Language = .english
  ) -> [PreparedFix] {
    guard let operation = FixCatalog.named(template.operation) else { return [] }
    var seen: Set<FixValues> = []
    var sets: [FixValues] = []
    var used: [[String: String]] = []
    let isBlank = bindings.allSatisfy(\.isEmpty)
    let suited = isBlank ? [[:]] : bindings.filter { template.suits($0) }
    if suited.isEmpty { return [] }
    for binding in suited {
      // A value that the playbook leaves to the operator (`${NAT_GATEWAY}`) is never bound.
      var filled = template.values.mapValues { CommandWord(template: $0) { binding[$0] } }
      for parameter in operation.parameters where parameter.isLeftOutUnknown {
        if filled[parameter.name]?.unknowns.isEmpty == false { filled[parameter.name] = nil }
      }
      let values = FixValues(filled, run: template.run.map { $0.filled { binding[$0] } })
      guard seen.insert(values).inserted else { continue }
      sets.append(values)
      used.append(binding)
    }
    func told(_ text: String, _ separator: String) -> String {
      var told: Set<String> = []
      return used.map { Interpolation.text(text, $0, language: language) }.filter { told.insert($0).inserted }
        .joined(separator: separator)
    }
    sets = operation.merge?(sets) ?? sets
    var fix = PreparedFix(
      title: told(template.title, "; "), operation: operation, sets: sets,
      applicability: template.applicability, opens: told(template.opens, "; "),
      undo: told(template.undo, "; "), terraform: told(template.terraform, "\n"))
    if !fix.unknown.isEmpty || fix.commands.contains(where: \.refuses) { fix.applicability = .fillIn }
    return [fix]
  }
}
