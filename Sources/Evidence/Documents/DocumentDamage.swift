import Sentences
import Foundation

/// A value of a document that is not what AWS prints there.
struct DocumentDamage: Sendable {
  /// The entry of the value in its file's index.
  let at: Int
  /// The entry of the listing's item that holds it; nil where it is the document's own.
  let item: Int?
  /// What was seen and what should stand there.
  let what: Sentence

  /// Whether the item, or the list of items, is none of the kind at all: it lacks what AWS always prints there.
  var isForeign: Bool { item.map { $0 == at } ?? isWholeList }

  /// Whether a member stands twice: then the item's own name is not sure, either.
  let isTwice: Bool
  private var isWholeList = false

  init(at: Int, item: Int?, what: Sentence, isTwice: Bool = false, isWholeList: Bool = false) {
    self.isTwice = isTwice
    self.at = at
    self.item = item
    self.what = what
    self.isWholeList = isWholeList
  }

  /// Holds a document against its kind's shape; empty where all that is read can be read.
  ///
  /// `list` is the member that holds the items of a listing; nil where the root is the one item.
  static func find(
    in index: JSONIndex, root: Int, shape: DocumentShape, list: String?
  ) -> [DocumentDamage] {
    let finder = DamageFinder(index: index)
    var found: [DocumentDamage] = []
    let name = list.map { Array($0.utf8) }
    guard let damaged = finder.object(root, shape.root, except: name) else {
      guard let list, case .list(let form)? = shape.root.all.first(where: { $0.name == name })?.form,
        let items = finder.member(root, list)
      else { return [] }
      guard index.entries[items].kind == .array else {
        let what = finder.wrong(items, list, "a list").what
        return [DocumentDamage(at: items, item: nil, what: what, isWholeList: true)]
      }
      var cursor = items + 1
      let end = Int(index.entries[items].next)
      while cursor < end {
        if let damaged = finder.check(cursor, form, list) { found.append(damaged.damage(item: cursor)) }
        cursor = Int(index.entries[cursor].next)
      }
      return found
    }
    return [damaged.damage(item: nil)]
  }
}

/// Looks for the first value of an object that cannot be read.
private struct DamageFinder {
  let index: JSONIndex

  struct Found {
    let at: Int
    let what: Sentence
    var isTwice = false

    func damage(item: Int?) -> DocumentDamage {
      DocumentDamage(at: at, item: item, what: what, isTwice: isTwice)
    }
  }

  /// The value of a member; nil where it is not there.
  func member(_ object: Int, _ name: String) -> Int? {
    var cursor = object + 1
    let end = Int(index.entries[object].next)
    while cursor < end {
      if text(cursor) == name { return cursor + 1 }
      cursor = Int(index.entries[cursor + 1].next)
    }
    return nil
  }

  func object(_ at: Int, _ shape: DocumentShape.Members, except skipped: [UInt8]? = nil) -> Found? {
    var seen: UInt64 = 0
    var cursor = at + 1
    let end = Int(index.entries[at].next)
    while cursor < end {
      let value = cursor + 1
      if let position = position(of: cursor, in: shape) {
        let member = shape.all[position]
        let bit = UInt64(1) << UInt64(position & 63)
        if seen & bit != 0, shape.all.count <= 64 {
          return Found(
            at: cursor,
            what: "the member `\(name(member))` stands twice in one object, so which counts is not known",
            isTwice: true)
        }
        let isNull = index.entries[value].kind == .null
        let isNeeded = self.isNeeded(member, of: at)
        if !isNull || !isNeeded { seen |= bit }
        if !isNull, member.name != skipped, isNeeded || !isEmptyValue(value, member.form),
          let found = check(value, member.form, name(member))
        {
          return found
        }
      }
      cursor = Int(index.entries[value].next)
    }
    for (position, member) in shape.all.enumerated() where seen & (1 << UInt64(position & 63)) == 0 {
      if isNeeded(member, of: at) {
        return Found(at: at, what: "the member `\(name(member))`, which AWS always prints, is not there")
      }
    }
    return nil
  }

  private func isNeeded(_ member: DocumentShape.Member, of object: Int) -> Bool {
    switch member.need {
    case .maybe: return false
    case .always: return true
    case .with(let name, let values):
      guard let told = self.member(object, String(decoding: name, as: UTF8.self)),
        index.entries[told].kind == .string
      else { return true }
      return values.contains(text(told))
    }
  }

  /// `""` where a name, an address or a block may be left out: EC2 prints it for what is not set.
  private func isEmptyValue(_ at: Int, _ form: DocumentShape.Form) -> Bool {
    guard case .value = form else { return false }
    return index.entries[at].kind == .string && index.entries[at].length == 2
  }

  func check(_ at: Int, _ form: DocumentShape.Form, _ name: String) -> Found? {
    let kind = index.entries[at].kind
    switch form {
    case .text: return kind == .string ? nil : wrong(at, name, "a text")
    case .whole(let range):
      guard let number = number(at) else { return wrong(at, name, "a whole number") }
      return range.contains(number)
        ? nil
        : Found(at: at, what: "`\(name)` is \(number), outside \(range.lowerBound) to \(range.upperBound)")
    case .flag:
      if kind == .yes || kind == .no { return nil }
      return kind == .string && ["true", "false"].contains(text(at)) ? nil : wrong(at, name, "true or false")
    case .time:
      if kind == .string { return nil }
      return kind == .number && JSON.time(Double(source(at))) != nil ? nil : wrong(at, name, "a time")
    case .document:
      return kind == .string || kind == .object ? nil : wrong(at, name, "a document or its text")
    case .one(let choices):
      guard kind == .string else { return wrong(at, name, "a text") }
      return choices.contains(text(at))
        ? nil : Found(at: at, what: "`\(name)` is \(quoted(at)), which AWS does not print there")
    case .value(let value): return check(at, value, name)
    case .object(let members):
      return kind == .object ? object(at, members) : wrong(at, name, "an object")
    case .list(let inner):
      guard kind == .array else { return wrong(at, name, "a list") }
      var cursor = at + 1
      let end = Int(index.entries[at].next)
      while cursor < end {
        if let found = check(cursor, inner, name) { return found }
        cursor = Int(index.entries[cursor].next)
      }
      return nil
    case .map(let inner): return kind == .object ? map(at, inner) : wrong(at, name, "an object")
    }
  }

  /// Every value is of the form, and no name stands twice: which of them counts would not be known.
  private func map(_ at: Int, _ form: DocumentShape.Form) -> Found? {
    var seen: Set<String> = []
    var cursor = at + 1
    let end = Int(index.entries[at].next)
    while cursor < end {
      let name = text(cursor)
      if !seen.insert(name).inserted {
        return Found(
          at: cursor,
          what: "the member `\(name)` stands twice in one object, so which counts is not known",
          isTwice: true)
      }
      if let found = check(cursor + 1, form, name) { return found }
      cursor = Int(index.entries[cursor + 1].next)
    }
    return nil
  }

  private func check(_ at: Int, _ value: DocumentShape.Value, _ name: String) -> Found? {
    let kind = index.entries[at].kind
    // A protocol's number may come without quotes.
    guard kind == .string || value == .protocol && kind == .number else { return wrong(at, name, "a text") }
    let text = kind == .string ? text(at) : source(at)
    let isRead =
      switch value {
      case .id: !text.isEmpty
      case .address: IPAddress(text) != nil
      case .cidr: CIDR(text) != nil
      case .protocol: IPProtocol(text) != nil
      }
    if isRead { return nil }
    let wanted: Sentence =
      switch value {
      case .id: "a name"
      case .address: "an IP address"
      case .cidr: "a block of addresses"
      case .protocol: "a protocol"
      }
    return Found(at: at, what: "`\(name)` is \(quoted(at)), which is not \(wanted)")
  }

  func wrong(_ at: Int, _ name: String, _ wanted: Sentence) -> Found {
    let seen: Sentence =
      switch index.entries[at].kind {
      case .object: "an object"
      case .array: "a list"
      case .string: "a text"
      case .number: "a number that is none of AWS's"
      case .yes, .no: "true or false"
      case .null: "null"
      case .key: "a name"
      }
    let isNumber = index.entries[at].kind == .number && wanted != "a whole number" && wanted != "a time"
    return Found(at: at, what: "`\(name)` is \(isNumber ? "a number" : seen) where AWS prints \(wanted)")
  }

  private func position(of key: Int, in shape: DocumentShape.Members) -> Int? {
    let entry = index.entries[key]
    if entry.escaped {
      let name = Array(text(key).utf8)
      return shape.all.firstIndex { $0.name == name }
    }
    let length = Int(entry.length) - 2
    guard length < shape.byLength.count else { return nil }
    for position in shape.byLength[length] where isSame(shape.all[position].name, Int(entry.offset) + 1) {
      return position
    }
    return nil
  }

  private func isSame(_ name: [UInt8], _ offset: Int) -> Bool {
    name.withUnsafeBufferPointer { name in
      index.bytes.withUnsafeBufferPointer { bytes in
        guard let wanted = name.baseAddress, let base = bytes.baseAddress else { return name.isEmpty }
        return memcmp(base + offset, wanted, name.count) == 0
      }
    }
  }

  private func number(_ at: Int) -> Int? {
    switch index.entries[at].kind {
    case .number: JSON.whole(source(at))
    case .string: JSON.whole(text(at))
    default: nil
    }
  }

  private func name(_ member: DocumentShape.Member) -> String { String(decoding: member.name, as: UTF8.self) }

  private func source(_ at: Int) -> String {
    let entry = index.entries[at]
    return String(decoding: index.bytes[Int(entry.offset)..<Int(entry.offset + entry.length)], as: UTF8.self)
  }

  private func text(_ at: Int) -> String {
    let entry = index.entries[at]
    let inner = index.bytes[Int(entry.offset) + 1..<Int(entry.offset + entry.length) - 1]
    return entry.escaped ? JSON.unescape(inner) : String(decoding: inner, as: UTF8.self)
  }

  /// The value as it stands, cut short; what it holds is somebody else's text.
  private func quoted(_ at: Int) -> String {
    let text = source(at)
    return text.count > 40 ? "`\(text.prefix(40))...`" : "`\(text)`"
  }
}
