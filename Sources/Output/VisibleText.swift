/// Text on its way out, to people: what could act on a terminal or hide in a text stands there as a visible mark.
///
/// A name, a tag, a path or a log line may hold control characters, directional overrides and characters without a
/// shape. Each shows as `\u{1b}`, so that it is seen and does nothing. Japanese, its variation sequences and emoji
/// stay whole.
package enum VisibleText {
  /// A text of several lines: line ends and tabs are its layout and stay.
  package static func lines(_ text: String) -> String {
    text.isPlainASCII(layout: true) ? text : made(text, .lines)
  }

  /// One line, whatever the text holds: its line ends become marks.
  package static func line(_ text: String) -> String {
    text.isPlainASCII(layout: false) ? text : made(text, .line)
  }

  /// A text for the cells of a screen or a table: layout becomes blanks, and what has no certain width is left out
  /// (within emoji) or marked.
  package static func cells(_ text: String) -> String {
    text.isPlainASCII(layout: false) ? text : made(text, .cells)
  }

  /// Whether a character acts or has no shape of its own: controls, directional and joining characters, fillers,
  /// variation selectors, tags.
  package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x20..<0xAD: false
    case 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F: true
    case 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0: true
    case 0xFFF0...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
    default: false
    }
  }

  /// The mark of a character: `\u{1b}`.
  package static func mark(_ scalar: Unicode.Scalar) -> String {
    "\\u{" + String(scalar.value, radix: 16) + "}"
  }

  private enum Use {
    case lines, line, cells
  }

  private static func made(_ text: String, _ use: Use) -> String {
    let scalars = text.unicodeScalars
    var out = String.UnicodeScalarView()
    var before: Unicode.Scalar?
    var at = scalars.startIndex
    while at < scalars.endIndex {
      let scalar = scalars[at]
      at = scalars.index(after: at)
      let after = at < scalars.endIndex ? scalars[at] : nil
      if !isHidden(scalar) {
        // A font decides what a character of private use looks like, and how wide it is.
        if use == .cells, isPrivate(scalar) {
          out.append(contentsOf: mark(scalar).unicodeScalars)
        } else {
          out.append(scalar)
        }
      } else if belongs(scalar, after: before, before: after) {
        // Terminals do not agree on the width of a joined emoji; of its parts they do.
        if use != .cells || scalar.value >= 0xE0100 { out.append(scalar) }
      } else {
        switch (scalar, use) {
        case ("\n", .lines), ("\t", .lines), ("\t", .line): out.append(scalar)
        case ("\n", .cells), ("\t", .cells), ("\r", .cells), ("\u{2028}", .cells), ("\u{2029}", .cells):
          out.append(" ")
        default: out.append(contentsOf: mark(scalar).unicodeScalars)
        }
      }
      before = scalar
    }
    return String(out)
  }

  /// Whether a selector or a joiner is part of what it stands in: an emoji, or the variant of an ideograph.
  private static func belongs(
    _ scalar: Unicode.Scalar, after before: Unicode.Scalar?, before after: Unicode.Scalar?
  ) -> Bool {
    guard let before else { return false }
    switch scalar.value {
    case 0xFE0E...0xFE0F: return isEmoji(before)
    case 0xFE00...0xFE02, 0xE0100...0xE01EF: return before.properties.isIdeographic
    case 0x200D: return (isEmoji(before) || before.value == 0xFE0F) && after.map { isEmoji($0) } ?? false
    default: return false
    }
  }

  private static func isPrivate(_ scalar: Unicode.Scalar) -> Bool {
    (0xE000...0xF8FF).contains(scalar.value) || scalar.value >= 0xF0000
  }

  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0xFF && scalar.properties.isEmoji
  }
}

extension String {
  /// Whether all bytes are printable ASCII, or layout where that is allowed; most texts are.
  fileprivate func isPlainASCII(layout: Bool) -> Bool {
    utf8.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || (layout && ($0 == 0x0A || $0 == 0x09)) }
  }
}
