@testable import Diagnosis
@testable import Evidence
@testable import Records
import Testing

@Suite struct MessageReaderTests {
  private func read(_ text: String) throws -> MessageReading {
    try #require(MessageReader.standard).read(text)
  }

  @Test func `a denial is taken apart into role session action resource and layer`() throws {
    let reading = try read(
      "AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/shop-exec/0a1b2c is not authorized to "
        + "perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the "
        + "ecr:GetAuthorizationToken action")
    #expect(reading.facts.role == "shop-exec")
    #expect(reading.facts.session == "0a1b2c")
    #expect(reading.facts.action == "ecr:GetAuthorizationToken")
    #expect(reading.facts.resource == "*")
    #expect(reading.facts.reason == .identitySilent)
    #expect(reading.family == "iam-ecr-auth")
    #expect(reading.isOutright)
  }

  @Test(arguments: [
    ("with an explicit deny in a service control policy", DenialReason.serviceControlDeny),
    ("with an explicit deny in a resource-based policy", .resourceDeny),
    ("because no VPC endpoint policy allows the ecr:BatchGetImage action", .endpointSilent),
    ("because no permissions boundary allows the ecr:BatchGetImage action", .boundarySilent),
    ("because no resource-based policy allows the ecr:BatchGetImage action", .resourceSilent),
  ])
  func `the tail of a denial names the layer`(tail: String, reason: DenialReason) throws {
    let reading = try read(
      "denied: User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized to perform: ecr:BatchGetImage on "
        + "resource: arn:aws:ecr:eu-west-1:123456789012:repository/app " + tail)
    #expect(reading.facts.reason == reason)
  }

  @Test func `a timeout states nothing outright and names its destination`() throws {
    let reading = try read(
      "CannotPullContainerError: failed to do request: Head \"https://123456789012.dkr.ecr.eu-west-1.amazonaws.com"
        + "/v2/app/manifests/1\": dial tcp 10.1.2.3:443: i/o timeout")
    #expect(!reading.isOutright)
    #expect(reading.facts.destination == "10.1.2.3:443")
    #expect(reading.facts.addressIsPrivate == true)
    #expect(reading.facts.verb == .timeout)
  }

  @Test(arguments: [
    ("CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref", true),
    ("CannotPullContainerError: manifest unknown", false),
    ("service call has been retried 1 time(s): Access...", true),
    ("User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized to perform: secretsmana", true),
  ])
  func `a text cut before its end is told as cut`(text: String, isCut: Bool) throws {
    #expect(try read(text).facts.truncated == isCut)
  }

  @Test func `a phrase matches whatever blanks quotes and case it comes in`() {
    let text = Phrase.squeeze("No  Space\n left on 'Device'")
    #expect(Phrase("no space left on device").stands(in: text))
    #expect(!Phrase("no space left on devices").stands(in: text))
    #expect(Phrase("no * device").stands(in: text))
    #expect(Phrase("left on device is full").stands(in: text, cut: true))
    #expect(!Phrase("left on device is full").stands(in: text))
  }

  @Test func `a rule with an unknown word is refused by its name`() {
    #expect(throws: MessageTableError.self) {
      try MessageTable(yaml: "faults:\n  - {fault: a, family: b, candidates: [b], verb: [shrug]}\n")
    }
  }

  @Test func `of a long text the beginning is read, and it counts as cut`() throws {
    let denial =
      "User: arn:aws:sts::123456789012:assumed-role/shop/0a1b is not authorized to perform: "
      + "ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the action"
    let reading = try read(denial + String(repeating: " x", count: 100_000))
    #expect(reading.facts.role == "shop" && reading.facts.reason == .identitySilent)
    #expect(reading.facts.truncated)
    #expect(reading.facts.text.utf8.count <= MessageFacts.longest)
    // No character is cut in two.
    #expect(try !read("a" + String(repeating: "日", count: 10_000)).facts.text.contains("\u{FFFD}"))
  }

  @Test(arguments: [
    ("see [https://a.example/x ](https://a.example/x) now", "see https://a.example/x now"),
    ("[http:a [https://b](c)", "http:a [https://b"), ("[ftp://b](c)", "[ftp://b](c)"),
    ("[https://b]", "[https://b]"),
  ])
  func `Markdown links are what they show`(_ text: String, _ shown: String) {
    #expect(MessageFacts.clean(text) == shown)
  }

  @Test(
    arguments: [
      ("An error occurred (AccessDenied) when calling", "AccessDenied"),
      ("An error occurred (a b) An error occurred (Not.Found:x_1-2) when", "Not.Found:x_1-2"),
      ("An error occurred (", nil), ("An error occurred ()", nil), ("none", nil),
    ] as [(String, String?)])
  func `a failed call's code stands in parentheses`(_ text: String, _ code: String?) {
    #expect(FailedCall.code(in: text) == code)
    let found = ErrorText.message(in: Array("\r\nwarning\r\n\(text)\r\nmore".utf8))
    #expect(text == "none" ? found == ("warning", 2) : found == (text, 3))
  }
}
