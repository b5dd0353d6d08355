import Foundation
import Testing

/// The walls inside the program: what `Package.swift` allows, and what the sources make of it.
@Suite struct HouseTests {
  /// The flow from files to screens; a target may import only what stands to its left, never what stands beside it.
  static let flow: [[String]] = [
    ["Output", "Sentences"], ["JMESPath", "Commands", "Files", "Secrets"], ["Evidence"],
    ["Packets", "Permits", "Records"],
    ["Services"], ["RequestChecks", "PullChecks"], ["Playbooks"], ["Diagnosis"], ["Screens"],
    ["culprit", "Benchmarks"],
  ]

  private static var stages: [String: Int] {
    let pairs = flow.enumerated().flatMap { stage in stage.element.map { ($0, stage.offset) } }
    return Dictionary(pairs) { first, _ in first }
  }

  @Test func `every target stands in the flow and depends only on its left`() throws {
    let manifest = try Manifest()
    let own = manifest.targets.filter { HouseSources.isSwift($0.name) }
    #expect(Set(own.map(\.name)) == Set(Self.flow.joined()))
    for target in own {
      print("\(target.name) -> \(target.dependencies.joined(separator: " "))")
      for dependency in target.dependencies where HouseSources.isSwift(dependency) {
        let there = try #require(Self.stages[dependency], "\(target.name) depends on \(dependency)")
        let here = try #require(Self.stages[target.name])
        #expect(there < here, "\(target.name) depends on \(dependency), which is not to its left")
      }
    }
  }

  @Test func `Package.swift lists the targets in the order of the flow`() throws {
    let order = try Manifest().targets.compactMap { Self.stages[$0.name] }
    #expect(order == order.sorted())
  }

  @Test func `a file imports what its target depends on, and a target depends on nothing in vain`() throws {
    let manifest = try Manifest()
    let names = Set(manifest.targets.map(\.name))
    for target in manifest.targets where HouseSources.isSwift(target.name) {
      var used: Set<String> = []
      for file in try HouseSources.files(target.name) {
        for name in file.imports where names.contains(name) {
          #expect(target.dependencies.contains(name), "\(file.name) imports \(name)")
          used.insert(name)
        }
      }
      let idle = Set(target.dependencies).subtracting(used)
      #expect(idle.isEmpty, "\(target.name) needs no \(idle.sorted())")
    }
  }

  @Test(arguments: HouseTests.flow.joined()) func `no target passes 8,000 lines`(target: String) throws {
    let lines = try HouseSources.files(target).map(\.lines).reduce(0, +)
    print("\(target): \(lines) lines")
    #expect(lines > 0 && lines <= 8_000)
  }

  @Test func `no folder holds more than 40 files`() throws {
    let files = try HouseSources.files("")
    let folders = Dictionary(grouping: files) { ($0.name as NSString).deletingLastPathComponent }
    #expect(folders.count > 30)
    for (folder, files) in folders { #expect(files.count <= 40, "\(folder)") }
  }

  @Test func `no module has the name of a type inside it, nor one of Apple's`() throws {
    for target in Self.flow.joined() where target != "JMESPath" {
      #expect(!["Network", "Foundation", "System", "Observation"].contains(target))
      let type = try Regex(#"(?m)^\s*(?:\w+ )*(?:struct|enum|class|actor|protocol|typealias) \#(target)\b"#)
      for file in try HouseSources.files(target) {
        #expect(file.text.firstMatch(of: type) == nil, "\(file.name)")
      }
    }
  }

  @Test func `a check stands among the checks, in a file of its name`() throws {
    var seen = 0
    for file in try HouseSources.files("") {
      for match in file.text.matches(of: #/(?:enum|struct) (\w+): (?:Target)?Check\b/#) {
        seen += 1
        let parts = file.name.split(separator: "/")
        #expect(["RequestChecks", "PullChecks"].contains(parts.first), "\(file.name)")
        #expect(parts.last == "\(match.1).swift", "\(file.name)")
      }
    }
    #expect(seen > 80)
  }
}

/// The targets of `Package.swift` with what they depend on, in the order in which they are listed.
private struct Manifest {
  let targets: [(name: String, dependencies: [String])]

  init() throws {
    let text = try String(contentsOfFile: Checkout.root + "/Package.swift", encoding: .utf8)
    let list = try #require(text.firstRange(of: "\n  targets: ["))
    let parts = text[list.upperBound...].split(separator: #/\.(?:target|executableTarget|testTarget)\(/#)
    targets = parts.compactMap { part in
      guard let name = part.firstMatch(of: #/^\s*name: "(\w+)"/#) else { return nil }
      guard let start = part.firstRange(of: "dependencies: [") else { return (String(name.1), []) }
      var depth = 1
      let inside = part[start.upperBound...].prefix { character in
        depth += character == "[" ? 1 : character == "]" ? -1 : 0
        return depth > 0
      }
      let products = inside.replacing(#/\.product\([^)]*\)/#, with: "")
      return (String(name.1), products.matches(of: #/"(\w+)"/#).map { String($0.1) })
    }
  }
}

/// The Swift files below `Sources`.
private struct HouseSources {
  /// From `Sources` on.
  let name: String
  let text: String

  var lines: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }

  var imports: [String] {
    text.matches(of: #/(?m)^(?:@testable )?import (?:\w+ )?(\w+)$/#).map { String($0.1) }
  }

  /// Whether a target's sources are Swift and stand below `Sources`.
  static func isSwift(_ target: String) -> Bool {
    let folder = "\(Checkout.root)/Sources/\(target)"
    let walker = FileManager.default.enumerator(atPath: folder)
    return walker?.contains { ($0 as? String)?.hasSuffix(".swift") == true } == true
  }

  /// The files of a folder below `Sources`; of all of it for an empty name.
  static func files(_ folder: String) throws -> [HouseSources] {
    let root = "\(Checkout.root)/Sources"
    let walker = try #require(FileManager.default.enumerator(atPath: "\(root)/\(folder)"))
    var found: [HouseSources] = []
    for case let path as String in walker where path.hasSuffix(".swift") {
      let name = folder.isEmpty ? path : "\(folder)/\(path)"
      let text = try String(contentsOfFile: "\(root)/\(name)", encoding: .utf8)
      found.append(HouseSources(name: name, text: text))
    }
    return found
  }
}
