import Evidence

extension Redaction {
  /// A repair whose words hold no secrets; its values are left as they are.
  package static func fix(_ fix: PreparedFix) -> PreparedFix {
    var result = fix
    result.title = text(fix.title)
    result.opens = text(fix.opens)
    result.undo = text(fix.undo)
    result.terraform = text(fix.terraform)
    return result
  }
}
