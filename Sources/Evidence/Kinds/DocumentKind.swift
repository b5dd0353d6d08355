import Commands

/// What one AWS CLI command prints: how its output is recognized, whose answer it is, which members are read of it,
/// how it is made again.
///
/// One file per AWS service declares its kinds; a name that is no kind does not compile. Kinds are compared by
/// identity: there is one of each.
package final class DocumentKind: Sendable {
  /// Where an output says whose answer it is.
  package enum SubjectRule: Sendable, Equatable {
    /// A listing of a whole account and region.
    case none
    /// The output does not say; the file's name has to. The members that `--query "merge(@, …)"` may add.
    case file([String])
    /// Members (dotted paths from the root or from an item) that name the subject.
    case inside([String])
  }

  /// How far a document's content is of a kind.
  enum Match: Sendable {
    case no
    /// It could be, and is where the file's name says so.
    case named
    /// It is, unless the file's name says that it is of another kind that it could be of, too.
    case likely
    case yes
  }

  /// `<service>.<operation>`; for logs and code, which no single call prints, a name of the program's own.
  package let name: String
  /// The member that holds the items; nil where the root itself is the one item.
  package let list: String?
  /// Members at the top that only this command prints.
  let marks: [String]
  package let subject: SubjectRule
  /// The command without region and redirection, which asks for the subject by ``subjectName``.
  package let command: ShellCommand
  /// The members that are read, in the notation of ``ShapeText``; nil where none is known.
  let shape: String?
  /// Whether the service has no region (IAM, CloudFront, Route 53, Organizations).
  package let isGlobal: Bool
  /// The file's name where no call of the AWS CLI makes it.
  let ownFile: String?
  private let recognizes: (@Sendable (JSON) -> Match)?

  /// The name of the value that names the subject.
  package static let subjectName = "subject"

  init(
    _ name: String, list: String?, marks: [String]? = nil, subject: SubjectRule = .none,
    options: String? = nil,
    shape: String, recognizes: (@Sendable (JSON) -> Match)? = nil
  ) {
    self.name = name
    self.list = list
    self.marks = marks ?? [list].compactMap { $0 }
    self.subject = subject
    let words = name.split(separator: ".", maxSplits: 1).map(String.init)
    command = ShellCommand(
      stringLiteral: "aws \(words[0]) \(words[1])" + (options.map { " " + $0 } ?? ""))
    isGlobal = ["iam", "cloudfront", "route53", "organizations"].contains(words[0])
    self.shape = shape
    self.recognizes = recognizes
    ownFile = nil
  }

  /// Logs and code: files that no call of a describing command makes.
  init(_ name: String, file: String, command: ShellCommand) {
    self.name = name
    ownFile = file
    self.command = command
    list = nil
    marks = []
    subject = .none
    shape = nil
    isGlobal = false
    recognizes = nil
  }

  /// Whether a call of the AWS CLI prints it as JSON.
  package var isCall: Bool { ownFile == nil }

  /// The AWS CLI's word for the service, for example `elbv2`.
  package var service: Substring { name.prefix { $0 != "." } }

  /// Whether it is an access log.
  package var isLog: Bool { self === DocumentKind.balancerLog || self === DocumentKind.edgeLog }

  /// Whether one output without subject answers for everybody (`describe-listeners` does not).
  package var isListingOfMany: Bool { isCall && subject == .none }

  /// How far a document's content is of this kind.
  func match(_ root: JSON) -> Match {
    if let recognizes { return recognizes(root) }
    return marks.contains { root[$0] != nil } ? .yes : .no
  }

  /// Whether content decides by a rule, not by a member's name alone.
  var hasRule: Bool { recognizes != nil }

  /// Every kind that the program reads.
  package static let all: [DocumentKind] = [
    ec2Kinds, elasticLoadBalancingKinds, ecsKinds, ecrKinds, iamKinds, organizationsKinds, stsKinds,
    secretsManagerKinds, systemsManagerKinds, kmsKinds, s3Kinds, cloudWatchLogsKinds, cloudFrontKinds,
    route53Kinds, cloudTrailKinds, lambdaKinds, rdsKinds, elastiCacheKinds, efsKinds, networkFirewallKinds,
    cloudMapKinds, recordKinds,
  ].flatMap { $0 }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The kind of a name, for example `ec2.describe-subnets`; nil for a name that is none.
  package static func named(_ name: String) -> DocumentKind? { byName[name] }

  /// Parts of the collecting script whose calls need names from other calls.
  package static let collectionBlocks: [CollectionBlock] = [
    ecsBlocks, ec2Blocks, elasticLoadBalancingBlocks, cloudFrontBlocks, route53Blocks, ecrBlocks,
    secretsManagerBlocks, kmsBlocks,
  ].flatMap { $0 }
}

extension DocumentKind: Hashable {
  package static func == (left: DocumentKind, right: DocumentKind) -> Bool { left === right }

  package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension DocumentKind: CustomStringConvertible {
  package var description: String { name }
}
