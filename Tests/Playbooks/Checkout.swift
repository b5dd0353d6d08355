@testable import Diagnosis
@testable import Evidence
@testable import Playbooks
import Foundation
import Testing

/// The checkout's playbooks and recorded incidents.
enum Checkout {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static let library = PlaybookLibrary(folder: root + "/Playbooks")

  /// One recorded incident.
  struct Incident: Sendable, CustomTestStringConvertible {
    let playbook: String
    let folder: String

    var testDescription: String { "\(playbook)/\(folder.split(separator: "/").last ?? "")" }
  }

  /// Every recorded incident of every playbook.
  static let incidents: [Incident] = library.ids.flatMap { id in
    library.cases(id).map { Incident(playbook: id, folder: $0) }
  }

  static let playbooks: [String: Playbook] = Dictionary(
    uniqueKeysWithValues: library.ids.compactMap { id in
      (try? library.load(id)).map { (id, $0) }
    })

  /// The diagnosis of files; nil with a complaint where there is no subject.
  static func conclude(
    _ playbook: Playbook, _ snapshot: Snapshot
  ) -> (conclusion: Conclusion?, complaint: String) {
    let analysis = Analysis(snapshot)
    let resolution = SubjectResolution.resolve(playbook, analysis, [:])
    guard case .resolved(let subject) = resolution else { return (nil, resolution.complaint) }
    return (Engine(playbook: playbook, analysis: analysis, subject: subject).conclude(), "")
  }
}

/// A small generator with a seed, so that a sweep can be repeated.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678_9ABC_DEF1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}

/// How much of a sweep runs: a sample by a printed seed, or all of it (`CULPRIT_SWEEP=all`).
enum Sweep {
  static let isWhole = ProcessInfo.processInfo.environment["CULPRIT_SWEEP"] == "all"

  static let seed: UInt64 = {
    let given = ProcessInfo.processInfo.environment["CULPRIT_SEED"].flatMap { UInt64($0) }
    let seed = given ?? 20_261_121
    print("sweep seed: \(seed) (CULPRIT_SEED repeats it, CULPRIT_SWEEP=all runs everything)")
    return seed
  }()

  /// A sample of some elements; all of them in a whole sweep.
  static func sample<Element>(_ elements: [Element], _ count: Int, salt: String) -> [Element] {
    if isWhole || elements.count <= count { return elements }
    var dice = Dice(seed: seed &+ salt.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
    return Array(elements.shuffled(using: &dice).prefix(count))
  }
}
