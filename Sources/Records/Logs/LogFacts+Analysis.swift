import Evidence
import Foundation

extension LogFacts: AnalysisModel {
  /// Reads the logs of a snapshot within a window.
  package static func make(_ window: LogWindow, in analysis: Analysis) -> LogFacts {
    let snapshot = analysis.snapshot
    let inputs = snapshot.texts(of: [.cloudFrontLog, .loadBalancerLog, .other]).map { text -> LogInput in
      switch text.file.content {
      case .disk(let path): LogInput(path: text.file.path, source: .file(URL(fileURLWithPath: path)))
      case .memory(let bytes): LogInput(path: text.file.path, source: .bytes(bytes))
      case .stored(let store, let at):
        LogInput(path: text.file.path, source: .stored(store, at: at, count: text.file.size))
      }
    }
    let meter = snapshot.meter
    let facts = try? LogReader.read(
      inputs, window: window, progress: { meter?.tell(.logs, $0.done, of: $0.total) },
      cancelled: { meter?.isStopped == true })
    return facts ?? LogFacts()
  }
}

extension Analysis {
  /// What the access logs say within a window.
  package func logs(_ window: LogWindow) -> LogFacts { value(of: LogFacts.self, window) }
}
