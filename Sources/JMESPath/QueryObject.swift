/// The members of a JSON object in the order of their source; a name stands once, its last value counts.
package struct QueryObject: Sendable, RandomAccessCollection {
  package typealias Element = (name: String, value: QueryValue)

  /// Names are equal where their code points are; Swift's own `==` compares what they look like.
  private struct Name: Hashable {
    let text: String

    static func == (left: Name, right: Name) -> Bool { QueryValue.same(left.text, right.text) }

    func hash(into hasher: inout Hasher) {
      for byte in text.utf8 { hasher.combine(byte) }
    }
  }

  /// Below this a walk over the names is as fast as a dictionary.
  private static let walked = 12

  private var members: [Element] = []
  /// Where each name stands; empty as long as the members are few.
  private var places: [Name: Int] = [:]

  package init() {}

  package init(_ members: some Sequence<Element>) {
    for member in members { set(member.name, member.value) }
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { members.count }
  package subscript(position: Int) -> Element { members[position] }
  package subscript(name: String) -> QueryValue? { place(name).map { members[$0].value } }

  /// Sets a member: where the name is known its value changes, else it is put to the end.
  package mutating func set(_ name: String, _ value: QueryValue) {
    if let known = place(name) {
      members[known].value = value
      return
    }
    if members.count == QueryObject.walked {
      for (place, member) in members.enumerated() { places[Name(text: member.name)] = place }
    }
    if members.count >= QueryObject.walked { places[Name(text: name)] = members.count }
    members.append((name, value))
  }

  private func place(_ name: String) -> Int? {
    if members.count <= QueryObject.walked {
      return members.firstIndex { QueryValue.same($0.name, name) }
    }
    return places[Name(text: name)]
  }
}
