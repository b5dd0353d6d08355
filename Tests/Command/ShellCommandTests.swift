@testable import Commands
@testable import Evidence
@testable import Playbooks
import Testing

@Suite struct ShellCommandTests {
  @Test(arguments: [
    ("plain-1.a/b:c", "plain-1.a/b:c"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"),
    ("$(rm -rf x)", "'$(rm -rf x)'"), ("日本", "'日本'"), ("~", "'~'"), ("#x", "'#x'"), ("*", "'*'"),
    ("!x", "'!x'"), ("=ls", "'=ls'"), ("a\nb", "$'a\\nb'"), ("a\t'b", "$'a\\t\\x27b'"),
    ("\u{1B}[31m!", "$'\\x1b[31m\\x21'"), ("\u{9B}", "$'\\xc2\\x9b'"), ("a\u{202E}b", "$'a\\xe2\\x80\\xaeb'"),
    ("\u{1}NAME\u{1}", "$'\\x01NAME\\x01'"), ("\\\n", "$'\\\\\\n'"), ("a\u{200B}", "$'a\\xe2\\x80\\x8b'"),
  ])
  func `a value is quoted where it has to be`(_ value: String, _ expected: String) {
    #expect(CommandWord.value(value, "name").text == expected)
  }

  @Test func `an unknown value stops the command`() {
    #expect(CommandWord.unknown("group-id").text == "\"${GROUP_ID:?set GROUP_ID}\"")
    #expect(CommandWord.unknown("504-é").text == "\"${_504__:?set _504__}\"")
  }

  @Test func `no value is asked for by the name of a variable that every shell has`() {
    #expect(CommandWord.unknown("path").text == "\"${PATH_VALUE:?set PATH_VALUE}\"")
  }

  @Test func `an unknown value inside JSON stops the command, too`() {
    let json = CommandJSON.object([
      ("Role", .text(.unknown("role-arn"))), ("Name", .text(.value("a\"b", "name"))),
    ])
    #expect(json.word.text == "'{\"Role\":\"'\"${ROLE_ARN:?set ROLE_ARN}\"'\",\"Name\":\"a\\\"b\"}'")
    #expect(json.word.unknowns == ["ROLE_ARN"])
  }

  @Test func `what stands around variables of the operator's is one quoted word`() {
    let read = ShellCommand([
      "aws", "s3", "cp", "s3://\(CommandWord.variable("BUCKET", means: "to the log bucket"))/x", ".",
    ])
    #expect(read.text == "aws s3 cp \"s3://${BUCKET:?set BUCKET to the log bucket}/x\" .")
  }

  @Test(arguments: ["-o", "--output", "--endpoint-url=http://192.0.2.1"])
  func `a value that begins with a dash is no option`(_ value: String) {
    let word = CommandWord.value(value, "name")
    let one = ShellCommand(["aws", "ecs", "x", "--name", word, "--region", "eu-west-1"])
    #expect(one.text == "aws ecs x --name=\(value) --region eu-west-1")
    #expect(!one.refuses)
    for command in [
      ShellCommand(["aws", "ecs", "x", "--names", "a", word]), ShellCommand(["docker", "pull", word]),
      ShellCommand(["aws", "ecs", "x", "--names", word, "b"]),
    ] {
      #expect(command.refuses)
      #expect(command.questions == ["NAME"])
      #expect(!command.text.contains(value), "\(command.text)")
    }
    #expect(!ShellCommand(["aws", "ec2", "x", "--protocol", .value("-1", "protocol")]).refuses)
  }

  @Test(arguments: ["file:///etc/hostname", "fileb://x", "http://192.0.2.1/x", "https://192.0.2.1/x"])
  func `a value that the AWS CLI would read from elsewhere is asked for`(_ value: String) {
    let command = ShellCommand(["aws", "ecs", "x", "--name", .value(value, "service")])
    #expect(command.refuses)
    #expect(
      command.text
        == "aws ecs x --name \"${SERVICE:?set SERVICE, the recorded value would be taken for a file to read}\""
    )
    #expect(!ShellCommand(["curl", .value("x", "x"), "http://\(CommandWord.value(value, "path"))"]).refuses)
    #expect(!ShellCommand(["aws", "x", "y", "--config", "file://changed.json"]).refuses)
  }

  @Test func `a NUL character cannot be an argument`() {
    #expect(ShellCommand(["docker", "pull", "a\(CommandWord.value("x\u{0}y", "image"))"]).refuses)
  }

  @Test func `a value in the CLI's shorthand stays one value`() {
    let value = CommandWord.value("sg-1,Extra@=file:///etc/hostname\"]", "group")
    let command = ShellCommand(["aws", "ec2", "x", "--y", "Key=a,Ids=[\(value)],Last=b"])
    #expect(command.text == #"aws ec2 x --y 'Key=a,Ids=["sg-1,Extra@=file:///etc/hostname\"]"],Last=b'"#)
    let described = ShellCommand(["aws", "ec2", "x", "--y", "Description=\"\(value)\""])
    #expect(described.text.contains(#"Description="sg-1,Extra@=file:///etc/hostname\"]""#))
  }

  @Test func `curl asks for one address, whatever brackets it holds`() {
    let command = ShellCommand(["curl", "-sv", "http://\(CommandWord.value("h/[1-9]{a,b}", "path"))"])
    #expect(command.text == "curl --globoff -sv 'http://h/[1-9]{a,b}'")
  }

  @Test func `groups, pipes and redirections are printed around the words`() {
    let first = ShellCommand(["aws", "x", .value("a b", "v")])
    let whole = first.joined(.or, ShellCommand(["echo", "{}"])).grouped.piped(into: ["jq", "."])
      .writing(to: "policy.json")
    #expect(whole.text == "{ aws x 'a b' || echo '{}'; } | jq . > policy.json")
    #expect(whole.verb == "aws x 'a b'")
    #expect(whole.writing(to: "other").text.hasSuffix("| jq . > other"))
  }

  @Test func `a number that the operator sets is no string, what the snapshot says instead of one is`() {
    #expect(CommandJSON.number(.value("504", "code")).text == "504")
    #expect(CommandJSON.number(.unknown("code")).text == "\"${CODE:?set CODE}\"")
    #expect(CommandJSON.number(.value("1) | env", "code")).text == "'\"1) | env\"'")
  }

  @Test func `a list's values are words of their own, and unknown ones stay in them`() {
    let values = FixValues([
      "ids": CommandWord([.value("a,b", name: "x"), .literal(" "), .unknown("next"), .literal("-c")])
    ])
    #expect(values.words("ids").map(\.text) == ["a", "b", "\"${NEXT:?set NEXT}\"-c"])
    #expect(values.list("ids") == ["a", "b", "NEXT-c"])
  }
}
