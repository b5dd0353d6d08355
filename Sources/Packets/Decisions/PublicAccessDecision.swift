import Evidence

/// By which gateway packets cross the border of a VPC to or from the internet.
package enum InternetDoor: Sendable, Hashable {
  case internetGateway, natGateway, egressOnlyGateway
}

extension Network {
  /// What VPC Block Public Access does with packets of a subnet; nil where the option was not collected.
  ///
  /// `block-bidirectional` stops both directions, `block-ingress` all but what goes out by NAT or egress-only
  /// gateways; exclusions of the VPC or subnet lift it (VPC guide, "Block public access to VPCs and subnets").
  package func publicAccess(
    vpc: String?, subnet: String?, inbound: Bool, door: InternetDoor, _ scope: Scope
  ) -> Decision? {
    let listing = listing(.vpcBlockPublicAccessOptions, scope)
    let options = listing.items.compactMap { $0["VpcBlockPublicAccessOptions"] }.filter { options in
      let account = options["AwsAccountId"]?.scalar
      let region = options["AwsRegion"]?.string
      return (account == nil || scope.account == nil || account == scope.account)
        && (region == nil || scope.region == nil || region == scope.region)
    }
    guard let option = options.first, let place = option["InternetGatewayBlockMode"], let mode = place.string
    else { return nil }
    let cited = Citation(place, "VPC Block Public Access is \(mode)")
    switch mode {
    case "off": return .allowed("VPC Block Public Access is off", [cited])
    case "block-bidirectional", "block-ingress": break
    default:
      return .undetermined("the mode \(mode) of VPC Block Public Access is not known", needs: [], [cited])
    }
    let goesOutOnly = !inbound && door != .internetGateway
    if mode == "block-ingress", goesOutOnly {
      return .allowed("VPC Block Public Access blocks only what comes in by an internet gateway", [cited])
    }
    return excluded(vpc: vpc, subnet: subnet, inbound: inbound, door: door, mode: mode, cited, scope)
  }

  private func excluded(
    vpc: String?, subnet: String?, inbound: Bool, door: InternetDoor, mode: String, _ cited: Citation,
    _ scope: Scope
  ) -> Decision {
    let kind = DocumentKind.vpcBlockPublicAccessExclusions
    let listing = listing(kind, scope)
    let gone: Set<String> = ["create-failed", "create-in-progress", "delete-complete", "disable-complete"]
    for exclusion in listing.items {
      let arn = exclusion["ResourceArn"]?.string ?? ""
      let isOurs = [vpc.map { "vpc/\($0)" }, subnet.map { "subnet/\($0)" }].compactMap { $0 }
        .contains { arn.hasSuffix(":" + $0) || arn.hasSuffix("/" + $0) }
      if !isOurs || gone.contains(exclusion["State"]?.string ?? "") { continue }
      guard let place = exclusion["InternetGatewayExclusionMode"], let allowance = place.string else {
        continue
      }
      let proof = [cited, Citation(place, "the exclusion of \(arn) is \(allowance)")]
      if allowance == "allow-bidirectional" {
        return .allowed("an exclusion from VPC Block Public Access covers it (\(allowance))", proof)
      }
      if allowance == "allow-egress", !inbound {
        if door != .internetGateway {
          return .allowed("an exclusion from VPC Block Public Access covers it (\(allowance))", proof)
        }
        return .undetermined(
          "whether the exclusion \(allowance) lets a public address out by the internet gateway is not known",
          needs: [], proof)
      }
    }
    // No exclusion exists where exclusions are not even allowed; otherwise only a complete listing proves it.
    guard listing.isComplete else {
      return .undetermined(
        "VPC Block Public Access is \(mode); its exclusions are not in the snapshot", needs: [listing.need],
        [cited])
    }
    return .denied(
      .blockPublicAccess(mode: mode), "VPC Block Public Access is \(mode) and no exclusion covers it",
      [cited] + listing.citations("no exclusion covers \(subnet ?? vpc ?? "it")"))
  }
}
