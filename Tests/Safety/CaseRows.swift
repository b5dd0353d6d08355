import Foundation

/// Recorded incidents that reach out of their folder, and strangers' folders that look like one.
enum CaseRows {
  /// Lays a playbook's folder out with one case of that text.
  private static func lay(_ text: String, _ folder: HostileFolder) throws {
    try folder.write("book/playbook.yaml", "id: book\n")
    try folder.write("book/cases/one/case.yaml", text)
    try folder.write("secret.json", "{\"secret\": \"hidden words\"}")
  }

  private static func refused(_ name: String, _ text: String, says: [String], times: Double = 10)
    -> HostileInput
  {
    HostileInput(
      name, ["snapshot", "book/cases/one", "-o", "out"],
      .status(2, stderr: ["case.yaml:"] + says, never: ["hidden words"], times: times)
    ) {
      try lay(text, $0)
    } after: { folder, _ in
      if folder.exists("x.json") || folder.exists("out/secret.json") { throw CocoaError(.fileWriteUnknown) }
    }
  }

  static let rows: [HostileInput] =
    refusals + [
      HostileInput(
        "a stranger's folder with a case.yaml", FilesRows.diagnose("snap"),
        .status(1, stderr: ["case.yaml", "no case of a playbook"], never: ["hidden words"])
      ) { folder in
        try folder.lay()
        try folder.write("secret.json", "{\"secret\": \"hidden words\"}")
        try folder.write("snap/case.yaml", "add: {x.json: {from: ../secret.json}}\n")
      },
      HostileInput(
        "a case.yaml that is named itself", ["snapshot", "snap/case.yaml", "-o", "out"],
        .status(0, stderr: ["wrote 1 files"])
      ) { try $0.write("snap/case.yaml", "add: {x.json: {a: 1}}\n") },
      HostileInput(
        "a case that takes a file of another case", ["snapshot", "book/cases/one", "-o", "out"],
        .status(0, stderr: ["wrote 2 files"])
      ) { folder in
        try lay("base: ../two\nadd: {x.json: {from: ../two/files/x}}\n", folder)
        try folder.write("book/cases/two/case.yaml", "title: Two\n")
        try folder.write("book/cases/two/files/x", "{}")
        try folder.write("book/cases/two/snapshot/y.json", "{}")
      },
      HostileInput(
        "a case whose snapshot is a link", ["snapshot", "book/cases/one", "-o", "out"],
        .status(2, stderr: ["`snapshot` is a link"])
      ) { folder in
        try lay("title: One\n", folder)
        try FileManager.default.createSymbolicLink(
          atPath: folder.path + "/book/cases/one/snapshot", withDestinationPath: "/etc")
      },
      HostileInput(
        "a case that takes a file through a link", ["snapshot", "book/cases/one", "-o", "out"],
        .status(2, stderr: ["case.yaml:1:", "outside"], never: ["hidden words"])
      ) { folder in
        try lay("add: {x.json: {from: inner}}\n", folder)
        try FileManager.default.createSymbolicLink(
          atPath: folder.path + "/book/cases/one/inner", withDestinationPath: "../../../secret.json")
      },
      HostileInput(
        "snapshot -o through a link in the folder", ["snapshot", "snap", "-o", "out"],
        .status(2, stderr: ["out/a", "a link or a file stands in its way"])
      ) { folder in
        try folder.write("snap/a/x.json", "{}")
        try folder.write("out/keep", "")
        try folder.write("else/keep", "")
        try FileManager.default.createSymbolicLink(
          atPath: folder.path + "/out/a", withDestinationPath: "../else")
      } after: { folder, _ in
        if folder.exists("else/x.json") { throw CocoaError(.fileWriteUnknown) }
      },
      HostileInput(
        "snapshot -o onto a link", ["snapshot", "snap", "-o", "out"],
        .status(2, stderr: ["out/x.json", "a link or a file stands in its way"])
      ) { folder in
        try folder.write("snap/x.json", "{}")
        try folder.write("else.txt", "kept")
        try folder.write("out/keep", "")
        try FileManager.default.createSymbolicLink(
          atPath: folder.path + "/out/x.json", withDestinationPath: "../else.txt")
      } after: { folder, _ in
        if try folder.read("else.txt") != "kept" { throw CocoaError(.fileWriteUnknown) }
      },
      HostileInput(
        "snapshot -o onto a FIFO", ["snapshot", "snap", "-o", "out"], .status(2, stderr: ["out/x.json"])
      ) { folder in
        try folder.write("snap/x.json", "{}")
        try folder.write("out/keep", "")
        mkfifo(folder.path + "/out/x.json", 0o600)
      },
    ]

  private static let refusals: [HostileInput] = [
    refused("a case that writes above", "add: {\"../../x.json\": \"text\"}\n", says: [":1:", "leads out"]),
    refused("a case that writes to an absolute path", "add: {\"/tmp/x.json\": \"t\"}\n", says: ["absolute"]),
    refused("a case that adds a file without a name", "add: {\"\": \"t\"}\n", says: ["the name is empty"]),
    refused("a case that takes an absolute file", "add: {x: {from: /etc/hostname}}\n", says: ["absolute"]),
    refused(
      "a case that takes a file above", "title: x\nadd:\n  x: {from: \"../../../secret.json\"}\n",
      says: [":3:", "outside"]),
    refused(
      "a case that takes a neighbour that is no case", "add: {x: {from: ../../playbook.yaml}}\n",
      says: ["outside"]),
    refused("a case that takes a folder", "add: {x: {from: .}}\n", says: ["outside"]),
    refused("a base above", "base: ../../..\n", says: [":1:7", "another case"]),
    refused("a base below another", "base: ../two/three\n", says: ["another case"]),
    refused("an absolute base", "base: /etc\n", says: ["another case"]),
    refused("a base that is not there", "base: ../nobody\n", says: ["not there"]),
    refused("a base that is the case itself", "base: ../one\n", says: ["in a circle"]),
    refused(
      "an alias bomb in add", bomb(30) + "add: {x.json: *a30}\n",
      says: ["aliases are followed"]),
    refused(
      "an alias bomb as a key", bomb(27) + "? *a27\n: 1\n", says: ["aliases are followed"]),
    refused(
      "YAML nested deeper than is read",
      "add: {x: " + String(repeating: "[", count: 300)
        + String(repeating: "]", count: 300) + "}\n", says: ["nested deeper"]),
    refused(
      "a case.yaml of 5 MB", "title: " + String(repeating: "x", count: 5 << 20), says: ["larger than 4 MB"]),
  ]

  /// Lists of which each names the one before twice.
  private static func bomb(_ levels: Int) -> String {
    var text = "k0: &a0 [x, x]\n"
    for level in 1...levels { text += "k\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    return text
  }
}
