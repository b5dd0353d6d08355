@testable import Evidence
@testable import PullChecks
import Testing

@Suite struct PullImagePlatformCheckTests {
  static let file = "ecr.batch-get-image.shop.json"
  static let index = "application/vnd.oci.image.index.v1+json"
  static let single = "application/vnd.oci.image.manifest.v1+json"
  static let platform = ["is": "platform"]
  static let attestation = ["is": "attestation"]
  static let windows = ["is": "windows"]
  static let format = ["is": "format"]

  static func manifest(_ text: String, type: String) -> Edit {
    .add(
      file,
      #"{"images":[{"registryId":"123456789012","repositoryName":"shop","imageId":{"imageTag":"1","imageDigest":"sha256:a"},"imageManifest":\#(JSONValue.quote(text)),"imageManifestMediaType":"\#(type)"}],"failures":[]}"#
    )
  }

  static func offering(_ platforms: String...) -> World {
    let entries = platforms.map { #"{"mediaType":"\#(single)","digest":"sha256:b","platform":{\#($0)}}"# }
    return .task.after(
      manifest(
        #"{"schemaVersion":2,"mediaType":"\#(index)","manifests":[\#(entries.joined(separator: ","))]}"#,
        type: index))
  }

  static func layers(_ type: String) -> World {
    .task.after(
      manifest(
        #"{"schemaVersion":2,"mediaType":"\#(single)","layers":[{"mediaType":"\#(type)","digest":"sha256:c","size":7}]}"#,
        type: single))
  }

  static let amd = #""architecture":"amd64","os":"linux""#
  static let arm = #""architecture":"arm64","os":"linux""#
  static let signature = #""architecture":"unknown","os":"unknown""#
  static let plain = layers("application/vnd.oci.image.layer.v1.tar+gzip")
  static let runtime = "/taskDefinition/runtimePlatform"
  static let onARM = Edit.set(
    PullFile.definition, runtime, ["cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"])
  static let on2022 = Edit.set(
    PullFile.definition, runtime,
    ["cpuArchitecture": "X86_64", "operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"])

  static func built(_ version: String) -> World {
    offering(#""architecture":"amd64","os":"windows","os.version":"\#(version)""#).after(on2022)
  }

  static let notHere: Edit = .add(
    file,
    #"{"images":[],"failures":[{"imageId":{"imageTag":"1"},"failureCode":"ImageNotFound","failureReason":"Requested image not found"}]}"#
  )

  static let ofLinux: [CheckTable.Row] = [
    .confirmed(
      "an index for ARM only", offering(arm, signature), platform,
      says: "the index offers linux/arm64, the task needs linux/amd64", cites: [file, PullFile.definition],
      binds: ["platform": "linux/amd64", "image-architecture": "ARM64"]),
    .confirmed(
      "the task asks for ARM", offering(amd).after(onARM), platform,
      says: "the index offers linux/amd64, the task needs linux/arm64", cites: [file, PullFile.definition]),
    .confirmed(
      "the runtime says so",
      .task.said(
        "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'"
      ), platform, says: "the runtime says so itself", cites: [PullFile.tasks],
      binds: ["platform": "linux/amd64"]),
    .ruledOut(
      "an index for both", offering(amd, arm, signature), platform, says: "the manifest fits", cites: [file]),
    .ruledOut(
      "the task asks for ARM, which is offered", offering(amd, arm).after(onARM), platform,
      says: "the manifest fits", cites: [file]),
    .ruledOut(
      "a single image is pulled whatever its processor", plain.after(onARM), platform,
      says: "the manifest fits", cites: [file]),
    .undetermined(
      "the manifest was not collected", .task, platform, says: "shop:1 is not in the snapshot",
      needs: "ecr.batch-get-image"),
    .undetermined(
      "the manifest is cut", .task.after(manifest(#"{"schemaVersion":2,"layers":["#, type: single)), platform,
      says: "the manifest of 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:1 cannot be read",
      needs: "ecr.batch-get-image"),
    .undetermined(
      "another tag's manifest is not this one's",
      offering(arm).after(.replace(file, #""imageTag":"1""#, #""imageTag":"2""#)),
      platform, says: "shop:1 is not in the snapshot", needs: "ecr.batch-get-image"),
    .undetermined(
      "the definition was not collected", plain.after(.delete(PullFile.definition)), platform,
      says: "the task definition is not in the snapshot", needs: PullFile.neededDefinition),
    .notApplicable(
      "there is no such image", .task.after(notHere), platform, says: "the registry has no such image whose"),
    .notApplicable(
      "no image of ECR", .task.image("redis:7"), platform, says: "no container uses an image of a private ECR"
    ),

    .confirmed(
      "the tag names a signature's statements", layers("application/vnd.in-toto+json"), attestation,
      says: "the manifest's layers are in-toto statements", cites: [file, PullFile.definition]),
    .ruledOut("layers of a file system", plain, attestation, says: "the manifest fits", cites: [file]),
    .ruledOut(
      "an index may hold statements beside its images", offering(amd, signature), attestation,
      says: "the manifest fits", cites: [file]),
    .ruledOut(
      "no manifest, and a text that says something else", .task.said(PullText.noToken), attestation,
      says: "the recorded text says something else", cites: [PullFile.tasks]),
    .undetermined(
      "the manifest may not be read", plain.after(.deny(file)), attestation,
      says: "shop:1 is not in the snapshot", needs: "ecr.batch-get-image"),

    .confirmed(
      "schema version 1",
      .task.after(
        manifest(
          #"{"schemaVersion":1,"name":"shop","tag":"1","fsLayers":[]}"#,
          type: "application/vnd.docker.distribution.manifest.v1+prettyjws")), format,
      says: "the manifest is schema version 1", cites: [file]),
    .confirmed(
      "a chart, no image",
      .task.after(
        manifest(#"{"schemaVersion":2,"layers":[]}"#, type: "application/vnd.cncf.helm.config.v1+json")),
      format, says: "application/vnd.cncf.helm.config.v1+json", cites: [file]),
    .undetermined(
      "an answer for another tag tells no format",
      plain.after(.replace(file, #""imageTag":"1""#, #""imageTag":"2""#)),
      format, says: "shop:1 is not in the snapshot", needs: "ecr.batch-get-image"),
    .ruledOut("an image of OCI", plain, format, says: "the manifest fits", cites: [file]),
    .notApplicable(
      "there is no such image that could be of another format", .task.after(notHere), format,
      says: "the registry has no such image"),
  ]

  static let ofWindows: [CheckTable.Row] = [
    .confirmed(
      "an image of 2019 on hosts of 2022", built("10.0.17763.6414"), windows,
      says: "built for 10.0.17763.6414, the task's hosts are 10.0.20348", cites: [file, PullFile.definition],
      binds: ["platform": "WINDOWS_SERVER_2022_CORE"]),
    .ruledOut(
      "the build of the hosts", built("10.0.20348.2762"), windows, says: "the manifest fits", cites: [file]),
    .ruledOut(
      "an index for several builds",
      offering(
        #""architecture":"amd64","os":"windows","os.version":"10.0.17763.6414""#,
        #""architecture":"amd64","os":"windows","os.version":"10.0.20348.2762""#
      ).after(on2022), windows, says: "the manifest fits", cites: [file]),
    .undetermined(
      "the manifest of a Windows image was not collected", .task.after(on2022), windows,
      says: "shop:1 is not in the snapshot", needs: "ecr.batch-get-image"),
    .undetermined(
      "a single manifest tells no build", plain.after(on2022), windows,
      says: "does not tell its Windows build", needs: nil, cites: [file]),
    .notApplicable(
      "the task runs Linux", built("10.0.17763.6414").after(onARM), windows, says: "the task runs Linux"),
  ]

  static let table = CheckTable(PullImagePlatformCheck.self, ofLinux + ofWindows)

  @Test(arguments: table.tests) func `whether the manifest fits the task`(_ row: CheckTable.Test) throws {
    try row.hold()
  }
}
