extension DocumentKind {
  /// The kinds of Amazon Route 53.
  static let route53Kinds: [DocumentKind] = [
    .resourceRecordSets, .hostedZones,
  ]

  package static let resourceRecordSets = DocumentKind(
    "route53.list-resource-record-sets", list: "ResourceRecordSets", subject: .file(["HostedZoneId"]),
    options: "--hosted-zone-id ${subject}",
    shape: """
      ResourceRecordSets[Name Type Weight# Region ResourceRecords[Value] AliasTarget(HostedZoneId DNSName
      EvaluateTargetHealth?)] IsTruncated?
      """)

  package static let hostedZones = DocumentKind(
    "route53.list-hosted-zones", list: "HostedZones",
    shape: """
      HostedZones[Id Name] Marker IsTruncated? NextMarker
      """)

  /// Parts of the collecting script.
  static let route53Blocks: [CollectionBlock] = [
    CollectionBlock(
      kinds: [.resourceRecordSets, .hostedZones],
      script: """
        # Each zone's records.
        call "$world/route53.list-hosted-zones" aws route53 list-hosted-zones
        while IFS= read -r zone <&3; do
          call "$world/route53.list-resource-record-sets.$(safe "${zone##*/}")" \\
            aws route53 list-resource-record-sets --hosted-zone-id "${zone##*/}"
        done 3< <(ids aws route53 list-hosted-zones --query 'HostedZones[].Id')
        """)
  ]
}
