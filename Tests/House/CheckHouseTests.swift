@testable import Evidence
@testable import Playbooks
import Foundation
import Testing

/// Every check has a table of worlds of its own.
@Suite struct CheckHouseTests {
  /// A check that a playbook may name, and the file that tests it.
  struct House: Sendable, CustomTestStringConvertible {
    let check: any Check.Type
    let name: String
    let path: String

    var testDescription: String { name }

    init(_ check: any Check.Type) {
      self.check = check
      // `RequestChecks.EdgeSchemeCheck`
      let parts = String(reflecting: check).split(separator: ".").map(String.init)
      name = parts.last ?? ""
      let half = parts.first?.replacing("Checks", with: "") ?? ""
      path = "\(Checkout.root)/Tests/Checks/\(half)/\(name)Tests.swift"
    }
  }

  static let all = CheckCatalog.all.map { House($0) }

  @Test(arguments: all) func `a check has a table in a file of its name`(_ house: House) throws {
    let text = try String(contentsOfFile: house.path, encoding: .utf8)
    #expect(text.contains("@Suite struct \(house.name)Tests {"))
    #expect(text.contains(try Regex(#"CheckTable\(\s*\#(house.name)\.self"#)))
    #expect(text.contains(".hold()"))
    for parameter in house.check.parameters where parameter.required {
      for value in parameter.values {
        #expect(text.contains("\"\(value)\""), "nobody asks \(house.check.name) with \(value)")
      }
    }
  }

  @Test func `a table is of a check that there is`() throws {
    let known = Set(Self.all.map(\.name))
    for half in ["Request", "Pull"] {
      let folder = "\(Checkout.root)/Tests/Checks/\(half)"
      for file in try FileManager.default.contentsOfDirectory(atPath: folder)
      where file.hasSuffix("CheckTests.swift") {
        #expect(known.contains(file.replacing("Tests.swift", with: "")), "\(half)/\(file)")
      }
    }
  }
}
