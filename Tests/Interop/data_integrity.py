"""Ed25519 proofs of Verifiable Credentials, signed and verified without Badge: Data Integrity EdDSA Cryptosuites 1.0.

`sign` and `verify` know `eddsa-rdfc-2022`, `eddsa-jcs-2022` and `Ed25519Signature2020`, proof sets and chains, for keys
that are did:key. Nothing else of a credential is looked at.
"""

import hashlib
import math

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

import linked_data

RDFC, JCS, OLD = "eddsa-rdfc-2022", "eddsa-jcs-2022", "Ed25519Signature2020"
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
MULTICODEC = b"\xed\x01"


class Refused(Exception):
    """A proof does not hold."""


def base58(data):
    number, text = int.from_bytes(data), ""
    while number:
        number, digit = divmod(number, 58)
        text = ALPHABET[digit] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def from_base58(text):
    number = 0
    for letter in text:
        number = number * 58 + ALPHABET.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)


class Key:
    """An Ed25519 key and its did:key."""

    def __init__(self, private):
        self.private = private if not isinstance(private, bytes) else Ed25519PrivateKey.from_private_bytes(private)
        public = self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.multibase = "z" + base58(MULTICODEC + public)
        self.did = f"did:key:{self.multibase}"
        self.method = f"{self.did}#{self.multibase}"


def public_key(method):
    """The key that a did:key's verification method names."""
    did, _, fragment = method.partition("#")
    multibase = did.removeprefix("did:key:")
    if did == multibase or fragment != multibase or multibase[:1] != "z":
        raise Refused(f"{method} is not a did:key with its own fragment")
    data = from_base58(multibase[1:])
    if data[:2] != MULTICODEC or len(data) != 34:
        raise Refused(f"{method} is not an Ed25519 key")
    return Ed25519PublicKey.from_public_bytes(data[2:])


def jcs(value):
    """RFC 8785, except that of numbers only integers below 2^53 and short decimals are known."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        if math.isfinite(value) and value == int(value) and abs(value) < 2**53:
            return str(int(value))
        text = repr(value)
        if "e" in text or not 1e-6 < abs(value) < 1e16:
            raise ValueError(f"{value} is a number that this writer does not know")
        return text
    if isinstance(value, str):
        named = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
        return '"' + "".join(named.get(c) or (f"\\u{ord(c):04x}" if c < " " else c) for c in value) + '"'
    if isinstance(value, list):
        return "[" + ",".join(map(jcs, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(f"{jcs(name)}:{jcs(value[name])}" for name in names) + "}"


def without(value, name):
    return {k: v for k, v in value.items() if k != name}


def suite_of(proof):
    """The suite that `type` and `cryptosuite` name together."""
    named = (proof.get("type"), proof.get("cryptosuite"))
    for suite in (RDFC, JCS):
        if named == ("DataIntegrityProof", suite):
            return suite
    if named == (OLD, None):
        return OLD
    raise Refused(f"{named} names no suite known here")


def to_be_signed(document, options, suite, contexts=None):
    """SHA-256 of the options, then SHA-256 of the document (3.2.4, 3.3.4)."""
    if suite == JCS:
        if "@context" in options:
            document = document | {"@context": options["@context"]}
        parts = jcs(options).encode(), jcs(document).encode()
    else:
        config = options | {"@context": document["@context"]}
        parts = (linked_data.canonical_quads(part, contexts) for part in (config, document))
    return b"".join(hashlib.sha256(part).digest() for part in parts)


def sign(document, key, suite=RDFC, previous=None, contexts=None, **more):
    """A proof of the document; `more` are further options, and `previous` the proofs that `previousProof` names."""
    document = without(document, "proof") | ({"proof": previous} if previous else {})
    options = {"type": OLD} if suite == OLD else {"type": "DataIntegrityProof", "cryptosuite": suite}
    options |= {"created": "2026-02-01T00:00:00Z", "verificationMethod": key.method, "proofPurpose": "assertionMethod"}
    options |= ({"@context": document["@context"]} if suite == JCS else {}) | more
    signature = key.private.sign(to_be_signed(document, options, suite, contexts))
    return options | {"proofValue": "z" + base58(signature)}


def seal(document, key, *suites, **more):
    """The document with one proof of each suite: an object for one, a set for several."""
    proofs = [sign(document, key, suite, **more) for suite in suites]
    return document | {"proof": proofs[0] if len(proofs) == 1 else proofs}


def proofs_of(document):
    """The proofs, whether they are one object or a set."""
    proofs = document.get("proof")
    proofs = proofs if isinstance(proofs, list) else [proofs]
    if not proofs or not all(isinstance(proof, dict) for proof in proofs):
        raise Refused("there is no proof")
    return proofs


def verify_one(document, proof, contexts=None):
    """Checks one proof of the document; raises where it does not hold. Returns (suite, did)."""
    suite = suite_of(proof)
    if proof.get("proofPurpose") != "assertionMethod":
        raise Refused("the proof has another purpose")
    base = without(document, "proof")
    names = proof.get("previousProof", [])
    names = names if isinstance(names, list) else [names]
    if names:
        base["proof"] = [other for other in proofs_of(document) if other.get("id") in names]
        if len(base["proof"]) != len(names):
            raise Refused("a previous proof is missing")
    if suite == JCS and "@context" in proof:
        mine, its = ([c] if isinstance(c, str) else c for c in (base["@context"], proof["@context"]))
        if mine[: len(its)] != its:
            raise Refused("the contexts do not start with those of the proof")
    if proof["proofValue"][:1] != "z":
        raise Refused("the signature is not base58-btc")
    signature = from_base58(proof["proofValue"][1:])
    message = to_be_signed(base, without(proof, "proofValue"), suite, contexts)
    try:
        public_key(proof["verificationMethod"]).verify(signature, message)
    except InvalidSignature:
        raise Refused("the signature does not fit") from None
    return suite, proof["verificationMethod"].partition("#")[0]


def verify(document, contexts=None):
    """Checks every proof of the document. Returns [(suite, did)]; raises where any of them does not hold."""
    return [verify_one(document, proof, contexts) for proof in proofs_of(document)]
