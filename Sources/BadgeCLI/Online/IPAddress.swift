/// An address of a host, as a connection is about to be made to it: 4 bytes, or 16.
struct IPAddress: Hashable, Sendable {
  let bytes: [UInt8]

  /// Whether the address is one of the public Internet, by the registries of special-purpose addresses (RFC 6890, as IANA
  /// keeps them).
  ///
  /// Of IPv6 only 2000::/3 is given out to anybody. Addresses there that carry one of IPv4 (Teredo, 6to4) are refused, and
  /// so, outside, are mapped ones and those of NAT64: which host is behind them is another question.
  var isPublic: Bool {
    switch bytes.count {
    case 4: !Self.specialV4.contains { isWithin($0.prefix, $0.length) }
    case 16: isWithin([0x20], 3) && !Self.specialV6.contains { isWithin($0.prefix, $0.length) }
    default: false
    }
  }

  private func isWithin(_ prefix: [UInt8], _ length: Int) -> Bool {
    for bit in 0..<length {
      let mask = UInt8(0x80) >> UInt8(bit % 8)
      let expected = bit / 8 < prefix.count ? prefix[bit / 8] & mask : 0
      if bytes[bit / 8] & mask != expected { return false }
    }
    return true
  }

  private static let specialV4: [(prefix: [UInt8], length: Int)] = [
    ([0], 8),  // this network, RFC 791
    ([10], 8), ([172, 16], 12), ([192, 168], 16),  // private, RFC 1918
    ([100, 64], 10),  // shared with a provider, RFC 6598
    ([127], 8),  // this host, RFC 1122
    ([169, 254], 16),  // this link, RFC 3927
    ([192, 0, 0], 24),  // protocols of the IETF, RFC 6890
    ([192, 0, 2], 24), ([198, 51, 100], 24), ([203, 0, 113], 24),  // documents, RFC 5737
    ([192, 88, 99], 24),  // relays of 6to4, RFC 7526
    ([198, 18], 15),  // benchmarks, RFC 2544
    ([224], 4),  // several hosts, RFC 5771
    ([240], 4),  // reserved and broadcast, RFC 1112
  ]

  private static let specialV6: [(prefix: [UInt8], length: Int)] = [
    ([0x20, 0x01, 0x00], 23),  // protocols of the IETF, Teredo among them, RFC 2928
    ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x3F, 0xFF, 0x00], 20),  // documents, RFC 3849 and RFC 9637
    ([0x20, 0x02], 16),  // 6to4, RFC 3056
  ]
}
