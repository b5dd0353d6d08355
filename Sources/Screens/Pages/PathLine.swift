/// The path drawn as stations with mark and word, the fault always in sight.
enum PathLine {
  static func row(_ hops: [Incident.Hop], width: Int, words: Words, look: Look) -> Row {
    guard !hops.isEmpty else { return [] }
    let link = Span(" " + look.rule + look.rule + " ", .dim)
    for detail in [Detail.words, .faultWords, .marks] {
      let row = join(hops.map { station($0, detail, words, look) }, link)
      if row.width <= width { return row }
    }
    return aroundFault(hops, width: width, link: link, words: words, look: look)
  }

  private enum Detail { case words, faultWords, marks }

  private static func station(_ hop: Incident.Hop, _ detail: Detail, _ words: Words, _ look: Look) -> Row {
    let style = look.style(hop.state)
    let isLoud = hop.state == .fault
    var out: Row = [Span(hop.title + " ", isLoud ? Style(bold: true) : .plain)]
    let says = detail == .words || (detail == .faultWords && isLoud)
    out.append(Span(look.mark(hop.state) + (says ? " " + words.hop(hop.state) : ""), style))
    return out
  }

  private static func join(_ stations: [Row], _ link: Span) -> Row {
    Row(stations.enumerated().flatMap { $0 > 0 ? [link] + $1 : $1 })
  }

  private static func aroundFault(
    _ hops: [Incident.Hop], width: Int, link: Span, words: Words, look: Look
  ) -> Row {
    let stations = hops.map { station($0, .faultWords, words, look) }
    var first = hops.firstIndex { $0.state == .fault } ?? 0
    var last = first
    let more = Span(look.more + " ", .dim)
    func made() -> Row {
      (first > 0 ? [more] : []) + join(Array(stations[first...last]), link)
        + (last + 1 < stations.count ? [Span(" " + look.more, .dim)] : [])
    }
    while true {
      let before = (first, last)
      if first > 0 {
        first -= 1
        if made().width > width { first += 1 }
      }
      if last + 1 < stations.count {
        last += 1
        if made().width > width { last -= 1 }
      }
      if (first, last) == before { break }
    }
    return made().cut(to: width, mark: look.more)
  }
}
