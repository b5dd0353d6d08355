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

    /// The files of the folder whose names begin like the check's.
    var files: [String] {
      let folder = (path as NSString).deletingLastPathComponent
      let stem = String(name.dropLast("Check".count))
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      return names.filter { $0.hasPrefix(stem) }.map { folder + "/" + $0 }
    }

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
    let words = text.split(whereSeparator: \.isWhitespace).joined()
    #expect(words.contains("CheckTable(\(house.name).self"))
    #expect(text.contains(".hold()"))
    // A large table has rows in a second file.
    let rows = try house.files.map { try String(contentsOfFile: $0, encoding: .utf8) }
    for parameter in house.check.parameters where parameter.required {
      guard case .one(let values) = parameter.accepts else { continue }
      for value in values {
        let isAsked = rows.contains { $0.contains("\"\(value)\"") }
        #expect(isAsked, "nobody asks \(house.check.name) with \(value)")
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
