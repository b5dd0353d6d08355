@testable import Commands
import Foundation
import Testing

@testable import Screens

@Suite struct ShellLinesTests {
  /// Commands of every kind that the program prints.
  static let commands = [
    "aws ec2 authorize-security-group-ingress --group-id sg-031d79ca488f00af9 --ip-permissions "
      + "'IpProtocol=tcp,FromPort=80,ToPort=80,UserIdGroupPairs=[{GroupId=sg-02e16c8e17d0b189f}]' "
      + "--region ap-northeast-1",
    "aws iam put-role-policy --role-name exec --policy-name pull --policy-document "
      + #"'{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ecr:GetAuthorizationToken"],"Resource":"*"}]}'"#,
    #"aws ecs update-service --cluster "${CLUSTER:?set CLUSTER}" --service web --network-configuration "#
      + #"'awsvpcConfiguration={subnets=[subnet-1,subnet-2],securityGroups=['"${GROUP:?set GROUP}"']}'"#,
    "aws elbv2 describe-target-health --target-group-arn "
      + "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:targetgroup/web/0123456789abcdef "
      + "--query 'TargetHealthDescriptions[?TargetHealth.State!=`healthy`].Target.Id' --output text",
    "aws logs filter-log-events --filter-pattern 'it'\\''s \"quoted\"' --log-group-name /ecs/web",
    "aws sts get-caller-identity | tr -d '\\n'", "aws x", "aws x ''",
    "aws x \"a double quoted text, with $(printf 'some substitution in it') and a \\\"quote\\\" or two\"",
    "aws x 日本語の長い引数がここにあり、折り返されるべきところで折り返される --y z",
  ]

  @Test(arguments: commands, [24, 34, 37, 57, 77, 117])
  func `what is selected on the screen and pasted is the same command`(command: String, width: Int) throws {
    for indent in [0, 1, 2] {
      let rows = ShellLines.rows(try CommandReader.read(command), width: width, indent: indent)
      let whole = try arguments(command)
      #expect(try arguments(rows.joined(separator: "\n")) == whole, "\(rows)")
      #expect(!whole.isEmpty)
      // Only a substitution has no place where bash lets it be divided.
      let isDivisible = !command.contains("${") && !command.contains("$(")
      if isDivisible { #expect(rows.allSatisfy { Width.of($0) <= width }, "\(rows)") }
    }
  }

  @Test(arguments: ScreenTests.sizes)
  func `the command on the cause's screen can be pasted as it stands`(size: Size) throws {
    var model = SampleScreens.walk(size)
    _ = update(&model, .key(.enter))
    _ = update(&model, .key(.tab))
    let rows = view(model).text.split(separator: "\n").map(String.init)
    let first = try #require(rows.firstIndex { $0.contains("aws ec2 authorize") })
    var last = first
    while rows[last].hasSuffix("\\") { last += 1 }
    let fix = SampleIncident.english.causes[0].fixes[0].commands[0]
    let shown = rows[first...last].joined(separator: "\n")
    #expect(try arguments(shown) == arguments(fix.text), "\(shown)")
  }

  @Test(arguments: [24, 60])
  func `a value with line ends and controls is folded like any other`(width: Int) throws {
    let hostile = "a\nb\u{1B}[31m\u{202E}c'd\\e!f $(touch x) `touch y` ${z:-1} --output text " + "ä日本語"
    let command = ShellCommand(["aws", "x", "--name", .value(hostile, "name"), "--last", "y"])
    let rows = ShellLines.rows(command, width: width, indent: 1)
    #expect(rows.allSatisfy { !$0.contains("\n") && !$0.contains("\u{1B}") && !$0.contains("\u{202E}") })
    #expect(try arguments(rows.joined(separator: "\n")) == arguments(command.text), "\(rows)")
    let bare = ["[x]", "[--name]"] + "[\(hostile)]".components(separatedBy: "\n") + ["[--last]", "[y]", ""]
    #expect(try arguments(command.text) == bare)
  }

  /// What bash hands to `aws` for a command.
  private func arguments(_ command: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    let values = "export CLUSTER='a b' GROUP=sg-1"
    process.arguments = [
      "--norc", "-c", "\(values); aws() { printf '[%s]\\n' \"$@\"; }; \(command)",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let out = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: out, as: UTF8.self).components(separatedBy: "\n")
  }
}
