extension DocumentKind {
  /// The kinds of IAM.
  static let iamKinds: [DocumentKind] = [
    .accountAuthorizationDetails, .role, .rolePolicy, .attachedRolePolicies, .rolePolicyNames,
    .managedPolicy, .managedPolicyVersion, .instanceProfile, .principalSimulation,
  ]

  package static let accountAuthorizationDetails = DocumentKind(
    "iam.get-account-authorization-details", list: nil, marks: ["RoleDetailList", "UserDetailList"],
    shape: """
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
      """)

  package static let role = DocumentKind(
    "iam.get-role", list: nil, marks: ["Role"], subject: .inside(["Role.RoleName", "Role.Arn"]),
    options: "--role-name ${subject}",
    shape: """
      Role(Path RoleName RoleId Arn AssumeRolePolicyDocument* Description
      PermissionsBoundary(PermissionsBoundaryArn) Tags[Key Value])
      """)

  package static let rolePolicy = DocumentKind(
    "iam.get-role-policy", list: nil, subject: .inside(["RoleName"]),
    options: "--role-name ${subject} --policy-name \"${POLICY:?set POLICY}\"",
    shape: """
      RoleName PolicyName PolicyDocument*
      """,
    recognizes: { $0["RoleName"] != nil && $0["PolicyDocument"] != nil ? .yes : .no })

  package static let attachedRolePolicies = DocumentKind(
    "iam.list-attached-role-policies", list: "AttachedPolicies", subject: .file(["RoleName"]),
    options: "--role-name ${subject}",
    shape: """
      AttachedPolicies[PolicyName PolicyArn!] IsTruncated? Marker
      """)

  package static let rolePolicyNames = DocumentKind(
    "iam.list-role-policies", list: "PolicyNames", subject: .file(["RoleName"]),
    options: "--role-name ${subject}",
    shape: """
      PolicyNames[] IsTruncated? Marker
      """)

  package static let managedPolicy = DocumentKind(
    "iam.get-policy", list: nil, subject: .inside(["Policy.PolicyName", "Policy.Arn"]),
    options: "--policy-arn ${subject}",
    shape: """
      Policy(PolicyName Arn Path DefaultVersionId Description Tags[Key Value])
      """,
    recognizes: { $0["Policy"]?["PolicySummary"] == nil && $0["Policy"]?["PolicyName"] != nil ? .yes : .no })

  package static let managedPolicyVersion = DocumentKind(
    "iam.get-policy-version", list: nil, marks: ["PolicyVersion"],
    subject: .file(["PolicyArn", "PolicyName"]),
    options: "--policy-arn ${subject} --version-id \"${VERSION_ID:?set VERSION_ID}\"",
    shape: """
      PolicyVersion(Document* VersionId IsDefaultVersion?)
      """)

  package static let instanceProfile = DocumentKind(
    "iam.get-instance-profile", list: nil, marks: ["InstanceProfile"],
    subject: .inside(["InstanceProfile.InstanceProfileName", "InstanceProfile.Arn"]),
    options: "--instance-profile-name ${subject}",
    shape: """
      InstanceProfile(Path InstanceProfileName Arn Roles[Path RoleName RoleId Arn
      AssumeRolePolicyDocument* Description PermissionsBoundary(PermissionsBoundaryArn) Tags[Key Value]]
      Tags[Key Value])
      """)

  package static let principalSimulation = DocumentKind(
    "iam.simulate-principal-policy", list: "EvaluationResults",
    subject: .file(["PolicySourceArn", "RoleName"]),
    options: "--policy-source-arn ${subject} --action-names \"${ACTION:?set ACTION}\"",
    shape: """
      EvaluationResults[EvalActionName EvalResourceName EvalDecision MissingContextValues[]
      OrganizationsDecisionDetail(AllowedByOrganizations?)
      PermissionsBoundaryDecisionDetail(AllowedByPermissionsBoundary?)] IsTruncated? Marker
      """)
}
