import Foundation

/// What stands where a snapshot should: links, devices, folders that cannot be read, names that are no text.
enum FilesRows {
  static let rows: [HostileInput] =
    roots + folders + ArchiveRows.rows + CaseRows.rows + LargeFileRows.rows

  static func diagnose(_ snapshot: String) -> [String] {
    ["diagnose", "cloudfront-alb-504", "--snapshot", snapshot, "--format", "json"]
  }

  private static func link(_ name: String, to target: String, in folder: HostileFolder) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/" + name, withDestinationPath: target)
  }

  /// Makes a folder or file that this process cannot read; root reads everything, so that the row then sees nothing.
  private static func lock(_ name: String, in folder: HostileFolder) {
    chmod(folder.path + "/" + name, 0)
  }

  private static let roots: [HostileInput] = [
    HostileInput(
      "a link to the folder as snapshot", diagnose("latest"), .status(1, stdout: ["\"cause-found\""])
    ) { folder in
      try folder.lay()
      try link("latest", to: "snap", in: folder)
    },
    HostileInput(
      "a link to a link to the folder, with a slash", diagnose("newest/"),
      .status(1, stdout: ["\"cause-found\""])
    ) { folder in
      try folder.lay()
      try link("latest", to: "snap", in: folder)
      try link("newest", to: folder.path + "/latest", in: folder)
    },
    HostileInput(
      "a link to an archive as snapshot", diagnose("latest"), .status(1, stdout: ["\"cause-found\""])
    ) { folder in
      try folder.lay()
      var archive = TarMaker()
      try archive.addAll(below: folder.path + "/snap")
      try folder.write("a.tar.gz", try TarMaker.gzip(archive.ended))
      try link("latest", to: "a.tar.gz", in: folder)
    },
    HostileInput(
      "a link to nowhere as snapshot", diagnose("latest"), .status(2, stderr: ["latest", "no such file"])
    ) { try link("latest", to: "nowhere", in: $0) },
    HostileInput(
      "a link to itself as snapshot", diagnose("latest"), .status(2, stderr: ["latest", "cannot be opened"])
    ) { try link("latest", to: "latest", in: $0) },
    HostileInput(
      "/dev/null as snapshot", diagnose("/dev/null"), .status(2, stderr: ["/dev/null", "a device"])),
    HostileInput(
      "/dev/zero as snapshot", diagnose("/dev/zero"), .status(2, stderr: ["/dev/zero", "a device"])),
    HostileInput(
      "/dev/zero in snapshot", ["snapshot", "/dev/zero"], .status(2, stderr: ["/dev/zero", "a device"])),
    HostileInput(
      "a FIFO that nobody writes as snapshot", diagnose("pipe"), .status(2, stderr: ["pipe", "a FIFO"])
    ) { mkfifo($0.path + "/pipe", 0o600) },
    HostileInput(
      "a link to a FIFO as snapshot", ["snapshot", "latest"], .status(2, stderr: ["latest", "a FIFO"])
    ) { folder in
      mkfifo(folder.path + "/pipe", 0o600)
      try link("latest", to: "pipe", in: folder)
    },
    HostileInput(
      "an empty file as snapshot", diagnose("x.tar"), .status(2, stderr: ["x.tar", "the file is empty"])
    ) { try $0.write("x.tar", "") },
    HostileInput(
      "a text as snapshot", diagnose("x.txt"), .status(2, stderr: ["x.txt", "neither a directory nor a tar"])
    ) { try $0.write("x.txt", String(repeating: "ustar ", count: 200)) },
  ]

  private static let folders: [HostileInput] = [
    HostileInput("a FIFO inside a snapshot", diagnose("snap"), .status(1, stderr: ["pipe.json", "a FIFO"])) {
      try $0.lay()
      mkfifo($0.path + "/snap/pipe.json", 0o600)
    },
    HostileInput(
      "a link out of a snapshot is not followed", ["snapshot", "snap", "-o", "out"],
      .status(0, stderr: ["host.json", "a link out of the snapshot"], never: ["root:"])
    ) { folder in
      try folder.lay()
      try link("snap/host.json", to: "/etc/passwd", in: folder)
    } after: { folder, _ in
      if folder.exists("out/host.json") { throw CocoaError(.fileWriteUnknown) }
    },
    HostileInput(
      "a link to / inside a snapshot", diagnose("snap"), .status(1, stderr: ["root", "a link out"])
    ) { folder in
      try folder.lay()
      try link("snap/root", to: "/", in: folder)
    },
    HostileInput("a link to the folder above", diagnose("snap"), .status(1)) { folder in
      try folder.lay()
      try link("snap/loop", to: ".", in: folder)
    },
    HostileInput(
      "a link that leads nowhere inside", diagnose("snap"),
      .status(1, stderr: ["gone.json", "leads nowhere"])
    ) { folder in
      try folder.lay()
      try link("snap/gone.json", to: "not-there.json", in: folder)
    },
    HostileInput(
      "a link inside a snapshot counts for its file", diagnose("snap"), .status(1, stdout: ["cause-found"])
    ) { folder in
      try folder.lay()
      let name = "snap/ec2.describe-security-groups.json"
      try FileManager.default.createDirectory(
        atPath: folder.path + "/snap/kept", withIntermediateDirectories: true)
      try FileManager.default.moveItem(
        atPath: folder.path + "/" + name, toPath: folder.path + "/snap/kept/groups.txt")
      try link(name, to: "kept/groups.txt", in: folder)
    },
    HostileInput(
      "a file name that is not UTF-8", diagnose("snap"), .status(1, stderr: ["not UTF-8"])
    ) { folder in
      try folder.lay()
      let name = Array((folder.path + "/snap/").utf8) + [0x61, 0xFF, 0x62] + Array(".json".utf8)
      let made = open(name.map { CChar(bitPattern: $0) } + [0], O_WRONLY | O_CREAT, 0o600)
      if made >= 0 { close(made) }
    },
    HostileInput(
      "a folder name that is not UTF-8", diagnose("snap"), .status(1, stderr: ["not UTF-8"])
    ) { folder in
      try folder.lay()
      let name = Array((folder.path + "/snap/").utf8) + [0xC3, 0x28]
      mkdir(name.map { CChar(bitPattern: $0) } + [0], 0o700)
    },
    HostileInput("a folder that cannot be listed", diagnose("snap"), .status(1)) { folder in
      try folder.lay()
      try folder.write("snap/locked/x.json", "{}")
      lock("snap/locked", in: folder)
    } after: { folder, run in
      if opendir(folder.path + "/snap/locked") == nil, !run.errors.contains("locked/") {
        throw CocoaError(.fileReadNoPermission)
      }
    },
    HostileInput("a folder three hundred deep", diagnose("snap"), .status(1)) { folder in
      try folder.lay()
      try folder.write("snap/" + String(repeating: "d/", count: 300) + "x.json", "{}")
    },
    HostileInput(
      "an .err whose name tells no command", ["snapshot", "snap"], .status(0, stdout: ["does not tell"])
    ) { folder in
      try folder.lay()
      try folder.write("snap/x.err", "An error occurred (AccessDenied) when calling\n")
    },
    HostileInput(
      "an .err with CRLF is cited by its line", ["snapshot", "snap"], .status(0, stdout: ["AccessDenied"])
    ) {
      try $0.lay()
      try $0.write(
        "snap/ec2.describe-addresses.err", "one\r\n\r\nAn error occurred (AccessDenied) when calling\r\n")
    },
  ]
}
