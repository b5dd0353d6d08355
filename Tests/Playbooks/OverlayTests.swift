@testable import Playbooks
import Foundation
import Testing
import Yams

/// A playbook's Japanese is complete, and it is Japanese.
@Suite struct OverlayTests {
  /// One text of a playbook beside what a reader of Japanese gets.
  private struct Text {
    let place: String
    let english: String
    let japanese: String

    /// A product's or a setting's own name, or nothing but values: the same in every language.
    var isName: Bool {
      Interpolation.fill(english) { _ in "" }.split(separator: " ")
        .allSatisfy { $0.dropFirst().contains(where: \.isUppercase) }
    }
  }

  /// Playbooks with a translation beside them.
  private static let translated = Checkout.library.ids.filter {
    FileManager.default.fileExists(atPath: path($0, ".ja"))
  }

  /// Keys below which there are values for checks and fixes, and no words for people.
  private static let machinery: Set<String> = ["test", "with", "symptom-test", "fits"]

  @Test func `there is a translation`() {
    #expect(!Self.translated.isEmpty)
  }

  @Test(arguments: translated)
  func `every text has its Japanese`(_ playbook: String) throws {
    for text in try Self.texts(playbook) where !text.isName {
      #expect(text.japanese != text.english, "\(text.place) is not translated")
      let isJapanese = text.japanese.contains(/[\p{Hiragana}\p{Katakana}\p{Han}]/)
      #expect(isJapanese, "\(text.place) is not Japanese: \(text.japanese)")
    }
  }

  @Test(arguments: translated)
  func `every value and every piece of code stands in both languages`(_ playbook: String) throws {
    for text in try Self.texts(playbook) {
      let names = (Set(Interpolation.names(text.english)), Set(Interpolation.names(text.japanese)))
      #expect(names.0 == names.1, "\(text.place): \(text.japanese)")
      for code in text.english.matches(of: /`[^`]+`/) {
        #expect(text.japanese.contains(code.output), "\(text.place) lacks \(code.output)")
      }
    }
  }

  @Test(arguments: translated)
  func `no English sentence is left between Japanese ones`(_ playbook: String) throws {
    for text in try Self.texts(playbook) where !text.isName {
      let told = text.japanese.replacing(/`[^`]*`|"[^"]*"/, with: "")
      #expect(!told.contains(/[a-z]+( [a-z]+){3,}/), "\(text.place): \(text.japanese)")
    }
  }

  private static func path(_ playbook: String, _ language: String = "") -> String {
    "\(Checkout.root)/Playbooks/\(playbook)/playbook\(language).yaml"
  }

  /// All words for people of a playbook; where the translation has none, the English stands in both places.
  private static func texts(_ playbook: String) throws -> [Text] {
    let english = try source(path(playbook))
    let overlay = try source(path(playbook, ".ja"))
    let merged = PlaybookOverlay.merge(overlay.root, over: english.root, overlay.source)
    #expect(overlay.source.problems == [])
    var found: [Text] = []
    collect(english.root, merged, key: "", place: "", into: &found)
    #expect(found.count > 100, "\(playbook) has hardly any text")
    return found
  }

  private static func source(_ file: String) throws -> (source: PlaybookSource, root: Node) {
    try PlaybookSource.compose(file: file, text: String(contentsOfFile: file, encoding: .utf8))
  }

  private static func collect(
    _ english: Node, _ japanese: Node, key: String, place: String, into found: inout [Text]
  ) {
    switch (english, japanese) {
    case (.mapping(let left), .mapping(let right)):
      for (one, other) in zip(left, right) {
        let name = one.key.scalar?.string ?? ""
        guard !machinery.contains(name) else { continue }
        collect(one.value, other.value, key: name, place: "\(place)/\(name)", into: &found)
      }
    case (.sequence(let left), .sequence(let right)):
      for (index, (one, other)) in zip(left, right).enumerated() {
        let id = one.mapping?["id"]?.scalar?.string ?? "\(index)"
        collect(one, other, key: key, place: "\(place)/\(id)", into: &found)
      }
    case (.scalar(let left), .scalar(let right)) where PlaybookOverlay.words.contains(key):
      found.append(
        Text(place: place, english: left.string.trimmingBlanks, japanese: right.string.trimmingBlanks))
    default: break
    }
  }
}
