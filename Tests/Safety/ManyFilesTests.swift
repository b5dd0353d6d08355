import Foundation
import Testing

/// The cost of a snapshot grows with the number of its files, not with its square.
@Suite(.serialized) struct ManyFilesTests {
  @Test(arguments: ["file-%06d.json", "elbv2.describe-target-health.tg-%06d.json", "locked-%06d.err"])
  func `four times the files take four times as long`(name: String) throws {
    let few = try time(of: 3000, name)
    let many = try time(of: 12000, name)
    let none = try time(of: 0, name)
    #expect(many - none <= max(few - none, 0.05) * 4 * 2, "\(none) s, \(few) s, \(many) s")
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
