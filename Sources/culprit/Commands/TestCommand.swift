import Diagnosis
import Evidence
import Playbooks
import ArgumentParser

/// `culprit test`: the recorded incidents against what they expect.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Diagnoses the recorded incidents of playbooks and compares with what they expect.",
    discussion: """
      Example:
        culprit test cloudfront-alb-504
      """)

  @Argument(help: "Playbooks; all of them where none is named.")
  var playbooks: [String] = []

  @Flag(help: "Also lists the incidents that are as expected.")
  var verbose = false

  @Option(help: "The form of the result.")
  var format: WhyCommand.Format = .text

  mutating func run() throws {
    let library = PlaybookLibrary.standard()
    var passed = 0
    var failed = 0
    var cases: [JSONValue] = []
    for id in playbooks.isEmpty ? library.ids : playbooks {
      let playbook: Playbook
      do {
        playbook = try library.load(id)
      } catch {
        throw Console.fail(.init(lines: error.description), ExitStatus.unreadable)
      }
      for folder in library.cases(playbook.id) {
        let result = CaseVerification.run(playbook, folder: folder)
        if result.problems.isEmpty { passed += 1 } else { failed += 1 }
        if format == .json {
          cases.append(
            .object([
              .init("playbook", .string(playbook.id)), .init("case", .string(result.name)),
              .init("problems", .array(result.problems.map { .string($0) })),
            ]))
        } else if result.problems.isEmpty {
          if verbose { Console.say("ok \(playbook.id)/\(result.name)") }
        } else {
          Console.say("FAILED \(playbook.id)/\(result.name)")
          for problem in result.problems { Console.say("  \(problem)") }
        }
      }
    }
    switch format {
    case .text: Console.write("\(passed) as expected, \(failed) not")
    case .json:
      Console.write(
        JSONValue.object([
          .init("passed", .number("\(passed)")), .init("failed", .number("\(failed)")),
          .init("cases", .array(cases)),
        ]).text())
    }
    if failed > 0 { throw ExitCode(1) }
  }
}
