extension DocumentShape {
  /// The members that are read of IAM, Organizations, keys, secrets and log groups.
  static let identity: [String: String] = [
    "iam.get-account-authorization-details": """
    UserDetailList[Path UserName UserId Arn UserPolicyList[PolicyName PolicyDocument*] GroupList[]
    AttachedManagedPolicies[PolicyName PolicyArn!] PermissionsBoundary(PermissionsBoundaryArn) Tags[Key
    Value]] GroupDetailList[Path GroupName GroupId:id Arn GroupPolicyList[PolicyName PolicyDocument*]
    AttachedManagedPolicies[PolicyName PolicyArn!]] RoleDetailList[Path RoleName RoleId Arn
    AssumeRolePolicyDocument* InstanceProfileList[Path InstanceProfileName Arn Roles[Path RoleName
    RoleId Arn AssumeRolePolicyDocument* Description PermissionsBoundary(PermissionsBoundaryArn)
    Tags[Key Value]] Tags[Key Value]] RolePolicyList[PolicyName PolicyDocument*]
    AttachedManagedPolicies[PolicyName PolicyArn!] PermissionsBoundary(PermissionsBoundaryArn) Tags[Key
    Value]] Policies[PolicyName Arn Path DefaultVersionId Description PolicyVersionList[Document*
    VersionId IsDefaultVersion?]] IsTruncated? Marker
    """,
    "iam.get-role": """
    Role(Path RoleName RoleId Arn AssumeRolePolicyDocument* Description
    PermissionsBoundary(PermissionsBoundaryArn) Tags[Key Value])
    """,
    "iam.get-role-policy": """
    RoleName PolicyName PolicyDocument*
    """,
    "iam.list-attached-role-policies": """
    AttachedPolicies[PolicyName PolicyArn!] IsTruncated? Marker
    """,
    "iam.list-role-policies": """
    PolicyNames[] IsTruncated? Marker
    """,
    "iam.get-policy": """
    Policy(PolicyName Arn Path DefaultVersionId Description Tags[Key Value])
    """,
    "iam.get-policy-version": """
    PolicyVersion(Document* VersionId IsDefaultVersion?)
    """,
    "iam.get-instance-profile": """
    InstanceProfile(Path InstanceProfileName Arn Roles[Path RoleName RoleId Arn
    AssumeRolePolicyDocument* Description PermissionsBoundary(PermissionsBoundaryArn) Tags[Key Value]]
    Tags[Key Value])
    """,
    "iam.simulate-principal-policy": """
    EvaluationResults[EvalActionName EvalResourceName EvalDecision MissingContextValues[]
    OrganizationsDecisionDetail(AllowedByOrganizations?)
    PermissionsBoundaryDecisionDetail(AllowedByPermissionsBoundary?)] IsTruncated? Marker
    """,
    "organizations.describe-policy": """
    Policy(PolicySummary(Id Arn Name Description Type) Content*)
    """,
    "organizations.list-policies-for-target": """
    Policies[Id Arn Name Description Type] NextToken
    """,
    "organizations.describe-organization": """
    Organization(Id Arn)
    """,
    "sts.get-caller-identity": """
    UserId Account Arn
    """,
    "secretsmanager.describe-secret": """
    ARN Name Type Description KmsKeyId DeletedDate@ Tags[Key Value] VersionIdsToStages{[]}
    """,
    "secretsmanager.get-resource-policy": """
    ARN Name ResourcePolicy*
    """,
    "secretsmanager.list-secrets": """
    SecretList[ARN Name! Type Description KmsKeyId DeletedDate@ Tags[Key Value]] NextToken
    """,
    "ssm.describe-parameters": """
    Parameters[Name! ARN Type KeyId Description Version# Policies[%]] NextToken
    """,
    "kms.describe-key": """
    KeyMetadata(AWSAccountId KeyId Arn Enabled? Description KeyState=Creating| Enabled| Disabled|
    PendingDeletion| PendingImport| PendingReplicaDeletion| Unavailable| Updating Origin KeyManager)
    """,
    "kms.get-key-policy": """
    Policy* PolicyName
    """,
    "kms.list-aliases": """
    Aliases[AliasName! TargetKeyId] NextMarker
    """,
    "kms.list-grants": """
    Grants[KeyId GrantId Name GranteePrincipal Operations[] Constraints(EncryptionContextSubset{}
    EncryptionContextEquals{})] NextMarker
    """,
    "s3api.get-bucket-policy": """
    Policy*
    """,
    "logs.describe-log-groups": """
    logGroups[logGroupName!:id arn logGroupArn] nextToken
    """,
  ]
}
