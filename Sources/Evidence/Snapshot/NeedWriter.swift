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

  /// The folder in which the snapshot keeps what has the same scope, ending in `/` where it is one.
  private func folder(of kind: DocumentKind, account: String?, region: String?) -> String {
    let home = snapshot.regions.first
    // What says nothing else belongs to the subject's own (`contract.md` 1): another's has to say so by its folder.
    let foreign = [
      account.flatMap { account in snapshot.accounts.first.flatMap { $0 == account ? nil : account } },
      kind.isGlobal ? nil : region.flatMap { region in home.flatMap { $0 == region ? nil : region } },
    ].compactMap { $0 }
    let own = folders(isGlobal: kind.isGlobal, account: account, region: region)
    if foreign.isEmpty { return own.max(by: NeedWriter.isLess)?.key ?? "" }
    let named = own.filter { folder, _ in
      let parts = folder.split(separator: "/").map(String.init)
      return foreign.allSatisfy(parts.contains)
    }
    return named.max(by: NeedWriter.isLess)?.key ?? foreign.map { $0 + "/" }.joined()
  }

  private static func isLess(
    _ one: Dictionary<String, Int>.Element, _ other: Dictionary<String, Int>.Element
  ) -> Bool {
    one.value == other.value ? one.key > other.key : one.value < other.value
  }

  /// The folders that hold documents of a scope, with how much speaks for each.
  private func folders(isGlobal: Bool, account: String?, region: String?) -> [String: Int] {
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
      return counts
    }
  }
}
