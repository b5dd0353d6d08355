@testable import Sentences
@testable import Diagnosis
@testable import Evidence
import Foundation
import Testing

@Suite struct SpokenJapaneseTests {
  @Test func `every sentence of the recorded incidents has a Japanese form`() throws {
    var (count, open) = (0, Set<String>())
    let incidents = Sweep.sample(Checkout.incidents, 24, salt: "japanese")
    for incident in incidents {
      let playbook = try #require(Checkout.playbooks[incident.playbook])
      let snapshot = try Snapshot.load(incident.folder)
      guard let conclusion = Checkout.conclude(playbook, snapshot).conclusion else { continue }
      for finding in conclusion.judgements.values.map(\.finding) {
        for sentence in [finding.because] + finding.evidence.map(\.says) {
          count += 1
          open.formUnion(SentenceForms.of(.japanese)?.open(sentence) ?? [])
        }
      }
    }
    #expect(open == [])
    #expect(count > incidents.count * 20)
  }
}
