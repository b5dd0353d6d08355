@testable import Evidence
import Testing

@Suite struct SecretFileTests {
  @Test func `what the program writes as JSON stays JSON`() throws {
    let text = "{\"password=\":\"a\",\"b\":\"password=\",\"c\":\"token=q1\"}"
    let shown = Redaction.shapes(in: text)
    #expect(shown == text.replacing("token=q1", with: "token=redacted"))
    _ = try JSONIndex(Array(shown.utf8))
  }

  @Test func `lines of a file stay where they are`() {
    let text = "a\n-----BEGIN PRIVATE KEY-----\nMII\nxyz\n-----END PRIVATE KEY-----\nb"
    let shown = String(decoding: Redaction.file(Array(text.utf8), path: "x.txt"), as: UTF8.self)
    #expect(
      shown == "a\n-----BEGIN PRIVATE KEY-----\nredacted\nredacted\n-----END PRIVATE KEY-----\nb")
  }

  @Test(arguments: [
    (
      "resource \"a\" \"b\" {\n  password = var.p\n  name = \"x\"\n}",
      "resource \"a\" \"b\" {\n  password = var.p\n  name = \"x\"\n}"
    ),
    (
      "variable \"token\" {\n  type = string\n  default = \"s\"\n}",
      "variable \"token\" {\n  type = string\n  default = \"redacted\"\n}"
    ),
    (
      "environment = [{ name = \"A\", value = \"s\" }]",
      "environment = [{ name = \"A\", value = \"redacted\" }]"
    ),
    ("tags = {\n  Environment = \"prod\"\n}", "tags = {\n  Environment = \"prod\"\n}"),
    ("secret_arn = \"arn:aws:x\"", "secret_arn = \"arn:aws:x\""),
  ])
  func `Terraform is redacted by place`(_ text: String, _ shown: String) {
    #expect(String(decoding: Redaction.file(Array(text.utf8), path: "x.tf"), as: UTF8.self) == shown)
  }

  @Test(arguments: [
    (
      "{\"environment\": [{\"name\": \"A\", \"value\": 5}]}",
      "{\"environment\": [{\"name\": \"A\", \"value\": \"redacted\"}]}"
    ),
    (
      "{\"t\": \"{\\\"environment\\\":{\\\"variables\\\":{\\\"A\\\":5}}}\"}",
      "{\"t\": \"{\\\"environment\\\":{\\\"variables\\\":{\\\"A\\\":\\\"redacted\\\"}}}\"}"
    ),
    ("{\"NextToken\": \"abc\", \"UsePassword\": true}", "{\"NextToken\": \"abc\", \"UsePassword\": true}"),
    ("{\"tags\": {\"Environment\": \"prod\"}}", "{\"tags\": {\"Environment\": \"prod\"}}"),
    (
      "{\"secrets\": [{\"name\": \"DB_PASSWORD\", \"valueFrom\": \"arn:aws:x\"}]}",
      "{\"secrets\": [{\"name\": \"DB_PASSWORD\", \"valueFrom\": \"arn:aws:x\"}]}"
    ),
    ("{\"a\": \"caf\\u00e9 token=q1\\ny\"}", "{\"a\": \"caf\\u00e9 token=redacted\\ny\"}"),
  ])
  func `JSON is redacted by place and stays JSON`(_ text: String, _ shown: String) throws {
    let bytes = Redaction.json(Array(text.utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == shown)
    _ = try JSONIndex(bytes)
  }
}
