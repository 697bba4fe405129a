#!/usr/bin/env python3
"""Writes the test vectors of this folder: badge files, DID documents and manifest.json.

Run it with Python 3.11 or newer and the `cryptography` package; it reads no clock and draws no random
numbers, so two runs write the same bytes. `--large FOLDER` writes only the vectors of status lists that
are too large to keep, into an empty folder.

The file reads top-down: primitives, builders, then one function for each group of vectors.
"""

import base64
import copy
import hashlib
import json
import pathlib
import shutil
import sys
from decimal import Decimal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HERE = pathlib.Path(__file__).resolve().parent
AT = "2026-11-24T12:00:00Z"

VC2 = "https://www.w3.org/ns/credentials/v2"
VC1 = "https://www.w3.org/2018/credentials/v1"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS = [VC2, OB]


# --------------------------------------------------------------------------------------------------
# JSON: values with a spelling of their own, a writer, and RFC 8785
# --------------------------------------------------------------------------------------------------


class Raw:
    """Stands for `value` when it is signed and is written to the file as `text`."""

    def __init__(self, text, value=None):
        self.text, self.value = text, value

    def __deepcopy__(self, memo):
        return self


class Spelled(str):
    """A string or member name that is written as `text` (quotes included)."""

    def __new__(cls, value, text):
        made = super().__new__(cls, value)
        made.text = text
        return made

    def __deepcopy__(self, memo):
        return self


class Members(list):
    """An object as a list of pairs, so that a name can occur twice. Never signed."""


class Canonical(str):
    """A value whose RFC 8785 form is known without walking it."""


ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quote(text):
    """The string as RFC 8785 section 3.2.2.2 writes it."""
    return '"' + "".join(ESCAPES.get(c) or (f"\\u{ord(c):04x}" if ord(c) < 0x20 else c) for c in text) + '"'


def number(value):
    """The number as ECMAScript writes it (RFC 8785 section 3.2.2.3)."""
    value = float(value)
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    _, digits, exponent = Decimal(repr(abs(value))).as_tuple()
    digits = "".join(map(str, digits))
    stripped = digits.rstrip("0")
    exponent += len(digits) - len(stripped)
    digits, count = stripped, len(stripped)
    point = count + exponent
    if count <= point <= 21:
        return sign + digits + "0" * (point - count)
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    mantissa = digits[0] + ("." + digits[1:] if count > 1 else "")
    return f"{sign}{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"


def utf16(name):
    return name.encode("utf-16-be", "surrogatepass")


def jcs(value, order=utf16):
    """RFC 8785 text. Names sort by UTF-16 code units unless a broken signer is wanted."""
    if isinstance(value, Raw):
        return jcs(value.value, order)
    if isinstance(value, Canonical):
        return str(value)
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        return "[" + ",".join(jcs(v, order) for v in value) + "]"
    return "{" + ",".join(quote(k) + ":" + jcs(value[k], order) for k in sorted(value, key=order)) + "}"


def write(value, indent=None, level=0, quoter=quote, newline="\n", comma=","):
    """JSON text that keeps member order and every spelling."""

    def inside(parts, left, right):
        if not parts:
            return left + right
        if indent is None:
            return left + comma.join(parts) + right
        pad, end = newline + indent * (level + 1), newline + indent * level
        return left + pad + (comma + pad).join(parts) + end + right

    def again(v):
        return write(v, indent, level + 1, quoter, newline, comma)

    if isinstance(value, (Raw, Spelled)):
        return value.text
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return quoter(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, (dict, Members)):
        pairs = value.items() if isinstance(value, dict) else value
        colon = ":" if indent is None else ": "
        return inside(
            [(k.text if isinstance(k, Spelled) else quoter(k)) + colon + again(v) for k, v in pairs], "{", "}"
        )
    return inside([again(v) for v in value], "[", "]")


def to_bytes(value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        return value.encode("utf-8")
    return write(value).encode("utf-8")


def swap(data, old, new):
    """Replaces the one occurrence of `old`; a vector that would change something else is a mistake."""
    data, old, new = (x.encode("utf-8") if isinstance(x, str) else x for x in (data, old, new))
    assert data.count(old) == 1, (data.count(old), old)
    return data.replace(old, new)


# --------------------------------------------------------------------------------------------------
# Encodings
# --------------------------------------------------------------------------------------------------

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(data, alphabet=BITCOIN):
    n, out = int.from_bytes(data, "big"), ""
    while n:
        n, digit = divmod(n, 58)
        out = alphabet[digit] + out
    return alphabet[0] * (len(data) - len(data.lstrip(b"\0"))) + out


def base64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def sha256(text):
    return hashlib.sha256(text.encode("utf-8") if isinstance(text, str) else text).digest()


# --------------------------------------------------------------------------------------------------
# Ed25519 arithmetic, only for signatures that no library makes
# --------------------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
IDENTITY = (0, 1)


def recover_x(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign and x else x


def point_add(a, b):
    (x1, y1), (x2, y2) = a, b
    t = D * x1 * x2 * y1 * y2 % P
    return ((x1 * y2 + x2 * y1) * pow(1 + t, P - 2, P) % P, (y1 * y2 + x1 * x2) * pow(1 - t, P - 2, P) % P)


def point_times(k, a):
    out = IDENTITY
    while k:
        if k & 1:
            out = point_add(out, a)
        a, k = point_add(a, a), k >> 1
    return out


def encode_point(a):
    return (a[1] | (a[0] & 1) << 255).to_bytes(32, "little")


def decode_point_laxly(data):
    n = int.from_bytes(data, "little")
    y = n % 2**255 % P
    return (recover_x(y, n >> 255), y)


BASE = (recover_x(4 * pow(5, P - 2, P) % P, 0), 4 * pow(5, P - 2, P) % P)


def challenge(r, a, message, prefix=b""):
    return int.from_bytes(hashlib.sha512(prefix + r + a + message).digest(), "little") % L


# --------------------------------------------------------------------------------------------------
# Keys, did:key, did:jwk
# --------------------------------------------------------------------------------------------------

ED25519 = b"\xed\x01"


def multikey(public, codec=ED25519):
    return "z" + base58(codec + public)


class Key:
    """A throw-away key whose seed is the SHA-256 of a label."""

    def __init__(self, label, seed=None):
        self.seed = seed or sha256("test vector key: " + label)
        self.private = Ed25519PrivateKey.from_private_bytes(self.seed)
        self.public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.multibase = multikey(self.public)
        self.did = "did:key:" + self.multibase
        self.method = self.did + "#" + self.multibase
        self.x = base64url(self.public)

    def sign(self, message):
        return self.private.sign(message)

    @property
    def scalar(self):
        h = bytearray(hashlib.sha512(self.seed).digest()[:32])
        h[0] &= 248
        h[31] = h[31] & 127 | 64
        return int.from_bytes(h, "little")

    def sign_with_prefix(self, message, prefix):
        """RFC 8032 section 5.1.6 with dom2, for Ed25519ctx and Ed25519ph."""
        nonce = hashlib.sha512(prefix + hashlib.sha512(self.seed).digest()[32:] + message).digest()
        r = int.from_bytes(nonce, "little") % L
        big_r = encode_point(point_times(r, BASE))
        s = (r + challenge(big_r, self.public, message, prefix) * self.scalar) % L
        return big_r + s.to_bytes(32, "little")


ISSUER, ATTACKER, NOTARY, WITNESS, LEARNER = (
    Key(label) for label in ("issuer", "attacker", "notary", "witness", "learner")
)


def did_jwk(jwk):
    """did:jwk of an object, or of the exact bytes given."""
    return "did:jwk:" + base64url(jwk if isinstance(jwk, bytes) else to_bytes(jwk))


def jwk_of(key, **more):
    return {"kty": "OKP", "crv": "Ed25519", "x": key.x, **more}


# --------------------------------------------------------------------------------------------------
# Badges and proofs
# --------------------------------------------------------------------------------------------------

GONE = object()


def badge(issuer=None, **changes):
    """A small Open Badge; a change to GONE takes a member away."""
    doc = {
        "@context": list(CONTEXTS),
        "id": "urn:uuid:5f0c4c1e-3b43-4d0b-8a53-b1c0f0a5d7e1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Teamwork",
        "issuer": (
            issuer
            if isinstance(issuer, dict) or issuer is GONE
            else {"id": issuer or ISSUER.did, "type": ["Profile"], "name": "Example University"}
        ),
        "validFrom": "2026-01-15T09:00:00Z",
        "credentialSubject": {
            "id": LEARNER.did,
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://example.org/achievements/teamwork",
                "type": ["Achievement"],
                "name": "Teamwork",
                "description": "Works well with others.",
                "criteria": {"narrative": "Finish a project in a group of four."},
            },
        },
    }
    return {k: v for k, v in (doc | changes).items() if v is not GONE}


def put(doc, path, value):
    """A copy of `doc` with the member at `path` set, or taken away with GONE."""
    doc = copy.deepcopy(doc)
    at = doc
    for step in path[:-1]:
        at = at[step]
    if value is GONE:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return doc


def subject(**changes):
    s = badge()["credentialSubject"] | changes
    return {k: v for k, v in s.items() if v is not GONE}


def achievement(**changes):
    a = badge()["credentialSubject"]["achievement"] | changes
    return {k: v for k, v in a.items() if v is not GONE}


def with_achievement(**changes):
    return badge(credentialSubject=subject(achievement=achievement(**changes)))


def hash_data(doc, options, digest=sha256):
    """vc-di-eddsa 3.3.4: the hash of the options first, then the hash of the document."""
    return digest(jcs(options)) + digest(jcs(doc))


def options_for(doc, key, method=None, context=True, **changes):
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2026-01-15T09:00:00Z",
        "verificationMethod": method or key.method,
        "proofPurpose": "assertionMethod",
    }
    if context:
        options["@context"] = copy.deepcopy(doc.get("@context"))
    return {k: v for k, v in (options | changes).items() if v is not GONE}


def prove(doc, key=ISSUER, previous=None, sign=None, **changes):
    """A proof of eddsa-jcs-2022. `previous` are the proofs that `previousProof` names;
    `sign(message)` replaces the plain signature; changes to GONE take options away."""
    doc = {k: v for k, v in doc.items() if k != "proof"}
    options = options_for(doc, key, **changes)
    if "@context" in options:
        doc = doc | {"@context": options["@context"]}
    if previous:
        doc = doc | {"proof": previous}
    signature = (sign or key.sign)(hash_data(doc, options))
    return options | {"proofValue": "z" + base58(signature)}


def seal(doc, key=ISSUER, **more):
    return doc | {"proof": prove(doc, key, **more)}


def rich():
    """A badge that uses most of the Open Badges 3.0 vocabulary."""
    return badge(
        type=["VerifiableCredential", "OpenBadgeCredential", "AchievementCredential"],
        name="Formal methods — étape 1",
        description="Awarded for a course.",
        image={"id": "https://example.org/badges/1.png", "type": "Image", "caption": "A blue hexagon"},
        awardedDate="2026-01-14T09:00:00Z",
        validUntil="2031-01-15T09:00:00Z",
        issuer={
            "id": ISSUER.did,
            "type": ["Profile"],
            "name": "Example University",
            "url": "https://example.org/",
            "description": "A university.",
            "address": {
                "type": ["Address"],
                "addressCountry": "Exampleland",
                "geo": {"type": "GeoCoordinates", "latitude": 46.5, "longitude": -7.25},
            },
        },
        credentialSubject={
            "id": LEARNER.did,
            "type": ["AchievementSubject"],
            "activityStartDate": "2025-09-01T00:00:00Z",
            "activityEndDate": "2025-12-20T00:00:00Z",
            "creditsEarned": 3.5,
            "licenseNumber": "L-1",
            "narrative": "Two terms of work.",
            "role": "Student",
            "term": "Autumn",
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": False,
                    "identityHash": "alice@example.org",
                    "identityType": "emailAddress",
                },
                {
                    "type": "IdentityObject",
                    "hashed": True,
                    "identityHash": "sha256$" + sha256("alice@example.orgpepper").hex(),
                    "identityType": "emailAddress",
                    "salt": "pepper",
                },
            ],
            "achievement": {
                "id": "https://example.org/achievements/fm",
                "type": ["Achievement"],
                "achievementType": "MicroCredential",
                "creator": {"id": "https://example.org/dept", "type": ["Profile"], "name": "Department"},
                "name": "Formal methods",
                "description": "Can state and check a property.",
                "criteria": {"id": "https://example.org/achievements/fm/criteria", "narrative": "Pass the exam."},
                "creditsAvailable": 4,
                "tag": ["logic", "proof", "model checking"],
                "inLanguage": "en",
                "version": "1.2",
                "alignment": [
                    {
                        "type": ["Alignment"],
                        "targetName": "Reasoning",
                        "targetUrl": "https://example.org/skills/reasoning",
                        "targetCode": "R-1",
                    }
                ],
                "resultDescription": [
                    {
                        "id": "urn:uuid:0a4de3b2-9b6f-4e1d-8f4b-0f3b8f6f6f01",
                        "type": ["ResultDescription"],
                        "name": "Score",
                        "resultType": "Percent",
                        "valueMax": "100",
                        "valueMin": "0",
                    }
                ],
            },
            "result": [
                {
                    "type": ["Result"],
                    "resultDescription": "urn:uuid:0a4de3b2-9b6f-4e1d-8f4b-0f3b8f6f6f01",
                    "value": "87",
                }
            ],
        },
        evidence=[
            {
                "id": "https://example.org/evidence/1",
                "type": ["Evidence"],
                "name": "Report",
                "narrative": "A specification of 300 lines.",
            }
        ],
        credentialSchema=[
            {
                "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
                "type": "1EdTechJsonSchemaValidator2019",
            }
        ],
    )


# --------------------------------------------------------------------------------------------------
# Controller documents
# --------------------------------------------------------------------------------------------------

WEB = "did:web:example.org"
HTTPS = "https://example.org/issuers/1"


def method(of, key, fragment="#key-1", **changes):
    m = {"id": of + fragment, "type": "Multikey", "controller": of, "publicKeyMultibase": key.multibase} | changes
    return {k: v for k, v in m.items() if v is not GONE}


def document(of, key=ISSUER, **changes):
    """A controller document with one method, #key-1, listed under assertionMethod."""
    d = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": of,
        "verificationMethod": [method(of, key)],
        "assertionMethod": [of + "#key-1"],
    } | changes
    return {k: v for k, v in d.items() if v is not GONE}


def sealed_by(of, key=ISSUER, fragment="#key-1", **more):
    """A badge whose issuer is `of`, with a proof that names a method of that issuer."""
    return seal(badge(of), key, method=of + fragment, **more)


# --------------------------------------------------------------------------------------------------
# The collection
# --------------------------------------------------------------------------------------------------

VECTORS, FILES = [], {}
REJECTED, UNKNOWN, ACCEPTED = "rejected", "undetermined", "accepted"
NOT_ACCEPTED = [REJECTED, UNKNOWN]
ANY = [ACCEPTED, REJECTED, UNKNOWN]


def add(
    folder,
    name,
    outcome,
    check,
    row,
    data,
    why,
    at=None,
    issuer=ISSUER.did,
    docs=None,
    recipient=None,
    any_issuer=False,
):
    data = to_bytes(data)
    path = f"{folder}/{name}.json"
    assert path not in FILES and all(v["id"] != name for v in VECTORS), name
    FILES[path] = data
    entry = {"id": name, "file": path, "outcome": outcome, "check": check, "row": row, "why": why}
    if at:
        entry["at"] = at
    if any_issuer:
        entry["anyIssuer"] = True
    else:
        entry["issuer"] = [issuer] if isinstance(issuer, str) else issuer
    if docs is not None:
        entry["didDocuments"] = f"did/{name}"
        for filename, content in docs.items():
            FILES[f"did/{name}/{filename}"] = to_bytes(content)
    if recipient:
        entry["recipient"] = recipient
    VECTORS.append(entry)


def V(name, row, data, why, **more):
    add("valid", name, ACCEPTED, None, row, data, why, **more)


def H(name, check, row, data, why, outcome=REJECTED, **more):
    add("hostile", name, outcome, check, row, data, why, **more)


def U(name, check, row, data, why, outcome=UNKNOWN, **more):
    add("undetermined", name, outcome, check, row, data, why, **more)


def W(name, row, of, data, why, docs=None, **more):
    """A valid badge of an issuer with documents."""
    V(name, row, data, why, issuer=of, docs={"issuer.json": document(of)} if docs is None else docs, **more)


# --------------------------------------------------------------------------------------------------
# Valid: unusual text of a good badge
# --------------------------------------------------------------------------------------------------


def escape_all(text):
    """Every UTF-16 code unit as an upper-case or lower-case escape."""
    units = utf16(text)
    return (
        '"'
        + "".join(
            ("\\u%04x" if i % 4 else "\\u%04X") % int.from_bytes(units[i : i + 2], "big")
            for i in range(0, len(units), 2)
        )
        + '"'
    )


def escape_solidus(text):
    return quote(text).replace("/", "\\/")


def reorder(value, order):
    if isinstance(value, list):
        return [reorder(v, order) for v in value]
    if isinstance(value, dict):
        return {k: reorder(value[k], order) for k in order(value)}
    return value


def valid_json():
    doc = seal(rich())
    V("text-compact", "B1", doc, "The reference badge with no white space.")
    V("text-pretty", "B1", write(doc, "  "), "Two spaces of indentation.")
    V("text-tabs-crlf", "B1", write(doc, "\t", newline="\r\n") + "\r\n", "Tabs, CRLF and a final line end.")
    V(
        "text-wild-space",
        "B1",
        write(doc, "", newline=" \n\t\r ", comma=" \t,"),
        "White space wherever the grammar allows it.",
    )
    V("text-surrounded", "B1", b"\r\n\t  " + to_bytes(doc) + b" \n\n\t", "White space before and after the value.")
    V("text-one-space-end", "B1", to_bytes(doc) + b" ", "A single space after the value.")
    V("text-reverse-order", "B1", reorder(doc, lambda d: list(d)[::-1]), "Every object in the opposite member order.")
    V("text-sorted-order", "B1", reorder(doc, sorted), "Every object sorted.")
    V(
        "text-hash-order",
        "B1",
        reorder(doc, lambda d: sorted(d, key=sha256)),
        "Members in an arbitrary order, proof first or in the middle.",
    )
    V(
        "text-escape-everything",
        "A2",
        write(doc, quoter=escape_all),
        "Every character of every name and string is a \\u escape, hex digits in both cases.",
    )
    V("text-escape-solidus", "B1", write(doc, quoter=escape_solidus), "Every solidus is written \\/.")
    V("text-canonical", "B1", jcs(doc), "The file is the RFC 8785 form of the secured document.")

    def extra(name, value, why, row="B1"):
        V("text-" + name, row, seal(badge(extra=value)), why)

    emoji = "\U0001f600"
    extra(
        "utf16-order",
        {"\ufb33": 1, emoji: 2, "z": 3, "\u20ac": 4, "\r": 5, "1": 6, "\u0080": 7, "\u00f6": 8},
        "U+1F600 sorts before U+FB33 in UTF-16 code units and after it in code points.",
        "B2",
    )
    extra(
        "utf16-order-deep",
        [{"\uffe6a": 1, "\U00010000a": 2, "\ue000": 3, "\ud7ff": 4, "\U0010fffd": 5}],
        "Names on both sides of the surrogate range, below an array.",
        "B2",
    )
    extra(
        "utf16-order-prefix",
        {"a\U0001f600": 1, "a\ufb33": 2, "a": 3, "a\ufb33b": 4, "a\U0001f600b": 5},
        "The deciding code unit comes after a common prefix.",
        "B2",
    )
    extra(
        "utf16-order-same-lead",
        {"\U0001f600": 1, "\U0001f5ff": 2, "\U00010400": 3, "\U000ffffd": 4},
        "Several names with surrogate pairs.",
        "B2",
    )
    extra(
        "nfc-nfd-twins",
        {"caf\u00e9": "NFC", "cafe\u0301": "NFD", "\u212b": 1, "\u00c5": 2, "A\u030a": 3},
        "Canonically equivalent names are different members.",
        "A2",
    )
    extra(
        "case-twins",
        {"a": 1, "A": 2, "\u00df": 3, "SS": 4, "ss": 5, "\u0131": 6, "I": 7, "i": 8},
        "Names that differ in case only are different members.",
        "A2",
    )
    extra(
        "zero-width-twins",
        {"a": 1, "a\u200d": 2, "a\ufe0f": 3, "\u200ba": 4},
        "Names that differ in an invisible character only.",
        "A2",
    )
    extra("empty-name", {"": "empty", " ": "space", "\u0000": "NUL"}, "The empty name, a space and U+0000 as names.")
    extra(
        "number-names",
        {"10": 1, "9": 2, "1": 3, "01": 4, "-1": 5, "1e1": 6},
        "Names that look like numbers sort as text.",
    )
    extra(
        "javascript-names",
        {"__proto__": 1, "constructor": 2, "toString": 3, "hasOwnProperty": 4, "length": 5},
        "Names with a meaning in some languages.",
    )
    extra(
        "controls-escaped",
        "\u0000\u0001\b\t\n\u000b\f\r\u001f\u007f\u0080\u009f",
        "Control characters, escaped where JSON demands it.",
    )
    extra("line-separators", "a\u2028b\u2029c\u0085d\u00a0e", "Separators that are ordinary characters in JSON.")
    extra("quotes", "\"\\/'<>&\u0027", "Quotation marks, reverse solidus, solidus and HTML characters.")
    extra("bom-inside", "\ufeffx\ufeff", "U+FEFF inside a string is not a byte order mark.")
    extra("replacement", "\ufffd", "A genuine U+FFFD.")
    extra("plane-ends", "\ufdcf\ufdf0\ufffc\U0001fffd\U00020000\U0010fffd", "Neighbours of noncharacters.")
    extra("combining", "e\u0301\u0327" * 40 + "\u1112\u1161\u11ab", "Combining marks are not normalised.")
    extra("many-emoji", "\U0001f469\u200d\U0001f692" * 500, "A long string of four-byte characters.")
    extra(
        "empties",
        [[], {}, "", [[]], [{}], {"a": []}, {"a": {}}, None, False, 0],
        "Empty arrays, objects and strings, and null.",
    )
    extra("literals", [True, False, None, [True, [False, [None]]]], "The three literals, nested.")

    forms = [
        ("1E2", 100),
        ("1.0", 1),
        ("-0", 0),
        ("-0.0", 0),
        ("-0e-9", 0),
        ("0.1e1", 1),
        ("333333333.33333329", 333333333.33333329),
        ("1E30", 1e30),
        ("4.50", 4.5),
        ("2e-3", 0.002),
        ("0.000000000000000000000000001", 1e-27),
        ("1e21", 1e21),
        ("1e20", 1e20),
        ("999999999999999999999", 1e21),
        ("1e-6", 1e-6),
        ("1e-7", 1e-7),
        ("5e-324", 5e-324),
        ("1.7976931348623157e308", 1.7976931348623157e308),
        ("9007199254740991", 9007199254740991),
        ("-9007199254740991", -9007199254740991),
        ("0.1", 0.1),
        ("1e00", 1),
        ("1e+00", 1),
        ("1e-0", 1),
        ("10e-1", 1),
        ("2.2250738585072014e-308", 2.2250738585072014e-308),
        ("1.0E+2", 100),
        ("123e-2", 1.23),
    ]
    V(
        "number-forms",
        "A5",
        seal(badge(extra=[Raw(t, v) for t, v in forms])),
        "Numbers in odd spellings; each is hashed as ECMAScript writes it.",
    )
    for text, value in [
        ("1E2", 100),
        ("1.0", 1),
        ("-0", 0),
        ("0.1e1", 1),
        ("333333333.33333329", 333333333.33333329),
        ("3.50", 3.5),
    ]:
        V(
            "number-" + text.replace(".", "p").replace("-", "minus"),
            "A5",
            seal(badge(credentialSubject=subject(creditsEarned=Raw(text, value)))),
            f"creditsEarned is written {text}.",
        )
    V(
        "number-300-digits",
        "A5",
        seal(badge(extra=Raw("1" + "0" * 300, 1e300))),
        "An integer of 301 digits that is a finite double.",
    )
    V("number-long-fraction", "A5", seal(badge(extra=Raw("0." + "3" * 400, 1 / 3))), "A fraction of 400 digits.")
    V("number-big-exponent-zero", "A5", seal(badge(extra=Raw("0e999999999", 0))), "Zero with a huge exponent is zero.")

    deep = 0
    for _ in range(100):
        deep = [deep]
    V("depth-100", "A6", seal(badge(extra=deep)), "An array nested 100 deep, within the limit of 128.")
    deep = {}
    for _ in range(118):
        deep = {"a": deep}
    V("depth-120", "A6", seal(badge(extra=deep)), "Objects nested 119 deep, the document included 120.")
    V(
        "members-20000-reversed",
        "A6",
        seal(badge(extra={f"{n:05d}": 0 for n in range(20000, 0, -1)})),
        "20,000 members in falling order: sorting must not be quadratic.",
    )
    V(
        "siblings-deep-and-wide",
        "A6",
        seal(badge(extra=[{"a": [n]} for n in range(2000)])),
        "2,000 small objects beside each other.",
    )
    V(
        "narrative-400kb",
        "A6",
        seal(badge(credentialSubject=subject(narrative="All is well. " * 32000))),
        "A narrative of 416,000 characters.",
    )


# --------------------------------------------------------------------------------------------------
# Valid: the model
# --------------------------------------------------------------------------------------------------


def endorsement(key=NOTARY, **changes):
    return {
        "@context": list(CONTEXTS),
        "id": "urn:uuid:7a0e6e0e-9c7e-4a84-8f1c-2a1f4c3f9b10",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Endorsement",
        "issuer": {"id": key.did, "type": ["Profile"], "name": "Example Council"},
        "validFrom": "2026-01-10T00:00:00Z",
        "credentialSubject": {
            "id": "https://example.org/achievements/teamwork",
            "type": ["EndorsementSubject"],
            "endorsementComment": "A fine achievement.",
        },
    } | changes


def endorsed(doc, key=NOTARY):
    """The Open Badges schema wants the proofs of an endorsement in an array."""
    return doc | {"proof": [prove(doc, key)]}


def valid_model():
    def ok(name, doc, why, row="G1"):
        V("model-" + name, row, seal(doc), why)

    ok("minimal", badge(name=GONE), "No optional member at all: name is optional in Open Badges 3.0 and VCDM 2.0.")
    ok("issuer-string", badge() | {"issuer": ISSUER.did}, "The issuer is a URL, not an object.")
    ok(
        "issuer-minimal-profile",
        badge() | {"issuer": {"id": ISSUER.did, "type": ["Profile"]}},
        "A Profile without a name.",
    )
    ok("issuer-rich-profile", rich(), "A Profile with address and location.")
    ok(
        "issuer-two-types",
        badge() | {"issuer": {"id": ISSUER.did, "type": ["Organization", "Profile"]}},
        "A further type beside Profile.",
    )
    ok(
        "type-achievement-credential",
        badge(type=["VerifiableCredential", "AchievementCredential"]),
        "AchievementCredential is the other name of the class.",
    )
    ok(
        "type-both",
        badge(type=["OpenBadgeCredential", "AchievementCredential", "VerifiableCredential"]),
        "Both names, VerifiableCredential last.",
    )
    ok(
        "type-further",
        badge(type=["VerifiableCredential", "OpenBadgeCredential", "https://example.org/types#Special"]),
        "A further type that is an absolute URL.",
    )
    for version in ["3.0.0", "3.0.1", "3.0.2"]:
        ok(
            "context-" + version,
            badge(**{"@context": [VC2, OB.replace("3.0.3", version)]}),
            f"The Open Badges context {version}.",
        )
    ok(
        "context-unversioned",
        badge(**{"@context": [VC2, OB.replace("-3.0.3", "")]}),
        "The Open Badges context without a version.",
    )
    ok(
        "context-extensions",
        badge(**{"@context": CONTEXTS + ["https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"]}),
        "The Open Badges extensions context is third.",
    )
    ok(
        "context-inline",
        badge(
            **{"@context": CONTEXTS + [{"ex": "https://example.org/vocabulary#", "level": {"@id": "ex:level"}}]},
            level="3",
        ),
        "An inline context defines a further member.",
    )
    ok(
        "context-examples",
        badge(**{"@context": CONTEXTS + ["https://www.w3.org/ns/credentials/examples/v2"]}),
        "A further well-known context.",
    )
    ok(
        "context-other-url",
        badge(**{"@context": CONTEXTS + ["https://example.org/contexts/local/v1"]}),
        "A further context that is a URL nobody fetches.",
    )
    ok(
        "subject-no-id",
        badge(
            credentialSubject=subject(
                id=GONE,
                identifier=[
                    {
                        "type": "IdentityObject",
                        "hashed": False,
                        "identityHash": "alice@example.org",
                        "identityType": "emailAddress",
                    }
                ],
            )
        ),
        "A subject with an identifier and no id.",
    )
    ok(
        "subject-id-mailto",
        badge(credentialSubject=subject(id="mailto:alice@example.org")),
        "The id of the subject is a mailto: URL.",
    )
    ok(
        "subject-extra-type",
        badge(credentialSubject=subject(type=["AchievementSubject", "https://example.org/types#Learner"])),
        "A subject with a further type.",
    )
    ok(
        "id-https",
        badge(id="https://example.org/credentials/1?v=2#x"),
        "The id is an https URL with query and fragment.",
    )
    ok("id-did", badge(id="did:example:badge:1"), "The id is a DID.")
    ok("id-tag", badge(id="tag:example.org,2026:badge-1"), "The id is a tag: URI.")
    ok("id-percent", badge(id="https://example.org/credentials/%C3%A9%20x"), "The id holds percent-encoded bytes.")
    ok(
        "criteria-id-only",
        with_achievement(criteria={"id": "https://example.org/criteria/1"}),
        "Criteria by URL alone.",
    )
    ok(
        "criteria-both",
        with_achievement(criteria={"id": "https://example.org/criteria/1", "narrative": "Do it."}),
        "Criteria with id and narrative.",
    )
    ok(
        "achievement-type-extended",
        with_achievement(achievementType="ext:example.Skill_1"),
        "An extended achievement type.",
    )
    ok(
        "achievement-two-types",
        with_achievement(type=["Achievement", "https://example.org/types#Skill"]),
        "An achievement with a further type.",
    )
    ok(
        "achievement-empty-arrays",
        with_achievement(tag=[], alignment=[], related=[]),
        "Optional arrays that are empty.",
    )
    ok("empty-description", with_achievement(description=""), "An empty description is still a string.")
    ok(
        "unknown-members",
        put(
            put(put(badge(), ["zzz"], {"a": [1, {"b": None}]}), ["issuer", "zzz"], "x"),
            ["credentialSubject", "achievement", "criteria", "zzz"],
            [True],
        ),
        "Members that no context defines, at several levels.",
    )
    ok("credits-zero", badge(credentialSubject=subject(creditsEarned=0)), "No credits.")
    ok(
        "credits-negative-fraction",
        badge(credentialSubject=subject(creditsEarned=-0.5)),
        "The schema demands a number, no more.",
    )
    ok(
        "image-data-url",
        badge(image={"id": "data:image/png;base64,iVBORw0KGgo=", "type": "Image"}),
        "An image as a data: URL.",
    )
    ok(
        "evidence-several",
        badge(
            evidence=[
                {"type": ["Evidence"], "narrative": "One"},
                {"id": "https://example.org/e/2", "type": ["Evidence", "Artifact"]},
            ]
        ),
        "Several pieces of evidence.",
    )
    ok(
        "schema-terms-refresh",
        badge(
            credentialSchema=[{"id": "https://example.org/schema.json", "type": "JsonSchema"}],
            termsOfUse=[{"type": "IssuerPolicy"}],
            refreshService={"id": "https://example.org/refresh", "type": "1EdTechCredentialRefresh"},
        ),
        "Schema, terms of use and refresh service; none is fetched.",
        "G4",
    )
    ok(
        "result-status",
        badge(credentialSubject=subject(result=[{"type": ["Result"], "status": "Completed"}])),
        "A result with a status.",
    )
    ok(
        "rubric",
        with_achievement(
            resultDescription=[
                {
                    "id": "urn:uuid:0a4de3b2-9b6f-4e1d-8f4b-0f3b8f6f6f02",
                    "type": ["ResultDescription"],
                    "name": "Rubric",
                    "resultType": "RubricCriterionLevel",
                    "allowedValue": ["A", "B"],
                    "rubricCriterionLevel": [
                        {
                            "id": "urn:uuid:0a4de3b2-9b6f-4e1d-8f4b-0f3b8f6f6f03",
                            "type": ["RubricCriterionLevel"],
                            "name": "Mastered",
                            "level": "4",
                            "points": "10",
                        }
                    ],
                }
            ]
        ),
        "A result description with a rubric.",
    )
    ok("endorsed", badge(endorsement=[endorsed(endorsement())]), "An endorsement with a good proof of its own.", "G5")
    ok(
        "endorsed-badly",
        badge(endorsement=[endorsed(endorsement()) | {"validFrom": "2026-01-11T00:00:00Z"}]),
        "An endorsement that was changed after it was signed: it has its own verdict, the badge is sound.",
        "G5",
    )
    ok(
        "endorsed-unsigned",
        with_achievement(endorsement=[endorsement()]),
        "An endorsement without a proof inside the achievement.",
        "G5",
    )
    ok(
        "endorsed-jwt",
        badge(endorsementJwt=["eyJhbGciOiJub25lIn0.e30.AAAA"]),
        "A JWT endorsement that proves nothing; the badge is sound.",
        "G5",
    )
    ok(
        "expired-endorsement",
        badge(endorsement=[endorsed(endorsement(validUntil="2026-02-01T00:00:00Z"))]),
        "An expired endorsement does not expire the badge.",
        "G5",
    )
    ok(
        "proof-word-in-subject",
        badge(credentialSubject=subject(proof={"note": "A member of this name below the top is data and is hashed."})),
        "A member named proof under credentialSubject, beside the real proof.",
        "B6",
    )
    ok(
        "status-word-in-subject",
        badge(credentialSubject=subject(credentialStatus={"type": "none"})),
        "A credentialStatus below the subject is not the status of the badge.",
    )
    ok(
        "issuer-word-in-subject",
        badge(credentialSubject=subject(issuer=ATTACKER.did)),
        "An issuer below the subject is not the issuer.",
    )
    ok(
        "dates-elsewhere",
        badge(credentialSubject=subject(validUntil="2020-01-01T00:00:00Z", expirationDate="2020-01-01T00:00:00Z")),
        "A validUntil below the subject is not the expiry of the badge.",
    )


# --------------------------------------------------------------------------------------------------
# Valid: proofs
# --------------------------------------------------------------------------------------------------


def proof_set(doc, *proofs):
    return doc | {"proof": list(proofs)}


def valid_proofs():
    doc = badge()
    good = prove(doc)

    def ok(name, why, row="B3", **options):
        V("proof-" + name, row, seal(badge(), **options), why)

    V("proof-object", "B3", doc | {"proof": good}, "The proof is an object.")
    V("proof-array", "B3", proof_set(doc, good), "The proof is an array of one.")
    V("proof-first-member", "B3", {"proof": good} | doc, "The proof is the first member of the document.")
    V(
        "proof-value-first",
        "B3",
        doc | {"proof": {"proofValue": good["proofValue"]} | good},
        "proofValue is the first member of the proof.",
    )
    ok("no-created", "created is optional.", created=GONE)
    ok("no-context", "A signer may leave @context out of the options (vc-di-eddsa 3.3.1).", context=False)
    ok("id", "The proof has an id.", id="urn:uuid:9b5d7828-3d26-5661-b1b7-ed1e8dd3818b")
    ok("nonce", "The proof has a nonce.", nonce="8e0f2a")
    ok("domain", "The proof names a domain.", domain="example.org")
    ok("domain-array", "The proof names two domains.", domain=["example.org", "example.com"])
    ok("challenge", "The proof has domain and challenge.", domain="example.org", challenge="c-2026-11-24")
    ok("extra-option", "The options hold a member of their own; it is hashed.", reason={"text": ["é", 1.0, None]})
    ok("expires-future", "The proof expires after the time of the check.", row="B10", expires="2027-01-01T00:00:00Z")
    ok(
        "expires-offset",
        "The proof expires at 12:30 UTC, written as 11:30-01:00.",
        row="B10",
        expires="2026-11-24T11:30:00-01:00",
    )
    ok("created-offset", "created with an offset.", row="B10", created="2026-01-15T10:00:00+01:00")
    ok("created-fraction", "created with a fraction.", row="B10", created="2026-01-15T09:00:00.123456789Z")
    ok("created-now", "created at the very time of the check.", row="B10", created=AT)
    ok(
        "created-before-valid-from",
        "Signed a year before the badge becomes valid.",
        row="B10",
        created="2025-01-15T09:00:00Z",
    )
    ok("created-long-ago", "created in 1970.", row="B10", created="1970-01-01T00:00:00Z")
    ok("created-24", "24:00:00 is the end of the day in XSD.", row="B10", created="2026-01-15T24:00:00Z")

    n = 0
    while Key.sign(ISSUER, hash_data(doc, options_for(doc, ISSUER, nonce=str(n))))[0]:
        n += 1
    ok(
        "leading-zero-byte",
        "The signature starts with a zero byte, so base58 starts with the digit 1.",
        row="B11",
        nonce=str(n),
    )

    third, fourth = prove(doc, NOTARY), prove(doc, WITNESS)
    broken = lambda proof: proof | {"proofValue": prove(doc | {"name": "Other"}, NOTARY)["proofValue"]}
    unknown_suite = good | {"cryptosuite": "bbs-2023"}
    old_suite = {k: v for k, v in good.items() if k not in ("cryptosuite", "@context")} | {
        "type": "Ed25519Signature2018"
    }
    absent = prove(doc, WITNESS, method="did:web:example.com#key-1")
    for name, pair, why in [
        ("third-party", [good, third], "A third party signed as well."),
        ("third-party-broken", [good, broken(third)], "A third party's proof does not verify; the issuer's does."),
        ("third-party-absent", [good, absent], "A third party's keys are not at hand; the issuer's proof verifies."),
        ("rdfc-beside", [good, unknown_suite], "A proof with a suite that is not implemented beside a good one."),
        ("2020-beside", [good, old_suite], "A proof of the older kind beside a good one."),
        (
            "unknown-suite-beside",
            [good, good | {"cryptosuite": "example-2099"}],
            "A proof with an unheard-of suite beside a good one.",
        ),
        ("issuer-broken-beside", [good, broken(good)], "One of two proofs of the issuer verifies."),
        ("two-of-issuer", [good, prove(doc, created="2026-02-01T00:00:00Z")], "Two good proofs of the issuer."),
        ("same-twice", [good, good], "The same proof twice."),
        (
            "expired-beside",
            [good, prove(doc, expires="2026-02-01T00:00:00Z")],
            "An expired proof of the issuer beside a current one.",
        ),
        ("three", [third, good, fourth], "Three parties."),
    ]:
        V(f"proofset-{name}", "B7", proof_set(doc, *pair), why)
        if len(pair) == 2 and pair[0] != pair[1]:
            V(f"proofset-{name}-reversed", "B7", proof_set(doc, *pair[::-1]), why + " The other order.")
    V(
        "proofset-16",
        "B7",
        proof_set(doc, *[prove(doc, NOTARY, nonce=str(i)) for i in range(15)], good),
        "Sixteen proofs, the issuer's last.",
    )
    V(
        "proofset-mixed-context",
        "B7",
        proof_set(doc, prove(doc, context=False), third),
        "One proof with @context in its options and one without.",
    )

    a = prove(doc, id="urn:uuid:2adbbc82-f241-5ffd-95df-49f5121c30c1")
    b = prove(doc, NOTARY, previous=[a], id="urn:uuid:8a7484f4-0933-5752-9c78-c18c89aedbf3", previousProof=a["id"])
    c = prove(doc, WITNESS, previous=[b], previousProof=b["id"])
    V("chain-two", "B8", proof_set(doc, a, b), "A notary countersigned the issuer's proof.")
    V("chain-two-reversed", "B8", proof_set(doc, b, a), "The order in the array does not matter.")
    V("chain-three", "B8", proof_set(doc, a, b, c), "A chain of three.")
    V("chain-three-shuffled", "B8", proof_set(doc, c, a, b), "A chain of three in another order.")
    n1 = prove(doc, NOTARY, id="urn:uuid:8d5da778-bb39-5cc5-a7ec-937a2f3c0260")
    V(
        "chain-issuer-last",
        "B8",
        proof_set(doc, n1, prove(doc, previous=[n1], previousProof=n1["id"])),
        "The issuer signs over the notary's proof.",
    )
    V(
        "chain-array-of-one",
        "B8",
        proof_set(doc, n1, prove(doc, previous=[n1], previousProof=[n1["id"]])),
        "previousProof is an array of one.",
    )
    V(
        "chain-array-of-two",
        "B8",
        proof_set(doc, a, n1, prove(doc, WITNESS, previous=[a, n1], previousProof=[a["id"], n1["id"]])),
        "previousProof names two proofs.",
    )
    V(
        "chain-issuer-over-two",
        "B8",
        proof_set(
            doc,
            n1,
            (w := prove(doc, WITNESS, id="urn:example:w")),
            prove(doc, previous=[n1, w], previousProof=[n1["id"], w["id"]]),
        ),
        "The issuer signs over two proofs.",
    )
    links, last = [a], a
    for i in range(7):
        last = prove(doc, NOTARY, previous=[last], id=f"urn:example:link:{i}", previousProof=last["id"])
        links.append(last)
    V("chain-eight", "B8", proof_set(doc, *links), "A chain of eight, the issuer's proof first.")


# --------------------------------------------------------------------------------------------------
# Valid: keys
# --------------------------------------------------------------------------------------------------


def valid_keys():
    for name, jwk, why in [
        ("plain", jwk_of(ISSUER), "did:jwk with the three members."),
        ("order", {"x": ISSUER.x, "crv": "Ed25519", "kty": "OKP"}, "Another member order."),
        ("alg-eddsa", jwk_of(ISSUER, alg="EdDSA"), "alg EdDSA."),
        ("alg-ed25519", jwk_of(ISSUER, alg="Ed25519"), "alg Ed25519, the fully-specified name (RFC 9864)."),
        ("use-sig", jwk_of(ISSUER, use="sig"), "use sig."),
        ("key-ops", jwk_of(ISSUER, key_ops=["verify"]), "key_ops verify."),
        ("kid", jwk_of(ISSUER, kid="2026-é"), "A kid; it does not change the fragment #0."),
        ("unknown-member", jwk_of(ISSUER, ext=True, note=[{"a": 1}]), "Unknown members are ignored (RFC 7517)."),
        (
            "space",
            b' {\n"kty" : "OKP",\t"crv":"Ed25519" , "x":"' + ISSUER.x.encode() + b'"}\r\n',
            "White space in the JSON text.",
        ),
        (
            "escapes",
            b'{"\\u006bty":"\\u004fKP","crv":"Ed25519","x":"' + ISSUER.x.encode() + b'"}',
            "Escapes in the JSON text.",
        ),
        ("null-alg-other-key", jwk_of(WITNESS), "Another key."),
    ]:
        did = did_jwk(jwk)
        key = WITNESS if name == "null-alg-other-key" else ISSUER
        V("didjwk-" + ("other" if key is WITNESS else name), "F3", sealed_by(did, key, "#0"), why, issuer=did)

    W("didweb-simple", "F5", WEB, sealed_by(WEB), "did:web with a Multikey listed under assertionMethod.")
    for name, did, why in [
        ("path", "did:web:example.org:teams:badges", "A path of two segments."),
        ("port", "did:web:example.org%3A3000", "A port, its colon percent-encoded."),
        ("port-path", "did:web:example.org%3A3000:teams", "A port and a path."),
        ("number-segment", "did:web:example.org:3000", "A path segment that looks like a port."),
        ("subdomain-port", "did:web:badges.dept.example.org%3A8443:a", "A deep host with a port."),
        ("punycode", "did:web:xn--bcher-kva.example", "An internationalised host in its ASCII form."),
        ("dots-inside", "did:web:example.org:v1.2:a..b", "Dots inside a segment are no path operator."),
        ("hyphen-underscore", "did:web:my-host.example.org:user_1", "Hyphen and underscore."),
        ("percent-in-path", "did:web:example.org:caf%C3%A9", "Percent-encoded UTF-8 in a segment."),
    ]:
        W("didweb-" + name, "F4", did, sealed_by(did), why)
    W("https-simple", "F5", HTTPS, sealed_by(HTTPS), "An https issuer with a controlled identifier document.")
    W(
        "https-query",
        "F5",
        "https://example.org/issuer?id=1",
        sealed_by("https://example.org/issuer?id=1"),
        "An https issuer with a query.",
    )
    W(
        "https-port",
        "F5",
        "https://example.org:8443/i",
        sealed_by("https://example.org:8443/i"),
        "An https issuer with a port.",
    )
    W(
        "https-issuer-string",
        "F5",
        HTTPS,
        seal(badge() | {"issuer": HTTPS}, method=HTTPS + "#key-1"),
        "The issuer is the URL itself.",
    )

    def doc(name, why, docs=None, of=WEB, data=None, **changes):
        W("doc-" + name, "F5", of, data or sealed_by(of), why, docs or {"d.json": document(of, **changes)})

    m = method(WEB, ISSUER)
    doc(
        "embedded",
        "The method is embedded under assertionMethod and nowhere else.",
        verificationMethod=GONE,
        assertionMethod=[m],
    )
    doc(
        "embedded-and-other",
        "An embedded method beside a list of other methods.",
        verificationMethod=[method(WEB, WITNESS, "#key-2")],
        assertionMethod=[WEB + "#key-2", m],
    )
    doc(
        "several-relationships",
        "The method is listed under several relationships.",
        authentication=[WEB + "#key-1"],
        capabilityInvocation=[WEB + "#key-1"],
    )
    doc(
        "two-keys",
        "Two methods, the badge names the second.",
        verificationMethod=[method(WEB, WITNESS, "#key-0"), m],
        assertionMethod=[WEB + "#key-0", WEB + "#key-1"],
    )
    doc("no-context", "A document without @context.", **{"@context": GONE})
    doc(
        "json-web-key",
        "JsonWebKey with publicKeyJwk.",
        verificationMethod=[
            method(WEB, ISSUER, type="JsonWebKey", publicKeyMultibase=GONE, publicKeyJwk=jwk_of(ISSUER))
        ],
    )
    doc(
        "json-web-key-2020",
        "JsonWebKey2020 with publicKeyJwk.",
        verificationMethod=[
            method(
                WEB,
                ISSUER,
                type="JsonWebKey2020",
                publicKeyMultibase=GONE,
                publicKeyJwk=jwk_of(ISSUER, kid="key-1", alg="EdDSA", use="sig"),
            )
        ],
    )
    doc(
        "ed25519-2020",
        "Ed25519VerificationKey2020 with publicKeyMultibase.",
        verificationMethod=[method(WEB, ISSUER, type="Ed25519VerificationKey2020")],
    )
    doc(
        "ed25519-2018",
        "Ed25519VerificationKey2018 with publicKeyBase58.",
        verificationMethod=[
            method(
                WEB,
                ISSUER,
                type="Ed25519VerificationKey2018",
                publicKeyMultibase=GONE,
                publicKeyBase58=base58(ISSUER.public),
            )
        ],
    )
    doc(
        "revoked-future",
        "The method will be revoked later.",
        verificationMethod=[m | {"revoked": "2027-01-01T00:00:00Z"}],
    )
    doc(
        "expires-future",
        "The method will expire later.",
        verificationMethod=[m | {"expires": "2026-11-24T14:30:00+02:00"}],
    )
    doc(
        "revoked-expires-future",
        "Both lie ahead.",
        verificationMethod=[m | {"expires": "2027-01-01T00:00:00Z", "revoked": "2028-01-01T00:00:00Z"}],
    )
    doc(
        "other-method-revoked",
        "Another method is revoked.",
        verificationMethod=[m, method(WEB, WITNESS, "#old", revoked="2020-01-01T00:00:00Z")],
    )
    doc(
        "other-method-odd",
        "Other methods of types nobody knows, one of them with an external controller.",
        verificationMethod=[
            method(
                WEB, WITNESS, "#x", type="ExampleKey2099", controller="did:example:other", publicKeyMultibase="zzzz"
            ),
            m,
        ],
    )
    doc(
        "other-method-p256",
        "A P-256 key beside the Ed25519 key.",
        verificationMethod=[
            {
                "id": WEB + "#p",
                "type": "JsonWebKey",
                "controller": WEB,
                "publicKeyJwk": {
                    "kty": "EC",
                    "crv": "P-256",
                    "x": "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
                    "y": "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
                },
            },
            m,
        ],
    )
    doc(
        "document-controller-other",
        "The controller of the document is someone else; that of the method is the issuer.",
        controller="did:web:example.com",
    )
    doc(
        "services",
        "Services and alsoKnownAs are of no interest.",
        service=[{"id": WEB + "#s", "type": "LinkedDomains", "serviceEndpoint": "https://example.org"}],
        alsoKnownAs=["https://example.org/"],
    )
    doc(
        "fragment-odd",
        "A fragment with unusual characters.",
        data=sealed_by(WEB, fragment="#k/1?a=b"),
        verificationMethod=[method(WEB, ISSUER, "#k/1?a=b")],
        assertionMethod=[WEB + "#k/1?a=b"],
    )
    doc(
        "fragment-multibase",
        "The fragment is the multibase key.",
        data=sealed_by(WEB, fragment="#" + ISSUER.multibase),
        verificationMethod=[method(WEB, ISSUER, "#" + ISSUER.multibase)],
        assertionMethod=[WEB + "#" + ISSUER.multibase],
    )
    W(
        "doc-revoked-after-at",
        "G3",
        WEB,
        sealed_by(WEB),
        "The method is revoked today but was not at the time asked for.",
        docs={"d.json": document(WEB, verificationMethod=[m | {"revoked": "2026-06-01T00:00:00Z"}])},
        at="2026-03-01T00:00:00Z",
    )
    W(
        "doc-expires-after-at",
        "G3",
        WEB,
        sealed_by(WEB),
        "The method has expired today but had not at the time asked for.",
        docs={"d.json": document(WEB, verificationMethod=[m | {"expires": "2026-06-01T00:00:00Z"}])},
        at="2026-03-01T00:00:00Z",
    )
    V(
        "proof-expires-after-at",
        "G3",
        seal(badge(), expires="2026-06-01T00:00:00Z"),
        "The proof has expired today but had not at the time asked for.",
        at="2026-03-01T00:00:00Z",
    )
    doc(
        "file-name-unrelated",
        "Documents are found by their id, not by file name.",
        docs={"example.com.json": document(WEB), "zz.json": document("did:web:example.com", WITNESS)},
    )
    doc(
        "broken-beside",
        "Unrelated broken files lie beside the good document.",
        docs={
            "a-empty.json": b"",
            "b-broken.json": b'{"id": "did:web:example.com",',
            "c-array.json": b"[1,2]",
            "d-utf8.json": b'{"id":"\xff"}',
            "e-no-id.json": b'{"verificationMethod": []}',
            "good.json": document(WEB),
            "z-number-id.json": b'{"id": 7}',
            "note.txt": b"not JSON",
        },
    )
    doc(
        "pretty-escaped",
        "The document is pretty-printed and written with escapes.",
        docs={"d.json": write(document(WEB), "    ", quoter=escape_all)},
    )
    doc(
        "many",
        "The document lies among a hundred others.",
        docs={
            **{f"other-{n:03d}.json": {"id": f"did:web:n{n}.example.com"} for n in range(100)},
            "this.json": document(WEB),
        },
    )
    doc(
        "https-embedded",
        "An https issuer with an embedded method.",
        of=HTTPS,
        verificationMethod=GONE,
        assertionMethod=[method(HTTPS, ISSUER)],
    )
    W(
        "doc-key-unused-folder",
        "F5",
        ISSUER.did,
        seal(badge()),
        "A did:key badge needs nothing from the folder.",
        docs={"d.json": document(WEB, ATTACKER)},
    )


# --------------------------------------------------------------------------------------------------
# Valid: dates, recipients, display
# --------------------------------------------------------------------------------------------------


def valid_dates():
    def begins(name, text, why):
        V("from-" + name, "G2", seal(badge(validFrom=text)), why)

    def ends(name, text, why, **more):
        V("until-" + name, "G2", seal(badge(validUntil=text)), why, **more)

    begins("now", AT, "validFrom is the time of the check.")
    begins("fraction", "2026-01-15T09:00:00.5Z", "One fractional digit.")
    begins("fraction-long", "2026-01-15T09:00:00.000000000000000000000000000001Z", "Thirty fractional digits.")
    begins("offset-plus-14", "2026-01-15T09:00:00+14:00", "The greatest offset.")
    begins("offset-minus-14", "2026-01-15T09:00:00-14:00", "The smallest offset.")
    begins("offset-zero", "2026-01-15T09:00:00+00:00", "An offset of zero.")
    begins("offset-minus-zero", "2026-01-15T09:00:00-00:00", "XSD allows -00:00.")
    begins("offset-half-hour", "2026-01-15T09:00:00+05:30", "An offset with minutes.")
    begins("offset-13-59", "2026-01-15T09:00:00+13:59", "The last offset with minutes.")
    begins("24", "2026-01-15T24:00:00Z", "24:00:00 is the first instant of the next day.")
    begins("24-fraction", "2026-01-15T24:00:00.000Z", "24:00:00 with a zero fraction.")
    begins("24-new-year", "2025-12-31T24:00:00Z", "24:00:00 carries into the next year.")
    begins("24-just-now", "2026-11-23T24:00:00+12:00", "24:00:00 on 23 November at +12:00 is noon of that day in UTC.")
    begins("leap-2024", "2024-02-29T00:00:00Z", "29 February of a leap year.")
    begins("leap-2000", "2000-02-29T00:00:00Z", "2000 is a leap year.")
    begins("year-0000", "0000-02-29T00:00:00Z", "The year 0000 exists in XSD 1.1 and is a leap year.")
    begins("year-0001", "0001-01-01T00:00:00Z", "The year 1.")
    begins("year-negative", "-0044-03-15T12:00:00Z", "A negative year.")
    begins("year-negative-long", "-12026-01-01T00:00:00Z", "A negative year of five digits.")
    begins("1969", "1969-12-31T23:59:59Z", "Before 1970.")
    begins("offset-decides", "2026-11-24T13:30:00+02:00", "11:30 UTC: it has begun, though the text looks later.")
    ends("now", AT, "validUntil is the time of the check: the latest instant at which it is valid.")
    ends("2038", "2038-01-19T03:14:08Z", "Beyond 32-bit seconds.")
    ends("9999", "9999-12-31T23:59:59Z", "The last second of year 9999.")
    ends("9999-24", "9999-12-31T24:00:00Z", "24:00:00 carries into year 10000.")
    ends("year-10000", "10000-01-01T00:00:00Z", "A year of five digits.")
    ends("year-12026", "12026-11-24T12:00:00.25-08:00", "A year of five digits with fraction and offset.")
    ends("leap-2400", "2400-02-29T00:00:00Z", "2400 is a leap year.")
    ends("offset-decides", "2026-11-24T11:30:00-01:00", "12:30 UTC: still valid, though the text looks earlier.")
    ends("fraction-decides", "2026-11-24T12:00:00.001Z", "One millisecond after the check.")
    ends("day-earlier-in-text", "2026-11-23T23:00:00-14:00", "13:00 UTC on 24 November.")
    ends("at-with-offset", AT, "The time of the check is given with an offset.", at="2026-11-24T13:00:00+01:00")
    V(
        "from-until-same",
        "G2",
        seal(badge(validFrom=AT, validUntil=AT)),
        "Valid for one instant, the time of the check.",
    )
    V(
        "from-until-same-offsets",
        "G2",
        seal(badge(validFrom="2026-11-24T12:00:00Z", validUntil="2026-11-24T14:00:00+02:00")),
        "The same instant in two notations.",
    )
    V(
        "from-until-text-order",
        "G2",
        seal(badge(validFrom="2026-11-24T20:00:00+10:00", validUntil="2026-11-24T11:00:00-02:00")),
        "validUntil is later as an instant and smaller as text.",
    )
    V(
        "same-badge-early",
        "G3",
        seal(badge(validUntil="2026-12-01T00:00:00Z")),
        "Within its time.",
        at="2026-11-30T23:59:59Z",
    )
    V(
        "same-badge-past-at",
        "G3",
        seal(badge(validUntil="2026-06-01T00:00:00Z")),
        "Expired today, valid at the time asked for.",
        at="2026-05-01T00:00:00Z",
    )


MAIL = "alice@example.org"


def identity(text=MAIL, hashed=False, kind="emailAddress", **more):
    return {"type": "IdentityObject", "hashed": hashed, "identityHash": text, "identityType": kind, **more}


def hashed_identity(value=MAIL, salt=None, algorithm="sha256", upper=False, **more):
    digest = hashlib.new(algorithm, (value + (salt or "")).encode()).hexdigest()
    more = more | ({"salt": salt} if salt is not None else {})
    return identity(algorithm + "$" + (digest.upper() if upper else digest), True, **more)


def awarded_to(*identities, **changes):
    return seal(badge(credentialSubject=subject(identifier=list(identities), **changes)))


def recipients():
    ask = {"recipient": "email:" + MAIL}

    def ok(name, why, *identities, **changes):
        V("recipient-" + name, "G1", awarded_to(*identities, **changes), why, **ask)

    def bad(name, why, *identities, outcome=REJECTED, check="recipient", **changes):
        H("recipient-" + name, check, "G1", awarded_to(*identities, **changes), why, outcome=outcome, **ask)

    other = "mallory@example.org"
    ok("plain", "The address in plain text.", identity())
    ok("plain-no-id", "The address in plain text, no id.", identity(), id=GONE)
    ok("sha256-salt", "SHA-256 with salt.", hashed_identity(salt="cumin"))
    ok("sha256", "SHA-256 without salt.", hashed_identity())
    ok("sha256-empty-salt", "An empty salt adds nothing.", hashed_identity(salt=""))
    ok("sha256-upper", "Upper-case hexadecimal is allowed.", hashed_identity(salt="cumin", upper=True))
    ok("sha256-unicode-salt", "A salt outside ASCII is hashed as UTF-8.", hashed_identity(salt="sél\U0001f9c2"))
    ok("md5-salt", "MD5 with salt.", hashed_identity(salt="cumin", algorithm="md5"))
    ok("md5", "MD5 without salt.", hashed_identity(algorithm="md5"))
    ok("md5-upper", "MD5 in upper case.", hashed_identity(algorithm="md5", upper=True))
    ok(
        "second-of-three",
        "One of several identities fits.",
        identity("Alice", kind="name"),
        hashed_identity(salt="a"),
        identity("12345", kind="sourcedId"),
    )
    ok("last-of-two-mails", "Two addresses, the second fits.", identity(other), identity())
    bad("other", "Someone else's address.", identity(other))
    bad("wrong-salt", "The hash was made with another salt.", hashed_identity(salt="cumin") | {"salt": "nutmeg"})
    bad(
        "salt-first",
        "The salt was put before the address.",
        identity("sha256$" + sha256("cumin" + MAIL).hex(), True, salt="cumin"),
    )
    bad("salt-unused", "A salt is given but was not used.", hashed_identity() | {"salt": "cumin"})
    bad(
        "salt-dropped",
        "The hash is salted but no salt is given.",
        {k: v for k, v in hashed_identity(salt="cumin").items() if k != "salt"},
    )
    bad("hash-of-other", "The hash of someone else's address.", hashed_identity(other, salt="cumin"))
    bad("hash-not-hashed", "hashed is false, so the text is not the address.", hashed_identity() | {"hashed": False})
    bad("plain-claims-hashed", "hashed is true, so the plain address is no hash.", identity(hashed=True))
    bad("other-type", "The address is given as a user name.", identity(kind="userName"), outcome=UNKNOWN)
    bad(
        "hashed-other-type",
        "The hash fits but the type is another.",
        hashed_identity(salt="a") | {"identityType": "name"},
        outcome=UNKNOWN,
    )
    bad("truncated-hash", "One digit short.", identity(hashed_identity()["identityHash"][:-1], True))
    bad("empty-hash", "No digits after the dollar sign.", identity("sha256$", True))
    bad("no-algorithm", "Digits without an algorithm.", identity(sha256(MAIL).hex(), True))
    bad(
        "md5-labelled-sha256",
        "An MD5 digest called sha256.",
        identity("sha256$" + hashlib.md5(MAIL.encode()).hexdigest(), True),
    )
    bad("sha1", "SHA-1 is not one of the two algorithms.", hashed_identity(algorithm="sha1"), outcome=NOT_ACCEPTED)
    bad(
        "sha512",
        "SHA-512 is not one of the two algorithms.",
        hashed_identity(algorithm="sha512"),
        outcome=NOT_ACCEPTED,
    )
    bad("longer-address", "The address is the beginning of another one.", identity(MAIL + ".example.com"))
    bad("empty-address", "An empty identity fits nobody.", identity(""), check=["model", "recipient"])
    bad("none", "The badge names no address at all.", id=LEARNER.did, outcome=NOT_ACCEPTED)
    bad("name-only", "The badge names a name only.", identity("Alice", kind="name"), outcome=NOT_ACCEPTED)
    bad(
        "elsewhere",
        "The address stands in the issuer's words, not in an identity.",
        outcome=NOT_ACCEPTED,
        narrative="For alice@example.org",
    )
    bad("hashed-string", "hashed is the string \"true\".", hashed_identity() | {"hashed": "true"}, check="model")
    bad("nul-suffix", "The address is followed by U+0000.", identity(MAIL + "\0"))


def display():
    def show(name, text, why):
        doc = with_achievement(name=text, description=text)
        doc["name"] = text
        doc["issuer"]["name"] = text
        V("display-" + name, "J1", seal(doc), why + " Signed, so accepted; the output must quote it.")

    show("escape", "\x1b[2J\x1b[1;32mACCEPTED\x1b[0m", "Terminal escapes that clear the screen.")
    show(
        "osc",
        "\x1b]0;title\x07\x1b]8;;https://example.com\x07link\x1b]8;;\x07",
        "Operating system commands of a terminal.",
    )
    show("c1", "\u009b31m\u0085\u0090\u009c", "C1 control characters.")
    show(
        "newline",
        "Teamwork\nACCEPTED  other.json\r\n  passed  signature",
        "Line breaks that forge a line of the report.",
    )
    show("carriage-return", "Good\rEvil     ", "A carriage return that overwrites the line.")
    show("backspace", "Evil\b\b\b\bGood", "Backspaces that overwrite text.")
    show("bell-nul-del", "a\u0007b\u0000c\u007fd", "BEL, NUL and DEL.")
    show("bidi", "\u202egnihtyna\u202c \u2066x\u2069 \u200e\u200f\u061c", "Bidirectional controls.")
    show("invisible", "a\u200bb\u2060c\u00add\ufeffe\U000e0041\U000e007f", "Invisible format and tag characters.")
    show("separators", "a\u2028b\u2029c\u0085d", "Unicode line separators.")
    show("zalgo", "Z" + "\u0301\u0336\u0327" * 300, "Stacked combining marks.")
    show("long", "long " * 3000, "A name of 15,000 characters.")
    show("html", "<script>alert(1)</script><img src=x onerror=alert(1)>&amp;\"'", "HTML.")
    show("markdown", "[x](javascript:alert(1)) ![](https://example.com/t.png) `` ``` | a | b |", "Markdown.")
    show("csv", "=1+1;@SUM(A1)\t-1", "Spreadsheet formulas.")
    show("json", '","outcome":"accepted","x":"', "A fragment of a JSON report.")
    show(
        "wide",
        "\uff21\uff23\uff23\uff25\uff30\uff34\uff25\uff24 \U0001f469\u200d\U0001f692",
        "Full-width letters and an emoji sequence.",
    )
    show("format-string", "%s%n%x ${HOME} $(id) `id` {0} \\(x)", "Format strings and shell expansions.")
    V("display-member-name", "J1", seal(badge(**{"\x1b[31mred\n": "x"})), "Terminal escapes in a member name.")


# --------------------------------------------------------------------------------------------------
# Hostile: bytes and JSON
# --------------------------------------------------------------------------------------------------


def hostile_json():
    doc = badge(credentialSubject=subject(creditsEarned=1, narrative="MARK"))
    sealed = seal(doc)
    good = to_bytes(sealed)

    def bad(name, row, data, why, **more):
        H("json-" + name, "format", row, data, why, **more)

    # A1: one name twice. The file holds the signed value and another one, in both orders.
    def twice(name, path, other, escaped=None):
        *parents, last = path

        def rebuilt(build):
            out = copy.deepcopy(sealed)
            at = out
            for step in parents:
                at = at[step]
            pairs = Members(at.items())
            i = next(i for i, (k, _) in enumerate(pairs) if k == last)
            pairs[i : i + 1] = build(pairs[i][1])
            if not parents:
                return pairs
            return put(out, parents, pairs)

        again = Spelled(last, escaped) if escaped else last
        bad(
            f"twice-{name}-signed-first",
            "A1",
            rebuilt(lambda v: [(last, v), (again, other)]),
            f"{last} occurs twice; the first is the signed one.",
        )
        bad(
            f"twice-{name}-signed-last",
            "A1",
            rebuilt(lambda v: [(again, other), (last, v)]),
            f"{last} occurs twice; the last is the signed one.",
        )

    twice("name", ["name"], "Leadership")
    twice("name-escaped", ["name"], "Leadership", '"n\\u0061me"')
    twice("context", ["@context"], [VC2])
    twice("type", ["type"], ["VerifiableCredential"])
    twice("issuer", ["issuer"], ATTACKER.did)
    twice("issuer-id", ["issuer", "id"], ATTACKER.did)
    twice("issuer-id-escaped", ["issuer", "id"], ATTACKER.did, '"\\u0069\\u0064"')
    twice("subject", ["credentialSubject"], {"id": "did:example:mallory"})
    twice("subject-id", ["credentialSubject", "id"], "did:example:mallory")
    twice("achievement-name", ["credentialSubject", "achievement", "name"], "Leadership")
    twice("criteria-narrative", ["credentialSubject", "achievement", "criteria", "narrative"], "None.")
    twice("proof", ["proof"], None)
    twice("proof-attacker", ["proof"], prove(doc, ATTACKER))
    twice("proof-value", ["proof", "proofValue"], "z" + base58(bytes(64)))
    twice("proof-method", ["proof", "verificationMethod"], ATTACKER.method)
    twice("proof-method-escaped", ["proof", "verificationMethod"], ATTACKER.method, '"verification\\u004dethod"')
    twice("valid-from", ["validFrom"], "2030-01-01T00:00:00Z")
    bad(
        "twice-same-value",
        "A1",
        swap(good, '"name":"Teamwork","issuer"', '"name":"Teamwork","name":"Teamwork","issuer"'),
        "The same member twice with the same value.",
    )
    nested = seal(badge(extra=[{"a": {"b": 1}}]))
    bad(
        "twice-in-array",
        "A1",
        swap(to_bytes(nested), '{"b":1}', '{"b":1,"b":1}'),
        "A repeated name inside an object inside an array.",
    )
    bad(
        "twice-empty-name",
        "A1",
        swap(to_bytes(seal(badge(extra={"": 1}))), '{"":1}', '{"":1,"":2}'),
        "The empty name twice.",
    )
    bad(
        "twice-solidus",
        "A1",
        swap(to_bytes(seal(badge(extra={"a/b": 1}))), '{"a/b":1}', '{"a/b":1,"a\\/b":2}'),
        "One name, spelled with and without an escaped solidus.",
    )
    bad(
        "twice-surrogate-escape",
        "A1",
        swap(
            to_bytes(seal(badge(extra={"\U0001f600": 1}))), '{"\U0001f600":1}', '{"\U0001f600":1,"\\ud83d\\ude00":2}'
        ),
        "One name, once in UTF-8 and once as a pair of escapes.",
    )
    bad(
        "twice-far-apart",
        "A1",
        swap(to_bytes(seal(badge(extra={f"m{i}": i for i in range(300)}))), '"m299":299', '"m299":299,"m0":7'),
        "A repeated name with 298 members between.",
    )
    twin = seal(badge(extra={"caf\u00e9": 1}))
    H(
        "json-nfd-twin-added",
        "signature",
        "A2",
        put(twin, ["extra", "cafe\u0301"], 2),
        "A canonically equivalent name was added after signing.",
    )
    H(
        "json-nfd-twin-added-top",
        "signature",
        "A2",
        put(seal(badge(**{"caf\u00e9": 1})), ["cafe\u0301"], 1),
        "A canonically equivalent name with the same value was added at the top.",
    )
    H(
        "json-nfd-for-nfc",
        "signature",
        "A2",
        seal(badge(extra={"caf\u00e9": 1})) | {"extra": {"cafe\u0301": 1}},
        "A name was replaced by its decomposed form.",
    )
    H(
        "json-value-nfd-for-nfc",
        "signature",
        "A2",
        seal(badge(extra="caf\u00e9")) | {"extra": "cafe\u0301"},
        "A value was replaced by its decomposed form.",
    )
    H(
        "json-case-twin-added",
        "signature",
        "A2",
        put(sealed, ["Name"], "x"),
        "A name that differs in case only was added.",
    )

    # A3: broken text on disk, signed over what a repairing reader would make of it.
    def repaired(name, raw, why):
        fixed = seal(badge(extra="[" + raw.decode("utf-8", "replace") + "]"))
        bad(
            "utf8-" + name,
            "A3",
            swap(to_bytes(fixed), "[" + raw.decode("utf-8", "replace") + "]", b"[" + raw + b"]"),
            why + " Signed over U+FFFD.",
        )

    repaired("overlong-2", b"\xc0\xaf", "An overlong two-byte form of a solidus.")
    repaired("overlong-3", b"\xe0\x80\xaf", "An overlong three-byte form.")
    repaired("overlong-4", b"\xf0\x80\x80\xaf", "An overlong four-byte form.")
    repaired("overlong-nul", b"\xc0\x80", "The two-byte NUL of some languages.")
    repaired("surrogate-high", b"\xed\xa0\x80", "A high surrogate in UTF-8.")
    repaired("surrogate-low", b"\xed\xb0\x80", "A low surrogate in UTF-8.")
    repaired("cesu", b"\xed\xa0\xbd\xed\xb8\x80", "A surrogate pair in UTF-8 (CESU-8).")
    repaired("above-10ffff", b"\xf4\x90\x80\x80", "A code point above U+10FFFF.")
    repaired("five-bytes", b"\xf8\x88\x80\x80\x80", "A five-byte form.")
    repaired("ff", b"\xff", "The byte FF.")
    repaired("fe", b"\xfe", "The byte FE.")
    repaired("continuation", b"\x80", "A continuation byte alone.")
    repaired("truncated-2", b"\xc3", "A two-byte form cut short.")
    repaired("truncated-3", b"\xe2\x82", "A three-byte form cut short.")
    repaired("truncated-4", b"\xf0\x9f\x98", "A four-byte form cut short.")
    repaired("latin1", "caf\u00e9".encode("latin-1"), "Latin-1 text.")
    repaired("wrong-continuation", b"\xc3\x28", "A lead byte followed by an ASCII letter.")
    bad(
        "utf8-in-name",
        "A3",
        swap(to_bytes(seal(badge(**{"k\ufffdk": 1}))), "k\ufffdk", b"k\xffk"),
        "A bad byte in a member name, signed over U+FFFD.",
    )
    bad("utf8-outside-strings", "A3", good + b"\xc2\xa0", "A no-break space after the value.")
    bad(
        "utf8-in-proof-value",
        "A3",
        swap(good, '"proofValue":"z', b'"proofValue":"z\x80'),
        "A bad byte inside proofValue.",
    )

    def lone(name, escape, why, value="\ufffd"):
        bad(
            "surrogate-" + name,
            "A3",
            swap(to_bytes(seal(badge(extra="[" + value + "]"))), quote("[" + value + "]"), '"[' + escape + ']"'),
            why + " Signed over U+FFFD.",
        )

    lone("high", "\\ud83d", "A high surrogate escape alone.")
    lone("low", "\\ude00", "A low surrogate escape alone.")
    lone("high-high", "\\ud83d\\ud83d", "Two high surrogates.", "\ufffd\ufffd")
    lone("swapped", "\\ude00\\ud83d", "A pair in the wrong order.", "\ufffd\ufffd")
    lone("high-letter", "\\uD83DA", "A high surrogate before a letter.", "\ufffdA")
    lone("high-escape", "\\ud83d\\n", "A high surrogate before another escape.", "\ufffd\n")
    lone("pair-then-low", "\\ud83d\\ude00\\ude00", "A pair and one more low surrogate.", "\U0001f600\ufffd")
    bad(
        "surrogate-in-name",
        "A3",
        swap(to_bytes(seal(badge(**{"k\ufffdk": 1}))), "k\ufffdk", "k\\udc00k"),
        "A lone surrogate in a name.",
    )
    bad(
        "surrogate-half-raw",
        "A3",
        swap(to_bytes(seal(badge(extra="[\ufffd]"))), "[\ufffd]", b"[\\ud83d\xed\xb8\x80]"),
        "A high surrogate escape followed by a raw low surrogate.",
    )
    for code in (0xFFFE, 0xFFFF, 0xFDD0, 0xFDEF, 0x1FFFE, 0x10FFFF):
        bad(
            f"nonchar-{code:x}",
            "A3",
            seal(badge(extra=f"[{chr(code)}]")),
            f"The noncharacter U+{code:04X}, which I-JSON forbids (RFC 7493 2.1). Validly signed.",
        )
    bad(
        "nonchar-escape",
        "A3",
        swap(to_bytes(seal(badge(extra="[\uffff]"))), "[\uffff]", "[\\uffff]"),
        "A noncharacter as an escape.",
    )
    bad(
        "nonchar-escape-pair",
        "A3",
        swap(to_bytes(seal(badge(extra="[\U0001fffe]"))), "[\U0001fffe]", "[\\ud83f\\udffe]"),
        "A noncharacter as a pair of escapes.",
    )
    bad("nonchar-in-name", "A3", seal(badge(**{"k\ufffe": 1})), "A noncharacter in a name.")

    # A4: syntax beyond RFC 8259.
    bad("bom", "A4", b"\xef\xbb\xbf" + good, "A byte order mark.")
    bad("bom-after-space", "A4", b" \xef\xbb\xbf" + good, "A byte order mark after a space.")
    for codec in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        bad(codec, "A4", good.decode().encode(codec), f"The text is {codec.upper()}.")
    bad("utf-16-bom", "A4", b"\xff\xfe" + good.decode().encode("utf-16-le"), "UTF-16 with a byte order mark.")
    bad("utf-7-like", "A4", swap(good, '"MARK"', "+ACI-MARK+ACI-"), "UTF-7 quotation marks.")
    for name, tail, why in [
        ("object", b"{}", "A second object."),
        ("comma", b",", "A comma."),
        ("brace", b"}", "One brace too many."),
        ("nul", b"\0", "A NUL byte."),
        ("letter", b"x", "A letter."),
        ("comment", b"// end", "A comment."),
        ("ctrl-z", b"\x1a", "Control-Z."),
        ("form-feed", b"\f", "A form feed is no JSON white space."),
        ("vertical-tab", b"\v", "A vertical tab is no JSON white space."),
        ("nel", "\u0085".encode(), "U+0085 is no JSON white space."),
        ("separator", "\u2028".encode(), "U+2028 is no JSON white space."),
        ("second-badge", b"\n" + good, "A second badge on a second line."),
        ("literal", b" null", "A second value."),
        ("record-separator", b"\x1e", "A record separator."),
    ]:
        bad("trailing-" + name, "A4", good + tail, "After the badge: " + why)
    for name, head, why in [
        ("letter", b"x", "A letter."),
        ("nul", b"\0", "A NUL byte."),
        ("xssi", b")]}',\n", "A guard against script inclusion."),
        ("assignment", b"badge = ", "An assignment."),
        ("nbsp", "\u00a0".encode(), "A no-break space."),
        ("record-separator", b"\x1e", "A record separator."),
    ]:
        bad("leading-" + name, "A4", head + good, "Before the badge: " + why)
    for name, old, new, why in [
        ("comment-line", '"name":"Teamwork","issuer"', '"name":"Teamwork", // x\n"issuer"', "A line comment."),
        ("comment-block", '"name":"Teamwork","issuer"', '"name":"Teamwork", /* x */ "issuer"', "A block comment."),
        ("comment-hash", '"name":"Teamwork","issuer"', '"name":"Teamwork", # x\n"issuer"', "A hash comment."),
        (
            "comma-object",
            '"type":["Profile"],"name":"Example University"}',
            '"type":["Profile"],"name":"Example University",}',
            "A comma before a closing brace.",
        ),
        ("comma-array", '["Profile"]', '["Profile",]', "A comma before a closing bracket."),
        ("comma-first", '["Profile"]', '[,"Profile"]', "A comma after an opening bracket."),
        ("comma-double", '"creditsEarned":1,', '"creditsEarned":1,,', "Two commas."),
        ("comma-missing", '"name":"Teamwork","issuer"', '"name":"Teamwork" "issuer"', "A missing comma."),
        ("semicolon", '"name":"Teamwork","issuer"', '"name":"Teamwork";"issuer"', "A semicolon for a comma."),
        ("colon-missing", '"creditsEarned":1', '"creditsEarned" 1', "A missing colon."),
        ("colon-double", '"creditsEarned":1', '"creditsEarned"::1', "Two colons."),
        ("equals", '"creditsEarned":1', '"creditsEarned"=1', "An equals sign for a colon."),
        ("single-quotes", '"MARK"', "'MARK'", "Single quotation marks."),
        ("single-quoted-name", '"creditsEarned":1', "'creditsEarned':1", "A name in single quotation marks."),
        ("bare-name", '"creditsEarned":1', 'creditsEarned:1', "A bare name."),
        ("curly-quotes", '"MARK"', '\u201cMARK\u201d', "Typographic quotation marks."),
        ("escape-x", '"MARK"', '"M\\x41RK"', "The escape \\x."),
        ("escape-a", '"MARK"', '"M\\ARK"', "An escape of a letter."),
        ("escape-octal", '"MARK"', '"M\\101RK"', "An octal escape."),
        ("escape-braces", '"MARK"', '"M\\u{41}RK"', "The escape \\u{41}."),
        ("escape-upper-u", '"MARK"', '"M\\U0041RK"', "The escape \\U."),
        ("escape-sign", '"MARK"', '"M\\u+041RK"', "A sign inside a \\u escape."),
        ("escape-line-end", '"MARK"', '"MA\\\nRK"', "An escaped line end."),
        ("escape-full-width", '"MARK"', '"M\\u\uff10\uff10\uff14\uff11RK"', "Full-width digits in an escape."),
        ("two-strings", '"MARK"', '"MA" "RK"', "Two strings for one."),
        ("nbsp-between", '"creditsEarned":1', '"creditsEarned":\u00a01', "A no-break space between tokens."),
        ("bom-between", '"creditsEarned":1', '"creditsEarned":\ufeff1', "U+FEFF between tokens."),
        ("form-feed-between", '"creditsEarned":1', '"creditsEarned":\f1', "A form feed between tokens."),
        ("bracket-mismatch", '["Profile"]', '["Profile"}', "A bracket closed by a brace."),
    ]:
        bad(name, "A4", swap(good, old, new), why)
    for name, text, value, why in [
        ("raw-newline", '"MA\nRK"', "MA\nRK", "A raw line feed in a string."),
        ("raw-tab", '"MA\tRK"', "MA\tRK", "A raw tab in a string."),
        ("raw-nul", '"MA\0RK"', "MA\0RK", "A raw NUL in a string."),
        ("raw-1f", '"MA\x1fRK"', "MA\x1fRK", "A raw U+001F in a string."),
        ("escape-quote", '"MARK\\\'"', "MARK'", "An escaped apostrophe."),
        ("escape-short", '"M\\u41 RK"', "MA RK", "A \\u escape of two digits."),
        ("escape-v", '"M\\vRK"', "M\vRK", "The escape \\v."),
        ("escape-0", '"M\\0RK"', "M\0RK", "The escape \\0."),
        ("escape-e", '"M\\eRK"', "M\x1bRK", "The escape \\e."),
        ("value-missing", "", None, "A member without a value."),
        ("literal-upper", "True", True, "True with a capital."),
        ("literal-all-upper", "NULL", None, "NULL in capitals."),
        ("literal-short", "nul", None, "A literal cut short."),
        ("literal-long", "nullx", None, "A literal with a letter too many."),
        ("literal-undefined", "undefined", None, "undefined."),
        ("literal-none", "None", None, "None."),
        ("literal-yes", "yes", True, "yes."),
        ("string-unquoted", "MARK", "MARK", "A string without quotation marks."),
        ("string-backticks", "`MARK`", "MARK", "A string in backticks."),
        ("string-triple", '"""MARK"""', "MARK", "A string in triple quotation marks."),
        ("name-number", "{1:1}", {"1": 1}, "A number as a name."),
        ("name-null", "{null:1}", {"null": 1}, "A literal as a name."),
        ("name-missing", "{:1}", {"": 1}, "A name is missing."),
        ("set", '{"a"}', {"a": None}, "A name without a value."),
        ("parentheses", "(1)", 1, "Parentheses."),
        ("array-hole", "[1,,2]", [1, None, 2], "A hole in an array."),
        ("array-no-comma", "[1 2]", [1, 2], "An array without commas."),
        ("date", "new Date(0)", "1970-01-01T00:00:00.000Z", "A constructor call."),
    ]:
        bad(name, "A4", seal(badge(extra=Raw(text, value))), why + " Signed as a lenient reader would read it.")
    for name, text, value, why in [
        ("leading-zero", "01", 1, "A leading zero."),
        ("leading-zeros", "00", 0, "Two zeros."),
        ("minus-leading-zero", "-01", -1, "A leading zero after a minus."),
        ("plus", "+1", 1, "A plus sign."),
        ("point-first", ".5", 0.5, "No digit before the point."),
        ("point-last", "1.", 1, "No digit after the point."),
        ("point-exponent", "1.e1", 10, "A point before an exponent."),
        ("exponent-empty", "1e", 1, "An exponent without digits."),
        ("exponent-sign", "1e+", 1, "An exponent with a sign only."),
        ("exponent-fraction", "1e0.5", 1, "A fractional exponent."),
        ("minus-alone", "-", 0, "A minus alone."),
        ("minus-double", "--1", 1, "Two minus signs."),
        ("minus-space", "- 1", -1, "A space after the minus."),
        ("hex", "0x10", 16, "Hexadecimal."),
        ("binary", "0b1", 1, "Binary."),
        ("octal", "0o7", 7, "Octal."),
        ("underscore", "1_000", 1000, "A digit separator."),
        ("comma-decimal", "1,5", 1.5, "A decimal comma."),
        ("nan", "NaN", None, "NaN."),
        ("infinity", "Infinity", None, "Infinity."),
        ("minus-infinity", "-Infinity", None, "-Infinity."),
        ("nan-lower", "nan", None, "nan."),
        ("inf", "inf", None, "inf."),
        ("arabic-digits", "\u0661", 1, "An Arabic-Indic digit."),
        ("full-width-digit", "\uff11", 1, "A full-width digit."),
        ("suffix", "1n", 1, "A suffix."),
        ("two-points", "1.2.3", 1.2, "Two points."),
    ]:
        bad(
            "number-" + name,
            "A4",
            seal(badge(extra=Raw(text, value))),
            why + " Signed as a lenient reader would read it.",
        )
    for name, text, value, why in [
        ("1e400", "1e400", 1.7976931348623157e308, "A number beyond the doubles."),
        ("minus-1e400", "-1e400", -1.7976931348623157e308, "A number below the doubles."),
        ("1e309", "1e309", None, "The first power of ten beyond the doubles, signed as null."),
        ("rounds-to-infinity", "1.7976931348623159e308", 1.7976931348623157e308, "Rounds to infinity."),
        ("310-digits", "9" * 310, 1.7976931348623157e308, "An integer of 310 digits."),
        ("huge-exponent", "1e99999999999999999999", None, "An exponent that overflows integers."),
    ]:
        bad("overflow-" + name, "A5", seal(badge(extra=Raw(text, value))), why)

    # Roots and ends.
    for name, data, why in [
        ("empty", b"", "No bytes."),
        ("space", b" \n\t\r ", "White space only."),
        ("nul-only", b"\0" * 16, "NUL bytes."),
        ("bom-only", b"\xef\xbb\xbf", "A byte order mark only."),
        ("brace", b"{", "An opening brace."),
        ("bracket", b"[", "An opening bracket."),
        ("quote", b'"', "A quotation mark."),
        ("close", b"}", "A closing brace."),
        ("half", good[: len(good) // 2], "The first half."),
        ("last-byte-missing", good[:-1], "The last byte is missing."),
        ("first-byte-missing", good[1:], "The first byte is missing."),
        ("in-escape", b'{"a":"\\u00', "Ends inside an escape."),
        ("in-literal", b'{"a":tru', "Ends inside a literal."),
        ("in-number", b'{"a":-', "Ends inside a number."),
        ("in-utf8", b'{"a":"\xe2\x82', "Ends inside a character."),
    ]:
        bad("end-" + name, "A4", data, why)
    for name, data, why in [
        ("null", b"null", "null."),
        ("true", b"true", "true."),
        ("number", b"1", "A number."),
        ("string", b'"x"', "A string."),
        ("array", b"[]", "An empty array."),
        ("object", b"{}", "An empty object."),
        ("array-of-badge", b"[" + good + b"]", "A good badge in an array."),
        ("string-of-badge", quote(good.decode()), "A good badge as the text of a string."),
    ]:
        H("root-" + name, "model", "G1", data, "The document is " + why[0].lower() + why[1:])

    # A6: depth and size.
    bad("depth-arrays-120000", "A6", b"[" * 120_000, "120,000 opening brackets.")
    bad("depth-objects-20000", "A6", b'{"a":' * 20000, "20,000 opening braces.")
    bad("depth-closed-20000", "A6", b"[" * 20000 + b"]" * 20000, "20,000 arrays, closed.")
    for depth, shape in ((200, "array"), (5000, "array"), (200, "object"), (5000, "object")):
        text = ("[" * depth + "]" * depth) if shape == "array" else ('{"a":' * depth + "1" + "}" * depth)
        sealed_deep = seal(badge(extra=Raw(text, Canonical(text))))
        bad(
            f"depth-{shape}-{depth}",
            "A6",
            sealed_deep,
            f"A validly signed {shape} nested {depth} deep: over the limit of 128.",
        )
    names = [BITCOIN[n // 3364] + BITCOIN[n // 58 % 58] + BITCOIN[n % 58] for n in range(101_000)]
    bad(
        "members-101000",
        "A6",
        seal(badge(extra={n: 0 for n in names})),
        "101,000 members in one object: over the limit of 100,000. Validly signed.",
    )


# --------------------------------------------------------------------------------------------------
# Hostile: a signed badge is changed
# --------------------------------------------------------------------------------------------------

REQUIRED = {
    "VerifiableCredential": {"@context", "id", "type", "issuer", "validFrom", "credentialSubject", "proof"},
    "Profile": {"id", "type"},
    "AchievementSubject": {"type", "achievement"},
    "Image": {"id", "type"},
    "Achievement": {"id", "type", "name", "description", "criteria"},
    "IdentityObject": {"type", "hashed", "identityHash", "identityType"},
    "Alignment": {"type", "targetName", "targetUrl"},
    "ResultDescription": {"id", "type", "name", "resultType"},
    "Related": {"id", "type"},
    "Result": {"type"},
    "Evidence": {"type"},
    "Address": {"type"},
    "GeoCoordinates": {"type", "latitude", "longitude"},
    "IdentifierEntry": {"type", "identifier", "identifierType"},
    "IssuerPolicy": {"type"},
    "1EdTechJsonSchemaValidator2019": {"id", "type"},
}
CLOSED = {"Image", "IdentityObject", "IdentifierEntry"}  # additionalProperties: false


def kind(obj):
    t = obj.get("type", "")
    return t[0] if isinstance(t, list) else t


def changed(name, value):
    """Another value that the model allows just as well."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    same_kind = {
        "MicroCredential": "Degree",
        "Percent": "RawScore",
        "emailAddress": "userName",
        "identifier": "systemId",
        "en": "de",
        "fr": "it",
    }
    if value in same_kind:
        return same_kind[value]
    if value.startswith("sha256$"):
        return value[:-1] + ("0" if value[-1] != "0" else "1")
    if value[:1].isdigit() and value.endswith("Z"):
        return value[:-2] + "1Z"
    if value.startswith("urn:uuid:"):
        return value[:-1] + ("0" if value[-1] != "0" else "1")
    return value + "x"


def tampered():
    """Every member of the rich badge: changed, deleted, and one added beside it."""
    sealed = seal(rich())
    untouched = {"proof", "@context"}

    def label(path):
        return "-".join("at" + str(p) if isinstance(p, int) else p for p in path) or "top"

    def bad(what, path, data, why, check="signature"):
        H(f"tamper-{what}-{label(path)}", check, "B1", data, why)

    def walk(value, path, name):
        where = "/" + "/".join(map(str, path))
        if isinstance(value, dict):
            if kind(value) not in CLOSED:
                bad(
                    "add",
                    path,
                    put(sealed, path + ["extra"], "x") if path else sealed | {"extra": "x"},
                    f"A member was added at {where}.",
                )
            for k, v in value.items():
                if not path and k in untouched:
                    continue
                required = REQUIRED.get(kind(value), set())
                if k not in required:
                    bad(
                        "delete",
                        path + [k],
                        put(sealed, path + [k], GONE),
                        f"The member {where}/{k} was deleted.".replace("//", "/"),
                    )
                walk(v, path + [k], k)
        elif isinstance(value, list):
            if name == "type":
                bad("append", path, put(sealed, path, value + ["Extra"]), f"A type was added at {where}.")
                return
            bad(
                "append",
                path,
                put(sealed, path, value + [copy.deepcopy(value[-1])]),
                f"The last element of {where} was repeated.",
            )
            if not (name == "identifier" and len(value) == 1):
                bad("remove", path, put(sealed, path, value[:-1]), f"The last element of {where} was removed.")
            if len(value) > 1:
                bad(
                    "swap",
                    path,
                    put(sealed, path, [value[1], value[0]] + value[2:]),
                    f"Two elements of {where} changed places.",
                )
            for i, v in enumerate(value):
                walk(v, path + [i], name)
        elif name == "type":
            return
        else:
            check = "key" if path == ["issuer", "id"] else "signature"
            bad("change", path, put(sealed, path, changed(name, value)), f"The value at {where} was changed.", check)

    walk({k: v for k, v in sealed.items() if k != "proof"}, [], "")

    def other(name, data, why, check="signature"):
        H("tamper-" + name, check, "B1", data, why)

    small = seal(badge(extra={"n": 1, "s": "1", "t": True, "z": None, "a": [1, [2, 3]], "e": [], "o": {}}))
    for path, value, why in [
        (["n"], "1", "A number became a string."),
        (["s"], 1, "A string became a number."),
        (["t"], "true", "true became a string."),
        (["t"], 1, "true became 1."),
        (["z"], GONE, "A null member was deleted."),
        (["z"], False, "null became false."),
        (["z"], "", "null became an empty string."),
        (["z"], "null", "null became a string."),
        (["e"], None, "An empty array became null."),
        (["e"], GONE, "An empty array was deleted."),
        (["e"], {}, "An empty array became an empty object."),
        (["o"], [], "An empty object became an empty array."),
        (["o"], GONE, "An empty object was deleted."),
        (["a"], [1, 2, 3], "A nested array was flattened."),
        (["a"], [[1, [2, 3]]], "An array was wrapped in another."),
        (["a"], [1, [3, 2]], "An inner array was reordered."),
        (["n"], [1], "A value was wrapped in an array."),
        (["n"], 1.0000000000000002, "A number changed by one unit in the last place."),
        (["n"], -1, "A sign was changed."),
        (["s"], "1 ", "A space was added to a string."),
        (["s"], "\u0661", "A digit became another digit."),
        (["s"], "1\u200b", "An invisible character was added."),
        (["s"], "1\u0000", "U+0000 was added."),
        (["new"], None, "A null member was added."),
        (["new"], [], "An empty array was added."),
        ([""], "", "A member with an empty name was added."),
    ]:
        name = f"value-{path[0] or 'empty'}-" + why.rstrip(".").lower().replace(" ", "-").replace("+", "").replace(
            "'", ""
        )[:36].rstrip("-")
        other(name, put(small, ["extra"] + path, value), why)
    other("add-null-top", badge_with(small, "holder", None), "A null member was added at the top.")
    other("add-empty-evidence", badge_with(small, "evidence", []), "An empty array was added at the top.")
    other(
        "add-valid-until", badge_with(seal(badge()), "validUntil", "2099-01-01T00:00:00Z"), "A validUntil was added."
    )
    other(
        "extend-valid-until",
        seal(badge(validUntil="2026-06-01T00:00:00Z")) | {"validUntil": "2099-06-01T00:00:00Z"},
        "The badge had expired and was extended.",
    )
    other(
        "drop-valid-until",
        {k: v for k, v in seal(badge(validUntil="2026-06-01T00:00:00Z")).items() if k != "validUntil"},
        "The badge had expired and lost its validUntil.",
    )
    other(
        "drop-status",
        {k: v for k, v in seal(badge(credentialStatus=STATUS)).items() if k != "credentialStatus"},
        "The credentialStatus was taken away.",
    )
    other(
        "same-instant",
        seal(badge()) | {"validFrom": "2026-01-15T10:00:00+01:00"},
        "validFrom was rewritten as the same instant.",
    )
    other("issuer-object-to-string", seal(badge()) | {"issuer": ISSUER.did}, "The issuer object became its id.")
    other(
        "id-case",
        seal(badge()) | {"id": "urn:uuid:5F0C4C1E-3B43-4D0B-8A53-B1C0F0A5D7E1"},
        "The id was written in upper case.",
    )
    other("other-badge-proof", badge(name="Leadership") | {"proof": prove(badge())}, "The proof of another badge.")
    other(
        "subject-swapped",
        put(seal(badge()), ["credentialSubject", "id"], NOTARY.did),
        "The badge was given to someone else.",
    )
    other(
        "proof-moved-in",
        put(seal(badge()), ["credentialSubject", "proof"], prove(badge())),
        "The proof was copied under credentialSubject as well.",
    )


STATUS = {
    "id": "https://example.org/status/3#94567",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "94567",
    "statusListCredential": "https://example.org/status/3",
}


def badge_with(doc, name, value):
    return {k: v for k, v in doc.items() if k != "proof"} | {name: value, "proof": doc["proof"]}


# --------------------------------------------------------------------------------------------------
# Hostile: proof options, contexts, broken signers
# --------------------------------------------------------------------------------------------------


def with_proof(sealed, **changes):
    p = {k: v for k, v in (sealed["proof"] | changes).items() if v is not GONE}
    return sealed | {"proof": p}


def proof_options():
    full = seal(
        badge(),
        id="urn:uuid:9b5d7828-3d26-5661-b1b7-ed1e8dd3818b",
        nonce="n1",
        domain=["example.org", "example.com"],
        challenge="c1",
        expires="2027-01-01T00:00:00Z",
        note={"a": [1, 2]},
    )

    def bad(name, why, check="signature", row="B3", base=full, **changes):
        H("option-" + name, check, row, with_proof(base, **changes), why)

    bad("created-changed", "created was changed by a second.", created="2026-01-15T09:00:01Z")
    bad("created-same-instant", "created was rewritten as the same instant.", created="2026-01-15T10:00:00+01:00")
    bad("created-fraction", "A zero fraction was added to created.", created="2026-01-15T09:00:00.0Z")
    bad("created-removed", "created was removed.", created=GONE)
    bad("created-added", "created was added.", base=seal(badge(), created=GONE), created="2026-01-15T09:00:00Z")
    bad("expires-extended", "expires was extended.", expires="2030-01-01T00:00:00Z")
    bad("expires-removed", "expires was removed.", expires=GONE)
    bad(
        "expired-extended",
        "The proof had expired and was extended.",
        base=seal(badge(), expires="2026-02-01T00:00:00Z"),
        expires="2030-01-01T00:00:00Z",
    )
    bad(
        "expired-removed",
        "The proof had expired and lost its expires.",
        base=seal(badge(), expires="2026-02-01T00:00:00Z"),
        expires=GONE,
    )
    bad("expires-added", "expires was added.", base=seal(badge()), expires="2030-01-01T00:00:00Z")
    bad("nonce-changed", "The nonce was changed.", nonce="n2")
    bad("nonce-removed", "The nonce was removed.", nonce=GONE)
    bad("nonce-added", "A nonce was added.", base=seal(badge()), nonce="n1")
    bad("domain-changed", "The domain was changed.", domain="example.net")
    bad("domain-reordered", "The two domains changed places.", domain=["example.com", "example.org"])
    bad("domain-removed", "The domain was removed.", domain=GONE)
    bad(
        "domain-unwrapped",
        "A domain array of one became a string.",
        base=seal(badge(), domain=["example.org"]),
        domain="example.org",
    )
    bad("challenge-changed", "The challenge was changed.", challenge="c2")
    bad("id-changed", "The id of the proof was changed.", id="urn:uuid:52c1d7f4-37ea-5326-b7fb-2c1a6bc21834")
    bad("id-removed", "The id of the proof was removed.", id=GONE)
    bad(
        "id-added",
        "An id was added to the proof.",
        base=seal(badge()),
        id="urn:uuid:9b5d7828-3d26-5661-b1b7-ed1e8dd3818b",
    )
    bad("note-changed", "An inner value of an extra option was changed.", note={"a": [2, 1]})
    bad("note-removed", "An extra option was removed.", note=GONE)
    bad("extra-added", "A member was added to the proof.", reason="x")
    bad("extra-null", "A null member was added to the proof.", reason=None)
    bad("claim-added", "A claim was added to the proof.", credentialSubject={"id": "did:example:mallory"})
    bad("proof-in-proof", "A proof was added to the proof.", proof=[])
    bad("jws-added", "A jws member was added to the proof.", jws="eyJhbGciOiJFZERTQSJ9..AAAA")
    bad("previous-empty-added", "An empty previousProof was added.", check=["model", "signature"], previousProof=[])
    bad("purpose-changed", "proofPurpose became authentication.", check="key", row="B9", proofPurpose="authentication")
    bad("context-dropped", "The proof's @context was removed.", row="B4", **{"@context": GONE})
    bad(
        "context-added",
        "An @context was added to a proof signed without.",
        row="B4",
        base=seal(badge(), context=False),
        **{"@context": list(CONTEXTS)},
    )

    # The context games of vc-di-eddsa 3.3.2 step 4. Appending a context is left out: it passes by specification.
    extra = "https://example.org/contexts/evil/v1"
    evil = {"name": "https://example.org/evil#name"}

    def game(name, document_context, proof_context, why, signed=CONTEXTS, context=True):
        sealed = seal(badge(**{"@context": list(signed)}), context=context)
        proof_context = {"@context": proof_context} if proof_context is not None else {}
        H(
            "context-" + name,
            "signature",
            "B4",
            with_proof(sealed | {"@context": document_context}, **proof_context),
            why,
        )

    three = CONTEXTS + [extra]
    game("both-appended", three, three, "A context was appended in the document and in the proof.")
    game("both-inline", CONTEXTS + [evil], CONTEXTS + [evil], "An inline context was appended on both sides.")
    game(
        "inserted-before",
        [VC2, OB, extra, "https://example.org/contexts/a"],
        None,
        "A context was inserted before a signed one.",
        signed=CONTEXTS + ["https://example.org/contexts/a"],
    )
    game("dropped-third", CONTEXTS, None, "The third context was dropped from the document.", signed=three)
    game("dropped-both", CONTEXTS, CONTEXTS, "The third context was dropped on both sides.", signed=three)
    game(
        "reordered-tail",
        [VC2, OB, "https://example.org/b", "https://example.org/a"],
        None,
        "The third and fourth context changed places.",
        signed=[VC2, OB, "https://example.org/a", "https://example.org/b"],
    )
    game(
        "reordered-both",
        [VC2, OB, "https://example.org/b", "https://example.org/a"],
        [VC2, OB, "https://example.org/b", "https://example.org/a"],
        "They changed places on both sides.",
        signed=[VC2, OB, "https://example.org/a", "https://example.org/b"],
    )
    game(
        "version-swapped",
        [VC2, OB.replace("3.0.3", "3.0.1")],
        None,
        "The Open Badges context was replaced by an older one.",
    )
    game(
        "version-swapped-both",
        [VC2, OB.replace("3.0.3", "3.0.1")],
        [VC2, OB.replace("3.0.3", "3.0.1")],
        "It was replaced on both sides.",
    )
    game("proof-only", CONTEXTS, three, "A context was appended in the proof only.")
    game("proof-prefix", CONTEXTS, [VC2], "The proof's @context was shortened to a prefix.")
    game("proof-empty", CONTEXTS, [], "The proof's @context was emptied.")
    game("proof-null", CONTEXTS, Raw("null", None), "The proof's @context became null.")
    game("proof-string", CONTEXTS, VC2, "The proof's @context became a string.")
    game("proof-object", CONTEXTS, {"0": VC2, "1": OB}, "The proof's @context became an object.")
    game("proof-reordered", CONTEXTS, [OB, VC2], "The proof's @context was reordered.")
    game("unbound-appended", three, None, "The proof has no @context and the document's was extended.", context=False)
    game(
        "unbound-swapped",
        [VC2, OB.replace("3.0.3", "3.0.2")],
        None,
        "The proof has no @context and the document's was swapped.",
        context=False,
    )
    game("repeated", [VC2, OB, OB], CONTEXTS + [OB], "The second context was repeated on both sides.")
    inline = CONTEXTS + [{"level": "https://example.org/vocabulary#level"}]
    game(
        "inline-edited",
        CONTEXTS + [{"level": "https://example.org/vocabulary#rank"}],
        None,
        "An inline context was edited.",
        signed=inline,
    )
    game(
        "inline-edited-both",
        CONTEXTS + [{"level": "https://example.org/vocabulary#rank"}],
        CONTEXTS + [{"level": "https://example.org/vocabulary#rank"}],
        "An inline context was edited on both sides.",
        signed=inline,
    )
    game(
        "inline-extended",
        CONTEXTS + [{"level": "https://example.org/vocabulary#level", "name": "https://example.org/evil"}],
        None,
        "A term was added to the inline context.",
        signed=inline,
    )
    for name, proof_context, why in [
        ("signed-longer", three, "The proof was signed with a context that the document does not have."),
        (
            "signed-other-order",
            [OB, VC2],
            "The proof was signed with the contexts in another order than the document's.",
        ),
        ("signed-other", [VC2, extra], "The proof was signed with another second context."),
    ]:
        H(
            "context-" + name,
            "signature",
            "B4",
            badge() | {"proof": prove(badge(), **{"@context": proof_context})},
            why,
        )
    H(
        "context-signed-empty",
        "signature",
        "B4",
        badge() | {"proof": prove(badge(), **{"@context": []})},
        "The proof was signed with an empty @context, so the verified document would have no context at all and be no"
        " credential.",
    )

    # Signers that get the algorithm wrong.
    doc = badge(extra={"\ufb33": 1, "\U0001f600": 2, "n": 1e21})
    opts = options_for(doc, ISSUER)

    def signer(name, why, message, row="B3", key=ISSUER):
        H(
            "signer-" + name,
            "signature",
            row,
            doc | {"proof": opts | {"proofValue": "z" + base58(key.sign(message))}},
            why,
        )

    a, b = sha256(jcs(opts)), sha256(jcs(doc))
    signer("hashes-swapped", "The document's hash comes first.", b + a)
    signer("document-hash-only", "Only the document's hash is signed.", b)
    signer("options-hash-only", "Only the hash of the options is signed.", a)
    signer("document-hash-twice", "The document's hash is signed twice.", b + b)
    signer("canonical-bytes", "The canonical bytes are signed without hashing.", jcs(doc).encode())
    signer("both-canonical-bytes", "Options and document are signed without hashing.", (jcs(opts) + jcs(doc)).encode())
    signer("hash-of-both", "The two hashes are hashed again.", sha256(a + b))
    signer("hash-of-joined", "Options and document are joined and hashed once.", sha256(jcs(opts) + jcs(doc)))
    signer("hex", "The hashes are signed as hexadecimal.", (a.hex() + b.hex()).encode())
    signer(
        "sha512", "SHA-512 in place of SHA-256.", hash_data(doc, opts, lambda t: hashlib.sha512(t.encode()).digest())
    )
    signer(
        "sha384", "SHA-384 in place of SHA-256.", hash_data(doc, opts, lambda t: hashlib.sha384(t.encode()).digest())
    )
    signer(
        "sha512-truncated",
        "SHA-512 cut to 32 bytes.",
        hash_data(doc, opts, lambda t: hashlib.sha512(t.encode()).digest()[:32]),
    )
    signer("sha3", "SHA-3 in place of SHA-256.", hash_data(doc, opts, lambda t: hashlib.sha3_256(t.encode()).digest()))
    signer("double-sha256", "SHA-256 applied twice to each part.", sha256(a) + sha256(b))
    signer(
        "code-point-order",
        "Names are sorted by code point.",
        sha256(jcs(opts)) + sha256(jcs(doc, order=lambda n: n)),
        "B2",
    )
    signer(
        "utf8-order",
        "Names are sorted by UTF-8 bytes.",
        sha256(jcs(opts)) + sha256(jcs(doc, order=lambda n: n.encode())),
        "B2",
    )
    signer("file-order", "Members are in file order.", sha256(write(opts)) + sha256(write(doc)), "B2")
    signer("pretty", "The pretty-printed text is hashed.", sha256(write(opts, "  ")) + sha256(write(doc, "  ")))
    signer(
        "ascii",
        "Text outside ASCII is escaped before hashing.",
        sha256(jcs(opts)) + sha256(json.dumps(doc, sort_keys=True, separators=(",", ":"))),
    )
    signer(
        "number-form",
        "A number is hashed as the language prints it, 1e21 instead of 1e+21.",
        sha256(jcs(opts)) + sha256(jcs(doc).replace("1e+21", "1e21")),
    )
    signer("line-end", "A line feed follows the canonical text.", sha256(jcs(opts)) + sha256(jcs(doc) + "\n"))
    signer(
        "options-with-value",
        "The options are hashed with an empty proofValue.",
        sha256(jcs(opts | {"proofValue": ""})) + b,
    )
    signer(
        "options-without-context",
        "The options are hashed without their @context.",
        sha256(jcs({k: v for k, v in opts.items() if k != "@context"})) + b,
    )
    signer(
        "options-without-created",
        "The options are hashed without created.",
        sha256(jcs({k: v for k, v in opts.items() if k != "created"})) + b,
    )
    signer(
        "options-type-only",
        "Only type, cryptosuite and method are hashed.",
        sha256(jcs({k: opts[k] for k in ("type", "cryptosuite", "verificationMethod")})) + b,
    )
    signer(
        "document-with-proof",
        "The document is hashed with the options as its proof.",
        a + sha256(jcs(doc | {"proof": opts})),
    )
    signer(
        "document-with-empty-proof",
        "The document is hashed with an empty proof array.",
        a + sha256(jcs(doc | {"proof": []})),
    )
    signer(
        "document-with-null-proof", "The document is hashed with a null proof.", a + sha256(jcs(doc | {"proof": None}))
    )
    signer(
        "document-without-context",
        "The document is hashed without @context.",
        a + sha256(jcs({k: v for k, v in doc.items() if k != "@context"})),
    )
    signer("subject-only", "Only the credentialSubject is hashed.", a + sha256(jcs(doc["credentialSubject"])))
    signer("wrong-key", "Another key signed.", a + b, "D1", ATTACKER)
    signer("empty-message", "The empty message is signed.", b"", "D1")
    prefix = b"SigEd25519 no Ed25519 collisions"
    H(
        "signer-ed25519ph",
        "signature",
        "D1",
        doc | {
            "proof": (
                opts | {
                    "proofValue": (
                        "z" + base58(ISSUER.sign_with_prefix(hashlib.sha512(a + b).digest(), prefix + b"\x01\x00"))
                    )
                }
            )
        },
        "Ed25519ph in place of Ed25519.",
    )
    H(
        "signer-ed25519ctx",
        "signature",
        "D1",
        doc | {"proof": opts | {"proofValue": "z" + base58(ISSUER.sign_with_prefix(a + b, prefix + b"\x00\x01c"))}},
        "Ed25519ctx in place of Ed25519.",
    )


# --------------------------------------------------------------------------------------------------
# Hostile: the shape of a proof
# --------------------------------------------------------------------------------------------------


def proof_shapes():
    doc, good = badge(), prove(badge())

    def bad(name, proof, why, check="model", row="B6", outcome=REJECTED):
        H("proof-" + name, check, row, doc | ({} if proof is GONE else {"proof": proof}), why, outcome=outcome)

    bad("missing", GONE, "No proof.")
    for name, proof in [
        ("null", None),
        ("empty-array", []),
        ("empty-object", {}),
        ("string", "x"),
        ("empty-string", ""),
        ("number", 1),
        ("true", True),
        ("false", False),
        ("array-of-null", [None]),
        ("array-of-string", [ISSUER.method]),
        ("array-of-array", [[good]]),
        ("array-of-empty-array", [[]]),
        ("array-of-empty-object", [{}]),
        ("graph", {"@graph": [good]}),
        ("list", {"@list": [good]}),
        ("set", {"@set": [good]}),
        ("map", {"0": good}),
        ("id", good.get("id", "urn:example:proof")),
        ("as-text", jcs(good)),
        ("array-of-text", [jcs(good)]),
    ]:
        bad("shape-" + name, proof, f"The proof is wrongly shaped: {name.replace('-', ' ')}.")
    for name, junk in [
        ("null", None),
        ("string", "x"),
        ("empty-object", {}),
        ("empty-array", []),
        ("number", 0),
        ("array-of-proof", [good]),
        ("true", True),
    ]:
        bad(
            f"good-then-{name}",
            [good, junk],
            f"A good proof, then a structural defect: {name.replace('-', ' ')}.",
            row="B7",
        )
        bad(
            f"{name}-then-good",
            [junk, good],
            f"A structural defect, then a good proof: {name.replace('-', ' ')}.",
            row="B7",
        )
    H(
        "proof-under-subject",
        "model",
        "B6",
        badge(credentialSubject=subject(proof=good)),
        "The proof stands under credentialSubject only.",
    )
    H("proof-under-issuer", "model", "B6", put(doc, ["issuer", "proof"], good), "The proof stands under issuer only.")
    for name in ("Proof", "proofs", "proof ", "https://w3id.org/security#proof", "sec:proof", "pr\u043eof"):
        H(
            "proof-named-" + "".join(c if c.isalnum() and c.isascii() else "_" for c in name),
            "model",
            "B6",
            doc | {name: good},
            "The proof is in a member of another name.",
        )
    for name in ("proofValue", "type", "proofPurpose", "verificationMethod", "cryptosuite"):
        without = {
            k: v for k, v in (prove(doc, **{name: GONE}) if name != "proofValue" else good).items() if k != name
        }
        bad("without-" + name, without, f"{name} is missing.")
    for label, value in [("null", None), ("number", 7), ("array", ["z1"]), ("object", {}), ("true", True)]:
        for name in ("proofValue", "proofPurpose", "verificationMethod", "cryptosuite", "type"):
            if label == "array":
                value = [good[name]]
            proof = good | {name: value} if name == "proofValue" else prove(doc, **{name: value})
            outcome = NOT_ACCEPTED if name in ("cryptosuite", "type") else REJECTED
            bad(
                f"{name}-{label}",
                proof,
                f"{name} is wrongly typed: {label}.",
                outcome=outcome,
                row="B5" if name in ("cryptosuite", "type") else "B6",
            )
    for label, value in [("string-empty", ""), ("space", " ")]:
        bad("proofPurpose-" + label, prove(doc, proofPurpose=value), "proofPurpose is blank.", "key", "B9")
        bad(
            "verificationMethod-" + label,
            prove(doc, verificationMethod=value),
            "verificationMethod is blank.",
            "key",
            "F2",
        )
        bad(
            "cryptosuite-" + label,
            prove(doc, cryptosuite=value),
            "cryptosuite is blank.",
            "signature",
            "B5",
            NOT_ACCEPTED,
        )
        bad("type-" + label, prove(doc, type=value), "The type is blank.", "signature", "B5", NOT_ACCEPTED)
    for i, value in enumerate(
        (
            "authentication",
            "keyAgreement",
            "capabilityInvocation",
            "capabilityDelegation",
            "AssertionMethod",
            "assertionmethod",
            "assertionMethod ",
            " assertionMethod",
            "assertion",
            "https://w3id.org/security#assertionMethod",
            "sec:assertionMethod",
            "assertionMethod,authentication",
            "assertionMethod\0",
            "\u0430ssertionMethod",
        )
    ):
        label = "".join(c if c.isalnum() and c.isascii() else "_" for c in value)
        bad(
            f"purpose-{i}-{label}",
            prove(doc, proofPurpose=value),
            "proofPurpose is validly signed and not the string assertionMethod.",
            "key",
            "B9",
        )
    bad(
        "purpose-two",
        prove(doc, proofPurpose=["assertionMethod", "authentication"]),
        "proofPurpose is an array of two.",
        row="B9",
    )
    # An embedded method must never be believed.
    embedded = {
        "id": ISSUER.method,
        "type": "Multikey",
        "controller": ISSUER.did,
        "publicKeyMultibase": ATTACKER.multibase,
    }
    bad(
        "method-embedded-attacker",
        prove(doc, ATTACKER, verificationMethod=embedded),
        "The proof brings its own method, with the attacker's key.",
        row="F2",
    )
    bad(
        "method-embedded-own",
        prove(doc, verificationMethod=embedded | {"publicKeyMultibase": ISSUER.multibase}),
        "The proof brings its own method, an object.",
        row="F2",
    )
    bad(
        "method-jwk-member",
        prove(doc, ATTACKER, verificationMethod=ISSUER.method, publicKeyJwk=jwk_of(ATTACKER)),
        "The proof names the issuer's method and brings the attacker's key.",
        "signature",
        "F2",
    )
    bad(
        "method-multibase-member",
        prove(doc, ATTACKER, verificationMethod=ISSUER.method, publicKeyMultibase=ATTACKER.multibase),
        "The same with publicKeyMultibase.",
        "signature",
        "F2",
    )
    # Dates of the proof, validly signed.
    for name, value in [
        ("number", 1768467600),
        ("null", None),
        ("empty", ""),
        ("date-only", "2026-01-15"),
        ("30-february", "2026-02-30T09:00:00Z"),
        ("unpadded", "2026-1-15T9:00:00Z"),
        ("leap-second", "2016-12-31T23:59:60Z"),
        ("hour-25", "2026-01-15T25:00:00Z"),
        ("lower-case", "2026-01-15t09:00:00z"),
        ("space", "2026-01-15 09:00:00Z"),
        ("rfc-1123", "Thu, 15 Jan 2026 09:00:00 GMT"),
        ("array", ["2026-01-15T09:00:00Z"]),
        ("offset-15", "2026-01-15T09:00:00+15:00"),
        ("text-after", "2026-01-15T09:00:00Zx"),
        ("month-13", "2026-13-01T00:00:00Z"),
    ]:
        bad("created-" + name, prove(doc, created=value), f"created is malformed: {name}.", row="B10")
        bad(
            "expires-" + name,
            prove(doc, expires=value if name != "leap-second" else "2030-12-31T23:59:60Z"),
            f"expires is malformed: {name}.",
            row="B10",
        )
    for name, value, why in [
        ("past", "2026-02-01T00:00:00Z", "The proof has expired."),
        ("a-second-ago", "2026-11-24T11:59:59Z", "The proof expired a second ago."),
        ("offset", "2026-11-24T13:30:00+02:00", "The proof expired at 11:30 UTC, which only the offset shows."),
        ("before-created", "2026-01-01T00:00:00Z", "The proof expired before it was created."),
        ("year-negative", "-2026-01-01T00:00:00Z", "The proof expired in a year before our era."),
    ]:
        bad("expired-" + name, prove(doc, expires=value), why, "signature", "B10")
    bad(
        "created-2126",
        prove(doc, created="2126-01-15T09:00:00Z"),
        "created lies a hundred years ahead.",
        "signature",
        "B10",
    )
    bad(
        "created-next-year",
        prove(doc, created="2027-11-24T12:00:00Z"),
        "created lies a year ahead.",
        "signature",
        "B10",
    )
    bad(
        "created-10000",
        prove(doc, created="10000-01-01T00:00:00Z"),
        "created lies in the year 10000.",
        "signature",
        "B10",
    )

    # previousProof
    urn = "urn:uuid:2adbbc82-f241-5ffd-95df-49f5121c30c1"

    def chain(name, why, *proofs, check="model", outcome=REJECTED):
        H(
            "chain-" + name,
            check,
            "B8",
            proof_set(doc, *proofs) if len(proofs) > 1 else doc | {"proof": proofs[0]},
            why,
            outcome=outcome,
        )

    chain("dangling", "previousProof names a proof that is not there.", prove(doc, previousProof=urn))
    chain(
        "dangling-array",
        "previousProof names a proof that is not there, in an array.",
        prove(doc, previousProof=[urn]),
    )
    a = prove(doc, id=urn)
    chain(
        "dangling-beside-good",
        "A good proof of the issuer, and a third party's proof that names a missing one.",
        good,
        prove(doc, NOTARY, previousProof=urn),
    )
    chain(
        "dangling-half",
        "One of two named proofs is missing.",
        a,
        prove(doc, NOTARY, previous=[a], previousProof=[urn, "urn:uuid:00000000-0000-0000-0000-000000000000"]),
    )
    chain(
        "case",
        "previousProof differs from the id in case.",
        a,
        prove(doc, NOTARY, previous=[a], previousProof=urn.upper()),
    )
    chain("self", "previousProof names the proof itself.", prove(doc, id=urn, previousProof=urn))
    chain("self-array", "previousProof names the proof itself, in an array.", prove(doc, id=urn, previousProof=[urn]))
    one, two = prove(doc, id="urn:example:1", previousProof="urn:example:2"), prove(
        doc, NOTARY, id="urn:example:2", previousProof="urn:example:1"
    )
    chain("cycle-two", "Two proofs name each other.", one, two)
    three = [prove(doc, id=f"urn:example:{i}", previousProof=f"urn:example:{(i + 1) % 3}") for i in range(3)]
    chain("cycle-three", "Three proofs name each other in a circle.", *three)
    chain("cycle-beside-good", "A good proof of the issuer beside two that name each other.", good, one, two)
    for name, value in [
        ("null", None),
        ("number", 1),
        ("object", {"id": urn}),
        ("empty-string", ""),
        ("array-of-null", [None]),
        ("array-of-object", [{"id": urn}]),
        ("nested", [[urn]]),
        ("true", True),
    ]:
        chain(
            "previous-" + name,
            f"previousProof is wrongly typed: {name.replace('-', ' ')}.",
            a,
            prove(doc, previous=[a], previousProof=value),
        )
    b = prove(doc, NOTARY, previous=[a], id="urn:example:b", previousProof=urn)
    chain("first-removed", "The first link was taken out.", b, check="model")
    n1 = prove(doc, NOTARY, id=urn)
    n1_broken = n1 | {"proofValue": prove(doc, ATTACKER)["proofValue"]}
    last = prove(doc, previous=[n1], previousProof=urn)
    chain(
        "previous-broken",
        "The issuer signed over a notary's proof whose signature was replaced.",
        n1_broken,
        last,
        check="signature",
    )
    chain(
        "previous-broken-resigned",
        "The issuer signed over a notary's proof that never verified.",
        n1_broken,
        prove(doc, previous=[n1_broken], previousProof=urn),
        check="signature",
    )
    chain(
        "previous-edited",
        "An option of the notary's proof was edited after the issuer signed.",
        n1 | {"created": "2026-01-15T09:00:01Z"},
        last,
        check="signature",
    )
    chain(
        "previous-replaced",
        "The notary's proof was replaced by another good one with the same id.",
        prove(doc, NOTARY, id=urn, nonce="2"),
        last,
        check="signature",
    )
    chain(
        "previous-not-hashed",
        "The signer did not hash the notary's proof.",
        n1,
        prove(doc, previousProof=urn),
        check="signature",
    )
    chain(
        "previous-without-value",
        "The signer hashed the notary's proof without its proofValue.",
        n1,
        prove(doc, previous=[{k: v for k, v in n1.items() if k != "proofValue"}], previousProof=urn),
        check="signature",
    )
    chain(
        "previous-as-object",
        "The signer hashed the notary's proof as an object, not as an array.",
        n1,
        prove(doc, previous=n1, previousProof=urn),
        check="signature",
    )
    chain(
        "previous-option-dropped",
        "previousProof was removed after signing.",
        n1,
        {k: v for k, v in last.items() if k != "previousProof"},
        check="signature",
    )
    chain(
        "previous-option-added",
        "previousProof was added after signing.",
        n1,
        good | {"previousProof": urn},
        check="signature",
    )
    chain(
        "only-third-party",
        "Two good proofs in a chain, neither by the issuer.",
        n1,
        prove(doc, WITNESS, previous=[n1], previousProof=urn),
        check="key",
    )

    # Sets without a good proof of the issuer.
    def sets(name, why, *proofs, check="signature", outcome=REJECTED):
        H("proofset-" + name, check, "B7", proof_set(doc, *proofs), why, outcome=outcome)

    broken = good | {"proofValue": prove(doc, ATTACKER)["proofValue"]}
    evil = prove(doc, ATTACKER)
    sets("attacker-good-issuer-broken", "The attacker's proof verifies, the issuer's does not.", evil, broken)
    sets("issuer-broken-attacker-good", "The issuer's proof does not verify, the attacker's does.", broken, evil)
    sets("attackers-only", "Two third parties signed, the issuer did not.", evil, prove(doc, NOTARY), check="key")
    sets("both-broken", "Two broken proofs of the issuer.", broken, broken | {"created": "2026-01-16T09:00:00Z"})
    sets(
        "fifteen-attackers",
        "Fifteen good proofs of others and a broken one of the issuer.",
        *[prove(doc, ATTACKER, nonce=str(i)) for i in range(15)],
        broken,
    )
    sets(
        "three-hundred",
        "Three hundred broken proofs of the issuer.",
        *[{k: v for k, v in broken.items() if k != "@context"} | {"nonce": str(i)} for i in range(300)],
        check=["model", "signature"],
    )
    sets(
        "issuer-expired-attacker-good",
        "The issuer's proof has expired, the attacker's is current.",
        prove(doc, expires="2026-02-01T00:00:00Z"),
        evil,
    )
    sets(
        "issuer-authentication-attacker-good",
        "The issuer's proof is for authentication, the attacker's for assertion.",
        prove(doc, proofPurpose="authentication"),
        evil,
        check="key",
    )
    H(
        "proofset-options-mixed",
        "signature",
        "B7",
        proof_set(doc, prove(doc, nonce="a") | {"nonce": "b"}, prove(doc, nonce="b") | {"nonce": "a"}),
        "Two good proofs exchanged their options.",
    )

    # Suites under false names, signed as eddsa-jcs-2022.
    for name, changes, why in [
        (
            "2020-with-suite",
            {"type": "Ed25519Signature2020"},
            "The type of an older suite with the cryptosuite of this one.",
        ),
        ("jcs-as-type", {"type": "eddsa-jcs-2022", "cryptosuite": GONE}, "The cryptosuite's name as the type."),
        ("jcs-as-type-2", {"type": "eddsa-jcs-2022"}, "The cryptosuite's name as type and cryptosuite."),
        ("type-lower", {"type": "dataIntegrityProof"}, "The type in another case."),
        ("type-url", {"type": "https://w3id.org/security#DataIntegrityProof"}, "The type as a URL."),
        ("suite-upper", {"cryptosuite": "EDDSA-JCS-2022"}, "The cryptosuite in upper case."),
        ("suite-space", {"cryptosuite": "eddsa-jcs-2022 "}, "A space after the cryptosuite."),
        ("suite-nul", {"cryptosuite": "eddsa-jcs-2022\0"}, "U+0000 after the cryptosuite."),
        ("suite-prefix", {"cryptosuite": "eddsa-jcs-202"}, "The cryptosuite cut short."),
        ("suite-longer", {"cryptosuite": "eddsa-jcs-2022-x"}, "The cryptosuite continued."),
        ("suite-cyrillic", {"cryptosuite": "edds\u0430-jcs-2022"}, "A Cyrillic letter in the cryptosuite."),
        ("suite-hyphen", {"cryptosuite": "eddsa\u2010jcs\u20102022"}, "Other hyphens in the cryptosuite."),
        ("rdfc", {"cryptosuite": "eddsa-rdfc-2022"}, "Signed as JCS, labelled RDFC."),
        ("ecdsa-jcs", {"cryptosuite": "ecdsa-jcs-2019"}, "Signed with Ed25519, labelled ECDSA."),
        ("none", {"cryptosuite": "none"}, "The cryptosuite none."),
    ]:
        H(
            "suite-" + name,
            "signature",
            "B5",
            doc | {"proof": prove(doc, **changes)},
            why + " The signature is that of eddsa-jcs-2022.",
            outcome=NOT_ACCEPTED,
        )
    H(
        "suite-relabelled-from-rdfc",
        "signature",
        "B5",
        doc | {"proof": prove(doc, cryptosuite="eddsa-rdfc-2022") | {"cryptosuite": "eddsa-jcs-2022"}},
        "Signed under one label and relabelled.",
    )


# --------------------------------------------------------------------------------------------------
# Hostile: proofValue and Ed25519
# --------------------------------------------------------------------------------------------------


def proof_values():
    doc, good = badge(), prove(badge())
    value = good["proofValue"]
    signature = ISSUER.sign(hash_data(doc, options_for(doc, ISSUER)))
    assert value == "z" + base58(signature)
    flickr = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"
    ripple = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
    b64, b32 = base64.b64encode(signature).decode(), base64.b32encode(signature).decode()

    def bad(name, text, why, row="B11"):
        H("value-" + name, "signature", row, doc | {"proof": good | {"proofValue": text}}, why)

    bad("empty", "", "proofValue is empty.")
    bad("z-only", "z", "proofValue is the prefix alone.")
    bad("no-prefix", value[1:], "The prefix z is missing.")
    bad("upper-prefix", "Z" + value[1:], "Upper-case Z is base58 flickr.")
    bad("flickr", "Z" + base58(signature, flickr), "The right bytes in base58 flickr.")
    bad("flickr-as-z", "z" + base58(signature, flickr), "The right bytes in the flickr alphabet under the prefix z.")
    bad("ripple-as-z", "z" + base58(signature, ripple), "The right bytes in the Ripple alphabet under the prefix z.")
    bad("base64url", "u" + base64url(signature), "The right bytes in base64url; the suite demands base58btc.")
    bad("base64url-padded", "U" + base64.urlsafe_b64encode(signature).decode(), "The right bytes in padded base64url.")
    bad("base64", "m" + b64.rstrip("="), "The right bytes in base64.")
    bad("base64-padded", "M" + b64, "The right bytes in padded base64.")
    bad("hex", "f" + signature.hex(), "The right bytes in hexadecimal.")
    bad("hex-upper", "F" + signature.hex().upper(), "The right bytes in upper-case hexadecimal.")
    bad("base32", "b" + b32.rstrip("=").lower(), "The right bytes in base32.")
    bad("base10", "9" + str(int.from_bytes(signature, "big")), "The right bytes in decimal.")
    bad("identity", "\0" + signature.decode("latin-1"), "The right bytes under the identity prefix.")
    bad("hex-as-z", "z" + signature.hex(), "Hexadecimal digits under the prefix z.")
    bad("base64url-as-z", "z" + base64url(signature), "base64url under the prefix z.")
    bad("two-prefixes", "z" + value, "Two prefixes.")
    for letter in "0OIl":
        bad(
            "letter-" + (letter if letter != "O" else "upper-o"),
            value[:40] + letter + value[41:],
            f"The character {letter} is not in the alphabet.",
        )
    bad("plus", value[:40] + "+" + value[41:], "A plus sign is not in the alphabet.")
    bad("non-ascii", value[:40] + "\u00e9" + value[41:], "A letter outside ASCII.")
    bad(
        "full-width",
        value[:40] + chr(ord(value[40]) + 0xFEE0) + value[41:],
        "A full-width form of the right character.",
    )
    bad("space-before", " " + value, "A space before.")
    bad("space-after", value + " ", "A space after.")
    bad("space-after-prefix", "z " + value[1:], "A space after the prefix.")
    bad("newline-inside", value[:44] + "\n" + value[44:], "A line feed inside.")
    bad("newline-after", value + "\n", "A line feed after.")
    bad("tab-inside", value[:44] + "\t" + value[44:], "A tab inside.")
    bad("nul-after", value + "\0", "U+0000 after.")
    bad("nul-inside", value[:44] + "\0" + value[44:], "U+0000 inside.")
    bad("zero-width-inside", value[:44] + "\u200b" + value[44:], "A zero-width space inside.")
    bad("bom-before", "\ufeff" + value, "U+FEFF before.")
    bad("equals", value + "=", "Padding after.")
    bad("hyphenated", value[:44] + "-" + value[44:], "A hyphen inside.")
    bad("upper-case", value.upper().replace("Z", "z", 1), "All letters in upper case.")
    bad("swapped-case", "z" + value[1:].swapcase(), "The case of all letters swapped.")
    bad("leading-one", "z1" + value[1:], "A leading 1: 65 bytes with a zero byte before.")
    bad("leading-ones", "z" + "1" * 30 + value[1:], "Thirty leading 1s.")
    bad("64-ones", "z" + "1" * 64, "64 zero bytes.")
    bad("63-bytes", "z" + base58(signature[:-1]), "The last byte is missing.")
    bad("63-bytes-first", "z" + base58(signature[1:]), "The first byte is missing.")
    bad("65-bytes-zero", "z" + base58(signature + b"\0"), "A zero byte follows.")
    bad("65-bytes-prefix", "z" + base58(b"\x40" + signature), "A length byte stands before.")
    bad("32-bytes", "z" + base58(signature[:32]), "The first half alone.")
    bad("96-bytes", "z" + base58(signature + ISSUER.public), "The public key follows.")
    bad("128-bytes", "z" + base58(signature + hash_data(doc, options_for(doc, ISSUER))), "The message follows.")
    bad("multicodec", "z" + base58(b"\xed\x01" + signature), "A multicodec prefix stands before.")
    bad("repeated", value + value[1:], "The value twice.")
    bad("joined", value + "," + value, "Two values and a comma.")
    bad("one-character-less", value[:-1], "The last character is missing.")
    bad("one-character-changed", value[:-1] + ("2" if value[-1] != "2" else "3"), "The last character is another.")
    bad("200-kb", "z" + "2" * 200_000, "200,000 base58 characters: the length is to be bounded before decoding.")
    bad("50-kb-ones", "z" + "1" * 50_000, "50,000 times the digit 1.")
    bad("20-kb-leading-ones", "z" + "1" * 20_000 + value[1:], "The right value after 20,000 times the digit 1.")
    bad("200-letters", "z" + "z" * 200, "200 characters.")
    bad(
        "jws",
        base64url(b'{"alg":"EdDSA","b64":false,"crit":["b64"]}') + ".." + base64url(signature),
        "A detached JWS.",
    )

    n = 0
    while ISSUER.sign(hash_data(doc, options_for(doc, ISSUER, nonce=str(n))))[0]:
        n += 1
    zero = prove(doc, nonce=str(n))
    H(
        "value-zero-byte-dropped",
        "signature",
        "B11",
        doc | {"proof": zero | {"proofValue": "z" + zero["proofValue"][2:]}},
        "The signature starts with a zero byte and the digit 1 for it is missing: 63 bytes.",
    )
    H(
        "value-zero-byte-doubled",
        "signature",
        "B11",
        doc | {"proof": zero | {"proofValue": "z1" + zero["proofValue"][1:]}},
        "The signature starts with a zero byte and has a digit 1 too many: 65 bytes.",
    )

    # Ed25519
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    message = hash_data(doc, options_for(doc, ISSUER))

    def raw(name, big_r, scalar, why, row="D1"):
        bad("ed25519-" + name, "z" + base58(big_r + scalar.to_bytes(32, "little")), why, row)

    raw("s-plus-l", r, s + L, "S was raised by the group order: the same equation, another text.")
    raw("s-plus-2l", r, s + 2 * L, "S was raised by twice the group order.")
    raw("s-plus-8l", r, s + 8 * L, "S was raised by eight times the group order.")
    raw("s-negated", r, L - s, "S was negated.")
    raw("s-zero", r, 0, "S is zero.")
    raw("s-l", r, L, "S is the group order.")
    raw("s-max", r, 2**256 - 1, "S is all ones.")
    raw("s-top-bit", r, s | 1 << 255, "The top bit of S is set.")
    raw("r-sign", bytes(r[:31] + bytes([r[31] ^ 0x80])), s, "The sign of R was flipped.")
    raw("r-negated-s-negated", bytes(r[:31] + bytes([r[31] ^ 0x80])), L - s, "R and S were negated.")
    raw("r-zero", bytes(32), s, "R is all zero bytes.")
    raw("r-identity", encode_point(IDENTITY), s, "R is the identity.")
    bad("ed25519-halves-swapped", "z" + base58(signature[32:] + r), "R and S changed places.", "D1")
    bad("ed25519-reversed", "z" + base58(signature[::-1]), "The bytes are in the opposite order.", "D1")
    bad("ed25519-s-big-endian", "z" + base58(r + signature[:31:-1]), "S is big-endian.", "D1")
    bad("ed25519-all-zero", "z" + base58(bytes(64)), "64 zero bytes.", "D1")
    bad("ed25519-all-ff", "z" + base58(b"\xff" * 64), "64 bytes of FF.", "D1")
    bad("ed25519-one-bit", "z" + base58(bytes([signature[0] ^ 1]) + signature[1:]), "One bit of R was flipped.", "D1")
    bad(
        "ed25519-one-bit-s",
        "z" + base58(signature[:32] + bytes([signature[32] ^ 1]) + signature[33:]),
        "One bit of S was flipped.",
        "D1",
    )
    a = ISSUER.scalar
    for name, enc in [
        ("r-identity-y-above-p", (P + 1).to_bytes(32, "little")),
        ("r-identity-sign", (1 | 1 << 255).to_bytes(32, "little")),
    ]:
        raw(
            name,
            enc,
            challenge(enc, ISSUER.public, message) * a % L,
            "R is an encoding of the identity that RFC 8032 decoding forbids; the equation holds.",
            "D2",
        )

    # Keys of small order: one lax equation fits any message.
    order8 = [
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    ]
    weak = [
        ("order-1", 1),
        ("order-2", P - 1),
        ("order-4", 0),
        ("order-4-sign", 1 << 255),
        ("order-1-sign", 1 | 1 << 255),
        ("order-2-sign", P - 1 | 1 << 255),
        ("order-4-y-p", P),
        ("order-4-y-p-sign", P | 1 << 255),
        ("order-1-y-p1", P + 1),
        ("order-1-y-p1-sign", P + 1 | 1 << 255),
    ]
    weak = [(n, e.to_bytes(32, "little")) for n, e in weak]
    weak += [
        ("order-8-a", bytes.fromhex(order8[0])),
        ("order-8-a-sign", bytes.fromhex(order8[0][:62] + "85")),
        ("order-8-b", bytes.fromhex(order8[1])),
        ("order-8-b-sign", bytes.fromhex(order8[1][:62] + "fa")),
    ]
    for name, public in weak:
        did = "did:key:" + multikey(public)
        weak_doc = badge(did)
        method_id = did + "#" + multikey(public)
        weak_message = hash_data(weak_doc, options_for(weak_doc, ISSUER, method=method_id))
        point = decode_point_laxly(public)
        scalar = 1
        while True:  # grind R until k·A is the identity
            big_r = encode_point(point_times(scalar, BASE))
            if all(point_times(k, point) == IDENTITY for k in challenges(big_r, public, weak_message)):
                break
            scalar += 1
        forged = "z" + base58(big_r + scalar.to_bytes(32, "little"))
        row = "D2" if any(x in name for x in ("y-p", "order-1-sign", "order-2-sign")) else "D3"
        H(
            "weak-key-" + name,
            "key",
            row,
            weak_doc | {"proof": options_for(weak_doc, ISSUER, method=method_id) | {"proofValue": forged}},
            "The did:key holds a point of small order and a signature made without any secret; the plain equation"
            " holds.",
            issuer=did,
        )
    for name, public, why in [
        ("not-on-curve", (2).to_bytes(32, "little"), "No point has this y."),
        ("y-max", b"\xff" * 32, "y is all ones."),
        ("y-p-plus-18", (P + 18).to_bytes(32, "little"), "y is not below p."),
    ]:
        did = "did:key:" + multikey(public)
        H(
            "weak-key-" + name,
            ["key", "signature"] if name == "not-on-curve" else "key",
            "D2",
            sealed_by(did, fragment="#" + multikey(public)),
            "The did:key holds no valid point. " + why,
            issuer=did,
        )


def challenges(r, a, message):
    """The challenge modulo 8·L and modulo L: they differ for points of small order."""
    k = int.from_bytes(hashlib.sha512(r + a + message).digest(), "little")
    return k % (8 * L) % 8, k % L % 8


# --------------------------------------------------------------------------------------------------
# Hostile: issuers and keys
# --------------------------------------------------------------------------------------------------


def issuers():
    victim, own = ISSUER.did, ATTACKER.did
    trust_both = [victim, own]

    def bad(
        name, issuer, why, key=ATTACKER, method_id=None, check="key", row="F1", outcome=REJECTED, trust=victim, **more
    ):
        doc = badge() | ({"issuer": issuer} if issuer is not GONE else {})
        if issuer is GONE:
            del doc["issuer"]
        H(
            "issuer-" + name,
            check,
            row,
            seal(doc, key, method=method_id or key.method),
            why,
            outcome=outcome,
            issuer=trust,
            **more,
        )

    bad("attacker-key", victim, "The badge names the victim and is signed with the attacker's key.")
    bad(
        "attacker-key-object",
        {"id": victim, "type": ["Profile"], "name": "Example University"},
        "The same with an issuer object.",
    )
    bad("attacker-jwk", victim, "The attacker's key is a did:jwk.", method_id=did_jwk(jwk_of(ATTACKER)) + "#0")
    bad(
        "victim-fragment-attacker",
        victim,
        "The victim's DID with the attacker's fragment.",
        method_id=victim + "#" + ATTACKER.multibase,
        row="F2",
    )
    bad(
        "attacker-fragment-victim",
        victim,
        "The attacker's DID with the victim's fragment.",
        method_id=own + "#" + ISSUER.multibase,
        row="F2",
    )
    bad(
        "attacker-own-fragment-victim",
        own,
        "The attacker's badge, with the victim's key as the fragment.",
        method_id=own + "#" + ISSUER.multibase,
        row="F2",
        trust=own,
    )
    bad(
        "victim-method-attacker-signature",
        victim,
        "The victim's method, the attacker's signature.",
        method_id=ISSUER.method,
        check="signature",
    )
    bad(
        "same-key-as-jwk",
        victim,
        "The victim's own key, but under its did:jwk: another identifier.",
        key=ISSUER,
        method_id=did_jwk(jwk_of(ISSUER)) + "#0",
    )
    bad(
        "jwk-issuer-key-method",
        did_jwk(jwk_of(ISSUER)),
        "The issuer is a did:jwk, the method the did:key of the same key.",
        key=ISSUER,
        trust=did_jwk(jwk_of(ISSUER)),
    )
    bad("array", [victim, own], "Two issuers in an array.", check="model", trust=trust_both)
    bad(
        "array-reversed",
        [own, victim],
        "Two issuers in an array, the attacker first.",
        check="model",
        trust=trust_both,
    )
    bad("array-of-one", [own], "One issuer in an array.", check="model", trust=own)
    bad(
        "array-of-object",
        [{"id": own, "type": ["Profile"]}],
        "One issuer object in an array.",
        check="model",
        trust=own,
    )
    bad("empty-array", [], "An empty array.", check="model", key=ISSUER)
    for name, value in [
        ("null", None),
        ("number", 1),
        ("true", True),
        ("empty", ""),
        ("space", " "),
        ("empty-object", {}),
        ("not-url", "Example University"),
        ("relative", "/issuers/1"),
        ("no-scheme", "example.org/issuers/1"),
    ]:
        bad(name, value, f"The issuer is no URL: {name}.", check="model", key=ISSUER, row="G1")
        if name != "empty-object":
            bad(
                "id-" + name,
                {"id": value, "type": ["Profile"]},
                f"The id of the issuer is no URL: {name}.",
                check="model",
                key=ISSUER,
                row="G1",
            )
    bad("missing", GONE, "No issuer.", check="model", key=ISSUER, row="G1")
    bad(
        "no-id",
        {"type": ["Profile"], "name": victim},
        "An issuer object without an id; its name is the victim's DID.",
        check="model",
        key=ISSUER,
    )
    bad(
        "id-array",
        {"id": [victim, own], "type": ["Profile"]},
        "The id of the issuer is an array.",
        check="model",
        trust=trust_both,
    )
    bad(
        "id-object",
        {"id": {"id": victim}, "type": ["Profile"]},
        "The id of the issuer is an object.",
        check="model",
        key=ISSUER,
    )
    bad("at-id", {"@id": victim, "type": ["Profile"]}, "The issuer has an @id and no id.", check="model", key=ISSUER)
    bad(
        "id-and-at-id",
        {"id": own, "@id": victim, "type": ["Profile"]},
        "The attacker's id beside the victim's @id; the victim is trusted.",
        check="issuer",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "url-member",
        {"id": own, "url": victim, "name": victim, "type": ["Profile"]},
        "The attacker's id, the victim's DID as url and name; the victim is trusted.",
        check="issuer",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "nested",
        {"id": own, "type": ["Profile"], "parentOrg": {"id": victim, "type": ["Profile"]}},
        "The victim is the parent organisation; the victim is trusted.",
        check="issuer",
        outcome=NOT_ACCEPTED,
    )
    # Spellings near the DID of the key, signed with that very key: identifiers are whole byte strings.
    for name, text in [
        ("prefix", victim[:-1]),
        ("suffix", victim + "x"),
        ("slash", victim + "/"),
        ("hash", victim + "#"),
        ("query", victim + "?"),
        ("method", ISSUER.method),
        ("upper-scheme", "DID" + victim[3:]),
        ("upper-method", victim.replace("did:key", "did:KEY")),
        ("lower", victim.lower()),
        ("percent", victim.replace(":z6", ":%7A6")),
        ("percent-colon", victim.replace("did:key:", "did:key%3A")),
        ("space-before", " " + victim),
        ("space-after", victim + " "),
        ("newline", victim + "\n"),
        ("nul", victim + "\0"),
        ("zero-width", victim + "\u200b"),
        ("cyrillic", victim.replace("did:key", "did:k\u0435y")),
        ("path", victim + "/a"),
        ("parameter", victim + ";a=b"),
        ("double", victim + "," + victim),
    ]:
        data = seal(badge() | {"issuer": text}, ISSUER)
        no_url = name in ("space-before", "space-after", "newline", "nul")
        H(
            "issuer-near-" + name,
            "model" if no_url else "key",
            "F1",
            data,
            f"The issuer is not the DID of the key but near it: {name}.",
            outcome=NOT_ACCEPTED,
            any_issuer=True,
        )


def near_methods():
    """did:key and did:jwk: the method must be the one that the DID itself yields."""
    own, frag = ISSUER.did, "#" + ISSUER.multibase

    def bad(name, method_id, why, outcome=REJECTED, row="F2", docs=None):
        H("method-" + name, "key", row, seal(badge(), method=method_id), why, outcome=outcome, docs=docs)

    V("method-no-fragment", "F2", seal(badge(), method=own), "The method is the did:key without a fragment.")
    bad("empty-fragment", own + "#", "An empty fragment.")
    bad("fragment-only", frag, "A relative reference.")
    bad("fragment-key-1", own + "#key-1", "A fragment that the DID does not yield.")
    bad("fragment-zero", own + "#0", "The fragment of did:jwk.")
    bad("fragment-twice", own + frag + frag, "The fragment twice.")
    bad("fragment-lower", own + frag.lower(), "The fragment in lower case.")
    bad("fragment-cut", own + frag[:-1], "The fragment cut short.")
    bad("fragment-longer", own + frag + "x", "The fragment continued.")
    bad("fragment-space", own + frag + " ", "A space after the fragment.")
    bad("fragment-percent", own + "#%7A" + ISSUER.multibase[1:], "A percent-encoded letter in the fragment.")
    bad(
        "fragment-x25519",
        own + "#" + multikey(ISSUER.public, b"\xec\x01"),
        "The fragment of the derived key agreement key.",
    )
    bad("query", own + "?versionId=1" + frag, "A query before the fragment.")
    bad("path", own + "/x" + frag, "A path before the fragment.")
    bad("upper-did", own.replace("did:", "DID:") + frag, "The scheme in upper case.")
    bad("space-before", " " + own + frag, "A space before.")
    bad("nul", own + "\0" + frag, "U+0000 in the DID.")
    bad("did-only-scheme", "did:key:" + frag, "A DID without an identifier.")
    bad("https", "https://example.org/keys/1", "An https method for a did:key issuer.")
    bad(
        "attacker-document-for-did-key",
        own + "#key-1",
        "A document in the folder claims the issuer's did:key and lists another method; did:key is resolved from the"
        " DID alone.",
        row="F1",
        docs={"d.json": document(own, ISSUER)},
    )
    H(
        "method-attacker-document-attacker-key",
        "key",
        "F1",
        seal(badge(), ATTACKER, method=own + "#key-1"),
        "A document in the folder claims the issuer's did:key and lists the attacker's key.",
        outcome=NOT_ACCEPTED,
        docs={"d.json": document(own, ATTACKER)},
    )
    H(
        "method-attacker-document-same-id",
        "signature",
        "F1",
        seal(badge(), ATTACKER, method=ISSUER.method),
        "A document in the folder gives the issuer's own method id the attacker's key.",
        outcome=NOT_ACCEPTED,
        docs={
            "d.json": {"id": own, "verificationMethod": [method(own, ATTACKER, frag)], "assertionMethod": [own + frag]}
        },
    )

    def key(name, multibase, why, row="F3", outcome=REJECTED):
        did = "did:key:" + multibase
        H(
            "didkey-" + name,
            ["model", "key"] if name == "long" else "model" if " " in did else "key",
            row,
            sealed_by(did, fragment="#" + multibase),
            why,
            outcome=outcome,
            issuer=did,
        )

    raw = ISSUER.public
    key("x25519", multikey(raw, b"\xec\x01"), "The codec of X25519 before an Ed25519 key.", outcome=NOT_ACCEPTED)
    key("p256", multikey(b"\x02" + raw, b"\x80\x24"), "The codec of P-256.", outcome=NOT_ACCEPTED)
    key(
        "p256-32",
        multikey(raw, b"\x80\x24"),
        "The codec of P-256 before the 32 bytes of an Ed25519 key.",
        outcome=NOT_ACCEPTED,
    )
    key("secp256k1", multikey(b"\x02" + raw, b"\xe7\x01"), "The codec of secp256k1.", outcome=NOT_ACCEPTED)
    key("bls", multikey(raw * 3, b"\xeb\x01"), "The codec of BLS12-381 G2.", outcome=NOT_ACCEPTED)
    key("ed25519-secret", multikey(raw, b"\x80\x26"), "The codec of an Ed25519 secret key.", outcome=NOT_ACCEPTED)
    key("ed448", multikey(raw + raw[:25], b"\x83\x24"), "The codec of Ed448.", outcome=NOT_ACCEPTED)
    key("raw", "z" + base58(raw), "No codec, the key alone.")
    key("codec-one-byte", "z" + base58(b"\xed" + raw), "The codec's first byte alone.")
    key("codec-zero", multikey(raw, b"\xed\x00"), "A wrong second byte of the codec.")
    key("codec-long-varint", multikey(raw, b"\xed\x81\x00"), "The codec as an overlong varint.")
    key("codec-swapped", multikey(raw, b"\x01\xed"), "The bytes of the codec swapped.")
    key("codec-twice", multikey(raw, b"\xed\x01\xed\x01"), "The codec twice.")
    key("31-bytes", multikey(raw[:31]), "A key of 31 bytes.")
    key("33-bytes", multikey(raw + b"\0"), "A key of 33 bytes.")
    key("33-bytes-front", multikey(b"\0" + raw), "A zero byte before the key.")
    key("34-bytes", multikey(raw + b"\0\0"), "A key of 34 bytes.")
    key("64-bytes", multikey(raw + raw), "A key of 64 bytes.")
    key("empty-key", multikey(b""), "The codec alone.")
    key("z-only", "z", "The prefix alone.")
    key("leading-one", "z1" + ISSUER.multibase[1:], "A zero byte before the codec.")
    key("no-prefix", ISSUER.multibase[1:], "No multibase prefix.")
    key("upper-prefix", "Z" + ISSUER.multibase[1:], "Upper-case Z.")
    key("base64url", "u" + base64url(ED25519 + raw), "The right bytes in base64url; did:key demands base58btc.")
    key("hex", "f" + (ED25519 + raw).hex(), "The right bytes in hexadecimal.")
    key("bad-letter", ISSUER.multibase[:20] + "0" + ISSUER.multibase[21:], "A character outside the alphabet.")
    key("space", ISSUER.multibase[:20] + " " + ISSUER.multibase[20:], "A space inside.")
    key("long", "z" + "2" * 3000, "3,000 characters: longer than a DID may be.")
    key("percent", "%7A" + ISSUER.multibase[1:], "The prefix percent-encoded.")

    def jwk(name, value, why, key=ISSUER, fragment="#0", outcome=REJECTED, did=None):
        did = did or did_jwk(value)
        H(
            "didjwk-" + name,
            ["model", "key"] if name in ("empty", "padded") else "model" if " " in did or "{" in did else "key",
            "F3",
            sealed_by(did, key, fragment),
            why,
            outcome=outcome,
            issuer=did,
        )

    x = ISSUER.x
    base = jwk_of(ISSUER)
    jwk(
        "ec",
        {"kty": "EC", "crv": "P-256", "x": x, "y": x},
        "A P-256 key whose x is the Ed25519 key.",
        outcome=NOT_ACCEPTED,
    )
    jwk("ec-ed25519", {"kty": "EC", "crv": "Ed25519", "x": x}, "kty EC with crv Ed25519.", outcome=NOT_ACCEPTED)
    jwk("rsa", {"kty": "RSA", "n": x, "e": "AQAB"}, "An RSA key.", outcome=NOT_ACCEPTED)
    jwk("oct", {"kty": "oct", "k": x}, "A symmetric key.", outcome=NOT_ACCEPTED)
    jwk("x25519", base | {"crv": "X25519"}, "crv X25519.", outcome=NOT_ACCEPTED)
    jwk("ed448", base | {"crv": "Ed448"}, "crv Ed448.", outcome=NOT_ACCEPTED)
    jwk("crv-case", base | {"crv": "ed25519"}, "crv in lower case.", outcome=NOT_ACCEPTED)
    jwk("kty-case", base | {"kty": "okp"}, "kty in lower case.", outcome=NOT_ACCEPTED)
    jwk("no-kty", {"crv": "Ed25519", "x": x}, "No kty.")
    jwk("no-crv", {"kty": "OKP", "x": x}, "No crv.")
    jwk("no-x", {"kty": "OKP", "crv": "Ed25519"}, "No x.")
    jwk("kty-array", base | {"kty": ["OKP"]}, "kty is an array.")
    jwk("crv-null", base | {"crv": None}, "crv is null.")
    jwk("x-number", base | {"x": 7}, "x is a number.")
    jwk("x-array", base | {"x": [x]}, "x is an array.")
    jwk("x-empty", base | {"x": ""}, "x is empty.")
    jwk("x-31-bytes", base | {"x": base64url(raw[:31])}, "x has 31 bytes.")
    jwk("x-33-bytes", base | {"x": base64url(raw + b"\0")}, "x has 33 bytes.")
    jwk("x-33-bytes-front", base | {"x": base64url(b"\0" + raw)}, "x has a zero byte before.")
    jwk("x-multicodec", base | {"x": base64url(ED25519 + raw)}, "x holds the multicodec prefix.")
    jwk("x-multibase", base | {"x": ISSUER.multibase}, "x is a Multikey.")
    jwk("x-hex", base | {"x": raw.hex()}, "x is hexadecimal.")
    jwk("x-padded", base | {"x": x + "="}, "x is padded.")
    jwk("x-space", base | {"x": x[:20] + " " + x[20:]}, "A space in x.")
    jwk("x-newline", base | {"x": x + "\n"}, "A line feed after x.")
    jwk("x-nul", base | {"x": x + "\0"}, "U+0000 after x.")
    odd = next(k for k in (Key(f"odd {i}") for i in range(100)) if "-" in k.x and "_" in k.x)
    jwk("x-base64", jwk_of(odd, x=odd.x.replace("-", "+").replace("_", "/")), "x is base64, not base64url.", key=odd)
    jwk("x-small-order", base | {"x": base64url((1).to_bytes(32, "little"))}, "x is the identity point.")
    jwk("x-y-above-p", base | {"x": base64url((P + 1).to_bytes(32, "little"))}, "x encodes y = p + 1.")
    jwk("d", base | {"d": base64url(ISSUER.seed)}, "The private key is published.")
    jwk("d-empty", base | {"d": ""}, "An empty d is still a private member.")
    jwk(
        "use-enc",
        base | {"use": "enc"},
        "use enc: the key is not for signatures, did:jwk lists it under keyAgreement only.",
    )
    jwk("use-array", base | {"use": ["sig"]}, "use is an array.", outcome=NOT_ACCEPTED)
    jwk("key-ops-encrypt", base | {"key_ops": ["encrypt"]}, "key_ops does not allow verify.", outcome=NOT_ACCEPTED)
    jwk("key-ops-empty", base | {"key_ops": []}, "key_ops allows nothing.", outcome=NOT_ACCEPTED)
    jwk("alg-es256", base | {"alg": "ES256"}, "alg contradicts the key.", outcome=NOT_ACCEPTED)
    jwk("alg-none", base | {"alg": "none"}, "alg none.", outcome=NOT_ACCEPTED)
    evil = ATTACKER.x
    jwk(
        "twice-x-first",
        f'{{"kty":"OKP","crv":"Ed25519","x":"{x}","x":"{evil}"}}'.encode(),
        "x occurs twice, the signer's first.",
    )
    jwk(
        "twice-x-last",
        f'{{"kty":"OKP","crv":"Ed25519","x":"{evil}","x":"{x}"}}'.encode(),
        "x occurs twice, the signer's last.",
    )
    jwk(
        "twice-x-escaped",
        f'{{"kty":"OKP","crv":"Ed25519","x":"{x}","\\u0078":"{evil}"}}'.encode(),
        "x occurs twice, once escaped.",
    )
    jwk("twice-crv", f'{{"kty":"OKP","crv":"X25519","crv":"Ed25519","x":"{x}"}}'.encode(), "crv occurs twice.")
    text = to_bytes(base)
    jwk("trailing-comma", text[:-1] + b",}", "A trailing comma.")
    jwk("trailing-bytes", text + b"{}", "Bytes after the JSON text.")
    jwk("truncated", text[:-1], "The closing brace is missing.")
    jwk("bom", b"\xef\xbb\xbf" + text, "A byte order mark.")
    jwk("utf8", text[:-1] + b',"kid":"\xff"}', "Invalid UTF-8 in another member.")
    jwk("surrogate", text[:-1] + b',"kid":"\\ud800"}', "A lone surrogate in another member.")
    jwk("comment", b"/* */" + text, "A comment.")
    jwk("array", b"[" + text + b"]", "The JWK in an array.")
    jwk("set", {"keys": [base]}, "A JWK set.")
    jwk("string", quote(text.decode()), "The JWK as a string.")
    jwk("not-json", b"OKP", "No JSON.")
    jwk("deep", text[:-1] + b',"a":' + b"[" * 600 + b"]" * 600 + b"}", "A member nested 600 deep.")
    plain = did_jwk(base)
    body = plain[8:]
    jwk("empty", None, "No identifier.", did="did:jwk:")
    jwk("padded", None, "The DID is padded.", did=plain + ("=" * (-len(body) % 4) or "="))
    kid = next(
        k for k in (jwk_of(ISSUER, kid=f"{i}>?") for i in range(99)) if "-" in did_jwk(k)[8:] or "_" in did_jwk(k)[8:]
    )
    jwk(
        "base64-did",
        None,
        "The DID is base64, not base64url.",
        did="did:jwk:" + did_jwk(kid)[8:].replace("-", "+").replace("_", "/"),
    )
    jwk("space-in-did", None, "A space in the DID.", did=plain[:30] + " " + plain[30:])
    jwk("one-character-more", None, "A lone base64 character at the end.", did=did_jwk(pad_to(text, 0)) + "A")
    jwk("plain-json-did", None, "The JSON text itself in the DID.", did="did:jwk:" + text.decode())
    jwk("base58-did", None, "The DID in base58.", did="did:jwk:z" + base58(text))
    for name, fragment in [
        ("no-fragment", ""),
        ("fragment-1", "#1"),
        ("fragment-00", "#00"),
        ("fragment-empty", "#"),
        ("fragment-key", "#key-0"),
        ("fragment-kid", "#" + ISSUER.x),
        ("fragment-query", "?a=b#0"),
        ("fragment-arabic", "#\u0660"),
    ]:
        jwk(name, base, f"did:jwk knows the fragment #0 only: {name}.", fragment=fragment)
    other_order = did_jwk({"x": x, "crv": "Ed25519", "kty": "OKP"})
    H(
        "didjwk-same-key-other-spelling",
        "key",
        "F1",
        seal(badge(plain), method=other_order + "#0"),
        "Issuer and method are two did:jwk spellings of one key: different identifiers.",
        issuer=plain,
    )


def pad_to(text, remainder):
    """The JSON text with spaces, so that its length is `remainder` modulo 3."""
    return text + b" " * ((remainder - len(text)) % 3)


# --------------------------------------------------------------------------------------------------
# Hostile: controller documents
# --------------------------------------------------------------------------------------------------


def documents():
    m = method(WEB, ISSUER)

    def bad(name, why, docs=None, of=WEB, data=None, check="key", outcome=REJECTED, row="F5", issuer=None, **changes):
        H(
            "doc-" + name,
            check,
            row,
            data or sealed_by(of),
            why,
            outcome=outcome,
            issuer=issuer or of,
            docs=docs or {"d.json": document(of, **changes)},
        )

    bad(
        "authentication-only",
        "The method is listed under authentication only.",
        assertionMethod=GONE,
        authentication=[WEB + "#key-1"],
    )
    bad(
        "embedded-authentication",
        "The method is embedded under authentication only.",
        verificationMethod=GONE,
        assertionMethod=[],
        authentication=[m],
    )
    bad("no-relationship", "The method is listed under no relationship.", assertionMethod=GONE)
    bad("assertion-empty", "assertionMethod is empty.", assertionMethod=[])
    bad(
        "assertion-other",
        "assertionMethod lists another method.",
        verificationMethod=[m, method(WEB, WITNESS, "#key-2")],
        assertionMethod=[WEB + "#key-2"],
    )
    bad("assertion-null", "assertionMethod is null.", assertionMethod=None, outcome=NOT_ACCEPTED)
    bad(
        "assertion-string-other",
        "assertionMethod is a string that begins with the method's id.",
        assertionMethod=WEB + "#key-10",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "assertion-object",
        "assertionMethod is an object keyed by the method's id.",
        assertionMethod={WEB + "#key-1": True},
        outcome=NOT_ACCEPTED,
    )
    bad(
        "assertion-longer", "assertionMethod lists #key-10, the proof names #key-1.", assertionMethod=[WEB + "#key-10"]
    )
    bad("assertion-case", "assertionMethod lists the id in another case.", assertionMethod=[WEB + "#KEY-1"])
    bad(
        "assertion-id-only-object",
        "assertionMethod holds an object with the id and no key material, and the method is not listed by reference.",
        assertionMethod=[{"id": WEB + "#key-1"}],
        outcome=NOT_ACCEPTED,
    )
    bad("assertion-number", "assertionMethod holds a number.", assertionMethod=[1], outcome=NOT_ACCEPTED)
    bad(
        "assertion-external",
        "assertionMethod lists another DID's method, the proof names the document's own.",
        assertionMethod=["did:web:example.com#key-1"],
    )
    bad(
        "method-missing",
        "The method is listed but not in the document.",
        verificationMethod=GONE,
        outcome=NOT_ACCEPTED,
    )
    bad(
        "method-other-fragment",
        "The document has #key-2 only.",
        verificationMethod=[method(WEB, ISSUER, "#key-2")],
        assertionMethod=[WEB + "#key-2"],
        outcome=NOT_ACCEPTED,
    )
    bad("method-null", "verificationMethod is null.", verificationMethod=None, outcome=NOT_ACCEPTED)
    bad(
        "method-object",
        "verificationMethod is an object keyed by id.",
        verificationMethod={WEB + "#key-1": m},
        outcome=NOT_ACCEPTED,
    )
    bad(
        "controller-other",
        "The controller of the method is someone else.",
        verificationMethod=[m | {"controller": "did:web:example.com"}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "controller-missing",
        "The method has no controller.",
        verificationMethod=[method(WEB, ISSUER, controller=GONE)],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "controller-null",
        "The controller is null.",
        verificationMethod=[m | {"controller": None}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "controller-array",
        "The controller is an array.",
        verificationMethod=[m | {"controller": [WEB, "did:web:example.com"]}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "controller-prefix",
        "The controller is a longer DID.",
        verificationMethod=[m | {"controller": WEB + ":teams"}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "controller-slash",
        "The controller has a slash at the end.",
        of=HTTPS,
        verificationMethod=[method(HTTPS, ISSUER, controller=HTTPS + "/")],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "controller-embedded-other",
        "An embedded method with another controller.",
        verificationMethod=GONE,
        assertionMethod=[m | {"controller": "did:web:example.com"}],
        outcome=NOT_ACCEPTED,
    )
    for name, value, why in [
        ("past", "2026-03-01T00:00:00Z", "in March"),
        ("just-now", AT, "at the very time of the check"),
        ("a-second-ago", "2026-11-24T11:59:59Z", "a second ago"),
        ("offset", "2026-11-24T13:30:00+02:00", "at 11:30 UTC, which only the offset shows"),
        ("before-signature", "2025-01-01T00:00:00Z", "before the signature"),
        ("year-negative", "-0001-01-01T00:00:00Z", "in a year before our era"),
    ]:
        bad("revoked-" + name, f"The method was revoked {why}.", verificationMethod=[m | {"revoked": value}])
        bad("expired-" + name, f"The method expired {why}.", verificationMethod=[m | {"expires": value}])
    H(
        "doc-expired-at-later",
        "key",
        "G3",
        sealed_by(WEB),
        "The method is good today and expired at the time asked for.",
        issuer=WEB,
        at="2027-06-01T00:00:00Z",
        docs={"d.json": document(WEB, verificationMethod=[m | {"expires": "2027-01-01T00:00:00Z"}])},
    )
    H(
        "doc-revoked-at-later",
        "key",
        "G3",
        sealed_by(WEB),
        "The method is good today and revoked at the time asked for.",
        issuer=WEB,
        at="2027-06-01T00:00:00Z",
        docs={"d.json": document(WEB, verificationMethod=[m | {"revoked": "2027-06-01T00:00:00Z"}])},
    )
    H(
        "doc-proof-expired-at-later",
        "signature",
        "G3",
        sealed_by(WEB, expires="2027-01-01T00:00:00Z"),
        "The proof is good today and expired at the time asked for.",
        issuer=WEB,
        at="2027-06-01T00:00:00Z",
        docs={"d.json": document(WEB)},
    )
    bad(
        "revoked-embedded",
        "An embedded method was revoked.",
        verificationMethod=GONE,
        assertionMethod=[m | {"revoked": "2026-03-01T00:00:00Z"}],
    )
    bad(
        "revoked-though-expires-later",
        "Revoked, though it expires later.",
        verificationMethod=[m | {"revoked": "2026-03-01T00:00:00Z", "expires": "2030-01-01T00:00:00Z"}],
    )
    for name, value in [
        ("true", True),
        ("number", 1772323200),
        ("null", None),
        ("empty", ""),
        ("date-only", "2030-03-01"),
        ("30-february", "2030-02-30T00:00:00Z"),
        ("word", "never"),
        ("array", ["2030-03-01T00:00:00Z"]),
    ]:
        bad(
            "revoked-malformed-" + name,
            f"revoked is malformed: {name}.",
            verificationMethod=[m | {"revoked": value}],
            outcome=NOT_ACCEPTED,
        )
        bad(
            "expires-malformed-" + name,
            f"expires is malformed: {name}.",
            verificationMethod=[m | {"expires": value}],
            outcome=NOT_ACCEPTED,
        )
    bad(
        "two-methods-one-id",
        "Two methods with one id, the signer's first.",
        verificationMethod=[m, method(WEB, ATTACKER)],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "two-methods-one-id-last",
        "Two methods with one id, the signer's last.",
        verificationMethod=[method(WEB, ATTACKER), m],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "two-methods-revoked-and-not",
        "Two methods with one id, one of them revoked.",
        verificationMethod=[m, m | {"revoked": "2026-03-01T00:00:00Z"}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "embedded-and-listed-differ",
        "One id, embedded with the signer's key and listed with another.",
        verificationMethod=[method(WEB, WITNESS)],
        assertionMethod=[m],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "both-materials-differ",
        "publicKeyJwk and publicKeyMultibase hold different keys.",
        verificationMethod=[m | {"publicKeyJwk": jwk_of(WITNESS)}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "both-materials-differ-jwk",
        "They differ, the signer's is the JWK.",
        verificationMethod=[method(WEB, WITNESS, type="JsonWebKey", publicKeyJwk=jwk_of(ISSUER))],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "both-materials-58",
        "publicKeyBase58 and publicKeyMultibase differ.",
        verificationMethod=[
            method(WEB, WITNESS, type="Ed25519VerificationKey2018", publicKeyBase58=base58(ISSUER.public))
        ],
        outcome=NOT_ACCEPTED,
    )
    bad("other-key", "The document gives another key.", verificationMethod=[method(WEB, WITNESS)], check="signature")
    bad(
        "no-material",
        "The method holds no key.",
        verificationMethod=[method(WEB, ISSUER, publicKeyMultibase=GONE)],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "secret-only",
        "The method holds the secret key only.",
        verificationMethod=[
            method(WEB, ISSUER, publicKeyMultibase=GONE, secretKeyMultibase=multikey(ISSUER.seed, b"\x80\x26"))
        ],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "jwk-d",
        "publicKeyJwk holds the private key.",
        verificationMethod=[
            method(
                WEB,
                ISSUER,
                type="JsonWebKey",
                publicKeyMultibase=GONE,
                publicKeyJwk=jwk_of(ISSUER, d=base64url(ISSUER.seed)),
            )
        ],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "jwk-use-enc",
        "publicKeyJwk is for encryption.",
        verificationMethod=[
            method(WEB, ISSUER, type="JsonWebKey", publicKeyMultibase=GONE, publicKeyJwk=jwk_of(ISSUER, use="enc"))
        ],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "jwk-x25519",
        "publicKeyJwk is an X25519 key.",
        verificationMethod=[
            method(WEB, ISSUER, type="JsonWebKey", publicKeyMultibase=GONE, publicKeyJwk=jwk_of(ISSUER, crv="X25519"))
        ],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "jwk-string",
        "publicKeyJwk is JSON in a string.",
        verificationMethod=[
            method(WEB, ISSUER, type="JsonWebKey", publicKeyMultibase=GONE, publicKeyJwk=write(jwk_of(ISSUER)))
        ],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "x25519-codec",
        "publicKeyMultibase has the codec of X25519.",
        verificationMethod=[m | {"publicKeyMultibase": multikey(ISSUER.public, b"\xec\x01")}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "multikey-raw",
        "publicKeyMultibase has no codec.",
        verificationMethod=[m | {"publicKeyMultibase": "z" + base58(ISSUER.public)}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "multikey-base64url",
        "publicKeyMultibase is base64url.",
        verificationMethod=[m | {"publicKeyMultibase": "u" + base64url(ED25519 + ISSUER.public)}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "multikey-31-bytes",
        "publicKeyMultibase holds 31 bytes.",
        verificationMethod=[m | {"publicKeyMultibase": multikey(ISSUER.public[:31])}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "multikey-small-order",
        "publicKeyMultibase is a point of small order.",
        verificationMethod=[m | {"publicKeyMultibase": multikey(bytes(32))}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "multikey-array",
        "publicKeyMultibase is an array.",
        verificationMethod=[m | {"publicKeyMultibase": [ISSUER.multibase, ATTACKER.multibase]}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "multikey-200-kb",
        "publicKeyMultibase has 20,000 characters.",
        verificationMethod=[m | {"publicKeyMultibase": "z" + "2" * 20000}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "base58-33-bytes",
        "publicKeyBase58 holds 33 bytes.",
        verificationMethod=[
            method(
                WEB,
                ISSUER,
                type="Ed25519VerificationKey2018",
                publicKeyMultibase=GONE,
                publicKeyBase58=base58(ISSUER.public + b"\0"),
            )
        ],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "type-x25519-2020",
        "The type is a key agreement key's.",
        verificationMethod=[m | {"type": "X25519KeyAgreementKey2020"}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "type-unknown",
        "The type of the method is unknown.",
        verificationMethod=[m | {"type": "ExampleKey2099"}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "type-missing",
        "The method has no type.",
        verificationMethod=[method(WEB, ISSUER, type=GONE)],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "type-secp256k1",
        "The type is secp256k1's, the key Ed25519's.",
        verificationMethod=[m | {"type": "EcdsaSecp256k1VerificationKey2019"}],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "method-id-missing",
        "The method has no id.",
        verificationMethod=[method(WEB, ISSUER, id=GONE)],
        outcome=NOT_ACCEPTED,
    )
    bad(
        "method-id-other-did",
        "The id of the method belongs to another DID.",
        verificationMethod=[m | {"id": "did:web:example.com#key-1"}],
        assertionMethod=["did:web:example.com#key-1"],
        outcome=NOT_ACCEPTED,
    )
    # Whose document?
    ex = "did:web:example.com"
    bad(
        "id-other",
        "The folder holds another issuer's document with the right method inside.",
        docs={"example.org.json": document(WEB) | {"id": ex}},
        outcome=NOT_ACCEPTED,
    )
    bad(
        "id-missing",
        "The document has no id; its file name is that of the issuer.",
        id=GONE,
        docs=None,
        outcome=NOT_ACCEPTED,
    )
    bad(
        "id-slash",
        "The id of the document has a slash at the end.",
        of=HTTPS,
        docs={"d.json": document(HTTPS) | {"id": HTTPS + "/"}},
        outcome=NOT_ACCEPTED,
    )
    bad(
        "id-case",
        "The id of the document differs in case.",
        docs={"d.json": document(WEB) | {"id": "did:web:Example.org"}},
        outcome=NOT_ACCEPTED,
    )
    bad(
        "id-fragment",
        "The id of the document has a fragment.",
        docs={"d.json": document(WEB) | {"id": WEB + "#"}},
        outcome=NOT_ACCEPTED,
    )
    bad(
        "id-array",
        "The id of the document is an array.",
        docs={"d.json": document(WEB) | {"id": [WEB]}},
        outcome=NOT_ACCEPTED,
    )
    bad(
        "id-also-known-as",
        "The document names the issuer in alsoKnownAs only.",
        docs={"d.json": document(WEB) | {"id": ex, "alsoKnownAs": [WEB]}},
        outcome=NOT_ACCEPTED,
    )
    bad(
        "wrapped-deactivated",
        "The document stands inside a resolution result that says deactivated.",
        docs={"d.json": {"didDocument": document(WEB), "didDocumentMetadata": {"deactivated": True}}},
        outcome=NOT_ACCEPTED,
    )
    bad("in-array", "The document stands in an array.", docs={"d.json": [document(WEB)]}, outcome=NOT_ACCEPTED)
    bad(
        "two-documents",
        "Two documents with one id and different keys.",
        docs={"a.json": document(WEB), "b.json": document(WEB, ATTACKER)},
        outcome=NOT_ACCEPTED,
    )
    bad(
        "two-documents-reversed",
        "Two documents with one id, the other file order.",
        docs={"a.json": document(WEB, ATTACKER), "b.json": document(WEB)},
        outcome=NOT_ACCEPTED,
    )
    bad(
        "two-documents-revoked",
        "Two documents with one id, in one of them the method is revoked.",
        docs={
            "a.json": document(WEB),
            "b.json": document(WEB, verificationMethod=[m | {"revoked": "2026-03-01T00:00:00Z"}]),
        },
        outcome=NOT_ACCEPTED,
    )
    bad(
        "victim-method-in-attacker-document",
        "The attacker's document holds a method with the issuer's id; the issuer's own document is absent.",
        docs={"d.json": document(ex, verificationMethod=[m], assertionMethod=[WEB + "#key-1"])},
        row="F1",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "victim-method-in-attacker-document-2",
        "The same, and the issuer's own document is there with its own key.",
        data=sealed_by(WEB, ATTACKER),
        docs={
            "a.json": document(ex, verificationMethod=[method(WEB, ATTACKER)], assertionMethod=[WEB + "#key-1"]),
            "b.json": document(WEB),
        },
        row="F1",
        check="signature",
    )
    bad(
        "attacker-document-controller-victim",
        "The attacker's document has a method whose controller is the issuer.",
        data=seal(badge(WEB), ATTACKER, method=ex + "#key-1"),
        row="F1",
        docs={
            "a.json": document(ex, verificationMethod=[method(ex, ATTACKER, controller=WEB)]),
            "b.json": document(WEB),
        },
    )
    bad(
        "document-controller-attacker",
        "The issuer's document names the attacker as controller; that does not lend the attacker's keys.",
        data=seal(badge(WEB), ATTACKER, method=ex + "#key-1"),
        row="F1",
        docs={"a.json": document(ex, ATTACKER), "b.json": document(WEB, controller=ex)},
    )
    bad(
        "other-issuer-key",
        "The method belongs to another issuer whose document is there.",
        data=seal(badge(WEB), ATTACKER, method=ex + "#key-1"),
        row="F1",
        docs={"a.json": document(ex, ATTACKER), "b.json": document(WEB)},
    )
    bad(
        "subdomain",
        "The method belongs to a path below the issuer's DID.",
        data=seal(badge(WEB), ATTACKER, method=WEB + ":users:mallory#key-1"),
        row="F1",
        docs={"a.json": document(WEB + ":users:mallory", ATTACKER), "b.json": document(WEB)},
    )
    bad(
        "parent",
        "The method belongs to a DID above the issuer's.",
        data=seal(badge(WEB + ":dept"), ATTACKER, method=WEB + "#key-1"),
        of=WEB + ":dept",
        row="F1",
        docs={"a.json": document(WEB, ATTACKER), "b.json": document(WEB + ":dept")},
    )
    bad(
        "https-prefix",
        "The method's URL begins with the issuer's URL.",
        of=HTTPS,
        data=seal(badge(HTTPS), ATTACKER, method=HTTPS + "0#key-1"),
        row="F1",
        docs={"a.json": document(HTTPS + "0", ATTACKER), "b.json": document(HTTPS)},
    )
    bad(
        "https-for-did-web",
        "The issuer is did:web, the method is that host's https URL.",
        data=seal(badge(WEB), method="https://example.org/.well-known/did.json#key-1"),
        row="F1",
        docs={"a.json": document("https://example.org/.well-known/did.json"), "b.json": document(WEB)},
    )
    bad(
        "did-key-for-https",
        "The issuer is an https URL, the method a did:key nobody vouches for.",
        of=HTTPS,
        data=seal(badge(HTTPS), ATTACKER),
        row="F1",
        docs={"b.json": document(HTTPS)},
    )
    bad(
        "did-key-for-https-no-document",
        "The issuer is an https URL without a document, the method a did:key.",
        of=HTTPS,
        data=seal(badge(HTTPS), ATTACKER),
        row="F1",
        docs={"b.json": document(ex)},
        outcome=NOT_ACCEPTED,
    )
    bad(
        "method-no-fragment",
        "The proof names the DID without a fragment.",
        data=seal(badge(WEB), method=WEB),
        row="F2",
        outcome=NOT_ACCEPTED,
    )
    bad("method-relative", "The proof names #key-1.", data=seal(badge(WEB), method="#key-1"), row="F2")
    bad(
        "method-query",
        "The proof's method has a query.",
        data=seal(badge(WEB), method=WEB + "?service=x#key-1"),
        row="F2",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "method-percent",
        "The fragment is percent-encoded.",
        data=seal(badge(WEB), method=WEB + "#key%2D1"),
        row="F2",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "method-case",
        "The fragment is in upper case.",
        data=seal(badge(WEB), method=WEB + "#KEY-1"),
        row="F2",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "issuer-case",
        "The issuer writes the host in upper case, document and method in lower case.",
        data=seal(badge("did:web:EXAMPLE.org"), method=WEB + "#key-1"),
        issuer="did:web:EXAMPLE.org",
        row="F1",
    )
    bad(
        "https-issuer-case",
        "The issuer writes the host in upper case.",
        of=HTTPS,
        data=seal(badge("https://EXAMPLE.org/issuers/1"), method=HTTPS + "#key-1"),
        issuer="https://EXAMPLE.org/issuers/1",
        row="F1",
    )
    bad(
        "https-issuer-port",
        "The issuer names the default port.",
        of=HTTPS,
        data=seal(badge("https://example.org:443/issuers/1"), method=HTTPS + "#key-1"),
        issuer="https://example.org:443/issuers/1",
        row="F1",
    )
    bad(
        "https-issuer-slash",
        "The issuer has a slash at the end.",
        of=HTTPS,
        data=seal(badge(HTTPS + "/"), method=HTTPS + "#key-1"),
        issuer=HTTPS + "/",
        row="F1",
    )
    bad(
        "https-issuer-http",
        "The issuer is http, the method https.",
        of=HTTPS,
        data=seal(badge("http" + HTTPS[5:]), method=HTTPS + "#key-1"),
        issuer="http" + HTTPS[5:],
        row="F1",
    )
    bad(
        "https-issuer-dots",
        "The issuer's path holds dot segments that lead to the document.",
        of=HTTPS,
        data=seal(badge("https://example.org/x/../issuers/1"), method=HTTPS + "#key-1"),
        issuer="https://example.org/x/../issuers/1",
        row="F1",
    )
    bad(
        "https-issuer-userinfo",
        "The issuer's URL has user information that looks like the trusted host.",
        of=HTTPS,
        data=seal(badge("https://example.org@example.com/issuers/1"), method=HTTPS + "#key-1"),
        issuer="https://example.org@example.com/issuers/1",
        row="F1",
    )
    # The document's own text
    text = write(document(WEB))
    bad(
        "twice-id",
        "The document has two ids.",
        docs={"d.json": swap(text, '"verificationMethod"', f'"id":"{ex}","verificationMethod"')},
        row="A1",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "twice-assertion",
        "The document has two assertionMethod members, the empty one first.",
        docs={"d.json": swap(text, '"assertionMethod"', '"assertionMethod":[],"assertionMethod"')},
        row="A1",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "twice-multibase",
        "The method has two publicKeyMultibase members.",
        docs={
            "d.json": swap(
                text, '"publicKeyMultibase"', f'"publicKeyMultibase":"{ATTACKER.multibase}","publicKeyMultibase"'
            )
        },
        row="A1",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "twice-revoked",
        "The method has two revoked members, in the past and in the future.",
        docs={
            "d.json": swap(
                text,
                '"publicKeyMultibase"',
                '"revoked":"2026-03-01T00:00:00Z","revoked":"2030-03-01T00:00:00Z","publicKeyMultibase"',
            )
        },
        row="A1",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "trailing-comma",
        "The document has a trailing comma.",
        docs={"d.json": text[:-1] + ",}"},
        row="A4",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "bom",
        "The document has a byte order mark.",
        docs={"d.json": b"\xef\xbb\xbf" + text.encode()},
        row="A4",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "utf8",
        "The document holds invalid UTF-8.",
        docs={"d.json": swap(text, '"verificationMethod"', b'"note":"\xff","verificationMethod"')},
        row="A3",
        outcome=NOT_ACCEPTED,
    )
    bad("truncated", "The document is cut short.", docs={"d.json": text[:-2]}, row="A4", outcome=NOT_ACCEPTED)
    bad("empty", "The document is empty.", docs={"d.json": b""}, row="A4", outcome=NOT_ACCEPTED)
    bad(
        "deep",
        "The document is nested 5,000 deep in another member.",
        docs={
            "d.json": swap(text, '"verificationMethod"', '"note":' + "[" * 5000 + "]" * 5000 + ',"verificationMethod"')
        },
        row="A6",
        outcome=NOT_ACCEPTED,
    )
    bad(
        "is-a-badge",
        "The only document with the right id is a credential, not a controller document.",
        docs={"d.json": {"id": WEB, "type": ["VerifiableCredential"]}},
        outcome=NOT_ACCEPTED,
    )


def web_dids():
    """did:web identifiers that must not be believed, each with a document that carries the very id."""
    for name, tail, why in [
        ("dot-dot", "example.org:..:victim", "A segment that climbs."),
        ("dot", "example.org:.:victim", "A segment that stays."),
        ("dot-dot-last", "example.org:teams:..", "A last segment that climbs."),
        ("percent-dots", "example.org:%2e%2e:victim", "A climbing segment, percent-encoded."),
        ("percent-dots-upper", "example.org:%2E%2E:victim", "The same in upper case."),
        ("half-percent-dots", "example.org:.%2e:victim", "The same half encoded."),
        ("double-percent", "example.org:%252e%252e:victim%2f", "Doubly encoded dots and an encoded slash."),
        ("percent-slash", "example.org:a%2Fb", "An encoded slash in a segment."),
        ("percent-slash-lower", "example.org:a%2fb", "The same in lower case."),
        ("percent-backslash", "example.org:a%5Cb", "An encoded reverse solidus."),
        ("percent-nul", "example.org:a%00b", "An encoded NUL."),
        ("nul", "example.org:a\0b", "A raw NUL."),
        ("slash", "example.org/a", "A slash, which starts a DID URL's path."),
        ("absolute", "example.org:%2Fetc%2Fpasswd", "An encoded absolute path."),
        ("user-info", "user@example.org", "User information."),
        ("percent-user-info", "user%40example.org", "Encoded user information."),
        ("unicode-host", "ex\u00e4mple.org", "A host outside ASCII."),
        ("cyrillic-host", "\u0435xample.org", "A look-alike host."),
        ("full-width-dot", "example\u3002org", "An ideographic full stop."),
        ("zero-width-host", "exam\u200bple.org", "An invisible character in the host."),
        ("percent-unicode-host", "ex%C3%A4mple.org", "A percent-encoded host outside ASCII."),
        ("trailing-colon", "example.org:", "A colon at the end."),
        ("empty-host", ":teams", "No host."),
        ("empty", "", "Nothing."),
        ("empty-segment", "example.org::teams", "An empty segment."),
        ("space", "example.org:a b", "A space."),
        ("percent-space-host", "example%20.org", "An encoded space in the host."),
        ("bad-percent", "example.org:a%zz", "A broken percent-encoding."),
        ("bad-percent-end", "example.org:a%4", "A percent-encoding cut short."),
        ("port-letters", "example.org%3Aabc", "A port of letters."),
        ("port-big", "example.org%3A99999", "A port beyond 65535."),
        ("port-empty", "example.org%3A", "An empty port."),
        ("two-ports", "example.org%3A80%3A81", "Two ports."),
        ("question", "example.org?x", "A question mark."),
        ("percent-question", "example.org:a%3Fb", "An encoded question mark."),
        ("percent-hash", "example.org:a%23b", "An encoded number sign."),
        ("host-dots", "example..org", "An empty label."),
        ("host-hyphen", "-example.org", "A label that begins with a hyphen."),
        ("host-only-dots", "..", "A host of two dots."),
        ("host-underscore-star", "*.example.org", "A wildcard host."),
        ("newline", "example.org\nexample.com", "A line feed."),
        ("quote", "example.org:\"x\"", "Quotation marks."),
        ("brackets", "[::1]", "An IPv6 address."),
        ("long", "example.org" + ":a" * 2000, "More than 2,048 bytes."),
    ]:
        did = "did:web:" + tail
        H(
            "didweb-" + name,
            "model" if name in ("nul", "space", "newline", "quote") else "key",
            "F4" if "host" not in name else "F6",
            sealed_by(did),
            why,
            outcome=NOT_ACCEPTED,
            any_issuer=True,
            docs={"d.json": document(did)},
        )
    for name, did, why in [
        ("scheme-upper", "DID:web:example.org", "The scheme in upper case."),
        ("method-upper", "did:WEB:example.org", "The method in upper case."),
        ("method-empty", "did::example.org", "No method."),
        ("no-identifier", "did:web", "No identifier."),
        ("scheme-only", "did:", "The scheme alone."),
        ("method-hyphen", "did:we-b:example.org", "A hyphen in the method name."),
        ("space-before", " did:web:example.org", "A space before."),
    ]:
        H(
            "did-" + name,
            "model" if name in ("scheme-only", "space-before") else "key",
            "F4",
            sealed_by(did),
            why,
            outcome=NOT_ACCEPTED,
            any_issuer=True,
            docs={"d.json": document(did)},
        )


# --------------------------------------------------------------------------------------------------
# Hostile: the model
# --------------------------------------------------------------------------------------------------


def hostile_model():
    def bad(name, doc, why, outcome=REJECTED, check="model", row="G1", issuer=ISSUER.did, key=ISSUER):
        H("model-" + name, check, row, seal(doc, key), why + " Validly signed.", outcome=outcome, issuer=issuer)

    wrong = [("null", None), ("number", 1), ("empty-array", []), ("empty-object", {}), ("true", True)]
    # @context
    for name, value in wrong + [("string", VC2), ("empty-string", "")]:
        bad("context-" + name, badge(**{"@context": value}), f"@context is {name}.")
    H(
        "model-context-missing",
        "model",
        "G1",
        badge(**{"@context": GONE}) | {"proof": prove(badge(**{"@context": GONE}), context=False)},
        "No @context. Validly signed.",
    )
    for name, value, why in [
        ("ob-only", [OB], "The VCDM context is missing."),
        ("vc-only", [VC2], "The Open Badges context is missing."),
        ("reversed", [OB, VC2], "The VCDM context is second."),
        ("prepended", ["https://example.org/contexts/v1", VC2, OB], "A context stands before the VCDM context."),
        ("inline-first", [{"x": "https://example.org/x"}, VC2, OB], "An inline context stands first."),
        ("null-first", [None, VC2, OB], "null stands first."),
        ("null-last", [VC2, OB, None], "A null context clears all terms."),
        ("nested", [[VC2, OB]], "An array in the array."),
        ("number-inside", [VC2, OB, 3], "A number among the contexts."),
        ("vc-slash", [VC2 + "/", OB], "A slash after the VCDM context."),
        ("vc-http", ["http" + VC2[5:], OB], "The VCDM context with http."),
        ("vc-upper", [VC2.replace("www.w3.org", "WWW.W3.ORG"), OB], "The VCDM context's host in upper case."),
        ("vc-hash", [VC2 + "#", OB], "A number sign after the VCDM context."),
        ("vc-space", [VC2 + " ", OB], "A space after the VCDM context."),
        ("vc-inline", [{"@import": VC2}, OB], "The VCDM context by @import."),
        (
            "vc-example",
            ["https://www.w3.org/ns/credentials/examples/v2", OB],
            "The examples context in place of the VCDM context.",
        ),
        ("vc-v3", ["https://www.w3.org/ns/credentials/v3", OB], "A version that does not exist."),
        (
            "ob-look-alike",
            [VC2, OB.replace("purl.imsglobal.org", "purl.imsglobal.org.example.com")],
            "A look-alike of the Open Badges context.",
        ),
        ("ob-v2", [VC2, "https://w3id.org/openbadges/v2"], "The context of Open Badges 2.0."),
        ("ob-http", [VC2, "http" + OB[5:]], "The Open Badges context with http."),
        (
            "ob-third",
            [VC2, "https://example.org/contexts/v1", OB],
            "The Open Badges context is third; it must be second.",
        ),
        ("empty-string-inside", [VC2, OB, ""], "An empty string among the contexts."),
        ("object-for-array", {"0": VC2, "1": OB}, "An object in place of the array."),
    ]:
        bad("context-" + name, badge(**{"@context": value}), why)
    # type
    for name, value in wrong + [
        ("string", "OpenBadgeCredential"),
        ("joined", "VerifiableCredential OpenBadgeCredential"),
        ("array-of-number", ["VerifiableCredential", "OpenBadgeCredential", 1]),
        ("array-of-null", ["VerifiableCredential", "OpenBadgeCredential", None]),
        ("array-of-array", [["VerifiableCredential", "OpenBadgeCredential"]]),
        ("array-of-object", ["VerifiableCredential", "OpenBadgeCredential", {"a": 1}]),
        ("no-verifiable-credential", ["OpenBadgeCredential"]),
        ("case", ["verifiablecredential", "openbadgecredential"]),
        ("vc-case", ["verifiableCredential", "OpenBadgeCredential"]),
        ("space", ["VerifiableCredential ", "OpenBadgeCredential"]),
        ("presentation", ["VerifiablePresentation", "OpenBadgeCredential"]),
        ("object", {"VerifiableCredential": True, "OpenBadgeCredential": True}),
        ("url-only", ["https://www.w3.org/2018/credentials#VerifiableCredential", "OpenBadgeCredential"]),
    ]:
        bad(
            "type-" + name,
            badge(type=value),
            f"type is wrong: {name}.",
            outcome=NOT_ACCEPTED if name in ("url-only",) else REJECTED,
        )
    for name in ("type", "id", "validFrom", "credentialSubject"):
        bad(
            f"{name}-missing",
            badge(**{name: GONE}),
            f"{name} is missing." + (" Open Badges 3.0 requires it." if name in ("id", "validFrom") else ""),
        )
    # id
    for name, value in wrong + [
        ("empty", ""),
        ("space", " "),
        ("relative", "/credentials/1"),
        ("relative-name", "badge-1"),
        ("dots", "../1"),
        ("network-path", "//example.org/1"),
        ("fragment", "#1"),
        ("two", ["urn:uuid:5f0c4c1e-3b43-4d0b-8a53-b1c0f0a5d7e1"]),
        ("colon-first", ":x"),
        ("number-scheme", "1a:b"),
        ("space-inside", "https://example.org/a b"),
        ("newline", "https://example.org/a\nb"),
        ("scheme-only", "https://"),
    ]:
        bad("id-" + name, badge(id=value), f"The id of the credential is no URL: {name}.")
    # credentialSubject
    for name, value in wrong + [
        ("string", LEARNER.did),
        ("array-of-string", [LEARNER.did]),
        ("array-of-null", [None]),
        ("two", [subject(), subject(id=NOTARY.did)]),
        ("two-same", [subject(), subject()]),
        ("nested-array", [[subject()]]),
    ]:
        bad("subject-" + name, badge(credentialSubject=value), f"credentialSubject is wrong: {name}.")
    for name, value in wrong + [("empty", ""), ("relative", "alice"), ("array-of-two", [LEARNER.did, NOTARY.did])]:
        bad(
            "subject-id-" + name,
            badge(credentialSubject=subject(id=value)),
            f"The id of the subject is no URL: {name}.",
        )
    bad(
        "subject-no-id-no-identifier",
        badge(credentialSubject=subject(id=GONE)),
        "A subject with neither id nor identifier.",
    )
    bad(
        "subject-empty-identifier",
        badge(credentialSubject=subject(id=GONE, identifier=[])),
        "A subject without id and with an empty identifier array.",
    )
    bad("subject-type-missing", badge(credentialSubject=subject(type=GONE)), "The subject has no type.")
    for name, value in wrong + [
        ("other", ["Person"]),
        ("case", ["achievementSubject"]),
        ("array-of-number", ["AchievementSubject", 1]),
    ]:
        bad(
            "subject-type-" + name,
            badge(credentialSubject=subject(type=value)),
            f"The type of the subject is wrong: {name}.",
        )
    bad("achievement-missing", badge(credentialSubject=subject(achievement=GONE)), "The subject has no achievement.")
    for name, value in wrong + [
        ("string", "https://example.org/achievements/teamwork"),
        ("two", [achievement(), achievement(id="https://example.org/achievements/2")]),
    ]:
        bad(
            "achievement-" + name,
            badge(credentialSubject=subject(achievement=value)),
            f"achievement is wrong: {name}.",
        )
    for name in ("id", "type", "name", "description", "criteria"):
        bad(f"achievement-{name}-missing", with_achievement(**{name: GONE}), f"The achievement has no {name}.")
        for label, value in wrong:
            if not (name == "criteria" and label == "empty-object"):
                bad(
                    f"achievement-{name}-{label}",
                    with_achievement(**{name: value}),
                    f"{name} of the achievement is wrong: {label}.",
                )
    bad("achievement-id-relative", with_achievement(id="achievements/1"), "The id of the achievement is relative.")
    bad(
        "achievement-type-other",
        with_achievement(type=["Course"]),
        "Achievement is not among the types of the achievement.",
    )
    bad("criteria-string", with_achievement(criteria="https://example.org/criteria"), "criteria is a string.")
    bad("criteria-narrative-number", with_achievement(criteria={"narrative": 5}), "The narrative is a number.")
    bad("criteria-id-relative", with_achievement(criteria={"id": "criteria"}), "The id of the criteria is relative.")
    for label, value in wrong:
        bad("name-" + label, badge(name=value), f"The name is wrong: {label}.")
        bad("description-" + label, badge(description=value), f"The description is wrong: {label}.")
        bad(
            "issuer-name-" + label,
            badge() | {"issuer": {"id": ISSUER.did, "type": ["Profile"], "name": value}},
            f"The name of the issuer is wrong: {label}.",
        )
        bad(
            "credits-" + label,
            badge(credentialSubject=subject(creditsEarned=value if label != "number" else "3")),
            f"creditsEarned is wrong: {label if label != 'number' else 'a string'}.",
        )
    bad(
        "issuer-type-missing",
        badge() | {"issuer": {"id": ISSUER.did, "name": "Example University"}},
        "The issuer's Profile has no type, which Open Badges 3.0 requires.",
    )
    bad(
        "issuer-type-other",
        badge() | {"issuer": {"id": ISSUER.did, "type": ["Organization"]}},
        "Profile is not among the types of the issuer.",
    )
    # Further down, by the Open Badges schema
    deep = [
        (
            "identity-no-type",
            subject(identifier=[{k: v for k, v in identity().items() if k != "type"}]),
            "An identity without type.",
        ),
        (
            "identity-no-hashed",
            subject(identifier=[{k: v for k, v in identity().items() if k != "hashed"}]),
            "An identity without hashed.",
        ),
        (
            "identity-no-hash",
            subject(identifier=[{k: v for k, v in identity().items() if k != "identityHash"}]),
            "An identity without identityHash.",
        ),
        (
            "identity-no-kind",
            subject(identifier=[{k: v for k, v in identity().items() if k != "identityType"}]),
            "An identity without identityType.",
        ),
        (
            "identity-extra",
            subject(identifier=[identity(extra=1)]),
            "An identity with a member that the schema does not allow.",
        ),
        ("identity-string", subject(identifier=[MAIL]), "An identity that is a string."),
        (
            "identity-kind-unknown",
            subject(identifier=[identity(kind="shoeSize")]),
            "An identityType outside the enumeration.",
        ),
        ("result-no-type", subject(result=[{"value": "1"}]), "A result without type."),
        (
            "result-status-unknown",
            subject(result=[{"type": ["Result"], "status": "Great"}]),
            "A result status outside the enumeration.",
        ),
        (
            "result-value-number",
            subject(result=[{"type": ["Result"], "value": 87}]),
            "A result value that is a number.",
        ),
        ("subject-image-no-id", subject(image={"type": "Image"}), "An image without id."),
        ("activity-date", subject(activityEndDate="last summer"), "activityEndDate is no date."),
        (
            "alignment-no-url",
            subject(achievement=achievement(alignment=[{"type": ["Alignment"], "targetName": "x"}])),
            "An alignment without targetUrl.",
        ),
        (
            "alignment-no-name",
            subject(achievement=achievement(alignment=[{"type": ["Alignment"], "targetUrl": "https://example.org/"}])),
            "An alignment without targetName.",
        ),
        (
            "result-description-no-name",
            subject(
                achievement=achievement(
                    resultDescription=[{"id": "urn:example:r", "type": ["ResultDescription"], "resultType": "Percent"}]
                )
            ),
            "A result description without name.",
        ),
        (
            "result-description-type-unknown",
            subject(
                achievement=achievement(
                    resultDescription=[
                        {"id": "urn:example:r", "type": ["ResultDescription"], "name": "x", "resultType": "Shoe"}
                    ]
                )
            ),
            "A resultType outside the enumeration.",
        ),
        (
            "related-no-id",
            subject(achievement=achievement(related=[{"type": ["Related"]}])),
            "A related achievement without id.",
        ),
        (
            "achievement-type-unknown",
            subject(achievement=achievement(achievementType="Nonsense")),
            "An achievementType outside the enumeration.",
        ),
        (
            "achievement-image-extra",
            subject(achievement=achievement(image={"id": "https://example.org/i.png", "type": "Image", "x": 1})),
            "An image with a member that the schema does not allow.",
        ),
        ("tag-number", subject(achievement=achievement(tag=["a", 1])), "A tag that is a number."),
        ("creator-no-id", subject(achievement=achievement(creator={"type": ["Profile"]})), "A creator without id."),
        ("language-odd", subject(achievement=achievement(inLanguage="English")), "inLanguage is no language code."),
    ]
    for name, s, why in deep:
        bad("deep-" + name, badge(credentialSubject=s), why)
    for name, changes, why in [
        ("evidence-no-type", {"evidence": [{"narrative": "x"}]}, "Evidence without type."),
        ("evidence-string", {"evidence": ["https://example.org/e"]}, "Evidence that is a string."),
        ("image-string-in-array", {"image": ["https://example.org/i.png"]}, "An image that is an array of strings."),
        (
            "schema-no-type",
            {"credentialSchema": [{"id": "https://example.org/s.json"}]},
            "A credentialSchema without type.",
        ),
        ("schema-no-id", {"credentialSchema": [{"type": "JsonSchema"}]}, "A credentialSchema without id."),
        ("terms-no-type", {"termsOfUse": [{"id": "https://example.org/t"}]}, "Terms of use without type."),
        ("refresh-no-type", {"refreshService": {"id": "https://example.org/r"}}, "A refresh service without type."),
        ("awarded-date", {"awardedDate": "yesterday"}, "awardedDate is no date."),
        ("endorsement-jwt-odd", {"endorsementJwt": ["not a jwt"]}, "endorsementJwt is no compact JWS."),
        ("endorsement-string", {"endorsement": ["x"]}, "An endorsement that is a string."),
        (
            "endorsement-no-type",
            {"endorsement": [{k: v for k, v in endorsement().items() if k != "type"}]},
            "An endorsement without type.",
        ),
        (
            "endorsement-no-subject",
            {"endorsement": [{k: v for k, v in endorsement().items() if k != "credentialSubject"}]},
            "An endorsement without subject.",
        ),
    ]:
        bad("deep-" + name, badge(**changes), why)
    for name, changes, why in [
        ("type", {"type": GONE, "@type": ["VerifiableCredential", "OpenBadgeCredential"]}, "@type in place of type."),
        ("id", {"id": GONE, "@id": "urn:uuid:5f0c4c1e-3b43-4d0b-8a53-b1c0f0a5d7e1"}, "@id in place of id."),
        (
            "issuer",
            {"issuer": GONE, "https://www.w3.org/2018/credentials#issuer": {"id": ISSUER.did}},
            "The issuer under its full IRI.",
        ),
        (
            "subject",
            {"credentialSubject": GONE, "https://www.w3.org/2018/credentials#credentialSubject": subject()},
            "The subject under its full IRI.",
        ),
        (
            "valid-from",
            {"validFrom": GONE, "https://www.w3.org/2018/credentials#validFrom": "2026-01-15T09:00:00Z"},
            "validFrom under its full IRI.",
        ),
        ("case", {"issuer": GONE, "Issuer": ISSUER.did}, "The issuer under a name with a capital."),
        ("holder", {"issuer": GONE, "holder": ISSUER.did}, "A holder in place of the issuer."),
    ]:
        bad("alias-" + name, badge(**changes), why)
    # credentialStatus of a wrong shape
    for name, value in wrong + [
        ("string", "https://example.org/status/1"),
        ("no-type", {k: v for k, v in STATUS.items() if k != "type"}),
        ("array-of-string", ["x"]),
        ("array-of-null", [None]),
        ("type-number", STATUS | {"type": 1}),
    ]:
        bad(
            "status-" + name,
            badge(credentialStatus=value),
            f"credentialStatus is wrong: {name}.",
            outcome=NOT_ACCEPTED,
        )

    # Wrappers: a good badge inside something that nobody signed.
    good = seal(badge())
    for name, data, why in [
        (
            "presentation",
            {"@context": [VC2], "type": ["VerifiablePresentation"], "verifiableCredential": [good]},
            "A good badge in an unsigned presentation.",
        ),
        (
            "presentation-badge-types",
            {
                "@context": CONTEXTS,
                "type": ["VerifiablePresentation", "OpenBadgeCredential"],
                "verifiableCredential": good,
            },
            "The same, the presentation calling itself a badge.",
        ),
        ("credential-member", {"credential": good}, "A good badge under credential."),
        ("vc-member", {"vc": good}, "A good badge under vc."),
        ("data-member", {"data": good, "verified": True}, "A good badge under data."),
        ("graph", {"@context": CONTEXTS, "@graph": [good]}, "A good badge in a graph."),
        ("unsigned-outer", badge(name="Leadership", related=good), "A good badge inside an unsigned one."),
        (
            "unsigned-outer-evidence",
            badge(name="Leadership", evidence=[{"type": ["Evidence"], "credential": good}]),
            "A good badge as evidence of an unsigned one.",
        ),
        (
            "enveloped",
            {"@context": VC2, "id": "data:application/vc,x", "type": "EnvelopedVerifiableCredential"},
            "An enveloped credential with nothing inside.",
        ),
        ("unsigned-outer-subject", badge(credentialSubject=good), "A good badge as the subject of an unsigned one."),
        (
            "endorsement-proof",
            badge(endorsement=[endorsed(endorsement(ISSUER), ISSUER)]),
            "The only proof is that of an embedded endorsement by the same issuer.",
        ),
    ]:
        if name.startswith("presentation"):
            # A parcel of badges, of which nobody proves to be the holder.
            H("wrapped-" + name, "signature", "G1", data, why, outcome=UNKNOWN)
        else:
            H("wrapped-" + name, "format" if name == "enveloped" else "model", "G1", data, why)
    H(
        "wrapped-proof-of-inner",
        "signature",
        "G1",
        badge(name="Leadership", extra=badge()) | {"proof": prove(badge())},
        "The outer badge carries the proof of the badge it holds.",
    )
    H(
        "wrapped-signed-presentation",
        "model",
        "G1",
        seal(
            {
                "@context": [VC2],
                "type": ["VerifiablePresentation"],
                "holder": ISSUER.did,
                "verifiableCredential": [good],
            }
        ),
        "A signed presentation is no badge.",
        outcome=NOT_ACCEPTED,
    )


def hostile_dates():
    def malformed(name, value, why, only=None):
        for member in ("validFrom", "validUntil"):
            if only and member != only:
                continue
            changes = {member: value}
            H(
                f"{'from' if member == 'validFrom' else 'until'}-bad-{name}",
                "model",
                "G2",
                seal(badge(**changes)),
                f"{member}: {why} Validly signed.",
            )

    both = [
        ("30-february", "2026-02-30T00:00:00Z", "30 February."),
        ("29-february", "2027-02-29T00:00:00Z", "29 February of a common year."),
        ("29-february-2100", "2100-02-29T00:00:00Z", "2100 is no leap year."),
        ("31-april", "2026-04-31T00:00:00Z", "31 April."),
        ("day-00", "2026-01-00T00:00:00Z", "Day 0."),
        ("day-32", "2026-01-32T00:00:00Z", "Day 32."),
        ("month-00", "2026-00-10T00:00:00Z", "Month 0."),
        ("month-13", "2026-13-10T00:00:00Z", "Month 13."),
        ("hour-25", "2026-01-15T25:00:00Z", "Hour 25."),
        ("24-01", "2026-01-15T24:01:00Z", "24:01."),
        ("24-fraction", "2026-01-15T24:00:00.1Z", "A tenth of a second after 24:00:00."),
        ("minute-60", "2026-01-15T09:60:00Z", "Minute 60."),
        ("second-60", "2026-06-30T23:59:60Z", "A leap second, which XSD does not know."),
        ("second-61", "2026-06-30T23:59:61Z", "Second 61."),
        ("unpadded-month", "2026-1-15T09:00:00Z", "An unpadded month."),
        ("unpadded-hour", "2026-01-15T9:00:00Z", "An unpadded hour."),
        ("date-only", "2026-01-15", "A date alone."),
        ("date-zone", "2026-01-15Z", "A date with a zone."),
        ("no-seconds", "2026-01-15T09:00Z", "No seconds."),
        ("time-only", "09:00:00Z", "A time alone."),
        ("year-only", "2026", "A year alone."),
        ("year-two-digits", "26-01-15T09:00:00Z", "A year of two digits."),
        ("year-three-digits", "926-01-15T09:00:00Z", "A year of three digits."),
        ("year-leading-zero", "02026-01-15T09:00:00Z", "A year of five digits with a leading zero."),
        ("year-plus", "+2026-01-15T09:00:00Z", "A plus before the year."),
        ("basic", "20260115T090000Z", "The basic format of ISO 8601."),
        ("week", "2026-W03-4T09:00:00Z", "A week date."),
        ("ordinal", "2026-015T09:00:00Z", "An ordinal date."),
        ("space", "2026-01-15 09:00:00Z", "A space for the T."),
        ("lower-t", "2026-01-15t09:00:00Z", "A lower-case t."),
        ("lower-z", "2026-01-15T09:00:00z", "A lower-case z."),
        ("underscore", "2026-01-15_09:00:00Z", "An underscore for the T."),
        ("slashes", "2026/01/15T09:00:00Z", "Slashes."),
        ("fraction-empty", "2026-01-15T09:00:00.Z", "A point without digits."),
        ("fraction-comma", "2026-01-15T09:00:00,5Z", "A decimal comma."),
        ("fraction-of-minute", "2026-01-15T09:00.5Z", "A fraction of a minute."),
        ("offset-no-colon", "2026-01-15T09:00:00+0100", "An offset without colon."),
        ("offset-hours", "2026-01-15T09:00:00+01", "An offset of hours only."),
        ("offset-unpadded", "2026-01-15T09:00:00+1:00", "An unpadded offset."),
        ("offset-14-01", "2026-01-15T09:00:00+14:01", "An offset beyond 14:00."),
        ("offset-15", "2026-01-15T09:00:00+15:00", "An offset of 15 hours."),
        ("offset-minus-15", "2026-01-15T09:00:00-15:00", "An offset of -15 hours."),
        ("offset-minute-60", "2026-01-15T09:00:00+01:60", "An offset of 60 minutes."),
        ("offset-seconds", "2026-01-15T09:00:00+01:00:00", "An offset with seconds."),
        ("offset-and-z", "2026-01-15T09:00:00+01:00Z", "An offset and a Z."),
        ("offset-unicode-minus", "2026-01-15T09:00:00\u221201:00", "A typographic minus."),
        ("z-twice", "2026-01-15T09:00:00ZZ", "Two Z."),
        ("zone-name", "2026-01-15T09:00:00 UTC", "A zone by name."),
        ("zone-bracket", "2026-01-15T09:00:00Z[UTC]", "A zone in brackets."),
        ("zone-est", "2026-01-15T09:00:00EST", "A zone by abbreviation."),
        ("space-before", " 2026-01-15T09:00:00Z", "A space before."),
        ("space-after", "2026-01-15T09:00:00Z ", "A space after."),
        ("newline-after", "2026-01-15T09:00:00Z\n", "A line feed after."),
        ("nul-after", "2026-01-15T09:00:00Z\0", "U+0000 after."),
        ("text-after", "2026-01-15T09:00:00Z or so", "Text after."),
        ("arabic-digits", "\u0662\u0660\u0662\u0666-01-15T09:00:00Z", "Arabic-Indic digits."),
        ("full-width-digits", "\uff12\uff10\uff12\uff16-01-15T09:00:00Z", "Full-width digits."),
        ("hex", "0x7EA-01-15T09:00:00Z", "A hexadecimal year."),
        ("minus-second", "2026-01-15T09:00:-1Z", "A negative second."),
        ("exponent", "2026-01-15T09:00:1e1Z", "An exponent."),
        ("rfc-1123", "Thu, 15 Jan 2026 09:00:00 GMT", "An e-mail date."),
        ("words", "tomorrow", "A word."),
        ("empty", "", "An empty string."),
        ("unix-text", "1768467600", "Seconds as text."),
        ("unix-number", 1768467600, "Seconds as a number."),
        ("null", None, "null."),
        ("true", True, "true."),
        ("array", ["2026-01-15T09:00:00Z"], "An array."),
        (
            "object",
            {"@value": "2026-01-15T09:00:00Z", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
            "A typed value object.",
        ),
        ("interval", "2026-01-15T09:00:00Z/2027-01-15T09:00:00Z", "An interval."),
        ("minus-only", "-", "A minus."),
        ("duration", "P1Y", "A duration."),
    ]
    for name, value, why in both:
        later = (
            value.replace("2026-", "2036-").replace("2027-02-29", "2035-02-29")
            if isinstance(value, str) and name != "interval"
            else value
        )
        malformed(name, value, why, "validFrom")
        malformed(name, later, why, "validUntil")

    def bad(name, why, at=None, **changes):
        H("dates-" + name, "dates", "G2", seal(badge(**changes)), why, at=at)

    bad("expired", "It has expired.", validUntil="2026-06-01T00:00:00Z")
    bad("expired-a-second-ago", "It expired a second ago.", validUntil="2026-11-24T11:59:59Z")
    bad("expired-a-millisecond-ago", "It expired a millisecond ago.", validUntil="2026-11-24T11:59:59.999Z")
    bad(
        "expired-offset",
        "It expired at 11:30 UTC, which only the offset shows.",
        validUntil="2026-11-24T13:30:00+02:00",
    )
    bad(
        "expired-offset-next-day",
        "It expired at 11:00 UTC, though the text names the next day.",
        validUntil="2026-11-25T01:00:00+14:00",
    )
    bad("expired-24", "It expired at the end of yesterday.", validUntil="2026-11-23T24:00:00Z")
    bad(
        "expired-year-0000",
        "It expired in the year 0.",
        validFrom="-0001-01-01T00:00:00Z",
        validUntil="0000-01-01T00:00:00Z",
    )
    bad(
        "expired-year-negative",
        "It expired in a year that looks like this one with a minus.",
        validFrom="-3000-01-01T00:00:00Z",
        validUntil="-2027-01-01T00:00:00Z",
    )
    bad("expired-1969", "It expired before 1970.", validFrom="1960-01-01T00:00:00Z", validUntil="1969-12-31T23:59:59Z")
    bad("not-yet", "It is not valid yet.", validFrom="2027-01-01T00:00:00Z")
    bad("not-yet-a-second", "It becomes valid in a second.", validFrom="2026-11-24T12:00:01Z")
    bad("not-yet-a-millisecond", "It becomes valid in a millisecond.", validFrom="2026-11-24T12:00:00.001Z")
    bad(
        "not-yet-offset",
        "It becomes valid at 12:30 UTC, which only the offset shows.",
        validFrom="2026-11-24T11:30:00-01:00",
    )
    bad("not-yet-24", "It becomes valid at the end of today.", validFrom="2026-11-24T24:00:00Z")
    bad(
        "not-yet-year-10000",
        "It becomes valid in the year 10000, which is smaller as text.",
        validFrom="10000-01-01T00:00:00Z",
    )
    bad(
        "not-yet-year-20260",
        "It becomes valid in a year of five digits that begins like this one.",
        validFrom="20260-01-01T00:00:00Z",
    )
    bad(
        "reversed",
        "validUntil is before validFrom; now is before both.",
        validFrom="2028-01-01T00:00:00Z",
        validUntil="2027-01-01T00:00:00Z",
    )
    bad(
        "reversed-around",
        "validUntil is before validFrom and now is after both.",
        validFrom="2026-06-01T00:00:00Z",
        validUntil="2026-01-01T00:00:00Z",
    )
    bad(
        "reversed-offset",
        "validUntil is before validFrom as an instant, though not as text.",
        validFrom="2026-11-24T12:00:00Z",
        validUntil="2026-11-24T12:30:00+01:00",
    )
    bad("at-earlier", "Good today, not yet at the time asked for.", at="2026-01-15T08:59:59Z")
    bad(
        "at-later",
        "Good today, expired at the time asked for.",
        at="2027-06-01T00:00:01Z",
        validUntil="2027-06-01T00:00:00Z",
    )
    bad(
        "at-offset",
        "Expired at the time asked for, which is given with an offset.",
        at="2027-05-31T23:00:00-02:00",
        validUntil="2027-06-01T00:00:00Z",
    )
    H(
        "dates-issuance-1-1",
        "model",
        "G1",
        seal(badge(validFrom=GONE, issuanceDate="2026-01-15T09:00:00Z")),
        "issuanceDate of VCDM 1.1 in place of validFrom.",
    )


# --------------------------------------------------------------------------------------------------
# Badges of data model 1.1
# --------------------------------------------------------------------------------------------------


def badge_1(issuer=None, **changes):
    """A small Open Badge of data model 1.1."""
    older = {"@context": [VC1, OB], "validFrom": GONE, "issuanceDate": "2026-01-15T09:00:00Z"}
    return badge(issuer, **(older | changes))


def older_model():
    def good(name, why, /, **changes):
        V("older-" + name, "G1", seal(badge_1(**changes)), why)

    def timely(name, why, /, **changes):
        V("older-" + name, "G2", seal(badge_1(**changes)), why)

    def bad(name, check, row, why, /, **changes):
        H("older-" + name, check, row, seal(badge_1(**changes)), why)

    good("basic", "A badge of VCDM 1.1.")
    good("achievement", "The other name of the type.", type=["VerifiableCredential", "AchievementCredential"])
    good("context-3-0-1", "The context of Open Badges 3.0.1.", **{"@context": [VC1, OB.replace("3.0.3", "3.0.1")]})
    V("older-issuer-url", "G1", seal(badge_1() | {"issuer": ISSUER.did}), "The issuer is a URL, as VCDM 1.1 allows.")
    timely("expires", "An expirationDate to come.", expirationDate="2027-06-01T00:00:00Z")
    timely("expires-now", "expirationDate is the time of the check: the last instant.", expirationDate=AT)
    timely("issued-now", "issuanceDate is the time of the check: the first instant.", issuanceDate=AT)
    timely("offset-decides", "12:30 UTC: still valid.", expirationDate="2026-11-24T11:30:00-01:00")
    later = "2026-02-01T00:00:00Z"
    timely("valid-from-beside", "validFrom, whose name is reserved, beside issuanceDate.", validFrom=later)
    timely(
        "all-four-dates",
        "The dates of both data models, all of them in time.",
        validFrom="2026-02-01T00:00:00Z",
        expirationDate="2027-06-01T00:00:00Z",
        validUntil="2027-05-01T00:00:00Z",
    )
    bad("no-issuance-date", "model", "G1", "Without issuanceDate.", issuanceDate=GONE)
    bad("valid-from-instead", "model", "G1", "validFrom in place of issuanceDate.", issuanceDate=GONE, validFrom=later)
    bad("no-name", "model", "G1", "Without name, which Open Badges asks for in this form.", name=GONE)
    bad("no-badge-context", "model", "G1", "Without the Open Badges context.", **{"@context": [VC1]})
    bad("badge-context-first", "model", "G1", "The contexts are in the other order.", **{"@context": [OB, VC1]})
    bad("context-2018-v2", "model", "G1", "A first context that does not exist.", **{"@context": [VC1[:-1] + "2", OB]})
    for name, value in (
        ("date-only", "2026-01-15"),
        ("30-february", "2026-02-30T00:00:00Z"),
        ("no-zone", "2026-01-15T09:00:00"),
        ("number", 1768467600),
        ("null", None),
        ("array", ["2026-01-15T09:00:00Z"]),
    ):
        bad("issued-" + name, "model", "G2", f"issuanceDate is no moment: {name}.", issuanceDate=value)
        bad("expires-" + name, "model", "G2", f"expirationDate is no moment: {name}.", expirationDate=value)
    bad("expired", "dates", "G2", "Expired a second ago.", expirationDate="2026-11-24T11:59:59Z")
    bad("expired-offset", "dates", "G2", "Expired: 11:30 UTC.", expirationDate="2026-11-24T12:30:00+01:00")
    bad("not-yet", "dates", "G2", "Issued for tomorrow.", issuanceDate="2026-11-25T00:00:00Z")
    bad("ends-first", "dates", "G2", "It expires before it is issued.", expirationDate="2026-01-01T00:00:00Z")
    bad(
        "valid-until-passed",
        "dates",
        "G2",
        "expirationDate is to come, validUntil has passed.",
        expirationDate="2027-06-01T00:00:00Z",
        validUntil="2026-06-01T00:00:00Z",
    )
    bad(
        "expiration-passed",
        "dates",
        "G2",
        "validUntil is to come, expirationDate has passed.",
        expirationDate="2026-06-01T00:00:00Z",
        validUntil="2027-06-01T00:00:00Z",
    )
    later = "2027-01-01T00:00:00Z"
    bad("valid-from-later", "dates", "G2", "issuanceDate has passed, validFrom is to come.", validFrom=later)
    sealed = seal(badge_1(expirationDate="2026-06-01T00:00:00Z"))
    cut = {k: v for k, v in sealed.items() if k != "expirationDate"}
    H("older-expiry-cut", "signature", "B1", cut, "The expirationDate was taken away after signing.")
    late = sealed | {"expirationDate": "2027-06-01T00:00:00Z"}
    H("older-expiry-changed", "signature", "B1", late, "The expirationDate was changed after signing.")
    now = {k: v for k, v in seal(badge_1()).items() if k != "issuanceDate"}
    H(
        "older-made-newer",
        "signature",
        "B4",
        now | {"@context": [VC2, OB], "validFrom": "2026-01-15T09:00:00Z"},
        "A badge of VCDM 1.1 was rewritten as one of 2.0.",
    )
    U(
        "older-no-badge",
        "model",
        "G1",
        seal(badge_1(type=["VerifiableCredential"])),
        "A credential of VCDM 1.1 that is no Open Badge.",
    )


# --------------------------------------------------------------------------------------------------
# Undetermined, and cases on which specifications or readers differ
# --------------------------------------------------------------------------------------------------


def undetermined():
    doc = badge()
    # Keys not at hand
    for name, did, docs, why in [
        ("did-web-none", WEB, None, "No document for the issuer."),
        ("did-web-empty-folder", WEB, {"readme.txt": b"empty"}, "The folder holds no document."),
        ("https-none", HTTPS, None, "No document for the https issuer."),
        (
            "did-web-other",
            WEB,
            {"d.json": document("did:web:example.com")},
            "The folder holds another issuer's document only.",
        ),
        ("did-web-path", WEB + ":teams", {"d.json": document(WEB)}, "Only the document of the DID above is there."),
        ("did-web-parent", WEB, {"d.json": document(WEB + ":teams")}, "Only the document of a DID below is there."),
        (
            "did-web-port-case",
            "did:web:example.org%3a3000",
            {"d.json": document("did:web:example.org%3A3000")},
            "The percent-encoding differs in case; identifiers are compared as text.",
        ),
        (
            "https-fragmentless",
            "https://example.org/issuers/2",
            {"d.json": document(HTTPS)},
            "Another https issuer's document is there.",
        ),
        ("method-ion", "did:ion:" + base64url(sha256("ion")), None, "A DID method that is not implemented."),
        ("method-example", "did:example:123", None, "did:example."),
        (
            "method-ebsi",
            "did:ebsi:z" + base58(sha256("ebsi")[:16]),
            None,
            "Another DID method that is not implemented.",
        ),
        ("method-keys", "did:keys:" + ISSUER.multibase, None, "A method name that begins like did:key."),
        ("method-jwks", "did:jwks:e30", None, "A method name that begins like did:jwk."),
        (
            "method-webs",
            "did:webs:example.org:E" + base64url(sha256("webs")),
            None,
            "A method name that begins like did:web.",
        ),
        ("document-not-json-suffix", WEB, {"d.txt": document(WEB)}, "The document's file name does not end in .json."),
    ]:
        U(
            "keys-" + name,
            "key",
            "F5",
            sealed_by(did),
            why,
            issuer=did,
            docs=docs,
            outcome=ANY if name == "document-not-json-suffix" else UNKNOWN,
        )
    U(
        "keys-issuer-web-third-party-good",
        "key",
        "B7",
        proof_set(badge(WEB), prove(badge(WEB), NOTARY), prove(badge(WEB), method=WEB + "#key-1")),
        "A third party's proof verifies; the issuer's keys are not at hand.",
        issuer=WEB,
    )
    # Trust
    for name, issuer in [
        ("other", NOTARY.did),
        ("prefix", ISSUER.did[:-1]),
        ("suffix", ISSUER.did + "x"),
        ("slash", ISSUER.did + "/"),
        ("method", ISSUER.method),
        ("case", ISSUER.did.lower()),
        ("name", "Example University"),
        ("jwk", did_jwk(jwk_of(ISSUER))),
        ("two-others", [NOTARY.did, WITNESS.did]),
        ("subject", LEARNER.did),
    ]:
        U(
            "trust-" + name,
            "issuer",
            "F1",
            seal(doc),
            "Everything is right but the issuer is not one of those given.",
            issuer=issuer,
        )
    U(
        "trust-self-made",
        "issuer",
        "J4",
        seal(badge(ATTACKER.did), ATTACKER),
        "Somebody's own badge under the trusted issuer's name.",
    )
    U(
        "trust-third-party",
        "issuer",
        "B7",
        proof_set(badge(ATTACKER.did), prove(badge(ATTACKER.did), ATTACKER), prove(badge(ATTACKER.did))),
        "The trusted issuer signed as a third party; the badge's issuer is someone else.",
    )
    V("trust-any", "F1", seal(doc), "Any issuer whose control of the key is proven is asked for.", any_issuer=True)
    V(
        "trust-one-of-three",
        "F1",
        seal(doc),
        "The issuer is one of several.",
        issuer=[NOTARY.did, ISSUER.did, WITNESS.did],
    )
    # Status
    for name, value, why in [
        ("bitstring", STATUS, "A status list that is not at hand."),
        (
            "array",
            [STATUS, STATUS | {"id": "https://example.org/status/4#1", "statusPurpose": "suspension"}],
            "Two entries.",
        ),
        ("array-of-one", [STATUS], "One entry in an array."),
        ("no-id", {k: v for k, v in STATUS.items() if k != "id"}, "An entry without id, which VCDM allows."),
        ("unknown-type", {"id": "https://example.org/s", "type": "ExampleStatus2099"}, "A status type nobody knows."),
        (
            "1edtech",
            {"id": "https://example.org/revocations", "type": "1EdTechRevocationList"},
            "The revocation list of 1EdTech.",
        ),
        ("status-list-2021", STATUS | {"type": "StatusList2021Entry"}, "The older list type."),
        ("message", STATUS | {"statusPurpose": "message"}, "A purpose that revokes nothing."),
    ]:
        U(
            "status-" + name,
            "status",
            "H4",
            seal(badge(credentialStatus=value)),
            why,
            outcome=[UNKNOWN, REJECTED] if name in ("no-id", "array", "array-of-one") else UNKNOWN,
        )
    # Suites
    for suite in (
        "eddsa-rdf-2022",
        "ecdsa-rdfc-2019",
        "ecdsa-jcs-2019",
        "ecdsa-sd-2023",
        "bbs-2023",
        "mldsa44-jcs-2024",
        "example-2099",
    ):
        is_ecdsa = suite in ("ecdsa-rdfc-2019", "ecdsa-jcs-2019")
        U(
            "suite-" + suite,
            "key" if is_ecdsa else "signature",
            "B5",
            doc | {"proof": prove(doc, cryptosuite=suite)},
            "A proof of Ed25519 that calls itself one of ECDSA." if is_ecdsa else "A cryptosuite that is not implemented.",
            outcome=REJECTED if is_ecdsa else UNKNOWN,
        )
    labelled = doc | {"proof": prove(doc, cryptosuite="eddsa-rdfc-2022")}
    H("suite-eddsa-rdfc-2022", "signature", "B5", labelled, "A signature of eddsa-jcs-2022 under another suite's name.")
    labelled = doc | {"proof": prove(doc, type="Ed25519Signature2020", cryptosuite=GONE, context=False)}
    H("suite-Ed25519Signature2020", "signature", "B5", labelled, "A signature of eddsa-jcs-2022 under an older type.")
    for kind_of in (
        "Ed25519Signature2018",
        "RsaSignature2018",
        "JsonWebSignature2020",
        "BbsBlsSignature2020",
        "ExampleProof2099",
    ):
        p = prove(doc, type=kind_of, cryptosuite=GONE, context=False)
        U(
            "suite-" + kind_of,
            "signature",
            "B5",
            doc | {
                "proof": (
                    p
                    if "Json" not in kind_of
                    else {k: v for k, v in p.items() if k != "proofValue"} | {"jws": "eyJhbGciOiJFZERTQSJ9..AAAA"}
                )
            },
            "A proof type that is not implemented.",
            outcome=NOT_ACCEPTED if "Json" in kind_of else UNKNOWN,
        )
    U(
        "suite-two-unknown",
        "signature",
        "B5",
        proof_set(doc, prove(doc, cryptosuite="bbs-2023"), prove(doc, cryptosuite="ecdsa-sd-2023")),
        "Two proofs, neither suite implemented.",
    )
    U(
        "suite-issuer-unknown-attacker-good",
        "signature",
        "B7",
        proof_set(doc, prove(doc, cryptosuite="bbs-2023"), prove(doc, ATTACKER)),
        "The issuer's proof has a suite that is not implemented; the attacker's proof verifies.",
        outcome=NOT_ACCEPTED,
    )
    U(
        "suite-issuer-unknown-and-broken",
        "signature",
        "B7",
        proof_set(
            doc,
            prove(doc, cryptosuite="bbs-2023"),
            prove(doc) | {"proofValue": "z" + base58(ATTACKER.sign(b"x"))},
        ),
        "One proof of the issuer is broken, the other cannot be checked.",
        outcome=NOT_ACCEPTED,
    )
    unknown_link = prove(doc, NOTARY, cryptosuite="bbs-2023", id="urn:example:n")
    U(
        "chain-previous-unknown-suite",
        "signature",
        "B8",
        proof_set(doc, unknown_link, prove(doc, previous=[unknown_link], previousProof="urn:example:n")),
        "The issuer signed over a notary's proof that cannot be checked.",
        outcome=NOT_ACCEPTED,
    )
    absent_link = prove(doc, NOTARY, method="did:web:example.com#key-1", id="urn:example:n")
    U(
        "chain-previous-absent-key",
        "key",
        "B8",
        proof_set(doc, absent_link, prove(doc, previous=[absent_link], previousProof="urn:example:n")),
        "The issuer signed over a notary's proof whose keys are not at hand.",
        outcome=NOT_ACCEPTED,
    )
    # Sound credentials that are no Open Badge, and other containers
    both = NOT_ACCEPTED
    U(
        "other-vc",
        "model",
        "G1",
        seal(badge(type=["VerifiableCredential", "ExampleDegreeCredential"])),
        "A credential that is no Open Badge.",
        outcome=both,
    )
    U(
        "other-vc-only",
        "model",
        "G1",
        seal(badge(type=["VerifiableCredential"])),
        "A credential of no further type.",
        outcome=both,
    )
    U(
        "other-vc-string-type",
        "model",
        "G1",
        seal(badge(type="VerifiableCredential")),
        "The type is a string, which VCDM allows.",
        outcome=both,
    )
    U("other-endorsement", "model", "G1", seal(endorsement(ISSUER)), "An endorsement credential.", outcome=both)
    U(
        "other-clr",
        "model",
        "G1",
        seal(badge(type=["VerifiableCredential", "ClrCredential"])),
        "A comprehensive learner record by its type.",
        outcome=both,
    )
    U(
        "other-vcdm-1-and-2",
        "model",
        "G1",
        seal(badge(**{"@context": [VC1, VC2, OB]})),
        "Both versions of the VCDM context, the older first.",
        outcome=both,
    )
    U(
        "other-vcdm-2-and-1",
        "model",
        "G1",
        seal(badge(**{"@context": [VC2, OB, VC1]})),
        "Both versions of the VCDM context, the newer first.",
        outcome=ANY,
    )
    header = base64url(b'{"alg":"EdDSA","kid":"%s"}' % ISSUER.method.encode())
    payload = base64url(to_bytes(badge()))
    U(
        "other-jwt",
        None,
        "E1",
        f"{header}.{payload}.{base64url(ISSUER.sign(f'{header}.{payload}'.encode()))}",
        "A badge as a compact JWS.",
        outcome=ACCEPTED,
    )
    unsigned = base64url(b'{"alg":"none"}')
    U("other-jwt-none", "format", "E1", f"{unsigned}.{payload}.", "An unsigned JWT.", outcome=both)

    # Readers differ. These must not crash or hang.
    def either(name, row, data, why, outcome=(ACCEPTED, REJECTED), check="model", **more):
        U("either-" + name, check, row, data, why, outcome=list(outcome), **more)

    either(
        "from-no-zone",
        "G2",
        seal(badge(validFrom="2026-01-15T09:00:00")),
        "No offset: no dateTimeStamp, but VCDM 2.0 says that it MUST be read as UTC.",
    )
    either(
        "until-no-zone",
        "G2",
        seal(badge(validUntil="2027-01-15T09:00:00.5")),
        "No offset: no dateTimeStamp, but VCDM 2.0 says that it MUST be read as UTC.",
    )
    either(
        "created-no-zone",
        "B10",
        seal(doc, created="2026-01-15T09:00:00"),
        "No offset: a processor may read it as UTC (Data Integrity 2.1).",
    )
    either(
        "created-in-a-minute",
        "B10",
        seal(doc, created="2026-11-24T12:01:00Z"),
        "created lies a minute ahead: skew of clocks.",
        check="signature",
    )
    either(
        "expires-now",
        "B10",
        seal(doc, expires=AT),
        "The proof expires at the very time of the check.",
        check="signature",
    )
    either(
        "year-99999999999",
        "G2",
        seal(badge(validUntil="99999999999-01-01T00:00:00Z")),
        "A year of eleven digits: XSD processors may bound years.",
        ANY,
    )
    either(
        "year-30-digits", "G2", seal(badge(validUntil="9" * 30 + "-01-01T00:00:00Z")), "A year of thirty digits.", ANY
    )
    either(
        "year-negative-30-digits",
        "G2",
        seal(badge(validFrom="-" + "9" * 30 + "-01-01T00:00:00Z")),
        "A negative year of thirty digits.",
        ANY,
    )
    either(
        "year-minus-0000",
        "G2",
        seal(badge(validFrom="-0000-01-01T00:00:00Z")),
        "The year -0000: the lexical rule allows it, it means the year 0.",
    )
    either(
        "fraction-20000",
        "G2",
        seal(badge(validFrom="2026-01-15T09:00:00." + "1" * 20000 + "Z")),
        "A fraction of 20,000 digits.",
        ANY,
    )
    either(
        "fraction-beyond-nanosecond",
        "G2",
        seal(badge(validUntil="2026-11-24T11:59:59.9999999999999Z")),
        "Expired by a tenth of a picosecond; processors may round to a millisecond.",
        check="dates",
    )
    either(
        "created-after-at",
        "B10",
        seal(badge(validFrom="2025-01-01T00:00:00Z")),
        "At the time asked for the proof was to be created a day later.",
        check="signature",
        at="2026-01-14T09:00:00Z",
    )
    either(
        "context-nested",
        "B4",
        seal(with_achievement(**{"@context": {"level": "https://example.org/vocabulary#level"}})),
        "A context below the top: signed, but Data Integrity's context validation would refuse it.",
        ANY,
    )
    either(
        "type-and-at-type",
        "G1",
        seal(badge(**{"@type": ["VerifiableCredential"]})),
        "type and its alias @type, both present.",
        ANY,
    )
    either(
        "document-in-subfolder",
        "F5",
        sealed_by(WEB),
        "The document lies in a folder inside the folder.",
        ANY,
        check="key",
        issuer=WEB,
        docs={"inner/d.json": document(WEB)},
    )
    either(
        "number-beyond-double",
        "A5",
        seal(badge(extra=Raw("9007199254740993", 9007199254740992))),
        "An integer that a double cannot hold; JCS hashes the nearest double.",
        ANY,
        check="format",
    )
    either(
        "number-underflow",
        "A5",
        seal(badge(extra=Raw("1e-400", 0))),
        "A number that a double cannot tell from zero.",
        ANY,
        check="format",
    )
    either(
        "subject-array-of-one",
        "G1",
        seal(badge(credentialSubject=[subject()])),
        "One subject in an array: VCDM allows it, the Open Badges schema does not.",
    )
    either(
        "subject-type-string",
        "G1",
        seal(badge(credentialSubject=subject(type="AchievementSubject"))),
        "A type that is a string: JSON-LD and the adapted schema allow it.",
    )
    either("achievement-type-string", "G1", seal(with_achievement(type="Achievement")), "A type that is a string.")
    either(
        "issuer-type-string",
        "G1",
        seal(badge() | {"issuer": {"id": ISSUER.did, "type": "Profile"}}),
        "A type that is a string.",
    )
    either(
        "evidence-object",
        "G1",
        seal(badge(evidence={"type": ["Evidence"], "narrative": "x"})),
        "One piece of evidence without an array, which VCDM allows.",
    )
    either(
        "identifier-object",
        "G1",
        seal(badge(credentialSubject=subject(identifier=identity()))),
        "One identity without an array, which the adapted schema allows.",
    )
    either("image-string", "G1", seal(badge(image="https://example.org/i.png")), "An image by its URL alone.")
    either(
        "name-language-object",
        "G1",
        seal(badge(name={"@value": "Teamwork", "@language": "en"})),
        "A language value object: VCDM allows it, the Open Badges schema does not.",
    )
    either(
        "name-language-map",
        "G1",
        seal(badge(name={"en": "Teamwork", "fr": "Travail en \u00e9quipe"})),
        "A language map: the adapted schema allows it.",
    )
    either("criteria-empty", "G1", seal(with_achievement(criteria={})), "Empty criteria: no member is required.")
    either(
        "type-repeated",
        "G1",
        seal(badge(type=["VerifiableCredential", "OpenBadgeCredential", "OpenBadgeCredential"])),
        "A type twice in a set.",
    )
    either("context-repeated", "G1", seal(badge(**{"@context": [VC2, OB, OB]})), "A context twice in an ordered set.")
    either(
        "context-unknown-version",
        "G1",
        seal(badge(**{"@context": [VC2, OB.replace("3.0.3", "3.9.9")]})),
        "A version of the Open Badges context that the schema's pattern allows and nobody published.",
        ANY,
    )
    either(
        "context-proof-string",
        "B4",
        seal(badge(**{"@context": CONTEXTS}), **{"@context": VC2}),
        "The proof's @context is a string, signed so: is a string a list of one?",
        ANY,
        check="signature",
    )
    either("proof-id-not-url", "B8", seal(doc, id="proof 1"), "The proof's id is no URL.")
    either(
        "proof-two-one-id",
        "B8",
        proof_set(doc, prove(doc, id="urn:example:p"), prove(doc, NOTARY, id="urn:example:p")),
        "Two proofs with one id.",
        ANY,
    )
    either("proof-previous-empty", "B8", seal(doc, previousProof=[]), "An empty previousProof array.")
    either(
        "proof-17",
        "B7",
        proof_set(doc, *[prove(doc, NOTARY, nonce=str(i)) for i in range(16)], prove(doc)),
        "Seventeen proofs, the issuer's last: more than sixteen need not be looked at.",
        ANY,
    )
    either(
        "method-relative-in-document",
        "F5",
        sealed_by(WEB),
        "The document writes method ids as #key-1: common, though did:web demands absolute URLs.",
        ANY,
        check="key",
        issuer=WEB,
        docs={
            "d.json": document(WEB, verificationMethod=[method(WEB, ISSUER, id="#key-1")], assertionMethod=["#key-1"])
        },
    )
    either(
        "reference-relative-in-document",
        "F5",
        sealed_by(HTTPS),
        "The document refers to its method as #key-1, as in an example of Controlled Identifiers.",
        ANY,
        check="key",
        issuer=HTTPS,
        docs={"d.json": document(HTTPS, assertionMethod=["#key-1"])},
    )
    either(
        "assertion-string",
        "F5",
        sealed_by(WEB),
        "assertionMethod is the method's id as a string, not an array.",
        ANY,
        check="key",
        issuer=WEB,
        docs={"d.json": document(WEB, assertionMethod=WEB + "#key-1")},
    )
    either(
        "method-object",
        "F5",
        sealed_by(WEB),
        "verificationMethod is one object, not an array.",
        ANY,
        check="key",
        issuer=WEB,
        docs={"d.json": document(WEB, verificationMethod=method(WEB, ISSUER))},
    )
    either(
        "both-materials-equal",
        "F5",
        sealed_by(WEB),
        "publicKeyJwk and publicKeyMultibase hold one key: Controlled Identifiers forbids it, nothing is confused"
        " by it.",
        ANY,
        check="key",
        issuer=WEB,
        docs={"d.json": document(WEB, verificationMethod=[method(WEB, ISSUER) | {"publicKeyJwk": jwk_of(ISSUER)}])},
    )
    either(
        "secret-published",
        "F5",
        sealed_by(WEB),
        "The document publishes the secret key beside the public one.",
        ANY,
        check="key",
        issuer=WEB,
        docs={
            "d.json": document(
                WEB,
                verificationMethod=[method(WEB, ISSUER) | {"secretKeyMultibase": multikey(ISSUER.seed, b"\x80\x26")}],
            )
        },
    )
    either(
        "two-equal-documents",
        "F5",
        sealed_by(WEB),
        "Two equal documents with one id.",
        ANY,
        check="key",
        issuer=WEB,
        docs={"a.json": document(WEB), "b.json": document(WEB)},
    )
    either(
        "embedded-and-listed-equal",
        "F5",
        sealed_by(WEB),
        "The method is listed and embedded, both times the same.",
        ANY,
        check="key",
        issuer=WEB,
        docs={"d.json": document(WEB, assertionMethod=[method(WEB, ISSUER)])},
    )
    either(
        "external-method",
        "F1",
        seal(badge(HTTPS)),
        "The issuer's document lists a did:key under assertionMethod: an external method, whose DID is not the"
        " issuer.",
        ANY,
        check="key",
        issuer=HTTPS,
        docs={"d.json": document(HTTPS, verificationMethod=GONE, assertionMethod=[ISSUER.method])},
    )
    either(
        "resolution-result",
        "F5",
        sealed_by(WEB),
        "The document stands inside a DID resolution result.",
        ANY,
        check="key",
        issuer=WEB,
        docs={"d.json": {"didDocument": document(WEB), "didDocumentMetadata": {}}},
    )
    for name, did, why in [
        ("web-ip", "did:web:192.0.2.1", "did:web forbids IP addresses."),
        ("web-upper-host", "did:web:EXAMPLE.org", "A host in upper case; the document has the very id."),
        ("web-localhost", "did:web:localhost", "A host that is no fully qualified name."),
    ]:
        either("did" + name, "F4", sealed_by(did), why, ANY, check="key", issuer=did, docs={"d.json": document(did)})
    either(
        "http-issuer",
        "F5",
        sealed_by("http://example.org/i"),
        "An http issuer with its document.",
        ANY,
        check="key",
        issuer="http://example.org/i",
        docs={"d.json": document("http://example.org/i")},
    )
    either(
        "urn-issuer",
        "F5",
        sealed_by("urn:example:issuer"),
        "A urn: issuer with a document that has the very id.",
        ANY,
        check="key",
        issuer="urn:example:issuer",
        docs={"d.json": document("urn:example:issuer")},
    )
    tail = did_jwk(pad_to(to_bytes(jwk_of(ISSUER)), 1))
    loose = tail[:-1] + chr(ord(tail[-1]) + 1)
    either(
        "jwk-tail-bits",
        "F3",
        sealed_by(loose, fragment="#0"),
        "The last base64url character of the did:jwk has bits that count for nothing.",
        ANY,
        check="key",
        issuer=loose,
    )
    x = ISSUER.x[:-1] + chr(ord(ISSUER.x[-1]) + 1)
    loose_x = did_jwk(jwk_of(ISSUER) | {"x": x})
    either(
        "jwk-x-tail-bits",
        "F3",
        sealed_by(loose_x, fragment="#0"),
        "The last base64url character of x has bits that count for nothing.",
        ANY,
        check="key",
        issuer=loose_x,
    )
    for name, more in [
        ("use-unknown", {"use": "x"}),
        ("key-ops-sign", {"key_ops": ["sign"]}),
        ("long-kid", {"kid": "k" * 2000}),
    ]:
        did = did_jwk(jwk_of(ISSUER, **more))
        either("jwk-" + name, "F3", sealed_by(did, fragment="#0"), f"did:jwk: {name}.", ANY, check="key", issuer=did)
    did = "did:key:1.1:" + ISSUER.multibase
    either(
        "didkey-version",
        "F3",
        sealed_by(did, fragment="#" + ISSUER.multibase),
        "did:key with a version, from an old draft.",
        ANY,
        check="key",
        issuer=did,
    )
    message = hash_data(doc, options_for(doc, ISSUER))
    torsion = decode_point_laxly(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"))
    r = encode_point(point_add(point_times(7, BASE), torsion))
    s = (7 + challenge(r, ISSUER.public, message) * ISSUER.scalar) % L
    either(
        "ed25519-cofactored-only",
        "D1",
        doc | {"proof": options_for(doc, ISSUER) | {"proofValue": "z" + base58(r + s.to_bytes(32, "little"))}},
        "The signature satisfies the equation of RFC 8032 multiplied by eight only.",
        check="signature",
    )
    s = challenge(encode_point(IDENTITY), ISSUER.public, message) * ISSUER.scalar % L
    either(
        "ed25519-r-identity",
        "D1",
        doc | {
            "proof": (
                options_for(doc, ISSUER) | {
                    "proofValue": "z" + base58(encode_point(IDENTITY) + s.to_bytes(32, "little"))
                }
            )
        },
        "R is the identity in its proper encoding and the equation holds.",
        check="signature",
    )
    either(
        "recipient-upper-algorithm",
        "G1",
        awarded_to(identity("SHA256$" + sha256(MAIL).hex(), True)),
        "The name of the algorithm in upper case.",
        ANY,
        check="recipient",
        recipient="email:" + MAIL,
    )
    either(
        "recipient-case",
        "G1",
        awarded_to(identity("Alice@Example.org")),
        "The address in another case.",
        check="recipient",
        recipient="email:" + MAIL,
    )
    either(
        "recipient-mailto-id",
        "G1",
        seal(badge(credentialSubject=subject(id="mailto:" + MAIL))),
        "The address is the subject's mailto: id only.",
        ANY,
        check="recipient",
        recipient="email:" + MAIL,
    )


# --------------------------------------------------------------------------------------------------


def main():
    import status_vectors  # which imports this module

    if sys.argv[1:2] == ["--large"]:
        return store(pathlib.Path(sys.argv[2]), *status_vectors.make([status_vectors.large]))
    for group in (
        valid_json,
        valid_model,
        valid_proofs,
        valid_keys,
        valid_dates,
        recipients,
        display,
        hostile_json,
        tampered,
        proof_options,
        proof_shapes,
        proof_values,
        issuers,
        near_methods,
        documents,
        web_dids,
        hostile_model,
        hostile_dates,
        older_model,
        undetermined,
    ):
        group()
    vectors, files = status_vectors.make()
    names = {v["id"] for v in VECTORS}
    assert not names & {v["id"] for v in vectors} and not FILES.keys() & files.keys()
    VECTORS.extend(vectors)
    FILES.update(files)
    for folder in ("valid", "hostile", "undetermined", "did", "status"):
        shutil.rmtree(HERE / folder, ignore_errors=True)
    store(HERE, VECTORS, FILES)
    print(
        {f: sum(v["file"].startswith(f) for v in VECTORS) for f in ("valid", "hostile", "undetermined", "status")},
        sum(map(len, FILES.values())),
        "bytes",
    )


def store(home, vectors, files):
    """Writes the files and the manifest below `home`."""
    for path, data in files.items():
        target = home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, bytes):
            target.write_bytes(data)
        else:
            target.symlink_to(data)
    manifest = ",\n".join("    " + json.dumps(v, ensure_ascii=True) for v in vectors)
    (home / "manifest.json").write_text(f'{{\n  "at": "{AT}",\n  "vectors": [\n{manifest}\n  ]\n}}\n')
    lower = [p.lower() for p in files]
    assert len(set(lower)) == len(lower), "file names must differ in more than case"


if __name__ == "__main__":
    main()
