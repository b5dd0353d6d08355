/// What one evaluation may cost, counted in values that are looked at or made.
///
/// A few characters can ask for exponential work: `[@,@]|[@,@]|…` doubles at each bar. What a document of some size
/// can need grows with it, so the budget does, too.
final class QueryBudget {
  /// Steps that any expression has.
  static let least = 5_000_000
  /// Steps more for each value of the document: a join looks at it many times.
  static let perValue = 100
  /// Bytes that any result may be printed in, and how often the document's own if that is more.
  static let leastBytes = 64_000_000
  static let timesDocument = 8

  private let document: QueryValue
  private var left = QueryBudget.least
  private var isWhole = false
  private(set) var isSpent = false

  init(_ document: QueryValue) { self.document = document }

  /// Takes steps away; false when there are none left.
  func use(_ steps: Int) -> Bool {
    if isSpent { return false }
    left -= steps
    if left < 0, !isWhole {
      isWhole = true
      left += QueryBudget.perValue * document.count
    }
    isSpent = left < 0
    return !isSpent
  }

  /// - Throws: ``QueryError/limit(_:)`` when the steps are spent.
  func spend(_ steps: Int) throws(QueryError) {
    guard use(steps) else {
      throw .limit(
        "the evaluation was stopped after \(QueryBudget.least) steps and more: ask for less at once, "
          + "or filter before joining")
    }
  }

  /// Pays for a text or value that is about to be made of this many bytes.
  func spend(bytes: Int) throws(QueryError) { try spend(bytes / 4 + 1) }

  /// The bytes of a value on one line, paid for.
  func measure(_ value: QueryValue) throws(QueryError) {
    try spend(bytes: value.printedBytes(atMost: QueryBudget.leastBytes))
  }

  /// - Throws: ``QueryError/limit(_:)`` when the result is out of all proportion to the document.
  func check(result: QueryValue) throws(QueryError) {
    let least = QueryBudget.leastBytes
    if result.printedBytes(atMost: least) < least { return }
    let most = max(least, QueryBudget.timesDocument * document.printedBytes(atMost: Int.max / 16))
    if result.printedBytes(atMost: most) < most { return }
    throw .limit("the result would be larger than \(most / 1_000_000) MB when printed: ask for less at once")
  }
}
