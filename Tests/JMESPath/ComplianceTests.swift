import Foundation
import Testing

@testable import JMESPath

@Suite struct JMESPathComplianceTests {
  private static let folder = SharedData.root + "/suites/jmespath"

  private static let files: [String] = {
    let core = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/core")) ?? []
    let found = core.filter { $0.hasSuffix(".json") }.sorted().map { "core/" + $0 }
    return found + ["core/legacy/literal.json", "letexpr.json"]
  }()

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: ../shared/suites is not there"),
    arguments: files)
  func `the compliance suite's cases give their results and errors`(_ file: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: Self.folder + "/" + file))
    guard case .array(let groups)? = QueryText.parse(bytes) else {
      Issue.record("\(file) is no list of groups")
      return
    }
    for group in groups {
      guard let given = group["given"], case .array(let cases)? = group["cases"] else { continue }
      for test in cases {
        guard case .string(let expression)? = test["expression"] else { continue }
        do {
          let found = try JMESPath(expression).search(given)
          if let expected = test["result"] {
            #expect(
              QueryValue.equal(found, expected), "\(expression): \(found.compact), not \(expected.compact)")
          } else if test["error"] != nil {
            Issue.record("\(expression): no error, but \(found.compact)")
          }
        } catch {
          guard case .string(let name)? = test["error"] else {
            Issue.record("\(expression): \(error)")
            continue
          }
          let known = error.name
          #expect(known == name, "\(expression)")
        }
      }
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: ../shared/suites is not there"))
  func `expressions of AWS's own examples compile`() throws {
    let path = Self.folder + "/aws-cli-query-expressions.json"
    guard let root = QueryText.parse(try Data(contentsOf: URL(fileURLWithPath: path))) else { return }
    var expressions: [String] = []
    func collect(_ value: QueryValue) {
      switch value {
      case .array(let elements): for element in elements { collect(element) }
      case .object(let members):
        for member in members {
          if member.name == "expression", case .string(let text) = member.value {
            expressions.append(text)
          } else {
            collect(member.value)
          }
        }
      default: break
      }
    }
    collect(root)
    #expect(expressions.count >= 75)
    for expression in expressions {
      #expect(throws: Never.self, "\(expression)") { try JMESPath(expression) }
    }
  }

  @Test(arguments: [
    ("length(@)", "\"日本\"", "2"), ("reverse(@)", "\"ab\"", "\"ba\""), ("`1` == `true`", "{}", "false"),
    ("keys(@)", "{\"b\":1,\"a\":2}", "[\"b\",\"a\"]"),
    ("let $x = a in b[?@ == $x]", "{\"a\":1,\"b\":[1,2]}", "[1]"),
  ])
  func `the traps of the specification`(_ expression: String, _ input: String, _ expected: String) throws {
    let value = try #require(QueryText.parse(input.utf8))
    #expect(try JMESPath(expression).search(value).compact == expected)
  }

  @Test(arguments: ["", "a.", "[", "a[?b", "'x", "a b", "foo(", "&", "a[0", "$", "let $x = a"])
  func `what is no expression is told with its place`(_ expression: String) {
    #expect { try JMESPath(expression) } throws: { ($0 as? QueryError)?.name == "syntax" }
  }

  @Test(arguments: [
    ("(", 501), (" !", 1002), ("a||", 1498), ("[", 501), ("a[?", 751), ("abs(", 1001),
  ])
  func `nesting has a bound that is told with its place`(_ part: String, _ place: Int) {
    #expect {
      try JMESPath(String(repeating: part, count: 2_000))
    } throws: { error in
      guard case .syntax(let what, let at)? = error as? QueryError else { return false }
      return what.contains("deeper than 500") && at + 1 == place
    }
  }

  @Test(arguments: [
    ("@|[@,@]", "limit"), ("[@,@][]", "limit"), ("sum(`[1e308,1e308]`)", "invalid-value"),
    ("ceil(`-1e999`)", "invalid-value"), ("avg(`[1e999,-1e999]`)", "invalid-value"),
  ])
  func `work and numbers without end are errors`(_ part: String, _ name: String) throws {
    let expression = name == "limit" ? Array(repeating: part, count: 60).joined(separator: "|") : part
    let compiled = try JMESPath(expression)
    #expect { try compiled.search(.array([.bool(true)])) } throws: { ($0 as? QueryError)?.name == name }
  }

  @Test func `an object keeps its order, and a name stands once`() throws {
    let many = (0..<40).map { "\"k\(39 - $0)\":\($0)" }.joined(separator: ",")
    let value = try #require(QueryText.parse("{\(many),\"k39\":true,\"\u{e9}\":1,\"e\u{301}\":2}".utf8))
    guard case .object(let members) = value else {
      Issue.record("no object")
      return
    }
    #expect(members.map(\.name).prefix(2) == ["k39", "k38"] && members.count == 42)
    #expect(members["k39"]?.compact == "true" && members["k0"]?.compact == "39")
    #expect(try JMESPath("{a: `1`, b: `2`, a: `3`}").search(value).compact == "{\"a\":3,\"b\":2}")
  }
}
