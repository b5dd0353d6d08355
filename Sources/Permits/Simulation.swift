import Sentences
import Evidence

/// What AWS's own policy simulator answered, where the snapshot holds it.
///
/// IAM reference, "SimulatePrincipalPolicy". It speaks of identity policies, boundary and organization; it stands in
/// where the texts are not there.
enum Simulation {
  /// Reports that replace those of missing documents, by layer.
  static func reports(of request: AccessRequest, in snapshot: Snapshot) -> [LayerReport] {
    let names = [
      request.principal.arn, request.principal.roleARN, request.principal.roleName,
      request.principal.userName,
    ].compactMap { $0 }
    guard let name = names.first, !snapshot.documents(of: .principalSimulation).isEmpty else {
      return []
    }
    let listing = snapshot.listing(.principalSimulation, subject: name, aliases: names)
    let results = listing.items.filter { item in
      item["EvalActionName"]?.string?.lowercased() == request.action.lowercased()
        && item["EvalResourceName"]?.string ?? "*" == request.resource
        && (item["MissingContextValues"]?.elements ?? []).isEmpty
    }
    guard let result = results.first, let place = result["EvalDecision"], let decision = place.string else {
      return []
    }
    let says: Sentence = "the policy simulator's answer for \(request.action)"
    let citation = Citation(place, says)
    var reports: [LayerReport] = []
    var limited = false
    if let place = result["OrganizationsDecisionDetail"]?["AllowedByOrganizations"], place.bool == false {
      reports.append(
        LayerReport(open: .serviceControl, allow: .no, places: [Citation(place, "the organization's answer")])
      )
      limited = true
    }
    if let place = result["PermissionsBoundaryDecisionDetail"]?["AllowedByPermissionsBoundary"],
      place.bool == false
    {
      reports.append(
        LayerReport(open: .boundary, allow: .no, places: [Citation(place, "the boundary's answer")]))
      limited = true
    }
    switch decision {
    case "allowed":
      reports.append(LayerReport(open: .identity, places: [citation]))
      if !limited { reports.append(LayerReport(open: .boundary, places: [citation])) }
    case "implicitDeny" where !limited:
      reports.append(LayerReport(open: .identity, allow: .no, places: [citation]))
    case "explicitDeny" where !limited:
      reports.append(LayerReport(open: .identity, allow: .no, deny: .yes, places: [citation]))
    default: break
    }
    return reports
  }
}
