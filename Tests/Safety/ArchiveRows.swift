import Foundation

/// Archives whose headers lie.
enum ArchiveRows {
  private static let diagnose = FilesRows.diagnose("x.tar")

  /// A row on an archive of an ordinary incident; `change` sees it before its end is written.
  private static func row(
    _ name: String, _ expected: HostileInput.Expectation, packed: Bool = false,
    _ change: @escaping @Sendable (inout TarMaker) -> Void
  ) -> HostileInput {
    HostileInput(name, diagnose, expected) { folder in
      try folder.lay()
      var archive = TarMaker()
      try archive.addAll(below: folder.path + "/snap")
      change(&archive)
      try folder.write("x.tar", packed ? try TarMaker.gzip(archive.ended) : archive.ended)
    }
  }

  private static func size(_ text: String) -> [UInt8] { Array(text.utf8) }

  static let rows: [HostileInput] =
    sizes + names + extensions + [
      row("a plain archive", .status(1, stdout: ["\"cause-found\""])) { _ in },
      row("a packed archive", .status(1, stdout: ["\"cause-found\""]), packed: true) { _ in },
      HostileInput(
        "an archive of two gzip members", diagnose, .status(1, stdout: ["\"cause-found\""])
      ) { folder in
        try folder.lay()
        var archive = TarMaker()
        try archive.addAll(below: folder.path + "/snap")
        let bytes = archive.ended
        let half = bytes.count / 3
        try folder.write(
          "x.tar", try TarMaker.gzip(Array(bytes[..<half])) + TarMaker.gzip(Array(bytes[half...])))
      },
      HostileInput(
        "a packed archive that is cut off", diagnose, .status(2, stderr: ["x.tar", "cut off or damaged"])
      ) { folder in
        var archive = TarMaker()
        archive.add("a.json", String(repeating: "{}\n", count: 5000))
        try folder.write("x.tar", Array(try TarMaker.gzip(archive.ended).dropLast(20)))
      },
      HostileInput(
        "an archive that is cut off in a file", diagnose, .status(2, stderr: ["x.tar", "damaged at byte 0"])
      ) { folder in
        var archive = TarMaker()
        archive.add("a.json", String(repeating: "{}\n", count: 5000))
        try folder.write("x.tar", Array(archive.bytes.prefix(4096)))
      },
      HostileInput(
        "an archive of nothing", diagnose, .status(2, stderr: ["x.tar", "the archive is empty"])
      ) { try $0.write("x.tar", TarMaker().ended) },
      HostileInput(
        "a packed archive of nothing at all", diagnose, .status(2, stderr: ["x.tar", "the archive is empty"])
      ) { try $0.write("x.tar", try TarMaker.gzip([])) },
      row("the same name twice in an archive", .status(1, stdout: ["\"cause-found\""])) {
        $0.bytes.append(contentsOf: $0.bytes)
      },
      row("a header whose sum is wrong", .status(2, stderr: ["x.tar", "cut off or damaged"])) {
        $0.add(Array("b.json".utf8), [], checksum: 12)
      },
      row("an archive without magic", .status(1)) {
        $0.add(Array("b.json".utf8), Array("{}".utf8), magic: "")
      },
    ]

  private static let sizes: [HostileInput] = [
    row("a negative size", .status(2, stderr: ["x.tar", "its header gives no size"])) {
      $0.add("b.json", "{}", size: size("-0000001000"))
    },
    row("a size of -1", .status(2, stderr: ["x.tar", "its header gives no size"])) {
      $0.add("b.json", "{}", size: size("-1\u{0}"))
    },
    row("a size with a plus", .status(2, stderr: ["x.tar", "its header gives no size"])) {
      $0.add("b.json", "{}", size: size("+0000000002"))
    },
    row("a size that is no octal number", .status(2, stderr: ["its header gives no size"])) {
      $0.add("b.json", "{}", size: size("00000000089"))
    },
    row("a size beyond the file", .status(2, stderr: ["only"])) {
      $0.add("b.json", "{}", size: size("77777777777"))
    },
    row("a size in base 256", .status(1)) {
      $0.add("b.json", "{}", size: [0x80] + [UInt8](repeating: 0, count: 10) + [2])
    },
    row("a negative size in base 256", .status(2, stderr: ["its header gives no size"])) {
      $0.add("b.json", "{}", size: [UInt8](repeating: 0xFF, count: 12))
    },
    row("a size in base 256 beyond every number", .status(2, stderr: ["its header gives no size"])) {
      $0.add("b.json", "{}", size: [0x80] + [UInt8](repeating: 0xFF, count: 11))
    },
    row("a folder that claims a size", .status(1)) {
      $0.add("b/", "", kind: "5", size: size("00000000777"))
    },
  ]

  private static let names: [HostileInput] = [
    row("a name that leads out", .status(1, stderr: ["../out.json", "leads out"])) {
      $0.add("../out.json", "{}")
    },
    row("a name that leads out in its middle", .status(1, stderr: ["leads out"])) {
      $0.add("a/../../out.json", "{}")
    },
    row("an absolute name", .status(1, stderr: ["/etc/x.json", "absolute"])) { $0.add("/etc/x.json", "{}") },
    row("an empty name", .status(1, stderr: ["the name is empty"])) { $0.add("", "{}") },
    row("a name that is not UTF-8 in an archive", .status(1, stderr: ["not UTF-8"])) {
      $0.add([0x61, 0xFF], Array("{}".utf8))
    },
    row("a hidden name", .status(1, never: [".secret"])) { $0.add(".secret/x.json", "{") },
    row("a link in an archive", .status(1, stderr: ["l.json", "is a link"])) {
      $0.add("l.json", "", kind: "2", link: "/etc/passwd")
    },
    row("a hard link to a file of the archive", .status(1, never: ["b.json"])) {
      $0.add("a.json", "{}")
      $0.add("b.json", "", kind: "1", link: "./a.json")
    },
    row("a hard link to a file outside", .status(1, stderr: ["b.json", "does not hold before it"])) {
      $0.add("b.json", "", kind: "1", link: "/etc/passwd")
    },
    row("a device in an archive", .status(1, stderr: ["dev", "a device"])) { $0.add("dev", "", kind: "3") },
    row("a FIFO in an archive", .status(1, stderr: ["fifo", "a FIFO"])) { $0.add("fifo", "", kind: "6") },
    row("an entry of an unknown kind", .status(1, stderr: ["odd", "the kind `Z`"])) {
      $0.add("odd", "", kind: "Z")
    },
  ]

  private static let extensions: [HostileInput] = [
    row("a pax name with a line end", .status(1, stderr: ["long.json", "not JSON"])) {
      $0.add(
        "x", TarMaker.record("path", "a\n9 path=b.json") + TarMaker.record("path", "long.json"), kind: "x")
      $0.add("short", "{")
    },
    row("a pax record whose length is too large", .status(2, stderr: ["lengths do not fit"])) {
      $0.add("x", "9999 path=b.json\n", kind: "x")
      $0.add("short", "{}")
    },
    row("a pax record whose length is zero", .status(2, stderr: ["lengths do not fit"])) {
      $0.add("x", "0 path=b.json\n", kind: "x")
      $0.add("short", "{}")
    },
    row("a pax record of a hundred digits", .status(2, stderr: ["lengths do not fit"])) {
      $0.add("x", String(repeating: "9", count: 100) + " path=b\n", kind: "x")
      $0.add("short", "{}")
    },
    row("a pax name that leads out", .status(1, stderr: ["leads out"])) {
      $0.add("x", TarMaker.record("path", "../../out.json"), kind: "x")
      $0.add("short", "{}")
    },
    row("a pax size below zero", .status(2, stderr: ["gives no size"])) {
      $0.add("x", TarMaker.record("size", "-512"), kind: "x")
      $0.add("short", "{}")
    },
    row("a GNU long name that leads out", .status(1, stderr: ["leads out"])) {
      $0.add("././@LongLink", "../" + String(repeating: "n", count: 200) + ".json\u{0}", kind: "L")
      $0.add("short", "{}")
    },
    row("an extended header of 2 MB", .status(2, stderr: ["an extended header of"])) {
      $0.add("x", String(repeating: "n", count: 2 << 20), kind: "x")
    },
    row("a sparse entry of GNU tar", .status(1, stderr: ["s.json", "sparse"])) {
      $0.add("s.json", "{}", kind: "S")
    },
    row("a sparse entry of pax", .status(1, stderr: ["s.json", "sparse"])) {
      $0.add("x", TarMaker.record("GNU.sparse.major", "1"), kind: "x")
      $0.add("s.json", "{}")
    },
  ]
}
