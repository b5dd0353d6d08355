extension DocumentShape {
  /// The members that are read of CloudFront, Route 53 and CloudTrail.
  static let edge: [String: String] = [
    "cloudfront.get-distribution-config": """
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
    """,
    "cloudfront.get-distribution": """
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
    """,
    "cloudfront.list-distributions": """
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
    """,
    "cloudfront.list-vpc-origins": """
    VpcOriginList(Marker NextMarker IsTruncated? Items[Id Name Status Arn OriginEndpointArn])
    """,
    "cloudfront.get-vpc-origin": """
    VpcOrigin(Id Arn Status VpcOriginEndpointConfig(Name Arn HTTPPort:port HTTPSPort:port
    OriginProtocolPolicy))
    """,
    "cloudfront.describe-function": """
    FunctionSummary(Name Status)
    """,
    "route53.list-resource-record-sets": """
    ResourceRecordSets[Name Type Weight# Region ResourceRecords[Value] AliasTarget(HostedZoneId DNSName
    EvaluateTargetHealth?)] IsTruncated?
    """,
    "route53.list-hosted-zones": """
    HostedZones[Id Name] Marker IsTruncated? NextMarker
    """,
    "cloudtrail.lookup-events": """
    Events[EventName ReadOnly EventTime@ Username Resources[ResourceName] CloudTrailEvent] NextToken
    """,
  ]
}
