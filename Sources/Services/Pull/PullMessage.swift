import Sentences
import Evidence
import Records

/// One recorded failure text of the subject, with its place and its reading.
package struct PullMessage: Sendable {
  /// Where ECS keeps such texts.
  package enum Origin: String, Sendable { case stoppedReason, containerReason, serviceEvent, taskSet, trail }

  package let json: JSON
  package let origin: Origin
  /// The container whose reason it is.
  package let container: String?
  package let reading: MessageReading

  package var facts: MessageFacts { reading.facts }

  init?(_ json: JSON, _ origin: Origin, container: String? = nil) {
    guard let text = json.string, !text.isEmpty, let reader = MessageReader.standard else { return nil }
    self.json = json
    self.origin = origin
    self.container = container
    self.reading = reader.read(text)
  }

  /// Whether it is a failure to start a task at all: a pull fault or one of its close relatives.
  package var isFailure: Bool {
    reading.family != "not-image-pull" || facts.stage != nil || facts.verb == .denied
  }

  /// Cites the text, or the part of it that decides.
  package func citation(_ says: Sentence, part: String? = nil) -> Citation {
    if let part, let whole = json.string, whole.contains(part) { return Citation(json, says, part: part) }
    return Citation(json, says)
  }
}
