/// How far the walk is and what it came to, for the row above the keys.
enum WalkStatus {
  /// Nil where the walk is not on the screen.
  static func row(_ model: Model, width: Int) -> Row? {
    guard case .walk = model.place.screen, let incident = model.incident, !incident.steps.isEmpty else {
      return nil
    }
    let words = model.words
    if let open = incident.steps.firstIndex(where: { $0.question?.isOpen == true }) {
      return fitting([[Span(words(.statusAsks, "\(open + 1)"), Style(.magenta, bold: true))]], width, model)
    }
    let count = incident.steps.count
    let skipped = incident.steps.filter { $0.skip != nil }.count
    let done = Span(
      skipped == 0
        ? words(.statusDone, "\(count)")
        : words(.statusSkipped, "\(count - skipped)", "\(count)", "\(skipped)"))
    let undecided = incident.hypotheses.filter {
      [.noData, .open, .live, .skipped].contains($0.state) && !$0.isDecoy && !$0.isAside
    }.count
    switch incident.causes.count {
    case 0 where undecided == 0:
      return fitting([[done], [Span(words(.outcomeNothingFound), Style(.green, bold: true))]], width, model)
    case 0:
      let found = Span(words(.statusUndecided, "\(undecided)"), Style(.yellow, bold: true))
      return fitting([[done], [found], [Span(words(.statusListOpen))]], width, model)
    case let count:
      let found = Span(
        count == 1 ? words(.statusCause) : words(.statusCauses, "\(count)"), Style(.red, bold: true))
      let isSelected = model.hypothesis.map { incident.cause($0.id) != nil } ?? false
      return fitting(
        [[done], [found], [Span(words(isSelected ? .statusEnter : .statusFirst))]], width, model)
    }
  }

  /// As many parts as fit, the last ones first: what to do matters more than what is done.
  private static func fitting(_ parts: [Row], _ width: Int, _ model: Model) -> Row {
    var parts = parts
    func joined() -> Row { Row(parts.enumerated().flatMap { $0 > 0 ? [Span(" - ", .dim)] + $1 : $1 }) }
    while parts.count > 1, joined().width > width { parts.removeFirst() }
    return Wrap.line(joined(), width: width, mark: model.look.more)
  }
}
