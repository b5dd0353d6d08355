@testable import Commands
@testable import Evidence
@testable import Playbooks
import Testing

@Suite struct CommandReaderTests {
  @Test(arguments: [
    "aws ecs describe-services --query 'services[0].[runningCount,events[0].message]'",
    "aws x --id \"${GROUP_ID:?set GROUP_ID}\" > x.json", "terraform show -json > terraform.json",
    "aws s3 cp \"s3://${BUCKET:?set BUCKET to a bucket}/x\" . --recursive",
    "aws x --arn \"$(aws y --names a --query 'L[0].Arn' --output text)\"", "aws x | jq . && aws y || echo no",
    "aws x ''", "aws x 'it'\\''s'", "jq .a < in.json > out.json", "aws x >> log", "curl -sv http://h/p",
  ])
  func `a command is printed as it was read`(_ text: String) throws {
    #expect(try CommandReader.read(text).text == text)
  }

  @Test func `values fill words and end none`() throws {
    let command = try CommandReader.read("curl -sv http://${target}${path} --x '${name}' \"${name}\"")
    let filled = command.filled { ["target": "h:1", "path": "/$(id>X);id>X a", "name": "it's"][$0] }
    #expect(filled.text == "curl -sv 'http://h:1/$(id>X);id>X a' --x 'it'\\''s' 'it'\\''s'")
    #expect(command.text.contains("\"${TARGET:?set TARGET}\""))
  }

  @Test(arguments: [
    ("aws x; id", 5), ("aws x & id", 6), ("aws `id`", 4), ("aws $HOME", 4), ("aws 'x", 6), ("aws \"x", 6),
    ("aws x |", 7), ("| x", 0), ("${name} x", 0), ("aws *.json", 4), ("aws x[0]", 5), ("aws ~/x", 4),
    ("aws (x)", 4),
    ("aws $((1+1))", 6), ("aws $(id", 8), ("aws x <<E", 6), ("aws x # y", 6), ("aws \"${X:?set $(id)}\"", 5),
    ("", 0),
    ("aws \"${X:?the log's}\"", 5), ("aws {a,b}", 4), ("aws x >", 7), ("aws !x", 4), ("aws x\\", 6),
    ("\"`id`\"", 1),
  ])
  func `what bash would act on beyond that is refused, with its place`(_ text: String, _ place: Int) {
    do {
      let command = try CommandReader.read(text)
      Issue.record("read \(text) as \(command.text)")
    } catch {
      #expect(error.offset == place, "\(text): \(error)")
      #expect(!error.says.isEmpty)
    }
  }

  @Test func `lines are commands, and a backslash joins two`() throws {
    let commands = try CommandReader.lines("aws x \\\n  --y z\n\naws w\n")
    #expect(commands.map(\.text) == ["aws x --y z", "aws w"])
    do {
      _ = try CommandReader.lines("aws x\naws `y`")
      Issue.record("read a back quote")
    } catch { #expect(error.offset == 10) }
  }

  @Test func `the command of every document kind can be taken apart`() {
    for kind in DocumentKind.all.filter(\.isCall) {
      let words = kind.command.words
      #expect(words.count > 2, "\(kind.name)")
      #expect(words.first?.text == "aws", "\(kind.name): \(kind.command.text)")
    }
  }

  @Test func `a command that cannot be taken apart is reported where it stands`() {
    for line in ["command: 'aws x; id'", "command: 'aws `id`'"] {
      let text = """
        id: sample
        title: t
        symptom: s
        inputs: []
        required: []
        steps: []
        hypotheses:
          - id: one
            proof: live
            live: look
            claim: c
            cause:
              title: t
              explanation: e
              verify: {text: look, \(line)}
        """
      do {
        _ = try PlaybookReader.read(text, file: "playbook.yaml")
        Issue.record("read \(line)")
      } catch {
        let found = error.problems.filter { $0.what.contains("cannot be taken apart into words") }
        #expect(found.count == 1 && found[0].line == 15 && found[0].column > 1, "\(error)")
      }
    }
  }
}
