import Sentences

/// Puts the results of the threads together, in file order, so that the same logs always give the same facts.
struct LogMerger {
  func add(_ results: [LogUnit.EdgeResult], to facts: inout LogFacts) {
    for result in results {
      let base = facts.files[result.file].lines
      note(result.file, result.lines, result.unparsed, result.problem, result.problems, &facts)
      for (host, table) in result.tables.sorted(by: { $0.key < $1.key }) {
        let name = result.names.string(host).lowercased()
        var tally = facts.distributions[name] ?? CloudFrontTally()
        tally.total += table.total
        merge(table.span, into: &tally.span)
        for (key, count) in table.minutes.counts {
          let minute = StatusMinute(
            status: Int(key.status), minute: key.minute, detail: result.names.string(key.detail))
          tally.minutes[minute, default: 0] += count
        }
        for (key, count) in table.faults {
          let fault = CloudFrontFaultKey(
            detail: result.names.string(key.detail), edge: result.names.string(key.edge),
            path: result.names.string(key.path), minute: key.minute)
          tally.timeouts[fault, default: 0] += count
        }
        for (path, count) in table.answered {
          tally.answered[result.names.string(path), default: 0] += count
        }
        let room = max(0, LogReader.keptLimit - tally.faults.count)
        tally.faults += table.kept.prefix(room).map { shifted($0, base) }
        tally.faultsNotKept += table.notKept + max(0, table.kept.count - room)
        if tally.originAnswer == nil { tally.originAnswer = table.originAnswer.map { shifted($0, base) } }
        if tally.anyLine == nil { tally.anyLine = table.anyLine.map { shifted($0, base) } }
        facts.distributions[name] = tally
      }
    }
  }

  func add(_ results: [LogUnit.BalancerResult], to facts: inout LogFacts) {
    for result in results {
      let base = facts.files[result.file].lines
      note(result.file, result.lines, result.unparsed, result.problem, result.problems, &facts)
      for (balancer, table) in result.tables.sorted(by: { $0.key < $1.key }) {
        let name = result.names.string(balancer)
        var tally = facts.loadBalancers[name] ?? ALBTally()
        tally.total += table.total
        merge(table.span, into: &tally.span)
        for (key, count) in table.minutes.counts {
          tally.minutes[StatusMinute(status: Int(key.status), minute: key.minute), default: 0] += count
        }
        for (key, count) in table.outcomes {
          let outcome = ALBOutcomeKey(
            target: result.names.string(key.target), path: result.names.string(key.path),
            outcome: key.outcome)
          tally.outcomes[outcome, default: 0] += count
        }
        for (key, count) in table.answers {
          let answer = PathSlot(path: result.names.string(key.path), slot: Int(key.slot))
          tally.answers[answer, default: 0] += count
        }
        for (target, time) in table.lastAnswer {
          let target = result.names.string(target)
          tally.lastAnswer[target] = max(tally.lastAnswer[target] ?? 0, time)
        }
        for (path, took) in table.slowestAnswer {
          let path = result.names.string(path)
          tally.slowestAnswer[path] = max(tally.slowestAnswer[path] ?? 0, took)
        }
        let room = max(0, LogReader.keptLimit - tally.faults.count)
        tally.faults += table.kept.prefix(room).map { shifted($0, base) }
        tally.faultsNotKept += table.notKept + max(0, table.kept.count - room)
        let otherRoom = max(0, LogReader.keptLimit - tally.others.count)
        tally.others += table.others.prefix(otherRoom).map { shifted($0, base) }
        if tally.anyLine == nil { tally.anyLine = table.anyLine.map { shifted($0, base) } }
        facts.loadBalancers[name] = tally
      }
    }
  }

  private func note(
    _ file: Int, _ lines: Int, _ unparsed: Int, _ problem: Sentence?, _ problems: [LogProblem],
    _ facts: inout LogFacts
  ) {
    let base = facts.files[file].lines
    facts.files[file].lines += lines
    facts.files[file].unparsed += unparsed
    facts.files[file].problem = facts.files[file].problem ?? problem
    facts.unparsedCount += unparsed
    let room = max(0, LogReader.problemLimit - facts.unparsed.count)
    facts.unparsed += problems.prefix(room).map {
      LogProblem(file: $0.file, line: $0.line + base, reason: $0.reason, isLoss: $0.isLoss)
    }
  }

  private func merge(_ span: LogSpan?, into total: inout LogSpan?) {
    guard let span else { return }
    if total == nil { total = span } else { total?.add(span) }
  }

  private func shifted(_ line: CloudFrontLine, _ base: Int) -> CloudFrontLine {
    var line = line
    line.line += base
    return line
  }

  private func shifted(_ line: ALBLine, _ base: Int) -> ALBLine {
    var line = line
    line.line += base
    return line
  }
}
