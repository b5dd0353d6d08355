import Sentences
@testable import Diagnosis
@testable import Evidence
@testable import Files
@testable import Playbooks
import Foundation
import Testing

@testable import Screens

/// Reports of recorded incidents: safe, stable, and checkable against the files.
@Suite struct ReportTests {
  private static func session(
    _ name: String, language: Language = .english, editing: (inout [String: String]) -> Void = { _ in }
  ) throws -> Session {
    let incident = try #require(Checkout.incidents.first { $0.folder.hasSuffix("/" + name) })
    let playbook = try Checkout.library.load(incident.playbook, language: language)
    let recorded = try RecordedIncident.read(incident.folder)
    var texts: [String: String] = [:]
    // Packed logs are no text and stay as they are.
    var packed: [SnapshotFile] = []
    for file in recorded.files {
      if let text = String(validating: try file.read(), as: UTF8.self) {
        texts[file.path] = text
      } else {
        packed.append(file)
      }
    }
    editing(&texts)
    let files = packed + texts.map { SnapshotFile(path: $0.key, bytes: Array($0.value.utf8)) }
    let snapshot = Snapshot(
      origin: "", files: files.sorted { $0.path < $1.path }, presets: recorded.set)
    guard case .resolved(let subject) = SubjectResolution.resolve(playbook, snapshot, [:]) else {
      throw FixUnmodelled("no subject")
    }
    return Session(engine: Engine(playbook: playbook, snapshot: snapshot, subject: subject))
  }

  @Test func `the report of the first incident answers what, since when, why and what to do`() throws {
    let report = Report.markdown(try ReportTests.session("hardening-orphan-group"), language: .english)
    expectGolden(report, "Markdown/hardening-en.md")
    for part in [
      "**Since:** 2025-08-28T05:",
      "**Last recorded change before it:** 2025-08-28T05:31:07Z SetSecurityGroups",
      "## Root cause", "**Proven by:**", "## Why web-staging did not show it", "## Ruled out", "## Fix",
      "**Prevent:**", "Tempting but wrong",
    ] { #expect(report.contains(part), "\(part)") }
  }

  @Test func `a note keeps its time apart from its words`() throws {
    var session = try ReportTests.session("hardening-orphan-group")
    session.apply(
      .note(step: "", text: "2025-08-28T05:50:00Z said the pager", at: "2025-08-28T05:55:00Z"))
    let notes = IncidentMaker.incident(session).notes
    #expect(notes == [.init(at: "2025-08-28T05:55:00Z", text: "2025-08-28T05:50:00Z said the pager")])
  }

  @Test func `a verdict's values are arguments of its sentences, not what looks alike in them`() throws {
    let incident = IncidentMaker.incident(try ReportTests.session("hardening-orphan-group"))
    let values = try #require(incident.hypothesis("alb-sg-detached-orphan-reference")).values
    // The rule's port is said; the Region stands only inside of ARNs.
    #expect(values.contains(.init("port", "80")))
    #expect(!values.contains { $0.key == "region" })
    let told = IncidentMaker.incident(try ReportTests.session("hardening-orphan-group", language: .japanese))
    #expect(told.hypotheses.map(\.values) == incident.hypotheses.map(\.values))
  }

  @Test func `what the operator claims against the snapshot is told as a claim, after what is proved`() throws
  {
    var session = try ReportTests.session("hardening-orphan-group")
    let id = try #require(
      session.conclusion.ruledOut.first { session.engine.playbook.hypothesis($0.id) != nil }
    ).id
    session.apply(.override(hypothesis: id, verdict: .confirmed, reason: "I saw it"))
    let incident = IncidentMaker.incident(session)
    let claimed = try #require(incident.cause(id))
    #expect(claimed.isClaimed && !claimed.title.contains("unknown"))
    #expect(try #require(incident.hypothesis(id)).snapshotSays.hasPrefix("ruled out: "))
    var model = Model(
      size: Size(80, 24), language: .english, look: Look(), items: [])
    _ = update(&model, .incident(incident))
    #expect(model.hypothesis?.overridden == false, "the proved fault stands first")
    let report = Report.markdown(session, language: .english)
    #expect(report.contains("1 proved by the snapshot, 1 claimed by the operator"))
    #expect(report.contains("I saw it"))
    #expect(report.contains("the snapshot says: ruled out"))
    #expect(report.components(separatedBy: "**Proven by:**").count == 2)
  }

  @Test func `the same incident gives the same bytes, and both languages cite the same places`() throws {
    let english = Report.markdown(try ReportTests.session("hardening-orphan-group"), language: .english)
    let again = Report.markdown(try ReportTests.session("hardening-orphan-group"), language: .english)
    #expect(english == again)
    let japanese = Report.markdown(
      try ReportTests.session("hardening-orphan-group", language: .japanese), language: .japanese)
    func places(_ report: String) -> [String] {
      ReportReader.read(report).evidence.map {
        "\($0.name) \($0.citation.file):\($0.citation.line) \($0.citation.pointer ?? "")"
      }
    }
    #expect(places(english) == places(japanese))
    #expect(places(english).count > 20)
  }

  @Test(arguments: ["hardening-orphan-group", "sealed-private-subnet", "image-in-the-archive"])
  func `an untouched snapshot verifies, and a changed byte is named`(_ name: String) throws {
    let session = try ReportTests.session(name)
    let cited = ReportReader.read(Report.markdown(session, language: .english))
    let whole = ReportVerification.of(cited, session.engine.snapshot)
    #expect(whole.holds, "\(whole.lines)")
    #expect(whole.lines.count == 1)
    let target = try #require(
      cited.evidence.first { entry in
        entry.citation.pointer != nil && (entry.citation.value?.count ?? 0) > 6
          && entry.citation.value?.hasPrefix("redacted") == false
      })
    let pointer = try #require(target.citation.pointer)
    let value = try #require(target.citation.value)
    func edited(_ change: (String) -> String) throws -> ReportVerification {
      let files = try session.engine.snapshot.files.map { file in
        guard file.path == target.citation.file else { return file }
        let text = String(decoding: try file.read(), as: UTF8.self)
        return SnapshotFile(path: file.path, bytes: Array(change(text).utf8))
      }
      return ReportVerification.of(cited, Snapshot(origin: "", files: files))
    }
    let broken = try edited { text in
      var lines = text.components(separatedBy: "\n")
      let at = target.citation.line - 1
      lines[at] = lines[at].replacing(value, with: "X" + value.dropFirst())
      return lines.joined(separator: "\n")
    }
    #expect(!broken.holds)
    #expect(broken.lines.contains { $0.contains(target.name + " ") && $0.contains(pointer) })
    let beside = try edited { $0 + " \n" }
    #expect(beside.holds)
    #expect(beside.lines.contains { $0.contains("\(target.citation.file) changed but not cited") })
  }

  @Test(arguments: MarkdownTests.hostile + [String(repeating: "A|`<b>", count: 17_000)])
  func `hostile texts of a snapshot neither break the report nor act`(_ text: String) throws {
    let quoted = String(JSONValue.quote(text).dropFirst().dropLast())
    let inLine = text.split { $0 == "\n" || $0 == " " || $0 == "\"" }.joined(separator: "%20")
    let session = try ReportTests.session("hardening-orphan-group") { texts in
      for (path, content) in texts {
        var content = content
        for old in [
          "old-allow-all", "80 and 443 from anywhere, do not use", "web tasks, created by hand in 2022",
        ] {
          content = content.replacing("\"Value\": \"\(old)\"", with: "\"Value\": \"\(quoted)\"")
          content = content.replacing("\"Description\": \"\(old)\"", with: "\"Description\": \"\(quoted)\"")
        }
        content = content.replacing("Request timed out", with: quoted)
        if path.contains(".log") { content = content.replacing("/company/30", with: "/" + inLine) }
        texts[path] = content
      }
    }
    let plain = Report.markdown(try ReportTests.session("hardening-orphan-group"), language: .english)
    let report = Report.markdown(session, language: .english)
    func headings(_ text: String) -> [Substring] { text.split(separator: "\n").filter { $0.hasPrefix("#") } }
    #expect(headings(report) == headings(plain))
    // What stands in a code span is shown as it is and never acts.
    let running = report.replacing(/(`+)[^`].*?[^`]?\1(?!`)/, with: "")
    #expect(!running.contains("<script"))
    #expect(!report.contains("\u{1B}"))
    #expect(!report.contains("\u{202E}"))
    let longest = report.split(separator: "\n").map(\.utf8.count).max() ?? 0
    #expect(longest < 12_000)
  }

  @Test func `planted secrets appear in no export`()
    throws
  {
    let session = try ReportTests.session("hardening-orphan-group") { texts in
      for (path, content) in texts {
        var content = content
        if path.contains("describe-task-definition") {
          content = content.replacing(/"value": "[^"]*"/, with: "\"value\": \"planted-hunter2\"")
        }
        if path.contains("cloudfront"), path.hasSuffix(".json") {
          content = content.replacing(/"HeaderValue": "[^"]*"/, with: "\"HeaderValue\": \"planted-header\"")
        }
        if path.contains("/alb/"), path.hasSuffix(".log") {
          content = content.replacing(/(https:\/\/[^ ?"]+) HTTP/) { "\($0.1)?token=planted-query HTTP" }
        }
        texts[path] = content
      }
    }
    let report = Report.markdown(session, language: .english)
    #expect(!report.contains("planted"))
    let json = DiagnosisJSON.value(session.conclusion).text()
    #expect(!json.contains("planted"))
    let cited = ReportReader.read(report)
    #expect(ReportVerification.of(cited, session.engine.snapshot).holds)
  }

  @Test func `equal secrets have equal marks, and the list names their places`() throws {
    let text = """
      {"taskDefinition": {"containerDefinitions": [{"environment": [
        {"name": "A", "value": "planted-one"}, {"name": "B", "value": "planted-two"},
        {"name": "C", "value": "planted-one"}]}]}}
      """
    let log = "GET https://a.example/p?token=planted-one HTTP/1.1"
    let snapshot = Snapshot(
      origin: "",
      files: [
        SnapshotFile(path: "ecs.describe-task-definition.json", bytes: Array(text.utf8)),
        SnapshotFile(path: "a.txt", bytes: Array(log.utf8)),
      ])
    let pointers = (0..<3).map { "/taskDefinition/containerDefinitions/0/environment/\($0)/value" }
    var fault = Incident.Hypothesis(id: "a", claim: "a")
    fault.evidence =
      pointers.map {
        Citation(
          file: "ecs.describe-task-definition.json", line: 2, pointer: $0, value: Redaction.word, says: "set")
      } + [Citation(file: "a.txt", line: 1, value: Redaction.text(log), says: "asked")]
    var incident = Incident()
    incident.hypotheses = [fault]
    let marked = RedactionMarks.marked(incident, snapshot)
    #expect(
      marked.hypotheses.first?.evidence.map(\.value) == [
        "redacted-1", "redacted-2", "redacted-1", "GET https://a.example/p?redacted-3 HTTP/1.1",
      ])
    #expect(marked.redacted.map(\.mark) == ["redacted-1", "redacted-2", "redacted-1", "redacted-3"])
    #expect(marked.redacted.map(\.line) == [2, 2, 2, 1])
    for citation in marked.hypotheses.first?.evidence ?? [] where citation.pointer == nil {
      #expect(EvidenceRow.problem(citation, isPart: false, in: snapshot) == nil)
    }
  }
}
