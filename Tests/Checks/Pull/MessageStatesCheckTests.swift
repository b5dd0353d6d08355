@testable import PullChecks
import Testing

@Suite struct MessageStatesCheckTests {
  static let refusedFile =
    "ResourceInitializationError: failed to download env files: file download command: non empty error stream: operation error S3: HeadObject, https response error StatusCode: 403, RequestID: 1, HostID: 2, api error Forbidden: Forbidden"
  static let hubLimit =
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/library/redis:7: unexpected status code https://registry-1.docker.io/v2/library/redis/manifests/7: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit"
  static let publicLimit =
    "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref public.ecr.aws/nginx/nginx:1.27: toomanyrequests: Rate exceeded"
  static let noKey =
    "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve secret from asm: secret \(PullFixture.secret) did not contain json key password"
  static let shape =
    "ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve private registry auth: asm fetching authorization data: AuthorizationData is malformed, empty field"

  static let file = ["fault": "env-file-denied env-file-refused", "premise": "env-files"]
  static let disk = ["fault": "disk-full host-disk-full", "launch": "fargate"]
  static let hostDisk = ["fault": "disk-full host-disk-full", "launch": "ec2"]
  static let hub = [
    "fault": "hub-pull-limit rate-exceeded", "registry": "docker-hub", "premise": "docker-hub",
  ]
  static let ecrPublic = [
    "fault": "rate-exceeded", "registry": "ecr-public", "premise": "ecr-public",
  ]
  static let jsonKey = ["fault": "json-key-absent", "premise": "json-key"]
  static let credentials = ["fault": "credentials-shape", "premise": "registry-credentials"]
  static let loud = ["fault": "name-unresolved", "silent": "no"]
  static let silent = ["fault": "name-unresolved", "silent": "yes", "launch": "any"]
  static let boundary = ["fault": "token-denied", "reason": "boundary-silent boundary-deny"]

  static let withFile = World.task.member(
    "environmentFiles", [["value": "arn:aws:s3:::settings/app.env", "type": "s3"]])

  static let premises: [CheckTable.Row] = [
    .confirmed(
      "S3 refused the file", withFile.said(refusedFile), file, says: "the recorded text says so",
      cites: [PullFile.tasks]),
    .ruledOut(
      "another text", withFile.said(PullText.noImage), file, says: "the recorded texts say something else",
      cites: [PullFile.tasks]),
    .ruledOut(
      "a silence", withFile.said("failed to download env files: context deadline exceeded"), file,
      says: "the recorded texts say something else", cites: [PullFile.tasks]),
    .undetermined(
      "the task was not collected", withFile.after(.delete(PullFile.tasks)), file,
      says: "no failure text is in the snapshot", needs: PullFile.tasks),
    .notApplicable(
      "no file is named", .task.said(PullText.noImage), file, says: "names nothing of the kind"),

    .confirmed(
      "the secret lacks the key", .task.secret(PullFixture.secret + ":password::").said(noKey), jsonKey,
      says: "the recorded text says so", cites: [PullFile.tasks],
      binds: ["secret-variable": "DB", "secret-name": "shop/db", "container": "shop"]),
    .notApplicable(
      "no key of a secret is named", .task.secret().said(PullText.noImage), jsonKey,
      says: "names nothing of the kind"),

    .confirmed(
      "the secret of a registry's login has the wrong shape",
      .task.image("registry.example.com/shop:1").member(
        "repositoryCredentials", ["credentialsParameter": .string(PullFixture.secret)]
      ).said(shape), credentials, says: "the recorded text says so", cites: [PullFile.tasks],
      binds: ["credentials": PullFixture.secret]),
    .notApplicable(
      "no login of a registry is named", .task.said(PullText.noImage), credentials,
      says: "names nothing of the kind"),
  ]

  static let hosts: [CheckTable.Row] = [
    .confirmed(
      "Docker Hub's limit", .task.image("redis:7").said(hubLimit), hub, says: "the recorded text says so",
      cites: [PullFile.tasks]),
    .confirmed(
      "Docker Hub's limit as the Docker daemon tells it",
      .task.image("redis:7").said(
        "CannotPullContainerError: Error response from daemon: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit"
      ), hub, says: "the recorded text says so", cites: [PullFile.tasks]),
    .ruledOut(
      "ECR Public's limit is not Docker Hub's",
      .task.image("public.ecr.aws/nginx/nginx:1.27").said(publicLimit), hub,
      says: "the recorded texts say something else", cites: [PullFile.tasks]),
    .notApplicable(
      "no image is of Docker Hub", .task.said(PullText.noImage), hub, says: "names nothing of the kind"),
    .confirmed(
      "ECR Public's limit", .task.image("public.ecr.aws/nginx/nginx:1.27").said(publicLimit), ecrPublic,
      says: "the recorded text says so", cites: [PullFile.tasks]),
    .ruledOut(
      "Docker Hub's limit is not ECR Public's", .task.image("redis:7").said(hubLimit), ecrPublic,
      says: "the recorded texts say something else", cites: [PullFile.tasks]),
    .notApplicable(
      "no image is of ECR Public", .task.said(PullText.noImage), ecrPublic, says: "names nothing of the kind"),

    .confirmed(
      "the task's disk is full", .task.said(PullText.noSpace), disk, says: "the recorded text says so",
      cites: [PullFile.tasks]),
    .ruledOut(
      "the full disk is a task's on Fargate, no host's", .task.said(PullText.noSpace), hostDisk,
      says: "the launch type is fargate", cites: [PullFile.tasks]),
    .notApplicable(
      "a host's disk on Fargate", .task.said(PullText.noImage), hostDisk, says: "the launch type is fargate"),
    .confirmed(
      "the host's disk is full", .hosts.stopped(PullText.noSpace), hostDisk,
      says: "the recorded text says so",
      cites: [PullFile.tasks]),

    .confirmed(
      "a name was not resolved, and silence counts", .task.said(PullText.noName), silent,
      says: "the recorded text says so", cites: [PullFile.tasks]),
    .ruledOut(
      "a name was not resolved, and silence does not count", .task.said(PullText.noName), loud,
      says: "the recorded texts say something else", cites: [PullFile.tasks]),
    .ruledOut(
      "another layer of policies is to blame", .task.said(PullText.noToken), boundary,
      says: "the recorded texts say something else", cites: [PullFile.tasks]),
    .confirmed(
      "this layer of policies is to blame",
      .task.said(
        PullText.noToken.replacing("no identity-based policy allows", with: "no permissions boundary allows")),
      boundary, says: "the recorded text says so", cites: [PullFile.tasks],
      binds: ["message-role": "puller", "action": "ecr:GetAuthorizationToken"]),

    .undetermined(
      "the text ends before its reason", .task.said(PullText.cut), ["fault": "no-such-image"],
      says: "the recorded texts end before what would decide", needs: PullFile.services,
      cites: [PullFile.tasks]),
    .notApplicable(
      "a task that failed without a word", .task, ["fault": "no-such-image"],
      says: "no task and no event records a failure"),
    .notApplicable(
      "a service that runs what it should", .nat, ["fault": "no-such-image"],
      says: "no event records a failure"),
  ]

  static let table = CheckTable(MessageStatesCheck.self, premises + hosts)

  @Test(arguments: table.tests) func `whether a recorded text states a fault`(
    _ row: CheckTable.Test
  ) throws { try row.hold() }
}
