import Sentences
import Evidence

/// The sentences about access, all made here.
package enum AccessWords {
  package static func who(_ principal: AccessPrincipal) -> Sentence {
    switch principal.kind {
    case .role(let name): "role \(name)"
    case .session(let role, _): "role \(role)"
    case .user(let name): "user \(name)"
    case .federated(let name): "federated user \(name)"
    case .service(let name): "\(name)"
    case .root: "the root user of \(principal.account, or: "the account")"
    case .anonymous: "an anonymous caller"
    }
  }

  package static func what(_ request: AccessRequest) -> Sentence {
    "\(request.action) on \(request.resource)"
  }

  package static func allow(_ match: StatementMatch, _ layer: AccessLayer, _ request: AccessRequest)
    -> Sentence
  {
    "\(match.statement.label) of \(match.policy.name) (\(layer.words)) allows \(what(request))"
  }

  package static func deny(_ match: StatementMatch, _ layer: AccessLayer, _ request: AccessRequest)
    -> Sentence
  {
    "\(match.statement.label) of \(match.policy.name) (\(layer.words)) denies \(what(request))"
  }

  static func mayDeny(_ match: StatementMatch, _ request: AccessRequest) -> Sentence {
    "\(match.statement.label) of \(match.policy.name) may deny \(what(request))"
  }

  package static func miss(_ miss: NearMiss, _ request: AccessRequest) -> Sentence {
    let match = miss.match
    let start: Sentence = "\(match.statement.label) of \(match.policy.name) allows \(request.action)"
    switch miss {
    case .resource: return "\(start), but its resource does not match \(request.resource)"
    case .condition(_, let keys):
      return "\(start), but only under a condition on \(keys.joined(separator: ", "))"
    case .principal: return "\(start), but not to \(who(request.principal))"
    }
  }

  package static func holding(_ place: Citation, lacking layer: AccessLayer, _ request: AccessRequest)
    -> Citation
  {
    var place = place
    place.says = "\(place.says): no \(layer.words) here allows \(what(request)) to \(who(request.principal))"
    return place
  }

  /// What a note takes for granted.
  package static func words(_ note: AccessNote) -> Sentence {
    switch note {
    case .organizationUnseen:
      "service and resource control policies of the organization are not in the snapshot and were not asked"
    case .managedByName(let name):
      "the text of the AWS managed policy \(name) is not in the snapshot; it is taken as AWS publishes it"
    case .resourcePolicyUnseen(let layer):
      "the \(layer.words) of the resource is not in the snapshot; a deny in it was not seen"
    case .ownerAssumed(let account): "the resource is taken to belong to account \(account)"
    case .simulated(let file): "as AWS's policy simulator answered in \(file)"
    }
  }
}

extension AccessAnswer {
  /// One sentence: what was decided and by what.
  package var because: Sentence {
    let who = AccessWords.who(request.principal)
    let what = AccessWords.what(request)
    switch verdict {
    case .allowed:
      if let match, let layer {
        return
          "\(who) may \(what): \(match.statement.label) of \(match.policy.name) (\(layer.words)) allows it"
      }
      return "\(who) may \(what)"
    case .explicitlyDenied:
      if let match, let layer {
        return
          "\(who) may not \(what): \(match.statement.label) of \(match.policy.name) (\(layer.words)) denies it"
      }
      return "\(who) may not \(what): an explicit deny"
    case .implicitlyDenied:
      guard let layer else { return "\(who) may not \(what): nothing allows it" }
      let others = lacking.dropFirst().map(\.words)
      let more: Sentence = others.isEmpty ? "" : "; neither does the \(others.joined(separator: " nor the "))"
      if let miss = report(layer)?.nearMisses.first {
        return "\(who) may not \(what): \(AccessWords.miss(miss, request))\(more)"
      }
      return "\(who) may not \(what): no \(layer.words) allows it\(more)"
    case .undetermined:
      let open = unknowns.map(\.words).sorted().joined(separator: ", ")
      return "whether \(who) may \(what) depends on \(open.isEmpty ? "documents that are not there" : open)"
    }
  }
}
