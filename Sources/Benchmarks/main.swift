import Foundation

let megabytes = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 256
try LogBenchmark.run(megabytes: megabytes, rounds: 5)
