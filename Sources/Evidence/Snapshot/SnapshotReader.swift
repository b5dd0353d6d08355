import Sentences
import Dispatch
import Files
import Foundation
import Synchronization

/// The pass over a snapshot's files that tells what each is.
struct SnapshotReader {
  var documents: [Document] = []
  var failedCalls: [FailedCall] = []
  var calls: [RecordedCall] = []
  var problems: [SnapshotProblem] = []
  var unknown: [Document] = []
  var texts: [TextFile] = []
  /// Files and documents that are there and whose content is lost.
  var unread: [UnreadPart] = []
  /// How many files, and how many bytes of them, are read together.
  private static let batchFiles = 1024
  private static let batchBytes = 4 << 20
  /// How many bytes tell what a file is.
  private static let headSize = 4096
  /// Bytes of the JSON texts that stay in memory.
  private var held = 0
  /// What was read of each file whose content alone tells it.
  private(set) var readings: [String: FileReading] = [:]

  /// Reads the files; those that are the same in `before` are not read again.
  static func read(
    _ files: [SnapshotFile], before: [String: FileReading] = [:], meter: WorkMeter? = nil
  ) -> SnapshotReader {
    var reader = SnapshotReader()
    let present = Set(files.map(\.path))
    let filled = Set(files.filter { $0.size > 0 }.map(\.path))
    let total = files.reduce(0) { $0 + $1.size }
    var done = 0
    var next = files.startIndex
    // Each file is read by itself; only where all may be too much for memory does the order decide who is read.
    let limit = total <= SnapshotLimits.allDocuments / 2 ? batchBytes : 0
    while next < files.endIndex, meter?.isStopped != true {
      meter?.tell(.files, done, of: total)
      let batch = batch(of: files[next...], limit)
      for (file, reading) in zip(batch, contents(of: batch, before, held: reader.held)) {
        if let reading {
          reader.add(reading)
        } else {
          reader.take(file, present: present, filled: filled)
        }
        done += file.size
      }
      next = batch.endIndex
    }
    reader.addFailuresOfCalls(present: present)
    return reader
  }

  /// The next files that are read together: few enough for who waits to see how far it has come, and to stop it.
  private static func batch(of files: ArraySlice<SnapshotFile>, _ limit: Int) -> ArraySlice<SnapshotFile> {
    var bytes = 0
    return files.prefix(batchFiles).prefix { file in
      defer { bytes += file.size }
      return bytes == 0 || bytes + file.size <= limit
    }
  }

  /// What files came to whose content alone tells it; nil for the others.
  ///
  /// All processors read, and the answers stand in the files' order.
  private static func contents(
    of files: ArraySlice<SnapshotFile>, _ before: [String: FileReading], held: Int
  ) -> [FileReading?] {
    let files = Array(files)
    let readings = Mutex<[FileReading?]>(Array(repeating: nil, count: files.count))
    let share = max(1, min(32, files.count / 8))
    DispatchQueue.concurrentPerform(iterations: (files.count + share - 1) / share) { part in
      let range = part * share..<min((part + 1) * share, files.count)
      let made = files[range].map { reading(of: $0, before, held: held) }
      readings.withLock { $0.replaceSubrange(range, with: made) }
    }
    return readings.withLock { $0 }
  }

  private static func reading(
    of file: SnapshotFile, _ before: [String: FileReading], held: Int
  ) -> FileReading? {
    if let known = before[file.path], known.file.isSame(as: file) { return known }
    let base = base(of: file)
    if file.size == 0 || base == "calls.jsonl" || base.hasSuffix(".err") { return nil }
    var alone = SnapshotReader()
    alone.held = held
    alone.takeContent(file, base)
    return FileReading(
      file: file, documents: alone.documents, unknown: alone.unknown, texts: alone.texts,
      problems: alone.problems, unread: alone.unread, held: alone.held - held)
  }

  private static func base(of file: SnapshotFile) -> String {
    guard let slash = file.path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return file.path }
    return String(file.path[file.path.index(after: slash)...])
  }

  /// Takes what is no content: a record of calls, an error's text, an empty file.
  private mutating func take(_ file: SnapshotFile, present: Set<String>, filled: Set<String>) {
    let base = SnapshotReader.base(of: file)
    if base == "calls.jsonl" { return readCalls(file) }
    if base.hasSuffix(".err") { return readError(file, filled: filled) }
    if file.size == 0 {
      // `> x.json 2> x.err` leaves both; the message says more than the empty output.
      let errors = [file.path + ".err", String(file.path.dropLast(5)) + ".err"]
      if base.hasSuffix(".json"), !errors.contains(where: present.contains) {
        addFailure(file, message: "", line: 1)
      } else if [".log", ".gz", ".tfstate"].contains(where: base.hasSuffix) {
        problems.append(
          SnapshotProblem(
            file: file.path, what: "it is empty (0 bytes), as a failed download leaves it; fetch it again"))
      }
    }
  }

  /// Reads a file whose content alone tells what it is.
  private mutating func takeContent(_ file: SnapshotFile, _ base: String) {
    let head: [UInt8]
    do {
      head = try file.read(upTo: SnapshotReader.headSize)
    } catch {
      return leaveOut(file, error)
    }
    if let kind = TextRecognition.kind(head, name: base) {
      texts.append(TextFile(file: file, kind: kind))
      return
    }
    let first = head.first { ![0x20, 0x0A, 0x0D, 0x09, 0xEF, 0xBB, 0xBF].contains($0) }
    guard
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || base.hasSuffix(".json")
        || FileText.isYAMLAnswer(head, name: base)
    else {
      texts.append(TextFile(file: file, kind: .other))
      return
    }
    readJSON(file, head: head)
  }

  private mutating func add(_ reading: FileReading) {
    documents += reading.documents
    unknown += reading.unknown
    texts += reading.texts
    problems += reading.problems
    unread += reading.unread
    held += reading.held
    readings[reading.file.path] = reading
  }

  private mutating func leaveOut(_ file: SnapshotFile, _ problem: SnapshotProblem) {
    problems.append(problem)
    unread.append(UnreadPart(file.path, problem))
  }

  private mutating func readJSON(_ file: SnapshotFile, head: [UInt8]) {
    let index: JSONIndex
    do {
      index = try self.index(file, head: head)
    } catch {
      // Code that is there and cannot be read is not code that does not name anything.
      let text = String(decoding: head, as: UTF8.self)
      if text.contains("\"terraform_version\"") || text.contains("\"format_version\"") {
        texts.append(TextFile(file: file, kind: .terraformShow))
      }
      return leaveOut(file, error)
    }
    held += index.bytes.count
    let named = DocumentRecognition.name(of: file.path)
    if let query = QueryResult(index, named: named?.kind) {
      return add(query, in: file, named?.subject)
    }
    let folders = DocumentScope.ofFolders(file.path)
    for (position, root) in index.roots.enumerated() {
      let number = index.roots.count > 1 ? position + 1 : nil
      let bare = Document(
        file: file.path, number: number, rootEntry: root, index: index, kind: nil, subject: nil, account: nil,
        region: nil)
      if TextRecognition.isTerraform(bare.root) {
        if position == 0 {
          texts.append(TextFile(file: file, kind: TextRecognition.terraformKind(bare.root)))
        }
        continue
      }
      var kind = DocumentRecognition.kind(of: bare.root, named: named?.kind)
      let inside = DocumentScope.inside(bare.root)
      let isGlobal = kind?.isGlobal ?? false
      var damage = kind.map { SnapshotReader.damage(in: index, root, $0) } ?? []
      if let found = kind, found != named?.kind,
        SnapshotReader.isForeign(bare.root, found, damage)
          || damage.contains(where: { $0.item == nil })
            && DocumentRecognition.saysOther(file.path, than: found)
      {
        // Another program's or service's answer that has a member of the same name: an unknown kind, no damage.
        kind = nil
        damage = []
      }
      let document = Document(
        file: file.path, number: number, rootEntry: root, index: index, kind: kind,
        subject: named?.subject.map(DocumentRecognition.normalize),
        account: inside.account ?? folders.account,
        region: isGlobal ? "global" : inside.region ?? folders.region, damage: damage)
      add(document)
    }
  }

  /// Takes in what `--query` left of one answer, under the name of the list that it was taken from.
  private mutating func add(_ query: QueryResult, in file: SnapshotFile, _ subject: String?) {
    let folders = DocumentScope.ofFolders(file.path)
    let bare = Document(
      file: file.path, number: nil, rootEntry: query.root, index: query.index, kind: nil, subject: nil,
      account: nil, region: nil)
    let inside = DocumentScope.inside(bare.root)
    add(
      Document(
        file: file.path, number: nil, rootEntry: query.root, index: query.index, kind: query.kind,
        subject: subject.map(DocumentRecognition.normalize), account: inside.account ?? folders.account,
        region: query.kind.isGlobal ? "global" : inside.region ?? folders.region,
        damage: SnapshotReader.damage(in: query.index, query.root, query.kind), originEntry: query.origin))
  }

  private func index(_ file: SnapshotFile, head: [UInt8]) throws(SnapshotProblem) -> JSONIndex {
    let first = head.first { ![0x20, 0x0A, 0x0D, 0x09, 0xEF, 0xBB, 0xBF].contains($0) }
    let bytes: [UInt8]
    if let first, !"{[\"-0123456789tfn".utf8.contains(first),
      !FileText.isYAMLAnswer(head, name: SnapshotReader.base(of: file))
    {
      // What does not begin like JSON is not read to its end, however long it is.
      bytes = head
    } else {
      if file.size <= SnapshotLimits.wholeFile, held + file.size > SnapshotLimits.allDocuments {
        throw SnapshotProblem(
          file: file.path,
          what: "not read: the JSON files before it come to \(SnapshotLimits.text(held)), and all may have "
            + "\(SnapshotLimits.text(SnapshotLimits.allDocuments)); move what is not needed out of the snapshot"
        )
      }
      // A short file was read to its end already.
      bytes = file.size <= SnapshotReader.headSize ? head : try file.read()
    }
    do {
      return try FileText.index(bytes, file: file.path)
    } catch {
      let what =
        error.isTooLarge
        ? error.what : "not JSON: \(error.what); collect this file again with `--output json`"
      throw SnapshotProblem(file: file.path, line: error.line, column: error.column, what: what)
    }
  }

  private static func damage(in index: JSONIndex, _ root: Int, _ kind: DocumentKind) -> [DocumentDamage] {
    guard let shape = DocumentShape.of(kind) else { return [] }
    return DocumentDamage.find(in: index, root: root, shape: shape, list: kind.list)
  }

  /// Whether nothing of what a document lists is of a kind that its file's name does not tell.
  private static func isForeign(_ root: JSON, _ kind: DocumentKind, _ damage: [DocumentDamage]) -> Bool {
    guard let first = damage.first, damage.allSatisfy(\.isForeign) else { return false }
    if first.item == nil { return true }
    return kind.list.flatMap { root[$0]?.elements.count } == damage.count
  }

  /// Takes a document in; one whose own members cannot be read counts as missing.
  private mutating func add(_ document: Document) {
    guard let kind = document.kind else { return unknown.append(document) }
    problems += document.damage.map(document.problem)
    guard let own = document.damage.first(where: { $0.item == nil }) else {
      return documents.append(document)
    }
    unread.append(UnreadPart(document, kind: kind, document.problem(own)))
  }

  private mutating func readError(_ file: SnapshotFile, filled: Set<String>) {
    let output = String(file.path.dropLast(4))
    // A warning beside an output that is there is no failure; the output decides.
    if filled.contains(output + ".json") || filled.contains(output) { return }
    do {
      let text = try file.read(upTo: SnapshotLimits.errorText)
      let found = ErrorText.message(in: text)
      if file.size > SnapshotLimits.errorText {
        problems.append(
          SnapshotProblem(
            file: file.path,
            what: "too large to be read: only its first \(SnapshotLimits.text(SnapshotLimits.errorText)) "
              + "were searched for the message of the failed call"))
      }
      addFailure(file, message: found.message, line: found.line)
    } catch {
      problems.append(error)
      addFailure(file, message: "", line: 1)
    }
  }

  private mutating func addFailure(_ file: SnapshotFile, message: String, line: Int) {
    guard let named = DocumentRecognition.name(of: file.path) else {
      problems.append(
        SnapshotProblem(
          file: file.path,
          what:
            "a failed call whose command the name does not tell; name it <service>.<operation>[.<subject>]"))
      return
    }
    let folders = DocumentScope.ofFolders(file.path)
    failedCalls.append(
      FailedCall(
        kind: named.kind, subject: named.subject.map(DocumentRecognition.normalize), account: folders.account,
        region: folders.region, file: file.path, code: FailedCall.code(in: message), message: message,
        line: line))
  }

  private mutating func readCalls(_ file: SnapshotFile) {
    do {
      let read = try RecordedCalls.read(file)
      calls += read.calls
      problems += read.problems
    } catch {
      leaveOut(file, error)
    }
  }

  /// A call with a status other than 0 that left neither output nor message is a failed one, too.
  private mutating func addFailuresOfCalls(present: Set<String>) {
    let known = Set(failedCalls.map(\.file))
    for call in calls where call.status != 0 && !call.file.isEmpty {
      let stem = call.file.hasSuffix(".json") ? String(call.file.dropLast(5)) : call.file
      let left = [call.file, stem + ".json", stem + ".err"]
      if left.contains(where: { present.contains($0) || known.contains($0) }) { continue }
      addFailure(SnapshotFile(path: call.file, bytes: []), message: "", line: 1)
    }
  }
}
