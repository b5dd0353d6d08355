import Commands

/// A document that is missing, denied or incomplete, and the command that makes it.
package struct Need: Sendable, Hashable {
  /// What it would hold.
  package var kind: DocumentKind
  /// Conventional file name, for example `ec2.describe-network-acls.json`.
  package var file: String
  /// The shell command that writes it.
  package var command: ShellCommand

  package init(kind: DocumentKind, file: String, command: ShellCommand) {
    self.kind = kind
    self.file = file
    self.command = command
  }
}
