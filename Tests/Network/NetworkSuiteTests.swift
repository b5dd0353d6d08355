@testable import Evidence
@testable import Packets
import Foundation
import Testing

/// Flows that other projects checked against AWS or against their own engines.
@Suite struct NetworkSuiteTests {
  /// One line of `flows.jsonl`.
  struct Flow: Decodable {
    let name: String
    let snapshot: String
    let from: String
    let to: String
    let `protocol`: String
    let srcPort: Int
    let dstPort: Int
    let expect: String
    let tcpResponseAllowed: Bool?
  }

  static let root = SharedData.root + "/suites/network/"

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: ../shared/suites is not there"),
    arguments: ["npguard", "luhring-reach"])
  func `every flow agrees, reply included`(_ suite: String) throws {
    let text = try String(contentsOfFile: Self.root + suite + "/flows.jsonl", encoding: .utf8)
    let flows = try text.split(separator: "\n").map {
      try JSONDecoder().decode(Flow.self, from: Data($0.utf8))
    }
    var networks: [String: Network] = [:]
    var right = 0
    for flow in flows {
      let network: Network
      if let known = networks[flow.snapshot] {
        network = known
      } else {
        network = Network(try Snapshot.load(Self.root + flow.snapshot))
        networks[flow.snapshot] = network
      }
      let complaint = Self.judge(flow, network)
      if complaint == nil { right += 1 }
      #expect(complaint == nil, "\(flow.name): \(complaint ?? "")")
    }
    print("network suite \(suite): \(right)/\(flows.count)")
    #expect(right == flows.count)
  }

  private static func judge(_ flow: Flow, _ network: Network) -> String? {
    func ends(_ text: String) -> [PathEnd] {
      let plain = text.hasPrefix("internet:") ? String(text.dropFirst(9)) : text
      return (try? network.ends(plain).get()) ?? []
    }
    guard let ipProtocol = IPProtocol(flow.protocol) else { return "the protocol cannot be read" }
    let traces = network.paths(
      from: ends(flow.from), to: ends(flow.to), ipProtocol, ports: flow.dstPort...flow.dstPort,
      sourcePorts: flow.srcPort...flow.srcPort)
    guard traces.count == 1, let trace = traces.first else { return "\(traces.count) paths instead of one" }
    let forward = trace.verdict(.forward)
    func hops() -> String {
      trace.hops.map { "\($0.direction) \($0.kind) \($0.at): \($0.verdict) \($0.decision.rule)" }
        .joined(separator: "\n  ")
    }
    if forward.rawValue != flow.expect { return "expected \(flow.expect), got \(forward)\n  \(hops())" }
    if let reply = flow.tcpResponseAllowed {
      let got = trace.verdict(.reply)
      if got != (reply ? .allowed : .denied) { return "expected the reply \(reply), got \(got)\n  \(hops())" }
    }
    return nil
  }
}
