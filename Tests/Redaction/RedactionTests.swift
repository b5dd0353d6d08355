@testable import Sentences
@testable import Evidence
import Testing

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

  @Test(arguments: [
    ("Get \"https://b.example/layer/1?X-Sig=abc\": i/o timeout", "Get \"https://b.example/layer/1"),
    (
      "Get \"https://b/l?X-Sig=abc\": dial tcp 192.0.2.7:443: i/o timeout",
      "\": dial tcp 192.0.2.7:443: i/o timeout"
    ),
    ("is it so? nobody knows", "is it so? nobody knows"),
  ])
  func `of a text inside a document a verbatim part without the query string is cited`(
    _ text: String, _ part: String
  ) {
    let citation = Citation(
      file: "f", line: 1, pointer: "/tasks/0/stoppedReason", value: text, says: Sentence(name: text))
    let shown = Redaction.citation(citation)
    #expect(shown.value == part)
    #expect(text.contains(part))
    #expect(!shown.says.text.contains("abc"))
  }

  @Test(arguments: [
    ("password=hunter2 was refused", "password=redacted was refused"),
    ("Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.abc", "Authorization: Bearer redacted"),
    (
      "AWS_SECRET_ACCESS_KEY=abcdefgh in the environment", "AWS_SECRET_ACCESS_KEY=redacted in the environment"
    ),
    ("{\"sessionToken\": \"abc\"}", "{\"sessionToken\": \"redacted\"}"),
    (
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf:password::",
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:shop/db-AbCdEf:password::"
    ),
    ("the secret has no current version", "the secret has no current version"),
  ])
  func `credentials inside a text are not shown, names of secrets are`(_ text: String, _ shown: String) {
    #expect(Redaction.text(text) == shown)
  }

  @Test func `a message that holds a credential is cited by its longest part without it`() {
    let message = "CannotPullContainerError: login failed for password=hunter2"
    let citation = Citation(
      file: "a.json", line: 1, pointer: "/tasks/0/stoppedReason", value: message,
      says: Sentence(name: message))
    let shown = Redaction.citation(citation)
    #expect(shown.value == "CannotPullContainerError: login failed for password=")
    #expect(!shown.says.text.contains("hunter2"))
  }
}
