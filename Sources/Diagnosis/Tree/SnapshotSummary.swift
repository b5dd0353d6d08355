import Commands
import Evidence
import Files
import Playbooks
import Output

/// What a snapshot holds and lacks, seen from the playbooks.
package struct SnapshotSummary: Sendable {
  /// What one playbook misses.
  package struct Gap: Sendable {
    package var playbook: String
    /// Why the subject is not known; nil where it is.
    package var subject: String?
    package var needs: [(need: Need, required: Bool, decides: Int)]
  }

  private let analysis: Analysis
  private var snapshot: Snapshot { analysis.snapshot }
  /// Documents by kind, sorted.
  package let kinds: [(kind: DocumentKind, files: [String])]
  package let gaps: [Gap]

  package init(_ analysis: Analysis, _ playbooks: [Playbook]) {
    self.analysis = analysis
    var files: [DocumentKind: [String]] = [:]
    for document in analysis.snapshot.documents {
      guard let kind = document.kind else { continue }
      if files[kind]?.last != document.file { files[kind, default: []].append(document.file) }
    }
    self.kinds = files.sorted { $0.key.name < $1.key.name }.map { ($0.key, $0.value) }
    self.gaps = playbooks.map { SnapshotSummary.gap($0, analysis) }
  }

  private static func gap(_ playbook: Playbook, _ analysis: Analysis) -> Gap {
    let snapshot = analysis.snapshot
    let required = Set(playbook.required)
    var counts: [Need: Int] = [:]
    var subject: String?
    switch SubjectResolution.resolve(playbook, analysis, [:]) {
    case .resolved(let found):
      let conclusion = Engine(playbook: playbook, analysis: analysis, subject: found).conclude()
      for open in conclusion.undetermined { for need in open.needs { counts[need, default: 0] += 1 } }
    case let other:
      subject = other.complaint
      for kind in playbook.required where snapshot.documents(of: kind).isEmpty {
        if kind.isListingOfMany { counts[snapshot.need(kind), default: 0] += 1 }
      }
    }
    let needs = counts.map { (need: $0.key, required: required.contains($0.key.kind), decides: $0.value) }
      .sorted {
        ($0.required ? 0 : 1, -$0.decides, $0.need.file) < ($1.required ? 0 : 1, -$1.decides, $1.need.file)
      }
    return Gap(playbook: playbook.id, subject: subject, needs: needs)
  }

  /// The summary in plain lines.
  package var text: String {
    var lines = ["\(snapshot.files.count) files"]
    if !snapshot.accounts.isEmpty { lines.append("accounts: \(snapshot.accounts.joined(separator: ", "))") }
    if !snapshot.regions.isEmpty { lines.append("regions: \(snapshot.regions.joined(separator: ", "))") }
    lines += section(
      "understood", kinds.map { VisibleText.line("\($0.kind): \($0.files.joined(separator: ", "))") })
    lines += section(
      "records and code", known.map { VisibleText.line("\($0.file.path): \($0.kind.rawValue)") })
    lines += section(
      "failed calls",
      snapshot.failedCalls.map { "\($0.file): \($0.message.isEmpty ? "no output" : $0.message)" })
    lines += section(
      "of an unknown kind", (snapshot.unknown.map(\.file) + other).map { VisibleText.line($0) })
    lines += section("cannot be read", Damage.of(analysis).problems.map(\.text))
    for gap in gaps {
      lines += ["", "missing for \(gap.playbook):"]
      if let subject = gap.subject { lines.append("  \(subject.replacing("\n", with: "\n  "))") }
      lines += gap.needs.map { entry in
        "  \(entry.need.file) (\(entry.required ? "required" : "supporting"), open: \(entry.decides))\n"
          + "    \(entry.need.command.text)"
      }
      if gap.needs.isEmpty, gap.subject == nil { lines.append("  nothing") }
    }
    return Redaction.text(lines.joined(separator: "\n") + "\n")
  }

  private var known: [TextFile] { snapshot.texts.filter { $0.kind != .other } }

  private var other: [String] { snapshot.texts.filter { $0.kind == .other }.map(\.file.path) }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", "\(title):"] + lines.map { "  \($0)" }
  }

  /// The summary for machines.
  package var json: JSONValue {
    func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
    let gaps = gaps.map { gap -> JSONValue in
      let needs = gap.needs.map { entry -> JSONValue in
        .object([
          .init("file", .string(entry.need.file)), .init("command", .string(entry.need.command.text)),
          .init("required", .bool(entry.required)), .init("open", .number(String(entry.decides))),
        ])
      }
      return .object([.init("playbook", .string(gap.playbook)), .init("missing", .array(needs))])
    }
    return .object([
      .init("files", .number(String(snapshot.files.count))),
      .init("accounts", strings(snapshot.accounts)),
      .init("regions", strings(snapshot.regions)),
      .init("understood", .object(kinds.map { .init($0.kind.name, strings($0.files)) })),
      .init("records", .object(known.map { .init($0.file.path, .string($0.kind.rawValue)) })),
      .init("failed", strings(snapshot.failedCalls.map(\.file))),
      .init("unknown", strings(snapshot.unknown.map(\.file) + other)),
      .init("unreadable", strings(Damage.of(analysis).problems.map(\.text))),
      .init("playbooks", .array(gaps)),
    ])
  }
}
