import Commands

/// A document that is missing, denied or incomplete, and the command that makes it.
package struct Need: Sendable, Hashable {
  /// The command's kind, for example `ec2.describe-network-acls`; `cloudfront.log` and `alb.log` for logs.
  package var kind: String
  /// Conventional file name, for example `ec2.describe-network-acls.json`.
  package var file: String
  /// The shell command that writes it.
  package var command: ShellCommand

  package init(kind: String, file: String, command: ShellCommand) {
    self.kind = kind
    self.file = file
    self.command = command
  }
}
