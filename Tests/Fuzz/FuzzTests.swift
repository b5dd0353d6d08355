import Foundation
import FuzzTargets
import Testing

/// The fuzz targets over their seeds and seeded mutations; `.ci/fuzz` runs them guided by coverage.
@Suite(.serialized) struct FuzzTests {
  /// Mutations of each target; a build without optimization reads some hundred a second.
  ///
  /// `CULPRIT_FUZZ_COUNT` asks for another number, `CULPRIT_FUZZ_TARGET` for one target alone.
  private static let count: Int = {
    if let asked = ProcessInfo.processInfo.environment["CULPRIT_FUZZ_COUNT"].flatMap({ Int($0) }) {
      return asked
    }
    #if DEBUG
      return 100
    #else
      return Sweep.isWhole ? 50_000 : 400
    #endif
  }()

  private static let names: [String] = {
    let asked = ProcessInfo.processInfo.environment["CULPRIT_FUZZ_TARGET"]
    return FuzzTarget.all.map(\.name).filter { asked == nil || $0 == asked }
  }()

  @Test(arguments: names)
  func `mutated inputs are read to the end`(name: String) throws {
    let target = try #require(FuzzTarget.named(name))
    #expect(!target.seeds.isEmpty)
    // An input that ends the process can be looked at afterwards.
    let last = FileManager.default.temporaryDirectory.appendingPathComponent("culprit-fuzz-\(name)").path
    let descriptor = open(last, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    try #require(descriptor >= 0)
    defer {
      close(descriptor)
      unlink(last)
    }
    func run(_ input: [UInt8]) {
      ftruncate(descriptor, 0)
      _ = input.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
      target.run(input)
    }
    for seed in target.seeds { run(seed) }
    var mutation = Mutation(target, seed: Sweep.seed)
    for _ in 0..<FuzzTests.count { run(mutation.next()) }
    if FuzzTests.count > 50_000 { print("\(name): \(target.seeds.count + FuzzTests.count) executions") }
  }

  @Test func `the same seed gives the same inputs, and no input is longer than the target reads`() {
    for target in FuzzTarget.all {
      var one = Mutation(target, seed: 1)
      var other = Mutation(target, seed: 1)
      for _ in 0..<50 {
        let input = one.next()
        #expect(input == other.next())
        #expect(input.count <= target.longest)
      }
    }
  }

  @Test func `a word of a dictionary is quoted as libFuzzer reads it`() {
    let target = FuzzTarget("words", seeds: [[]], words: ["a\"b\\\n", "é"]) { _ in }
    #expect(target.dictionary == "\"a\\x22b\\x5c\\x0a\"\n\"\\xc3\\xa9\"\n")
  }
}
