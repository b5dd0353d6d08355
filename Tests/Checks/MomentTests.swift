@testable import Evidence
@testable import Services
import Testing

@Suite struct MomentTests {
  @Test(arguments: [
    ("\"2025-11-18T01:34:00Z\"", 1_763_429_640.0), ("\"2025-11-18T10:34:00+09:00\"", 1_763_429_640.0),
    ("1763429640.5", 1_763_429_640.5), ("\"1970-01-01T00:00:00Z\"", 0),
    ("\"2024-02-29 00:00:00+0000\"", 1_709_164_800),
  ])
  func `every form of time that the command line prints is the same moment`(text: String, seconds: Double)
    throws
  {
    let index = try JSONIndex(Array(text.utf8))
    let root = try #require(index.roots.first)
    let document = Document(
      file: "", number: nil, rootEntry: root, index: index, kind: nil, subject: nil, account: nil, region: nil
    )
    #expect(Moment.of(document.root) == seconds)
  }
}
