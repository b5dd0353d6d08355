@testable import Diagnosis
@testable import Evidence
@testable import Files

/// What a check is asked about: the files of a recorded incident or of a fixture, after a few changes.
struct World: Sendable {
  /// Where the files come from.
  enum Ground: Sendable {
    /// `Playbooks/<playbook>/cases/<name>`.
    case incident(String, playbook: String)
    case files([String: String])
  }

  let ground: Ground
  /// Asked about instead of what the playbook's inputs come to on the unchanged ground.
  var subject: Subject?
  var edits: [Edit] = []

  /// A recorded incident of a load balancer behind CloudFront.
  static func request(_ name: String) -> World {
    World(ground: .incident(name, playbook: "cloudfront-alb-504"))
  }

  /// A recorded incident of an image pull.
  static func pull(_ name: String) -> World { World(ground: .incident(name, playbook: "ecs-image-pull")) }

  /// The small account of ``EdgeFixture``, asked about its load balancer `web`.
  static let edge = World(ground: .files(EdgeFixture().files), subject: Subject(["load-balancer": "web"]))

  /// The small task of ``PullFixture``.
  static let task = World(ground: .files(PullFixture.files), subject: Subject())

  /// Nothing was collected.
  static let nothing = World(ground: .files([:]), subject: Subject())

  /// The same world with more changes, applied in their order.
  func after(_ edits: Edit...) -> World { after(edits) }

  func after(_ edits: [Edit]) -> World {
    var world = self
    world.edits += edits
    return world
  }

  /// The same world, asked about something else.
  func about(_ subject: [String: String]) -> World {
    var world = self
    world.subject = Subject(subject)
    return world
  }

  /// What a check is given in this world.
  ///
  /// - Throws: ``Misfit`` where an edit does not fit, ``SnapshotProblem`` where the incident cannot be read.
  func context(_ parameters: [String: String]) throws -> CheckContext {
    let (files, asked) = try standing()
    var changed = files
    for edit in edits { try edit.apply(to: &changed) }
    let snapshot = Snapshot(
      origin: "test",
      files: changed.map { SnapshotFile(path: $0.key, bytes: $0.value) }.sorted { $0.path < $1.path },
      presets: asked.values)
    return CheckContext(snapshot: snapshot, subject: asked, parameters: parameters)
  }

  private func standing() throws -> (files: [String: [UInt8]], subject: Subject) {
    switch ground {
    case .files(let texts): return (texts.mapValues { Array($0.utf8) }, subject ?? Subject())
    case .incident(let name, let playbook):
      let snapshot = try Snapshot.load("\(Checkout.root)/Playbooks/\(playbook)/cases/\(name)")
      var files: [String: [UInt8]] = [:]
      for file in snapshot.files { files[file.path] = try file.read() }
      if let subject { return (files, subject) }
      guard let known = Checkout.playbooks[playbook] else { throw Misfit("no playbook \(playbook)") }
      let resolution = SubjectResolution.resolve(known, snapshot, [:])
      guard case .resolved(let found) = resolution else {
        throw Misfit("\(name) has no subject of itself; say `.about([…])`: \(resolution.complaint)")
      }
      return (files, found)
    }
  }
}
