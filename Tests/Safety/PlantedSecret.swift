import Evidence
import Foundation
import Testing

/// One secret, planted in a snapshot where such a secret stands in life.
struct PlantedSecret: Sendable, CustomTestStringConvertible {
  let name: String
  /// The incident it is planted in.
  let incident: String
  /// Plants the canary in the snapshot `snap` of a folder.
  let plant: @Sendable (HostileFolder, _ canary: String) throws -> Void

  var testDescription: String { name }

  /// A text that stands nowhere else, letters and digits, mixed as secrets are.
  static func canary(_ number: Int) -> String { "CANARYx\(number)Qz7KpLm4" }

  static let pull = "ecs-image-pull/tag-never-pushed"
  static let request = HostileFolder.ordinary

  /// Into the failure text of every stopped task.
  static func message(_ name: String, _ text: @escaping @Sendable (String) -> String) -> PlantedSecret {
    PlantedSecret(name: "stoppedReason: \(name)", incident: pull) { folder, canary in
      let file = "snap/ecs.describe-tasks.json"
      let old = try folder.read(file)
      let quoted = JSONValue.quote(text(canary)).dropFirst().dropLast()
      let new = old.replacingOccurrences(of: ": not found\"", with: ": not found \(quoted)\\n: not found\"")
      try folder.write(file, new)
      if new == old { throw CocoaError(.formatting) }
    }
  }

  /// Into the first container of the task definition, as JSON members.
  static func container(_ name: String, _ text: @escaping @Sendable (String) -> String) -> PlantedSecret {
    PlantedSecret(name: "container: \(name)", incident: pull) { folder, canary in
      try folder.replace(
        "\"portMappings\": [],", by: "\"portMappings\": [], " + text(canary) + ",",
        in: "snap/ecs.describe-task-definition.orders.json")
    }
  }

  /// Into a file of its own.
  static func file(
    _ file: String, in incident: String = request, _ text: @escaping @Sendable (String) -> String
  ) -> PlantedSecret {
    PlantedSecret(name: "\(file): \(text("x").prefix(60))", incident: incident) { folder, canary in
      try folder.write("snap/" + file, text(canary))
    }
  }

  /// Into the event of a trail, which is JSON in a string.
  static func event(_ name: String, _ parameters: @escaping @Sendable (String) -> String) -> PlantedSecret {
    PlantedSecret(name: "trail: \(name)", incident: request) { folder, canary in
      let event = "{\"eventName\": \"Update\", \"requestParameters\": {\(parameters(canary))}}"
      let list = JSONValue.object([
        .init(
          "Events",
          .array([
            .object([
              .init("EventId", .string("1")), .init("EventName", .string("Update")),
              .init("EventTime", .string("2025-08-28T01:00:00Z")), .init("ReadOnly", .string("false")),
              .init("CloudTrailEvent", .string(event)),
            ])
          ]))
      ])
      try folder.write("snap/cloudtrail.lookup-events.\(name.filter(\.isLetter)).json", list.text())
    }
  }
}
