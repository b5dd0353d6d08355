import Testing

@testable import Diagnosis

@Suite struct RedactionTests {
  @Test(arguments: [
    ("/taskDefinition/containerDefinitions/0/environment/2/value", true),
    ("/taskDefinition/containerDefinitions/0/environment/2/name", false),
    ("/DistributionConfig/Origins/Items/0/CustomHeaders/Items/0/HeaderValue", true),
    ("/SecurityGroups/0/GroupId", false),
  ])
  func `a secret is known by its place`(_ pointer: String, _ hidden: Bool) {
    let citation = Citation(file: "f", line: 1, pointer: pointer, value: "s3cret", says: "")
    #expect((Redaction.citation(citation).value == Redaction.word) == hidden)
  }

  @Test(arguments: [
    ("\"GET https://a.example/p?token=1&x=2 HTTP/1.1\"", "\"GET https://a.example/p?redacted HTTP/1.1\""),
    ("https://a.example/p", "https://a.example/p"),
  ])
  func `query strings never leave`(_ text: String, _ expected: String) {
    #expect(Redaction.text(text) == expected)
  }
}
