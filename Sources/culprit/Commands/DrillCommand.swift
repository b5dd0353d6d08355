import Sentences
import Commands
import Diagnosis
import Evidence
import Files
import Playbooks
import ArgumentParser
import Foundation
import Screens

/// `culprit drill`: practise on a recorded incident.
struct DrillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: "Tells a recorded incident, asks for your verdict step by step, and shows the proof.",
    discussion: """
      Without CASE: the incidents there are. A digit answers; Enter shows the proof, h gives a hint, q ends.

      Example:
        culprit drill hardening-orphan-group
      """)

  @Argument(help: "A recorded incident, by name or folder.")
  var incident: String?

  @OptionGroup var language: LanguageOptions

  mutating func run() throws {
    let library = PlaybookLibrary.standard()
    guard let incident else {
      Console.write(words(DrillWord.cases) + " culprit drill <incident>\n")
      for id in library.ids {
        Console.write("\(id):")
        let folders = library.cases(id)
        let told = RecordedTranslation.read(of: folders, language: language.lang)
        for folder in folders {
          guard let headline = RecordedHeadline.read(folder) else { continue }
          Console.write("  \(DrillCommand.name(folder)): \(told(headline).title)")
        }
      }
      return
    }
    for id in library.ids {
      for folder in library.cases(id)
      where DrillCommand.name(folder) == incident || folder == incident
        || URL(fileURLWithPath: folder).standardized == URL(fileURLWithPath: incident).standardized
      {
        let told = RecordedTranslation.read(of: [folder], language: language.lang)
        return try practise(try language.playbook(id), folder, told)
      }
    }
    let names = library.ids.flatMap { library.cases($0) }.map { DrillCommand.name($0) }
    let hint = Spelling.nearest(incident, names).map { "; did you mean \($0)?" } ?? ""
    throw Console.fail("there is no recorded incident \(incident)\(hint)", ExitStatus.usage)
  }

  private static func name(_ folder: String) -> String {
    folder.split(separator: "/").last.map(String.init) ?? folder
  }

  private func practise(_ playbook: Playbook, _ folder: String, _ told: RecordedTranslation) throws {
    let recorded: RecordedIncident
    do {
      recorded = told(try RecordedIncident.read(folder))
    } catch {
      throw Console.fail("\(words.speech(error.sentence))", ExitStatus.unreadable)
    }
    let session = Session(engine: try SnapshotOptions.engine(playbook, try SnapshotOptions.open(folder), [:]))
    var incident = IncidentMaker.incident(session)
    if let rows = EffectsMaker.rows(session, { _, _ in true }) {
      incident = EffectsMaker.filled(incident, rows, session, words)
    }
    var drill = Drill(incident, recorded: recorded, words)
    say(drill.opening)
    while !drill.isOver {
      // The end of the input shows the rest, so that a pipe gets all of it.
      let line = readLine() ?? ""
      say(drill.reply(line.trimmingCharacters(in: .whitespaces)))
    }
    Console.write("\n" + words(DrillWord.walkIt))
    Console.write(
      "  " + ShellCommand(["culprit", .own(playbook.id), "--snapshot", .path(folder, "snapshot")]).text)
  }

  private var words: Words { Words(language.lang) }

  private func say(_ page: Page) {
    let rows = PageRows.of(page, width: 78, words: words, look: Look(ascii: true))
    Console.write("\n" + rows.map(\.text).joined(separator: "\n"))
  }
}
