@testable import Records
import Foundation
import Testing

/// One line of the shared collections of real failure texts.
struct CollectedMessage: Decodable, Sendable {
  let id: String
  let text: String
  let label: String
  let candidates: [String]?
  let confirmed: String?
  let truncated: Bool?
}

/// The shared collections, or nil with a word about it where this checkout stands alone.
func collectedMessages(_ name: String) throws -> [CollectedMessage]? {
  let url = URL(filePath: "../shared/data/\(name)", directoryHint: .notDirectory)
  guard let text = try? String(contentsOf: url, encoding: .utf8) else {
    print("skipped: \(url.path) is not there")
    return nil
  }
  return try text.split(separator: "\n").map {
    try JSONDecoder().decode(CollectedMessage.self, from: Data($0.utf8))
  }
}

@Suite struct MessageCollectionTests {
  @Test func `the family of a collected text is right on at least 97 in 100`() throws {
    guard let all = try collectedMessages("messages.jsonl") else { return }
    let reader = try #require(MessageReader.standard)
    var wrong: [String] = []
    for message in all {
      let reading = reader.read(message.text)
      if reading.family != message.label {
        wrong.append("\(message.id): \(reading.family) (\(reading.fault ?? "-")), labelled \(message.label)")
      }
    }
    print("families right: \(all.count - wrong.count)/\(all.count)")
    #expect(Double(all.count - wrong.count) >= 0.97 * Double(all.count), "\(wrong.joined(separator: "\n"))")
  }

  @Test func `the candidates never lack what the collected thread confirmed`() throws {
    guard let all = try collectedMessages("messages.jsonl") else { return }
    let reader = try #require(MessageReader.standard)
    for message in all {
      let reading = reader.read(message.text)
      guard let confirmed = message.confirmed else { continue }
      #expect(
        reading.candidates.contains(confirmed), "\(message.id): \(reading.candidates) lack \(confirmed)")
    }
  }

  @Test func `a text about something else is never taken for a pull fault`() throws {
    guard let all = try collectedMessages("messages-not-pull.jsonl") else { return }
    let reader = try #require(MessageReader.standard)
    for message in all { #expect(reader.read(message.text).family == "not-image-pull", "\(message.id)") }
  }

  @Test func `wrapping quoting and case change no family`() throws {
    guard let all = try collectedMessages("messages.jsonl") else { return }
    let reader = try #require(MessageReader.standard)
    for message in all where message.truncated != true {
      let plain = reader.read(message.text).family
      let wrapped = message.text.replacing(" ", with: "\n      ")
      #expect(reader.read(wrapped).family == plain, "\(message.id) wrapped")
      #expect(reader.read("\"" + message.text + "\"").family == plain, "\(message.id) quoted")
      #expect(reader.read(message.text.lowercased()).family == plain, "\(message.id) lower case")
    }
  }
}
