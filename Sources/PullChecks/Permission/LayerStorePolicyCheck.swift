import Sentences
import Evidence
import Permits
import Services

/// Whether the policy of the S3 endpoint keeps the task from the bucket that holds ECR's layers.
///
/// Amazon ECR guide, "Amazon ECR interface VPC endpoints", "Minimum Amazon S3 bucket permissions": the endpoint's policy has to allow s3:GetObject on arn:aws:s3:::prod-REGION-starport-layer-bucket/*. The request carries ECR's own signature, no policy of a role is asked.
enum LayerStorePolicyCheck: Check {
  static let name = "layer-store-policy"
  static let summary: Sentence = "Does the policy of the S3 endpoint leave out the bucket of ECR's layers?"
  static let binds = PullWorld.binds + ["bucket", "endpoint"]
  static let parameters: [CheckParameter] = []
  static let reads: [DocumentKind] = [
    .taskDefinition, .tasks, .vpcEndpoints, .routeTables,
  ]

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    guard !world.ecrContainers.isEmpty else {
      return .notApplicable("no image is of ECR", world.definitionCitation("the whole task definition"))
    }
    // Without a task or its service, the Region is only that of most documents.
    if world.task == nil, world.service == nil {
      return .undetermined(
        "it is not known whether an S3 endpoint is on the way",
        needs: world.needs.isEmpty ? [world.snapshot.need(.tasks)] : world.needs)
    }
    // An S3 endpoint takes what goes to the buckets of its own Region, and nothing else.
    guard let container = world.ecrContainers.first(where: { $0.image.ecr?.region == world.region }),
      let region = container.image.ecr?.region
    else {
      return .notApplicable(
        "no image needs ECR of this Region",
        world.containers.map { Citation($0.imagePlace, "image of \($0.name)") })
    }
    switch PullExit.of(world, service: "s3") {
    case .direct(let places): return .notApplicable("no S3 endpoint takes the task's calls", places)
    case .unknown(let needs):
      return .undetermined("it is not known whether an S3 endpoint is on the way", needs: needs)
    case .endpoint(let json): return judge(json, region, container, world)
    }
  }

  private static func judge(
    _ endpoint: JSON, _ region: String, _ container: PullContainer, _ world: PullWorld
  ) -> Finding {
    let id = endpoint["VpcEndpointId"]?.string ?? ""
    guard let place = endpoint["PolicyDocument"] else {
      return .ruledOut(
        "\(id) has no policy of its own", [Citation(endpoint, "without a policy everything passes")])
    }
    guard let text = PolicyText(place) else {
      return .undetermined(
        "the policy of \(id) cannot be read",
        needs: [world.snapshot.need(.vpcEndpoints, region: world.region)])
    }
    let bucket = "prod-\(region)-starport-layer-bucket"
    let partition = world.executionRole.flatMap { ARN($0.value)?.partition } ?? "aws"
    let object = "arn:\(partition):s3:::\(bucket)/layer"
    // ECR signs the request as itself: which principal that is, no customer sees.
    var known = RequestContext(
      ["aws:SourceVpce": [id], "aws:SecureTransport": ["true"], "aws:RequestedRegion": [region]],
      absent: ["aws:SourceIp"], complete: false)
    if let vpc = endpoint["VpcId"]?.string { known.assume("aws:SourceVpc", [vpc]) }
    let signer = AccessPrincipal(kind: .role(name: ""), arn: "", account: nil)
    let request = AccessRequest(
      principal: signer, action: "s3:GetObject", resource: object, context: known)
    let policy = Policy(text, name: "the policy of \(id)")
    let report = LayerReport(.endpoint, LayerPolicies([policy]), for: request, asksPrincipal: false)
    let values = world.bindings.merging([
      "endpoint": id, "bucket": bucket, "region": region, "container": container.name,
    ]) { $1 }
    let named = Citation(container.imagePlace, "an image whose layers lie in \(bucket)")
    if report.denying.contains(where: isForEveryone) {
      return .confirmed(
        "the policy of \(id) denies \(bucket)",
        report.denying.filter(isForEveryone).map { $0.citation("denies the layers' bucket") } + [named],
        bindings: [values])
    }
    if report.allow.isNo {
      return .confirmed(
        "the policy of \(id) allows nothing on \(bucket)",
        [Citation(place, "no statement covers \(object)"), named], bindings: [values])
    }
    if report.deny.isNo, let open = report.allowing.first(where: isForEveryone) {
      return .ruledOut(
        "the policy of \(id) allows the layers' bucket",
        [open.citation("covers the layers' bucket")])
    }
    return .undetermined(
      "what the policy of \(id) says of \(bucket) depends on a key that no snapshot tells", needs: [],
      evidence: [Citation(place, "the endpoint's policy")])
  }

  private static func isForEveryone(_ match: StatementMatch) -> Bool {
    match.statement.principal?.entries.contains { $0.value == "*" } ?? false
  }
}
