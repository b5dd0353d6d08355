import Commands

/// Names the file and writes the command that would make a missing document.
struct NeedWriter {
  let snapshot: Snapshot

  /// `argument` is what the command calls the subject where the file has another name for it.
  func need(
    _ kind: String, subject: String?, account: String?, region: String?, argument: String? = nil
  ) -> Need {
    let folder = folder(of: kind, account: account, region: region)
    if let log = NeedWriter.logs[kind] {
      return Need(kind: kind, file: folder + log.file, command: log.command)
    }
    let description = DocumentKind.all[kind]
    let file = folder + kind + (subject.map { "." + NeedWriter.fileName($0) } ?? "") + ".json"
    var command =
      description?.command ?? ShellCommand(["aws"] + kind.split(separator: ".").map { .own(String($0)) })
    if let named = argument ?? subject {
      command = command.filled { $0 == DocumentKind.subjectName ? named : nil }
    }
    if description?.isGlobal != true, let region = region ?? snapshot.regions.first {
      command = command.appending(["--region", .value(region, "region")])
    }
    command = command.appending(["--output", "json"]).writing(to: .value(file, "file"))
    return Need(kind: kind, file: file, command: command)
  }

  /// Logs and code are no single call.
  private static let logs: [String: (file: String, command: ShellCommand)] = [
    "alb.log": ("alb.log", bucket("to the access-log bucket")),
    "cloudfront.log": ("cloudfront.log", bucket("to the standard-log bucket")),
    "terraform": ("terraform.json", "terraform show -json > terraform.json"),
  ]

  private static func bucket(_ means: String) -> ShellCommand {
    let bucket = CommandWord.variable("BUCKET", means: means)
    let prefix = CommandWord.variable("PREFIX", means: "to the path of the log")
    return ShellCommand(["aws", "s3", "cp", "s3://\(bucket)/\(prefix)", ".", "--recursive"])
  }

  private static func fileName(_ subject: String) -> String {
    ARN(subject).map { $0.service == "elasticloadbalancing" ? $0.resource : $0.name }.map(safe)
      ?? safe(subject)
  }

  private static func safe(_ text: String) -> String {
    String(text.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." ? $0 : "-" })
  }

  /// The folder in which the snapshot keeps what has the same scope.
  private func folder(of kind: String, account: String?, region: String?) -> String {
    let isGlobal = DocumentKind.all[kind]?.isGlobal ?? false
    let counts = snapshot.memo.value("folders\u{1}\(isGlobal)\u{1}\(account ?? "")\u{1}\(region ?? "")") {
      var counts: [String: Int] = [:]
      for document in snapshot.documents {
        guard let kind = document.kind, (DocumentKind.all[kind]?.isGlobal ?? false) == isGlobal else {
          continue
        }
        if let account, let own = document.account, own != account { continue }
        if !isGlobal, let region, let own = document.region, own != region { continue }
        let folder =
          document.file.contains("/")
          ? document.file.prefix(upTo: document.file.lastIndex(of: "/") ?? document.file.startIndex) + "/"
          : ""
        // A folder of that very account outweighs files that name none.
        counts[String(folder), default: 0] += account != nil && document.account == account ? 1000 : 1
      }
      return counts
    }
    return counts.max { $0.value == $1.value ? $0.key > $1.key : $0.value < $1.value }?.key ?? ""
  }
}
