// swift-tools-version: 6.2
import PackageDescription

/// A package of its own, so that neither building Badge nor using its library builds the benchmark.
let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "Badge", path: "..")],
  targets: [
    // The floor is OpenSSL without anything of ours around it.
    .systemLibrary(name: "COpenSSLFloor", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .executableTarget(
      name: "badge-bench",
      dependencies: ["COpenSSLFloor", .product(name: "Badge", package: "Badge")],
      swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]),
  ]
)
