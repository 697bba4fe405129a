// swift-tools-version: 6.2
import PackageDescription

/// A package of its own, so that neither building Badge nor using its library builds the benchmark.
let package = Package(
  name: "Benchmarks",
  dependencies: [
    .package(name: "Badge", path: ".."),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // The floor is OpenSSL without anything of ours around it.
    .systemLibrary(name: "COpenSSLFloor", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .executableTarget(
      name: "badge-bench",
      dependencies: ["COpenSSLFloor", .product(name: "Badge", package: "Badge")],
      swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]),
    .executableTarget(
      name: "register-bench",
      dependencies: [
        .product(name: "Badge", package: "Badge"), .product(name: "BadgeRegister", package: "Badge"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]),
  ]
)
