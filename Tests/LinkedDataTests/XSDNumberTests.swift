import Testing

@testable import LinkedData

@Suite("Numbers as RDF literals")
struct XSDNumberTests {
  @Test(
    "A double has one digit before the point, and no zeros at the end",
    arguments: [
      (5.3, "5.3E0"), (0.0, "0.0E0"), (-0.0, "0.0E0"), (1.0, "1.0E0"), (10.0, "1.0E1"), (-123.45, "-1.2345E2"),
      (0.001, "1.0E-3"), (1e21, "1.0E21"), (1e-7, "1.0E-7"), (Double.leastNonzeroMagnitude, "4.940656458412465E-324"),
      (1.7976931348623157e308, "1.797693134862316E308"), (0.1 + 0.2, "3.0E-1"),
      (1.2345678901234568e20, "1.234567890123457E20"), (Double(bitPattern: 3), "1.48219693752374E-323"),
      (1.0000000000000007, "1.000000000000001E0"), (9.9999999999999995, "1.0E1"), (1e23, "9.999999999999999E22"),
      (9.3, "9.300000000000001E0"), (1e22, "1.0E22"),
    ])
  func double(value: Double, text: String) { #expect(XSDNumber.double(value) == text) }

  /// Doubles whose shortest form has 17 digits, the last a 5, so that it does not say where to; the texts are from
  /// arithmetic with 1,200 decimal digits.
  @Test(
    "17 digits are rounded by the number itself, not by its shortest digits",
    arguments: [
      (0x87b0_b125_ec1d_7da0, "-1.23421807662114E-271"), (0x2a75_9159_fb7f_f337, "3.761550867729229E-104"),
      (0xb248_9191_7b12_1dc5, "-1.822601981623283E-66"), (0x2d16_34b4_b465_3252, "1.703292997798679E-91"),
      (0xe488_b6c8_5ad3_ba32, "-1.956007111716152E176"), (0xc7ee_c61b_bf97_03c0, "-3.272438196472998E38"),
      (0x4bbd_bb01_dc14_ed57, "7.289896683898945E56"), (0x7e05_02c8_4b0e_62be, "1.099283529798539E299"),
      (0xc219_2e41_d47c_6c29, "-2.703756214310563E10"), (0x0423_e5e2_1e40_fa8c, "1.02089996876037E-288"),
      (0x535005d32404f266, "2.08889115544294E93"), (0x8a99_9938_95fa_699b, "-1.331921323473146E-257"),
    ] as [(UInt64, String)])
  func rounding(bits: UInt64, text: String) { #expect(XSDNumber.double(Double(bitPattern: bits)) == text) }

  @Test(
    "Integers have all their digits",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (-7.0, "-7"), (9007199254740992.0, "9007199254740992"),
      (1152921504606846976.0, "1152921504606846976"), (999999999999999868928.0, "999999999999999868928"),
    ])
  func integer(value: Double, text: String) { #expect(XSDNumber.integer(value) == text) }

  @Test(
    "A fraction, or 22 digits, make a double",
    arguments: [
      (1.5, true), (1.0, false), (-1e21, true), (1e20, false), (Double.leastNonzeroMagnitude, true), (0, false),
    ])
  func kind(value: Double, isDouble: Bool) { #expect(XSDNumber.isDouble(value) == isDouble) }
}
