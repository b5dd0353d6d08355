import Sentences

/// One operation of a JSON Patch (RFC 6902).
package struct JSONPatch: Sendable, Equatable {
  /// The operations of RFC 6902 section 4.
  package enum Operation: String, Sendable { case add, remove, replace, move, copy, test }

  /// Why a patch cannot be applied.
  package struct Failure: Error, Equatable, Sendable {
    package let what: Sentence
  }

  package var operation: Operation
  package var path: String
  package var from: String?
  package var value: JSONValue?

  package init(_ operation: Operation, _ path: String, value: JSONValue? = nil, from: String? = nil) {
    self.operation = operation
    self.path = path
    self.from = from
    self.value = value
  }

  /// Applies patches in order.
  ///
  /// - Throws: ``Failure`` naming the pointer that does not fit.
  package static func apply(_ patches: [JSONPatch], to value: JSONValue) throws(Failure) -> JSONValue {
    var result = value
    for patch in patches { try patch.apply(to: &result) }
    return result
  }

  private func apply(to root: inout JSONValue) throws(Failure) {
    let tokens = try JSONPatch.tokens(path)
    switch operation {
    case .add: try JSONPatch.edit(&root, tokens[...], path, .insert(try given()))
    case .replace: try JSONPatch.edit(&root, tokens[...], path, .replace(try given()))
    case .remove: try JSONPatch.edit(&root, tokens[...], path, .remove)
    case .test:
      guard try JSONPatch.get(root, tokens[...], path) == given() else {
        throw Failure(what: "the value at `\(path)` is not the one that `test` expects")
      }
    case .copy, .move:
      let origin = from ?? ""
      let source = try JSONPatch.tokens(origin)
      let value = try JSONPatch.get(root, source[...], origin)
      if operation == .move { try JSONPatch.edit(&root, source[...], origin, .remove) }
      try JSONPatch.edit(&root, tokens[...], path, .insert(value))
    }
  }

  private func given() throws(Failure) -> JSONValue {
    guard let value else { throw Failure(what: "`\(operation.rawValue)` at `\(path)` has no value") }
    return value
  }

  private enum Edit {
    case insert(JSONValue)
    case replace(JSONValue)
    case remove
  }

  private static func tokens(_ pointer: String) throws(Failure) -> [String] {
    guard let tokens = JSONPointer.tokens(pointer) else {
      throw Failure(what: "`\(pointer)` is no JSON Pointer: it has to begin with /")
    }
    return tokens
  }

  private static func get(
    _ value: JSONValue, _ tokens: ArraySlice<String>, _ path: String
  ) throws(Failure) -> JSONValue {
    guard let token = tokens.first else { return value }
    switch value {
    case .object:
      if let member = value[token] { return try get(member, tokens.dropFirst(), path) }
    case .array(let elements):
      if let position = Int(token), elements.indices.contains(position) {
        return try get(elements[position], tokens.dropFirst(), path)
      }
    default: break
    }
    throw Failure(what: "there is nothing at `\(path)`: `\(token)` is missing")
  }

  private static func edit(
    _ value: inout JSONValue, _ tokens: ArraySlice<String>, _ path: String, _ change: Edit
  ) throws(Failure) {
    guard let token = tokens.first else {
      switch change {
      case .insert(let new), .replace(let new): value = new
      case .remove: value = .null
      }
      return
    }
    let rest = tokens.dropFirst()
    switch value {
    case .object:
      if rest.isEmpty {
        if case .insert(let new) = change {
          value[token] = new
          return
        }
        guard value[token] != nil else { throw Failure(what: "there is nothing at `\(path)`") }
        if case .replace(let new) = change { value[token] = new } else { value[token] = nil }
      } else {
        guard var member = value[token] else {
          throw Failure(what: "there is nothing at `\(path)`: `\(token)` is missing")
        }
        try edit(&member, rest, path, change)
        value[token] = member
      }
    case .array(var elements):
      let position = token == "-" ? elements.count : Int(token) ?? -1
      if rest.isEmpty, case .insert(let new) = change {
        guard position >= 0, position <= elements.count else {
          throw Failure(what: "`\(path)` is outside the array of \(elements.count)")
        }
        elements.insert(new, at: position)
      } else {
        guard elements.indices.contains(position) else {
          throw Failure(what: "`\(path)` is outside the array of \(elements.count)")
        }
        if !rest.isEmpty {
          try edit(&elements[position], rest, path, change)
        } else if case .replace(let new) = change {
          elements[position] = new
        } else {
          elements.remove(at: position)
        }
      }
      value = .array(elements)
    default:
      throw Failure(what: "`\(path)` goes through a value that is neither object nor array")
    }
  }
}
