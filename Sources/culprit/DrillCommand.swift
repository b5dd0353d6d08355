import ArgumentParser
import Diagnosis
import Foundation

/// `culprit drill`: practise on a recorded incident.
struct DrillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: "Tells a recorded incident, takes a guess, and shows the proof.",
    discussion: """
      Without CASE: the incidents there are. Guesses are ids of hypotheses, one a line; an empty line gives a hint.

      Example:
        culprit drill hardening-orphan-group
      """)

  @Argument(help: "A recorded incident, by name or folder.")
  var incident: String?

  @OptionGroup var language: LanguageOptions

  mutating func run() throws {
    let library = PlaybookLibrary.standard()
    guard let incident else {
      for id in library.ids {
        Console.write("\(id):")
        let folders = library.cases(id)
        let told = RecordedTranslation.read(of: folders, language: language.lang.rawValue)
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
        let told = RecordedTranslation.read(of: [folder], language: language.lang.rawValue)
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
      throw Console.fail(error.text, ExitStatus.unreadable)
    }
    let engine = try SnapshotOptions.engine(playbook, try SnapshotOptions.open(folder), [:])
    let conclusion = engine.conclude()
    let causes = conclusion.causes.map(\.id)
    let speech = Speech(playbook.language)
    Console.write("\(recorded.title)\n\n\(recorded.story ?? playbook.symptom)")
    Console.write("\n" + speech("What is wrong? The hypotheses (`nothing` if all is well):"))
    for hypothesis in playbook.ordered where hypothesis.kind == .cause {
      Console.write("  \(hypothesis.id): \(hypothesis.claim)")
    }
    var hints = recorded.hints[...]
    while let line = readLine() {
      let guess = line.trimmingCharacters(in: .whitespaces)
      if guess.isEmpty {
        Console.write(
          hints.popFirst().map { "\(speech("hint")): \($0)" } ?? speech("there are no more hints"))
        continue
      }
      if causes.contains(guess) || (guess == "nothing" && causes.isEmpty) {
        Console.write(speech("yes."))
        break
      }
      guard let judgement = engine.judge(guess) else {
        Console.write(speech("`\(guess)` is no id of this playbook"))
        continue
      }
      let (verdict, because) = (Wording.verdict(judgement.verdict), judgement.finding.because)
      Console.write("\(speech("no")): \(speech(verdict)), \(speech(because))")
    }
    Console.write("\n" + DiagnosisText.render(conclusion, playbook))
    if let teach = recorded.teach { Console.write("\n\(teach)") }
  }
}
