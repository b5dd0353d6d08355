extension DocumentKind {
  /// The kinds of Amazon CloudFront.
  static let cloudFrontKinds: [DocumentKind] = [
    .distributionConfig, .distribution, .distributionList, .vpcOriginList, .vpcOrigin, .edgeFunction,
  ]

  package static let distributionConfig = DocumentKind(
    "cloudfront.get-distribution-config", list: nil, marks: ["DistributionConfig"],
    subject: .file(["Id", "DistributionId"]), options: "--id ${subject}",
    shape: """
      DistributionConfig(Aliases(Items[]) Origins(Items[Id DomainName OriginPath
      S3OriginConfig(OriginReadTimeout#) CustomOriginConfig(HTTPPort:port HTTPSPort:port
      OriginProtocolPolicy OriginReadTimeout# IpAddressType) VpcOriginConfig(VpcOriginId
      OriginReadTimeout#) ConnectionAttempts# ConnectionTimeout# ResponseCompletionTimeout#])
      OriginGroups(Items[Id FailoverCriteria(StatusCodes(Items[#])) Members(Items[OriginId])])
      DefaultCacheBehavior(TargetOriginId ViewerProtocolPolicy
      LambdaFunctionAssociations(Items[LambdaFunctionARN]) FunctionAssociations(Items[FunctionARN]))
      CacheBehaviors(Items[PathPattern TargetOriginId ViewerProtocolPolicy
      LambdaFunctionAssociations(Items[LambdaFunctionARN]) FunctionAssociations(Items[FunctionARN])])
      CustomErrorResponses(Items[ErrorCode# ResponsePagePath ResponseCode ErrorCachingMinTTL#])
      Logging(Enabled? Bucket Prefix) Enabled?)
      """)

  package static let distribution = DocumentKind(
    "cloudfront.get-distribution", list: nil, marks: ["Distribution"], subject: .inside(["Distribution.Id"]),
    options: "--id ${subject}",
    shape: """
      Distribution(Id ARN Status DomainName DistributionConfig(Aliases(Items[]) Origins(Items[Id
      DomainName OriginPath S3OriginConfig(OriginReadTimeout#) CustomOriginConfig(HTTPPort:port
      HTTPSPort:port OriginProtocolPolicy OriginReadTimeout# IpAddressType) VpcOriginConfig(VpcOriginId
      OriginReadTimeout#) ConnectionAttempts# ConnectionTimeout# ResponseCompletionTimeout#])
      OriginGroups(Items[Id FailoverCriteria(StatusCodes(Items[#])) Members(Items[OriginId])])
      DefaultCacheBehavior(TargetOriginId ViewerProtocolPolicy
      LambdaFunctionAssociations(Items[LambdaFunctionARN]) FunctionAssociations(Items[FunctionARN]))
      CacheBehaviors(Items[PathPattern TargetOriginId ViewerProtocolPolicy
      LambdaFunctionAssociations(Items[LambdaFunctionARN]) FunctionAssociations(Items[FunctionARN])])
      CustomErrorResponses(Items[ErrorCode# ResponsePagePath ResponseCode ErrorCachingMinTTL#])
      Logging(Enabled? Bucket Prefix) Enabled?))
      """)

  package static let distributionList = DocumentKind(
    "cloudfront.list-distributions", list: nil, marks: ["DistributionList"],
    shape: """
      DistributionList(Marker NextMarker IsTruncated? Items[Id ARN Status DomainName Aliases(Items[])
      Origins(Items[Id DomainName OriginPath S3OriginConfig(OriginReadTimeout#)
      CustomOriginConfig(HTTPPort:port HTTPSPort:port OriginProtocolPolicy OriginReadTimeout#
      IpAddressType) VpcOriginConfig(VpcOriginId OriginReadTimeout#) ConnectionAttempts#
      ConnectionTimeout# ResponseCompletionTimeout#]) OriginGroups(Items[Id
      FailoverCriteria(StatusCodes(Items[#])) Members(Items[OriginId])])
      DefaultCacheBehavior(TargetOriginId ViewerProtocolPolicy
      LambdaFunctionAssociations(Items[LambdaFunctionARN]) FunctionAssociations(Items[FunctionARN]))
      CacheBehaviors(Items[PathPattern TargetOriginId ViewerProtocolPolicy
      LambdaFunctionAssociations(Items[LambdaFunctionARN]) FunctionAssociations(Items[FunctionARN])])
      CustomErrorResponses(Items[ErrorCode# ResponsePagePath ResponseCode ErrorCachingMinTTL#]) Enabled?])
      """)

  package static let vpcOriginList = DocumentKind(
    "cloudfront.list-vpc-origins", list: nil, marks: ["VpcOriginList"],
    shape: """
      VpcOriginList(Marker NextMarker IsTruncated? Items[Id Name Status Arn OriginEndpointArn])
      """)

  package static let vpcOrigin = DocumentKind(
    "cloudfront.get-vpc-origin", list: nil, marks: ["VpcOrigin"], subject: .inside(["VpcOrigin.Id"]),
    options: "--id ${subject}",
    shape: """
      VpcOrigin(Id Arn Status VpcOriginEndpointConfig(Name Arn HTTPPort:port HTTPSPort:port
      OriginProtocolPolicy))
      """)

  package static let edgeFunction = DocumentKind(
    "cloudfront.describe-function", list: nil, marks: ["FunctionSummary"],
    subject: .inside(["FunctionSummary.Name"]), options: "--name ${subject}",
    shape: """
      FunctionSummary(Name Status)
      """)

  /// Parts of the collecting script.
  static let cloudFrontBlocks: [CollectionBlock] = [
    CollectionBlock(
      kinds: [.distributionConfig, .distribution],
      script: """
        # Each distribution.
        while IFS= read -r distribution <&3; do
          call "$world/cloudfront.get-distribution-config.$(safe "$distribution")" \\
            aws cloudfront get-distribution-config --id "$distribution"
        done 3< <(ids aws cloudfront list-distributions --query 'DistributionList.Items[].Id')
        """, actions: ["cloudfront:ListDistributions", "cloudfront:GetDistributionConfig"]),
    CollectionBlock(
      kinds: [.vpcOrigin],
      script: """
        # Each VPC origin.
        while IFS= read -r origin <&3; do
          call "$world/cloudfront.get-vpc-origin.$(safe "$origin")" aws cloudfront get-vpc-origin --id "$origin"
        done 3< <(ids aws cloudfront list-vpc-origins --query 'VpcOriginList.Items[].Id')
        """, actions: ["cloudfront:ListVpcOrigins"]),
  ]
}
