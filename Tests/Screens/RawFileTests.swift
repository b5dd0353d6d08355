import Testing

@testable import Screens

@Suite struct RawFileTests {
  @Test(arguments: [
    #"{"environment": [{"name": "A", "value": "hunter2"}]}"#,
    #"{"Items": [{"HeaderName": "X-Secret", "HeaderValue": "hunter2"}]}"#,
    #"{"SessionToken": "hunter2"}"#,
    #"{"url": "https://a.example/b?key=hunter2"}"#,
    "#Version: 1.0\n#Fields: date cs-uri-stem cs-uri-query\n2025-08-28\t/a\tkey=hunter2",
    #"https 2025 "GET https://a.example:443/b?key=hunter2 HTTP/1.1" 504"#,
    #"{"definition": "{\"environment\":[{\"name\":\"A\",\"value\":\"hunter2\"}]}"}"#,
  ])
  func `a secret never reaches the screen of a raw file`(text: String) {
    let file = RawFile(path: "x", bytes: Array(text.utf8))
    let shown = (1...max(file.count, 1)).map { file.line($0) }.joined(separator: "\n")
    #expect(!shown.contains("hunter2"), "\(shown)")
    #expect(shown.contains("redacted"))
  }

  @Test func `lines are counted from one and found in a circle`() {
    let file = RawFile(path: "x", bytes: Array("one\ntwo\r\nthree".utf8))
    #expect(file.count == 3)
    #expect(file.line(2) == "two")
    #expect(file.line(4) == "")
    #expect(file.find("ONE", from: 2, backward: false) == 1)
    #expect(file.find("three", from: 1, backward: true) == 3)
    #expect(file.find("four", from: 1, backward: false) == nil)
    #expect(file.offset(of: "ree", line: 3) == 2)
  }
}
