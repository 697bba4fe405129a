// swift-tools-version: 6.2
import PackageDescription

/// The walls between the rooms are held by the compiler: an import is internal unless it says otherwise, a member is
/// visible only where its module is imported, and every unsafe operation and every warning has to be answered for.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

/// Tests hand raw buffers to the code under test and import every room: the same walls, without the audit of `unsafe`.
let strictTests: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "Badge",
  products: [
    .library(name: "Badge", targets: ["Badge", "CanonicalJSON", "LinkedData", "Signing"]),
    .library(name: "BadgeRegister", targets: ["BadgeRegister", "Files"]),
    .executable(name: "badge", targets: ["BadgeCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CLinux"),
    .target(name: "CTransfer", linkerSettings: [.linkedLibrary("dl")]),
    .target(name: "CanonicalJSON", swiftSettings: strict),
    .target(name: "Signing", dependencies: ["COpenSSL", "CanonicalJSON"], swiftSettings: strict),
    .target(name: "LinkedData", dependencies: ["CanonicalJSON", "Signing"], swiftSettings: strict),
    .target(
      name: "Badge", dependencies: ["CanonicalJSON", "CExpat", "CZlib", "LinkedData", "Signing"], swiftSettings: strict),
    .target(name: "Files", dependencies: ["CLinux"], swiftSettings: strict),
    .target(
      name: "BadgeRegister",
      dependencies: [
        "Badge", "CanonicalJSON", "Files", "LinkedData", "Signing", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "BadgeCLI",
      dependencies: [
        "Badge", "BadgeRegister", "CanonicalJSON", "CLinux", "CTransfer", "Files", "LinkedData", "Signing",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ],
      swiftSettings: strict),
    .testTarget(name: "CanonicalJSONTests", dependencies: ["CanonicalJSON", "Signing"], swiftSettings: strictTests),
    .testTarget(name: "SigningTests", dependencies: ["Signing", "CanonicalJSON"], swiftSettings: strictTests),
    .testTarget(
      name: "LinkedDataTests", dependencies: ["LinkedData", "CanonicalJSON", "Signing"], swiftSettings: strictTests),
    .testTarget(
      name: "BadgeTests", dependencies: ["Badge", "CanonicalJSON", "LinkedData", "Signing"],
      swiftSettings: strictTests),
    .testTarget(
      name: "BadgeCLITests", dependencies: ["BadgeCLI", "Badge", "CanonicalJSON", "Files", "LinkedData", "Signing"],
      swiftSettings: strictTests),
    .testTarget(name: "FilesTests", dependencies: ["Files"], swiftSettings: strictTests),
    .testTarget(
      name: "BadgeRegisterTests",
      dependencies: [
        "BadgeRegister", "Badge", "CanonicalJSON", "Files", "Signing", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strictTests),
  ]
)
