import Foundation
import FuzzTargets

/// The target that `CULPRIT_FUZZ_TARGET` names.
private let target: FuzzTarget = {
  let name = ProcessInfo.processInfo.environment["CULPRIT_FUZZ_TARGET"] ?? ""
  guard let found = FuzzTarget.named(name) else {
    print("CULPRIT_FUZZ_TARGET is one of: " + FuzzTarget.all.map(\.name).joined(separator: " "))
    exit(64)
  }
  return found
}()

/// Processor time that one input may take; a wall clock would blame the machine's other work on the input.
private let limit: UInt64 = 1_000_000_000

/// Writes seeds and dictionary where `CULPRIT_FUZZ_SEEDS` says, and ends; called once before the first input.
@c(LLVMFuzzerInitialize)
public func initialize(_ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
  guard let folder = ProcessInfo.processInfo.environment["CULPRIT_FUZZ_SEEDS"] else {
    // What a target prepares once is no part of its first input's time.
    for seed in target.seeds { target.run(seed) }
    return 0
  }
  do {
    for (number, seed) in target.seeds.enumerated() {
      try Data(seed).write(to: URL(fileURLWithPath: "\(folder)/seed-\(number)"))
    }
    try Data(target.dictionary.utf8).write(to: URL(fileURLWithPath: "\(folder).dict"))
  } catch {
    print("the seeds cannot be written: \(error)")
    exit(1)
  }
  // The longest input is the only thing that the command line has to know.
  print(target.longest)
  exit(0)
}

/// Runs the target on one input; an input over the limit is a finding like a crash.
@c(LLVMFuzzerTestOneInput)
public func test(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let before = processorTime()
  target.run(Array(UnsafeBufferPointer(start: data, count: count)))
  let spent = processorTime() - before
  hold(spent <= limit, "the input takes \(spent / 1_000_000) ms of processor time")
  return 0
}

/// Nanoseconds that the process has spent so far.
private func processorTime() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
