import Foundation

/// One run of the built program: what it said, how it ended, what it took.
struct ProgramRun: Sendable {
  /// Exit status; nil where a signal ended it.
  let status: Int32?
  /// The signal that ended it.
  let signal: Int32?
  let stdout: [UInt8]
  let stderr: [UInt8]
  /// User and system time, seconds.
  let processorTime: Double
  /// Most memory that was resident at once, megabytes.
  let megabytes: Int
  /// It was killed after ``deadline``.
  let wasKilled: Bool

  /// How long a run may go on before it counts as hanging; seconds of the clock, generous on a busy machine.
  static let deadline = 120.0

  /// Runs the program in `folder`, with `input` on stdin and a shell's `redirection` such as `> /dev/full` or `>&-`.
  ///
  /// `environment` is added to the test's own, without what a terminal sets.
  static func of(
    _ arguments: [String], in folder: String, input: [UInt8] = [], redirection: String = "",
    environment: [String: String] = [:]
  ) throws -> ProgramRun {
    let kept = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: kept) }
    try Data(input).write(to: URL(fileURLWithPath: kept + "/in"))
    var variables = ProcessInfo.processInfo.environment
    for name in ["TMUX", "DISPLAY", "WAYLAND_DISPLAY", "LC_ALL", "NO_COLOR"] { variables[name] = nil }
    variables["LANG"] = "C.UTF-8"
    variables["XDG_STATE_HOME"] = kept + "/state"
    variables.merge(environment) { _, own in own }
    let script = "cd \"$0\" && exec \"$@\" < '\(kept)/in' \(redirection)"
    let shell = ["/bin/sh", "-c", "{ \(script); } > '\(kept)/out' 2> '\(kept)/err'", folder]
    let child = try spawn(shell + [TmuxTerminal.program] + arguments, variables)
    let end = wait(for: child)
    func bytes(_ name: String) -> [UInt8] {
      FileManager.default.contents(atPath: kept + "/" + name).map { [UInt8]($0) } ?? []
    }
    return ProgramRun(
      status: end.status & 0x7F == 0 ? (end.status >> 8) & 0xFF : nil,
      signal: end.status & 0x7F == 0 ? nil : end.status & 0x7F, stdout: bytes("out"), stderr: bytes("err"),
      processorTime: end.processorTime, megabytes: end.megabytes, wasKilled: end.wasKilled)
  }

  private static func spawn(_ words: [String], _ variables: [String: String]) throws -> pid_t {
    var child: pid_t = 0
    let arguments = words.map { strdup($0) } + [nil]
    let environment = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (arguments + environment).forEach { free($0) } }
    let failure = posix_spawn(&child, words[0], nil, nil, arguments, environment)
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EINVAL) }
    return child
  }

  /// Waits for a child and watches its memory: what `wait4` tells would count the parent's own before `exec`.
  private static func wait(
    for child: pid_t
  ) -> (status: Int32, processorTime: Double, megabytes: Int, wasKilled: Bool) {
    var status: Int32 = 0
    var usage = rusage()
    var kilobytes = 0
    var wasKilled = false
    let start = ContinuousClock.now
    while wait4(child, &status, WNOHANG, &usage) == 0 {
      #if os(Linux)
        kilobytes = max(kilobytes, residentKilobytes(child))
      #endif
      if !wasKilled, ContinuousClock.now - start > .seconds(deadline) {
        kill(child, SIGKILL)
        wasKilled = true
      }
      usleep(2000)
    }
    #if !os(Linux)
      kilobytes = Int(usage.ru_maxrss) / 1024
    #endif
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
    return (status, seconds(usage.ru_utime) + seconds(usage.ru_stime), kilobytes / 1024, wasKilled)
  }

  /// The high-water mark of a process' memory, from `/proc`.
  private static func residentKilobytes(_ child: pid_t) -> Int {
    guard let file = fopen("/proc/\(child)/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      if text.hasPrefix("VmHWM:") { return Int(text.filter(\.isNumber)) ?? 0 }
    }
    return 0
  }

  /// Both streams as text, bytes that are not UTF-8 replaced.
  var said: String { String(decoding: stdout + [0x0A] + stderr, as: UTF8.self) }
  var out: String { String(decoding: stdout, as: UTF8.self) }
  var errors: String { String(decoding: stderr, as: UTF8.self) }
}
