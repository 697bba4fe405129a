import Glibc
import Testing

@testable import BadgeCLI

@Suite struct IPAddressTests {
  private func address(_ text: String) -> IPAddress {
    var bytes = [UInt8](repeating: 0, count: 16)
    if text.contains(":") {
      #expect(inet_pton(AF_INET6, text, &bytes) == 1)
      return IPAddress(bytes: bytes)
    }
    #expect(inet_pton(AF_INET, text, &bytes) == 1)
    return IPAddress(bytes: Array(bytes.prefix(4)))
  }

  @Test(
    "Addresses of no single public host are not public",
    arguments: [
      "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1",
      "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1",
      "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1",
      "255.255.255.255", "::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::8.8.8.8", "64:ff9b::808:808",
      "64:ff9b:1::1", "100::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "2001::1", "2001:2::1",
      "2001:10::1", "2001:1ff::1", "2001:db8::1", "2002:808:808::1", "3fff::1", "3fff:fff::1", "4000::1", "5f00::1",
    ])
  func special(_ text: String) { #expect(!address(text).isPublic) }

  @Test(
    "Their neighbours are public",
    arguments: [
      "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1",
      "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.0.3.1", "192.167.255.255", "192.169.0.0",
      "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1", "2001:4860:4860::8888", "2001:db7::1",
      "2001:db9::1", "2003::1", "2606:4700:4700::1111", "3ffe::1", "3fff:1000::1",
    ])
  func ordinary(_ text: String) { #expect(address(text).isPublic) }

  @Test("Bytes of another number are no address")
  func sizes() {
    for count in [0, 1, 3, 5, 8, 15, 17] {
      #expect(!IPAddress(bytes: [UInt8](repeating: 0x20, count: count)).isPublic)
    }
  }
}
