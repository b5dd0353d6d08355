@testable import Diagnosis
@testable import Evidence
import Foundation
import Testing

@Suite struct SpokenJapaneseTests {
  /// What one incident's findings say, without what is only a value of a file.
  private static func sentences(_ conclusion: Conclusion) -> [String] {
    let findings = conclusion.judgements.values.map(\.finding)
    let says = findings.flatMap(\.evidence).filter { $0.says != $0.value }.map(\.says)
    return (findings.map(\.because) + says).filter { $0.contains(" ") }
  }

  @Test func `every sentence of the recorded incidents has a Japanese form`() throws {
    var open: [String: Int] = [:]
    var count = 0
    let incidents = Sweep.sample(Checkout.incidents, 24, salt: "japanese")
    for incident in incidents {
      let playbook = try #require(Checkout.playbooks[incident.playbook])
      let snapshot = try Snapshot.load(incident.folder)
      guard let conclusion = Checkout.conclude(playbook, snapshot).conclusion else { continue }
      for sentence in SpokenJapaneseTests.sentences(conclusion) {
        count += 1
        if SentenceCatalogue.japanese.known(sentence) == nil { open[sentence, default: 0] += 1 }
      }
    }
    #expect(count > incidents.count * 20)
    for (sentence, times) in open.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      print("no Japanese form (\(times)): \(sentence)")
    }
    #expect(open.values.reduce(0, +) * 100 <= count)
  }
}
