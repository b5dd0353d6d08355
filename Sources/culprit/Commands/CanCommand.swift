import Diagnosis
import Evidence
import Permits
import ArgumentParser

/// `culprit can`: may this principal do that, and which statement or layer decides.
struct CanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "can",
    abstract: "Tells whether a principal may do an action, by which statement, or which layer denies it.",
    discussion: """
      Exit status: 0 allowed, 1 denied, 3 undetermined.

      Example:
        culprit can app-execution ecr:GetAuthorizationToken --snapshot ./snapshot
        culprit can app-execution ecr:BatchGetImage arn:aws:ecr:eu-west-1:123456789012:repository/app \\
          --context aws:SourceVpce=vpce-0a1b2c --snapshot ./snapshot
      """)

  /// The forms an answer can be written in.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(
    help: "A role's or user's name or ARN, a session's ARN, or a service such as ecs-tasks.amazonaws.com.")
  var principal: String

  @Argument(help: "The action, for example ecr:BatchGetImage.")
  var action: String

  @Argument(help: "The resource's ARN; * where the action knows no resource.")
  var resource = "*"

  @Option(
    name: .customLong("context"),
    help: ArgumentHelp("A condition key of the request; may be repeated.", valueName: "key=value"))
  var assignments: [String] = []

  @Flag(help: "Every condition key that is not given is absent, not unknown.")
  var contextComplete = false

  @Option(
    help: ArgumentHelp("The snapshot: a directory, a .tar.gz or a recorded incident.", valueName: "dir"))
  var snapshot: String

  @Option(help: "The form of the result.")
  var format: Format = .text

  mutating func run() throws {
    guard action.contains(":") || action == "*" else {
      throw ValidationError("the action wants a service, for example ecr:BatchGetImage, not `\(action)`")
    }
    guard !principal.hasPrefix("arn:") || AccessPrincipal(principal) != nil else {
      throw ValidationError("\(principal) is no principal; give a role, a user, a session or a service")
    }
    var context: [String: [String]] = [:]
    for assignment in assignments {
      guard let sign = assignment.firstIndex(of: "=") else {
        throw ValidationError("--context wants key=value, not `\(assignment)`")
      }
      let key = String(assignment[..<sign])
      context[key, default: []].append(String(assignment[assignment.index(after: sign)...]))
    }
    let analysis = Analysis(try SnapshotOptions.open(snapshot))
    SnapshotOptions.tell(Damage.of(analysis, window: nil))
    let endpoint = context.first { $0.key.lowercased() == "aws:sourcevpce" }?.value.first
    let answer = analysis.access.can(
      principal: principal, action: action, resource: resource, context: context,
      contextComplete: contextComplete, viaEndpoint: endpoint)
    if let place = analysis.access.absence(of: principal) {
      throw Console.fail(
        "there is no \(principal): \(place.says) (\(place.file):\(place.line)); name another",
        ExitStatus.unreadable)
    }
    switch format {
    case .text: Console.write(AccessText.text(answer))
    case .json: Console.write(AccessText.json(answer).text())
    }
    switch answer.verdict {
    case .allowed: break
    case .implicitlyDenied, .explicitlyDenied: throw ExitCode(1)
    case .undetermined: throw ExitCode(3)
    }
  }
}
