import Sentences
import Evidence

/// One kept line of a CloudFront standard log, without client data and query string.
package struct CloudFrontLine: Sendable, Hashable {
  package var file: String
  package var line: Int
  /// When the edge server finished responding, in seconds since 1970 UTC.
  package var time: Double
  /// `time-taken`: from the viewer's request to the last byte out.
  package var taken: Double
  package var timeToFirstByte: Double?
  package var method: String
  package var path: String
  package var status: Int
  /// `cs(Host)`: the distribution's domain name.
  package var host: String
  /// `x-host-header`: the name the viewer asked for.
  package var alias: String
  package var viewerProtocol: String
  package var edge: String
  package var resultType: String
  package var detail: String
  /// A verbatim part of the line, up to the status and never with a query string.
  package var text: String

  package init(
    file: String, line: Int, time: Double, taken: Double, timeToFirstByte: Double?, method: String,
    path: String, status: Int, host: String, alias: String, viewerProtocol: String, edge: String,
    resultType: String, detail: String, text: String
  ) {
    self.file = file
    self.line = line
    self.time = time
    self.taken = taken
    self.timeToFirstByte = timeToFirstByte
    self.method = method
    self.path = path
    self.status = status
    self.host = host
    self.alias = alias
    self.viewerProtocol = viewerProtocol
    self.edge = edge
    self.resultType = resultType
    self.detail = detail
    self.text = text
  }

  /// When the viewer's request arrived at the edge.
  package var started: Double { time - taken }

  /// Cites the line.
  package func cite(_ says: Sentence) -> Citation {
    Citation(file: file, line: line, value: text, says: says)
  }
}
