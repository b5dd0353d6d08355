@testable import Evidence
import Testing

/// What one check has to say in some worlds: a row a world.
///
/// A table is whole where each of the four verdicts has a row or is told as never given. A check that is asked in
/// several ways has a table for each: its parameters are the table's.
struct CheckTable: Sendable {
  /// One world and the answer, or that a verdict is never given.
  struct Row: Sendable, CustomTestStringConvertible {
    let verdict: Verdict
    /// What is special about the world; for a verdict that is never given, why.
    let name: String
    /// Nil for a verdict that is never given.
    let world: World?
    var parameters: [String: String] = [:]
    /// Parts of what `because` says in English.
    var says: [String] = []
    /// The beginning of the name of a file that is needed; nil where nothing is.
    var needs: String?
    /// Files whose names begin so are cited.
    var cites: [String] = []
    /// Values for the playbook's texts, in the first bindings.
    var binds: [String: String] = [:]
    var location: SourceLocation

    var testDescription: String { "\(verdict): \(name)" }
  }

  /// A row to be asked, or the question whether the table is whole.
  struct Test: Sendable, CustomTestStringConvertible {
    let check: any Check.Type
    let row: Row?
    let table: [Row]

    var testDescription: String {
      let asked = (row ?? table.first)?.parameters ?? [:]
      let words = asked.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
      return [words, row?.testDescription ?? "the table is whole"].filter { !$0.isEmpty }
        .joined(separator: " | ")
    }
  }

  let check: any Check.Type
  let rows: [Row]

  init(_ check: any Check.Type, _ rows: [Row]) { self.init(check, [:], rows) }

  /// Rows of a check, asked with these parameters where a row names no others.
  init(_ check: any Check.Type, _ parameters: [String: String], _ rows: [Row]) {
    self.check = check
    self.rows = rows.map { row in
      var row = row
      row.parameters.merge(parameters) { own, _ in own }
      return row
    }
  }

  /// The arguments of a parameterized test.
  var tests: [Test] {
    rows.filter { $0.world != nil }.map { Test(check: check, row: $0, table: rows) }
      + [Test(check: check, row: nil, table: rows)]
  }
}

extension CheckTable.Row {
  /// The condition holds, and evidence proves it.
  static func confirmed(
    _ name: String, _ world: World, _ parameters: [String: String] = [:], says: String...,
    cites: [String] = [], binds: [String: String] = [:], at location: SourceLocation = #_sourceLocation
  ) -> Self {
    .init(
      verdict: .confirmed, name: name, world: world, parameters: parameters, says: says, cites: cites,
      binds: binds, location: location)
  }

  /// Evidence refutes the condition.
  static func ruledOut(
    _ name: String, _ world: World, _ parameters: [String: String] = [:], says: String...,
    cites: [String] = [], binds: [String: String] = [:], at location: SourceLocation = #_sourceLocation
  ) -> Self {
    .init(
      verdict: .ruledOut, name: name, world: world, parameters: parameters, says: says, cites: cites,
      binds: binds, location: location)
  }

  /// It is open; `needs` begins the name of the file that would tell, nil where no file would.
  static func undetermined(
    _ name: String, _ world: World, _ parameters: [String: String] = [:], says: String..., needs: String?,
    cites: [String] = [], at location: SourceLocation = #_sourceLocation
  ) -> Self {
    .init(
      verdict: .undetermined, name: name, world: world, parameters: parameters, says: says, needs: needs,
      cites: cites, location: location)
  }

  /// The premise is absent.
  static func notApplicable(
    _ name: String, _ world: World, _ parameters: [String: String] = [:], says: String...,
    at location: SourceLocation = #_sourceLocation
  ) -> Self {
    .init(
      verdict: .notApplicable, name: name, world: world, parameters: parameters, says: says,
      location: location)
  }

  /// A verdict that the check cannot give, and why.
  static func never(
    _ verdict: Verdict, _ why: String, at location: SourceLocation = #_sourceLocation
  ) -> Self {
    .init(verdict: verdict, name: why, world: nil, location: location)
  }
}

extension CheckTable.Test {
  /// Asks the check, and looks at what the verdict promises (`contract.md` 4).
  func hold() throws {
    guard let row, let world = row.world else { return isWhole() }
    let at = row.location
    let wrong = check.problems(row.parameters)
    #expect(wrong == [], sourceLocation: at)
    if !wrong.isEmpty { return }
    let context = try world.context(row.parameters)
    let found = check.run(context)
    let said = found.because.english
    #expect(found.verdict == row.verdict, "\(said)", sourceLocation: at)
    #expect(!row.says.isEmpty, "the row does not say what it is told", sourceLocation: at)
    for words in row.says { #expect(said.contains(words), sourceLocation: at) }
    for citation in found.evidence {
      #expect(CitationProof.problem(citation, in: context.snapshot) == nil, sourceLocation: at)
    }
    let cited = found.evidence.map(\.file)
    for file in row.cites {
      #expect(cited.contains { $0.hasPrefix(file) }, "\(file): \(cited)", sourceLocation: at)
    }
    if [.confirmed, .ruledOut].contains(found.verdict) { #expect(!cited.isEmpty, sourceLocation: at) }
    for (key, value) in row.binds { #expect(found.bindings.first?[key] == value, sourceLocation: at) }
    let needed = found.needs.map(\.file)
    if let file = row.needs {
      #expect(needed.contains { $0.hasPrefix(file) }, "\(file): \(needed)", sourceLocation: at)
    } else {
      #expect(needed.isEmpty, sourceLocation: at)
    }
  }

  private func isWhole() {
    for verdict in Verdict.allCases {
      let those = table.filter { $0.verdict == verdict }
      let never = those.filter { $0.world == nil }
      #expect(!those.isEmpty, "no row is \(verdict), and none says that \(check.name) is never that")
      #expect(never.isEmpty || never.count == those.count, "\(verdict) is given, and told as never given")
    }
    let names = table.map(\.testDescription)
    #expect(Set(names).count == names.count, "two rows have one name")
  }
}
