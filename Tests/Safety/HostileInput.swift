import Foundation
import Testing

/// One hostile input: what is laid out in an empty folder, how the program is called there, what is expected.
struct HostileInput: Sendable, CustomTestStringConvertible {
  /// What stands in the folder, in the test's list.
  let name: String
  let arguments: [String]
  var input: [UInt8] = []
  var redirection = ""
  var environment: [String: String] = [:]
  var expected: Expectation
  /// Lays out the input; the program's working directory is the folder.
  let layout: @Sendable (HostileFolder) throws -> Void
  /// What else holds after the run.
  var after: @Sendable (HostileFolder, ProgramRun) throws -> Void = { _, _ in }

  struct Expectation: Sendable {
    var statuses: Set<Int32>
    /// Parts that stdout or stderr hold.
    var says: [String] = []
    var stdout: [String] = []
    var stderr: [String] = []
    /// Parts that stand nowhere.
    var never: [String] = []
    /// Most processor time, as a multiple of a diagnosis of an ordinary incident in the same test run.
    var times = 10.0
    /// Most memory, megabytes.
    var megabytes = 300

    static func status(
      _ statuses: Int32..., says: [String] = [], stdout: [String] = [], stderr: [String] = [],
      never: [String] = [], times: Double = 10, megabytes: Int = 300
    ) -> Expectation {
      Expectation(
        statuses: Set(statuses), says: says, stdout: stdout, stderr: stderr, never: never, times: times,
        megabytes: megabytes)
    }
  }

  init(
    _ name: String, _ arguments: [String], _ expected: Expectation, input: String = "",
    redirection: String = "", environment: [String: String] = [:],
    layout: @escaping @Sendable (HostileFolder) throws -> Void = { _ in },
    after: @escaping @Sendable (HostileFolder, ProgramRun) throws -> Void = { _, _ in }
  ) {
    self.name = name
    self.arguments = arguments
    self.expected = expected
    self.input = Array(input.utf8)
    self.redirection = redirection
    self.environment = environment
    self.layout = layout
    self.after = after
  }

  var testDescription: String { name }

  /// Most processor time, as a multiple of the reference: a report tries every fix and judges anew each time.
  private var times: Double { arguments.first == "report" ? max(expected.times, 40) : expected.times }

  private func run(in folder: HostileFolder) throws -> ProgramRun {
    try layout(folder)
    return try ProgramRun.of(
      arguments, in: folder.path, input: input, redirection: redirection, environment: environment)
  }

  /// Whether another run keeps within the bound, each beside a reference of its own: neighbours on the machine slow
  /// either by chance, and what is slow by itself is slow every time.
  private func isFastAgain(_ measure: () throws -> Double) throws -> Bool {
    for _ in 0..<3 {
      let folder = try HostileFolder()
      defer { folder.remove() }
      if try run(in: folder).processorTime <= measure() * times { return true }
    }
    return false
  }

  /// Lays the input out, runs the program and holds the outcome against what is expected.
  ///
  /// `reference` is the processor time of an ordinary diagnosis in seconds, `measure` takes it once more.
  func play(reference: Double, measure: () throws -> Double) throws {
    let folder = try HostileFolder()
    defer { folder.remove() }
    let run = try run(in: folder)
    let head = "\(name): \(run.said.prefix(1200))"
    #expect(!run.wasKilled, "hangs; \(head)")
    #expect(run.signal == nil, "signal \(run.signal ?? 0); \(head)")
    #expect(run.status.map { expected.statuses.contains($0) } ?? false, "exit \(run.status ?? -1); \(head)")
    for part in expected.says { #expect(run.said.contains(part), "does not say \(part); \(head)") }
    for part in expected.stdout { #expect(run.out.contains(part), "stdout lacks \(part); \(head)") }
    for part in expected.stderr { #expect(run.errors.contains(part), "stderr lacks \(part); \(head)") }
    for part in expected.never { #expect(!run.said.contains(part), "says \(part); \(head)") }
    let raw = HostileInput.raw(run.said)
    #expect(raw.isEmpty, "raw control characters \(raw); \(head)")
    if run.processorTime > reference * times, try !isFastAgain(measure) {
      Issue.record("\(run.processorTime) s, an ordinary diagnosis \(reference) s; \(head)")
    }
    #expect(run.megabytes <= expected.megabytes, "\(run.megabytes) MB; \(head)")
    try after(folder, run)
  }

  /// The characters of a text that act on a terminal or hide in it.
  static func raw(_ text: String) -> [String] {
    var found: Set<String> = []
    for scalar in text.unicodeScalars {
      let value = scalar.value
      let acts =
        (value < 0x20 && value != 0x0A && value != 0x09) || (0x7F...0x9F).contains(value)
        || [0x061C, 0x200E, 0x200F].contains(value) || (0x202A...0x202E).contains(value)
        || (0x2066...0x2069).contains(value)
      if acts { found.insert("U+" + String(value, radix: 16, uppercase: true)) }
    }
    return found.sorted()
  }
}
