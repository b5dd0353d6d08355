import Sentences
import Commands
import Evidence

/// A repair with two faces: the command that is printed and the change to the snapshot that the what-if applies.
package struct FixOperation: Sendable {
  /// The name playbooks use: that of the AWS CLI operation where one does it.
  package var name: String
  /// One sentence for the manual.
  package var summary: Sentence
  package var parameters: [FixParameter]
  /// The commands, in the order to run them.
  package var commands: @Sendable (FixValues) -> [ShellCommand]
  /// The change to the snapshot's documents; nil where no document would show it.
  package var edits: (@Sendable (FixValues, Snapshot) throws(FixUnmodelled) -> [DocumentEdit])?
  /// The commands for several sets of values, where one command after the other would undo the one before.
  package var together: (@Sendable ([FixValues]) -> [ShellCommand])?
  /// Makes one set of several that have to be given in one command.
  package var merge: (@Sendable ([FixValues]) -> [FixValues])?

  package init(
    _ name: String, _ summary: Sentence, _ parameters: [FixParameter],
    commands: @escaping @Sendable (FixValues) -> [ShellCommand],
    edits: (@Sendable (FixValues, Snapshot) throws(FixUnmodelled) -> [DocumentEdit])? = nil,
    together: (@Sendable ([FixValues]) -> [ShellCommand])? = nil,
    merge: (@Sendable ([FixValues]) -> [FixValues])? = nil
  ) {
    self.together = together
    self.merge = merge
    self.name = name
    self.summary = summary
    self.parameters = parameters + FixParameter.everywhere
    self.commands = commands
    self.edits = edits
  }
}

/// One value an operation takes.
package struct FixParameter: Sendable {
  package let name: String
  package let required: Bool
  /// Left out where the evidence does not hold it, instead of asked for.
  package var isLeftOutUnknown = false

  package static func needed(_ name: String) -> FixParameter { FixParameter(name: name, required: true) }

  package static func optional(_ name: String) -> FixParameter { FixParameter(name: name, required: false) }

  package static func ifKnown(_ name: String) -> FixParameter {
    FixParameter(name: name, required: false, isLeftOutUnknown: true)
  }

  /// What every operation takes.
  static let everywhere = [optional("region"), optional("profile")]
}

/// Why the what-if cannot show a repair.
package struct FixUnmodelled: Error, Sendable, Equatable {
  package let what: Sentence
  /// Whether a value is missing that only an apply makes known.
  package var isUnknownYet = false

  package init(_ what: Sentence) { self.what = what }

  /// A value that Terraform knows only after the apply.
  package static func unknownYet(_ what: Sentence) -> FixUnmodelled {
    var error = FixUnmodelled("\(what) known only after the apply")
    error.isUnknownYet = true
    return error
  }
}

/// A change to one document of the snapshot.
package struct DocumentEdit: Sendable, Equatable {
  /// Path relative to the snapshot.
  package var file: String
  /// 1-based number of the document in its file; nil where the file holds one only.
  package var document: Int?
  package var patches: [JSONPatch]
  /// The whole document, where the file is new.
  package var created: JSONValue?

  package init(_ document: Document, _ patches: [JSONPatch]) {
    self.file = document.file
    self.document = document.number
    self.patches = patches
  }

  /// A file that the snapshot does not have yet.
  package init(file: String, created: JSONValue) {
    self.file = file
    self.document = nil
    self.patches = []
    self.created = created
  }
}
