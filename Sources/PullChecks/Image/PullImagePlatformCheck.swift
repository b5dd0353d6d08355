import Sentences
import Commands
import Evidence
import Records
import Services

/// Whether the image's manifest has a variant that the task can run.
///
/// github.com/opencontainers/image-spec, "OCI Image Index"; ECS task definition parameters, "runtimePlatform".
enum PullImagePlatformCheck: Check {
  static let name = "pull-image-platform"
  static let summary: Sentence = "Does the image's manifest fit the task's platform and the runtime?"
  static let binds =
    PullImageCheck.imageBinds + MessageStatesCheck.messageBinds
    + [
      "image-architecture", "image-platforms", "media-type", "platform",
    ]
  static let fault = Parameter<Fault>("is", "what to look for")
  static let parameters = [fault.declared]
  static let reads: [DocumentKind] = [
    .imageManifests, .taskDefinition, .tasks, .containerInstances,
  ]

  /// How a manifest may not fit.
  enum Fault: String, CaseIterable { case platform, attestation, windows, format }

  static func run(_ context: CheckContext) -> Finding {
    let world = context.pullWorld
    guard world.taskDefinition != nil else {
      return .undetermined("the task definition is not in the snapshot", needs: world.needs)
    }
    let what = context[fault]
    if what == .windows, !world.isWindows {
      return .notApplicable("the task runs Linux", world.definitionCitation("no Windows in runtimePlatform"))
    }
    if let stated = stated(world, what) { return stated }
    var open: [Finding] = []
    var seen: [Citation] = []
    var absent: [Citation] = []
    for container in world.ecrContainersByFailure {
      guard let place = container.image.ecr else { continue }
      let listing = context.snapshot.listing(
        .imageManifests, subject: container.image.repository, account: place.account,
        region: place.region)
      guard let image = listing.items.first(where: { matches($0, container.image) }) else {
        // An empty answer names its image only in the file's name: `shop-orders`, or `shop-orders-1-42-0`.
        let named = (container.image.tag ?? container.image.digest).map { reference in
          context.snapshot.listing(
            .imageManifests, subject: container.image.repository + "-" + reference,
            account: place.account, region: place.region)
        }
        if let answer = absence(listing, container.image) ?? named.flatMap({ absence($0, container.image) }) {
          absent.append(answer)
        } else {
          open.append(
            .undetermined(
              "the manifest of \(container.image.text) is not in the snapshot",
              needs: [need(listing.need, container.image)]))
        }
        continue
      }
      guard let text = image["imageManifest"], let manifest = PolicyText(text) else {
        open.append(
          .undetermined(
            "the manifest of \(container.image.text) cannot be read",
            needs: [need(listing.need, container.image)], evidence: [Citation(image, "what cannot be read")]))
        continue
      }
      let facts = ManifestFacts(manifest: manifest, image: image, world: world, container: container)
      if let finding = facts.judge(what) {
        if finding.verdict == .confirmed { return finding }
        open.append(finding)
      } else {
        seen += facts.proof
      }
    }
    if !seen.isEmpty, open.isEmpty { return .ruledOut("the manifest fits", seen) }
    if open.isEmpty, !absent.isEmpty {
      return .notApplicable("the registry has no such image whose manifest could be wrong", absent)
    }
    if open.isEmpty {
      return .notApplicable(
        "no container uses an image of a private ECR registry",
        world.containers.map { Citation($0.imagePlace, "the image of \($0.name)") })
    }
    if let other = world.messages.first(where: { $0.reading.isOutright && $0.facts.stage != .layers }),
      what != .platform
    {
      return .ruledOut("the recorded text says something else", [other.citation("what ECS recorded")])
    }
    return PullImageCheck.strongest(open) ?? open[0]
  }

  /// The registry's answer that there is no such image, among the `failures` of BatchGetImage.
  private static func absence(_ listing: Listing, _ image: ImageReference) -> Citation? {
    let failures = listing.documents.flatMap { $0.root["failures"]?.elements ?? [] }
    let own = failures.first { failure in
      let id = failure["imageId"]
      return failure["failureCode"]?.string == "ImageNotFound"
        && (image.digest == nil
          ? id?["imageTag"]?.string == image.tag : id?["imageDigest"]?.string == image.digest)
    }
    return own?["failureCode"].map { Citation($0, "\(image.text) is not in the repository") }
  }

  /// The command names the image itself, so that it runs as it stands.
  private static func need(_ need: Need, _ image: ImageReference) -> Need {
    var need = need
    let known: CommandWord? =
      image.digest.map { "imageDigest=\(CommandWord.value($0, "image-digest"))" }
      ?? image.tag.map { "imageTag=\(CommandWord.value($0, "image-tag"))" }
    if let known {
      need.command = need.command.replacing("imageTag=\(CommandWord.unknown("IMAGE_TAG"))", with: known)
    }
    return need
  }

  private static func matches(_ item: JSON, _ image: ImageReference) -> Bool {
    if let digest = image.digest { return item["imageId"]?["imageDigest"]?.string == digest }
    guard let tag = item["imageId"]?["imageTag"]?.string else { return true }
    return tag == image.tag
  }

  /// The media type that a text names; old runtimes speak of the schema instead.
  private static func mediaType(_ text: String) -> String? {
    let named = text.split { $0.isWhitespace || "\"'`,;()[]".contains($0) }.first {
      $0.hasPrefix("application/")
    }
    if let named { return String(named.hasSuffix(".") ? named.dropLast() : named) }
    return text.lowercased().contains(/schema( ?version)? ?1/) ? "schema version 1" : nil
  }

  private static func stated(_ world: PullWorld, _ what: Fault) -> Finding? {
    let fault: String
    switch what {
    case .attestation: fault = "attestation-content"
    case .format: fault = "manifest-type-unsupported"
    case .platform: fault = "no-manifest-for-platform"
    case .windows: return nil
    }
    guard let message = world.messages.first(where: { $0.reading.fault == fault }) else { return nil }
    if what == .platform, world.isWindows { return nil }
    var values = MessageStatesCheck.bindings(message, world)
    values["platform"] = message.facts.platform ?? ManifestFacts.taskPlatform(world)
    values["media-type"] = mediaType(message.facts.text)
    return .confirmed(
      "the runtime says so itself",
      [message.citation("what ECS recorded")]
        + (world.failing.map { [Citation($0.imagePlace, "the image of \($0.name)")] } ?? []),
      bindings: [values])
  }
}

/// What one image manifest offers.
struct ManifestFacts {
  let manifest: PolicyText
  let image: JSON
  let world: PullWorld
  let container: PullContainer

  var proof: [Citation] {
    [manifest.cite(manifest.root["mediaType"] ?? manifest.root, "the image's manifest")]
  }

  /// `linux/amd64` unless the task definition says otherwise.
  static func taskPlatform(_ world: PullWorld) -> String {
    let runtime = world.taskDefinition?["runtimePlatform"]
    let cpu = runtime?["cpuArchitecture"]?.string?.uppercased() == "ARM64" ? "arm64" : "amd64"
    return (world.isWindows ? "windows/" : "linux/") + cpu
  }

  private var entries: [JSON] { manifest.root["manifests"]?.elements ?? [] }

  private func values(_ more: [String: String]) -> [String: String] {
    PullImageCheck.bindings(world, container).merging(more) { $1 }
  }

  func judge(_ what: PullImagePlatformCheck.Fault) -> Finding? {
    switch what {
    case .attestation: return attestation()
    case .windows: return windows()
    case .format: return format()
    case .platform: return platform()
    }
  }

  private func platform() -> Finding? {
    let wanted = Self.taskPlatform(world)
    let offered = entries.compactMap { entry -> (name: String, place: JSON)? in
      guard let platform = entry["platform"], let system = platform["os"]?.string, system != "unknown" else {
        return nil
      }
      return (system + "/" + (platform["architecture"]?.string ?? "?"), platform["architecture"] ?? platform)
    }
    // A single manifest is pulled whatever its processor; it dies after the start instead.
    if offered.isEmpty || offered.contains(where: { $0.name == wanted }) { return nil }
    let runtime = world.taskDefinition?["runtimePlatform"]
    return .confirmed(
      "the index offers \(offered.map(\.name).joined(separator: ", ")), the task needs \(wanted)",
      offered.map { manifest.cite($0.place, "offered: \($0.name)") }
        + [
          runtime.map { Citation($0, "the task's platform") }
            ?? Citation(container.definition, "no runtimePlatform: linux/amd64")
        ],
      bindings: [
        values([
          "platform": wanted, "image-platforms": offered.map(\.name).joined(separator: ", "),
          "image-architecture": offered[0].name.hasSuffix("arm64") ? "ARM64" : "X86_64",
        ])
      ])
  }

  private func attestation() -> Finding? {
    let layers = manifest.root["layers"]?.elements ?? []
    guard
      let place = layers.lazy.compactMap({ $0["mediaType"] }).first(where: {
        $0.string?.contains("in-toto") ?? false
      })
    else { return nil }
    return .confirmed(
      "the manifest's layers are in-toto statements",
      [manifest.cite(place, "a layer that is no file system"), Citation(container.imagePlace, "the image")],
      bindings: [values([:])])
  }

  private func windows() -> Finding? {
    let family = world.taskDefinition?["runtimePlatform"]?["operatingSystemFamily"]
    // The build behind each family: learn.microsoft.com/virtualization/windowscontainers/deploy-containers/version-compatibility
    let builds = [
      "2016": "10.0.14393", "2019": "10.0.17763", "2022": "10.0.20348", "2025": "10.0.26100",
      "20H2": "10.0.19042",
    ]
    guard let family, let build = builds.first(where: { family.string?.contains($0.key) ?? false })?.value
    else { return nil }
    let offered =
      entries.compactMap { $0["platform"]?["os.version"] } + [manifest.root["os.version"]].compactMap { $0 }
    if offered.isEmpty {
      // A single manifest leaves the build to the image's configuration, which no call of ECR prints.
      return .undetermined(
        "the manifest of \(container.image.text) does not tell its Windows build", needs: [], evidence: proof)
    }
    if offered.contains(where: { $0.string?.hasPrefix(build) ?? false }) { return nil }
    return .confirmed(
      "the image is built for \(offered.compactMap(\.string).joined(separator: ", ")), the task's hosts are \(build)",
      offered.map { manifest.cite($0, "the image's Windows build") } + [
        Citation(family, "the task's operating system")
      ],
      bindings: [values(["platform": family.string ?? ""])])
  }

  /// Docker Engine reads layers in zstd from release 23.0 on; older ones take them for broken tar files.
  ///
  /// Fargate's own runtime reads them. https://docs.docker.com/engine/release-notes/23.0/
  private func compression() -> Finding? {
    guard world.launch == .ec2 || world.launch == .external,
      let layer = (manifest.root["layers"]?.elements ?? []).lazy.compactMap({ $0["mediaType"] })
        .first(where: { $0.string?.hasSuffix("zstd") ?? false }),
      let type = layer.string
    else { return nil }
    let proof = manifest.cite(layer, "a layer in zstd")
    let hosts = world.snapshot.listing(.containerInstances, account: world.account, region: world.region)
    guard let arn = world.task?["containerInstanceArn"]?.string,
      let host = hosts.items.first(where: { $0["containerInstanceArn"]?.string == arn }),
      let version = host["versionInfo"]?["dockerVersion"], let text = version.string,
      let major = text.split(whereSeparator: { !$0.isNumber }).first.flatMap({ Int($0) })
    else {
      return .undetermined(
        "the layers are in zstd, and the version of the instance's runtime is not in the snapshot",
        needs: [hosts.need], evidence: [proof])
    }
    guard major < 23 else { return nil }
    return .confirmed(
      "the layers are in zstd, which \(text) does not read", [proof, Citation(version, "the runtime")],
      bindings: [values(["media-type": type])])
  }

  private func format() -> Finding? {
    if let found = compression() { return found }
    let type = (image["imageManifestMediaType"] ?? manifest.root["mediaType"])?.string
    let isOld = manifest.root["schemaVersion"]?.int == 1
    let known = [
      "application/vnd.docker.distribution.manifest.v2+json",
      "application/vnd.docker.distribution.manifest.list.v2+json",
      "application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.image.index.v1+json",
    ]
    guard isOld || (type.map { !$0.isEmpty && !known.contains($0) } ?? false) else { return nil }
    let place = manifest.root["schemaVersion"] ?? manifest.root
    return .confirmed(
      "the manifest is \(isOld ? "schema version 1" : type.map { "\($0)" } ?? "of an unknown type")",
      [
        isOld
          ? manifest.cite(place, "the manifest's version")
          : Citation(image["imageManifestMediaType"] ?? image, "the manifest's type")
      ],
      bindings: [values(["media-type": type ?? "schema version 1"])])
  }
}
