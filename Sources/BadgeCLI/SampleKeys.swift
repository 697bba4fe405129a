import Signing

/// The keys of `keys-sample/`, whose secrets everybody has.
enum SampleKeys {
  private static let multikeys: Set<String> = [
    // issuer.*
    "z6MkpGqPdABkrwaJ893371j9ibnkdXj8ohu73VRsFSf2j72p",
    // other.*
    "z6MkumPz9YsgRigwX3FSL5AXfYLQP9TmgQDSAAKg9hsCVyuE",
  ]

  static func contains(_ key: PublicKey) -> Bool { multikeys.contains(key.multikey) }

  static func contains(_ key: VerificationKey) -> Bool { key.ed25519.map { contains($0) } ?? false }
}
