import Sentences
import Commands
import Evidence
import Files
import Records
import Foundation

/// What the access logs say about the subject: its load balancer's lines and its distributions' lines, no others.
package struct LogView: Sendable {
  package let path: RequestPath
  let window: LogWindow
  package let timers: LogTimers
  /// Lines of the subject's load balancer; nil where the collected logs hold none.
  package let balancer: ALBTally?
  /// Lines of the subject's distributions; nil where the collected logs hold none.
  package let edge: CloudFrontTally?
  let files: [LogFile]
  let unparsedCount: Int
  private let snapshot: Snapshot

  /// Read once per snapshot and window, chosen once per subject.
  package static func of(_ context: CheckContext) -> LogView {
    let window = LogWindow(context.subject)
    let key = context.subject.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      .joined(separator: "\u{1}")
    return context.snapshot.memo.value("log-view\u{1}" + key) {
      LogView(
        context.requestPath, LogFacts.of(context.snapshot, window: window), window, context.snapshot)
    }
  }

  init(_ path: RequestPath, _ facts: LogFacts, _ window: LogWindow, _ snapshot: Snapshot) {
    self.path = path
    self.window = window
    self.snapshot = snapshot
    files = facts.files
    unparsedCount = facts.unparsedCount
    timers = LogTimers(path, snapshot: snapshot)
    // The lines' `elb` field is the tail of the load balancer's ARN.
    if let arn = path.arn, let tail = arn.range(of: ":loadbalancer/").map({ String(arn[$0.upperBound...]) }) {
      balancer = facts.loadBalancers[tail]
    } else {
      balancer = nil
    }
    var edge: CloudFrontTally?
    let hosts = LogView.hosts(path, snapshot)
    // Without a name in the configuration, the log of the only distribution there is is the subject's.
    let configured = Set(EdgeRoutes.of(snapshot).routes.map { $0.distribution ?? "" })
    // A distribution that provably leads elsewhere has no lines about this load balancer.
    let mayLeadHere = !path.edges.isEmpty || configured.isEmpty || !path.edgeNeeds.isEmpty
    let onlyOne = hosts.isEmpty && facts.distributions.count == 1 && configured.count <= 1 && mayLeadHere
    for (host, tally) in facts.distributions.sorted(by: { $0.key < $1.key })
    where onlyOne || hosts.contains(host) || LogView.speaksOf(path, tally) {
      edge = edge.map { LogView.sum($0, tally) } ?? tally
    }
    self.edge = edge
  }

  /// Fault lines of the load balancer with their meaning.
  package func faults(_ signature: LogSignature) -> [ALBLine] {
    (balancer?.faults ?? []).filter { LogSignature($0, idle: timers.idle?.seconds) == signature }
  }

  /// CloudFront's 504 lines.
  package var edgeTimeouts: [CloudFrontLine] { (edge?.faults ?? []).filter { $0.status == 504 } }

  /// Whether the load balancer's log speaks of the time of the incident, so that what it lacks did not happen.
  package var balancerCovers: Bool {
    guard let balancer, let span = balancer.span else { return false }
    if files.contains(where: { $0.kind == .alb && $0.isReadInPart }) { return false }
    if balancer.faults.contains(where: { $0.status == 504 || $0.status == 460 }) { return true }
    let timeouts = edgeTimeouts
    if timeouts.isEmpty { return true }
    // Log files hold five minutes each.
    return timeouts.contains { $0.started >= span.first - 60 && $0.time <= span.last + 300 }
  }

  /// Whether the distributions' log can be relied on for what it lacks.
  package var edgeCovers: Bool {
    guard edge != nil else { return false }
    return !files.contains { [.cloudFront, .cloudFrontJSON].contains($0.kind) && $0.isReadInPart }
  }

  /// The file and command that would bring the load balancer's log.
  package var balancerNeed: Need {
    var need = snapshot.need(.balancerLog)
    if let bucket = timers["access_logs.s3.bucket"]?.string, !bucket.isEmpty {
      let prefix = timers["access_logs.s3.prefix"]?.string ?? ""
      var place = "\(bucket)/" + (prefix.isEmpty ? "" : prefix + "/")
      if let account = path.account, let region = path.region {
        place += "AWSLogs/\(account)/elasticloadbalancing/\(region)/"
      }
      need.command = LogView.copy(place)
    }
    return need
  }

  /// The file and command that would bring the distribution's log.
  package var edgeNeed: Need {
    var need = snapshot.need(.edgeLog)
    let logging = path.edges.lazy.compactMap { $0.config["Logging"] }.first { $0["Enabled"]?.bool == true }
    if let bucket = logging?["Bucket"]?.string, !bucket.isEmpty {
      let name = bucket.replacing(".s3.amazonaws.com", with: "")
      need.command = LogView.copy("\(name)/\(logging?["Prefix"]?.string ?? "")")
    }
    return need
  }

  /// Everything below a place in S3, bucket and prefix.
  private static func copy(_ place: String) -> ShellCommand {
    ShellCommand(["aws", "s3", "cp", "s3://\(CommandWord.value(place, "place"))", ".", "--recursive"])
  }

  /// Why nothing can be said from the load balancer's log.
  package var balancerGap: Sentence {
    let name: Sentence = path.name.map { "\($0)" } ?? "the load balancer"
    if balancer != nil, files.contains(where: { $0.kind == .alb && $0.isReadInPart }) {
      return "the access log of \(name) was not read to its end"
    }
    if files.contains(where: { $0.kind == .alb }) {
      return balancer == nil
        ? "the collected access logs hold no line of \(name) in the time under question"
        : "the collected access logs of \(name) do not cover the time of the 504s"
    }
    return timers.loggingIsOff
      ? "access logging of \(name) is off (`access_logs.s3.enabled` is false), so there is no access log"
      : "no access log of \(name) was collected"
  }

  /// Why nothing can be said from the distribution's log.
  package var edgeGap: Sentence {
    if edge != nil { return "the CloudFront log was not read to its end" }
    return files.contains { [.cloudFront, .cloudFrontJSON].contains($0.kind) }
      ? "the collected CloudFront logs hold no line of this distribution in the time under question"
      : "no CloudFront access log was collected"
  }

  private static func hosts(_ path: RequestPath, _ snapshot: Snapshot) -> Set<String> {
    var hosts: Set<String> = []
    let ids = Set(path.edges.compactMap(\.distribution))
    for edge in path.edges { if let own = edge.ownDomain { hosts.insert(own.lowercased()) } }
    for list in snapshot.listing(.distributionList).items {
      for item in list["DistributionList"]?["Items"]?.elements ?? [] {
        if let id = item["Id"]?.string, ids.contains(id), let name = item["DomainName"]?.string {
          hosts.insert(name.lowercased())
        }
      }
    }
    return hosts
  }

  /// Whether the lines name an alias of the subject's distributions (`get-distribution-config` does not tell the
  /// distribution's own domain name).
  private static func speaksOf(_ path: RequestPath, _ tally: CloudFrontTally) -> Bool {
    let aliases = path.edges.flatMap { $0.config["Aliases"]?["Items"]?.strings ?? [] }.map { $0.lowercased() }
    let seen = Set(([tally.anyLine, tally.originAnswer].compactMap { $0 } + tally.faults).map(\.alias))
    return seen.contains { name in aliases.contains { Wildcard.matches($0, name) } }
  }

  private static func sum(_ one: CloudFrontTally, _ other: CloudFrontTally) -> CloudFrontTally {
    var result = one
    result.total += other.total
    if let span = other.span {
      if result.span == nil { result.span = span } else { result.span?.add(span) }
    }
    result.minutes.merge(other.minutes, uniquingKeysWith: +)
    result.timeouts.merge(other.timeouts, uniquingKeysWith: +)
    result.answered.merge(other.answered, uniquingKeysWith: +)
    result.faults += other.faults
    result.faultsNotKept += other.faultsNotKept
    result.originAnswer = one.originAnswer ?? other.originAnswer
    result.anyLine = one.anyLine ?? other.anyLine
    return result
  }
}

extension LogView {
  /// Asks the load balancer's log; undetermined where it has no line of the subject.
  package func askBalancer(_ body: (ALBTally) -> Finding) -> Finding {
    guard path.loadBalancer != nil else {
      if path.needs.isEmpty { return noBalancer }
      return .undetermined("which load balancer is meant is not known", needs: path.needs)
    }
    guard let balancer else { return .undetermined(balancerGap, needs: [balancerNeed]) }
    return body(balancer)
  }

  /// The listings are whole, and the subject leads to none of them.
  package var noBalancer: Finding {
    .notApplicable("the subject leads to no load balancer of the snapshot")
  }

  /// Asks the distribution's log; undetermined where it has no line of the subject.
  package func askEdge(_ body: (CloudFrontTally) -> Finding) -> Finding {
    guard let edge else { return .undetermined(edgeGap, needs: [edgeNeed]) }
    return body(edge)
  }

  /// What follows from lines that the load balancer's log does not hold: a refutation only where it covers the time.
  package func notInBalancerLog(_ because: Sentence) -> Finding {
    guard balancerCovers, let balancer else { return .undetermined(balancerGap, needs: [balancerNeed]) }
    return .ruledOut(because, balancerCitations(balancer))
  }

  /// What follows from lines that the distribution's log does not hold.
  package func notInEdgeLog(_ because: Sentence) -> Finding {
    guard edgeCovers, let edge else {
      return .undetermined(edgeGap, needs: [edgeNeed])
    }
    return .ruledOut(because, edgeCitations(edge))
  }

  /// One line of each kind of fault, or any line, to show what the log holds instead.
  package func balancerCitations(_ balancer: ALBTally) -> [Citation] {
    var seen: Set<LogSignature> = []
    var found: [Citation] = []
    for line in balancer.faults {
      let signature = LogSignature(line, idle: timers.idle?.seconds)
      if seen.insert(signature).inserted { found.append(line.cite(LogView.describe(line, signature))) }
    }
    if found.isEmpty, let line = balancer.anyLine {
      found = [line.cite(LogView.covers(balancer.span))]
    }
    return Array(found.prefix(3))
  }

  package func edgeCitations(_ edge: CloudFrontTally) -> [Citation] {
    if let line = edgeTimeouts.first { return [line.cite(LogView.describe(line))] }
    return (edge.anyLine ?? edge.originAnswer).map {
      [$0.cite(LogView.covers(edge.span))]
    } ?? []
  }

  package static func describe(_ line: ALBLine, _ signature: LogSignature) -> Sentence {
    let wait: Sentence = line.delta.map { " after \(seconds($0))" } ?? ""
    let target: Sentence = line.target.map { " at \($0)" } ?? ""
    let status = line.status.map(String.init) ?? "-"
    return "\(status)\(wait)\(target) for \(line.method) \(line.path): \(signature.meaning)"
  }

  package static func describe(_ line: CloudFrontLine) -> Sentence {
    "\(line.status) \(line.detail) after \(seconds(line.taken)) for \(line.method) \(line.path) at edge \(line.edge)"
  }

  private static func covers(_ span: LogSpan?) -> Sentence {
    guard let span else { return "a line of the log that covers no time" }
    return "a line of the log that covers \(LogTime.format(span.first)) to \(LogTime.format(span.last))"
  }

  package static func seconds(_ value: Double) -> String { String(format: "%.1f s", value) }
}

extension LogFacts {
  /// The logs of a snapshot within a window, read once.
  package static func of(_ snapshot: Snapshot, window: LogWindow = .all) -> LogFacts {
    snapshot.memo.value("logs\u{1}\(window.since)\u{1}\(window.until)") {
      let inputs = snapshot.texts(of: [.cloudFrontLog, .loadBalancerLog, .other]).map { text -> LogInput in
        switch text.file.content {
        case .disk(let path): LogInput(path: text.file.path, source: .file(URL(fileURLWithPath: path)))
        case .memory(let bytes): LogInput(path: text.file.path, source: .bytes(bytes))
        case .stored(let store, let at):
          LogInput(path: text.file.path, source: .stored(store, at: at, count: text.file.size))
        }
      }
      let meter = snapshot.meter
      let facts = try? LogReader.read(
        inputs, window: window, progress: { meter?.tell(.logs, $0.done, of: $0.total) },
        cancelled: { meter?.isStopped == true })
      return facts ?? LogFacts()
    }
  }
}
