import Commands
import Evidence
import Foundation

/// Files that a pull's hypotheses need and whose command has more than a subject.
package enum PullNeeds {
  /// `describe-vpc-attribute` prints one attribute a call.
  package static func attribute(_ name: String, of vpc: String, _ world: PullWorld) -> Need {
    let plain = world.snapshot.need(.vpcAttribute, subject: vpc, region: world.region)
    let file = plain.file.replacingOccurrences(of: ".json", with: "-\(name).json")
    return Need(
      kind: plain.kind, file: file,
      command: plain.command.writing(to: .value(file, "file"))
        .replacing("enableDnsHostnames", with: .own(name)))
  }
}
