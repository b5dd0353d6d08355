import Evidence
import Records

/// One failure text in words: what it says, what it cannot tell, what to look at next.
package struct MessageExplanation: Sendable {
  package let lines: [(name: String, value: String)]

  package init(_ reading: MessageReading) {
    let facts = reading.facts
    var lines: [(String, String)] = [("family", reading.family)]
    if reading.candidates.count > 1 { lines.append(("could be", reading.candidates.joined(separator: ", "))) }
    if let advice = reading.advice {
      lines.append(("says", advice.says))
      lines.append(("cannot tell", advice.open))
      lines.append(("look at", advice.next))
    }
    func add(_ name: String, _ value: String?) {
      if let value { lines.append((name, value)) }
    }
    add("stage", facts.stage?.rawValue)
    add("verb", facts.verb?.rawValue)
    add("role", facts.role)
    add("session", facts.session)
    add("destination", facts.destination)
    add("action", facts.action)
    add("resource", facts.resource)
    add("reason", facts.reason == .unstated ? nil : facts.reason.rawValue)
    add("image", facts.image)
    add("platform", facts.platform)
    add("retries", facts.retries.map(String.init))
    if facts.truncated { lines.append(("truncated", "yes: the end that would decide may be missing")) }
    self.lines = lines
  }

  /// The lines with their names in a column.
  package var text: String {
    let width = lines.map(\.name.count).max() ?? 0
    return lines.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value
    }.joined(separator: "\n")
  }
}

extension MessageFacts {
  /// Where the call went: the dialled address where the text shows it, else the host.
  package var destination: String? {
    if let address {
      let shown = address.contains(":") ? "[\(address)]" : address
      return port.map { "\(shown):\($0)" } ?? shown
    }
    return host
  }
}

extension MessageReading {
  /// The reading as a JSON object.
  package var json: JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    let members: [(String, JSONValue)] = [
      ("family", text(family)), ("candidates", .array(candidates.map { .string($0) })),
      ("stage", text(facts.stage?.rawValue)), ("role", text(facts.role)),
      ("destination", text(facts.destination)), ("verb", text(facts.verb?.rawValue)),
      ("truncated", .bool(facts.truncated)), ("session", text(facts.session)), ("host", text(facts.host)),
      ("action", text(facts.action)), ("resource", text(facts.resource)),
      ("reason", text(facts.reason == .unstated ? nil : facts.reason.rawValue)), ("image", text(facts.image)),
    ]
    return .object(members.map { JSONValue.Member($0.0, $0.1) })
  }
}
