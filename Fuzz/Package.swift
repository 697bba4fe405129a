// swift-tools-version: 6.2
import PackageDescription

/// A package of its own: a fuzz target has no `main`, and would break an ordinary build of Badge.
///
/// Each target is one way in for foreign bytes. `run.sh` builds and runs them.
let entryPoints = [
  "JSON", "Verify", "ControllerDocument", "TrustFile", "Text", "KeyText", "KeyFile", "Template", "StatusList", "NQuads",
  "JSONLD", "PNG", "SVG", "JWT",
]

let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "Badge", path: "..")],
  targets: [.target(name: "FuzzSupport", dependencies: [.product(name: "Badge", package: "Badge")])]
    + entryPoints.map { name in
      .executableTarget(
        name: "Fuzz\(name)", dependencies: ["FuzzSupport", .product(name: "Badge", package: "Badge")],
        // The entry is a function that the fuzzer calls.
        swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])])
    }
)
