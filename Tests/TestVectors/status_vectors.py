"""The vectors of Bitstring Status List 1.0: badges with `credentialStatus`, and folders of status lists.

Every vector has a folder of its own: `status/<id>/badge.json`, `lists/` (what a web server would serve, for
`--status`), sometimes `did/`, `outside/` and `trust.json`. `generate.py` writes them with the others.

The file reads top-down: builders, then one function for each group. BSL is Bitstring Status List 1.0.
"""

import base64
import zlib

import gzip_writer as gz
from generate import (
    ACCEPTED,
    ANY,
    ATTACKER,
    GONE,
    HTTPS,
    ISSUER,
    NOTARY,
    OB,
    REJECTED,
    UNKNOWN,
    VC1,
    VC2,
    WEB,
    WITNESS,
    Members,
    Raw,
    Spelled,
    badge,
    base58,
    base64url,
    did_jwk,
    document,
    endorsed,
    endorsement,
    escape_all,
    jwk_of,
    method,
    prove,
    put,
    quote,
    reorder,
    seal,
    sha256,
    subject,
    swap,
    to_bytes,
    write,
)

VECTORS, FILES = [], {}
DOUBT = [UNKNOWN, REJECTED]
STALE = [ACCEPTED, UNKNOWN]

URL, URL2, URL3 = (f"https://example.org/status/{n}" for n in (1, 2, 3))
MINIMUM = 131072
N = 70001
SINCE, UNTIL = "2026-11-23T00:00:00Z", "2026-12-24T00:00:00Z"


class Link(str):
    """A symbolic link to this target, in place of a file."""


# --------------------------------------------------------------------------------------------------
# Builders
# --------------------------------------------------------------------------------------------------


def bits(positions=(), length=MINIMUM):
    """A bitstring of `length` bits; bit 0 is the left-most of byte 0 (BSL 3.2, encodedList)."""
    out = bytearray((length + 7) // 8)
    for n in positions:
        out[n // 8] |= 128 >> n % 8
    return bytes(out)


def fields(size, values, entries=MINIMUM):
    """A bitstring of `entries` values of `size` bits."""
    return bits([n * size + i for n, v in values.items() for i in range(size) if v >> size - 1 - i & 1], entries * size)


def all_but(positions, keep, length=MINIMUM):
    """A bitstring in which of `positions` all are set but `keep`."""
    return bits([n for n in positions if n != keep], length)


def encode(data):
    """Multibase base64url without padding (BSL 3.2)."""
    return "u" + base64url(data)


def entry(index=N, purpose="revocation", url=URL, **changes):
    e = {
        "id": f"{url}#{index}" if isinstance(index, int) else url + "#entry",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(index) if isinstance(index, int) else index,
        "statusListCredential": url,
    } | changes
    return {k: v for k, v in e.items() if v is not GONE}


def suspension(index=N, url=URL2, **changes):
    return entry(index, "suspension", url, **changes)


def unsigned(set_=(), url=URL, purpose="revocation", data=None, encoded=None, about=None, **changes):
    """A status list credential. `data` is the whole bitstring, `encoded` the whole encodedList, `about` changes the
    subject; GONE takes members away."""
    if encoded is None:
        encoded = encode(gz.member(bits(set_) if data is None else data))
    of = {
        "id": url + "#list",
        "type": "BitstringStatusList",
        "statusPurpose": purpose,
        "encodedList": encoded,
    } | (about or {})
    doc = {
        "@context": [VC2],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": ISSUER.did,
        "validFrom": SINCE,
        "validUntil": UNTIL,
        "credentialSubject": {k: v for k, v in of.items() if v is not GONE},
    } | changes
    return {k: v for k, v in doc.items() if v is not GONE}


def sign(doc, key=ISSUER, **options):
    return seal(doc, key, **({"created": SINCE} | options))


def L(set_=(), key=ISSUER, **more):
    """A signed status list credential."""
    return sign(unsigned(set_, **more), key)


def add(
    name,
    outcome,
    row,
    status,
    lists,
    why,
    check="status",
    data=None,
    of=None,
    key=ISSUER,
    docs=None,
    index=None,
    outside=None,
    minimum=None,
    issuer=None,
    at=None,
    trust=None,
    **changes,
):
    """One vector. `status` is the value of credentialStatus; `lists` a list credential, an array of them, a
    dictionary from file name to contents, or None for no folder; `data` replaces the whole badge."""
    of = of or ISSUER.did
    if data is None:
        doc = badge(of, **({"credentialStatus": status} if status is not GONE else {}), **changes)
        data = seal(doc, key, **({"method": of + "#key-1"} if docs else {}))
    home = f"status/{name}"
    made = {"id": name, "file": None, "outcome": outcome}
    made |= {"check": None if outcome == ACCEPTED else check, "row": row, "why": why}
    if at:
        made["at"] = at
    if issuer != []:
        made["issuer"] = [issuer or of] if isinstance(issuer or of, str) else issuer
    if docs:
        made["didDocuments"] = f"{home}/did"
        FILES.update({f"{home}/did/{n}": to_bytes(d) for n, d in docs.items()})
    if lists is not None:
        if not isinstance(lists, dict) or lists.keys() & {"@context", "credentialSubject"}:
            lists = lists if isinstance(lists, list) else [lists]
            lists = {f"{n}.json": doc for n, doc in enumerate(lists, 1)}
        if index is not None:
            lists = lists | {"index.json": index}
        lists = contents(lists)
    for n, data_outside in contents(outside or {}).items():
        FILES[f"{home}/outside/{n}"] = data_outside
    if minimum is not None:
        made["minStatusListLength"] = minimum
    if trust is not None:
        made["trust"] = f"{home}/trust.json"
        FILES[f"{home}/trust.json"] = to_bytes(trust)
    assert all(v["id"] != name for v, _, _ in VECTORS), name
    VECTORS.append((made, to_bytes(data), lists))


def contents(files):
    return {n: data if isinstance(data, Link) else to_bytes(data) for n, data in files.items()}


def place():
    """Gives badges and folders of lists their paths: one that several vectors use is in status/shared."""

    def paths(things, home, name):
        uses = {}
        for thing in things:
            uses[thing] = uses.get(thing, 0) + 1
        shared = {t: f"status/shared/{name}-{n}" for n, t in enumerate((t for t, n in uses.items() if n > 1), 1)}
        return [shared.get(thing) or own for thing, own in zip(things, home, strict=True)]

    badges = [data for _, data, _ in VECTORS]
    folders = [tuple(lists.items()) if lists is not None else None for _, _, lists in VECTORS]
    # A link or an `outside` belongs to its own folder.
    folders = [
        (made["id"], folder) if folder and any(isinstance(data, Link) for _, data in folder) else folder
        for (made, _, _), folder in zip(VECTORS, folders, strict=True)
    ]
    badge_paths = paths(badges, [f"status/{made['id']}/badge" for made, _, _ in VECTORS], "badge")
    list_paths = paths(folders, [f"status/{made['id']}/lists" for made, _, _ in VECTORS], "lists")
    for (made, data, lists), badge_path, list_path in zip(VECTORS, badge_paths, list_paths, strict=True):
        made["file"] = badge_path + ".json"
        FILES[made["file"]] = data
        if lists is not None:
            made["status"] = list_path
            FILES.update({f"{list_path}/{n}": contents for n, contents in lists.items()})
    return [made for made, _, _ in VECTORS], FILES


def ok(name, row, status, lists, why, **more):
    add(name, ACCEPTED, row, status, lists, why, **more)


def revoked(name, row, status, lists, why, **more):
    add(name, REJECTED, row, status, lists, why, **more)


def doubt(name, row, status, lists, why, **more):
    add(name, more.pop("outcome", DOUBT), row, status, lists, why, **more)


def either(name, row, status, lists, why, outcome=ANY, **more):
    add("either-" + name, outcome, row, status, lists, why, **more)


def both(name, row, make, why, index=N, status=None, **more):
    """Two vectors: `make(data)` is a list in which the badge's bit is the only one set, or the only one of eight
    on either side that is clear."""
    near = [n for n in range(index - 8, index + 9) if 0 <= n]
    length = more.pop("length", MINIMUM)
    near = [n for n in near if n < length]
    status = status or entry(index)
    ok(name + "-clear", row, status, make(all_but(near, index, length)), why + " The bit is clear.", **more)
    revoked(name + "-set", row, status, make(bits([index], length)), why + " The bit is set.", **more)


# --------------------------------------------------------------------------------------------------
# H1: where a bit is
# --------------------------------------------------------------------------------------------------


def positions():
    for base, where in ((0, "first"), (MINIMUM - 16, "last")):
        for p in range(base, base + 16):
            revoked(f"bit-{p}-set", "H1", entry(p), L([p]), f"Bit {p} of the {where} two bytes alone is set.")
            ok(
                f"bit-{p}-clear",
                "H1",
                entry(p),
                L(data=all_but(range(base, base + 16), p)),
                f"Of the {where} two bytes all bits but {p} are set, its neighbours and its mirror among them.",
            )
    for p in (255, 256, 32767, 32768, 65535, 65536, 99999, 100000):
        both(f"bit-{p}", "H1", lambda d: L(data=d), f"Bit {p}.", p)
    ok("bit-all-but-one", "H1", entry(N), L(data=all_but(range(MINIMUM), N)), "Every other bit of the list is set.")
    revoked("bit-all", "H1", entry(N), L(range(MINIMUM)), "Every bit of the list is set.")
    for p, q, why in (
        (8, 15, "Bits are counted from the left."),
        (256, 1, "Bytes are not swapped in pairs."),
        (0, MINIMUM - 1, "The list is not read from its end."),
        (24, 0, "Bytes are not swapped in fours."),
        (1, 0, "The first index is 0, not 1."),
        (0, 1, "The first index is 0, not -1."),
    ):
        revoked(f"bit-{p}-set-not-{q}", "H1", entry(p), L([p]), f"{why} Bit {p} is set, {q} is clear.")
        ok(f"bit-{q}-clear-not-{p}", "H1", entry(q), L([p]), f"{why} Bit {p} is set, {q} is clear.")
    dense = b"".join(sha256(f"dense {n}") for n in range(512))
    one = next(n for n in range(N, MINIMUM) if dense[n // 8] & 128 >> n % 8)
    zero = next(n for n in range(N, MINIMUM) if not dense[n // 8] & 128 >> n % 8)
    revoked("dense-set", "H1", entry(one), L(data=dense), "Half of all bits are set, this one too.")
    ok("dense-clear", "H1", entry(zero), L(data=dense), "Half of all bits are set, this one not.")


# --------------------------------------------------------------------------------------------------
# H7: lengths
# --------------------------------------------------------------------------------------------------


def lengths():
    def of(length):
        return lambda data: L(data=data)

    for length, index in (
        (MINIMUM, MINIMUM - 1),
        (MINIMUM + 8, MINIMUM),
        (MINIMUM + 8, MINIMUM + 7),
        (MINIMUM * 2, MINIMUM * 2 - 1),
        (1_000_000, 999_999),
        (1 << 23, (1 << 23) - 1),
        (1 << 23, 1 << 20),
        (1 << 27, (1 << 27) - 1),
    ):
        both(f"length-{length}-at-{index}", "H7", of(length), f"{length} entries, index {index}.", index, length=length)
    for length in (0, 1, 8, 64, 100_000, 131_064, 65_536, 16_384):
        doubt(
            f"short-{length}",
            "H7",
            entry(0),
            L(data=bits((), length)),
            f"{length} entries: 131,072 is the least (BSL 3.2, 5.1).",
        )
    doubt("short-100000-set", "H7", entry(5), L(data=bits([5], 100_000)), "A short list in which the bit is set.")
    for index in (MINIMUM, MINIMUM + 1, MINIMUM + 7, MINIMUM * 2, 999_999_999):
        doubt(f"range-{index}", "H2", entry(index), L(), f"Index {index} is outside of a list of 131,072.")
    doubt(
        "range-128-mib",
        "H2",
        entry(1 << 27),
        L(data=bits((), 1 << 27)),
        "The first index behind a list of 16 MiB.",
    )
    # Bombs. The limit for an inflated list is 16 MiB; the large ones are made by `generate.py --large`.
    doubt("bomb-16-mib-and-a-byte", "H7", entry(), L(data=bytes((1 << 24) + 1)), "A byte above the limit of 16 MiB.")
    doubt("bomb-64-mib", "H7", entry(), L(data=bytes(1 << 26)), "64 KiB that inflate to 64 MiB.")
    part = gz.member(bytes(1 << 20))
    doubt("bomb-members", "H7", entry(), L(encoded=encode(part * 20)), "Twenty members of 1 MiB each.")
    doubt(
        "bomb-lying-size",
        "H7",
        entry(),
        L(encoded=encode(gz.member(bytes((1 << 24) + 1), size=16384))),
        "More than 16 MiB whose ISIZE says 16 KiB.",
    )
    doubt(
        "bomb-empty-blocks",
        "H7",
        entry(),
        L(encoded=encode(gz.member(b"", (b"\0\0\0\xff\xff" * 2000) + gz.stored(b"")))),
        "Two thousand empty blocks and no byte of list.",
    )
    doubt(
        "bomb-empty-members",
        "H7",
        entry(),
        L(encoded=encode(gz.member(b"", gz.stored(b"")) * 500)),
        "Five hundred empty members and no byte of list.",
    )


# --------------------------------------------------------------------------------------------------
# H7: encodedList
# --------------------------------------------------------------------------------------------------


def valid_encodings():
    def wrap(of, why, **options):
        both("gzip-" + of, "H7", lambda d: L(encoded=encode(gz.member(d, **options))), why)

    wrap("name", "A header with a file name.", name=b"list.bin")
    wrap("name-empty", "A header with an empty file name.", name=b"")
    wrap("name-path", "A header whose file name is a path; it means nothing here.", name=b"../../../etc/passwd")
    wrap("name-long", "A header whose file name has 1,000 bytes.", name=b"n" * 1000)
    wrap("name-latin", "A file name in ISO 8859-1.", name="étape".encode("latin-1"))
    wrap("comment", "A header with a comment.", comment=b"made by hand")
    wrap("extra", "A header with an extra field.", extra=b"ab\x04\x00\x01\x02\x03\x04")
    wrap("extra-empty", "An extra field of no bytes.", extra=b"")
    wrap("extra-long", "An extra field of 1,000 bytes.", extra=bytes(1000))
    wrap("text", "A header that says it is text.", flags=gz.FTEXT)
    wrap("header-crc", "A header with a check sum of its own.", flags=gz.FHCRC)
    wrap(
        "all-fields",
        "A header with every optional field.",
        flags=gz.FTEXT | gz.FHCRC,
        extra=b"xy\x01\x00z",
        name=b"n",
        comment=b"c",
    )
    wrap("time", "A header with a time and a system.", mtime=1_795_000_000, system=3, xfl=2)

    def body(name, why, make):
        both("deflate-" + name, "H7", lambda d: L(encoded=encode(gz.member(d, make(d)))), why)

    body("stored", "One block without compression.", gz.stored)
    body("stored-many", "Blocks of 100 bytes without compression.", lambda d: gz.stored(d, 4000))
    body("fixed", "One block with the fixed codes.", lambda d: gz.fixed(d).bytes())
    body(
        "blocks-mixed",
        "A block of each kind.",
        lambda d: gz.dynamic(d[9000:], out=gz.fixed(d[500:9000], False, stored_open(d[:500]))).bytes(),
    )
    body(
        "empty-blocks",
        "Empty blocks before, as a flush leaves them.",
        lambda d: b"\0\0\0\xff\xff" * 50 + gz.dynamic(d).bytes(),
    )
    body(
        "hundred-blocks",
        "A hundred blocks.",
        lambda d: chain(d, 164),
    )

    def members(name, why, split):
        both("members-" + name, "H7", lambda d: L(encoded=encode(b"".join(map(gz.member, split(d))))), why)

    members("two", "Two members of 8 KiB: the list is their concatenation (RFC 1952 2.2).", lambda d: halves(d, 8192))
    members("uneven", "A member of one byte and one of the rest.", lambda d: halves(d, 1))
    members("empty-first", "An empty member before the list.", lambda d: [b"", d])
    members("empty-last", "An empty member behind the list.", lambda d: [d, b""])
    members("sixteen", "Sixteen members.", lambda d: [d[n : n + 1024] for n in range(0, 16384, 1024)])
    both(
        "members-second",
        "H7",
        lambda d: L(encoded=encode(gz.member(d[:16384]) + gz.member(d[16384:]))),
        "The first member alone would be a list; the bit is in the second.",
        index=MINIMUM + N,
        length=2 * MINIMUM,
    )
    # What libraries make of the same list: zlib by Python at levels 1, 6 and 9.
    for level, texts in LIBRARY.items():
        for state, text in texts.items():
            made = ok if state == "clear" else revoked
            made(f"library-{level}-{state}", "H7", entry(), L(encoded=text), f"Made by zlib, level {level}. {state}.")
    ok(
        "recommendation",
        "H7",
        entry(94567),
        L(encoded="uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"),
        "The encodedList that the Recommendation prints.",
    )


def stored_open(data):
    """A writer that has one stored block behind it which is not the last."""
    out = gz.BitWriter()
    gz.stored(data, final=False, out=out)
    return out


def chain(data, size):
    out = gz.BitWriter()
    for n in range(0, len(data), size):
        gz.dynamic(data[n : n + size], n + size >= len(data), out)
    return out.bytes()


def halves(data, at):
    return [data[:at], data[at:]]


LIBRARY = {
    1: {
        "clear": "uH4sIAAAAAAAEA-3QAQ0AAAjDMJwjDaShg7xzsFaJAAECBAgQIECAAAECBAgQIECAAAECBAgQIECAAAECBAgQIEAgR"
        "qBnY16NEiBAgAABAgQIECBAgAABAgQIECBAgAABAgQIECBA4JnAAQExUgkAQAAA",
        "set": "uH4sIAAAAAAAEA-3QAQ0AAAzCMKTdv6rrIHQO1kQECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQI7A"
        "rez6pQAAQIECBAgQIAAAQIECBAgQIAAAQIECBAgQIAAAQJlAg8OcRimAEAAAA",
    },
    6: {
        "clear": "uH4sIAAAAAAAAA-3OMQEAAAQAMM1FI5oCfoctwSIAAAAAAAAAAHgjq68LAAAAAAAAAOwGATFSCQBAAAA",
        "set": "uH4sIAAAAAAAAA-3OMQEAAAgDoEWzfyoT7PYQEpAAAAAAAAAAAPDHXAcAAAAAAAAAKBYOcRimAEAAAA",
    },
    9: {
        "clear": "uH4sIAAAAAAACA-3QAQ0AAAgDoDc3mkazhpsQgQQAAAAAAAAAgDeqRwIAAAAAAADATQsBMVIJAEAAAA",
        "set": "uH4sIAAAAAAACA-3QAQ0AAAwCIKPZP5U1vh0ikAAAAAAAAAAA8EcVAAAAAAAAABw1DnEYpgBAAAA",
    },
}


def hostile_encodings():
    good = gz.member(bits())
    plain = base64url(good)
    body = gz.dynamic(bits()).bytes()

    def bad(name, encoded, why, **more):
        doubt("encoded-" + name, "H7", entry(), L(encoded=encoded, **more), why)

    ok("encoded-no-header", "H7", entry(), L(encoded=plain), "No multibase header, as in StatusList2021.")
    for name, encoded, why in (
        ("missing", GONE, "encodedList is missing."),
        ("null", Raw("null"), "encodedList is null."),
        ("number", 0, "encodedList is a number."),
        ("true", True, "encodedList is true."),
        ("array", ["u" + plain], "encodedList is an array."),
        ("object", {"@value": "u" + plain}, "encodedList is an object."),
        ("empty", "", "encodedList is empty."),
        ("u", "u", "encodedList is the multibase header alone."),
        ("header-upper", "U" + plain, "The header U is base64url with padding."),
        ("header-m", "m" + base64.b64encode(good).decode().rstrip("="), "Multibase base64, not base64url."),
        ("header-z", "z" + base58(good), "Multibase base58."),
        ("header-f", "f" + good.hex(), "Multibase base16."),
        ("header-twice", "uu" + plain, "The multibase header twice."),
        ("padded", "u" + base64.urlsafe_b64encode(gz.member(bits(), name=b"x")).decode(), "Padding at the end."),
        ("space-first", " u" + plain, "White space first."),
        ("space-last", "u" + plain + " ", "White space last."),
        ("newline", "u" + plain[:40] + "\n" + plain[40:], "A line end inside."),
        ("nul", "u" + plain + "\0", "A NUL at the end."),
        ("standard", "u" + alphabet(base64url(tailored())), "The alphabet of base64, with + and /."),
        ("one-character", "u" + plain + "A", "A length that base64 cannot have."),
        ("homoglyph", "u" + plain.replace("A", "\u0410", 1), "A Cyrillic letter."),
        ("percent", "u" + plain.replace("A", "%41", 1), "A percent escape."),
        ("data-url", "data:application/gzip;base64," + plain, "A data URL."),
        ("hex", good.hex(), "Hexadecimal."),
        ("plain-bits", encode(bits()), "The bitstring without compression."),
        ("ones-and-zeros", "u" + "0" * 400, "Digits."),
        ("zlib", encode(b"\x78\xda" + body + zlib.adler32(bits()).to_bytes(4, "big")), "zlib, not gzip."),
        ("raw-deflate", encode(body), "DEFLATE without a wrapper."),
        ("xz", encode(XZ), "xz, not gzip."),
        ("twice", encode(gz.member(good)), "Compressed twice."),
    ):
        bad(name, encoded, why)
    tail = "u" + tail_bits(base64url(gz.member(bits(), name=b"x")))
    either("encoded-tail-bits", "H7", entry(), L(encoded=tail), "The last character has bits that count for nothing.")

    for name, made, why in (
        ("magic-first", gz.member(bits(), magic=b"\x1e\x8b"), "The first byte of the magic number is wrong."),
        ("magic-second", gz.member(bits(), magic=b"\x1f\x8c"), "The second byte of the magic number is wrong."),
        ("magic-compress", gz.member(bits(), magic=b"\x1f\x9d"), "The magic number of compress(1)."),
        ("method-0", gz.member(bits(), method=0), "Compression method 0."),
        ("method-7", gz.member(bits(), method=7), "Compression method 7."),
        ("method-9", gz.member(bits(), method=9), "Compression method 9."),
        ("reserved-32", gz.member(bits(), flags=32), "A reserved flag (RFC 1952 2.3.1.2: an error)."),
        ("reserved-64", gz.member(bits(), flags=64), "A reserved flag."),
        ("reserved-128", gz.member(bits(), flags=128), "A reserved flag."),
        ("crc", gz.member(bits(), crc=1), "The CRC-32 is wrong."),
        ("crc-inverted", gz.member(bits(), crc=zlib.crc32(bits()) ^ 0xFFFFFFFF), "The CRC-32 is inverted."),
        ("size", gz.member(bits(), size=16383), "ISIZE is one too small."),
        ("size-zero", gz.member(bits(), size=0), "ISIZE is 0."),
        ("size-big", gz.member(bits(), size=0xFFFFFFFF), "ISIZE is 4,294,967,295."),
        ("tail-zero", good + b"\0", "A zero byte behind the member."),
        ("tail-zeros", good + bytes(512), "Zero bytes behind the member, as on a tape."),
        ("tail-garbage", good + b"garbage", "Bytes behind the member."),
        ("tail-magic", good + b"\x1f\x8b", "The magic number of a further member, and no more."),
        ("tail-header", good + good[:10], "The header of a further member, and no more."),
        ("second-truncated", good + good[:-1], "A second member that is truncated."),
        ("second-crc", good + gz.member(b"x", crc=5), "A second member whose CRC-32 is wrong."),
        ("lead-zero", b"\0" + good, "A zero byte before the member."),
        ("block-type-3", gz.member(bits(), b"\x07"), "A block of type 3, which is reserved."),
        ("distance-far", gz.member(bits(), far()), "A distance that reaches before the first byte."),
        ("no-final", gz.member(bits(), gz.dynamic(bits(), False).bytes()), "No block is marked as the last."),
        ("stored-length", gz.member(bits(), b"\x01\x00\x40\xff\xff" + bytes(99)), "LEN and NLEN do not fit."),
        ("body-empty", gz.member(bits(), b""), "No compressed data."),
        ("name-endless", good[:3] + b"\x08" + good[4:10] + b"n" * 100, "A file name that does not end."),
        ("extra-endless", good[:3] + b"\x04" + good[4:10] + b"\xff\xff" + good[10:], "XLEN is beyond the data."),
        ("symbol-286", gz.member(bits(), symbol_286()), "Length symbol 286 does not exist."),
        ("code-oversubscribed", gz.member(bits(), oversubscribed()), "More codes than there are."),
        ("flipped-bit", flip(good, 30), "One bit of the compressed data is flipped."),
        ("header-crc", gz.member(bits(), flags=gz.FHCRC, hcrc=0), "The header's own check sum is wrong."),
        ("bits-behind", gz.member(bits(), body + b"\0\0"), "Two bytes between the data and the CRC-32."),
    ):
        doubt("gzip-bad-" + name, "H7", entry(), L(encoded=encode(made)), why)
    for cut in (1, 2, 3, 9, 10, 11, 20, 30, len(good) - 9, len(good) - 8, len(good) - 5, len(good) - 4, len(good) - 1):
        doubt(
            f"gzip-cut-{cut:02d}",
            "H7",
            entry(),
            L(encoded=encode(good[:cut])),
            f"The first {cut} of {len(good)} bytes.",
        )
    doubt(
        "gzip-cut-long",
        "H7",
        entry(),
        L(encoded=encode(gz.member(bits((), 3 * MINIMUM), chain(bits((), 3 * MINIMUM), 9000))[:-60])),
        "Cut off where 16 KiB have already come out, and the bit among them.",
    )


def tailored():
    """A member whose base64url has - and _, so that another alphabet shows."""
    body = gz.dynamic(bits()).bytes()
    for n in range(1000):
        made = gz.member(bits(), body, mtime=n * 7919, flags=gz.FHCRC)
        if "-" in base64url(made) and "_" in base64url(made):
            return made
    raise AssertionError


def alphabet(text):
    return text.replace("-", "+").replace("_", "/")


DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def tail_bits(text):
    """The same bytes, with the unused bits of the last character set."""
    assert len(text) % 4, "the length must leave unused bits"
    return text[:-1] + DIGITS[DIGITS.index(text[-1]) | (15 if len(text) % 4 == 2 else 3)]


def flip(data, at):
    return data[:at] + bytes([data[at] ^ 16]) + data[at + 1 :]


def far():
    """A fixed block whose first code is a match, at a distance of one byte before the data."""
    out = gz.BitWriter().number(1, 1).number(1, 2)
    return out.code(gz.FIXED[257]).code((0, 5)).code(gz.FIXED[256]).bytes()


def symbol_286():
    out = gz.BitWriter().number(1, 1).number(1, 2).code(gz.FIXED[0])
    return out.code(gz.FIXED[286]).code((0, 5)).code(gz.FIXED[256]).bytes()


def oversubscribed():
    out = gz.BitWriter().number(1, 1).number(2, 2).number(0, 5).number(0, 5).number(15, 4)
    for _ in range(19):
        out.number(1, 3)
    return out.bytes() + bytes(40)


XZ = b"\xfd7zXZ\0\0\x01" + bytes(40)


# --------------------------------------------------------------------------------------------------
# H2: statusListIndex
# --------------------------------------------------------------------------------------------------


def index_text():
    def bad(name, value, why, **more):
        doubt("index-" + name, "H2", entry(5, statusListIndex=value, **more), L(), why + " Every bit is clear.")

    for name, value, why in (
        ("trailing-letters", "5abc", "Letters behind the digits."),
        ("negative", "-1", "A negative index."),
        ("minus-zero", "-0", "A sign."),
        ("plus", "+5", "A plus sign."),
        ("space-first", " 5", "A space first."),
        ("space-last", "5 ", "A space last."),
        ("newline", "5\n", "A line end."),
        ("tab", "\t5", "A tab."),
        ("no-break-space", "\u00a05", "A no-break space."),
        ("zero-width", "\u200b5", "A zero width space."),
        ("nul", "5\0", "A NUL behind the digit."),
        ("exponent", "5e0", "An exponent."),
        ("fraction", "5.0", "A fraction."),
        ("point", "5.", "A decimal point."),
        ("hex", "0x5", "Hexadecimal."),
        ("hex-bare", "a", "A hexadecimal digit."),
        ("octal", "0o5", "Octal."),
        ("binary", "0b101", "Binary."),
        ("underscore", "1_000", "An underscore."),
        ("comma", "1,000", "A thousands separator."),
        ("apostrophe", "1'000", "A thousands separator."),
        ("arabic-indic", "\u0665", "An Arabic-Indic digit."),
        ("fullwidth", "\uff15", "A fullwidth digit."),
        ("devanagari", "\u096b", "A Devanagari digit."),
        ("mathematical", "\U0001d7d3", "A mathematical bold digit."),
        ("superscript", "\u2075", "A superscript digit."),
        ("combining", "5\u0301", "A combining accent on the digit."),
        ("enclosed", "5\u20e3", "A keycap."),
        ("mixed-digits", "1\u0665", "One digit of ASCII and one of another script."),
        ("word", "five", "A word."),
        ("empty", "", "The empty text."),
        ("space", " ", "A space alone."),
        ("sign", "-", "A sign alone."),
        ("two", "5,6", "Two indexes."),
        ("range", "5-6", "A range."),
        ("fragment", "#5", "A fragment."),
        ("quoted", '"5"', "Quotation marks."),
        ("percent", "%35", "A percent escape."),
        ("infinity", "Infinity", "Infinity."),
        ("nan", "NaN", "NaN."),
        ("base64", "NQ", "base64url."),
        ("2-32", str(2**32 + 5), "2^32 + 5."),
        ("2-64", str(2**64 + 5), "2^64 + 5."),
        ("2-128", str(2**128 + 5), "2^128 + 5."),
        ("2-31", str(2**31 + 5), "2^31 + 5."),
        ("2-63", str(2**63), "2^63."),
        ("2-63-less-1", str(2**63 - 1), "2^63 - 1."),
        ("2-64-less-1", str(2**64 - 1), "2^64 - 1."),
        ("2-53", str(2**53 + 1), "2^53 + 1."),
        ("1000-digits", "1" + "0" * 999, "A thousand digits."),
        ("10000-digits", "9" * 10_000, "Ten thousand digits."),
        ("number-fraction", Raw("5.0", 5), "The number 5.0."),
        ("number-negative", -5, "A negative number."),
        ("number-huge", Raw("1e300", 1e300), "The number 1e300."),
        ("null", None, "null."),
        ("true", True, "true."),
        ("array", ["5"], "An array."),
        ("array-empty", [], "An empty array."),
        ("object", {"@value": "5"}, "A value object."),
        ("typed", {"@value": "5", "@type": "http://www.w3.org/2001/XMLSchema#integer"}, "A typed value object."),
        ("missing", GONE, "No statusListIndex at all."),
    ):
        bad(name, value, why)
    # BSL 2.1 asks for a string, and issuers write numbers.
    for name, n in (("number", 5), ("number-zero", 0)):
        ok("index-" + name, "H2", entry(statusListIndex=n), L([n + 1]), f"The number {n}, whose bit is clear.")
        revoked(f"index-{name}-set", "H2", entry(statusListIndex=n), L([n]), f"The number {n}, whose bit is set.")
    many = "0" * 5_000 + "5"
    either("index-leading-zero", "H2", entry("05"), L(), "A leading zero. The bit of 5 is clear.")
    either("index-leading-zeros", "H2", entry(many), L(), "Five thousand leading zeros. The bit of 5 is clear.")
    either("index-double-zero", "H2", entry("00"), L(), "Two zeros. The bit of 0 is clear.")
    doubt("index-leading-zero-set", "H2", entry("05"), L([5]), "A leading zero, and the bit of 5 is set.")
    doubt("index-octal-zero-set", "H2", entry("0100"), L([100]), "Read as octal it would be 64, which is clear.")
    ok(
        "index-escaped",
        "A2",
        entry(5, statusListIndex=Spelled("70001", '"\\u0037000\\u0031"')),
        L(),
        "The digits are written as escapes, which JSON does not tell apart.",
    )
    revoked(
        "index-escaped-set",
        "A2",
        entry(5, statusListIndex=Spelled("70001", '"\\u0037000\\u0031"')),
        L([N]),
        "The digits are written as escapes, and the bit is set.",
    )
    # index * size
    four = [{"status": hex(n), "message": f"m{n}"} for n in range(4)]
    for name, index, size, messages in (
        ("2-63-by-2", 2**63, 2, four),
        ("2-63-5-by-2", 2**63 + 5, 2, four),
        ("2-62-by-2", 2**62, 2, four),
        ("2-31-by-2", 2**31, 2, four),
        ("2-64-by-2", 2**64, 2, four),
    ):
        doubt(
            "overflow-" + name,
            "H2",
            entry(0, statusListIndex=str(index), statusSize=size, statusMessage=messages),
            L(data=fields(2, {})),
            f"Index {index} times size {size} wraps around.",
        )
    both_sizes = entry(MINIMUM, statusSize=2, statusMessage=four)
    doubt("range-by-2", "H2", both_sizes, L(data=fields(2, {})), "The first index behind the list, with two bits each.")
    doubt(
        "range-bits-by-2",
        "H2",
        entry(MINIMUM * 2 - 1, statusSize=2, statusMessage=four),
        L(data=fields(2, {})),
        "An index within the bits of the list, and outside of its entries.",
    )


# --------------------------------------------------------------------------------------------------
# statusSize, statusMessage, purposes
# --------------------------------------------------------------------------------------------------


def messages(size, prefix="state "):
    return [{"status": hex(n), "message": f"{prefix}{n}"} for n in range(2**size)]


def message(index=N, size=2, url=URL3, **changes):
    return entry(index, "message", url, **({"statusSize": size, "statusMessage": messages(size)} | changes))


def message_list(size, values, entries=MINIMUM, url=URL3, **about):
    about = {"statusSize": size, "statusMessages": messages(size)} | about
    return L(url=url, purpose="message", data=fields(size, values, entries), about=about)


def sizes():
    for size in (2, 3, 4, 5, 8):
        full = 2**size - 1
        for index in (0, N, MINIMUM - 1) if size < 8 else (N,):
            near = {n: full for n in (index - 1, index + 1) if 0 <= n < MINIMUM}
            ok(
                f"message-{size}-at-{index}",
                "H1",
                message(index, size),
                message_list(size, near),
                f"A message of {size} bits is 0x0, its neighbours are all ones.",
            )
        either(
            f"message-{size}-full",
            "H3",
            message(N, size),
            message_list(size, {N: full}),
            f"A message of {size} bits is {full:#x}: what that means is for others to say.",
        )
        sized = entry(N, statusSize=size, statusMessage=messages(size))
        near = {n: full for n in (N - 1, N + 1)}
        ok(
            f"size-{size}-clear",
            "H1",
            sized,
            L(data=fields(size, near)),
            f"Revocation with statusSize {size}: 0 between two full neighbours.",
        )
        for value in sorted({1, 1 << size - 1, full}):
            revoked(
                f"size-{size}-value-{value}",
                "H1",
                sized,
                L(data=fields(size, {N: value})),
                f"Revocation with statusSize {size} and the value {value:#x}: valid only where the status is 0 (5.1).",
            )
        doubt(
            f"size-{size}-short",
            "H7",
            entry(0, statusSize=size, statusMessage=messages(size)),
            L(data=bits((), MINIMUM * size - 8)),
            f"The list has less than 131,072 entries of {size} bits (5.1).",
        )
    ok("message-1-explicit", "H1", message(N, 1), message_list(1, {N + 1: 1}), "A message of one bit, with its texts.")
    ok(
        "message-1-bare",
        "H1",
        message(N, 1, statusMessage=GONE),
        message_list(1, {}),
        'A message of one bit without texts: they are "set" and "unset".',
    )
    either(
        "message-without-list-size",
        "H3",
        message(),
        message_list(2, {}, statusSize=GONE, statusMessages=GONE),
        "The list does not name its statusSize, which it MUST (3.2) and no example does.",
    )
    either("message-1-set", "H3", message(N, 1), message_list(1, {N: 1}), "A message of one bit is set.")
    either(
        "message-size-4-list-2", "H3", message(N, 4), message_list(2, {}, MINIMUM * 2), "The list says 2, the entry 4."
    )
    ok("size-1-explicit", "H1", entry(statusSize=1), L([N - 1, N + 1]), "statusSize 1 is written out.")
    revoked(
        "size-1-explicit-set", "H1", entry(statusSize=1), L([N]), "statusSize 1 is written out, and the bit is set."
    )
    ok("size-1-messages", "H1", entry(statusSize=1, statusMessage=messages(1)), L(), "Two messages for one bit.")
    ok(
        "size-absent-messages",
        "H1",
        entry(statusMessage=messages(1)),
        L(),
        "Two messages, and statusSize is 1 by default.",
    )
    ok(
        "message-members-further",
        "H1",
        message(statusMessage=[m | {"code": 7, "https://example.org/x": []} for m in messages(2)]),
        message_list(2, {}),
        "Messages with further members, which are allowed.",
    )
    ok(
        "message-undefined",
        "H1",
        message(statusMessage=[m | {"message": "undefined"} for m in messages(2)]),
        message_list(2, {}),
        'Messages that are "undefined".',
    )
    ok(
        "message-reference",
        "H1",
        message(statusReference="https://example.org/dictionary"),
        message_list(2, {}),
        "A statusReference.",
    )
    ok(
        "message-references",
        "H1",
        message(statusReference=["https://example.org/1", "https://example.org/2"]),
        message_list(2, {}),
        "Two values of statusReference.",
    )
    either(
        "message-order",
        "H1",
        message(statusMessage=messages(2)[::-1]),
        message_list(2, {}),
        "Messages in falling order.",
    )
    either(
        "message-hex-upper",
        "H1",
        message(statusMessage=[m | {"status": m["status"].replace("0x", "0X")} for m in messages(2)]),
        message_list(2, {}),
        "Values that start with 0X.",
    )
    either(
        "message-hex-padded",
        "H1",
        message(statusMessage=[m | {"status": m["status"].replace("0x", "0x0")} for m in messages(2)]),
        message_list(2, {}),
        "Values with a leading zero.",
    )
    either(
        "message-status-twice",
        "H1",
        message(statusMessage=messages(2)[:3] + messages(2)[:1]),
        message_list(2, {}),
        "Four messages, two of them for one value.",
    )

    def bad(name, why, **changes):
        doubt("size-" + name, "H2", entry(**changes), L(data=fields(2, {})), why)

    for name, size in (
        ("zero", 0),
        ("negative", -1),
        ("minus-two", -2),
        ("half", Raw("0.5", 0.5)),
        ("one-and-a-half", Raw("1.5", 1.5)),
        ("text", "1"),
        ("text-two", "2"),
        ("null", None),
        ("true", True),
        ("array", [1]),
        ("object", {"@value": 1}),
        ("2-31", 2**31),
        ("2-32-plus-1", 2**32 + 1),
        ("2-53", 2**53),
        ("1e300", Raw("1e300", 1e300)),
        ("1e-300", Raw("1e-300", 1e-300)),
        ("64", 64),
        ("63", 63),
        ("minus-1e18", Raw("-1e18", -1e18)),
        ("9e18", Raw("9223372036854775808", 2.0**63)),
    ):
        bad(name, f"statusSize is wrong: {name}.", statusSize=size)
        if name in ("zero", "negative", "text", "2-32-plus-1", "64"):
            bad(
                name + "-messages",
                f"statusSize is wrong: {name}, with two messages.",
                statusSize=size,
                statusMessage=messages(1),
            )
    either("size-1-point-0", "H2", entry(statusSize=Raw("1.0", 1)), L(), "statusSize is written 1.0.")
    either("size-1e0", "H2", entry(statusSize=Raw("1e0", 1)), L(), "statusSize is written 1e0.")
    for name, value in (
        ("missing", GONE),
        ("null", None),
        ("text", "set"),
        ("object", {"0x0": "a", "0x1": "b", "0x2": "c", "0x3": "d"}),
        ("empty", []),
        ("one", messages(2)[:1]),
        ("three", messages(2)[:3]),
        ("five", messages(2) + messages(1)[:1]),
        ("two", messages(1)),
        ("eight", messages(3)),
        ("texts", ["a", "b", "c", "d"]),
        ("nulls", [None] * 4),
        ("arrays", [[m] for m in messages(2)]),
        ("no-status", [{"message": m["message"]} for m in messages(2)]),
        ("no-message", [{"status": m["status"]} for m in messages(2)]),
        ("status-number", [m | {"status": n} for n, m in enumerate(messages(2))]),
        ("status-decimal", [m | {"status": str(n)} for n, m in enumerate(messages(2))]),
        ("status-null", [m | {"status": None} for m in messages(2)]),
        ("message-number", [m | {"message": n} for n, m in enumerate(messages(2))]),
        ("message-null", [m | {"message": None} for m in messages(2)]),
        ("empty-objects", [{}] * 4),
    ):
        doubt(
            "messages-" + name,
            "H2",
            message(statusMessage=value),
            message_list(2, {}),
            f"Two bits, and statusMessage is wrong: {name} (BSL 3.1).",
        )
    for name, value in (("one", messages(1)[:1]), ("three", messages(2)[:3]), ("empty", []), ("text", "set")):
        doubt(
            "messages-one-bit-" + name,
            "H2",
            entry(statusMessage=value),
            L(),
            f"One bit, and statusMessage is wrong: {name} (BSL 3.1: two elements).",
        )
    bad("2-without-messages", "statusSize 2 without statusMessage.", statusSize=2)


def purposes():
    refresh = entry(purpose="refresh")
    ok("refresh-clear", "H3", refresh, L(purpose="refresh"), "No newer badge is to be had.")
    either("refresh-set", "H3", refresh, L([N], purpose="refresh"), "A newer badge is to be had.", outcome=STALE)
    ok("suspension-clear", "H3", suspension(), L([N + 1], url=URL2, purpose="suspension"), "Not suspended.")
    revoked("suspension-set", "H3", suspension(), L([N], url=URL2, purpose="suspension"), "Suspended.")
    for purpose in ("https://example.org/purposes#audit", "audit", "revocation ", "Revocation", "revoked", "suspended"):
        name = "purpose-other-" + "".join(c if c.isalnum() else "-" for c in purpose.replace("R", "upper-r"))
        either(
            name + "-clear",
            "H3",
            entry(purpose=purpose),
            L(purpose=purpose),
            f"The purpose {purpose!r} in the entry and in the list. The bit is clear.",
            outcome=ANY,
        )
        doubt(
            name + "-set",
            "H3",
            entry(purpose=purpose),
            L([N], purpose=purpose),
            f"The purpose {purpose!r} in the entry and in the list. The bit is set: not valid (5.1).",
        )

    lists = ("revocation", "suspension", "refresh", "message", "audit")
    for of in lists[:3]:
        for by in lists:
            if of != by:
                doubt(
                    f"purpose-{of}-by-{by}",
                    "H5",
                    entry(purpose=of),
                    L(purpose=by),
                    f"An entry for {of}, and a list for {by}.",
                )
    doubt("purpose-mismatch-set", "H5", entry(), L([N], purpose="suspension"), "Set, in a list for another purpose.")
    for name, value in (
        ("one", ["revocation"]),
        ("two", ["revocation", "suspension"]),
        ("last", ["suspension", "refresh", "https://example.org/audit", "revocation"]),
        ("twice", ["revocation", "revocation"]),
    ):
        both(
            "list-purposes-" + name,
            "H5",
            lambda d, value=value: L(data=d, purpose=value),
            f"The purposes of the list: {value}.",
        )
    ok(
        "list-purposes-both-used",
        "H5",
        [entry(N), entry(N + 1, "suspension", URL)],
        L([N - 1, N + 2], purpose=["revocation", "suspension"]),
        "Two entries of two purposes in one list (A.4).",
    )
    revoked(
        "list-purposes-both-used-set",
        "H5",
        [entry(N), entry(N + 1, "suspension", URL)],
        L([N + 1], purpose=["revocation", "suspension"]),
        "Two entries of two purposes in one list, and the second is set.",
    )
    for name, value in (
        ("missing", GONE),
        ("null", None),
        ("number", 1),
        ("true", True),
        ("object", {"@value": "revocation"}),
        ("empty", ""),
        ("empty-array", []),
        ("nested", [["revocation"]]),
        ("case", "Revocation"),
        ("upper", "REVOCATION"),
        ("space", "revocation "),
        ("prefix", "revoc"),
        ("longer", "revocations"),
        ("list-in-text", "revocation,suspension"),
        ("homoglyph", "rev\u043ecation"),
        ("iri", "https://www.w3.org/ns/credentials/status#revocation"),
        ("others", ["suspension", "message"]),
        ("nul", "revocation\0"),
    ):
        doubt("list-purpose-" + name, "H5", entry(), L(purpose=value), f"The list's statusPurpose is wrong: {name}.")
    doubt(
        "list-purpose-mixed-array",
        "H5",
        entry(),
        L(purpose=["revocation", 1]),
        "One or more strings (3.2), and one of these is a number.",
        outcome=ANY,
    )
    for name, value in (
        ("missing", GONE),
        ("null", None),
        ("number", 1),
        ("array", ["revocation"]),
        ("array-two", ["revocation", "suspension"]),
        ("empty", ""),
        ("object", {"@value": "revocation"}),
    ):
        doubt(
            "entry-purpose-" + name,
            "H3",
            entry(statusPurpose=value),
            L(purpose=["revocation", "suspension", ""]),
            f"The entry's statusPurpose is wrong: {name} (3.1: a string).",
        )


# --------------------------------------------------------------------------------------------------
# H3: the shape of credentialStatus, and several entries
# --------------------------------------------------------------------------------------------------


def shapes():
    good = entry()
    ok("entry-plain", "H3", good, L(), "One entry, whose bit is clear.")
    revoked("entry-plain-set", "H3", good, L([N]), "One entry, whose bit is set.")
    ok("entry-array-of-one", "H3", [good], L(), "An array of one entry.")
    revoked("entry-array-of-one-set", "H3", [good], L([N]), "An array of one entry, whose bit is set.")
    ok("entry-no-id", "H3", entry(id=GONE), L(), "An entry without id, which is optional (3.1).")
    revoked("entry-no-id-set", "H3", entry(id=GONE), L([N]), "An entry without id, whose bit is set.")
    ok(
        "entry-id-unrelated",
        "H3",
        entry(id="urn:uuid:2c1f7f4c-8a55-4a59-b6f6-1b8b5f0f0b4f"),
        L(),
        "An entry whose id has nothing to do with the list.",
    )
    ok("entry-id-other-index", "H3", entry(id=f"{URL}#5"), L([5]), "The index counts, not the fragment of the id.")
    revoked("entry-id-other-index-set", "H3", entry(id=f"{URL}#5"), L([N]), "The index counts, not the fragment.")
    either("entry-id-is-list", "H3", entry(id=URL), L(), "The entry's id is the URL of the list, which it MUST NOT be.")
    ok("entry-further-members", "H3", entry(note="x", **{"https://example.org/y": [1, {}]}), L(), "Further members.")
    ok("entry-reversed", "H3", reorder(good, lambda d: list(d)[::-1]), L(), "The members in falling order.")
    either("entry-type-array", "H3", entry(type=["BitstringStatusListEntry"]), L(), "The type is an array of one.")
    doubt(
        "entry-type-array-set", "H3", entry(type=["BitstringStatusListEntry"]), L([N]), "The same, and the bit is set."
    )
    doubt(
        "entry-type-two-set",
        "H3",
        entry(type=["https://example.org/T", "BitstringStatusListEntry"]),
        L([N]),
        "Two types, and the bit is set.",
    )
    for name, value in (
        ("missing", GONE),
        ("null", None),
        ("number", 1),
        ("empty", ""),
        ("empty-array", []),
        ("case", "bitstringStatusListEntry"),
        ("space", "BitstringStatusListEntry "),
        ("list", "BitstringStatusList"),
        ("2021", "StatusList2021Entry"),
        ("revocation-list-2020", "RevocationList2020Status"),
        ("1edtech", "1EdTechRevocationList"),
        ("iri", "https://www.w3.org/ns/credentials/status#BitstringStatusListEntry"),
        ("unknown", "ExampleStatus2099"),
        ("homoglyph", "Bitstring\u0405tatusListEntry"),
    ):
        doubt("entry-type-" + name, "H3", entry(type=value), L(), f"The entry's type is wrong: {name}.")
    for name, value in (
        ("number", 7),
        ("null", None),
        ("text", "not a url"),
        ("array", [URL + "#1"]),
        ("object", {"@id": URL + "#1"}),
        ("empty", ""),
    ):
        doubt("entry-id-" + name, "H3", entry(id=value), L(), f"The entry's id is wrong: {name}.")
    for name, value in (
        ("null", None),
        ("true", True),
        ("false", False),
        ("number", 0),
        ("text", URL),
        ("text-empty", ""),
        ("array-empty", []),
        ("array-null", [None]),
        ("array-text", [URL]),
        ("array-nested", [[good]]),
        ("array-with-null", [good, None]),
        ("array-with-text", [good, URL]),
        ("array-with-empty", [good, {}]),
        ("array-with-array", [good, []]),
        ("object-empty", {}),
        ("object-of-entries", {"0": good}),
        ("at-list", {"@list": [good]}),
        ("at-set", {"@set": [good]}),
        ("at-id", {"@id": good["id"], "@type": good["type"]}),
    ):
        doubt("shape-" + name, "H3", value, L(), f"credentialStatus is wrong: {name}.", check=["model", "status"])
    for name, value in (("array-nested", [[good]]), ("object-of-entries", {"0": good}), ("at-list", {"@list": [good]})):
        doubt(f"shape-{name}-set", "H3", value, L([N]), f"credentialStatus is {name}, and the bit is set.")
    twin = Members((k, v) for k, v in seal(badge(credentialStatus=good)).items())
    twin.insert(3, ("credentialStatus", entry(5)))
    doubt(
        "twice-first",
        "A1",
        None,
        L([N]),
        "credentialStatus twice; the second is the signed one.",
        check="format",
        data=twin,
    )
    twin = Members((k, v) for k, v in seal(badge(credentialStatus=good)).items())
    twin.append(("credentialStatus", entry(5)))
    doubt(
        "twice-second",
        "A1",
        None,
        L([N]),
        "credentialStatus twice; the first is the signed one.",
        check="format",
        data=twin,
    )
    twin = seal(badge(credentialStatus=good))
    twin["credentialStatus"] = Members([*good.items(), ("statusListIndex", "5")])
    doubt("index-twice", "A1", None, L([N]), "statusListIndex twice.", check="format", data=twin)
    tampered = put(seal(badge(credentialStatus=good)), ["credentialStatus", "statusListIndex"], "5")
    revoked("tampered-index", "B1", None, L([N]), "The index was changed.", check="signature", data=tampered)
    tampered = put(seal(badge(credentialStatus=good)), ["credentialStatus", "statusListCredential"], URL2)
    revoked("tampered-list", "B1", None, L([N]), "The list was changed.", check="signature", data=tampered)
    tampered = put(seal(badge(credentialStatus=good)), ["credentialStatus"], GONE)
    revoked(
        "tampered-dropped", "B1", None, L([N]), "credentialStatus was taken away.", check="signature", data=tampered
    )
    tampered = put(seal(badge(credentialStatus=[good, suspension()])), ["credentialStatus"], [suspension()])
    revoked(
        "tampered-first-dropped",
        "B1",
        None,
        [L([N]), L(url=URL2, purpose="suspension")],
        "The first of two entries was taken away.",
        check="signature",
        data=tampered,
    )
    ok("no-status", "H3", GONE, L([N]), "A badge without credentialStatus, and a list that is not its own.")
    ok(
        "status-of-endorsement",
        "G5",
        GONE,
        L([N]),
        "An endorsement inside has a status, and is revoked; the badge has none.",
        endorsement=[endorsed(endorsement() | {"credentialStatus": entry()})],
    )
    ok(
        "status-in-subject",
        "H3",
        GONE,
        L([N]),
        "A credentialStatus below the subject is not the badge's.",
        credentialSubject=subject(credentialStatus=entry()),
    )
    # Findings beside each other
    revoked(
        "revoked-and-expired",
        "G3",
        entry(),
        L([N]),
        "Revoked and expired.",
        check="dates",
        validUntil="2026-10-01T00:00:00Z",
    )
    doubt("revoked-untrusted", "H3", entry(), L([N]), "Revoked, and the issuer is not trusted.", issuer=NOTARY.did)
    tampered = put(seal(badge(credentialStatus=good)), ["name"], "Solo work")
    revoked("revoked-and-tampered", "B1", None, L([N]), "Revoked, and changed.", check="signature", data=tampered)
    add(
        "clear-untrusted",
        UNKNOWN,
        "F1",
        entry(),
        L(),
        "Not revoked, and the issuer is not trusted.",
        check="issuer",
        issuer=NOTARY.did,
    )


def list_urls():
    """statusListCredential: a URL, compared with the list's id byte for byte."""
    for name, value in (
        ("missing", GONE),
        ("null", None),
        ("number", 3),
        ("empty", ""),
        ("array", [URL]),
        ("object", {"id": URL}),
        ("embedded", L()),
        ("relative", "status/1"),
        ("absolute-path", "/status/1"),
        ("no-scheme", "//example.org/status/1"),
        ("file-name", "1.json"),
        ("path-up", "../outside/1.json"),
        ("path-in", "lists/1.json"),
        ("file-url", "file:1.json"),
        ("file-url-up", "file:../outside/1.json"),
        ("space", URL + " "),
        ("space-first", " " + URL),
        ("newline", URL + "\n"),
        ("nul", URL + "\0"),
        ("upper-scheme", URL.replace("https", "HTTPS")),
        ("upper-host", URL.replace("example", "EXAMPLE")),
        ("port", URL.replace(".org", ".org:443")),
        ("http", URL.replace("https", "http")),
        ("dot", URL.replace("/1", "/./1")),
        ("dots", URL.replace("/1", "/2/../1")),
        ("percent", URL.replace("/1", "/%31")),
        ("slash", URL + "/"),
        ("double-slash", URL.replace("/status", "//status")),
        ("query", URL + "?"),
        ("query-time", URL + "?timestamp=2026-11-01T00:00:00Z"),
        ("fragment", URL + "#list"),
        ("fragment-empty", URL + "#"),
        ("user", URL.replace("//", "//a@")),
        ("homoglyph", URL.replace("example", "ex\u0430mple")),
        ("invisible", URL.replace("example", "exam\u200bple")),
        ("data", "data:application/json,{}"),
        ("javascript", "javascript:0"),
        ("prefix", URL[:-2]),
        ("longer", URL + "0"),
        ("long", URL + "a" * 10_000),
        ("subject-id", URL + "#list"),
    ):
        if name == "subject-id":
            continue
        doubt(
            "url-" + name,
            "H5",
            entry(statusListCredential=value),
            L(),
            f"statusListCredential does not name the list that is there: {name}.",
            outside={"1.json": L(id=GONE)},
        )
    for name, url in (
        ("query", "https://example.org/status?list=1&of=a%20b"),
        ("port", "https://example.org:8443/status/1"),
        ("port-default", "https://example.org:443/status/1"),
        ("upper", "HTTPS://EXAMPLE.ORG/Status/1"),
        ("http", "http://example.org/status/1"),
        ("percent", "https://example.org/st%61tus/%E2%82%AC"),
        ("slash", "https://example.org/status/"),
        ("host-only", "https://example.org"),
        ("dots", "https://example.org/a/../b"),
        ("long", "https://example.org/" + "status/" * 200),
        ("punycode", "https://xn--bcher-kva.example/status"),
        ("address", "https://[2001:db8::1]/status"),
    ):
        ok("url-odd-" + name, "H5", entry(url=url), L(url=url), "Entry and list carry the same odd URL.")
        revoked(f"url-odd-{name}-set", "H5", entry(url=url), L([N], url=url), "The same odd URL, and the bit is set.")
    for name, url in (
        ("urn", "urn:uuid:9d2b6d7e-0f43-4d0b-8f2e-3a5b4a0c1d11"),
        ("did", "did:web:example.org?service=status&relativeRef=/1"),
        ("fragment", URL + "#one"),
        ("query-empty", URL + "?"),
    ):
        either(
            "url-odd-" + name,
            "H5",
            entry(url=url),
            L(url=url, about={"id": "https://example.org/list"}),
            "Entry and list carry the same odd URL.",
            outcome=STALE,
        )


def several():
    r, s = entry(), suspension()
    clear_r, set_r = L(), L([N])
    clear_s, set_s = L(url=URL2, purpose="suspension"), L([N], url=URL2, purpose="suspension")
    for name, status, lists, outcome, why in (
        ("clear-clear", [r, s], [clear_r, clear_s], ACCEPTED, "Neither revoked nor suspended."),
        ("clear-set", [r, s], [clear_r, set_s], REJECTED, "Not revoked, but suspended."),
        ("set-clear", [r, s], [set_r, clear_s], REJECTED, "Revoked, not suspended."),
        ("set-set", [r, s], [set_r, set_s], REJECTED, "Revoked and suspended."),
        ("suspension-first", [s, r], [clear_s, clear_r], ACCEPTED, "The entry for suspension stands first."),
        ("suspension-first-set", [s, r], [clear_r, set_s], REJECTED, "The first is set, for suspension."),
        ("revocation-last-set", [s, r], [set_r, clear_s], REJECTED, "The last is set, for revocation."),
        (
            "missing-set",
            [entry(url=URL3), r],
            [set_r],
            REJECTED,
            "The first list is missing; the second has the bit set.",
        ),
        (
            "set-missing",
            [r, entry(url=URL3)],
            [set_r],
            REJECTED,
            "The second list is missing; the first has the bit set.",
        ),
        ("clear-missing", [r, s], [clear_r], UNKNOWN, "The list for suspension is missing."),
        ("missing-clear", [s, r], [clear_r], UNKNOWN, "The list for suspension is missing, and stands first."),
        ("missing-missing", [r, s], [L(url=URL3)], UNKNOWN, "Both lists are missing."),
        ("one-list", [r, entry(5)], [clear_r], ACCEPTED, "Two entries of one purpose in one list."),
        ("one-list-set", [entry(5), r], [set_r], REJECTED, "Two entries in one list; the second is set."),
        ("one-list-first-set", [r, entry(5)], [set_r], REJECTED, "Two entries in one list; the first is set."),
        ("same-twice", [r, r], [clear_r], ACCEPTED, "The same entry twice."),
        ("same-twice-set", [r, r], [set_r], REJECTED, "The same entry twice, and set."),
        ("two-revocations", [r, entry(url=URL2)], [clear_r, L([N], url=URL2)], REJECTED, "Two lists for revocation."),
    ):
        add("several-" + name, outcome, "H3", status, lists, why)
    unknown = {"id": "https://example.org/s/1", "type": "ExampleStatus2099"}
    edtech = {"id": "https://example.org/revocations", "type": "1EdTechRevocationList"}
    old = entry(type="StatusList2021Entry")
    for name, other in (("unknown", unknown), ("1edtech", edtech), ("2021", old)):
        add(
            f"several-{name}-clear",
            UNKNOWN,
            "H3",
            [other, r],
            clear_r,
            "An entry of another type, and one that is clear.",
        )
        add(
            f"several-clear-{name}",
            UNKNOWN,
            "H3",
            [r, other],
            clear_r,
            "One that is clear, and an entry of another type.",
        )
        revoked(f"several-{name}-set", "H3", [other, r], set_r, "An entry of another type, and one that is set.")
        revoked(f"several-set-{name}", "H3", [r, other], set_r, "One that is set, and an entry of another type.")
    for name, other in (
        ("index", entry("5abc")),
        ("range", entry(MINIMUM)),
        ("size", entry(5, statusSize=0)),
        ("no-list", entry(5, statusListCredential=GONE)),
        ("no-purpose", entry(5, statusPurpose=GONE)),
        ("messages", entry(5, statusSize=2)),
        ("wrong-purpose", entry(5, "suspension", URL)),
    ):
        check = ["model", "status"]
        doubt(f"several-bad-{name}-clear", "H3", [other, r], clear_r, "An entry that is wrong, and one that is clear.")
        doubt(f"several-clear-bad-{name}", "H3", [r, other], clear_r, "One that is clear, and an entry that is wrong.")
        revoked(
            f"several-bad-{name}-set", "H3", [other, r], set_r, "An entry that is wrong, and a set one.", check=check
        )
        revoked(
            f"several-set-bad-{name}", "H3", [r, other], set_r, "A set one, and an entry that is wrong.", check=check
        )
    refresh = entry(5, "refresh", URL3)
    ok(
        "several-with-refresh",
        "H3",
        [refresh, r, s],
        [clear_r, clear_s, L(url=URL3, purpose="refresh")],
        "Three purposes.",
    )
    ok(
        "several-with-message",
        "H3",
        [message(), r, s],
        [clear_r, clear_s, message_list(2, {})],
        "A message of two bits beside revocation and suspension.",
    )
    revoked(
        "several-message-set",
        "H3",
        [message(), r],
        [set_r, message_list(2, {N: 1})],
        "A message, and a revocation that is set.",
    )
    # How many
    many = [entry(n * 7919) for n in range(17)]
    ok("entries-16", "H3", many[:16], L([1]), "Sixteen entries, the limit.")
    revoked("entries-16-last-set", "H3", many[:16], L([15 * 7919]), "Sixteen entries; the last is set.")
    doubt("entries-17", "H3", many, L([1]), "Seventeen entries, one above the limit.")
    doubt("entries-17-last-set", "H3", many, L([16 * 7919]), "Seventeen entries; the last is set.")
    doubt("entries-17-first-set", "H3", many, L([0]), "Seventeen entries; the first is set.")
    doubt("entries-50", "H3", [entry(n) for n in range(50)], L(), "Fifty entries.")
    urls = [f"https://example.org/status/n/{n}" for n in range(16)]
    ok("lists-16", "H3", [entry(url=u) for u in urls], [L([N + 1], url=u) for u in urls], "Sixteen lists.")
    revoked(
        "lists-16-last-set",
        "H3",
        [entry(url=u) for u in urls],
        [L([N] if u == urls[-1] else [], url=u) for u in urls],
        "Sixteen lists; the bit is set in the last.",
    )
    large = L(data=bits((), 1 << 27))
    ok(
        "entries-16-large-list",
        "H7",
        [entry(n << 22) for n in range(16)],
        large,
        "Sixteen entries in one list of 16 MiB.",
    )


# --------------------------------------------------------------------------------------------------
# H4, H5: the list as a credential
# --------------------------------------------------------------------------------------------------


def list_model():
    def bad(name, why, **changes):
        doubt("list-" + name, "H5", entry(), L(**changes), why)
        doubt(f"list-{name}-set", "H5", entry(), L([N], **changes), why + " The bit is set.")

    for name, value in (
        ("missing", GONE),
        ("vc-only", ["VerifiableCredential"]),
        ("list-only", ["BitstringStatusListCredential"]),
        ("text-vc", "VerifiableCredential"),
        ("text-list", "BitstringStatusListCredential"),
        ("2021", ["VerifiableCredential", "StatusList2021Credential"]),
        ("badge", ["VerifiableCredential", "OpenBadgeCredential"]),
        ("case", ["VerifiableCredential", "bitstringStatusListCredential"]),
        ("subject-type", ["VerifiableCredential", "BitstringStatusList"]),
        ("null", None),
        ("empty", []),
        ("object", {"0": "VerifiableCredential", "1": "BitstringStatusListCredential"}),
        ("nested", [["VerifiableCredential", "BitstringStatusListCredential"]]),
        ("one-text", "VerifiableCredential BitstringStatusListCredential"),
    ):
        bad("type-" + name, f"The list's type is wrong: {name}.", type=value)
    ok(
        "list-type-reversed",
        "H5",
        entry(),
        L(type=["BitstringStatusListCredential", "VerifiableCredential"]),
        "Order of types.",
    )
    ok(
        "list-type-further",
        "H5",
        entry(),
        L(type=["VerifiableCredential", "BitstringStatusListCredential", "https://example.org/T"]),
        "A third type.",
    )
    for name, value in (
        ("missing", GONE),
        ("null", None),
        ("wrong", "StatusList2021"),
        ("credential", "BitstringStatusListCredential"),
        ("case", "bitstringStatusList"),
        ("number", 1),
        ("empty-array", []),
    ):
        bad("subject-type-" + name, f"credentialSubject.type is wrong: {name}.", about={"type": value})
    either(
        "list-subject-type-array", "H5", entry(), L(about={"type": ["BitstringStatusList"]}), "An array of one type."
    )
    doubt(
        "list-subject-type-array-set",
        "H5",
        entry(),
        L([N], about={"type": ["BitstringStatusList"]}),
        "An array of one type, and the bit is set.",
    )
    one = unsigned()["credentialSubject"]
    two = unsigned([N])["credentialSubject"]
    for name, value in (
        ("missing", GONE),
        ("null", None),
        ("text", URL + "#list"),
        ("empty", {}),
        ("empty-array", []),
        ("array-null", [None]),
        ("nested", [[one]]),
        ("clear-and-set", [one, two]),
        ("set-and-clear", [two, one]),
    ):
        doubt("list-subject-" + name, "H5", entry(), L(credentialSubject=value), f"credentialSubject is wrong: {name}.")
    either("list-subject-array", "H5", entry(), L(credentialSubject=[one]), "An array of one subject.")
    doubt(
        "list-subject-array-set", "H5", entry(), L(credentialSubject=[two]), "An array of one subject; the bit is set."
    )
    either(
        "list-subject-two-purposes",
        "H5",
        entry(),
        L(credentialSubject=[one, one | {"id": URL + "#s", "statusPurpose": "suspension"}]),
        "Two subjects, of two purposes.",
    )
    ok("list-subject-no-id", "H5", entry(), L(about={"id": GONE}), "A subject without id.")
    ok("list-subject-id-other", "H5", entry(), L(about={"id": "urn:x:y"}), "A subject with an id of its own kind.")
    ok("list-subject-id-url", "H5", entry(), L(about={"id": URL}), "The subject's id is the list's own URL.")
    # Whoever keeps index.json vouches for the URL that the list was fetched from, whatever the list calls itself.
    for name, value in (
        ("other", URL2),
        ("slash", URL + "/"),
        ("case", URL.upper()),
        ("fragment", URL + "#list"),
        ("prefix", URL[:-1]),
        ("badge", badge()["id"]),
    ):
        for add_one, state, of in ((ok, "", []), (revoked, "-set", [N])):
            add_one(
                f"list-id-{name}{state}",
                "H5",
                entry(),
                {"1.json": L(of, id=value)},
                f"index.json gives a list that calls itself otherwise: {name}.",
                index={URL: "1.json"},
            )
    for name, value in (
        ("null", None),
        ("number", 1),
        ("relative", "status/1"),
        ("array", [URL]),
        ("empty", ""),
    ):
        for state, of in (("", []), ("-set", [N])):
            doubt(
                f"list-id-{name}{state}",
                "H5",
                entry(),
                {"1.json": L(of, id=value)},
                f"index.json gives a list whose id is no URL: {name}.",
                index={URL: "1.json"},
            )
    for name, value in (
        ("missing", GONE),
        ("empty", []),
        ("null", None),
        ("text", VC2),
        ("vc1", [VC1]),
        ("vc1-status", [VC1, "https://w3id.org/vc/status-list/2021/v1"]),
        ("second", ["https://www.w3.org/ns/credentials/status/v1", VC2]),
        ("both", [VC1, VC2]),
        ("other", ["https://example.org/context"]),
    ):
        doubt("list-context-" + name, "G1", entry(), L(**{"@context": value}), f"The list's @context is wrong: {name}.")
    for name, more in (
        ("status", ["https://www.w3.org/ns/credentials/status/v1"]),
        ("examples", ["https://www.w3.org/ns/credentials/examples/v2"]),
        ("badge", [OB]),
    ):
        ok("list-context-with-" + name, "G1", entry(), L(**{"@context": [VC2, *more]}), "A further context.")
    either(
        "list-context-redefines",
        "C2",
        entry(),
        L(**{"@context": [VC2, {"encodedList": "https://example.org/other"}]}),
        "An inline context gives encodedList another meaning.",
    )
    # Members that change nothing
    for name, changes in (
        ("name", {"name": "Revocations", "description": "Edition 7"}),
        ("language", {"name": {"@value": "Widerrufe", "@language": "de"}}),
        ("issuer-object", {"issuer": {"id": ISSUER.did}}),
        ("issuer-profile", {"issuer": {"id": ISSUER.did, "type": ["Profile"], "name": "Example University"}}),
        ("issuer-named", {"issuer": {"id": ISSUER.did, "name": "Example University", "url": "https://example.org"}}),
        ("further", {"https://example.org/further": [1, {"a": None}], "edition": 7}),
        ("no-until", {"validUntil": GONE}),
        ("no-dates", {"validUntil": GONE, "validFrom": GONE}),
        ("subject-further", {"about": {"https://example.org/x": True, "name": "Revocations"}}),
        ("ttl", {"about": {"ttl": 7 * 86_400_000}}),
        ("terms", {"termsOfUse": {"type": "https://example.org/Terms"}}),
        ("evidence", {"evidence": [{"type": "https://example.org/Log"}]}),
        ("schema", {"credentialSchema": {"id": "https://example.org/s.json", "type": "JsonSchema"}}),
        ("size-1", {"about": {"statusSize": 1}}),
    ):
        ok(f"list-with-{name}", "H4", entry(), L([N + 1], **changes), f"A list with something optional: {name}.")
        revoked(f"list-with-{name}-set", "H4", entry(), L([N], **changes), f"The same, and the bit is set: {name}.")
    for name, value in (
        ("zero", 0),
        ("negative", -1),
        ("text", "300000"),
        ("null", None),
        ("fraction", Raw("0.5", 0.5)),
        ("huge", Raw("1e300", 1e300)),
        ("2-63", Raw("9223372036854775808", 2.0**63)),
        ("array", [1000]),
        ("true", True),
        ("object", {}),
    ):
        either(f"list-ttl-{name}", "H6", entry(), L(about={"ttl": value}), f"ttl is odd: {name}.")
        doubt(
            f"list-ttl-{name}-set",
            "H6",
            entry(),
            L([N], about={"ttl": value}),
            f"ttl is odd, and the bit is set: {name}.",
        )
    # H8
    itself = entry(N + 1)
    ok(
        "list-own-status",
        "H8",
        entry(),
        L(credentialStatus=entry(5, url=URL3)),
        "The list has a status in a list not there.",
    )
    ok("list-own-status-itself", "H8", entry(), L(credentialStatus=itself), "The list names itself as its list.")
    either(
        "list-own-status-itself-set",
        "H8",
        entry(),
        L([N + 1], credentialStatus=itself),
        "The list says of itself that it is revoked; its own status is not followed.",
        outcome=STALE,
    )
    ok(
        "list-own-status-circle",
        "H8",
        entry(),
        [L(credentialStatus=suspension()), L(url=URL2, purpose="suspension", credentialStatus=entry())],
        "Two lists that name each other.",
    )
    revoked(
        "list-own-status-set",
        "H8",
        entry(),
        L([N], credentialStatus=entry(5, url=URL3)),
        "The badge is revoked in a list that has a status.",
    )
    doubt("list-is-badge", "H5", entry(), seal(badge(id=URL)), "The list is an Open Badge with that id.")
    own = entry(url=badge()["id"])
    doubt("list-is-badge-itself", "H5", own, seal(badge(credentialStatus=own)), "The badge names itself as its list.")
    itself = badge(type=["VerifiableCredential", "OpenBadgeCredential", "BitstringStatusListCredential"], id=URL)
    doubt(
        "list-is-badge-typed",
        "H5",
        entry(),
        seal(itself),
        "The list is an Open Badge that also has the type of a list.",
    )
    both_in_one = badge(
        id=URL,
        type=["VerifiableCredential", "OpenBadgeCredential", "BitstringStatusListCredential"],
        credentialStatus=entry(),
        credentialSubject=subject(
            type=["AchievementSubject", "BitstringStatusList"],
            statusPurpose="revocation",
            encodedList=encode(gz.member(bits())),
        ),
    )
    either(
        "list-is-badge-both", "H8", None, seal(both_in_one), "Badge and list in one document.", data=seal(both_in_one)
    )


def list_text():
    """The text of a list that is right, and of one that is not."""
    good, hit = L([N + 1]), L([N])
    for name, make in (
        ("pretty", lambda d: write(d, "  ")),
        ("crlf", lambda d: write(d, "\t", newline="\r\n") + "\r\n"),
        ("escaped", lambda d: write(d, quoter=escape_all)),
        ("reversed", lambda d: reorder(d, lambda o: list(o)[::-1])),
        ("sorted", lambda d: reorder(d, sorted)),
        ("surrounded", lambda d: b"\n\t " + to_bytes(d) + b"\r\n "),
        ("solidus", lambda d: write(d, quoter=lambda t: quote(t).replace("/", "\\/"))),
    ):
        ok(f"list-text-{name}", "B1", entry(), make(good), f"The text of the list is {name}.")
        revoked(f"list-text-{name}-set", "B1", entry(), make(hit), f"The text is {name}, and the bit is set.")
    text = to_bytes(good)
    twice = Members(good.items())
    twice.insert(5, ("validUntil", "2030-01-01T00:00:00Z"))
    inner = dict(good)
    inner["credentialSubject"] = Members([*hit["credentialSubject"].items(), *good["credentialSubject"].items()])
    for n, (name, data, why) in enumerate(
        (
            ("empty", b"", "An empty file."),
            ("space", b" \n", "White space."),
            ("garbage", b"this is no list", "Words."),
            ("html", b"<!DOCTYPE html><title>404</title>", "A page that says the list is not there."),
            ("null", b"null", "null."),
            ("number", b"1", "A number."),
            ("text", b'"list"', "A string."),
            ("array", b"[" + text + b"]", "The list in an array."),
            ("array-empty", b"[]", "An empty array."),
            ("object-empty", b"{}", "An empty object."),
            ("wrapped", b'{"credential":' + text + b"}", "The list in a wrapper."),
            (
                "presentation",
                to_bytes({"@context": [VC2], "type": ["VerifiablePresentation"], "verifiableCredential": [good]}),
                "In a presentation.",
            ),
            ("graph", b'{"@graph":[' + text + b"]}", "The list in a graph."),
            ("tail", text + b"x", "A letter behind the list."),
            ("tail-brace", text + b"}", "A brace behind the list."),
            ("tail-nul", text + b"\0", "A NUL behind the list."),
            ("two", text + b"\n" + text, "The list twice, on two lines."),
            ("truncated", text[:-1], "Without the last brace."),
            ("half", text[: len(text) // 2], "Half of the file."),
            ("bom", b"\xef\xbb\xbf" + text, "A byte order mark first."),
            ("utf-16", text.decode().encode("utf-16-le"), "UTF-16."),
            (
                "latin",
                swap(text, b'"id":"' + URL.encode() + b'"', b'"id":"' + URL.encode() + b'","n":"\xe9"'),
                "ISO 8859-1.",
            ),
            ("comment", b"/* list */" + text, "A comment."),
            ("trailing-comma", text[:-1] + b",}", "A comma behind the last member."),
            ("single-quotes", text.replace(b'"', b"'"), "Single quotation marks."),
            ("twice-until", to_bytes(twice), "validUntil twice."),
            ("twice-subject", to_bytes(inner), "Every member of the subject twice: set first, clear last."),
            ("deep", b'{"a":' * 200 + b"1" + b"}" * 200, "Nested 200 deep."),
            ("brackets", b"[" * 5_000, "Five thousand brackets."),
            ("lone-surrogate", b'{"n":"\\ud800",' + text[1:], "A lone surrogate."),
            ("gzip", gz.member(text, gz.stored(text)), "The file itself is compressed."),
            ("base64", base64.b64encode(text), "The file is base64."),
            (
                "jwt",
                b"eyJhbGciOiJFZERTQSJ9." + base64url(text).encode() + b"." + base64url(bytes(64)).encode(),
                "A token.",
            ),
            ("jwt-none", b"eyJhbGciOiJub25lIn0." + base64url(text).encode() + b".", "A token without a signature."),
            (
                "enveloped",
                to_bytes(
                    {
                        "@context": [VC2],
                        "type": "EnvelopedVerifiableCredential",
                        "id": "data:application/vc+jwt,eyJhbGciOiJub25lIn0.e30.",
                    }
                ),
                "An enveloped credential.",
            ),
        )
    ):
        index = {URL: "1.json"} if n % 4 else None
        doubt("list-file-" + name, "H4", entry(), {"1.json": data}, f"The list's file is no list: {why}", index=index)
    for name, swapped in (
        ("encoded", lambda d: put(d, ["credentialSubject", "encodedList"], good["credentialSubject"]["encodedList"])),
        ("purpose", lambda d: put(d, ["credentialSubject", "statusPurpose"], "revocation")),
        ("id", lambda d: put(d, ["id"], URL)),
        ("until", lambda d: put(d, ["validUntil"], UNTIL)),
        ("from", lambda d: put(d, ["validFrom"], SINCE)),
        ("type", lambda d: put(d, ["type"], ["VerifiableCredential", "BitstringStatusListCredential"])),
        ("issuer", lambda d: put(d, ["issuer"], ISSUER.did)),
        ("subject-type", lambda d: put(d, ["credentialSubject", "type"], "BitstringStatusList")),
        ("until-dropped", lambda d: put(d, ["validUntil"], GONE)),
        ("ttl", lambda d: put(d, ["credentialSubject", "ttl"], 10**12)),
        ("id-dropped", lambda d: put(d, ["id"], GONE)),
        ("added", lambda d: put(d, ["name"], "Revocations")),
    ):
        start = {
            "encoded": hit,
            "purpose": L(purpose="suspension"),
            "id": L(id=URL2),
            "until": L(validUntil="2026-11-24T00:00:00Z"),
            "from": L(validFrom="2026-12-01T00:00:00Z"),
            "type": L(type=["VerifiableCredential"]),
            "issuer": L(issuer=ATTACKER.did, key=ATTACKER),
            "subject-type": L(about={"type": "Other"}),
            "until-dropped": L(validUntil="2026-11-24T00:00:00Z"),
            "id-dropped": L(id=URL2),
        }.get(name, good)
        doubt(
            "list-tampered-" + name,
            "H4",
            entry(),
            {"1.json": swapped(start)},
            f"Changed after signing, so that the rest would fit: {name}.",
            index={URL: "1.json"} if name == "id-dropped" else None,
        )


# --------------------------------------------------------------------------------------------------
# H4: proofs and issuers of the list
# --------------------------------------------------------------------------------------------------


def list_proofs():
    doc, bad = unsigned(), unsigned([N])

    def no(name, data, why, **more):
        doubt("list-proof-" + name, "H4", entry(), data, why, **more)

    good = prove(doc, created=SINCE)
    no("none", doc, "The list is not signed.")
    for name, value in (("null", None), ("empty", []), ("object", {}), ("text", "z" + "1" * 64), ("nested", [[good]])):
        no(name, doc | {"proof": value}, f"The list's proof is wrong: {name}.")
    no("array-null", doc | {"proof": [good, None]}, "A proof and null.")
    no("in-subject", put(doc, ["credentialSubject", "proof"], good), "The proof is in the subject.")
    no("attacker", sign(doc, ATTACKER), "Signed by another key, which is named.")
    no("attacker-as-issuer", sign(doc, ATTACKER, method=ISSUER.method), "Signed by another key, in the issuer's name.")
    no(
        "attacker-fragment",
        sign(doc, ATTACKER, method=f"{ISSUER.did}#{ATTACKER.multibase}"),
        "Another key as fragment.",
    )
    no("of-badge", doc | {"proof": seal(badge())["proof"]}, "The proof of a badge.")
    no("of-other-list", doc | {"proof": L(url=URL2)["proof"]}, "The proof of another list.")
    no("of-set-list", bad | {"proof": good}, "The proof of the list in which the bit is clear.")
    no("of-clear-list", doc | {"proof": prove(bad, created=SINCE)}, "The proof of the list in which the bit is set.")
    for name, changes in (
        ("suite-unknown", {"cryptosuite": "example-2099"}),
        ("suite-ecdsa", {"cryptosuite": "ecdsa-jcs-2019"}),
        ("suite-bbs", {"cryptosuite": "bbs-2023"}),
        ("suite-rdfc-label", {"cryptosuite": "eddsa-rdfc-2022"}),
        ("suite-missing", {"cryptosuite": GONE}),
        ("suite-array", {"cryptosuite": ["eddsa-jcs-2022"]}),
        ("type-2020", {"type": "Ed25519Signature2020", "cryptosuite": GONE}),
        ("type-array", {"type": ["DataIntegrityProof"]}),
        ("type-missing", {"type": GONE}),
        ("purpose-authentication", {"proofPurpose": "authentication"}),
        ("purpose-missing", {"proofPurpose": GONE}),
        ("purpose-array", {"proofPurpose": ["assertionMethod"]}),
        ("method-missing", {"verificationMethod": GONE}),
        ("method-bare", {"verificationMethod": ISSUER.did + "#"}),
        ("expired", {"expires": "2026-11-24T00:00:00Z"}),
        ("created-later", {"created": "2026-12-01T00:00:00Z"}),
        ("created-malformed", {"created": "2026-11-23"}),
        ("expires-malformed", {"expires": "soon"}),
    ):
        options = {"created": SINCE} | changes
        no(name, doc | {"proof": prove(doc, **options)}, f"A proof option is wrong, and signed: {name}.")
        no(name + "-set", bad | {"proof": prove(bad, **options)}, f"The same, and the bit is set: {name}.")
    short = good["proofValue"]
    for name, value in (
        ("missing", GONE),
        ("null", None),
        ("empty", ""),
        ("short", short[:-1]),
        ("upper", short.upper()),
        ("no-header", short[1:]),
        ("zeros", "z" + base58(bytes(64))),
        ("65-bytes", "z" + base58(bytes([1]) * 65)),
        ("long", "z" + "2" * 10_000),
        ("other", "z" + base58(ISSUER.sign(b"other"))),
    ):
        no("value-" + name, doc | {"proof": put(good, ["proofValue"], value)}, f"proofValue is wrong: {name}.")
    # Several proofs: all of them have to verify (5.1).
    other = prove(doc, NOTARY, created=SINCE)
    broken = good | {"proofValue": other["proofValue"]}
    strange = prove(doc, created=SINCE, cryptosuite="example-2099")
    ok("list-proofs-array", "H4", entry(), doc | {"proof": [good]}, "The proof is in an array.")
    ok(
        "list-proofs-expires",
        "H4",
        entry(),
        sign(doc, expires="2026-11-25T00:00:00Z"),
        "A proof that expires tomorrow.",
    )
    ok("list-proofs-no-created", "H4", entry(), sign(doc, created=GONE), "A proof without created, which is optional.")
    ok("list-proofs-no-context", "H4", entry(), sign(doc, context=False), "A proof without @context.")
    ok(
        "list-proofs-id",
        "H4",
        entry(),
        sign(doc, id="urn:uuid:0b3b0e0e-6e0a-4b43-8c8e-5d4b1f1f0f00"),
        "A proof with an id.",
    )
    ok(
        "list-proofs-domain",
        "H4",
        entry(),
        sign(doc, domain="example.org", nonce="x"),
        "A proof with domain and nonce.",
    )
    ok("list-proofs-notary", "H4", entry(), doc | {"proof": [good, other]}, "A second proof, by a notary; both hold.")
    ok(
        "list-proofs-notary-first",
        "H4",
        entry(),
        doc | {"proof": [other, good]},
        "A proof by a notary first; both hold.",
    )
    again = prove(bad, created=SINCE)
    revoked(
        "list-proofs-notary-set",
        "H4",
        entry(),
        bad | {"proof": [again, prove(bad, NOTARY, created=SINCE)]},
        "Two proofs that hold, and the bit is set.",
    )
    no("and-broken", doc | {"proof": [good, broken]}, "A second proof that does not hold: all have to (5.1).")
    no("and-broken-first", doc | {"proof": [broken, good]}, "A first proof that does not hold: all have to (5.1).")
    no("and-unknown", doc | {"proof": [good, strange]}, "A second proof of an unknown suite: all have to hold (5.1).")
    no(
        "and-attacker-broken",
        doc | {"proof": [good, other | {"proofValue": good["proofValue"]}]},
        "Another's broken proof.",
    )
    no("only-notary", doc | {"proof": [other]}, "A proof by a notary alone.")
    no("seventeen", doc | {"proof": [good] * 17}, "Seventeen proofs, one above the limit.")
    no(
        "chain-dangling",
        doc | {"proof": prove(doc, created=SINCE, previousProof="urn:uuid:7a6d2f0a-0000-4000-8000-000000000000")},
        "previousProof names nothing.",
    )


def list_issuers():
    def no(name, data, why, **more):
        doubt("list-issuer-" + name, "H4", entry(), data, why, **more)

    no("attacker", L(key=ATTACKER, issuer=ATTACKER.did), "A list by another issuer, soundly signed.")
    no("attacker-set", L([N], key=ATTACKER, issuer=ATTACKER.did), "A list by another issuer, in which the bit is set.")
    no(
        "attacker-named",
        L(key=ATTACKER, issuer={"id": ATTACKER.did, "name": "Example University"}),
        "Another issuer by the issuer's name.",
    )
    no("attacker-array", L(issuer=[ISSUER.did]), "The issuer is an array.")
    no("attacker-array-two", L(key=ATTACKER, issuer=[ATTACKER.did, ISSUER.did]), "Two issuers.")
    no("missing", L(issuer=GONE), "No issuer.")
    no("null", L(issuer=None), "The issuer is null.")
    no("object-no-id", L(issuer={"name": "Example University"}), "The issuer has no id.")
    no("fragment", L(issuer=ISSUER.method), "The issuer is the verification method.")
    no("prefix", L(issuer=ISSUER.did[:-1]), "The issuer is a prefix of the badge's.")
    no("longer", L(issuer=ISSUER.did + "x"), "The issuer is longer than the badge's.")
    no("space", L(issuer=ISSUER.did + " "), "The issuer has a space behind.")
    jwk = did_jwk(jwk_of(ISSUER))
    no("jwk", sign(unsigned(issuer=jwk), method=jwk + "#0"), "The same key by another identifier is another issuer.")
    for name, trusted in (("other-trusted", [ISSUER.did, NOTARY.did]),):
        either(
            "list-issuer-" + name,
            "H4",
            entry(),
            L(key=NOTARY, issuer=NOTARY.did),
            "A list by another issuer who is trusted for badges; for lists is the verifier's policy (3.2, 5.1).",
            outcome=STALE,
            issuer=trusted,
        )
        doubt(
            f"list-issuer-{name}-set",
            "H4",
            entry(),
            L([N], key=NOTARY, issuer=NOTARY.did),
            "A list by another trusted issuer, and the bit is set.",
            issuer=trusted,
        )
    # Two issuers who are both trusted: neither can speak of the other's badges by taking a URL.
    doubt(
        "list-issuer-of-other",
        "H4",
        entry(),
        {"1.json": L(key=NOTARY, issuer=NOTARY.did), "2.json": L([N])},
        "Two lists of one id: the issuer's, in which the bit is set, and another trusted issuer's.",
        issuer=[ISSUER.did, NOTARY.did],
    )
    # Documents
    two = document(
        WEB,
        verificationMethod=[method(WEB, ISSUER), method(WEB, WITNESS, "#key-2")],
        assertionMethod=[WEB + "#key-1", WEB + "#key-2"],
    )

    def web(name, outcome, data, why, doc=two, of=WEB, **more):
        add("list-web-" + name, outcome, "H4", entry(), data, why, of=of, docs={"issuer.json": doc}, **more)

    def by(of=WEB, key=ISSUER, fragment="#key-1", set_=(), **changes):
        return sign(unsigned(set_, issuer=of, **changes), key, method=of + fragment)

    web("same-key", ACCEPTED, by(), "Badge and list by one key of a did:web.")
    web("same-key-set", REJECTED, by(set_=[N]), "Badge and list by one key of a did:web; the bit is set.")
    web("second-key", ACCEPTED, by(key=WITNESS, fragment="#key-2"), "The list is signed by the issuer's second key.")
    web("second-key-set", REJECTED, by(key=WITNESS, fragment="#key-2", set_=[N]), "By the second key; the bit is set.")
    web("https", ACCEPTED, by(HTTPS), "Issuer and list by an https identifier.", document(HTTPS), HTTPS)
    web("https-set", REJECTED, by(HTTPS, set_=[N]), "By an https identifier; the bit is set.", document(HTTPS), HTTPS)
    web("wrong-fragment", DOUBT, by(fragment="#key-2"), "The first key by the name of the second.")
    web("third-key", DOUBT, by(key=ATTACKER, fragment="#key-3"), "A key that the document does not have.")
    web("by-did-key", DOUBT, L(), "The list is by the did:key of the same key: another issuer.")
    web(
        "not-for-assertion",
        DOUBT,
        by(key=WITNESS, fragment="#key-2"),
        "The second key is listed for authentication alone.",
        two | {"assertionMethod": [WEB + "#key-1"], "authentication": [WEB + "#key-2"]},
    )
    gone = method(WEB, WITNESS, "#key-2", revoked="2026-11-01T00:00:00Z")
    web(
        "key-revoked",
        DOUBT,
        by(key=WITNESS, fragment="#key-2"),
        "The second key is revoked.",
        two | {"verificationMethod": [method(WEB, ISSUER), gone]},
    )
    gone = method(WEB, WITNESS, "#key-2", expires="2026-11-24T00:00:00Z")
    web(
        "key-expired",
        DOUBT,
        by(key=WITNESS, fragment="#key-2"),
        "The second key has expired.",
        two | {"verificationMethod": [method(WEB, ISSUER), gone]},
    )
    sub = WEB + ":status"
    web("subpath", DOUBT, by(sub), "The list is by a did:web below the issuer's; its document is not there.")
    add(
        "list-web-subpath-document",
        DOUBT,
        "H4",
        entry(),
        by(sub),
        "The list is by a did:web below the issuer's, which is another issuer.",
        of=WEB,
        docs={"issuer.json": two, "status.json": document(sub)},
    )
    add(
        "list-web-no-document",
        DOUBT,
        "H4",
        entry(),
        by("did:web:status.example.org"),
        "A list by a did:web without a document.",
    )


# --------------------------------------------------------------------------------------------------
# H6: dates
# --------------------------------------------------------------------------------------------------


def list_dates():
    for name, changes, why in (
        ("from-now", {"validFrom": "2026-11-24T12:00:00Z"}, "Valid from this very moment."),
        ("from-offset", {"validFrom": "2026-11-24T13:00:00+01:00"}, "From this moment, with an offset."),
        (
            "from-offset-far",
            {"validFrom": "2026-11-25T01:59:59+14:00"},
            "From tomorrow by its date, from today in UTC.",
        ),
        ("from-negative", {"validFrom": "2026-11-23T21:59:59-14:00"}, "From yesterday by its date, just before now."),
        ("from-fraction", {"validFrom": "2026-11-24T11:59:59.999999Z"}, "From a fraction of a second ago."),
        ("from-midnight", {"validFrom": "2026-11-23T24:00:00Z"}, "24:00:00."),
        ("until-now", {"validUntil": "2026-11-24T12:00:00Z"}, "Valid until this very moment."),
        ("until-offset", {"validUntil": "2026-11-24T02:00:00-10:00"}, "Until this moment, with an offset."),
        ("until-fraction", {"validUntil": "2026-11-24T12:00:00.000000001Z"}, "Until a nanosecond from now."),
        ("until-far", {"validUntil": "9999-12-31T23:59:59Z"}, "Until the end of 9999."),
        (
            "one-moment",
            {"validFrom": "2026-11-24T12:00:00Z", "validUntil": "2026-11-24T12:00:00Z"},
            "Valid for a moment.",
        ),
    ):
        ok("list-date-" + name, "H6", entry(), L(**changes), f"A list whose dates fit: {why}")
        revoked(f"list-date-{name}-set", "H6", entry(), L([N], **changes), f"The same, and the bit is set: {why}")
    for name, changes, why in (
        ("from-later", {"validFrom": "2026-11-24T12:00:01Z"}, "Valid from a second from now."),
        ("from-fraction-later", {"validFrom": "2026-11-24T12:00:00.5Z"}, "Valid from half a second from now."),
        (
            "from-offset-later",
            {"validFrom": "2026-11-23T23:00:00-14:00"},
            "Its date is yesterday's, its moment to come.",
        ),
        ("from-next-year", {"validFrom": "2027-01-01T00:00:00Z", "validUntil": GONE}, "Valid from next year."),
        ("until-past", {"validUntil": "2026-11-24T11:59:59Z"}, "Valid until a second ago."),
        ("until-past-offset", {"validUntil": "2026-11-25T01:00:00+14:00"}, "Its date is tomorrow's, its moment past."),
        ("until-past-fraction", {"validUntil": "2026-11-24T11:59:59.999Z"}, "Valid until a millisecond ago."),
        (
            "until-last-year",
            {"validFrom": "2025-01-01T00:00:00Z", "validUntil": "2025-12-31T00:00:00Z"},
            "Last year's.",
        ),
        ("reversed", {"validFrom": UNTIL, "validUntil": SINCE}, "validUntil before validFrom."),
        ("until-ttl", {"validUntil": "2026-11-24T00:00:00Z", "about": {"ttl": 10**12}}, "ttl does not prolong (3.2)."),
    ):
        doubt("list-date-" + name, "H6", entry(), L(**changes), f"A list that is not valid now: {why}")
        doubt(f"list-date-{name}-set", "H6", entry(), L([N], **changes), f"The same, and the bit is set: {why}")
    for name, value in (
        ("date-only", "2026-11-23"),
        ("no-zone", "2026-11-23T00:00:00"),
        ("space", "2026-11-23 00:00:00Z"),
        ("lower", "2026-11-23t00:00:00z"),
        ("february", "2026-02-30T00:00:00Z"),
        ("number", 1763856000),
        ("null", None),
        ("empty", ""),
        ("array", [SINCE]),
        ("object", {"@value": SINCE}),
        ("words", "yesterday"),
        ("nul", SINCE + "\0"),
    ):
        doubt("list-from-" + name, "G2", entry(), L(validFrom=value), f"The list's validFrom is malformed: {name}.")
    for name, value in (
        ("date-only", "2026-12-24"),
        ("number", 1800000000),
        ("null", None),
        ("words", "never"),
        ("array", [UNTIL]),
    ):
        doubt("list-until-" + name, "G2", entry(), L(validUntil=value), f"The list's validUntil is malformed: {name}.")
    for name, changes, why in (
        (
            "ttl-passed",
            {"about": {"ttl": 3_600_000}},
            "A list of yesterday whose ttl was an hour: a newer one SHOULD be tried.",
        ),
        ("ttl-1", {"about": {"ttl": 1}}, "ttl is a millisecond."),
        ("old", {"validFrom": "2020-01-01T00:00:00Z", "validUntil": GONE}, "Six years old, without an end."),
        ("very-old", {"validFrom": "0001-01-01T00:00:00Z", "validUntil": GONE}, "From the year 1, without an end."),
        ("old-bounded", {"validFrom": "2024-01-01T00:00:00Z"}, "Almost three years old, and still valid."),
    ):
        either("list-" + name, "H6", entry(), L(**changes), why, outcome=STALE)
        doubt(f"list-{name}-set", "H6", entry(), L([N], **changes), why + " The bit is set.")
    both("list-ttl-edge", "H6", lambda d: L(data=d, about={"ttl": 36 * 3_600_000}), "ttl ends at this very moment.")
    dated = {"validFrom": "2026-11-01T00:00:00Z", "validUntil": "2026-11-10T00:00:00Z"}
    dated = sign(unsigned(**dated), created="2026-10-01T00:00:00Z")
    ok("list-date-then", "G3", entry(), dated, "Verified while the list was valid.", at="2026-11-05T00:00:00Z")
    doubt("list-date-now", "G3", entry(), dated, "The same list, verified when it was past.")
    doubt("list-date-before", "G3", entry(), dated, "The same list, before it began.", at="2026-10-31T23:59:59Z")


# --------------------------------------------------------------------------------------------------
# H5, F4: folders
# --------------------------------------------------------------------------------------------------


def other_lists(count):
    return {
        f"other-{n:02d}.json": L([N], url=f"https://example.org/other/{n}", purpose=["revocation", "suspension"][n % 2])
        for n in range(count)
    }


def folders():
    good, hit = L([N + 1]), L([N])
    e = entry()
    add("folder-none", UNKNOWN, "H4", e, None, "No folder of lists at all.")
    add("folder-others", UNKNOWN, "H4", e, other_lists(3), "A folder without the list.")
    add("folder-no-json", UNKNOWN, "H4", e, {"README": "Nothing here.\n"}, "A folder without any list.")
    ok("folder-among-50", "H5", e, other_lists(50) | {"mine.json": good}, "The list among fifty others.")
    revoked("folder-among-50-set", "H5", e, other_lists(50) | {"mine.json": hit}, "The list among fifty others; set.")
    for name, file in (
        ("odd", "a b (1) \u00e9.json"),
        ("dash", "-rf.json"),
        ("long", "l" * 200 + ".json"),
        ("dots", "..list.json"),
        ("first", "0.json"),
        ("url", "https%3A%2F%2Fexample.org%2Fstatus%2F1.json"),
        ("star", "*.json"),
    ):
        ok("folder-name-" + name, "H5", e, {file: good}, f"The file's name is odd ({name}), and means nothing.")
    for name, file in (
        ("upper", "LIST.JSON"),
        ("hidden", ".list.json"),
        ("none", "list"),
        ("below", "below/list.json"),
    ):
        either(
            "folder-name-" + name, "H5", e, {file: good}, f"Not plainly a list of the folder: {name}.", outcome=STALE
        )
    either(
        "folder-beside-garbage",
        "H4",
        e,
        {"0.json": b"{", "1.json": good},
        "A broken file beside the list.",
        outcome=STALE,
    )
    either("folder-beside-empty", "H4", e, {"0.json": b"", "1.json": good}, "An empty file beside it.", outcome=STALE)
    either(
        "folder-beside-folder", "H4", e, {"0.json/x": b"", "1.json": good}, "A folder named like a list.", outcome=STALE
    )
    either(
        "folder-beside-brackets",
        "A6",
        e,
        {"0.json": b"[" * 5_000, "1.json": good},
        "Five thousand brackets beside the list.",
        outcome=STALE,
    )
    for name, other in (
        ("unsigned", unsigned(url=URL2)),
        ("tampered", put(L(url=URL2), ["name"], "x")),
        ("short", L(url=URL2, data=bytes(8))),
        ("bomb", L(url=URL2, data=bytes((1 << 24) + 1))),
        ("expired", L(url=URL2, validUntil="2026-11-24T00:00:00Z")),
        ("foreign", L(url=URL2, key=ATTACKER, issuer=ATTACKER.did)),
        ("badge", seal(badge())),
    ):
        ok(
            "folder-beside-" + name,
            "H4",
            e,
            {"0.json": other, "1.json": good},
            f"Beside the list lies another that is wrong, which nobody asked for: {name}.",
        )
        revoked(
            f"folder-beside-{name}-set",
            "H4",
            e,
            {"0.json": other, "1.json": hit},
            f"Beside the list, in which the bit is set, lies another that is wrong: {name}.",
        )
    # Two of one id
    ok("folder-same-twice", "H5", e, {"1.json": good, "2.json": good}, "The same list in two files.")
    revoked("folder-same-twice-set", "H5", e, {"1.json": hit, "2.json": hit}, "The same list twice; the bit is set.")
    doubt("folder-two-clear-set", "H5", e, {"1.json": good, "2.json": hit}, "Two lists of one id: clear, then set.")
    doubt("folder-two-set-clear", "H5", e, {"1.json": hit, "2.json": good}, "Two lists of one id: set, then clear.")
    older = {"validFrom": "2026-11-20T00:00:00Z"}
    doubt(
        "folder-old-clear-new-set",
        "H6",
        e,
        {"1.json": L([N + 1], **older), "2.json": hit},
        "An older list, clear, and a newer one, set.",
    )
    doubt(
        "folder-new-set-old-clear",
        "H6",
        e,
        {"1.json": hit, "2.json": L([N + 1], **older)},
        "A newer list, set, and an older one, clear.",
    )
    either(
        "folder-old-set-new-clear",
        "H6",
        e,
        {"1.json": L([N], **older), "2.json": good},
        "An older list, set, and a newer one, clear: a revocation is not reversible, a list can be mended.",
    )
    either(
        "folder-two-clear",
        "H6",
        e,
        {"1.json": L([N + 2], **older), "2.json": good},
        "An older and a newer list, clear in both.",
        outcome=STALE,
    )
    either(
        "folder-forged-first",
        "H4",
        e,
        {"1.json": L(key=ATTACKER, issuer=ATTACKER.did), "2.json": good},
        "Another issuer's list of the same id beside the right one.",
        outcome=STALE,
    )
    doubt(
        "folder-forged-first-set",
        "H4",
        e,
        {"1.json": L(key=ATTACKER, issuer=ATTACKER.did), "2.json": hit},
        "Another issuer's list of the same id, clear, beside the right one, set.",
    )
    doubt(
        "folder-unsigned-first-set",
        "H4",
        e,
        {"1.json": unsigned(), "2.json": hit},
        "An unsigned list, clear, beside the right one, set.",
    )
    # Right signer, wrong list
    r, s = entry(), suspension()
    sus = L(url=URL2, purpose="suspension")
    doubt(
        "swapped-lists",
        "H5",
        [r, s],
        [L(url=URL2), L(url=URL, purpose="suspension")],
        "The list for revocation at the URL for suspension, and the other way.",
    )
    doubt(
        "swapped-urls", "H5", [entry(url=URL2), suspension(url=URL)], [L(), sus], "Each entry names the other's list."
    )
    doubt(
        "swapped-index",
        "H5",
        r,
        {"1.json": hit, "2.json": sus},
        "index.json swaps the lists.",
        index={URL: "2.json", URL2: "1.json"},
    )
    doubt("suspension-for-revocation", "H5", entry(url=URL2), sus, "A list for suspension named for revocation.")
    ok(
        "list-of-another",
        "H5",
        r,
        {"1.json": L(url=URL3)},
        "index.json says that a sound list of another id was fetched from there.",
        index={URL: "1.json"},
    )


def indexes():
    """index.json: list URL to file name, as a web server's folder might have it."""
    good, hit = L([N + 1]), L([N])
    bare, bare_hit = L([N + 1], id=GONE), L([N], id=GONE)
    e = entry()

    def both_ways(name, file, why, more=None):
        ok("index-file-" + name, "H5", e, {file: bare} | (more or {}), why, index={URL: file})
        revoked(
            f"index-file-{name}-set",
            "H5",
            e,
            {file: bare_hit} | (more or {}),
            why + " The bit is set.",
            index={URL: file},
        )

    both_ways("bare", "x7.json", "A list without id, found by index.json.")
    both_ways("extension", "revocations.vc", "A list without id, in a file of another extension.")
    both_ways("plain", "1", "A list without id, in a file without extension.")
    both_ways("among", "z.json", "A list without id among five others.", other_lists(5))
    both_ways("odd", "a b (1) \u00e9.json", "A list without id, in a file of an odd name.")
    ok("index-file-id", "H5", e, {"q.vc": good}, "A list with its id, found by index.json alone.", index={URL: "q.vc"})
    revoked("index-file-id-set", "H5", e, {"q.vc": hit}, "Found by index.json alone; set.", index={URL: "q.vc"})
    ok("index-file-and-id", "H5", e, {"q.json": good}, "Found by id and by index.json.", index={URL: "q.json"})
    revoked("index-file-and-id-set", "H5", e, {"q.json": hit}, "Found by both; set.", index={URL: "q.json"})
    urls = {f"https://example.org/other/{n}": f"other-{n:02d}.json" for n in range(50)}
    ok(
        "index-file-many",
        "H5",
        e,
        other_lists(5) | {"m.vc": bare},
        "An index.json of 51; most files are gone.",
        index=urls | {URL: "m.vc"},
    )
    ok(
        "index-file-stale",
        "H5",
        e,
        {"1.json": good},
        "index.json names a file for another list that is gone.",
        index={URL2: "gone.json"},
    )
    either(
        "index-file-gone",
        "H5",
        e,
        {"1.json": good},
        "index.json names a file that is gone; the list is there by its id.",
        index={URL: "gone.json"},
        outcome=STALE,
    )
    doubt(
        "index-file-gone-bare",
        "H5",
        e,
        {"1.json": bare},
        "index.json names a file that is gone.",
        index={URL: "gone.json"},
    )
    add("index-file-none-bare", UNKNOWN, "H5", e, {"1.json": bare}, "A list without id, and no index.json.")
    doubt(
        "index-file-unlisted",
        "H5",
        e,
        {"1.json": bare},
        "A list without id that index.json does not name.",
        index={URL2: "1.json"},
    )
    either(
        "index-file-shared",
        "H5",
        e,
        {"1.json": bare},
        "index.json names one file, a list without id, for two URLs.",
        index={URL: "1.json", URL3: "1.json"},
        outcome=STALE,
    )
    doubt(
        "index-file-against-id",
        "H5",
        e,
        {"a.vc": L([N + 1], validFrom="2026-11-20T00:00:00Z"), "b.json": hit},
        "index.json names an older list, clear; by its id there is a newer one, set.",
        index={URL: "a.vc"},
    )
    doubt(
        "index-file-against-id-set",
        "H5",
        e,
        {"a.vc": hit, "b.json": good},
        "index.json names a list, set; by its id there is another, clear.",
        index={URL: "a.vc"},
    )
    either(
        "index-file-below",
        "H5",
        e,
        {"below/1.json": bare},
        "index.json names a file in a folder below.",
        index={URL: "below/1.json"},
        outcome=STALE,
    )
    either(
        "index-file-dot",
        "H5",
        e,
        {"1.json": bare},
        "index.json names ./1.json.",
        index={URL: "./1.json"},
        outcome=STALE,
    )
    for name, file in (
        ("up", "../outside/1.json"),
        ("up-within", "x/../../outside/1.json"),
        ("up-dot", "./../outside/1.json"),
        ("backslash", "..\\outside\\1.json"),
        ("percent", "%2e%2e/outside/1.json"),
        ("percent-slash", "..%2foutside%2f1.json"),
        ("file-url", "file:../outside/1.json"),
        ("nul", "../outside/1.json\0"),
        ("nul-inside", "1.json\0.vc"),
        ("absolute", "/outside/1.json"),
        ("empty", ""),
        ("dot", "."),
        ("dots", ".."),
        ("self", "index.json"),
        ("slash", "1.json/"),
        ("folder", "below"),
        ("long", "a" * 5000),
        ("space", "1.json "),
        ("case", "1.JSON"),
        ("dev", "/dev/stdin"),
        ("proc", "/proc/self/fd/0"),
    ):
        doubt(
            "index-path-" + name,
            "F4",
            e,
            {"1.json": L(url=URL2), "below/x": "x"},
            f"index.json names what is no file of the folder: {name}. A list that fits lies outside.",
            index={URL: file},
            outside={"1.json": bare},
        )
    for name, value in (
        ("null", None),
        ("number", 1),
        ("array", ["1.vc"]),
        ("object", {"file": "1.vc"}),
        ("true", True),
    ):
        doubt(
            "index-value-" + name, "A4", e, {"1.vc": bare}, f"index.json gives {name} for the list.", index={URL: value}
        )
    for name, text in (
        ("empty", b""),
        ("garbage", b"nothing"),
        ("null", b"null"),
        ("text", b'"1.vc"'),
        ("array", to_bytes([{URL: "1.vc"}])),
        ("pairs", to_bytes([[URL, "1.vc"]])),
        ("nested", to_bytes({"lists": {URL: "1.vc"}})),
        ("comma", to_bytes({URL: "1.vc"})[:-1] + b",}"),
        ("comment", b"// lists\n" + to_bytes({URL: "1.vc"})),
        ("tail", to_bytes({URL: "1.vc"}) + b"x"),
        ("bom", b"\xef\xbb\xbf" + to_bytes({URL: "1.vc"})),
        ("twice", b'{"%b":"other.vc","%b":"1.vc"}' % (URL.encode(), URL.encode())),
        ("twice-escaped", b'{"%b":"1.vc","%b":"1.vc"}' % (URL.encode(), URL.replace("/", "\\/").encode())),
        ("utf-16", to_bytes({URL: "1.vc"}).decode().encode("utf-16-be")),
        ("bad-utf-8", b'{"%b":"1.vc","x":"\xff"}' % URL.encode()),
        ("brackets", b"[" * 5_000),
        ("truncated", to_bytes({URL: "1.vc"})[:-1]),
        ("surrogate", b'{"%b":"1.vc","x":"\\udfff"}' % URL.encode()),
    ):
        doubt(
            "index-text-" + name,
            "A4",
            e,
            {"1.vc": bare},
            f"index.json is malformed ({name}), and the list has no id.",
            index=text,
        )
    for name, key in (
        ("upper", URL.upper()),
        ("slash", URL + "/"),
        ("fragment", URL + "#"),
        ("relative", "status/1"),
        ("star", "*"),
    ):
        doubt("index-key-" + name, "H5", e, {"1.vc": bare}, f"index.json has another URL: {name}.", index={key: "1.vc"})
    either(
        "index-text-garbage-id",
        "A4",
        e,
        {"1.json": good},
        "index.json is malformed; the list has its id.",
        index=b"{",
        outcome=STALE,
    )
    doubt(
        "index-text-garbage-id-set",
        "A4",
        e,
        {"1.json": hit},
        "index.json is malformed; the list is there, set.",
        index=b"{",
    )
    ok(
        "index-text-escaped",
        "A2",
        e,
        {"1.vc": bare},
        "index.json is written in escapes.",
        index=write({URL: "1.vc"}, quoter=escape_all),
    )
    ok(
        "index-text-pretty",
        "A4",
        e,
        {"1.vc": bare},
        "index.json has white space.",
        index=write({URL: "1.vc"}, "  ") + "\n",
    )
    ok("index-text-none", "A4", e, {"1.json": good}, "index.json is an empty object.", index={})
    # What is found by index.json is verified like any other.
    for name, doc in (
        ("unsigned", unsigned(id=GONE)),
        ("attacker", L(id=GONE, key=ATTACKER, issuer=ATTACKER.did)),
        ("expired", L(id=GONE, validUntil="2026-11-24T00:00:00Z")),
        ("purpose", L(id=GONE, purpose="suspension")),
        ("short", L(id=GONE, data=bytes(100))),
        ("garbage", b"{"),
        ("empty", b""),
        ("badge", seal(badge())),
    ):
        doubt(
            "index-to-" + name,
            "H4",
            e,
            {"1.vc": doc},
            f"index.json names a file that is no list for this: {name}.",
            index={URL: "1.vc"},
        )


def links():
    """Symbolic links are not followed."""
    good, bare = L([N + 1]), L([N + 1], id=GONE)
    e = entry()
    doubt(
        "link-out",
        "F4",
        e,
        {"1.json": Link("../outside/1.json")},
        "The list is a link out of the folder.",
        outside={"1.json": good},
    )
    doubt(
        "link-out-index",
        "F4",
        e,
        {"1.vc": Link("../outside/1.json"), "2.json": L(url=URL2)},
        "index.json names a link out of the folder.",
        index={URL: "1.vc"},
        outside={"1.json": bare},
    )
    doubt(
        "link-folder",
        "F4",
        e,
        {"below": Link("../outside"), "2.json": L(url=URL2)},
        "index.json names a file behind a linked folder.",
        index={URL: "below/1.json"},
        outside={"1.json": bare},
    )
    doubt(
        "link-index",
        "F4",
        e,
        {"1.vc": bare, "index.json": Link("../outside/index.json")},
        "index.json is a link out of the folder.",
        outside={"index.json": {URL: "1.vc"}},
    )
    doubt("link-loop", "F4", e, {"1.json": Link("1.json")}, "The list is a link to itself.")
    doubt(
        "link-loop-two",
        "F4",
        e,
        {"1.json": Link("2.json"), "2.json": Link("1.json")},
        "Two links that name each other.",
    )
    doubt(
        "link-loop-index",
        "F4",
        e,
        {"1.vc": Link("1.vc"), "2.json": L(url=URL2)},
        "index.json names a link to itself.",
        index={URL: "1.vc"},
    )
    doubt("link-dangling", "F4", e, {"1.json": Link("gone.json")}, "The list is a link to nothing.")
    doubt("link-device", "F4", e, {"1.json": Link("/dev/null")}, "The list is a link to a device.")
    doubt("link-proc", "F4", e, {"1.json": Link("/proc/self/status")}, "The list is a link into /proc.")
    doubt("link-tree", "F4", e, {"below": Link("."), "2.json": L(url=URL2)}, "A link to the folder itself.")
    either(
        "link-within",
        "F4",
        e,
        {"1.json": Link("list.vc"), "list.vc": good},
        "A link to a file of the folder.",
        outcome=STALE,
    )
    either(
        "link-beside",
        "F4",
        e,
        {"0.json": Link("/dev/null"), "1.json": good},
        "A link to a device beside the list.",
        outcome=STALE,
    )
    either(
        "link-beside-dangling",
        "F4",
        e,
        {"0.json": Link("gone"), "1.json": good},
        "A link to nothing beside it.",
        outcome=STALE,
    )
    either(
        "link-beside-loop",
        "F4",
        e,
        {"below": Link("."), "1.json": good},
        "A link to the folder itself, and the list.",
        outcome=STALE,
    )


# --------------------------------------------------------------------------------------------------
# H7: --min-status-list-length
# --------------------------------------------------------------------------------------------------


def minimum_length():
    def of(name, outcome, length, least, why, size=1, index=N, set_=False, **more):
        at = index if set_ else index + 1
        data = fields(size, {at: 1} if at < length else {}, length)
        e = entry(index) if size == 1 else entry(index, statusSize=size, statusMessage=messages(size))
        add("minimum-" + name, outcome, "H7", e, L(data=data), why, minimum=least, **more)

    of("100000", ACCEPTED, 100_000, 100_000, "100,000 entries, where that is the least.")
    of("100000-set", REJECTED, 100_000, 100_000, "100,000 entries, where that is the least; the bit is set.", set_=True)
    of("100000-less-8", DOUBT, 99_992, 100_000, "Eight entries less than the least.")
    of("100000-range", DOUBT, 100_000, 100_000, "The first index behind a short list.", index=100_000)
    of("8", ACCEPTED, 8, 8, "A list of eight entries, where that is the least.", index=3)
    of("8-set", REJECTED, 8, 8, "A list of eight entries; the bit is set.", index=3, set_=True)
    of("1", ACCEPTED, 64, 1, "A list of 64 entries, where one is the least.", index=62)
    of("1-empty", DOUBT, 0, 1, "A list without entries, where one is the least.", index=0)
    of("default-given", ACCEPTED, MINIMUM, MINIMUM, "The least of the Recommendation, given.")
    of("higher", DOUBT, MINIMUM, MINIMUM + 1, "The verifier wants one entry more than the list has.")
    of("higher-met", ACCEPTED, MINIMUM * 2, MINIMUM * 2, "The verifier wants twice as many, and has them.")
    of("much-higher", DOUBT, MINIMUM, 10**9, "The verifier wants a thousand million entries.")
    of("by-2", ACCEPTED, 100_000, 100_000, "100,000 entries of two bits, where 100,000 are the least.", size=2)
    of("by-2-short", DOUBT, 50_000, 100_000, "50,000 entries of two bits: entries count, not bits.", size=2, index=7)
    of("by-8", ACCEPTED, 16_384, 16_384, "16,384 entries of eight bits, where 16,384 are the least.", size=8, index=7)


# --------------------------------------------------------------------------------------------------


# --------------------------------------------------------------------------------------------------
# H4, H6, H7: what a trust file says of an issuer's lists
# --------------------------------------------------------------------------------------------------


def trusted(of=ISSUER.did, keys=None, **limits):
    """The entry of an issuer in a trust file; ages are in seconds."""
    made = {"id": of, "name": "Example University"} | ({"keys": keys} if keys else {})
    return made | ({"statusList": limits} if limits else {})


def trust_file(*issuers):
    return {"type": "BadgeTrustFile", "version": 1, "issuers": list(issuers)}


def trust_files():
    def of(name, outcome, row, lists, why, *issuers, status=None, **more):
        add("trust-" + name, outcome, row, status or entry(), lists, why, issuer=[], trust=trust_file(*issuers), **more)

    good, hit = L([N + 1]), L([N])
    of("plain", ACCEPTED, "H4", good, "The trust file names the issuer and says nothing of lists.", trusted())
    of("plain-set", REJECTED, "H4", hit, "The same, and the bit is set.", trusted())
    of("none", UNKNOWN, "F1", good, "The trust file does not name the issuer.", trusted(WITNESS.did), check="issuer")
    short, short_hit = L(data=bits([N + 1], 100_000)), L(data=bits([N], 100_000))
    least = trusted(minimumLength=100_000)
    of("short", ACCEPTED, "H7", short, "The issuer's lists may have 100,000 entries.", least)
    of("short-set", REJECTED, "H7", short_hit, "They may have 100,000 entries, and the bit is set.", least)
    of("short-by-8", DOUBT, "H7", L(data=bits([], 99_992)), "Eight entries less than it may have.", least)
    of("short-default", DOUBT, "H7", short, "100,000 entries without an exception.", trusted())
    other = trusted(WITNESS.did, minimumLength=8)
    of("short-other", DOUBT, "H7", short, "The exception is another issuer's.", trusted(), other)
    of("longer", DOUBT, "H7", good, "The issuer's lists have to have 200,000.", trusted(minimumLength=200_000))
    of("longer-met", ACCEPTED, "H7", L(data=bits([], 200_000)), "They have to, and do.", trusted(minimumLength=200_000))
    # The list is 36 hours old.
    hours = 3600
    of("refuse-met", ACCEPTED, "H6", good, "Not older than allowed, to the second.", trusted(refuseAge=36 * hours))
    of("refuse", DOUBT, "H6", good, "A second older than allowed.", trusted(refuseAge=36 * hours - 1))
    of(
        "refuse-set",
        DOUBT,
        "H6",
        hit,
        "A second older than allowed; the bit is set.",
        trusted(refuseAge=36 * hours - 1),
    )
    of("refuse-zero", DOUBT, "H6", good, "No age at all is allowed.", trusted(refuseAge=0))
    undated = L(validFrom=GONE)
    of(
        "refuse-undated",
        DOUBT,
        "H6",
        undated,
        "An age is asked for, and the list has no date.",
        trusted(refuseAge=10**9),
    )
    of("refuse-ttl", DOUBT, "H6", L(about={"ttl": 10**12}), "A long ttl changes nothing.", trusted(refuseAge=hours))
    of("warn", ACCEPTED, "H6", good, "Older than where a warning is due.", trusted(warnAge=hours))
    of("warn-set", REJECTED, "H6", hit, "Older than where a warning is due; the bit is set.", trusted(warnAge=hours))
    # Another issuer's lists
    foreign, foreign_hit = (L(p, key=NOTARY, issuer=NOTARY.did) for p in ([N + 1], [N]))
    lent = trusted(issuers=[WITNESS.did, NOTARY.did])
    of("lent", ACCEPTED, "H4", foreign, "The trust file names the list's issuer for the badge's issuer.", lent)
    of("lent-set", REJECTED, "H4", foreign_hit, "The list's issuer is named, and the bit is set.", lent)
    of("lent-own", ACCEPTED, "H4", good, "Another is named for the lists; the issuer may still sign its own.", lent)
    of("lent-attacker", DOUBT, "H4", L(key=ATTACKER, issuer=ATTACKER.did), "A third issuer's list.", lent)
    forged = sign(unsigned(issuer=NOTARY.did), ATTACKER, method=NOTARY.method)
    of("lent-forged", DOUBT, "H4", forged, "In the name of the list's issuer, by another key.", lent)
    swapped = trusted(NOTARY.did, issuers=[ISSUER.did])
    of("lent-other-way", DOUBT, "H4", foreign, "Named the other way round.", trusted(), swapped)
    of(
        "lent-elsewhere",
        DOUBT,
        "H4",
        foreign,
        "Named for another issuer.",
        trusted(),
        trusted(WITNESS.did, issuers=[NOTARY.did]),
    )
    both_trusted = [trusted(), trusted(NOTARY.did)]
    of("lent-not", DOUBT, "H4", foreign, "Both are trusted issuers; neither is named for lists.", *both_trusted)
    # Keys
    at = {"id": WEB + "#key-1", "publicKeyMultibase": ISSUER.multibase}
    new = {"id": WEB + "#key-2", "publicKeyMultibase": WITNESS.multibase}

    def web(name, outcome, key, fragment, why, *keys, set_=(), created=SINCE):
        doc = sign(unsigned(set_, issuer=WEB), key, method=WEB + fragment, created=created)
        data = seal(badge(WEB, credentialStatus=entry()), ISSUER, method=WEB + "#key-1")
        of(name, outcome, "H4", doc, why, trusted(WEB, keys=list(keys)), data=data)

    web("key", ACCEPTED, ISSUER, "#key-1", "Badge and list by the key of the trust file.", at)
    web("key-set", REJECTED, ISSUER, "#key-1", "By the key of the trust file; the bit is set.", at, set_=[N])
    web("key-second", ACCEPTED, WITNESS, "#key-2", "The list by the second key of the trust file.", at, new)
    web("key-second-missing", DOUBT, WITNESS, "#key-2", "The list by a key that the trust file does not have.", at)
    web("key-forged", DOUBT, ATTACKER, "#key-1", "The list by another key in the name of the first.", at)
    gone = new | {"revoked": "2026-11-01T00:00:00Z"}
    web("key-revoked", DOUBT, WITNESS, "#key-2", "The list by a key that the trust file revokes.", at, gone)
    later = new | {"from": "2026-11-24T00:00:00Z"}
    web("key-early", DOUBT, WITNESS, "#key-2", "The list is signed before the key's period.", at, later)
    ended = new | {"until": "2026-11-23T00:00:00Z"}
    web("key-late", DOUBT, WITNESS, "#key-2", "The list is signed after the key's period.", at, ended)
    fits = new | {"from": SINCE, "until": "2026-11-23T00:00:01Z"}
    web("key-within", ACCEPTED, WITNESS, "#key-2", "The list is signed within the key's period.", at, fits)


def more_lists():
    """Pairs of things that fit alone."""
    doc = unsigned()
    good = sign(doc)
    appended = put(good, ["@context"], [VC2, "https://www.w3.org/ns/credentials/examples/v2"])
    either("list-proof-context-appended", "B4", entry(), appended, "A context added after signing.", outcome=STALE)
    evil = put(good, ["@context"], [VC2, {"encodedList": "https://example.org/other"}])
    either("list-proof-context-inline-appended", "B4", entry(), evil, "An inline context added after signing.")
    first = put(good, ["@context"], ["https://www.w3.org/ns/credentials/status/v1", VC2])
    doubt("list-proof-context-prepended", "B4", entry(), first, "A context put first after signing.")
    two = sign(unsigned(**{"@context": [VC2, OB]}))
    doubt("list-proof-context-dropped", "B4", entry(), put(two, ["@context"], [VC2]), "A context taken away.")
    one = prove(doc, NOTARY, created=SINCE, id="urn:uuid:11111111-0000-4000-8000-000000000001")
    chained = prove(doc, created=SINCE, previous=[one], previousProof=one["id"])
    ok("list-proof-chain", "B8", entry(), doc | {"proof": [one, chained]}, "The issuer's proof covers a notary's.")
    broken = one | {"proofValue": good["proof"]["proofValue"]}
    again = prove(doc, created=SINCE, previous=[broken], previousProof=one["id"])
    doubt("list-proof-chain-broken", "B8", entry(), doc | {"proof": [broken, again]}, "The notary's proof is broken.")
    # The same list in two forms
    pretty = write(good, "  ")
    either("folder-same-pretty", "H5", entry(), {"1.json": good, "2.json": pretty}, "In two layouts.", outcome=STALE)
    twin = sign(doc, created="2026-11-23T00:00:01Z")
    either("folder-same-resigned", "H5", entry(), {"1.json": good, "2.json": twin}, "Signed twice.", outcome=STALE)
    revoked(
        "several-refresh-set-revoked",
        "H3",
        [entry(purpose="refresh", url=URL3), entry()],
        [L([N], url=URL3, purpose="refresh"), L([N])],
        "A newer badge is to be had, and this one is revoked.",
    )
    # What entry and list say of the size
    four = {"statusSize": 2, "statusMessage": messages(2)}
    for name, e, about, data in (
        ("entry-1-list-2", entry(), {"statusSize": 2, "statusMessages": messages(2)}, fields(2, {N: 3})),
        ("entry-2-list-1", entry(**four), {"statusSize": 1}, fields(2, {})),
        ("list-0", entry(), {"statusSize": 0}, bits()),
        ("list-text", entry(), {"statusSize": "1"}, bits()),
        ("list-null", entry(), {"statusSize": None}, bits()),
        ("list-negative", entry(), {"statusSize": -1}, bits()),
    ):
        either(
            "size-" + name, "H2", e, L(data=data, about=about), f"Entry and list differ, or the list is odd: {name}."
        )
    # One index, one badge: others' bits do not matter.
    for n in (0, 1, N - 64, N - 8, N + 8, N + 64, MINIMUM - 1):
        ok(f"bit-{N}-not-{n}", "H1", entry(), L([n]), f"Bit {n} is another badge's.")
    for url in ("https://example.org/status/1?a=1&b=2#frag", "ipfs://bafybeigdyr/1", "http://localhost:8080/1"):
        name = "".join(c if c.isalnum() else "-" for c in url)
        either("url-" + name, "H5", entry(url=url), L(url=url, about={"id": URL}), f"The URL {url}.", outcome=ANY)
        doubt(f"url-{name}-set", "H5", entry(url=url), L([N], url=url, about={"id": URL}), f"The URL {url}; set.")


# --------------------------------------------------------------------------------------------------
# What is too large to keep: `generate.py --large FOLDER`
# --------------------------------------------------------------------------------------------------


def blocks(data, count):
    """DEFLATE of `data` so many times, each in a block with codes of its own that ends on a byte."""
    block = gz.dynamic(data, False).number(0, 3).align().number(0, 16).number(0xFFFF, 16)
    return bytes(block.out) * count + gz.stored(b"")


def zeros(mib):
    """A member of so many MiB of zeros, a thousandth in size."""
    part, crc = bytes(1 << 20), 0
    for _ in range(mib):
        crc = zlib.crc32(part, crc)
    return gz.member(b"", blocks(part, mib), crc=crc, size=mib << 20)


def large():
    good, e = L([N + 1]), entry()
    urls = [f"https://example.org/status/n/{n}" for n in range(16)]
    sixteen = [entry(url=u) for u in urls]
    doubt("large-bomb-1-gib", "H7", e, L(encoded=encode(zeros(1024))), "1 MiB that inflates to 1 GiB.")
    part = gz.member(bytes(1 << 24))
    doubt("large-bomb-members", "H7", e, L(encoded=encode(part * 64)), "64 members of 16 MiB.")
    ones = gz.member(b"\xff" * (1 << 24))
    lists = [L(url=u, encoded=encode(part)) for u in urls]
    either("large-lists-16", "H7", sixteen, lists, "Sixteen lists of 16 MiB.", outcome=STALE)
    add(
        "large-lists-16-set",
        REJECTED,
        "H7",
        sixteen,
        lists[:-1] + [L(url=urls[-1], encoded=encode(ones))],
        "The last is set.",
    )
    bomb = encode(zeros(256))
    doubt("large-bombs-16", "H7", sixteen, [L(url=u, encoded=bomb) for u in urls], "Sixteen bombs of 256 MiB.")
    others = {f"o{n}.json": L(url=f"https://example.org/o/{n}", encoded=encode(part)) for n in range(100)}
    ok("large-others-100", "H7", e, others | {"z.json": good}, "A hundred lists of 16 MiB that nobody asks for.")
    ok("large-folder-3000", "H7", e, other_lists(3000) | {"z.json": good}, "Three thousand lists.")
    index = {f"https://example.org/o/{n}": f"{n}.json" for n in range(100_000)} | {URL: "z.vc"}
    either("large-index", "H7", e, {"z.vc": good}, "An index.json of 100,001.", index=index, outcome=STALE)
    empties = gz.member(b"", gz.stored(b""))
    doubt("large-empty-members", "H7", e, L(encoded=encode(empties * 200_000)), "200,000 empty members.")
    either(
        "large-empty-members-good",
        "H7",
        e,
        L(encoded=encode(empties * 200_000 + gz.member(bits()))),
        "200,000 empty members before the list.",
    )
    empty = gz.member(b"", b"\0\0\0\xff\xff" * 1_000_000 + gz.stored(b""))
    doubt("large-empty-blocks", "H7", e, L(encoded=encode(empty)), "A million empty blocks.")
    doubt(
        "large-dynamic-blocks", "H7", e, L(encoded=encode(gz.member(b"", blocks(b"", 150_000)))), "Codes for nothing."
    )
    doubt(
        "large-name", "H7", e, L(encoded=encode(gz.member(bits(), name=b"n" * 5_000_000)[:-1])), "A name of 5 MB; cut."
    )
    both("large-name", "H7", lambda d: L(encoded=encode(gz.member(d, name=b"n" * 4_000_000))), "A file name of 4 MB.")
    dense = b"".join(sha256(f"dense {n}") for n in range(1 << 16)) * 2
    at = next(n for n in range(N, 1 << 25) if dense[n // 8] & 128 >> n % 8)
    revoked(
        "large-dense-set", "H1", entry(at), L(encoded=encode(gz.member(dense, gz.stored(dense)))), "4 MiB, half set."
    )
    doubt("large-file", "A6", e, L(about={"x": "y" * (8 << 20)}), "A list of more than 8 MiB.")
    either(
        "large-file-fits", "A6", e, L(about={"x": "y" * 8_000_000}), "A list of just less than 8 MiB.", outcome=STALE
    )
    doubt("large-file-spaces", "A6", e, {"1.json": b" " * (40 << 20)}, "A file of 40 MiB of spaces.")
    either(
        "large-file-beside",
        "A6",
        e,
        {"0.json": b"[" * (20 << 20), "1.json": good},
        "20 MiB of brackets beside.",
        outcome=STALE,
    )
    doubt(
        "large-members",
        "A6",
        e,
        L(about={f"m{n}": 0 for n in range(100_001)}),
        "A subject of 100,001 members and more.",
    )
    doubt("large-device", "F4", e, {"1.json": Link("/dev/zero")}, "A link to a device that does not end.")
    doubt(
        "large-device-index",
        "F4",
        e,
        {"1.vc": Link("/dev/zero")},
        "The same, named by index.json.",
        index={URL: "1.vc"},
    )
    doubt(
        "large-device-is-index", "F4", e, {"1.vc": good, "index.json": Link("/dev/zero")}, "index.json is such a link."
    )
    doubt("large-stdin", "F4", e, {"1.json": Link("/dev/stdin")}, "A link to standard input.")
    either(
        "large-device-beside",
        "F4",
        e,
        {"0.json": Link("/dev/zero"), "1.json": good},
        "Such a link beside.",
        outcome=STALE,
    )
    doubt("large-index-text", "A4", e, {"1.vc": good}, "An index.json of 20 MiB.", index=b" " * (20 << 20))


def make(groups=None):
    for group in groups or (
        positions,
        lengths,
        valid_encodings,
        hostile_encodings,
        index_text,
        sizes,
        purposes,
        shapes,
        list_urls,
        several,
        list_model,
        list_text,
        list_proofs,
        list_issuers,
        list_dates,
        folders,
        indexes,
        links,
        minimum_length,
        trust_files,
        more_lists,
    ):
        group()
    return place()
