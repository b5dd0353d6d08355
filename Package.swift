// swift-tools-version: 6.2
import Foundation
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "culprit",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "culprit", targets: ["culprit"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .target(
      name: "CNcurses",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo", .when(platforms: [.linux]))]),
    .target(name: "CPlaybooks"),
    .target(name: "CBytes"),
    .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),
    // What is written to people and machines: visible text, JSON strings, descriptors.
    .target(name: "Output", swiftSettings: strict),
    // What the program says: sentences that keep their template, and their forms in other languages.
    .target(
      name: "Sentences", dependencies: ["CPlaybooks", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    // The query language of `aws --query`; knows nothing of AWS.
    .target(name: "JMESPath", dependencies: ["Output"], swiftSettings: strict),
    // Commands as values: words made of pieces, read from a playbook, quoted once when they are printed.
    .target(name: "Commands", swiftSettings: strict),
    // The bytes of a snapshot where they lie: folders, packed files, lines.
    .target(name: "Files", dependencies: ["Sentences", "CZlib", "Output"], swiftSettings: strict),
    // What in a text is a secret, by its label or its shape; knows nothing of documents.
    .target(name: "Secrets", swiftSettings: strict),
    // Files become documents with places; which listings are complete; findings, citations, needs; what is secret.
    .target(
      name: "Evidence",
      dependencies: [
        "Sentences", "CZlib", "Output", "Commands", "Files", "Secrets",
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: strict),
    // How packets travel: groups, ACLs, routes, endpoints, both ways.
    .target(name: "Packets", dependencies: ["Sentences", "Evidence"], swiftSettings: strict),
    // Who may do what: AWS's evaluation of policies.
    .target(name: "Permits", dependencies: ["Sentences", "Commands", "Evidence"], swiftSettings: strict),
    // What access logs, messages, trails and Terraform say.
    .target(
      name: "Records",
      dependencies: [
        "Sentences", "CBytes", "CPlaybooks", "Files", "Evidence", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    // Facts by AWS service, and walks over them: the request's path, the pull's stages.
    .target(
      name: "Services",
      dependencies: ["Sentences", "Commands", "Files", "Evidence", "Packets", "Permits", "Records"],
      swiftSettings: strict),
    // Checks of a request's way from the edge to the application: one check, one file.
    .target(
      name: "RequestChecks", dependencies: ["Sentences", "Evidence", "Packets", "Records", "Services"],
      swiftSettings: strict),
    // Checks of an image pull: its way, its permissions, images, secrets, messages.
    .target(
      name: "PullChecks",
      dependencies: ["Sentences", "Commands", "Evidence", "Packets", "Permits", "Records", "Services"],
      swiftSettings: strict),
    // Playbooks: reading, linting, schema; repairs as typed operations.
    .target(
      name: "Playbooks",
      dependencies: [
        "Sentences", "CPlaybooks", "Commands", "Files", "Evidence", "Services", "RequestChecks", "PullChecks",
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: strict),
    // The engine and its walk; what-if; Terraform plans; what to collect; answers as documents.
    .target(
      name: "Diagnosis",
      dependencies: [
        "Sentences", "Output", "Commands", "Files", "Evidence", "Packets", "Permits", "Records", "Services",
        "Playbooks",
      ], swiftSettings: strict),
    // Pure: model, update, view, pages, Markdown.
    .target(
      name: "Screens",
      dependencies: [
        "Sentences", "Output", "Commands", "Files", "Evidence", "Playbooks", "Diagnosis",
      ], swiftSettings: strict),
    // Effects: arguments, terminal, files, clipboard.
    .executableTarget(
      name: "culprit",
      dependencies: [
        "Sentences", "CNcurses", "Output", "JMESPath", "Commands", "Files", "Evidence", "Packets", "Permits",
        "Records",
        "Services", "Playbooks", "Diagnosis", "Screens",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    // Ratios against other tools; not installed.
    .executableTarget(name: "Benchmarks", dependencies: ["Files", "Records"], swiftSettings: strict),
    // Entry points for the fuzzer, also run by the tests.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "CZlib", "JMESPath", "Files", "Evidence", "Permits", "Records", "Playbooks", "Diagnosis", "Screens",
      ],
      path: "Tests/Fuzz/Targets", swiftSettings: strict),
    .testTarget(
      name: "CulpritTests",
      dependencies: [
        "Sentences", "Output", "JMESPath", "Commands", "Files", "Evidence", "Packets", "Permits", "Records",
        "Services",
        "RequestChecks", "PullChecks", "Playbooks", "Diagnosis", "Screens", "culprit", "FuzzTargets",
        .product(name: "Yams", package: "Yams"),
      ],
      path: "Tests",
      exclude: ["Fuzz/Driver", "Fuzz/Targets", "Golden"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)

// libFuzzer's driver links only under its sanitizer: `.ci/fuzz` asks for it.
if ProcessInfo.processInfo.environment["CULPRIT_FUZZ"] == "1" {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver", swiftSettings: strict))
}
