import Foundation
import Testing

extension Stories {
  /// The same content in plain lines.
  @Suite struct PlainStories {
    @Test(arguments: ["en", "ja"])
    func `plain mode goes from start to report through a pipe`(language: String) throws {
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plain-\(UUID().uuidString)")
        .path
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      let words = [
        TmuxTerminal.program, "cloudfront-alb-504", "--snapshot", WizardStories.incident, "--plain", "--lang",
        language,
      ]
      let told = TmuxTerminal.run(words, input: "1\ns\ne\nq\n", directory: folder)
      #expect(told.status == 0, "\(told.errors)")
      #expect(told.output.contains("aws ec2 authorize-security-group-ingress"))
      #expect(!told.output.contains("\u{1B}"))
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files == ["incident-cloudfront-alb-504-web-prod.md"])
    }

    @Test func `the exercise runs through a pipe to its end`() {
      let told = TmuxTerminal.run(
        [TmuxTerminal.program, "drill", WizardStories.incident, "--lang", "en"], input: "1\n2\n")
      #expect(told.status == 0, "\(told.errors)")
      #expect(told.output.contains("Right answers: 1 of 2."))
      #expect(told.output.contains("aws ec2 authorize-security-group-ingress"))
      #expect(!told.output.contains("\u{1B}"))
    }

    /// What plain mode says to typed lines about the first incident, with a state folder of its own.
    private func typed(_ input: String) -> (status: Int32, output: String, errors: String) {
      let state = FileManager.default.temporaryDirectory.appendingPathComponent("plain-\(UUID().uuidString)")
        .path
      defer { try? FileManager.default.removeItem(atPath: state) }
      let words = [
        TmuxTerminal.program, "cloudfront-alb-504", "--snapshot", WizardStories.incident, "--plain", "--lang",
        "en",
      ]
      let told = TmuxTerminal.run(words, input: input, environment: ["XDG_STATE_HOME": state])
      #expect(told.status == 0, "\(told.errors)")
      return told
    }

    @Test func `plain mode overrules, notes, shows a source and takes back`() {
      let input = "o\n１\nv\n1\n2\nnot here\nn\npaged\nr\nu\nu\nzz\nq\n"
      let told = typed(input)
      #expect(told.output.contains("> 246"), "the line of the file")
      #expect(told.output.contains("not here"))
      #expect(told.output.contains("noted"))
      #expect(told.output.components(separatedBy: "taken back").count == 3)
      #expect(told.output.contains("not one of the choices: zz"))
    }

    @Test func `plain mode skips a step, teaches, finds, prints a command and changes the language`() {
      let input = "t\nc\n1\nf\nservice mesh\n1\nk\n5\nno time\nk\n5\nk\n5\n\nu\ng\nb\nd 1\nd 2\ny\nq\n"
      let told = typed(input)
      #expect(told.output.contains("Step 5:"), "the walk with its teaching")
      #expect(
        told.output.contains("\naws ec2 authorize-security-group-ingress --group-id"), "one line, whole")
      #expect(told.output.contains("skipped by the operator: no time"), "the reason of the skip")
      #expect(told.output.contains("the step is looked at again"))
      #expect(told.output.contains("taken back"))
      #expect(told.output.contains("根本原因"), "the language changed")
      #expect(told.output.contains("破棄できるのは中断したセッションだけです"))
      #expect(told.output.contains("セッションを破棄しました"))
    }

    @Test func `without a terminal the program says what to use instead`() {
      let told = TmuxTerminal.run([TmuxTerminal.program])
      #expect(told.status == 64)
      #expect(told.output.isEmpty)
      #expect(told.errors.contains("--plain"))
    }
  }
}
