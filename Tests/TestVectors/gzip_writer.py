"""Writes gzip (RFC 1952) and DEFLATE (RFC 1951) bit by bit.

A library's compressor makes other bytes in its next release; these vectors must not change, and some of them are
what no library makes. Only runs of one byte are matched, which is what a status list consists of.
"""

import heapq
import re
import zlib

FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16


class BitWriter:
    """RFC 1951 section 3.1.1: numbers start with their least significant bit, codes with their most significant."""

    def __init__(self):
        self.out, self.held, self.count = bytearray(), 0, 0

    def number(self, value, bits):
        self.held |= value << self.count
        self.count += bits
        while self.count >= 8:
            self.out.append(self.held & 255)
            self.held >>= 8
            self.count -= 8
        return self

    def code(self, code):
        value, bits = code
        return self.number(int(f"{value:0{bits}b}"[::-1], 2), bits)

    def align(self):
        return self.number(0, -self.count % 8)

    def bytes(self):
        self.align()
        return bytes(self.out)


def canonical(lengths):
    """RFC 1951 section 3.2.2: (code, length) for each symbol of a table of lengths."""
    code, codes = 0, {}
    for bits in range(1, 16):
        for symbol in sorted(s for s, n in lengths.items() if n == bits):
            codes[symbol] = (code, bits)
            code += 1
        code <<= 1
    return codes


def huffman(counts):
    """Code lengths for the symbols counted; a lone symbol gets a code of one bit."""
    if len(counts) == 1:
        return {s: 1 for s in counts}
    heap = [(n, s, (s,)) for s, n in sorted(counts.items())]
    lengths = dict.fromkeys(counts, 0)
    heapq.heapify(heap)
    while len(heap) > 1:
        (n, s, left), (m, _, right) = heapq.heappop(heap), heapq.heappop(heap)
        for symbol in left + right:
            lengths[symbol] += 1
        heapq.heappush(heap, (n + m, s, left + right))
    # Codes have 15 bits at most; flatter counts make shorter ones.
    return lengths if max(lengths.values()) <= 15 else huffman({s: n // 2 + 1 for s, n in counts.items()})


FIXED = canonical({s: 8 if s < 144 or s > 279 else 9 if s < 256 else 7 for s in range(288)})
BASES = [
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    13,
    15,
    17,
    19,
    23,
    27,
    31,
    35,
    43,
    51,
    59,
    67,
    83,
    99,
    115,
    131,
    163,
    195,
    227,
    258,
]
EXTRA = [0] * 8 + [1] * 4 + [2] * 4 + [3] * 4 + [4] * 4 + [5] * 4 + [0]
ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]


def tokens(data):
    """Literals, and (symbol, extra bits, extra value) for lengths, always at distance 1."""
    for run in re.finditer(rb"(.)\1*", data, re.S):
        yield run[1][0]
        left = run.end() - run.start() - 1
        while left >= 3:
            length = min(left, 258)
            at = max(i for i, base in enumerate(BASES) if base <= length)
            yield 257 + at, EXTRA[at], length - BASES[at]
            left -= length
        yield from run[1] * left


def write_tokens(out, made, symbols, distance):
    for token in made:
        if isinstance(token, int):
            out.code(symbols[token])
        else:
            out.code(symbols[token[0]]).number(token[2], token[1]).code(distance)
    out.code(symbols[256])


def stored(data, size=65535, final=True, out=None):
    """Blocks without compression, of `size` bytes at most."""
    out = out or BitWriter()
    parts = [data[i : i + size] for i in range(0, len(data), size)] or [b""]
    for i, part in enumerate(parts):
        out.number(final and i == len(parts) - 1, 1).number(0, 2).align()
        out.number(len(part), 16).number(len(part) ^ 0xFFFF, 16)
        out.out += part
    return out.bytes()


def fixed(data, final=True, out=None):
    """One block with the fixed codes."""
    out = (out or BitWriter()).number(final, 1).number(1, 2)
    write_tokens(out, tokens(data), FIXED, (0, 5))
    return out


def dynamic(data, final=True, out=None):
    """One block with codes of its own."""
    made, counts, matches = list(tokens(data)), {256: 1}, 0
    for token in made:
        symbol = token if isinstance(token, int) else token[0]
        counts[symbol] = counts.get(symbol, 0) + 1
        matches += symbol > 256
    lengths = huffman(counts)
    table = [lengths.get(s, 0) for s in range(max(max(counts) + 1, 257))] + [1 if matches else 0]
    # The lengths of the code lengths: 13 symbols of 4 bits and 6 of 5 are a complete code.
    meta = {s: 4 if i < 13 else 5 for i, s in enumerate([0, 18, *range(1, 12), 12, 13, 14, 15, 16, 17])}
    codes = canonical(meta)
    out = (out or BitWriter()).number(final, 1).number(2, 2)
    out.number(len(table) - 1 - 257, 5).number(0, 5).number(15, 4)
    for symbol in ORDER:
        out.number(meta[symbol], 3)
    for run in re.finditer(rb"\0+|[^\0]", bytes(table)):
        left = len(run[0]) if run[0][0] == 0 else 0
        if run[0][0]:
            out.code(codes[run[0][0]])
        while left >= 11:
            out.code(codes[18]).number(min(left, 138) - 11, 7)
            left -= min(left, 138)
        for _ in range(left):
            out.code(codes[0])
    write_tokens(out, made, canonical(lengths), (0, 1))
    return out


def member(
    data,
    body=None,
    flags=0,
    mtime=0,
    xfl=0,
    system=255,
    extra=None,
    name=None,
    comment=None,
    method=8,
    magic=b"\x1f\x8b",
    hcrc=None,
    crc=None,
    size=None,
):
    """One member: the ten bytes of header, what the flags announce, `body` (DEFLATE of `data`), CRC-32 and length."""
    flags |= (extra is not None and FEXTRA) | (name is not None and FNAME) | (comment is not None and FCOMMENT)
    head = magic + bytes([method, flags]) + mtime.to_bytes(4, "little") + bytes([xfl, system])
    if extra is not None:
        head += len(extra).to_bytes(2, "little") + extra
    head += (name + b"\0" if name is not None else b"") + (comment + b"\0" if comment is not None else b"")
    if flags & FHCRC:
        head += (zlib.crc32(head) & 0xFFFF if hcrc is None else hcrc).to_bytes(2, "little")
    body = dynamic(data).bytes() if body is None else body
    crc = zlib.crc32(data) if crc is None else crc
    size = len(data) if size is None else size
    return head + body + crc.to_bytes(4, "little") + (size & 0xFFFFFFFF).to_bytes(4, "little")
