import Sentences
@testable import Evidence
import Testing

@testable import Screens

@Suite struct DrillTests {
  private static let recorded = RecordedIncident(
    folder: "", title: "Nobody gets in", story: "Somebody\ntidied up.\n\nNow it hangs.",
    teach: "Groups match interfaces.",
    hints: ["Who carries the group?"], set: [:], expect: nil, decisive: [], files: [])

  /// The sample, with what its repairs do.
  private static func drill(_ language: Language = .english) -> Drill {
    var incident = SampleIncident.english
    incident.steps[0].hypotheses = ["edge-blocked"]
    incident.steps[1].hypotheses = ["ghost", "acl"]
    incident.causes[0].fixes[0].outcome = .init(.restored)
    incident.causes[0].fixes[0].effect = "path restored"
    var tempting = Incident.Repair(title: "let the viewers in", commands: [], applicability: .checkFirst)
    tempting.outcome = .init(.failing, failsAt: "tasks")
    tempting.effect = "still fails at tasks"
    incident.tempting = [tempting]
    return Drill(incident, recorded: recorded, Words(language))
  }

  private static func text(_ page: Page, _ language: Language = .english) -> String {
    PageRows.of(page, width: 78, words: Words(language), look: Look(ascii: true)).map(\.text)
      .joined(separator: "\n")
  }

  @Test func `the story comes first, and no verdict before it is asked for`() {
    let text = DrillTests.text(DrillTests.drill().opening)
    #expect(text.hasPrefix("Nobody gets in\nSomebody tidied up."))
    #expect(text.contains("1 of 4  Edge"))
    for secret in ["FAULT", "ruled out", "443 is open", "sg-0old"] { #expect(!text.contains(secret)) }
  }

  @Test func `every answer is judged by the files, and the score is told`() {
    var drill = DrillTests.drill()
    let first = DrillTests.text(drill.reply("1"))
    #expect(first.contains("Right."))
    #expect(first.contains("443 is open"))
    let second = DrillTests.text(drill.reply("１"))
    #expect(second.contains("Not so."))
    #expect(!second.contains("no interface carries it"), "which fault it is comes with the next question")
    #expect(second.contains("Which fault is it?"))
    let third = DrillTests.text(drill.reply("1"))
    #expect(third.contains("Right."))
    #expect(third.contains("port 80 is open to sg-0old only"))
    #expect(third.contains("ec2.describe-security-groups.json:3"))
    let last = DrillTests.text(drill.reply("2"))
    #expect(last.contains("Not so."))
    #expect(last.contains("still fails at tasks"))
    #expect(last.contains("Right answers: 2 of 4."))
    #expect(last.contains("Groups match interfaces."))
    #expect(drill.isOver)
  }

  @Test func `hints run out, the story can be heard again, and a wrong line costs nothing`() {
    var drill = DrillTests.drill()
    #expect(DrillTests.text(drill.reply("h")).contains("Who carries the group?"))
    #expect(DrillTests.text(drill.reply("h")).contains("no further hint"))
    #expect(DrillTests.text(drill.reply("s")).contains("Now it hangs."))
    #expect(DrillTests.text(drill.reply("7")).contains("7 is not a number from 1 to 3"))
    #expect(DrillTests.text(drill.reply("")).contains("443 is open"))
    let end = DrillTests.text(drill.reply("q"))
    #expect(end.contains("The tasks admit only sg-0old"))
    #expect(!end.contains("Right answers"))
  }

  @Test func `a step that the files cannot decide is to be left open`() {
    var incident = SampleIncident.english
    incident.steps[0].hypotheses = ["acl"]
    incident.steps[1].hypotheses = []
    incident.causes = []
    var drill = Drill(incident, recorded: DrillTests.recorded, Words(.english))
    let text = DrillTests.text(drill.reply("3"))
    #expect(text.contains("Right."))
    #expect(text.contains("aws ec2 describe-network-acls"))
  }

  @Test func `it is all there in Japanese`() {
    for word in DrillWord.allCases {
      let (english, japanese) = (Words(.english)(word), Words(.japanese)(word))
      #expect(!english.isEmpty, "\(word)")
      #expect(japanese != word.rawValue && japanese != english || word == .position, "\(word)")
    }
    #expect(DrillTests.text(DrillTests.drill(.japanese).opening, .japanese).contains("1/4"))
  }
}
