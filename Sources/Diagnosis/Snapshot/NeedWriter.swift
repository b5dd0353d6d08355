/// Names the file and writes the command that would make a missing document.
struct NeedWriter {
  let snapshot: Snapshot

  func need(_ kind: String, subject: String?, account: String?, region: String?) -> Need {
    let folder = folder(of: kind, account: account, region: region)
    if let log = NeedWriter.logs[kind] {
      return Need(kind: kind, file: folder + log.file, command: log.command)
    }
    let description = DocumentKind.all[kind]
    let isGlobal = description?.isGlobal ?? false
    let file = folder + kind + (subject.map { "." + NeedWriter.fileName($0) } ?? "") + ".json"
    var command = description?.command ?? "aws " + kind.replacing(".", with: " ")
    command = command.replacing(
      "{subject}", with: subject.map { ShellWord.quote($0) } ?? "\"${SUBJECT:?set SUBJECT}\"")
    if !isGlobal, let region = region ?? snapshot.regions.first {
      command += " --region " + ShellWord.quote(region)
    }
    command += " --output json > " + ShellWord.quote(file)
    return Need(kind: kind, file: file, command: command)
  }

  /// Logs and code are no single call.
  private static let logs: [String: (file: String, command: String)] = [
    "alb.log": (
      "alb.log",
      "aws s3 cp \"s3://${BUCKET:?set BUCKET to the access-log bucket}/${PREFIX:?set PREFIX to the log's path}\" . --recursive"
    ),
    "cloudfront.log": (
      "cloudfront.log",
      "aws s3 cp \"s3://${BUCKET:?set BUCKET to the standard-log bucket}/${PREFIX:?set PREFIX to the log's path}\" . --recursive"
    ),
    "terraform": ("terraform.json", "terraform show -json > terraform.json"),
  ]

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

/// One word of a POSIX shell command.
package enum ShellWord {
  /// Quotes only where it is needed, so that what is printed stays readable.
  package static func quote(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
        || [0x2D, 0x5F, 0x2E, 0x2F, 0x3A, 0x3D, 0x2C, 0x40, 0x25, 0x2B].contains(byte)
    }
    if plain, !word.isEmpty { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
