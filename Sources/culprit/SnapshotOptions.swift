import Sentences
import Diagnosis
import Evidence
import Files
import Playbooks
import Records
import ArgumentParser

/// Options of every command that takes a playbook and a snapshot.
struct SnapshotOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The snapshot: a directory, a .tar.gz or a recorded incident.", valueName: "dir"))
  var snapshot: String

  @OptionGroup var subject: SubjectOptions

  @OptionGroup var language: LanguageOptions

  /// The engine for a playbook on the snapshot.
  ///
  /// - Throws: the exit code, after the reason was told on stderr.
  func engine(_ playbook: String) throws -> Engine {
    let given = try subject.values()
    let playbook = try language.playbook(playbook)
    return try SnapshotOptions.engine(playbook, try SnapshotOptions.open(snapshot), given)
  }

  /// The snapshot at a path.
  static func open(_ path: String) throws -> Snapshot {
    do {
      return try Snapshot.load(path)
    } catch {
      throw Console.fail("\(error.text)", ExitStatus.unreadable)
    }
  }

  /// Says on stderr what of a snapshot could not be read.
  static func tell(_ damage: Damage, _ speech: Speech = Speech(.english)) {
    for line in damage.lines(20) { Console.note("culprit: \(speech(line))") }
  }

  /// The engine on the subject that the snapshot and the command line agree on.
  static func engine(_ playbook: Playbook, _ snapshot: Snapshot, _ given: [String: String]) throws -> Engine {
    let analysis = Analysis(snapshot)
    let resolution = SubjectResolution.resolve(playbook, analysis, given)
    let speech = Speech(playbook.language)
    guard case .resolved(let subject) = resolution else {
      tell(Damage.of(analysis, window: nil), speech)
      throw Console.fail(.init(lines: resolution.complaint(speech)), ExitStatus.unreadable)
    }
    tell(Damage.of(analysis, playbook, subject), speech)
    return Engine(playbook: playbook, analysis: analysis, subject: subject)
  }
}

/// What is to be diagnosed.
struct SubjectOptions: ParsableArguments {
  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Says what is meant, for example load-balancer=web; may be repeated.", valueName: "key=value"))
  var assignments: [String] = []

  @Option(help: ArgumentHelp("Records before this time do not count.", valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("Records after this time do not count.", valueName: "time"))
  var until: String?

  /// The assignments as a dictionary.
  func values() throws -> [String: String] {
    var values: [String: String] = [:]
    for assignment in assignments {
      guard let sign = assignment.firstIndex(of: "=") else {
        throw ValidationError("--set wants key=value, not `\(assignment)`")
      }
      let key = String(assignment[..<sign])
      guard Subject.keys.contains(key) else {
        let hint = Spelling.nearest(key, Subject.keys).map { "; did you mean \($0)?" } ?? ""
        let keys = Subject.keys.joined(separator: ", ")
        throw ValidationError("--set knows no key `\(key)`\(hint) (keys: \(keys))")
      }
      values[key] = String(assignment[assignment.index(after: sign)...])
    }
    if let since { values["since"] = since }
    if let until { values["until"] = until }
    for key in ["since", "until"] {
      guard let text = values[key], LogTime.parse(text) == nil else { continue }
      throw ValidationError("--\(key) wants a time like 2026-03-01T10:00:00Z, not `\(text)`")
    }
    return values
  }
}

/// The other snapshot that the present one is held against.
struct BaselineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A snapshot in which it works; each cause shows what is otherwise there.", valueName: "dir"))
  var baseline: String?

  @Option(
    help: ArgumentHelp(
      "Says what is meant in the baseline, where it differs; may be repeated.", valueName: "key=value"))
  var baselineSet: [String] = []

  /// The baseline's path and what is meant in it; nil where none was named.
  func choice(_ subject: SubjectOptions) throws -> BaselineChoice? {
    guard let baseline else {
      if baselineSet.isEmpty { return nil }
      throw ValidationError("--baseline-set says what is meant in a baseline: name one with --baseline DIR")
    }
    var given = subject
    if !baselineSet.isEmpty { given.assignments = baselineSet }
    return BaselineChoice(path: baseline, given: try given.values())
  }
}

/// A baseline that was named and is not read yet.
struct BaselineChoice {
  let path: String
  let given: [String: String]
}

extension Language: ExpressibleByArgument {}

/// In which language words for people are.
struct LanguageOptions: ParsableArguments {
  @Option(help: "The language of the playbook's words.")
  var lang: Language = .english

  /// The playbook of a name.
  func playbook(_ name: String) throws -> Playbook {
    do {
      return try PlaybookLibrary.standard().load(name, language: lang)
    } catch {
      if case .unknown = error { throw Console.fail("\(error.description)", ExitStatus.usage) }
      throw Console.fail(.init(lines: error.description), ExitStatus.unreadable)
    }
  }
}
