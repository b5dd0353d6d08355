/// Every repair that a playbook may name.
package enum FixCatalog {
  package static let all: [FixOperation] =
    (GeneralFixes.all + SecurityGroupFixes.all + NetworkACLFixes.all + RouteFixes.all + EndpointFixes.all
    + VPCFixes.all + VPCOriginFixes.all + LoadBalancerFixes.all + TargetFixes.all + DistributionFixes.all
    + RoleFixes.all
    + RegistryFixes.all + SecretFixes.all + ServiceFixes.all).sorted { $0.name < $1.name }

  /// The operation of a name.
  package static func named(_ name: String) -> FixOperation? { byName[name] }

  private static let byName: [String: FixOperation] = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
