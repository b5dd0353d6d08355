import Sentences
@testable import Evidence
@testable import Playbooks
import Foundation
import Testing

@Suite struct RecordedTranslationTests {
  private static let playbooks = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Playbooks").path

  @Test(arguments: ["cloudfront-alb-504", "ecs-image-pull"])
  func `every recorded incident is told in Japanese from title to teaching`(playbook: String) throws {
    let cases = Self.playbooks + "/\(playbook)/cases"
    let folders = try FileManager.default.contentsOfDirectory(atPath: cases).sorted().map { "\(cases)/\($0)" }
      .filter { FileManager.default.fileExists(atPath: $0 + "/case.yaml") }
    let told = RecordedTranslation.read(of: folders, language: .japanese)
    #expect(folders.count > 100)
    #expect(told.problems.isEmpty)
    for folder in folders {
      let english = try #require(RecordedHeadline.read(folder))
      let title = told(english).title
      // A title that only repeats AWS' own words needs no other.
      let isQuoted = title.allSatisfy { $0.isASCII }
      #expect(title != english.title || isQuoted, "\(folder)")
      let words = try #require(told.words[URL(fileURLWithPath: folder).lastPathComponent])
      for text in [words.story ?? "", words.teach ?? ""] + (words.hints ?? [""]) {
        #expect(text.unicodeScalars.contains { $0.value > 0x3000 }, "\(folder)")
      }
    }
    #expect(RecordedTranslation.read(of: folders, language: .english).words.isEmpty)
  }

  @Test func `a translation that does not fit the incidents is told with its place`() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("told-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let folder = root.appendingPathComponent("cases/one")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("title: One\nstory: Once.\n".utf8).write(to: folder.appendingPathComponent("case.yaml"))
    let file = root.appendingPathComponent("cases.ja.yaml")
    try Data("two:\n  title: 二\none:\n  story: 昔。\n  moral: なし\n".utf8).write(to: file)
    let told = RecordedTranslation.read(of: [folder.path], language: .japanese)
    #expect(
      told.problems == [
        "cases.ja.yaml:1: there is no recorded incident `two`",
        "cases.ja.yaml:3: `one` has `moral`; known are title, story, hints, teach",
        "cases.ja.yaml: the recorded incident `one` has no title",
      ])
    let one = try told(RecordedIncident.read(folder.path))
    #expect(one.title == "One")
    #expect(one.story == "昔。")
    try Data("a: [".utf8).write(to: file)
    #expect(RecordedTranslation.read(of: [folder.path], language: .japanese).problems.count == 1)
  }
}
