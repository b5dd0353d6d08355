import Foundation

/// Files that are larger than anybody wants to read, most of them holes.
enum LargeFileRows {
  private static let diagnose = FilesRows.diagnose("snap")

  /// A file of holes.
  private static func sparse(_ name: String, _ size: Int, in folder: HostileFolder) throws {
    try folder.write(name, "")
    truncate(folder.path + "/" + name, off_t(size))
  }

  private static func hole(
    _ name: String, _ file: String, _ size: Int, says: [String], times: Double = 10
  ) -> HostileInput {
    HostileInput(name, diagnose, .status(1, stderr: [file] + says, times: times, megabytes: 150)) { folder in
      try folder.lay()
      try sparse("snap/" + file, size, in: folder)
    }
  }

  static let rows: [HostileInput] = [
    hole("a .json of 8 GB of nothing", "x.json", 8 << 30, says: ["not JSON"]),
    hole("an .err of 8 GB of nothing", "ec2.describe-addresses.err", 8 << 30, says: ["too large"]),
    hole("calls.jsonl of 2 GB of nothing", "calls.jsonl", 2 << 30, says: ["too large"]),
    HostileInput(
      "a .json of blanks and 8 GB of nothing", diagnose,
      .status(1, stderr: ["blank.json", "too large to be read: 8 GB"], megabytes: 150)
    ) { folder in
      try folder.lay()
      try folder.write("snap/blank.json", String(repeating: " ", count: 5000))
      truncate(folder.path + "/snap/blank.json", 8 << 30)
    },
    HostileInput(
      "a .json of 600 MB that begins well", diagnose,
      .status(1, stderr: ["x.json", "too large to be read: 600 MB"], megabytes: 150)
    ) { folder in
      try folder.lay()
      try folder.write("snap/x.json", "{\"a\": \"")
      truncate(folder.path + "/snap/x.json", 600 << 20)
    },
    HostileInput(
      "a .json of many empty arrays", diagnose,
      .status(1, stderr: ["x.json:1:", "more than 8000000 values"], times: 80, megabytes: 300)
    ) { folder in
      try folder.lay()
      try folder.write("snap/x.json", "[[]" + String(repeating: ",[]", count: 9_000_000) + "]")
    },
    HostileInput(
      "a string of 50 MB", diagnose, .status(1, times: 60, megabytes: 50 * 16 / 10 + 60)
    ) { folder in
      try folder.lay()
      try folder.write(
        "snap/x.json",
        Array("{\"a\": \"".utf8) + [UInt8](repeating: 0x61, count: 50_000_000) + Array("\"}".utf8))
    },
    HostileInput(
      "an archive that unpacks to a thousand times its size", FilesRows.diagnose("x.tar.gz"),
      .status(2, stderr: ["x.tar.gz", "too large to be unpacked"], times: 60, megabytes: 120)
    ) { folder in
      var archive = TarMaker()
      archive.add("z", "", size: Array("03200000000\u{0}".utf8))
      try folder.write("x.tar", archive.bytes)
      truncate(folder.path + "/x.tar", 512 + 0o3200000000 + 1024)
      try folder.write("x.tar.gz", try TarMaker.gzip(file: folder.path + "/x.tar"))
    },
    HostileInput(
      "an archive with a file of 40 MB", FilesRows.diagnose("x.tar.gz"),
      .status(1, stdout: ["\"cause-found\""], times: 60, megabytes: 90)
    ) { folder in
      try folder.lay()
      var archive = TarMaker()
      try archive.addAll(below: folder.path + "/snap")
      // Does not compress: gzip looks back 32 KB only.
      var state: UInt64 = 88_172_645_463_325_252
      let noise = (0..<1 << 20).map { _ -> UInt8 in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 40) | 0x40
      }
      archive.add(Array("noise.txt".utf8), Array(repeatElement(noise, count: 40).joined()))
      try folder.write("x.tar.gz", try TarMaker.gzip(archive.ended))
    },
    HostileInput(
      "an .err of 15 MB whose message comes last", ["snapshot", "snap"],
      .status(0, stdout: ["AccessDenied"], times: 40)
    ) { folder in
      try folder.lay()
      let text = String(repeating: "DEBUG: a line of the debugging output of a call\n", count: 300_000)
      try folder.write(
        "snap/ec2.describe-addresses.err", text + "An error occurred (AccessDenied) when calling\n")
    },
    HostileInput(
      "an .err of one line of 15 MB", ["snapshot", "snap"], .status(0, times: 40)
    ) { folder in
      try folder.lay()
      try folder.write("snap/ec2.describe-addresses.err", [UInt8](repeating: 0x61, count: 15 << 20))
    },
    HostileInput(
      "calls.jsonl of one line of 10 MB", diagnose,
      .status(1, stderr: ["calls.jsonl:1:", "too long to be a call"], times: 40)
    ) { folder in
      try folder.lay()
      try folder.write("snap/calls.jsonl", [UInt8](repeating: 0x61, count: 10 << 20))
    },
  ]
}
