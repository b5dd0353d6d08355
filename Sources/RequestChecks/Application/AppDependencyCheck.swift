import Sentences
import Evidence
import Packets
import Services

/// Asks whether the data stores that the targets use still admit them.
///
/// A store counts as used where the task definition's environment names it; where no task definition tells and the log
/// shows silent targets, a store of the same VPC counts whose rules name only groups that nothing carries any more.
/// A store that the service does not use is never to blame.
struct AppDependencyCheck: Check {
  static let name = "app-dependency"
  static let summary: Sentence = "Do the data stores that the targets use still admit them?"
  static let binds =
    RequestPath.binds
    + [
      "dependency", "dependency-port", "dependency-security-group", "other-group", "target",
      "target-security-group",
    ]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .services, .taskDefinition, .networkInterfaces,
    .securityGroups, .dbInstances, .targetHealth, .balancerLog,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let path = context.requestPath
    if let gap = TargetPremise.gap(path, context.snapshot) { return gap }
    let network = context.analysis.network
    let settings = AppSettings(context.snapshot, targetGroups: path.targetGroups.map(\.arn))
    let targets = context.targetReaches.filter { !$0.isHealthCheckPort }.flatMap(\.interfaces)
    let own = targets.compactMap(\.vpc)
    let vpcs = Set(own.isEmpty ? path.targetGroups.compactMap(\.vpc) : own)
    let finder = AppDependencies(snapshot: context.snapshot, network: network, vpcs: vpcs)
    var merge = FindingMerge()
    var stores: [AppDependency] = []
    for host in settings.hosts {
      switch finder.find(host) {
      case .store(let store): stores.append(store)
      case .unseen(let why, let needs):
        merge.add(
          .undetermined(
            why, needs: needs, evidence: [Citation(host.variable, "the application is told of it here")]))
      case .none: break
      }
    }
    let isUntold = stores.isEmpty && (settings.definitions.isEmpty || settings.hasSecretStore)
    if isUntold, isSilent(context) { stores = finder.haunted() }
    for store in stores {
      if targets.isEmpty {
        merge.add(
          .undetermined(
            "the targets' interfaces are not in the snapshot",
            needs: [network.need(.networkInterfaces, store.scope)]))
      }
      var seen: Set<String> = []
      for target in targets {
        // Rules by address tell targets of the same groups apart; those that fare alike are told once.
        let finding = judge(store, target, path, network)
        let kind = target.groups.sorted().joined(separator: " ") + " \(finding.verdict)"
        if seen.insert(kind).inserted { merge.add(finding) }
      }
    }
    let none = Finding.notApplicable(
      "no data store is known that the targets use",
      settings.definitions.prefix(1).map { Citation($0, "it names no data store") })
    if stores.isEmpty, !settings.needs.isEmpty {
      merge.add(.undetermined("what the application uses is not in the snapshot", needs: settings.needs))
    }
    return merge.result(otherwise: none)
  }

  /// Whether nobody who is there is admitted: then it is not somebody else's store that works.
  private static func isGhostly(_ decision: Decision) -> Bool {
    guard let denial = decision.denial else { return false }
    return denial.references.count == denial.portRules.count
      && denial.references.allSatisfy { reference in
        switch reference.state {
        case .unattached, .missing, .stale: true
        default: false
        }
      }
  }

  /// Whether the log shows targets that were connected and stayed silent.
  private static func isSilent(_ context: CheckContext) -> Bool {
    LogSignatureCheck.run(context.asking(LogSignatureCheck.kind, .silentTarget)).verdict == .confirmed
  }

  private static func judge(
    _ store: AppDependency, _ target: NetworkInterface, _ path: RequestPath, _ network: Network
  ) -> Finding {
    var refusals: [(port: Int, decision: Decision)] = []
    for port in store.ports {
      let decision = network.groupsAdmit(
        .ingress, groups: store.groups, .tcp, ports: port...port, peer: .interface(target.id, .v4),
        store.scope)
      switch decision.verdict {
      case .allowed: return .ruledOut("\(store.name) admits the targets: \(decision.rule)", decision.evidence)
      case .undetermined:
        return .undetermined(
          decision.rule, needs: decision.needs, evidence: decision.evidence + store.evidence)
      case .denied: refusals.append((port, decision))
      }
    }
    if store.isGuess, !refusals.contains(where: { isGhostly($0.decision) }) {
      return .undetermined(
        "which of the account's databases is \(store.name) is not in the snapshot",
        needs: [network.need(.dbInstances, store.scope)], evidence: store.evidence)
    }
    guard let first = refusals.first else { return .notApplicable("no port of \(store.name) is known") }
    var values = path.bindings
    values["dependency"] = store.name
    values["dependency-port"] = "\(first.port)"
    values["dependency-security-group"] = store.groups.first
    values["target-security-group"] = target.groups.first
    values["target"] = target.address(.v4)?.description
    if case .otherGroups(let references) = first.decision.mismatch {
      values["other-group"] = references.first?.id
    }
    return .confirmed(
      "\(store.name) does not admit the targets on port \(first.port): \(first.decision.rule)",
      first.decision.evidence + store.evidence, bindings: [values], scope: [store.name])
  }
}
