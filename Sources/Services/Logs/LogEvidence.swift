import Sentences
import Evidence
import Records

/// How checks cite and bind what log lines show.
package enum LogEvidence {
  /// The first, the last and one line per further target, at most four.
  package static func samples(_ lines: [ALBLine], _ signature: LogSignature) -> [Citation] {
    var chosen: [ALBLine] = []
    var targets: Set<String> = []
    for line in lines where targets.insert(line.target ?? "-").inserted && chosen.count < 3 {
      chosen.append(line)
    }
    if let last = lines.last, !chosen.contains(last) { chosen.append(last) }
    return chosen.map { $0.cite(LogView.describe($0, signature)) }
  }

  package static func samples(
    _ lines: [CloudFrontLine], _ says: (CloudFrontLine) -> Sentence = LogView.describe
  )
    -> [Citation]
  {
    var chosen = Array(lines.prefix(2))
    if let last = lines.last, !chosen.contains(last) { chosen.append(last) }
    return chosen.map { $0.cite(says($0)) }
  }

  /// The names among ``bindings(_:_:_:)`` without the additional ones.
  package static let binds =
    RequestPath.binds
    + [
      "count", "path", "idle-timeout", "first-seen", "last-seen", "target", "target-address", "target-port",
      "target-group-arn", "target-group",
    ]

  /// Values for texts and fixes, one set per target that the lines name, the most hit first.
  package static func bindings(_ view: LogView, _ lines: [ALBLine], _ more: [String: String] = [:])
    -> [[String:
    String]]
  {
    var common = view.path.bindings.merging(more) { _, new in new }
    common["count"] = String(lines.count)
    common["path"] = mostFrequent(lines.map(\.path))
    if let idle = view.timers.idle { common["idle-timeout"] = String(Int(idle.seconds)) }
    if let first = lines.map(\.time).min() { common["first-seen"] = LogTime.format(first) }
    if let last = lines.map(\.time).max() { common["last-seen"] = LogTime.format(last) }
    let targets = Dictionary(grouping: lines.filter { $0.target != nil }, by: { $0.target ?? "" })
    if targets.isEmpty { return [common] }
    return targets.sorted {
      $0.value.count == $1.value.count ? $0.key < $1.key : $0.value.count > $1.value.count
    }
    .prefix(20).map { target, own in
      var values = common
      values["target"] = target
      values["target-address"] = own[0].targetAddress
      values["target-port"] = own[0].targetPort.map(String.init)
      values["target-group-arn"] = own[0].targetGroup
      values["target-group"] =
        view.path.targetGroups.first { $0.arn == own[0].targetGroup }?.name ?? values["target-group"]
      return values
    }
  }

  /// The targets that the lines name.
  package static func scope(_ lines: [ALBLine]) -> [String] {
    Array(Set(lines.compactMap(\.target))).sorted()
  }

  /// The most frequent text; of equally frequent ones the first by name.
  package static func mostFrequent(_ texts: [String]) -> String? {
    Dictionary(grouping: texts, by: { $0 }).max {
      $0.value.count == $1.value.count ? $0.key > $1.key : $0.value.count < $1.value.count
    }?.key
  }
}
