import Sentences
import Evidence
import Permits
import Services

/// Whether ssm:GetParameter is enough for a parameter that the task injects.
///
/// Systems Manager reference, "GetParameters": ECS asks with the plural, which the singular does not authorize.
enum PullParameterActionCheck: Check {
  static let name = "pull-parameter-action"
  static let summary: Sentence = "Would ssm:GetParameter, which the role has, be enough?"
  static let binds: [String] = []
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] =
    [.taskDefinition] + PullPermissionCheck.reads.filter { $0.service == DocumentKind.role.service }

  static func run(_ context: CheckContext) -> Finding {
    let permissions = context.pullPermissions
    let world = permissions.world
    let mine = permissions.all.filter { $0.need == .parameter }
    guard !mine.isEmpty else {
      if let gap = permissions.gaps.first(where: { $0.need == .parameter }) {
        return .undetermined(gap.because, needs: gap.needs)
      }
      return .notApplicable(
        "the task definition names no parameter", world.definitionCitation("the whole task definition"))
    }
    var needs: [Need] = []
    for permission in mine {
      let singular = context.analysis.access.can(
        principal: permission.caller.role, action: "ssm:GetParameter", resource: permission.resource,
        account: world.account)
      needs += singular.needs
      guard singular.verdict == .allowed, permission.answer?.verdict.isDenied == true else { continue }
      return .ruledOut(
        "ECS calls ssm:GetParameters, which ssm:GetParameter does not authorize",
        singular.evidence + [Citation(permission.place, "the parameter")])
    }
    if !needs.isEmpty {
      return .undetermined(
        "the role's policies are not all in the snapshot", needs: needs.unique)
    }
    return .notApplicable(
      "the role does not hold ssm:GetParameter alone",
      mine.prefix(1).map { Citation($0.place, "the parameter") })
  }
}
