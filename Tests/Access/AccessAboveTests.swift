@testable import Evidence
@testable import Permits
import Testing

/// What allows or denies beside the policies of role and resource: grants, resource control policies, organizations.
@Suite struct AccessAboveTests {
  static let key = "arn:aws:kms:eu-west-1:123456789012:key/1234"
  static let puller = "arn:aws:iam::123456789012:role/puller"

  static func grant(_ grantee: String, _ operations: String, _ more: String = "") -> String {
    #"{"Grants":[{"KeyId":"\#(key)","GrantId":"g1","GranteePrincipal":"\#(grantee)","Operations":[\#(operations)]\#(more)}]}"#
  }

  static func decrypt(_ grants: String?) -> AccessAnswer {
    var files = [
      "kms.get-key-policy.1234.json":
        #"{"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}"}"#
    ]
    files["kms.list-grants.1234.json"] = grants
    return Access(AccessTests.world(AccessTests.allow, more: files))
      .can(principal: puller, action: "kms:Decrypt", resource: key)
  }

  @Test(
    arguments: [
      ("none listed", nil, AccessVerdict.implicitlyDenied),
      ("the role's", grant(puller, #""Decrypt","DescribeKey""#), .allowed),
      ("another role's", grant("arn:aws:iam::123456789012:role/other", #""Decrypt""#), .implicitlyDenied),
      ("for another operation", grant(puller, #""Encrypt""#), .implicitlyDenied),
      ("a service's", grant("rds.eu-west-1.amazonaws.com", #""Decrypt""#), .implicitlyDenied),
      (
        "bound to a context nobody knows",
        grant(puller, #""Decrypt""#, #","Constraints":{"EncryptionContextSubset":{"SecretARN":"x"}}"#),
        .undetermined
      ),
    ] as [(String, String?, AccessVerdict)])
  func `a grant opens a key to its grantee, for its operations`(
    _ name: String, _ grants: String?, _ wanted: AccessVerdict
  ) {
    let answer = Self.decrypt(grants)
    #expect(answer.verdict == wanted, "\(name): \(answer.because)")
  }

  static func control(_ items: [String], _ statement: String) -> [String: String] {
    let kind = "RESOURCE_CONTROL_POLICY"
    let listed = items.map { #"{"Id":"\#($0)","Name":"\#($0)","Type":"\#(kind)"}"# }
    let content = JSONValue.quote(#"{"Version":"2012-10-17","Statement":[\#(statement)]}"#)
    return [
      "organizations.list-policies-for-target.123456789012.json":
        #"{"Policies":[\#(listed.joined(separator: ","))]}"#,
      "organizations.describe-policy.p-own.json":
        #"{"Policy":{"PolicySummary":{"Id":"p-own","Name":"own","Type":"\#(kind)"},"Content":\#(content)}}"#,
    ]
  }

  @Test func `resource control policies only deny, and are asked of the resource's account`() {
    let full = "p-RCPFullAWSAccess"
    let deny = #"{"Effect":"Deny","Principal":"*","Action":"ecr:*","Resource":"*"}"#
    let other = #"{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}"#
    func ask(_ items: [String], _ statement: String) -> AccessAnswer {
      AccessTests.pull(AccessTests.world(AccessTests.allow, more: Self.control(items, statement)))
    }
    #expect(ask([full], other).verdict == .allowed, "a listing of the other kind limits nobody")
    #expect(ask([full, "p-own"], other).verdict == .allowed)
    let denied = ask([full, "p-own"], deny)
    #expect(denied.verdict == .explicitlyDenied)
    #expect(denied.layer == .resourceControl)
    let unlisted = AccessTests.world(
      AccessTests.allow,
      more: Self.control([full, "p-own"], deny).filter { !$0.key.contains("list-policies") })
    #expect(AccessTests.pull(unlisted).verdict == .undetermined, "nobody knows whom it binds")
  }

  @Test(
    arguments: [
      (nil, AccessVerdict.undetermined), ("o-mine", .allowed), ("o-theirs", .implicitlyDenied),
    ] as [(String?, AccessVerdict)])
  func `the organization of a condition is read where it was collected`(
    _ id: String?, _ wanted: AccessVerdict
  ) {
    let statement =
      #"{"Effect":"Allow","Action":["ecr:*"],"Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-mine"}}}"#
    var more: [String: String] = [:]
    more["organizations.describe-organization.json"] = id.map { #"{"Organization":{"Id":"\#($0)"}}"# }
    let answer = AccessTests.pull(AccessTests.world(statement, more: more))
    #expect(answer.verdict == wanted, "\(answer.because)")
    if id == nil {
      #expect(answer.needs.map(\.kind).contains(.organization))
    }
  }
}
