/// A key as the operator knows it.
package enum Key: Hashable, Sendable {
  case char(Character)
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown

  /// A typed character; full-width digits and letters of an input method count as the plain ones.
  package static func typed(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar.value {
    case 0x0D, 0x0A: return .enter
    case 0x1B: return .escape
    case 0x09: return .tab
    case 0x08, 0x7F: return .backspace
    case 1...0x1A: return .control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60))))
    case 0..<0x20, 0x80..<0xA0: return nil
    case 0x3000: return .char(" ")
    default: return .char(Character(scalar))
    }
  }

  /// The key with the full-width forms of an input method folded; text input keeps the unfolded one.
  package var folded: Key {
    guard case .char(let character) = self, let scalar = character.unicodeScalars.first,
      (0xFF01...0xFF5E).contains(scalar.value), let plain = Unicode.Scalar(scalar.value - 0xFEE0)
    else { return self }
    return .char(Character(plain))
  }

  /// The name shown in the footer and on the `?` screen.
  package var label: String {
    switch self {
    case .char(" "): "Space"
    case .char(let character): String(character)
    case .control(let character): "^" + character.uppercased()
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "BS"
    case .delete: "Del"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    }
  }
}
