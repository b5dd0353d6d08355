import Evidence
import Foundation

/// Which target groups a URL reaches through a load balancer's listener rules.
///
/// ALB guide, "Listener rules": rules are tried in the order of their priority, the default one last; host and
/// path patterns know `*` and `?`, hosts compare without case.
struct RuleMatch {
  let targetGroups: Set<String>

  init(url: String, listeners: [JSON], rules: [JSON]) {
    guard let parts = URLComponents(string: url) else {
      targetGroups = []
      return
    }
    let host = parts.host ?? ""
    let path = parts.path.isEmpty ? "/" : parts.path
    let ordered = rules.sorted { RuleMatch.priority($0) < RuleMatch.priority($1) }
    let rule = ordered.first { RuleMatch.admits($0, host: host, path: path) }
    let actions = rule?["Actions"]?.elements ?? listeners.flatMap { $0["DefaultActions"]?.elements ?? [] }
    targetGroups = Set(
      actions.flatMap { action in
        [action["TargetGroupArn"]?.string].compactMap { $0 }
          + (action["ForwardConfig"]?["TargetGroups"]?.elements ?? []).compactMap {
            $0["TargetGroupArn"]?.string
          }
      })
  }

  private static func priority(_ rule: JSON) -> Int { rule["Priority"]?.int ?? Int.max }

  private static func admits(_ rule: JSON, host: String, path: String) -> Bool {
    for condition in rule["Conditions"]?.elements ?? [] {
      let field = condition["Field"]?.string
      let values =
        condition["\(field == "host-header" ? "HostHeader" : "PathPattern")Config"]?["Values"]?.strings
        ?? condition["Values"]?.strings ?? []
      switch field {
      case "path-pattern": if !values.contains(where: { Wildcard.matches($0, path) }) { return false }
      case "host-header":
        if !values.contains(where: { Wildcard.matches($0.lowercased(), host.lowercased()) }) { return false }
      default: return false
      }
    }
    return true
  }
}
