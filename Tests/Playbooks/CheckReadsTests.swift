@testable import Diagnosis
@testable import Evidence
@testable import Packets
@testable import Permits
@testable import Playbooks
@testable import PullChecks
@testable import Records
@testable import Services
import Foundation
import Testing

/// A check reads the kinds of documents that it declares: `collect` and the needs of an open verdict rely on it.
@Suite struct CheckReadsTests {
  /// What is made once of a snapshot for many checks, and the kinds that it asks for.
  ///
  /// What a model asks for is not the question of the check that uses it; each model is looked at by itself.
  static let models: [AskLog.Model: Set<DocumentKind>] = [
    // Every list of EC2 that has an index.
    .init(Network.self): [
      .instances, .loadBalancers, .managedPrefixLists, .natGateways, .networkACLs, .networkInterfaces,
      .servicePrefixLists, .routeTables, .securityGroups, .subnets, .vpcEndpoints, .vpcs,
    ],
    // What is meant by the subject, and what stands before and behind it.
    .init(RequestPath.self): [
      .listeners, .loadBalancers, .listenerRules, .targetGroups, .targetHealth,
      .hostedZones, .resourceRecordSets,
    ],
    .init(EdgeRoutes.self): [
      .distribution, .distributionConfig, .vpcOrigin, .vpcOriginList, .loadBalancers, .resourceRecordSets,
    ],
    .init(PullWorld.self): [
      .instances, .networkInterfaces, .subnets, .containerInstances, .services, .taskDefinition, .tasks,
    ],
    // Tags of load balancers, groups and nodes; whether an ECS service registers the targets.
    .init(KubernetesWorld.self): [.services, .balancerTags, .networkInterfaces, .securityGroups],
    .init(KubernetesNodes.self): [.instances],
    .init(TargetReach.self): [.networkACLs, .networkInterfaces, .routeTables, .securityGroups],
    .init(LogView.self): [.distributionList, .loadBalancerAttributes],
    .init(LogVerdict.self): [],
    .init(LogFacts.self): [.balancerLog, .edgeLog],
    .init(TrailEvents.self): [.trailEvents],
    .init(TerraformFacts.self): [.terraform, .securityGroups],
    .init(IdentityIndex.self): [.accountAuthorizationDetails, .role],
    .init(RoleFacts.self): [
      .accountAuthorizationDetails, .role, .attachedRolePolicies, .rolePolicyNames, .rolePolicy,
      .managedPolicy, .managedPolicyVersion,
    ],
    .init(PullPaths.self): Set(PullPathCheck.reads),
    // Beside the permissions' own, where the call goes and what it is about.
    .init(PullPermissions.self): Set(PullPermissionCheck.reads).union([
      .images, .repositories, .logGroups, .routeTables,
    ]),
  ]

  /// What the packet engine and the policy engine ask for by themselves where a rule, a route or an account makes it
  /// matter; they name what is missing of it, too.
  static let engines: Set<DocumentKind> = [
    .securityGroupRules, .staleSecurityGroups, .prefixListEntries, .vpcPeeringConnections, .transitGateways,
    .transitGatewayAttachments, .transitGatewayVpcAttachments, .transitGatewayRoutes,
    .transitGatewayRouteTables,
    .organization, .organizationPolicy, .organizationPoliciesForTarget, .principalSimulation,
  ]

  /// Declared kinds that no recorded incident makes a check ask for, with the reason.
  static let unseen: [String: [DocumentKind: String]] = [
    "app-egress": [.trailEvents: "no incident lost its egress by a recorded call"],
    "draining-target": [.taskDefinition: "no incident has a task that ends while it is drained"],
    "pull-image-lifecycle": [.serviceRevisions: "no incident has a rule that expired a revision's digest"],
    "pull-permission": [.keyAliases: "no incident names a key by its alias"],
    "tasks-fail-to-start": [.tasks: "no incident has a service that lacks tasks and lists stopped ones"],
  ]

  /// All that was asked for in all recorded incidents.
  private struct Heard {
    var checks: [String: AskLog.Asked] = [:]
    var models: [AskLog.Model: AskLog.Asked] = [:]

    /// The kinds that some models ask for, and those that they use.
    func kinds(of names: Set<AskLog.Model>) -> Set<DocumentKind> {
      var seen: Set<AskLog.Model> = []
      var open = Array(names)
      while let name = open.popLast() {
        if seen.insert(name).inserted { open += models[name]?.models ?? [] }
      }
      return seen.reduce(into: []) { $0.formUnion(models[$1]?.kinds ?? []) }
    }
  }

  @Test func `a check asks for what it declares, and declares what it asks for`() throws {
    let heard = try Self.hear()
    for check in CheckCatalog.all {
      let asked = heard.checks[check.name] ?? AskLog.Asked()
      let reads = Set(check.reads)
      #expect(reads.count == check.reads.count, "\(check.name) declares a kind twice")
      // What is missing of the subject is told by every check in the same words.
      let whole = [AskLog.Model(RequestPath.self), AskLog.Model(PullWorld.self)]
      let ofSubject = whole.filter(asked.models.contains)
        .reduce(into: Set<DocumentKind>()) { $0.formUnion(Self.models[$1] ?? []) }
      let hidden = asked.kinds.subtracting(reads).subtracting(Self.engines).subtracting(ofSubject)
      #expect(Self.names(hidden) == [], "\(check.name) does not declare it")
      let idle = reads.subtracting(asked.kinds).subtracting(heard.kinds(of: asked.models))
      let known = Set((Self.unseen[check.name] ?? [:]).keys)
      #expect(Self.names(idle.subtracting(known)) == [], "\(check.name) never asks for it")
      #expect(Self.names(known.subtracting(idle)) == [], "\(check.name) does ask for it")
    }
    #expect(Set(heard.models.keys).subtracting(Self.models.keys) == [])
    for (name, asked) in heard.models {
      let hidden = asked.kinds.subtracting(Self.models[name] ?? []).subtracting(Self.engines)
      #expect(Self.names(hidden) == [], "the model `\(name)` asks for more")
    }
  }

  /// Recorded incidents do not come by every line that names what is missing.
  @Test func `a kind that a check's own file asks for is declared`() throws {
    let kinds = try Self.members()
    #expect(kinds.count > 90)
    for check in CheckCatalog.all {
      let text = try String(contentsOfFile: try Self.file(check), encoding: .utf8)
      let reads = Set(check.reads.map(\.name))
      for match in text.matches(of: #/(?:listing|need|documents|refusal)\(\s*(?:of: )?\.(\w+)/#) {
        guard let kind = kinds[String(match.1)] else { continue }
        #expect(reads.contains(kind), "\(check.name)")
      }
    }
  }

  private static func hear() throws -> Heard {
    var heard = Heard()
    for incident in Checkout.incidents {
      let playbook = try #require(Checkout.playbooks[incident.playbook])
      let snapshot = try Snapshot.load(incident.folder)
      guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, [:]) else { continue }
      // Not the resolution's: what that made would not be heard.
      let analysis = Analysis(snapshot)
      let log = AskLog()
      for use in uses(of: playbook) {
        let check = try #require(CheckCatalog.named(use.name))
        let asked = log.during { _ = check.answer(analysis, subject, use.parameters) }
        heard.checks[use.name, default: AskLog.Asked()].add(asked)
      }
      for (name, asked) in log.ofModels { heard.models[name, default: AskLog.Asked()].add(asked) }
    }
    return heard
  }

  /// The checks of a playbook, and those of its way that no playbook uses, with each of their values.
  private static func uses(of playbook: Playbook) -> [CheckUse] {
    let used = Set(Checkout.playbooks.values.flatMap(\.checkUses).map(\.name))
    let module = playbook.way == .pull ? "PullChecks." : "RequestChecks."
    let others = CheckCatalog.all.filter {
      !used.contains($0.name) && String(reflecting: $0).hasPrefix(module)
    }
    let asked = others.flatMap { check -> [CheckUse] in
      let needed = check.parameters.first(where: \.required)
      guard let needed else { return [CheckUse(check.name)] }
      return needed.words.map { CheckUse(check.name, [needed.name: $0]) }
    }
    return Set(playbook.checkUses).sorted { $0.description < $1.description } + asked
  }

  private static func names(_ kinds: Set<DocumentKind>) -> [String] { kinds.map(\.name).sorted() }

  /// The file of a check: a target, a folder of it, and the type's name.
  private static func file(_ check: any Check.Type) throws -> String {
    let parts = String(reflecting: check).split(separator: ".").map(String.init)
    let root = "\(Checkout.root)/Sources/\(try #require(parts.first))"
    let name = "\(try #require(parts.last)).swift"
    let walker = try #require(FileManager.default.enumerator(atPath: root))
    let path = walker.compactMap { $0 as? String }.first { ($0 as NSString).lastPathComponent == name }
    return "\(root)/\(try #require(path))"
  }

  /// The kinds' names by the Swift names that checks ask with.
  private static func members() throws -> [String: String] {
    let root = "\(Checkout.root)/Sources/Evidence/Kinds"
    var found: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: root) {
      let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
      for match in text.matches(of: #/static let (\w+) = DocumentKind\(\s*"([^"]+)"/#) {
        found[String(match.1)] = String(match.2)
      }
    }
    return found
  }
}
