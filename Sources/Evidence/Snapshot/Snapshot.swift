import Files
import Foundation

/// All that was understood of a directory of AWS CLI outputs, logs and Terraform files.
///
/// The only reader of files. It knows for every listing whether it is complete, filtered, truncated, denied,
/// failed or not collected; everything else relies on that.
package final class Snapshot: Sendable {
  /// What the path holds that was named on the command line.
  package let origin: String
  package let files: [SnapshotFile]
  package let documents: [Document]
  package let failedCalls: [FailedCall]
  package let calls: [RecordedCall]
  package let problems: [SnapshotProblem]
  /// What is there and could not be read: folders (they end in `/`) and files.
  let unread: [DocumentKind: [UnreadPart]]
  /// Folders, and files whose name tells no kind.
  let unreadOfAnyKind: [UnreadPart]
  /// JSON files of a kind that the program does not read; listed, not an error.
  package let unknown: [Document]
  /// Set by a recorded incident's `case.yaml`; applies by itself.
  package let presets: [String: String]
  /// Files that are neither JSON nor failed calls, by what their content is.
  package let texts: [TextFile]
  /// Changes that were applied to the files (the what-if); empty for a snapshot as it was taken.
  package let applied: [String]
  private let byKind: [DocumentKind: [Document]]
  /// The last call of `calls.jsonl` that succeeded, by the file that it wrote.
  let callsByFile: [String: RecordedCall]
  /// What was read of each file; a changed copy shares it.
  private let readings: [String: FileReading]
  /// What the listing of the files left out, as opposed to their reading.
  private let unlisted: (problems: [SnapshotProblem], unread: [String])
  let indexes = SnapshotIndexes()
  /// The accounts that documents name, the most frequent first.
  package let accounts: [String]
  /// The regions that documents name (without `global`), the most frequent first.
  package let regions: [String]
  /// Who hears how far the reading has come.
  package let meter: WorkMeter?

  /// Reads the snapshot at `path`.
  ///
  /// - Throws: ``SnapshotProblem`` where the path cannot be read at all; everything smaller is in `problems`.
  package static func load(_ path: String, meter: WorkMeter? = nil) throws(SnapshotProblem) -> Snapshot {
    let listing = try FileTree.read(path)
    return Snapshot(
      origin: path, files: listing.files, presets: listing.presets, problems: listing.problems,
      unread: listing.unread, meter: meter)
  }

  package convenience init(
    origin: String, files: [SnapshotFile], presets: [String: String] = [:], applied: [String] = [],
    problems: [SnapshotProblem] = [], unread: [String] = [], meter: WorkMeter? = nil
  ) {
    self.init(
      origin: origin, files: files, presets: presets, applied: applied, problems: problems, unread: unread,
      meter: meter, before: [:])
  }

  private init(
    origin: String, files: [SnapshotFile], presets: [String: String], applied: [String],
    problems: [SnapshotProblem], unread: [String], meter: WorkMeter?, before: [String: FileReading]
  ) {
    let reader = SnapshotReader.read(files, before: before, meter: meter)
    self.readings = reader.readings
    self.meter = meter
    self.origin = origin
    self.files = files
    self.presets = presets
    self.applied = applied
    self.documents = reader.documents
    self.failedCalls = reader.failedCalls
    self.calls = reader.calls
    self.unlisted = (problems, unread)
    self.problems = problems + reader.problems
    self.callsByFile = Dictionary(
      reader.calls.filter { $0.status == 0 }.map { ($0.file, $0) }, uniquingKeysWith: { _, last in last })
    self.unknown = reader.unknown
    self.texts = reader.texts
    let lost = unread.map { UnreadPart($0) } + reader.unread
    var unreadByKind: [DocumentKind: [UnreadPart]] = [:]
    for part in lost { if let kind = part.kind { unreadByKind[kind, default: []].append(part) } }
    self.unread = unreadByKind
    self.unreadOfAnyKind = lost.filter { $0.kind == nil }
    var byKind: [DocumentKind: [Document]] = [:]
    for document in reader.documents {
      if let kind = document.kind { byKind[kind, default: []].append(document) }
    }
    self.byKind = byKind
    accounts = Snapshot.ranked(reader.documents.compactMap(\.account))
    regions = Snapshot.ranked(reader.documents.compactMap(\.region).filter { $0 != "global" })
  }

  /// The same snapshot with some files replaced or added, as a fix would leave the account.
  package func replacing(_ changed: [SnapshotFile], applied what: String) -> Snapshot {
    var all = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
    for file in changed { all[file.path] = file }
    return holding(all.values.sorted { $0.path < $1.path }, applied: applied + [what])
  }

  /// The same snapshot with other files; what could not be listed of it stays unknown.
  package func holding(_ files: [SnapshotFile], applied: [String]) -> Snapshot {
    Snapshot(
      origin: origin, files: files, presets: presets, applied: applied, problems: unlisted.problems,
      unread: unlisted.unread, meter: nil, before: readings)
  }

  /// The documents of one kind, in file order.
  package func documents(of kind: DocumentKind) -> [Document] {
    AskLog.current?.note(kind)
    return byKind[kind] ?? []
  }

  /// The files of some kinds that are not JSON of the AWS CLI.
  package func texts(of kinds: [TextFile.Kind]) -> [TextFile] {
    for kind in kinds { kind.document.map { AskLog.current?.note($0) } }
    return texts.filter { kinds.contains($0.kind) }
  }

  /// What the snapshot has of one kind.
  ///
  /// - Parameters:
  ///   - kind: for example ``DocumentKind/securityGroups``.
  ///   - subject: whose answer is asked for; names, ids and ARNs compare normalized.
  ///   - aliases: other names of the same subject.
  ///   - account: twelve digits; nil asks for all accounts.
  ///   - region: nil asks for all regions.
  /// - Returns: the merged items and how far they can be relied on.
  package func listing(
    _ kind: DocumentKind, subject: String? = nil, aliases: [String] = [], account: String? = nil,
    region: String? = nil
  ) -> Listing {
    AskLog.current?.note(kind)
    let question = ListingQuery.Question(
      kind: kind, names: [subject].compactMap { $0 } + aliases, account: account, region: region)
    return indexes.listings.value(question) {
      let query = ListingQuery(
        snapshot: self, kind: kind, names: question.names, account: account, region: region)
      return AskLog.current?.unheard(query.answer) ?? query.answer()
    }
  }

  /// A call about one subject whose error code proves that there is no such subject.
  ///
  /// `describe-repositories --repository-names X`, and its like, ask a listing for one item by name.
  package func refusal(
    _ kind: DocumentKind, of subject: String, account: String? = nil, region: String? = nil
  ) -> FailedCall? {
    AskLog.current?.note(kind)
    let wanted = DocumentRecognition.normalize(subject)
    return failedCalls.first { call in
      call.kind == kind && call.subject == wanted && call.provesAbsence
        && isOf(call, account: account, region: region)
    }
  }

  /// Whether a failed call was made in an account and region.
  ///
  /// One that says neither by its folder belongs to the subject's own (`contract.md` 1), which most documents are of.
  func isOf(_ call: FailedCall, account: String?, region: String?) -> Bool {
    func fits(_ own: String?, _ home: String?, _ wanted: String?) -> Bool {
      guard let wanted, let known = own ?? home, known != "global" else { return true }
      return known == wanted
    }
    return fits(call.account, accounts.first, account) && fits(call.region, regions.first, region)
  }

  /// The file and the command that would make a document; `argument` is what the command calls the subject where
  /// the file has another name for it.
  package func need(
    _ kind: DocumentKind, subject: String? = nil, account: String? = nil, region: String? = nil,
    argument: String? = nil
  ) -> Need {
    AskLog.current?.note(kind)
    return NeedWriter(snapshot: self).need(
      kind, subject: subject, account: account, region: region, argument: argument)
  }

  private static func ranked(_ values: [String]) -> [String] {
    var counts: [String: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.keys.sorted { first, second in
      let one = counts[first] ?? 0
      let other = counts[second] ?? 0
      return one == other ? first < second : one > other
    }
  }
}

/// One line of `calls.jsonl`: a call that the collect script made.
package struct RecordedCall: Sendable {
  package let at: String?
  package let status: Int
  package let file: String
  package let arguments: [String]
}

/// A file that is not JSON of the AWS CLI.
package struct TextFile: Sendable {
  /// What the content is.
  package enum Kind: String, Sendable {
    case cloudFrontLog, loadBalancerLog, terraformSource, terraformState, terraformShow, other

    /// The kind that stands for it where documents are asked for; nil for what is none of them.
    var document: DocumentKind? {
      switch self {
      case .cloudFrontLog: .edgeLog
      case .loadBalancerLog: .balancerLog
      case .terraformSource, .terraformState, .terraformShow: .terraform
      case .other: nil
      }
    }
  }

  package let file: SnapshotFile
  package let kind: Kind
}
