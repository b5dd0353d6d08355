import Foundation
import Testing

/// The cost of a snapshot grows with the number of its files, not with its square.
@Suite(.serialized) struct ManyFilesTests {
  @Test(arguments: ["file-%06d.json", "elbv2.describe-target-health.tg-%06d.json", "locked-%06d.err"])
  func `four times the files take four times as long`(name: String) throws {
    var said = ""
    // Neighbours on the machine slow one run by chance; what grows as the square does is slow every time.
    for _ in 0..<3 {
      let few = try time(of: 3000, name)
      let many = try time(of: 12000, name)
      let none = try time(of: 0, name)
      if many - none <= max(few - none, 0.05) * 4 * 2 { return }
      said = "\(none) s, \(few) s, \(many) s"
    }
    Issue.record("\(said)")
  }

  private func time(of count: Int, _ name: String) throws -> Double {
    let folder = try HostileFolder()
    defer { folder.remove() }
    try folder.lay()
    let text = name.hasSuffix(".err") ? "no such name\n" : "{\"TargetHealthDescriptions\": []}\n"
    for number in 0..<count { try folder.write("snap/many/" + String(format: name, number), text) }
    let run = try ProgramRun.of(FilesRows.diagnose("snap"), in: folder.path)
    #expect(run.status == 1 || run.status == 3, "\(run.status ?? -1)")
    return run.processorTime
  }
}
