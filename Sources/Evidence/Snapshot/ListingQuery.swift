import Sentences
import Files

/// Answers ``Snapshot/listing(_:subject:aliases:account:region:)``: merges files, decides completeness.
struct ListingQuery {
  /// What is asked; the answer of a snapshot depends on nothing else.
  struct Question: Hashable, Sendable {
    let kind: DocumentKind
    let names: [String]
    let account: String?
    let region: String?
  }

  let snapshot: Snapshot
  let kind: DocumentKind
  /// The subject's names; empty asks for all.
  let names: [String]
  let account: String?
  let region: String?

  private var wanted: Set<String> { Set(names.map(DocumentRecognition.normalize)) }

  func answer() -> Listing {
    let wanted = wanted
    var matching: [Document] = []
    var items: [JSON] = []
    for document in snapshot.documents(of: kind) where isInScope(document) {
      let found = self.items(of: document)
      if wanted.isEmpty {
        matching.append(document)
        items += found
      } else {
        let mine = found.filter { isWanted($0, in: document, wanted) }
        let isNamed = document.subject.map { isSame($0, wanted) } ?? false
        let namesItself = found.contains { !ownNames($0, in: document).isEmpty }
        // A listing without subject covers everybody; a named one only whom it names.
        let coversAll = document.subject == nil && kind.isListingOfMany
        if !mine.isEmpty || (isNamed && !namesItself) || coversAll {
          matching.append(document)
          items += mine
        }
      }
    }
    let failed = snapshot.failedCalls.filter { call in
      call.kind == kind && snapshot.isOf(call, account: account, region: region)
        && (wanted.isEmpty || call.subject.map { isSame($0, wanted) } ?? false
          || (call.subject == nil && kind.isListingOfMany))
    }
    return Listing(
      kind: kind, items: items, state: state(matching, items, failed), documents: matching,
      need: snapshot.need(kind, subject: names.first, account: account, region: region))
  }

  private func isInScope(_ document: Document) -> Bool {
    isInScope(account: document.account, region: document.region)
  }

  private func isInScope(account own: String?, region home: String?) -> Bool {
    if let account, let own, own != account { return false }
    if let region, let home, home != region, home != "global" { return false }
    return true
  }

  private func items(of document: Document) -> [JSON] {
    guard let list = kind.list else { return [document.root] }
    return document.root[list]?.elements ?? []
  }

  /// The names that an item, or its document's root, gives itself; normalized.
  private func ownNames(_ item: JSON, in document: Document) -> [String] {
    let paths: [String]
    switch kind.subject {
    case .none: return []
    case .inside(let inner), .file(let inner): paths = inner
    }
    var found: [String] = []
    for path in paths {
      for start in [item, document.root] {
        var value: JSON? = start
        for step in path.split(separator: ".") { value = value?[String(step)] }
        guard let text = value?.scalar else { continue }
        found.append(DocumentRecognition.normalize(text))
        if let arn = ARN(text) { found += ListingQuery.names(of: arn) }
        break
      }
    }
    return found
  }

  /// The names under which an ARN is known: resource, last part, and for load balancers and target groups the name.
  private static func names(of arn: ARN) -> [String] {
    let parts = arn.resource.split(separator: "/").map(String.init)
    var names = [arn.resource, arn.name, parts.last ?? arn.resource]
    if arn.service == "elasticloadbalancing" {
      if parts.first == "targetgroup", parts.count > 1 { names.append(parts[1]) }
      if parts.count > 2, parts[0] != "targetgroup" { names.append(parts[2]) }
    }
    if arn.service == "ecs", parts.first == "task-definition",
      let family = parts.last?.split(separator: ":").first
    {
      names.append(String(family))
    }
    return names.map(DocumentRecognition.normalize)
  }

  private func isWanted(_ item: JSON, in document: Document, _ wanted: Set<String>) -> Bool {
    let own = ownNames(item, in: document)
    if !own.isEmpty { return own.contains { wanted.contains($0) } }
    if kind.isListingOfMany { return true }
    return document.subject.map { isSame($0, wanted) } ?? false
  }

  /// `web` also names itself `web-6774c71a4100e91c`, as its ARN does.
  private func isSame(_ subject: String, _ wanted: Set<String>) -> Bool {
    if wanted.contains(subject) { return true }
    for name in wanted where subject.hasPrefix(name + "-") {
      let rest = subject.dropFirst(name.count + 1)
      if rest.count == 16, rest.allSatisfy(\.isHexDigit) { return true }
    }
    return false
  }

  private func state(_ documents: [Document], _ items: [JSON], _ failed: [FailedCall]) -> Listing.State {
    if let lost = loss() { return .partial(lost.sentence) }
    if documents.isEmpty {
      if let call = failed.first(where: \.provesAbsence) { return .absent(call) }
      if let call = failed.first(where: \.isDenied) { return .denied(call) }
      if let call = failed.first { return .failed(call) }
      return .notCollected
    }
    if let why = truncation(documents) ?? filter(documents) ?? selection(documents)
      ?? unread(in: snapshot.unreadOfAnyKind).map({ "\($0.path) could not be read" })
      ?? Contradiction.find(kind, items, self.snapshot, account, region)
    {
      return .partial(why)
    }
    if wanted.isEmpty, kind.isListingOfMany {
      let general = documents.filter { $0.subject == nil || Self.isPage($0.subject) }
      if general.isEmpty {
        return .partial(
          "it was collected for \(documents.compactMap(\.subject).sorted().joined(separator: ", ")) only")
      }
      // A failed call beside a listing without subject is another account's or region's.
      if let call = failed.first(where: { $0.subject == nil }) {
        return .partial("a part of it failed (\(call.file))")
      }
    }
    return .complete
  }

  /// What `--query` left of an answer: whether it left all of it the file does not say.
  private func selection(_ documents: [Document]) -> Sentence? {
    documents.first(where: \.isQueried).map {
      "\($0.file) holds what `--query` left of the answer, which may be a part of it"
    }
  }

  /// What of the listing is there and cannot be read: then what it lacks may have stood there.
  private func loss() -> SnapshotProblem? {
    if let unread = unread(in: snapshot.unread[kind] ?? []) { return unread.problem }
    for document in snapshot.documents(of: kind) where !document.damage.isEmpty && isInScope(document) {
      for damage in document.damage {
        guard let item = damage.item else { continue }
        let value = JSON(index: document.index, at: item, document: document)
        let own = value.isObject ? ownNames(value, in: document) : []
        let isOfAnother = !damage.isTwice && !own.isEmpty && !own.contains { wanted.contains($0) }
        if wanted.isEmpty || !isOfAnother { return document.problem(damage) }
      }
    }
    return nil
  }

  /// The first part that could not be read and may hold some of the listing.
  private func unread(in parts: [UnreadPart]) -> UnreadPart? {
    parts.first { part in
      part.mayHold(kind, account: account, region: region)
        && (wanted.isEmpty || part.subject.map { isSame($0, wanted) } ?? true)
    }
  }

  private static func isPage(_ subject: String?) -> Bool {
    subject?.wholeMatch(of: /(?:page|part|p)?-?[0-9]+/) != nil
  }

  private func truncation(_ documents: [Document]) -> Sentence? {
    var open: [Document] = []
    var last: [Document] = []
    for document in documents {
      if document.namesNextPage { open.append(document) } else { last.append(document) }
    }
    for open in open {
      let isClosed = last.contains { other in
        (other.account == open.account || other.account == nil || open.account == nil)
          && (other.region == open.region || other.region == nil || open.region == nil)
          // What answers for one subject is all about that subject, whatever the files are called.
          && (!wanted.isEmpty || other.subject == open.subject || Self.isPage(other.subject)
            || Self.isPage(open.subject))
      }
      if !isClosed {
        return "\(open.file) ends with a token for the next page, which is not there"
      }
    }
    return nil
  }

  /// Options that narrow a listing; an option that names the subject does not.
  private static let narrowing: Set<String> = [
    "--filters", "--filter", "--max-items", "--max-results", "--page-size", "--no-paginate", "--group-ids",
    "--group-names", "--network-interface-ids", "--subnet-ids", "--route-table-ids", "--network-acl-ids",
    "--vpc-endpoint-ids", "--nat-gateway-ids", "--internet-gateway-ids", "--security-group-rule-ids",
    "--names",
    "--load-balancer-arns", "--target-group-arns", "--repository-names", "--image-ids", "--instance-ids",
    "--vpc-ids", "--prefix-list-ids", "--log-group-name-prefix", "--query", "--parameter-filters",
    "--starting-token",
  ]

  private func filter(_ documents: [Document]) -> Sentence? {
    for document in documents {
      guard let call = snapshot.callsByFile[document.file] else { continue }
      for option in call.arguments where option.hasPrefix("--") {
        let name = String(option.prefix { $0 != "=" })
        guard Self.narrowing.contains(name), name != "--page-size", name != "--starting-token" else {
          continue
        }
        if name == "--query", call.arguments.contains(where: { $0.contains("merge(@") }) { continue }
        if name == "--image-ids", kind == .imageManifests { continue }
        if name == "--max-items" || name == "--max-results" || name == "--no-paginate" { continue }
        if name == "--names", kind == .parameters {
          return "calls.jsonl shows the filter \(name)"
        }
        if document.subject != nil, !wanted.isEmpty { continue }
        return "calls.jsonl shows the filter \(name) on \(document.file)"
      }
    }
    return nil
  }
}

extension Document {
  /// Whether the output ends in a token for a next page.
  package var namesNextPage: Bool {
    ["NextToken", "nextToken", "NextMarker", "Marker"].contains { !(root[$0]?.string ?? "").isEmpty }
      && !(root["IsTruncated"]?.bool == false) || root["IsTruncated"]?.bool == true
  }
}
