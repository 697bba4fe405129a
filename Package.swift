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

let package = Package(name: "Badge", products: [.library(name: "Badge", targets: ["CanonicalJSON"])], targets: [.target(name: "CanonicalJSON", swiftSettings: strict)])
