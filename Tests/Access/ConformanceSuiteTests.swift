@testable import Evidence
@testable import Permits
import Foundation
import Testing

/// The public IAM suites beside the checkout: every case that is not disputed has to agree.
@Suite struct ConformanceSuiteTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/suites/iam").standardizedFileURL

  @Test(arguments: ["aws-verified", "arsenal", "iamspy", "minio", "moto", "generated"])
  func `every undisputed case agrees`(name: String) throws {
    let file = Self.folder.appending(path: "\(name).jsonl")
    guard let data = try? Data(contentsOf: file) else {
      print("skipped: \(name).jsonl, the suites are not beside this checkout")
      return
    }
    let index = try JSONIndex([UInt8](data))
    let document = { (root: Int) in
      Document(
        file: "\(name).jsonl", number: nil, rootEntry: root, index: index, kind: nil, subject: nil,
        account: nil, region: nil)
    }
    var agreed = 0
    var asked = 0
    for root in index.roots {
      let line = document(root).root
      if line["disputed"]?.bool == true { continue }
      asked += 1
      let evaluation = try #require(Self.evaluate(line))
      let found = AccessAnswer(evaluation).verdict
      let wanted = line["expect"]?.string ?? ""
      let agrees =
        switch wanted {
        case "Allowed": found == .allowed
        case "Denied": found.isDenied
        case "ExplicitlyDenied": found == .explicitlyDenied
        default: found == .implicitlyDenied
        }
      agreed += agrees ? 1 : 0
      if !agrees {
        let label = line["name"]?.string ?? "?"
        Issue.record("\(label): \(wanted) expected, \(found) found: \(AccessAnswer(evaluation).because)")
      }
    }
    print("\(name).jsonl \(agreed)/\(asked)")
    #expect(agreed == asked)
    #expect(asked > 0)
  }

  /// Reads a line as the suites' README says: the context is complete, each level has to allow.
  static func evaluate(_ line: JSON) -> AccessEvaluation? {
    guard let request = line["request"], let action = request["action"]?.string,
      let resource = request["resource"]?.string
    else { return nil }
    let principal =
      request["principal"]?.string.flatMap { AccessPrincipal($0) } ?? AccessPrincipal.anonymous
    var values: [String: [String]] = [:]
    for (key, value) in request["context"]?.members ?? [] { values[key] = value.strings }
    func set(_ json: JSON?) -> LayerPolicies? {
      json.map { found in
        LayerPolicies(
          (found.isArray ? found.elements : [found]).compactMap {
            PolicyText($0).map { Policy($0, name: "policy") }
          })
      }
    }
    func levels(_ json: JSON?) -> [LayerPolicies]? {
      json.map { found in found.elements.compactMap { set($0["policies"]) } }
    }
    let policies = AccessPolicies(
      identity: set(line["identityPolicies"]) ?? LayerPolicies(),
      boundary: set(line["permissionBoundaries"]), session: set(line["sessionPolicies"]),
      serviceControl: levels(line["scps"]), resourceControl: levels(line["rcps"]),
      endpoint: set(line["endpointPolicies"]),
      resource: set(line["resourcePolicy"]).map { .present($0) } ?? .none([]))
    return AccessEvaluation(
      AccessRequest(
        principal: principal, action: action, resource: resource,
        resourceAccount: request["resourceAccount"]?.string,
        context: RequestContext(values, complete: true)), policies)
  }
}
