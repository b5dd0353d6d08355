/// What stood firm from the beginning, and has to.
enum StandingRows {
  private static let diagnose = ["diagnose", "cloudfront-alb-504", "--snapshot", "snap", "--format", "json"]

  static let rows: [HostileInput] = [
    HostileInput("an ordinary incident", diagnose, .status(1, stdout: ["\"cause-found\""])) { try $0.lay() },
    HostileInput(
      "JSON that is cut off", diagnose,
      .status(1, 3, stderr: ["ec2.describe-subnets.json:", "not JSON"])
    ) { folder in
      try folder.lay()
      let whole = try folder.read("snap/ec2.describe-subnets.json")
      try folder.write("snap/ec2.describe-subnets.json", String(whole.prefix(whole.count / 2)))
    },
    HostileInput(
      "JSON nested a hundred thousand deep", diagnose, .status(1, stderr: ["deep.json:1:"])
    ) { folder in
      try folder.lay()
      try folder.write("snap/deep.json", String(repeating: "[", count: 100_000))
    },
    HostileInput(
      "an archive that names a file outside", ["snapshot", "x.tar"], .status(2, stderr: ["x.tar"])
    ) { try $0.write("x.tar", [UInt8](repeating: 0x41, count: 1024)) },
    HostileInput(
      "a folder that is not there", ["diagnose", "cloudfront-alb-504", "--snapshot", "nowhere"],
      .status(2, stderr: ["nowhere", "no such file or directory"])),
  ]
}
