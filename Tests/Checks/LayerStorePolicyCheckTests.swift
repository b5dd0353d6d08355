@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct LayerStorePolicyCheckTests {
  static func ask(_ resource: String, principal: String = #""*""#) -> Verdict {
    let policy =
      #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":\#(principal),"Action":"s3:*","Resource":"\#(resource)"}]}"#
    return PullFixture.run(
      LayerStorePolicyCheck.self, [:],
      ["ec2.describe-vpc-endpoints.json": PullFixture.endpoints(policy, service: "s3", type: "Gateway")]
    ).verdict
  }

  @Test func `only a policy that covers the layers' bucket lets them through`() {
    #expect(Self.ask("*") == .ruledOut)
    #expect(Self.ask("arn:aws:s3:::prod-*-starport-layer-bucket/*") == .ruledOut)
    #expect(Self.ask("arn:aws:s3:::own/*") == .confirmed)
    #expect(Self.ask("arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*") == .confirmed, "another Region's")
    #expect(
      Self.ask("*", principal: #"{"AWS":"123456789012"}"#) == .undetermined, "who signs, no customer sees")
  }

  @Test func `without an S3 endpoint on the way there is no policy to ask`() {
    #expect(PullFixture.run(LayerStorePolicyCheck.self).verdict == .notApplicable)
  }
}
