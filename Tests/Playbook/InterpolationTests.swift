@testable import Playbooks
import Testing

@Suite struct InterpolationTests {
  @Test(arguments: [
    ("a ${port} b", "a 80 b"), ("${port}${port}", "8080"), ("${group-id}", "(unknown group id)"),
    ("${aws_lb.this.arn} ${port}", "${aws_lb.this.arn} 80"), ("${", "${"), ("$port ${}", "$port ${}"),
  ])
  func `names in braces are filled and Terraform's own stay`(_ text: String, _ expected: String) {
    #expect(Interpolation.text(text, ["port": "80"]) == expected)
  }

  @Test func `the nearest word is proposed only if it is near`() {
    #expect(Spelling.nearest("secnd", ["first", "second"]) == "second")
    #expect(Spelling.nearest("zzz", ["first", "second"]) == nil)
  }
}
