@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
@testable import Services
import Foundation
import Testing

/// What checks declare is what they do.
@Suite struct CheckDeclarationTests {
  @Test(arguments: Checkout.incidents)
  func `a check binds what it declares and nothing else`(_ incident: Checkout.Incident) throws {
    let playbook = try #require(Checkout.playbooks[incident.playbook])
    let analysis = Analysis(try Snapshot.load(incident.folder))
    guard case .resolved(let subject) = SubjectResolution.resolve(playbook, analysis, [:]) else { return }
    for use in Set(playbook.checkUses) {
      let check = try #require(CheckCatalog.named(use.name))
      let bound = Set(check.answer(analysis, subject, use.parameters).bindings.flatMap(\.keys))
      #expect(bound.subtracting(check.binds) == [], "\(use.description)")
    }
    let way = try #require(playbook.way)
    #expect(Set(way.values(analysis, subject).keys).subtracting(way.binds) == [])
  }

  /// Recorded incidents do not come by every line that binds something.
  @Test func `a name that a check's own file binds is among those that it declares`() throws {
    for (file, text) in try Self.sources(["RequestChecks", "PullChecks"]) {
      guard let name = text.firstMatch(of: #/static let name = "([a-z0-9-]+)"/#)?.1 else { continue }
      let check = try #require(CheckCatalog.named(String(name)))
      for match in text.matches(of: #/\b(?:values|found|bindings|joined|result)\["([a-z0-9-]+)"\] = /#) {
        #expect(check.binds.contains(String(match.1)), "\(file)")
      }
    }
  }

  @Test func `a name that anything in the services binds is declared by a check`() throws {
    let declared = Set(CheckCatalog.all.flatMap { $0.binds } + SubjectWay.allCases.flatMap(\.binds))
    for (file, text) in try Self.sources(["Services/Pull", "Services/Edge", "Services/Logs"]) {
      for match in text.matches(of: #/\b(?:values|found|bindings)\["([a-z0-9-]+)"\] = /#) {
        #expect(declared.contains(String(match.1)), "\(file)")
      }
    }
  }

  @Test func `every name has a meaning, and every meaning a name`() {
    let declared = Set(CheckCatalog.all.flatMap { $0.binds } + SubjectWay.allCases.flatMap(\.binds))
    #expect(declared.subtracting(ValueMeanings.all.keys) == [])
    #expect(Set(ValueMeanings.all.keys).subtracting(declared) == [])
  }

  @Test func `a check reads its parameters by what it declares`() throws {
    var seen = 0
    for (file, text) in try Self.sources(["RequestChecks", "PullChecks"]) {
      #expect(!text.contains("parameters["), "\(file) reads a parameter by hand")
      for match in text.matches(of: #/static let (\w+) = Parameter</#) {
        seen += 1
        let name = String(match.1)
        #expect(text.contains("\(name).declared"), "\(file) does not declare `\(name)`")
        #expect(text.contains("[\(name)]"), "\(file) does not read `\(name)`")
      }
    }
    #expect(seen >= 30)
  }

  private static func sources(_ folders: [String]) throws -> [(file: String, text: String)] {
    try folders.flatMap { folder in
      let root = "\(Checkout.root)/Sources/\(folder)"
      let walker = try #require(FileManager.default.enumerator(atPath: root))
      return try walker.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map {
        ("\(folder)/\($0)", try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8))
      }
    }
  }
}
