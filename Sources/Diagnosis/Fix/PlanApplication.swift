/// A Terraform plan (`terraform show -json`) applied to a snapshot.
///
/// The changes of the resource types that the fixes know are made as those fixes would make them; all others are named.
/// <https://developer.hashicorp.com/terraform/internals/json-format#plan-representation>
package struct PlanApplication: Sendable {
  package var snapshot: Snapshot
  /// Addresses whose changes were made.
  package var applied: [String]
  /// Addresses whose changes cannot be shown, each with the reason.
  package var notModelled: [String]

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
    var result = PlanApplication(snapshot: snapshot, applied: [], notModelled: [])
    for change in changes.elements { result.take(change) }
    return result
  }

  private mutating func take(_ change: JSON) {
    let actions = change["change"]?["actions"]?.strings ?? []
    if actions.isEmpty || actions == ["no-op"] || actions == ["read"] { return }
    let address = change["address"]?.string ?? "(no address)"
    let steps = PlanChange(change).operations
    guard let steps else {
      let type = change["type"]?.string ?? "unknown type"
      notModelled.append("\(address): \(type)")
      return
    }
    do throws(FixUnmodelled) {
      var current = snapshot
      for step in steps {
        guard let operation = FixCatalog.named(step.operation), let edits = operation.edits else { continue }
        let edited = try edits(FixValues(step.values), current)
        current = try WhatIf.apply(edited, to: current, what: address)
      }
      snapshot = current
      applied.append(address)
    } catch {
      notModelled.append("\(address): \(error.what)")
    }
  }
}
