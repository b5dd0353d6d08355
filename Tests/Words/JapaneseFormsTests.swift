@testable import Evidence
@testable import Sentences
import Foundation
import Testing

@testable import Diagnosis

@Suite struct JapaneseFormsTests {
  private static func entries() throws -> [(String, String)] {
    let folder = Checkout.root + "/Playbooks/words/ja"
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".yaml") }
    return try files.sorted().flatMap { file in
      SentenceForms.entries(yaml: try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8), .japanese)
    }
  }

  @Test func `the binary holds every form of the folder`() throws {
    let entries = try JapaneseFormsTests.entries()
    #expect(entries.count > 1000)
    #expect(SentenceForms.of(.japanese)?.templates == Set(entries.map(\.0)))
  }

  @Test func `every sentence stands once and has its gaps on both sides`() throws {
    let entries = try JapaneseFormsTests.entries()
    #expect(Set(entries.map(\.0)).count == entries.count)
    for (english, japanese) in entries {
      let gaps = english.components(separatedBy: "{}").count - 1
      let named = japanese.matches(of: /\{([0-9]*)\}/).map { String($0.1) }
      let used = named.enumerated().map { Int($0.element) ?? $0.offset + 1 }
      #expect(Set(used) == Set(1..<(gaps + 1)), "\(english)")
      #expect(named.allSatisfy(\.isEmpty) || !named.contains(""), "\(english)")
    }
  }

  @Test func `English is told as it was made`() {
    let citation = Citation(file: "a.json", line: 1, pointer: "/A", value: "b", says: "the answer")
    let finding = Finding(.confirmed, because: "the answer", evidence: [citation])
    #expect(Speech(.english)(finding).because == finding.because)
    #expect(Speech(.english)(citation) == citation)
    #expect(Speech(.japanese)(finding).because.text == "応答")
    #expect(Speech(.japanese)(citation).says.text == "応答")
    #expect(Speech(.japanese)(citation).value == "b")
  }

  @Test func `the operator's own words stay`() {
    let found = Finding(.ruledOut, because: "the answer", evidence: [])
    let judgement = Judgement(id: "own", verdict: .ruledOut, finding: found, decidedBy: "the answer")
    #expect(Speech(.japanese)(judgement.because) == "the answer")
    #expect(Speech(.japanese)(judgement.finding.because) == "応答")
  }
}
