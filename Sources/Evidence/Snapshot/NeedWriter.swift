import Commands

/// Names the file and writes the command that would make a missing document.
struct NeedWriter {
  let snapshot: Snapshot

  /// `argument` is what the command calls the subject where the file has another name for it.
  func need(
    _ kind: DocumentKind, subject: String?, account: String?, region: String?, argument: String? = nil
  ) -> Need {
    let folder = folder(of: kind, account: account, region: region)
    if let file = kind.ownFile { return Need(kind: kind, file: folder + file, command: kind.command) }
    let file = folder + kind.name + (subject.map { "." + NeedWriter.fileName($0) } ?? "") + ".json"
    var command = kind.command
    if let named = argument ?? subject {
      command = command.filled { $0 == DocumentKind.subjectName ? named : nil }
    }
    if !kind.isGlobal, let region = region ?? snapshot.regions.first {
      command = command.appending(["--region", .value(region, "region")])
    }
    command = command.appending(["--output", "json"]).writing(to: .value(file, "file"))
    return Need(kind: kind, file: file, command: command)
  }

  private static func fileName(_ subject: String) -> String {
    ARN(subject).map { $0.service == "elasticloadbalancing" ? $0.resource : $0.name }.map(safe)
      ?? safe(subject)
  }

  private static func safe(_ text: String) -> String {
    String(text.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." ? $0 : "-" })
  }

  /// The folder in which the snapshot keeps what has the same scope.
  private func folder(of kind: DocumentKind, account: String?, region: String?) -> String {
    let isGlobal = kind.isGlobal
    let folders = isGlobal ? snapshot.indexes.folders.global : snapshot.indexes.folders.regional
    return folders.value(SnapshotIndexes.Scope(account: account, region: region)) {
      var counts: [String: Int] = [:]
      for document in snapshot.documents {
        guard let kind = document.kind, kind.isGlobal == isGlobal else { continue }
        if let account, let own = document.account, own != account { continue }
        if !isGlobal, let region, let own = document.region, own != region { continue }
        let folder =
          document.file.contains("/")
          ? document.file.prefix(upTo: document.file.lastIndex(of: "/") ?? document.file.startIndex) + "/"
          : ""
        // A folder of that very account outweighs files that name none.
        counts[String(folder), default: 0] += account != nil && document.account == account ? 1000 : 1
      }
      return counts.max { $0.value == $1.value ? $0.key > $1.key : $0.value < $1.value }?.key ?? ""
    }
  }
}
