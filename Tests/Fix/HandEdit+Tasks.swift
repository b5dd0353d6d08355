/// Edits of services, task definitions, images, roles, secrets and keys.
extension HandEdit {
  static let tasks: [HandEdit] = [
    HandEdit(
      "update-service", "hardening-orphan-group",
      [
        (
          "ecs.describe-services", .replace, "services[serviceName=${service}]/desiredCount",
          "${desired-count}"
        )
      ]),
    HandEdit(
      "register-task-definition", "upper-case-in-the-name",
      [
        (
          "ecs.describe-task-definition", .replace,
          "taskDefinition[family=orders]/containerDefinitions[name=${container}]/image", #""${image}""#
        )
      ]),
    HandEdit(
      "create-repository", "repository-misspelt",
      [
        (
          "ecr.describe-repositories", .add, "repositories/-",
          #"{"repositoryArn": "arn:aws:ecr:${region}:123456789012:repository/${repository}", "registryId": "123456789012", "repositoryName": "${repository}", "imageTagMutability": "MUTABLE"}"#
        )
      ]),
    HandEdit(
      "push-image", "tag-never-pushed-vague",
      [
        (
          "ecr.describe-images.shop-orders", .add, "imageDetails/-",
          #"{"registryId": "123456789012", "repositoryName": "shop/orders", "imageDigest": "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef", "imageTags": ["${tag}"], "imageStatus": "ACTIVE"}"#
        )
      ]),
    HandEdit(
      "update-image-storage-class", "image-in-the-archive",
      [("ecr.describe-images", .add, "imageDetails[~imageTags=${tag}]/imageStatus", #""ACTIVE""#)]),
    HandEdit(
      "set-repository-policy", "owner-allows-layers-only",
      [
        (
          "ecr.get-repository-policy", .replace, "[repositoryName=${repository}]/policyText",
          #""{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"${principal}\"}, \"Action\": [\"ecr:BatchGetImage\", \"ecr:GetDownloadUrlForLayer\"]}]}""#
        )
      ]),
    HandEdit(
      "attach-role-policy", "permissions-on-the-wrong-role",
      [
        (
          "iam.list-attached-role-policies.orders-execution", .add, "AttachedPolicies/-",
          #"{"PolicyName": "AmazonECSTaskExecutionRolePolicy", "PolicyArn": "${policy-arn}"}"#
        )
      ]),
    HandEdit(
      "put-role-policy", "secret-policy-without-suffix",
      [("iam.list-role-policies.orders-execution", .add, "PolicyNames/-", #""${policy-name}""#)],
      files: [
        "iam.get-role-policy.by-hand.json":
          #"{"RoleName": "${role}", "PolicyName": "${policy-name}", "PolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "${actions}", "Resource": "${resources}"}]}}"#
      ]),
    HandEdit(
      "update-assume-role-policy", "trust-names-ec2",
      [
        (
          "iam.get-role", .replace, "Role[RoleName=${role}]/AssumeRolePolicyDocument",
          #"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ecs-tasks.amazonaws.com"}}]}"#
        )
      ]),
    HandEdit(
      "restore-secret", "secret-in-recovery",
      [("secretsmanager.describe-secret", .remove, "[Name=shop/orders/db]/DeletedDate", "")]),
    HandEdit(
      "put-secret-value", "secret-without-value-vague",
      [
        (
          "secretsmanager.describe-secret", .replace, "VersionIdsToStages",
          #"{"0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9": ["AWSCURRENT"]}"#
        )
      ]),
    HandEdit(
      "create-secret", "secret-absent-vague", [],
      files: [
        "secretsmanager.describe-secret.shop-orders-db.json":
          #"{"ARN": "arn:aws:secretsmanager:${region}:123456789012:secret:${name}-x8Yz1Q", "Name": "${name}", "VersionIdsToStages": {"0a1b2c3d": ["AWSCURRENT"]}}"#
      ]),
    HandEdit(
      "update-secret-key", "foreign-secret-under-default-key",
      [("secretsmanager.describe-secret", .add, "[ARN=${secret-id}]/KmsKeyId", #""${key-id}""#)]),
    HandEdit(
      "put-secret-resource-policy", "foreign-secret-not-shared",
      [
        (
          "secretsmanager.get-resource-policy", .add, "[ARN=${secret-id}]/ResourcePolicy",
          #""{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"${principal}\"}, \"Action\": \"secretsmanager:GetSecretValue\", \"Resource\": \"*\"}}""#
        )
      ]),
    HandEdit(
      "put-parameter", "parameter-absent-vague",
      [
        (
          "ssm.describe-parameters", .add, "Parameters/-",
          #"{"Name": "${name}", "Type": "SecureString", "KeyId": "alias/aws/ssm", "Version": 1}"#
        )
      ]),
    HandEdit(
      "enable-key", "key-disabled",
      [
        ("kms.describe-key", .replace, "KeyMetadata/KeyState", #""Enabled""#),
        ("kms.describe-key", .replace, "KeyMetadata/Enabled", "true"),
      ]),
    HandEdit(
      "cancel-key-deletion", "key-pending-deletion",
      [
        ("kms.describe-key", .replace, "KeyMetadata/KeyState", #""Enabled""#),
        ("kms.describe-key", .replace, "KeyMetadata/Enabled", "true"),
      ]),
    HandEdit(
      "put-key-policy", "key-not-granted",
      [
        (
          "kms.get-key-policy", .replace, "Policy",
          #""{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:root\"}, \"Action\": \"kms:*\", \"Resource\": \"*\"}, {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"${principal}\"}, \"Action\": \"kms:Decrypt\", \"Resource\": \"*\"}]}""#
        )
      ]),
    HandEdit(
      "create-log-group", "log-group-in-short-words",
      [("logs.describe-log-groups", .add, "logGroups/-", #"{"logGroupName": "${log-group}"}"#)]),
  ]
}
