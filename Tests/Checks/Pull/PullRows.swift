@testable import Evidence

/// Names of the files that rows of pull checks change.
enum PullFile {
  static let tasks = "ecs.describe-tasks.json"
  static let services = "ecs.describe-services.json"
  /// The task definition of ``PullFixture``.
  static let definition = "ecs.describe-task-definition.shop.json"
  /// How the file begins that would be collected for it; its name tells the revision, too.
  static let neededDefinition = "ecs.describe-task-definition.shop"
  static let policy = "iam.get-role-policy.puller-own.json"
  static let neededPolicy = "iam.get-role-policy.puller"
  static let repositories = "ecr.describe-repositories.json"
  static let images = "ecr.describe-images.shop.json"
  static let cacheRules = "ecr.describe-pull-through-cache-rules.json"
  static let trail = "cloudtrail.lookup-events.json"
  static let secret = "secretsmanager.describe-secret.shop-db.json"
  static let subnets = "ec2.describe-subnets.json"
  static let routes = "ec2.describe-route-tables.json"
  static let endpoints = "ec2.describe-vpc-endpoints.json"
  static let gateways = "ec2.describe-nat-gateways.json"
  static let groups = "ec2.describe-security-groups.json"
  static let groupRules = "ec2.describe-security-group-rules.json"
  static let acls = "ec2.describe-network-acls.json"
}

/// Texts as ECS records them.
enum PullText {
  static let silence =
    #"CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1: failed to do request: Head "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/shop/manifests/1": dial tcp 34.250.1.17:443: i/o timeout"#
  static let noImage =
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1: not found"
  static let noToken =
    "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/puller/0a1b is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action"
  static let noSpace =
    "CannotPullContainerError: failed to register layer: write /app/model.bin: no space left on device"
  static let noName =
    #"ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp: lookup api.ecr.eu-west-1.amazonaws.com on 10.0.0.53:53: no such host"#
  /// Cut where the reason would stand.
  static let cut =
    "(service shop) was unable to place a task. Reason: CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.ama..."
}

extension World {
  /// Fargate tasks in sealed subnets, with an endpoint for each service that they need.
  static let sealed = pull("healthy-endpoints")

  /// Fargate tasks of `checkout-api` in two private subnets, each with a NAT gateway.
  static let nat = pull("healthy-nat")

  /// Tasks on container instances, which pull by a NAT gateway.
  static let hosts = pull("healthy-ec2")

  private static let container = "/taskDefinition/containerDefinitions/0"

  /// The small task, with another text of its failure.
  func said(_ text: String) -> World { after(.set(PullFile.tasks, "/tasks/0/stoppedReason", .string(text))) }

  /// A recorded task that runs did not start, with this text.
  func stopped(_ text: String, task: Int = 0) -> World {
    let place = "/tasks/\(task)"
    return after(
      .set(PullFile.tasks, place + "/lastStatus", "STOPPED"),
      .set(PullFile.tasks, place + "/desiredStatus", "STOPPED"),
      .set(PullFile.tasks, place + "/stopCode", "TaskFailedToStart"),
      .set(PullFile.tasks, place + "/stoppedReason", .string(text)),
      .remove(PullFile.tasks, place + "/startedAt"))
  }

  /// The small task, with another image.
  func image(_ reference: String) -> World { member("image", .string(reference)) }

  /// The small task, with a secret or parameter as an environment variable.
  func secret(_ reference: String = PullFixture.secret) -> World {
    member("secrets", [["name": "DB", "valueFrom": .string(reference)]])
  }

  /// The small task's container, with a member of its definition.
  func member(_ name: String, _ value: JSONValue) -> World {
    after(.set(PullFile.definition, World.container + "/" + name, value))
  }
}
