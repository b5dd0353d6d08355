import Diagnosis
import Evidence
import ArgumentParser
import Foundation
import JMESPath

/// `culprit query`: JMESPath, as in `aws --query`.
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Evaluates a JMESPath expression, as aws --query does, on a snapshot, a file or stdin.",
    discussion: """
      On a snapshot the listings of all files are one object, so that an expression can join them.

      Example:
        culprit query 'SecurityGroups[?VpcId==`vpc-1`].GroupId' --snapshot ./snapshot
        aws ec2 describe-vpcs | culprit query 'Vpcs[].VpcId'
      """)

  @Argument(help: "The expression.")
  var expression: String

  @Argument(help: "A JSON file; stdin where neither it nor --snapshot is given.")
  var file: String?

  @Option(
    help: ArgumentHelp("The snapshot: a directory, a .tar.gz or a recorded incident.", valueName: "dir"))
  var snapshot: String?

  mutating func run() throws {
    let compiled: JMESPath
    do {
      compiled = try JMESPath(expression)
    } catch {
      let shown = expression.count > 200 ? expression.prefix(200) + "…" : expression[...]
      throw Console.fail("the expression `\(shown)` is wrong: \(error.what)", ExitStatus.usage)
    }
    let input = try input()
    do {
      Console.write(try compiled.search(input).pretty())
    } catch {
      throw Console.fail("\(error.name): \(error.what)", ExitStatus.usage)
    }
  }

  private func input() throws -> QueryValue {
    if let snapshot {
      let text = SnapshotUnion.value(try SnapshotOptions.open(snapshot)).compact
      return QueryText.parse(text.utf8) ?? .null
    }
    let bytes: Data
    if let file, file != "-" {
      guard let found = FileManager.default.contents(atPath: file) else {
        throw Console.fail("\(file) cannot be read: no such file, or no permission", ExitStatus.unreadable)
      }
      bytes = found
    } else {
      bytes = FileHandle.standardInput.readDataToEndOfFile()
    }
    guard let value = QueryText.parse(Data(Redaction.json(Array(bytes)))) else {
      do {
        _ = try JSONIndex(Array(bytes))
      } catch {
        throw Console.fail(
          "\(file ?? "stdin"):\(error.line):\(error.column): not JSON: \(error.what)", ExitStatus.unreadable)
      }
      throw Console.fail("\(file ?? "stdin") holds more than one JSON document", ExitStatus.unreadable)
    }
    return value
  }
}
