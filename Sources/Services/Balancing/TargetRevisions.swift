import Evidence

/// Which task definition runs behind which target address.
package struct TargetRevisions: Sendable {
  /// By address; the value is the task's item.
  package let tasks: [String: JSON]
  package let listing: Listing

  package init(_ path: RequestPath, _ snapshot: Snapshot) {
    listing = path.listing(.tasks, snapshot)
    var tasks: [String: JSON] = [:]
    for task in listing.items {
      for address in TargetRevisions.addresses(of: task) { tasks[address] = task }
    }
    self.tasks = tasks
  }

  package func revision(_ address: String?) -> String? {
    address.flatMap { tasks[$0] }?["taskDefinitionArn"]?.string
  }

  /// The addresses of a task's own interface (awsvpc).
  static func addresses(of task: JSON) -> [String] {
    let attached = (task["attachments"]?.elements ?? []).flatMap { $0["details"]?.elements ?? [] }.filter {
      ["privateIPv4Address", "privateIPv6Address"].contains($0["name"]?.string ?? "")
    }.compactMap { $0["value"]?.string }
    let inner = (task["containers"]?.elements ?? []).flatMap { $0["networkInterfaces"]?.elements ?? [] }
      .flatMap {
        [$0["privateIpv4Address"]?.string, $0["ipv6Address"]?.string].compactMap { $0 }
      }
    return Array(Set(attached + inner)).sorted()
  }
}
