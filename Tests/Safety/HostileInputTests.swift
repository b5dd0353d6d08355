import Testing

/// Hostile inputs, each with what the program is to say, its exit status, its time and its memory.
@Suite(.serialized) struct HostileInputTests {
  static let rows: [HostileInput] =
    StandingRows.rows + CommandsRows.rows + OutputRows.rows + DamageRows.rows
    + FilesRows.rows + BoundsRows.rows + RedactionRows.rows

  /// Processor time of an ordinary diagnosis, the least of three.
  static let reference: Double = (0..<3).compactMap { _ in try? measure() }.min() ?? 0

  /// Processor time of one ordinary diagnosis; 0 where it fails, which no row passes.
  static func measure() throws -> Double {
    let folder = try HostileFolder()
    defer { folder.remove() }
    try folder.lay()
    let run = try ProgramRun.of(
      ["diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--format", "json"], in: folder.path)
    return run.status == 1 ? run.processorTime : 0
  }

  @Test func `an ordinary diagnosis measures the others`() { #expect(Self.reference > 0) }

  @Test func `no two rows have one name`() {
    let names = Self.rows.map(\.name)
    #expect(Set(names).count == names.count, "\(names.filter { name in names.count { $0 == name } > 1 })")
  }

  @Test(arguments: rows) func `hostile input is survived and told`(_ row: HostileInput) throws {
    try row.play(reference: Self.reference, measure: Self.measure)
  }
}
