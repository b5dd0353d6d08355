@testable import PullChecks
import Testing

@Suite struct PullAddressOwnerCheckTests {
  static let lists = "ec2.describe-managed-prefix-lists.json"
  static let entries = "ec2.get-managed-prefix-list-entries.pl-1.json"

  static func list(_ region: String) -> Edit {
    .add(
      lists,
      #"{"PrefixLists":[{"PrefixListId":"pl-1","AddressFamily":"IPv4","State":"create-complete","PrefixListArn":"arn:aws:ec2:\#(region):aws:prefix-list/pl-1","PrefixListName":"com.amazonaws.\#(region).s3","OwnerId":"AWS"}]}"#
    )
  }

  static let ranges: Edit = .add(
    entries, #"{"Entries":[{"Cidr":"3.5.64.0/21"},{"Cidr":"52.218.0.0/17"}]}"#)

  static func layers(_ address: String) -> String {
    #"CannotPullContainerError: failed to copy: httpReadSeeker: failed open: failed to do request: Get "https://prod-eu-west-1-starport-layer-bucket.s3.eu-west-1.amazonaws.com/2a7c/layer": dial tcp \#(address):443: i/o timeout"#
  }

  static func token(_ address: String) -> String {
    #"ResourceInitializationError: unable to pull secrets or registry auth: unable to retrieve ecr registry auth: RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp \#(address):443: i/o timeout"#
  }

  static let known = World.task.after(list("eu-west-1"), ranges)

  static let table = CheckTable(
    PullAddressOwnerCheck.self,
    [
      .confirmed(
        "an address of ECR's", known.said(token("34.250.1.17")),
        says: "34.250.1.17 is none of S3's addresses", cites: [PullFile.tasks, lists]),
      .ruledOut(
        "an address of S3's", known.said(layers("52.218.40.9")), says: "52.218.40.9 lies in 52.218.0.0/17",
        "the layer store", cites: [PullFile.tasks, lists]),
      .ruledOut(
        "a text about layers needs no list", .task.said(layers("52.218.40.9")),
        says: "copying layers, which come from S3", cites: [PullFile.tasks]),
      .ruledOut(
        "a text about layers needs no entries",
        .task.after(list("eu-west-1")).said(layers("52.218.40.9")),
        says: "copying layers, which come from S3", cites: [PullFile.tasks]),
      .undetermined(
        "no list was collected", .task.said(token("34.250.1.17")), says: "S3's prefix list is not in",
        needs: lists, cites: [PullFile.tasks]),
      .undetermined(
        "the list's entries were not collected",
        .task.after(list("eu-west-1")).said(token("34.250.1.17")), says: "S3's ranges are not in",
        needs: entries, cites: [PullFile.tasks]),
      .undetermined(
        "the list is another Region's",
        .task.after(list("us-east-1"), ranges).said(token("34.250.1.17")), says: "S3's prefix list is not in",
        needs: lists),
      .notApplicable(
        "the address is an endpoint's", known.said(token("10.0.1.71")), says: "no text names a public address"
      ),
      .notApplicable(
        "an answer names no address", known.said(PullText.noImage), says: "no text names a public address"),
    ])

  @Test(arguments: table.tests) func `whose the dialled address is`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
