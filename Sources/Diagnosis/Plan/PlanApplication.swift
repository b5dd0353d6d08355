import Sentences
import Evidence
import Playbooks

/// A Terraform plan (`terraform show -json`) applied to a snapshot.
///
/// The changes of the resource types that the fixes know are made as those fixes would make them; all others are named.
/// <https://developer.hashicorp.com/terraform/internals/json-format#plan-representation>
package struct PlanApplication: Sendable {
  /// One change of the plan that was made.
  package struct Applied: Sendable {
    package var address: String
    /// Where the plan tells it.
    package var place: Citation
    fileprivate var steps: [PlanStep]
  }

  package var snapshot: Snapshot
  /// The changes that were made.
  package var changes: [Applied]
  /// Addresses whose changes cannot be shown, each with the reason.
  package var notModelled: [Sentence]
  /// Addresses among them that could break something, of which only an apply shows whether they do.
  package var uncertain: [String] = []

  /// Addresses whose changes were made.
  package var applied: [String] { changes.map(\.address) }

  /// Applies the plan in a file's bytes.
  package static func apply(
    _ bytes: [UInt8], file: String, to snapshot: Snapshot
  ) throws(FixUnmodelled) -> PlanApplication {
    let index: JSONIndex
    do {
      index = try JSONIndex(bytes)
    } catch {
      throw FixUnmodelled("\(file):\(error.line):\(error.column): not JSON: \(error.what)")
    }
    guard let root = index.roots.first else { throw FixUnmodelled("\(file): the plan is empty") }
    let document = Document(
      file: file, number: nil, rootEntry: root, index: index, kind: nil, subject: nil, account: nil,
      region: nil)
    guard let changes = document.root["resource_changes"] else {
      throw FixUnmodelled("\(file) is no plan: it has no resource_changes (terraform show -json PLAN)")
    }
    var result = PlanApplication(snapshot: snapshot, changes: [], notModelled: [])
    let plan = PlanDocument(document.root)
    let wanted = changes.elements.map { PlanChange($0, plan) }.filter {
      !["", "no-op", "read"].contains($0.actions.first ?? "")
    }
    result.take(wanted)
    return result
  }

  /// Makes what can be made; a change that needs another one first is tried again after it.
  private mutating func take(_ wanted: [PlanChange]) {
    var left = wanted
    var reasons: [String: FixUnmodelled] = [:]
    var progress = true
    while progress, !left.isEmpty {
      progress = false
      for change in left where make(change, &reasons) {
        left.removeAll { $0.address == change.address }
        progress = true
      }
    }
    notModelled = left.map { "\($0.address): \(reasons[$0.address]?.what ?? Sentence(name: $0.type))" }
    uncertain = left.filter { reasons[$0.address]?.isUnknownYet == true && !$0.onlyAdds }.map(\.address)
  }

  private mutating func make(_ change: PlanChange, _ reasons: inout [String: FixUnmodelled]) -> Bool {
    do throws(FixUnmodelled) {
      if let elsewhere = change.isElsewhere(snapshot) { throw FixUnmodelled(elsewhere) }
      guard let steps = try change.steps() else {
        reasons[change.address] = FixUnmodelled(
          "\(change.type) (\(change.actions.joined(separator: ", ")))")
        return false
      }
      snapshot = try PlanApplication.run(steps, on: snapshot, what: change.address)
      let place = Citation(change.place, "the plan's change: \(change.actions.joined(separator: ", "))")
      changes.append(Applied(address: change.address, place: place, steps: steps))
      return true
    } catch {
      reasons[change.address] = error
      return false
    }
  }

  private static func run(
    _ steps: [PlanStep], on snapshot: Snapshot, what: String
  ) throws(FixUnmodelled) -> Snapshot {
    var current = snapshot
    for step in steps { current = try WhatIf.apply(try step.edits(current), to: current, what: what) }
    return current
  }

  /// The snapshot with all changes of the plan but one; nil where the others need that one.
  func without(_ address: String, from original: Snapshot) -> Snapshot? {
    var current = original
    for change in changes where change.address != address {
      guard
        let next = try? PlanApplication.run(
          change.steps, on: current, what: change.address)
      else { return nil }
      current = next
    }
    return current
  }
}
