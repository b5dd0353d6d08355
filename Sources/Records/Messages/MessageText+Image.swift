/// The image and the registry that a failure text names.
extension MessageText {
  /// The image's reference, from the sentence that names it most surely.
  var image: String? {
    let shapes: [() -> String?] = [
      { first(after: "failed to resolve ref") { $0.takeReference(atEnd: false) } },
      { first(after: "failed to resolve ref") { $0.takeReference(atEnd: true) } },
      { first(after: "access denied for ") { $0.word(until: ",") } },
      {
        first(after: "manifest for ") { cursor in
          cursor.word(until: "").flatMap { cursor.take(" not found") ? $0 : nil }
        }
      },
      {
        first(after: "cannot pull ") { cursor in
          _ = cursor.take("'")
          guard let word = cursor.word(until: "'") else { return nil }
          _ = cursor.take("'")
          return cursor.take(" from") ? word : nil
        }
      },
      { first(after: "pull") { $0.takePulled() } },
      {
        first(after: "related to ") { cursor in
          guard let name = cursor.word(until: ":") else { return nil }
          guard cursor.take(":"), let tag = cursor.word(until: ":") else { return name }
          return name + ":" + tag
        }
      },
      { first(after: "get ") { $0.takeRequested() } },
    ]
    let others = ["manifest", "conf", "configuration", "secrets", "registry"]
    for shape in shapes {
      if let found = shape(), found.contains(where: \.isLetter), !others.contains(found.lowercased()) {
        return found
      }
    }
    return nil
  }

  /// The host of an ECR registry, in small letters, wherever it stands.
  var registryHost: String? {
    first(after: ".dkr") { cursor -> String? in
      let sign = cursor.at - 4
      guard cursor.takeService() else { return nil }
      let start = beginning(of: sign) { !MessageText.ends($0, "\"'/(") }
      guard start < sign else { return nil }
      // The last such name in the same run of characters counts, and what follows it.
      var last = cursor
      while let byte = cursor.byte, !MessageText.ends(byte, "\"'/(") {
        if cursor.take(".dkr"), cursor.takeService() {
          last = cursor
        } else {
          cursor.step()
        }
      }
      _ = last.word(until: "\"'/,")
      return text(start, last.at).lowercased()
    }
  }

  /// The account and the region in the name of an ECR registry.
  var registryPlace: (account: String, region: String)? {
    first(after: ".dkr") { cursor -> (String, String)? in
      let sign = cursor.at - 4
      guard cursor.takeService() else { return nil }
      _ = cursor.take("-fips")
      guard cursor.take("."), let region = cursor.run(while: MessageText.isName), cursor.take(".") else {
        return nil
      }
      let start = beginning(of: sign) { !MessageText.ends($0, "\"'/.(") }
      return start < sign ? (text(start, sign).lowercased(), region.lowercased()) : nil
    }
  }
}

extension MessageText.Cursor {
  fileprivate mutating func takeService() -> Bool { take(oneOf: ".ecr", "-ecr") }

  /// Behind `failed to resolve ref`: the reference, up to a blank or the text's end.
  fileprivate mutating func takeReference(atEnd: Bool) -> String? {
    _ = take("erence")
    guard take(" ") else { return nil }
    _ = take("\"")
    guard var word = word(until: "\"") else { return nil }
    if take("\"") {
      _ = take(":")
    } else if word.utf8.count > 1, word.hasSuffix(":") {
      word.removeLast()
    }
    return (atEnd ? isAtEnd : byte == 0x20) ? word : nil
  }

  /// Behind `pull`: the image of `pull image X`, `pulling and unpack image "X"`.
  fileprivate mutating func takePulled() -> String? {
    _ = take("ing")
    guard take(" ") else { return nil }
    _ = take("and unpack ")
    guard take("image ") else { return nil }
    _ = take("\"")
    guard let word = word(until: "\":") else { return nil }
    _ = take("\"")
    return isAtEnd || byte == 0x20 || byte == 0x3A ? word : nil
  }

  /// Behind `Get `: a request to ECR, which names the image in its path.
  fileprivate mutating func takeRequested() -> String? {
    guard var word = word(until: "\""), byte == 0x20 else { return nil }
    if word.hasSuffix(":") { word.removeLast() }
    let host = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
    guard let sign = MessageText(String(host)).find(".dkr.ecr.", from: 1),
      word.utf8.count > sign + ".dkr.ecr.".utf8.count
    else { return nil }
    return word
  }
}
