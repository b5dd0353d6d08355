@testable import Diagnosis
@testable import Evidence
import Foundation
import Testing

/// The collecting script is given hostile names by AWS's answers.
@Suite(.serialized) struct CollectionInjectionTests {
  /// Names that a call has to be given as they are.
  private static let names = [
    "$(touch PWNED)", "`touch PWNED`", "';touch PWNED;'", "a b", "../../../PWNED", "*", "x\\",
    "${x:-$(touch PWNED)}",
  ]
  /// What is no name: an option, a file to read, an address.
  private static let others = ["--endpoint-url=http://192.0.2.1", "-o", "file:///etc/hostname", "None"]

  private static let tools = [
    "bash", "env", "tr", "grep", "cut", "sed", "sort", "cat", "date", "mkdir", "rm", "find", "wc",
  ]

  @Test(arguments: Checkout.playbooks.keys.sorted())
  func `names from answers are arguments, and files stay in the folder`(_ id: String) throws {
    let playbook = try #require(Checkout.playbooks[id])
    let files = FileManager.default
    let root = files.temporaryDirectory.appendingPathComponent("collect-" + UUID().uuidString)
    let bin = root.appendingPathComponent("bin")
    let work = root.appendingPathComponent("a/b/here")
    for folder in [bin, work] { try files.createDirectory(at: folder, withIntermediateDirectories: true) }
    defer { try? files.removeItem(at: root) }
    for tool in CollectionInjectionTests.tools {
      let found = ["/bin/", "/usr/bin/"].map { $0 + tool }.first { files.isExecutableFile(atPath: $0) }
      try files.createSymbolicLink(
        atPath: bin.path + "/" + tool, withDestinationPath: try #require(found, "\(tool) is not installed"))
    }
    try write(bin.appendingPathComponent("aws"), CollectionInjectionTests.standIn)
    try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bin.path + "/aws")
    try write(
      root.appendingPathComponent("names"),
      (CollectionInjectionTests.names + CollectionInjectionTests.others).joined(separator: "\t") + "\n")
    try write(root.appendingPathComponent("document"), CollectionInjectionTests.document.text())
    try write(root.appendingPathComponent("script"), CollectionScript.text(playbook))

    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["--noprofile", "--norc", root.path + "/script", "out"]
    process.currentDirectoryURL = work
    process.environment = [
      "PATH": bin.path, "AWS_REGION": "eu-west-1", "ROOT": root.path, "LC_ALL": "C.UTF-8",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let said = Pipe()
    process.standardError = said
    try process.run()
    let errors = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(errors)")
    #expect(errors.contains("left out, because it is no name: --endpoint-url"))
    #expect(!errors.contains("command not found") && !errors.contains("No such file"), "\(errors)")

    let written = files.enumerator(atPath: root.path + "/a")?.compactMap { $0 as? String } ?? []
    for name in written where name != "b" && name != "b/here" {
      #expect(name.hasPrefix("b/here/out"), "written outside: \(name)")
      #expect(!name.hasSuffix("/PWNED"), "\(name)")
    }
    let record = try Data(contentsOf: root.appendingPathComponent("calls"))
    let arguments = Set(record.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
    for name in CollectionInjectionTests.names { #expect(arguments.contains(name), "nobody got \(name)") }
    for other in CollectionInjectionTests.others { #expect(!arguments.contains(other), "\(other) was given") }
    let calls = try String(contentsOf: work.appendingPathComponent("out/calls.jsonl"), encoding: .utf8)
    #expect(calls.split(separator: "\n").count > 20)
    for line in calls.split(separator: "\n") { #expect(JSONValue(text: String(line)) != nil, "\(line)") }
  }

  @Test func `an account that is none ends the script`() throws {
    let playbook = try #require(Checkout.playbooks.values.first)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "--noprofile", "--norc", "-c", "aws() { echo ../../x; }\n" + CollectionScript.text(playbook), "script",
      "/dev/null/x",
    ]
    process.environment = ["PATH": "/usr/bin:/bin", "AWS_REGION": "eu-west-1"]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
  }

  private func write(_ url: URL, _ text: String) throws { try Data(text.utf8).write(to: url) }

  private static let standIn = """
    #!/bin/bash
    printf '%s\\0' "$@" >> "$ROOT/calls"
    case "$*" in
      *get-caller-identity*) echo 123456789012 ;;
      *'--output text'*) cat "$ROOT/names" ;;
      *) cat "$ROOT/document" ;;
    esac
    """

  private static let document: JSONValue = .array(
    names.flatMap { name -> [JSONValue] in
      let image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/\(name):1"
      return [
        ("taskDefinitionArn", name), ("image", image), ("kmsKey", name), ("KmsKeyId", name),
        ("valueFrom", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:\(name)"),
      ].map { .object([.init($0, .string($1))]) }
    })
}
