import Sentences
import Evidence

/// Everything the access logs of a snapshot say, in tables of bounded size.
///
/// Query strings are dropped while reading: nothing here can leak one.
package struct LogFacts: Sendable {
  /// Every file that is a log, read or only recognized.
  package var files: [LogFile] = []
  /// By the `elb` field of the lines, `app/<name>/<id>`.
  package var loadBalancers: [String: ALBTally] = [:]
  /// By the lines' `cs(Host)`, the distribution's own domain name, in lower case.
  package var distributions: [String: CloudFrontTally] = [:]
  /// The first lines that could not be read, with place and reason.
  package var unparsed: [LogProblem] = []
  package var unparsedCount = 0

  package init() {}
}

/// One log file of the snapshot.
package struct LogFile: Sendable, Hashable {
  package var path: String
  package var kind: LogKind
  package var lines = 0
  package var unparsed = 0
  /// Why the file could not be read to its end.
  package var problem: Sentence?

  /// Whether something of it is lost: then it proves by what it holds, and not by what it lacks.
  package var isReadInPart: Bool { problem != nil || unparsed > 0 }

  package init(path: String, kind: LogKind) {
    self.path = path
    self.kind = kind
  }
}

/// A line that says nothing to the reader, and why.
package struct LogProblem: Sendable, Hashable {
  package var file: String
  package var line: Int
  package var reason: Sentence
  /// Whether the line is lost; else it was read, and this is how.
  package var isLoss: Bool

  package init(file: String, line: Int, reason: Sentence, isLoss: Bool = true) {
    self.file = file
    self.line = line
    self.reason = reason
    self.isLoss = isLoss
  }
}

/// First and last second that lines speak of.
package struct LogSpan: Sendable, Hashable {
  package var first: Double
  package var last: Double

  package init(_ time: Double) {
    first = time
    last = time
  }

  package mutating func add(_ time: Double) {
    if time < first { first = time }
    if time > last { last = time }
  }

  package mutating func add(_ other: LogSpan) {
    add(other.first)
    add(other.last)
  }
}

/// How a request ended at the load balancer, as the counting tables know it.
package enum LogOutcome: UInt8, Sendable, Hashable, CaseIterable {
  /// 1xx to 3xx.
  case ok
  /// 4xx without 460.
  case clientError
  /// 460: the client closed the connection first.
  case clientGaveUp
  case badGateway
  case unavailable
  case gatewayTimeout
  case otherServerError
  /// A status that is no number (a connection that never became a request).
  case none

  package init(status: Int) {
    switch status {
    case 100..<400: self = .ok
    case 460: self = .clientGaveUp
    case 400..<500: self = .clientError
    case 502: self = .badGateway
    case 503: self = .unavailable
    case 504: self = .gatewayTimeout
    case 500..<600: self = .otherServerError
    default: self = .none
    }
  }
}

/// A status in a minute.
package struct StatusMinute: Sendable, Hashable {
  package var status: Int
  /// Minutes since 1970.
  package var minute: Int
  /// CloudFront's `x-edge-detailed-result-type`; empty for load balancers.
  package var detail: String

  package init(status: Int, minute: Int, detail: String = "") {
    self.status = status
    self.minute = minute
    self.detail = detail
  }
}

/// An outcome at a target and on a path.
package struct ALBOutcomeKey: Sendable, Hashable {
  /// `address:port`, or `-`.
  package var target: String
  /// The path with numbers and ids replaced by `*`.
  package var path: String
  package var outcome: LogOutcome

  package init(target: String, path: String, outcome: LogOutcome) {
    self.target = target
    self.path = path
    self.outcome = outcome
  }
}

/// A path in a slot of ten seconds.
package struct PathSlot: Sendable, Hashable {
  package var path: String
  /// Number of the slot since 1970, by the time of the answer.
  package var slot: Int

  package init(path: String, slot: Int) {
    self.path = path
    self.slot = slot
  }

  /// The slot of a time in seconds.
  package static func slot(_ time: Double) -> Int { Int(time) / 10 }
}

/// What the lines of one load balancer add up to.
package struct ALBTally: Sendable {
  package var total = 0
  package var span: LogSpan?
  package var minutes: [StatusMinute: Int] = [:]
  package var outcomes: [ALBOutcomeKey: Int] = [:]
  /// Answers below 400 by path and slot of ten seconds.
  package var answers: [PathSlot: Int] = [:]
  /// Last moment each target answered with 1xx to 3xx.
  package var lastAnswer: [String: Double] = [:]
  /// The longest `target_processing_time` of an answered request per path.
  package var slowestAnswer: [String: Double] = [:]
  /// Lines with 460, 5xx, kept whole, in file order, bounded.
  package var faults: [ALBLine] = []
  /// Other lines for a method and path that CloudFront answered with 504, bounded.
  package var others: [ALBLine] = []
  /// Fault lines beyond the bound, that are only counted.
  package var faultsNotKept = 0
  /// One line that shows that a request reached the load balancer, of each kind of client.
  package var anyLine: ALBLine?

  package init() {}
}

/// Where and how CloudFront answered 504.
package struct CloudFrontFaultKey: Sendable, Hashable {
  package var detail: String
  package var edge: String
  package var path: String
  package var minute: Int

  package init(detail: String, edge: String, path: String, minute: Int) {
    self.detail = detail
    self.edge = edge
    self.path = path
    self.minute = minute
  }
}

/// What the lines of one distribution add up to.
package struct CloudFrontTally: Sendable {
  package var total = 0
  package var span: LogSpan?
  package var minutes: [StatusMinute: Int] = [:]
  package var timeouts: [CloudFrontFaultKey: Int] = [:]
  /// Answers below 400 by path.
  package var answered: [String: Int] = [:]
  /// Lines with 504 or an error that is CloudFront's own, kept whole, in file order, bounded.
  package var faults: [CloudFrontLine] = []
  package var faultsNotKept = 0
  /// The first answer below 400 that came from the origin (`Miss`), which shows that a path works.
  package var originAnswer: CloudFrontLine?
  /// The first line, whatever its status.
  package var anyLine: CloudFrontLine?

  package init() {}
}
