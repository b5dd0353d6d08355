/// A call of the AWS CLI that failed: its stderr, or an output of zero bytes (`contract.md` 1).
package struct FailedCall: Sendable {
  package let kind: String
  /// What follows the operation in the file's name, normalized.
  package let subject: String?
  package let account: String?
  package let region: String?
  /// The `.err` where there is one, else the empty output.
  package let file: String
  /// AWS's error code, for example `AccessDenied`; nil where no message was kept.
  package let code: String?
  /// The line of the message, and its 1-based number.
  package let message: String
  package let line: Int

  /// Whether the code proves that the subject does not exist.
  package var provesAbsence: Bool {
    guard let code else { return false }
    return code.hasPrefix("NoSuch") || code.contains("NotFound")
  }

  /// Whether AWS refused the call.
  package var isDenied: Bool {
    guard let code else { return false }
    return [
      "AccessDenied", "Unauthorized", "Forbidden", "ExpiredToken", "InvalidClientTokenId", "AuthFailure",
    ]
    .contains { code.contains($0) }
  }

  /// Cites the message by line and text.
  package func citation(_ says: String) -> Citation {
    Citation(file: file, line: line, value: message.isEmpty ? nil : message, says: says)
  }

  /// The code inside `An error occurred (Code) when calling the X operation: …`.
  static func code(in message: String) -> String? {
    guard let match = message.firstMatch(of: /An error occurred \(([A-Za-z0-9.:_-]+)\)/) else { return nil }
    return String(match.1)
  }
}
