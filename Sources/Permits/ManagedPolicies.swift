import Evidence

/// Policies that AWS itself publishes and changes, as far as they are known.
///
/// AWS Managed Policy Reference Guide. A snapshot that was taken with the customer's own policies only names them;
/// then what is written here stands in, and the answer says so. None of these holds a Deny.
package enum ManagedPolicies {
  /// One of AWS's policies: its statements and where they may not be all of it.
  struct Entry: Sendable {
    let statements: [(actions: [String], resources: [String])]
    /// For which services there may be more in the policy than is known.
    let open: Policy.OpenServices

    init(_ actions: [String], open: Policy.OpenServices = .none) {
      statements = [(actions, ["*"])]
      self.open = open
    }

    init(_ statements: [(actions: [String], resources: [String])], open: Policy.OpenServices = .none) {
      self.statements = statements
      self.open = open
    }
  }

  /// The policy that `arn` names, cited by what attaches it; nil where it is none of AWS's known ones.
  package static func policy(_ arn: String, attachedAt place: JSON) -> Policy? {
    guard let parsed = ARN(arn), parsed.service == "iam", parsed.account == "aws",
      let entry = all[parsed.name]
    else { return nil }
    return Policy(written: text(entry), name: "\(parsed.name)", at: place, open: entry.open)
  }

  private static func text(_ entry: Entry) -> String {
    func list(_ texts: [String]) -> String { "[" + texts.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
    let statements = entry.statements.map {
      "{\"Effect\":\"Allow\",\"Action\":\(list($0.actions)),\"Resource\":\(list($0.resources))}"
    }
    return "{\"Version\":\"2012-10-17\",\"Statement\":[\(statements.joined(separator: ","))]}"
  }

  private static let pull = ["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
  private static let write = ["logs:CreateLogStream", "logs:PutLogEvents"]
  private static let readRegistry =
    pull + [
      "ecr:BatchCheckLayerAvailability", "ecr:GetRepositoryPolicy", "ecr:DescribeRepositories",
      "ecr:ListImages", "ecr:DescribeImages", "ecr:GetLifecyclePolicy", "ecr:GetLifecyclePolicyPreview",
      "ecr:ListTagsForResource", "ecr:DescribeImageScanFindings",
    ]

  private static let trace = [
    "xray:PutTraceSegments", "xray:PutTelemetryRecords", "xray:GetSamplingRules",
    "xray:GetSamplingTargets", "xray:GetSamplingStatisticSummaries",
  ]

  static let all: [String: Entry] = [
    "AmazonECSTaskExecutionRolePolicy": Entry(pull + write + ["ecr:BatchCheckLayerAvailability"]),
    "AmazonEC2ContainerServiceforEC2Role": Entry(
      pull + write + [
        "ecr:BatchCheckLayerAvailability", "ec2:DescribeTags", "ecs:CreateCluster",
        "ecs:DeregisterContainerInstance", "ecs:DiscoverPollEndpoint", "ecs:Poll",
        "ecs:RegisterContainerInstance", "ecs:StartTelemetrySession", "ecs:UpdateContainerInstancesState",
        "ecs:Submit*",
      ], open: .some(["ecs"])),
    "AmazonEC2ContainerRegistryReadOnly": Entry(readRegistry),
    "AmazonEC2ContainerRegistryPullOnly": Entry(
      pull + ["ecr:BatchImportUpstreamImage"], open: .some(["ecr"])),
    "AmazonEC2ContainerRegistryPowerUser": Entry(
      readRegistry + [
        "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage",
      ]),
    "AmazonEC2ContainerRegistryFullAccess": Entry(
      ["ecr:*", "cloudtrail:LookupEvents"], open: .some(["iam"])),
    "AdministratorAccess": Entry(["*"]),
    "PowerUserAccess": Entry(
      ["ecr:*", "ecs:*", "ec2:*", "logs:*", "s3:*", "secretsmanager:*", "ssm:*", "kms:*"], open: .all),
    "ReadOnlyAccess": Entry(
      [
        "ecr:BatchCheck*", "ecr:BatchGet*", "ecr:Describe*", "ecr:Get*", "ecr:List*", "ecs:Describe*",
        "ecs:List*", "ec2:Describe*", "ec2:Get*", "s3:Get*", "s3:List*", "logs:Describe*", "logs:Get*",
        "ssm:Describe*", "ssm:Get*", "ssm:List*", "secretsmanager:Describe*", "secretsmanager:List*",
        "secretsmanager:GetResourcePolicy", "kms:Describe*", "kms:Get*", "kms:List*",
        "elasticloadbalancing:Describe*", "iam:Get*", "iam:List*",
      ], open: .all),
    "CloudWatchLogsFullAccess": Entry(["logs:*"], open: .some(["cloudwatch", "observabilityadmin"])),
    "CloudWatchAgentServerPolicy": Entry([
      (
        write + trace + [
          "logs:CreateLogGroup", "logs:DescribeLogStreams", "logs:DescribeLogGroups",
          "logs:PutRetentionPolicy", "cloudwatch:PutMetricData", "ec2:DescribeVolumes", "ec2:DescribeTags",
        ], ["*"]
      ),
      (["ssm:GetParameter"], ["arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*"]),
    ]),
    "SecretsManagerReadWrite": Entry(
      ["secretsmanager:*", "kms:DescribeKey", "kms:ListAliases", "kms:ListKeys"],
      open: .some(["cloudformation", "ec2", "rds", "redshift", "lambda", "serverlessrepo", "s3", "tag"])),
    "AmazonSSMReadOnlyAccess": Entry(["ssm:Describe*", "ssm:Get*", "ssm:List*"]),
    "AmazonSSMFullAccess": Entry(
      ["ssm:*"],
      open: .some(["cloudwatch", "ds", "ec2", "ec2messages", "ssmmessages", "logs", "iam", "s3"])),
    "AmazonSSMManagedInstanceCore": Entry([
      "ssm:DescribeAssociation", "ssm:GetDeployablePatchSnapshotForInstance", "ssm:GetDocument",
      "ssm:DescribeDocument", "ssm:GetManifest", "ssm:GetParameter", "ssm:GetParameters",
      "ssm:ListAssociations", "ssm:ListInstanceAssociations", "ssm:PutInventory", "ssm:PutComplianceItems",
      "ssm:PutConfigurePackageResult", "ssm:UpdateAssociationStatus", "ssm:UpdateInstanceAssociationStatus",
      "ssm:UpdateInstanceInformation", "ssmmessages:*", "ec2messages:*",
    ]),
    "AmazonS3ReadOnlyAccess": Entry([
      "s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:Get*", "s3-object-lambda:List*",
    ]),
    "AmazonS3FullAccess": Entry(["s3:*", "s3-object-lambda:*"]),
    "AWSXRayDaemonWriteAccess": Entry(trace),
    "AmazonSQSFullAccess": Entry(["sqs:*"]),
  ]
}
