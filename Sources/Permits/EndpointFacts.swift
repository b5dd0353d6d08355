import Sentences
import Evidence

/// A VPC endpoint on a request's way, with its policy.
struct EndpointFacts {
  let id: String
  let json: JSON?
  /// Nil where the endpoint carries no policy: it lets everything through.
  let policies: LayerPolicies?

  init(_ id: String, in snapshot: Snapshot) {
    self.id = id
    let listing = snapshot.listing(.vpcEndpoints)
    json = listing.items.first { $0["VpcEndpointId"]?.string == id }
    let name: Sentence = "the policy of endpoint \(id)"
    if let json {
      if let place = json["PolicyDocument"] {
        policies =
          PolicyText(place).map {
            LayerPolicies([Policy($0, name: name)], places: [Citation(place, name)])
          } ?? LayerPolicies(missing: [.init(name, [listing.need])])
      } else {
        policies = nil
      }
    } else {
      policies = LayerPolicies(missing: [.init(name, [listing.need])])
    }
  }

  /// VPC guide, "Control access to VPC endpoints": such a request names the endpoint and hides its public address.
  func complete(_ context: inout RequestContext) {
    context.assume("aws:SourceVpce", [id])
    if let vpc = json?["VpcId"]?.string { context.assume("aws:SourceVpc", [vpc]) }
    context.assumeAbsent("aws:SourceIp")
  }
}
