import Files
import Records
import Foundation

/// Reads a large CloudFront log with the program's reader and counts the same with mawk, in turn.
///
/// The answer compared is the number of 504 lines by minute and detailed result type; both have to agree.
enum LogBenchmark {
  private static let program = """
    BEGIN { FS = "\\t" } !/^#/ { n++; if ($9 == "504") { c[$29 " " substr($2, 1, 5)]++; m++ } } \
    END { k = 0; for (i in c) k++; print n, m, k }
    """

  /// Prints one line: seconds of both, and their ratio; the medians of `rounds`.
  static func run(megabytes: Int, rounds: Int) throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("culprit-benchmark.log")
    defer { try? FileManager.default.removeItem(at: url) }
    try write(url, megabytes: megabytes)
    var own: [Double] = []
    var other: [Double] = []
    var ratios: [Double] = []
    for round in 0...rounds {
      let first = try measure { try reader(url) }
      let second = try measure { try mawk(url) }
      guard first.answer == second.answer else {
        print("log reading: answers differ, \(first.answer) and \(second.answer)")
        return
      }
      // The first round warms the page cache.
      if round > 0 {
        own.append(first.seconds)
        other.append(second.seconds)
        ratios.append(first.seconds / second.seconds)
      }
    }
    print(
      String(
        format: "log reading, %d MB: reader %.3f s, mawk %.3f s, ratio %.2f", megabytes, median(own),
        median(other),
        median(ratios)))
  }

  private static func reader(_ url: URL) throws -> String {
    let facts = try LogReader.read([LogInput(path: "log", source: .file(url))])
    var lines = 0
    var faults = 0
    var groups = 0
    for tally in facts.distributions.values {
      lines += tally.total
      for (key, count) in tally.minutes where key.status == 504 {
        faults += count
        groups += 1
      }
    }
    return "\(lines) \(faults) \(groups)"
  }

  private static func mawk(_ url: URL) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["mawk", program, url.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: answer, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func measure(_ work: () throws -> String) throws -> (answer: String, seconds: Double) {
    let clock = ContinuousClock()
    var answer = ""
    let spent = try clock.measure { answer = try work() }
    return (answer, Double(spent.components.seconds) + Double(spent.components.attoseconds) / 1e18)
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  /// Lines of 33 columns, every fortieth a 504; the same bytes in every run.
  private static func write(_ url: URL, megabytes: Int) throws {
    try Data().write(to: url)
    let file = try FileHandle(forWritingTo: url)
    defer { try? file.close() }
    let names =
      "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) "
      + "cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken "
      + "x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type cs-protocol-version fle-status "
      + "fle-encrypted-fields c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len "
      + "sc-range-start sc-range-end"
    try file.write(contentsOf: Data("#Version: 1.0\n#Fields: \(names)\n".utf8))
    var written = 0
    var number = 0
    while written < megabytes << 20 {
      var block = ""
      for _ in 0..<2000 {
        let minute = number / 7000 % 60
        let isFault = number % 40 == 0
        let clock = "\(10 + number / 420_000 % 10):\(minute < 10 ? "0" : "")\(minute):\(10 + number % 50)"
        let detail = isFault ? (number % 3 == 0 ? "OriginConnectError" : "OriginCommError") : "Miss"
        block +=
          "2026-03-01\t\(clock)\tNRT57-P\(number % 9)\t504\t198.51.100.\(number % 250)\tGET\td111.cloudfront.net"
          + "\t/api/v\(number % 3)/orders/\(number % 99_999)\t\(isFault ? 504 : 200)\thttps://www.example.com/list"
          + "\tMozilla/5.0%20(Windows%20NT%2010.0;%20Win64;%20x64)%20AppleWebKit/537.36\tid=504\t-\tMiss\tx\(number)=="
          + "\twww.example.com\thttps\t50\t0.031\t-\tTLSv1.3\tTLS_AES_128_GCM_SHA256\tMiss\tHTTP/2.0\t-\t-\t40000"
          + "\t0.030\t\(detail)\ttext/html\t504\t-\t-\n"
        number += 1
      }
      try file.write(contentsOf: Data(block.utf8))
      written += block.utf8.count
    }
  }
}
