import Sentences
import Evidence

/// What the AWS Load Balancer Controller made, and sets back when somebody else changes it.
enum ControllerOwned {
  /// Values of a repair that name what it changes.
  private static let subjects = [
    "group-id", "target-group-arn", "load-balancer-arn", "listener-arn", "rule-arn",
  ]

  /// The name of what a repair changes and the controller owns; nil where it owns nothing of it.
  static func name(_ fix: PreparedFix, _ snapshot: Snapshot) -> String? {
    if fix.operation.name == "command" { return nil }
    for values in fix.sets {
      for subject in subjects {
        guard let text = values[subject], owns(text, snapshot) else { continue }
        return ARN(text)?.resource.split(separator: "/").dropFirst().first(where: { $0 != "app" })
          .map(String.init) ?? text
      }
    }
    return nil
  }

  private static func owns(_ id: String, _ snapshot: Snapshot) -> Bool {
    if let arn = ARN(id) {
      let tagged = snapshot.listing(.balancerTags, subject: id).items.contains {
        $0["ResourceArn"]?.string == id && isTagged($0["Tags"])
      }
      return tagged || arn.resource.split(separator: "/").contains { $0.hasPrefix("k8s-") }
    }
    return snapshot.listing(.securityGroups).items.contains {
      $0["GroupId"]?.string == id && isTagged($0["Tags"])
    }
  }

  private static func isTagged(_ tags: JSON?) -> Bool {
    (tags?.elements ?? []).contains { $0["Key"]?.string == "elbv2.k8s.aws/cluster" }
  }
}

extension PreparedFix {
  /// The same repair, with a warning where a controller would undo it.
  package func minding(_ snapshot: Snapshot, language: Language) -> PreparedFix {
    guard let name = ControllerOwned.name(self, snapshot) else { return self }
    var told = self
    if told.applicability == .ready { told.applicability = .checkFirst }
    let says: Sentence =
      "the AWS Load Balancer Controller owns \(name) and sets it back: change it where the Ingress or Service is written"
    told.opens = [opens, Speech(language)(says)].filter { !$0.isEmpty }.joined(separator: "; ")
    return told
  }
}
