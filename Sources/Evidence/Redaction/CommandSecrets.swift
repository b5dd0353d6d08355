import Commands

extension ShellCommand {
  /// The command that asks for a value where the snapshot's own holds a secret.
  package var withoutSecrets: ShellCommand {
    mapping { word in
      CommandWord(
        word.pieces.map { piece in
          guard case .value(let text, let name) = piece, Redaction.text(text) != text else { return piece }
          return .unknown(name)
        })
    }
  }
}
