@testable import Evidence
@testable import Files
import Foundation

/// Gives a snapshot other ids, names, accounts, regions, file names and array order, the same everywhere.
///
/// AWS's own names stay. A text is a run of letters and digits after the other; each run is exchanged as a whole, so
/// that one name stem maps to one stem in all files, logs, messages and code.
struct Renaming {
  private var dice: Dice
  private var tokens: [String: String] = [:]
  private var regions: [(String, String)] = []
  private let stems: Set<String>
  /// `calls.jsonl` names files, so they keep their names where it is there.
  private let keepsFileNames: Bool

  init(_ snapshot: Snapshot, seed: UInt64) {
    self.dice = Dice(seed: seed)
    self.stems = Renaming.stems(snapshot)
    self.keepsFileNames = !snapshot.calls.isEmpty
    let spare = ["eu-central-1", "sa-east-1", "ca-central-1", "eu-north-1", "ap-south-1", "us-west-1"]
    let present = Set(snapshot.regions).filter { $0 != "us-east-1" && $0.split(separator: "-").count == 3 }
    for (old, new) in zip(present.sorted(), spare.filter { !present.contains($0) }) {
      regions.append((old, new))
    }
  }

  /// The whole snapshot, renamed.
  mutating func apply(_ snapshot: Snapshot) throws -> [SnapshotFile] {
    var result: [SnapshotFile] = []
    var number = 0
    for file in snapshot.files {
      var bytes = try file.read()
      if bytes.starts(with: [0x1F, 0x8B]) { bytes = try FileTree.gunzip(bytes, file: file.path) }
      let kinds = snapshot.documents.filter { $0.file == file.path }.compactMap(\.kind)
      if let kind = kinds.first, kinds.count == 1, let shuffled = shuffled(bytes, kind) { bytes = shuffled }
      let text = renamed(String(decoding: bytes, as: UTF8.self))
      number += 1
      let path = renamedPath(file.path, kinds.map(\.name), number, isEmpty: bytes.isEmpty)
      result.append(SnapshotFile(path: path, bytes: Array(text.utf8)))
    }
    return result
  }

  mutating func renamed(_ text: String) -> String {
    var text = text
    for (old, new) in regions { text = text.replacing(old, with: new) }
    var result: [UInt8] = []
    var run: [UInt8] = []
    var before = ""
    func isWord(_ byte: UInt8) -> Bool {
      (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
    }
    for byte in text.utf8 {
      if isWord(byte) {
        run.append(byte)
        continue
      }
      result += flush(&run, &before)
      result.append(byte)
      // Only the letter right after a backslash belongs to the escape: not the word after an escaped quote.
      before = byte == UInt8(ascii: "\\") && before != "\\" ? "\\" : before == "\\" ? "" : before
    }
    result += flush(&run, &before)
    // The bucket of ECR's layers is AWS's own name, whatever a customer calls `prod`.
    return String(decoding: result, as: UTF8.self).replacing(
      /[a-zA-Z0-9]+-([a-z]+(?:-[a-z]+)+-[0-9])-starport-layer-bucket/,
      with: { "prod-\($0.1)-starport-layer-bucket" })
  }

  private mutating func flush(_ run: inout [UInt8], _ before: inout String) -> [UInt8] {
    if run.isEmpty { return [] }
    let word = String(decoding: run, as: UTF8.self)
    run = []
    defer { before = word }
    if before == "pl" || before == "\\" { return Array(word.utf8) }
    return Array(exchanged(word).utf8)
  }

  private mutating func exchanged(_ word: String) -> String {
    if let known = tokens[word] { return known }
    let new = fresh(word)
    tokens[word] = new
    return new
  }

  private mutating func fresh(_ word: String) -> String {
    let bytes = Array(word.utf8)
    let digits = bytes.filter { $0 >= 0x30 && $0 <= 0x39 }.count
    let isHex = bytes.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) }
    if bytes.count == 12, digits == 12 { return pick(12, "123456789") }
    if isHex, bytes.count >= 8, digits > 0, digits < bytes.count {
      // A first letter keeps the token from becoming a number.
      return "a" + pick(bytes.count - 1, "0123456789abcdef")
    }
    let isUpper = bytes.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) }
    if isUpper, word.hasPrefix("E"), (13...14).contains(bytes.count), digits > 0, digits < bytes.count - 1 {
      return "E" + pick(bytes.count - 1, "ABCDEFGHJKLMNPQRSTUVWXYZ23456789")
    }
    guard stems.contains(word) else { return word }
    let new = "q" + pick(6, "abcdefghijklmnoprstuvwxyz")
    return word.first?.isUppercase == true ? new.prefix(1).uppercased() + new.dropFirst() : new
  }

  private mutating func pick(_ count: Int, _ letters: String) -> String {
    let letters = Array(letters)
    return String((0..<count).map { _ in letters[Int.random(in: 0..<letters.count, using: &dice)] })
  }

  /// A document with the items of its list in another order; nil where order says something.
  private mutating func shuffled(_ bytes: [UInt8], _ kind: DocumentKind) -> [UInt8]? {
    guard let list = kind.list, kind != .trailEvents,
      var value = JSONValue(text: String(decoding: bytes, as: UTF8.self)),
      case .array(let items)? = value[list], items.count > 1
    else { return nil }
    value[list] = .array(items.shuffled(using: &dice))
    return Array((value.text() + "\n").utf8)
  }

  /// Another name where the content tells what the file is; else the other convention of names.
  private mutating func renamedPath(
    _ path: String, _ kinds: [String], _ number: Int, isEmpty: Bool
  ) -> String {
    let folder = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let place = renamed(folder)
    guard !keepsFileNames, let kind = kinds.first, kinds.count == 1, !isEmpty, name.hasSuffix(".json"),
      name.hasPrefix(kind)
    else { return place + renamed(name) }
    let rest = name.dropFirst(kind.count).dropLast(".json".count)
    if rest.isEmpty { return place + "\(kind.replacing(".", with: "-")).json" }
    return place + "\(kind.replacing(".", with: "-"))@\(renamed(String(rest.dropFirst()))).json"
  }

  /// Members whose values are names that a customer chose.
  private static let naming: Set<String> = [
    "LoadBalancerName", "TargetGroupName", "GroupName", "serviceName", "clusterName", "family", "RoleName",
    "repositoryName", "logGroupName", "PolicyName", "Name", "awslogs-stream-prefix",
  ]

  /// The parts of the customer's names that are no words of AWS.
  private static func stems(_ snapshot: Snapshot) -> Set<String> {
    var found: Set<String> = []
    var taken: Set<String> = []
    func visit(_ json: JSON, _ key: String) {
      for member in json.members {
        taken.formUnion(words(member.name))
        visit(member.value, member.name)
      }
      for element in json.elements { visit(element, key) }
      guard let text = json.string else { return }
      if naming.contains(key), !text.hasPrefix("Amazon"), !text.hasPrefix("AWS"),
        !text.hasPrefix("CloudFront-VPCOrigins"),
        !text.hasPrefix("com.amazonaws")
      {
        found.formUnion(words(text))
      } else if !key.lowercased().hasSuffix("name"), words(text) == [text] {
        taken.insert(text)
      } else if text.contains(" ") || text.contains("amazonaws") || text == text.uppercased() {
        taken.formUnion(words(text))
      }
    }
    for document in snapshot.documents { visit(document.root, "") }
    for kind in DocumentKind.all { taken.formUnion(words(kind.name)) }
    let lower = Set(taken.map { $0.lowercased() }).union(reserved)
    return found.filter { word in
      word.utf8.count > 2 && !lower.contains(word.lowercased()) && word.contains { $0.isLetter }
    }
  }

  /// Words that AWS, Docker or a log format gives a meaning.
  private static let reserved: Set<String> = [
    "latest", "default", "library", "docker", "public", "aws", "amazon", "elb", "app", "net", "internet",
    "healthy", "unhealthy", "forward", "get", "post", "http", "https", "tcp", "gateway", "vpc", "config",
    "awslogs", "pullthroughcache", "execution", "role", "task", "service", "policy", "read", "write",
  ]

  private static func words(_ text: String) -> [String] {
    text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
  }
}
