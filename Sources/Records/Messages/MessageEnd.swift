/// Decides whether a failure text ends before its decisive part.
///
/// ECS caps `reason` at 1024 characters and platform version 1.4 shortens long errors; consoles, tables and people
/// cut further.
enum MessageEnd {
  static func isCut(raw: String, text: String, facts: MessageFacts) -> Bool {
    let end = text.trimmingSuffix(while: { "\"'`)>,".contains($0) || $0.isWhitespace })
    if end.hasSuffix("...") || end.hasSuffix("\u{2026}") || end.hasSuffix("....") { return true }
    if raw.count >= 1024 { return true }
    let lower = end.lowercased()
    if lower.hasSuffix(":") || lower.hasSuffix(" on") || lower.hasSuffix(" to") { return true }
    for stub in stubs where lower.hasSuffix(stub) { return true }
    if lower.contains("authorized to perform"),
      lower.contains("ecr:") || lower.contains("manager:")
        || lower.contains("ssm:"), !lower.contains("on resource"), !lower.contains("because")
    {
      return true
    }
    if lower.contains("authorized to perform"), facts.action == nil { return true }
    if endsInsideARN(lower) { return true }
    return false
  }

  /// Beginnings of sentences that never end there.
  private static let stubs = [
    "time(s", "times", "retried 1 t", "failed to resolve ref", "failed to resolve reference",
    "failed to do request",
    "pulling image conf", "pulling image configuration", "failed to copy", "failed open",
    "request send failed, post",
    "caused by", "unexpected status code", "dial tcp", "is not", "accessdeniedexception",
    "failed to fetch secret",
    "on resource", "because no", "repository does not exist or may require", "has been retried",
    "retrieve secret from asm", "retrieve ecr registry auth", "retrieve secrets from ssm",
    "may require 'docker login",
    "error response from daemon", "failed to authorize", "and registry auth", "secrets or registry auth",
  ]

  private static func endsInsideARN(_ text: String) -> Bool {
    guard let last = text.split(separator: " ").last else { return false }
    // The shortened host of an image or the shortened name of a secret leave no other trace.
    if text.contains("authorized to perform"), last.contains(":secret:"), !text.contains("because"),
      last.split(separator: ":").last?.contains("-") != true
    {
      return true
    }
    return last.contains("assumed-rol") || (last.hasPrefix("arn:aws") && last.split(separator: ":").count < 6)
  }
}

extension String {
  fileprivate func trimmingSuffix(while drop: (Character) -> Bool) -> String {
    var copy = self
    while let last = copy.last, drop(last) { copy.removeLast() }
    return copy
  }
}
