@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullParameterCheckTests {
  @Test(
    arguments: [
      ("/shop/key", #"{"Parameters":[{"Name":"/shop/key","Type":"String"}]}"#, Verdict.ruledOut),
      ("/shop/key", #"{"Parameters":[{"Name":"/shop/other"}]}"#, .confirmed),
      ("/shop/key", #"{"Parameters":[],"NextToken":"more"}"#, .undetermined),
      ("/shop/key", nil, .undetermined),
      ("arn:aws:ssm:eu-north-1:123456789012:parameter/shop/key", #"{"Parameters":[]}"#, .undetermined),
    ] as [(String, String?, Verdict)])
  func `a parameter is missing only from its own Region's whole list`(
    _ reference: String, _ list: String?, _ wanted: Verdict
  ) {
    let found = PullFixture.run(
      PullParameterCheck.self, [:],
      [
        "ecs.describe-task-definition.shop.json": PullFixture.definition(
          #","secrets":[{"name":"KEY","valueFrom":"\#(reference)"}]"#),
        "ssm.describe-parameters.json": list,
      ])
    #expect(found.verdict == wanted, "\(reference): \(found.because)")
  }
}
