import Sentences
import Evidence

/// What can happen to the wizard.
package enum Event: Sendable {
  case key(Key)
  case resized(Size)
  /// Ctrl-C.
  case interrupt
  /// The terminal is gone.
  case hangup
  /// A line was clicked.
  case click(row: Int, column: Int)
  case wheel(up: Bool)
  /// The diagnosis is there: opened, answered, undone, reloaded or in another language.
  case incident(Incident)
  /// What the start screen offers.
  case items([StartItem])
  /// Which playbook the snapshot's symptoms fit, and what shows it.
  case fits(String)
  /// Verdicts of the snapshot are others than they were.
  case changed([Incident.Change])
  /// How far something long has come.
  case progress(Progress)
  /// A raw file was read: its lines, and what it is.
  case file(RawFile)
  /// Something was done or failed; the line says what.
  case message(String, isError: Bool)
}

/// What the wizard wants done; the driver does it and answers with events.
package enum Effect: Hashable, Sendable {
  /// Load what the start screen offers.
  case open(StartItem)
  /// Stop the reading that is under way.
  case cancel
  case answer(step: String, choice: String)
  case override(hypothesis: String, verdict: Verdict, reason: String)
  /// Leave a hypothesis to the snapshot again.
  case withdraw(hypothesis: String)
  case skip(step: String, reason: String)
  /// Look at a skipped step after all.
  case takeUp(step: String)
  /// Delete an unfinished session.
  case discard(StartItem)
  case note(String)
  case undo
  case reload
  case language(Language)
  /// Read a file of the snapshot for the evidence screen.
  case readFile(String)
  /// Copy text; the name says what it is.
  case copy(String, name: String)
  case export
  case mouse(Bool)
  case redraw
  case quit
}

/// A line of the start screen that can be opened.
package struct StartItem: Hashable, Sendable {
  /// What kind of thing it is.
  package enum Kind: Hashable, Sendable {
    /// The snapshot named on the command line, with the playbook that fits.
    case snapshot
    case recorded
    case playbook
    case session
  }

  package var kind: Kind
  package var title: String
  package var detail: String
  package var playbook: String?
  /// The folder to load, or the id of the session.
  package var path: String?

  package init(kind: Kind, title: String, detail: String, playbook: String? = nil, path: String? = nil) {
    self.kind = kind
    self.title = title
    self.detail = detail
    self.playbook = playbook
    self.path = path
  }
}
