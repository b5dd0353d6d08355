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
    .target(name: "Output", swiftSettings: strict),
    .target(name: "JMESPath", dependencies: ["Output"], swiftSettings: strict),
    .target(
      name: "Diagnosis",
      dependencies: [
        "CBytes", "CPlaybooks", "CZlib", "JMESPath", "Output", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(name: "Screens", dependencies: ["Diagnosis", "Output"], swiftSettings: strict),
    .executableTarget(
      name: "culprit",
      dependencies: [
        "CNcurses", "Diagnosis", "JMESPath", "Output", "Screens",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "Benchmarks", dependencies: ["Diagnosis"], swiftSettings: strict),
    .target(
      name: "FuzzTargets", dependencies: ["CZlib", "Diagnosis", "JMESPath", "Screens"],
      path: "Tests/Fuzz/Targets", swiftSettings: strict),
    .testTarget(
      name: "CulpritTests",
      dependencies: [
        "Diagnosis", "FuzzTargets", "JMESPath", "Output", "Screens", "culprit",
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
