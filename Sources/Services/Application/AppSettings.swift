import Evidence
import Foundation

/// Hosts that an application is told to use, read from the environment of its task definition.
///
/// Values are read to learn hosts and ports and never shown; what is cited is the variable's name.
package struct AppSettings {
  /// One host, and the variable that names it.
  package struct Host {
    package let name: String
    package let port: Int?
    /// The variable's name in the task definition.
    package let variable: JSON
  }

  package let hosts: [Host]
  /// Whether a secret is handed over under a name that speaks of a data store.
  package let hasSecretStore: Bool
  /// Task definitions that were read; empty where none is in the snapshot.
  package let definitions: [JSON]
  /// Services whose task definition is not in the snapshot.
  package let needs: [Need]

  /// The settings of the services behind some target groups.
  package init(_ snapshot: Snapshot, targetGroups: [String]) {
    let services = snapshot.listing(.services).items.filter { service in
      let own = (service["loadBalancers"]?.elements ?? []).compactMap { $0["targetGroupArn"]?.string }
      return own.contains { targetGroups.contains($0) }
    }
    let named = Set(services.compactMap { $0["taskDefinition"]?.string })
    let all = snapshot.listing(.taskDefinition).items.compactMap { $0["taskDefinition"] }
    let definitions = all.filter { named.contains($0["taskDefinitionArn"]?.string ?? "") }
    let read = Set(definitions.compactMap { $0["taskDefinitionArn"]?.string })
    self.definitions = definitions
    needs = named.subtracting(read).sorted().map {
      snapshot.need(.taskDefinition, subject: PullSubject.last($0))
    }
    let containers = definitions.flatMap { $0["containerDefinitions"]?.elements ?? [] }
    hosts = containers.flatMap { AppSettings.hosts(of: $0) }
    hasSecretStore = containers.contains { container in
      (container["secrets"]?.elements ?? []).contains { AppSettings.speaksOfStore($0["name"]?.string ?? "") }
    }
  }

  private static func hosts(of container: JSON) -> [Host] {
    let variables = container["environment"]?.elements ?? []
    var found: [Host] = []
    for variable in variables {
      guard let name = variable["name"], let value = variable["value"]?.string else { continue }
      for (host, port) in read(value) {
        found.append(
          Host(name: host, port: port ?? sibling(of: name.string ?? "", variables), variable: name))
      }
    }
    return found
  }

  /// `DB_PORT` beside `DB_HOST`.
  private static func sibling(of name: String, _ variables: [JSON]) -> Int? {
    guard let cut = name.lastIndex(of: "_") else { return nil }
    let wanted = name[..<cut] + "_PORT"
    return variables.first { $0["name"]?.string == String(wanted) }?["value"]?.int
  }

  /// Hosts in `host`, `host:port`, `scheme://user:secret@host:port/path`, and lists of these.
  static func read(_ value: String) -> [(String, Int?)] {
    value.split(whereSeparator: { $0 == "," || $0 == " " || $0 == ";" }).compactMap { part in
      var text = part
      var scheme = ""
      if let start = text.range(of: "://") {
        scheme = text[..<start.lowerBound].lowercased()
        text = text[start.upperBound...]
      }
      if let user = text.lastIndex(of: "@") { text = text[text.index(after: user)...] }
      text = text.prefix { $0 != "/" && $0 != "?" }
      let pieces = text.split(separator: ":", maxSplits: 1).map(String.init)
      guard let host = pieces.first?.lowercased(), isHost(host) else { return nil }
      let port = pieces.count > 1 ? Int(pieces[1]) : nil
      return (host, port ?? defaults[scheme])
    }
  }

  private static func isHost(_ text: String) -> Bool {
    text.contains(".")
      && text.utf8.allSatisfy { byte in
        (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A) || [0x2D, 0x2E, 0x5F].contains(byte)
      }
  }

  private static let defaults = [
    "redis": 6379, "rediss": 6379, "postgres": 5432, "postgresql": 5432, "mysql": 3306, "mariadb": 3306,
    "http": 80, "https": 443, "mongodb": 27017, "amqp": 5672, "amqps": 5671, "memcached": 11211,
  ]

  private static func speaksOfStore(_ name: String) -> Bool {
    let name = name.uppercased()
    return ["DB", "DATABASE", "REDIS", "CACHE", "POSTGRES", "PGHOST", "MYSQL", "MONGO", "RDS", "DSN"].contains
    {
      name.contains($0)
    }
  }
}
