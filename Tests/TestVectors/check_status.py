#!/usr/bin/env python3
"""Judges the vectors in `status/` a second time, by a small verifier of its own, and compares with manifest.json.

It shares no code with the generator: what is signed, encoded and expected there is read here from the
specifications again. It knows only what these vectors need (eddsa-jcs-2022, did:key, did:jwk, documents, BSL).
"""

import base64
import hashlib
import json
import pathlib
import re
import stat
import sys
import zlib
from datetime import datetime, timedelta
from fractions import Fraction

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HERE = pathlib.Path(__file__).resolve().parent
VC2 = "https://www.w3.org/ns/credentials/v2"
OB = re.compile(r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)?\.json")
LIMIT = 1 << 24
SINCE_EVER, FOR_EVER = "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"


class Rejected(Exception):
    """Something is wrong with the badge."""


class Undetermined(Exception):
    """Something that is needed is missing or in doubt."""


# JSON: RFC 8259 and 7493


class Spelled(float):
    """A number that is spelled with a point or an exponent."""


def parse(data):
    depth = 0
    if data.startswith(b"\xef\xbb\xbf"):
        raise ValueError("byte order mark")
    text = data.decode("utf-8")
    for token in re.finditer(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth > 128:
            raise ValueError("depth")

    def pairs(items):
        if len({k for k, _ in items}) != len(items):
            raise ValueError("a name occurs twice")
        return dict(items)

    def refuse(text):
        raise ValueError(text)

    value = json.loads(text, object_pairs_hook=pairs, parse_constant=refuse, parse_float=Spelled, parse_int=float)
    json.dumps(value, ensure_ascii=False).encode("utf-8")  # a lone surrogate fails
    return value


def canonical(value):
    """RFC 8785."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda k: k.encode("utf-16-be"))
        return "{" + ",".join(canonical(k) + ":" + canonical(value[k]) for k in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if isinstance(value, float):
        return ecmascript(value)
    return json.dumps(value, ensure_ascii=False)


def ecmascript(value):
    """RFC 8785 3.2.2.3, by way of JavaScript's own steps (ECMA-262 Number::toString)."""
    if value == 0:
        return "0"
    if value < 0:
        return "-" + ecmascript(-value)
    digits, exponent = f"{value:.17e}".split("e")
    for places in range(17):
        digits, exponent = f"{value:.{places}e}".split("e")
        if float(f"{digits}e{exponent}") == value:
            break
    digits, n = digits.replace(".", ""), int(exponent) + 1
    k = len(digits)
    if k <= n <= 21:
        return digits + "0" * (n - k)
    if 0 < n <= 21:
        return digits[:n] + "." + digits[n:]
    if -6 < n <= 0:
        return "0." + "0" * -n + digits
    return digits[0] + ("." + digits[1:] if k > 1 else "") + f"e{n - 1:+d}"


# Keys and proofs

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58(text):
    if not isinstance(text, str) or not text.startswith("z") or not 1 < len(text) <= 128:
        raise ValueError("multibase")
    n = 0
    for c in text[1:]:
        n = n * 58 + ALPHABET.index(c)
    zeros = len(text) - 1 - len(text[1:].lstrip("1"))
    return bytes(zeros) + n.to_bytes((n.bit_length() + 7) // 8, "big")


def multikey(text):
    data = base58(text)
    if len(data) != 34 or data[:2] != b"\xed\x01":
        raise ValueError("no Ed25519 key")
    return data[2:]


def key_of(reference, issuer, documents, now, created):
    """The issuer's public key for assertions that `reference` names."""
    controller, _, fragment = reference.partition("#")
    if controller != issuer or not fragment:
        raise ValueError("not a key of the issuer")
    if isinstance(documents.get(issuer), list):  # the keys of a trust file
        for key in documents[issuer]:
            if key["id"] == reference:
                if "revoked" in key and moment(key["revoked"]) <= now:
                    raise ValueError("the key is revoked")
                if created < moment(key.get("from", SINCE_EVER)) or moment(key.get("until", FOR_EVER)) <= created:
                    raise ValueError("not the key's period")
                return multikey(key["publicKeyMultibase"])
        raise ValueError("no such key")
    if issuer.startswith("did:key:"):
        if fragment != issuer.removeprefix("did:key:"):
            raise ValueError("fragment")
        return multikey(fragment)
    if issuer.startswith("did:jwk:"):
        jwk = json.loads(base64.urlsafe_b64decode(issuer.removeprefix("did:jwk:") + "=="))
        return base64.urlsafe_b64decode(jwk["x"] + "=")
    document = documents.get(issuer)
    if document is None:
        raise LookupError("no document")
    for method in document["verificationMethod"]:
        if method["id"] == reference and reference in document["assertionMethod"]:
            if any(name in method and moment(method[name]) <= now for name in ("revoked", "expires")):
                raise ValueError("the key is no longer good")
            return multikey(method["publicKeyMultibase"])
    raise ValueError("no such method")


def check_proof(document, proof, documents, now, of=None):
    """True if the proof holds, None if that cannot be known, else False."""
    if not isinstance(proof, dict):
        return False
    if (proof.get("type"), proof.get("cryptosuite")) != ("DataIntegrityProof", "eddsa-jcs-2022"):
        return None if isinstance(proof.get("type"), str) else False
    try:
        if proof.get("proofPurpose") != "assertionMethod":
            return False
        if "created" in proof and moment(proof["created"]) > now + 300:
            return False
        if "expires" in proof and moment(proof["expires"]) < now:
            return False
        reference = proof["verificationMethod"]
        created = moment(proof["created"]) if "created" in proof else now
        key = key_of(reference, of or reference.partition("#")[0], documents, now, created)
        bare = {k: v for k, v in document.items() if k != "proof"}
        options = {k: v for k, v in proof.items() if k != "proofValue"}
        if "@context" in options:
            own = bare.get("@context")
            if options["@context"] != own[: len(options["@context"])]:
                return False
            bare["@context"] = options["@context"]
        if "previousProof" in options:
            bare["proof"] = [p for p in proofs_of(document) if p.get("id") == options["previousProof"]]
            if len(bare["proof"]) != 1:
                return False
        data = b"".join(hashlib.sha256(canonical(x).encode()).digest() for x in (options, bare))
        value = base58(proof["proofValue"])
        Ed25519PublicKey.from_public_bytes(key).verify(value, data)
    except LookupError as error:
        return False if isinstance(error, (KeyError, IndexError)) else None
    except (ValueError, TypeError, AttributeError, InvalidSignature):
        return False
    return True


def proofs_of(document):
    proofs = document.get("proof")
    proofs = proofs if isinstance(proofs, list) else [proofs]
    if not proofs or any(not isinstance(p, dict) for p in proofs) or len(proofs) > 16:
        raise ValueError("proofs")
    return proofs


# Dates: XSD 1.1 dateTimeStamp, as seconds


def moment(text):
    if not isinstance(text, str):
        raise ValueError("date")
    m = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))", text, re.ASCII)
    if not m:
        raise ValueError("date")
    year, month, day, hour, minute, second = map(int, m.groups()[:6])
    midnight = hour == 24 and minute == second == 0
    base = datetime(year, month, day, 0 if midnight else hour, minute, second)
    seconds = Fraction((base - datetime(1, 1, 1)) // timedelta(seconds=1) + (86400 if midnight else 0))
    if m[7]:
        seconds += Fraction(int(m[7]), 10 ** len(m[7]))
    if m[8]:
        if int(m[9]) > 14 or int(m[10]) > 59:
            raise ValueError("offset")
        seconds -= (1 if m[8] == "+" else -1) * (int(m[9]) * 3600 + int(m[10]) * 60)
    return seconds


def in_period(document, now):
    since = moment(document["validFrom"]) if "validFrom" in document else None
    until = moment(document["validUntil"]) if "validUntil" in document else None
    if since is not None and until is not None and until < since:
        return False
    return (since is None or since <= now) and (until is None or now <= until)


# Credentials


def strings(value):
    values = value if isinstance(value, list) else [value]
    return values if values and all(isinstance(v, str) for v in values) else []


def is_url(value):
    return isinstance(value, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+", value) is not None


def issuer_of(document):
    issuer = document.get("issuer")
    issuer = issuer.get("id") if isinstance(issuer, dict) else issuer
    if not is_url(issuer):
        raise ValueError("issuer")
    return issuer


def check_credential(document):
    if not isinstance(document, dict):
        raise ValueError("no object")
    contexts = document.get("@context")
    if not isinstance(contexts, list) or contexts[:1] != [VC2]:
        raise ValueError("context")
    if "VerifiableCredential" not in strings(document.get("type")):
        raise ValueError("type")
    if "id" in document and not is_url(document["id"]):
        raise ValueError("id")
    issuer_of(document)
    for name in ("validFrom", "validUntil"):
        if name in document:
            moment(document[name])


# Lists


class Lists(dict):
    """Of the URLs in `vouched`, index.json says that a file was fetched from there, whatever the list calls itself."""

    vouched = frozenset()


def read_folder(folder):
    """List URL to the contents of the files that may be it."""
    found, index = Lists(), {}
    if folder is None:
        return found
    for path in sorted(folder.iterdir()):
        if not stat.S_ISREG(path.lstat().st_mode) or path.suffix != ".json" or path.name == "index.json":
            continue
        try:
            document = parse(path.read_bytes())
            if isinstance(document.get("id"), str):
                found.setdefault(document["id"], []).append(document)
        except (ValueError, AttributeError, RecursionError):
            continue
    path = folder / "index.json"
    if path.is_symlink() or path.exists():
        try:
            if path.is_symlink():
                raise ValueError("a link")
            index = parse(path.read_bytes())
            if not isinstance(index, dict) or not all(isinstance(v, str) for v in index.values()):
                raise ValueError("index.json")
        except (ValueError, RecursionError):
            return {}
    found.vouched = set(index)
    for url, name in index.items():
        if not re.fullmatch(r"[^/\\\0]+", name) or name in (".", "..") or len(name) > 255:
            found.setdefault(url, []).append(None)
            continue
        path = folder / name
        if path.is_symlink() or not path.is_file():
            found.setdefault(url, []).append(None)
            continue
        try:
            found.setdefault(url, []).append(parse(path.read_bytes()))
        except (ValueError, RecursionError):
            found.setdefault(url, []).append(None)
    return found


def inflate(text):
    """BSL 5.3: multibase u, base64url without padding, gzip; or the same without the u, as before."""
    if isinstance(text, str) and text.startswith("H4"):
        text = "u" + text
    if not isinstance(text, str) or not re.fullmatch(r"u[A-Za-z0-9_-]+", text) or len(text) % 4 == 2:
        raise ValueError("multibase")
    data = base64.urlsafe_b64decode(text[1:] + "=" * (-(len(text) - 1) % 4))
    if base64.urlsafe_b64encode(data).decode().rstrip("=") != text[1:]:
        raise ValueError("bits behind the last byte")
    out = b""
    while data:
        # One member (RFC 1952 2.3), header first.
        if data[:3] != b"\x1f\x8b\x08" or len(data) < 18 or data[3] & 0xE0:
            raise ValueError("header")
        machine = zlib.decompressobj(31)
        out += machine.decompress(data, LIMIT + 1 - len(out))
        if len(out) > LIMIT:
            raise ValueError("limit")
        if not machine.eof:
            raise ValueError("truncated")
        data = machine.unused_data
    return out


def whole(value, least):
    if not isinstance(value, float) or value != int(value) or value < least:
        raise ValueError("no whole number")
    return int(value)


class Verifier:
    def __init__(self, vector, at):
        self.now = moment(vector.get("at") or at)
        self.trusted = list(vector.get("issuer") or [])
        self.least = vector.get("minStatusListLength", 131072)
        folder = HERE / vector["didDocuments"] if "didDocuments" in vector else None
        documents = [parse(p.read_bytes()) for p in sorted(folder.iterdir())] if folder else []
        self.documents = {d["id"]: d for d in documents}
        self.limits = {}
        if "trust" in vector:
            for issuer in parse((HERE / vector["trust"]).read_bytes())["issuers"]:
                self.trusted.append(issuer["id"])
                self.limits[issuer["id"]] = issuer.get("statusList", {})
                if "keys" in issuer:
                    self.documents[issuer["id"]] = issuer["keys"]
        self.lists = read_folder(HERE / vector["status"] if "status" in vector else None)

    def verify(self, data):
        try:
            document = parse(data)
            check_credential(document)
            if not any(OB.fullmatch(c) for c in document["@context"][1:2]):
                raise ValueError("context")
            proofs = proofs_of(document)
        except (ValueError, RecursionError):
            return "rejected", "model"
        issuer = issuer_of(document)
        held = [check_proof(document, p, self.documents, self.now, issuer) for p in proofs]
        if True not in held:
            return ("undetermined" if None in held else "rejected"), "signature"
        doubts = [] if issuer in self.trusted else ["issuer"]
        try:
            if not in_period(document, self.now):
                return "rejected", "dates"
        except ValueError:
            return "rejected", "model"
        entries = document.get("credentialStatus", [])
        if "credentialStatus" in document:
            entries = entries if isinstance(entries, list) else [entries]
            if not 0 < len(entries) <= 16 or not all(isinstance(e, dict) for e in entries):
                return "rejected", "model"
        for entry in entries:
            try:
                if self.is_set(entry, issuer):
                    return "rejected", "status"
            except (ValueError, TypeError, KeyError, AttributeError, zlib.error, Undetermined):
                doubts.append("status")
        return ("undetermined", doubts[0]) if doubts else ("accepted", None)

    def is_set(self, entry, issuer):
        """BSL 5.1 (Validate Algorithm). Whether the badge may not be accepted."""
        if entry.get("type") != "BitstringStatusListEntry":
            raise Undetermined
        if "id" in entry and not is_url(entry["id"]):
            raise ValueError("id")
        purpose, index, url = (entry[n] for n in ("statusPurpose", "statusListIndex", "statusListCredential"))
        if not isinstance(purpose, str) or not purpose or not is_url(url):
            raise ValueError("purpose or URL")
        # Issuers write numbers for the text that BSL asks for.
        if type(index) is float and 0 <= index <= 2**53:
            index = str(int(index))
        if not isinstance(index, str) or not re.fullmatch(r"0|[1-9][0-9]{0,4000}", index):
            raise ValueError("index")
        size = whole(entry.get("statusSize", 1.0), 1)
        if size > 1 or "statusMessage" in entry:
            texts = entry["statusMessage"]
            if size > 16 or not isinstance(texts, list) or len(texts) != 2**size:
                raise ValueError("messages")
            for text in texts:
                if not isinstance(text["message"], str) or not re.fullmatch(r"0[xX][0-9A-Fa-f]+", text["status"]):
                    raise ValueError("message")
        candidates = [c for c in self.lists.get(url, []) if c is not None]
        if not candidates or len(candidates) != len(self.lists[url]):
            raise Undetermined
        if any(canonical(c) != canonical(candidates[0]) for c in candidates):
            raise Undetermined
        data = self.bitstring(candidates[0], url, purpose, issuer)
        if len(data) * 8 < self.limits.get(issuer, {}).get("minimumLength", self.least) * size:
            raise ValueError("short")
        at = int(index) * size
        if at + size > len(data) * 8:
            raise ValueError("range")
        number = int.from_bytes(data[at // 8 : (at + size + 7) // 8], "big")
        behind = -(at + size) % 8
        value = number >> behind & (1 << size) - 1
        if purpose in ("revocation", "suspension"):
            return value != 0
        if value and purpose not in ("refresh", "message"):
            raise Undetermined
        return False

    def bitstring(self, document, url, purpose, issuer):
        check_credential(document)
        if "BitstringStatusListCredential" not in strings(document["type"]):
            raise ValueError("type")
        limits, signer = self.limits.get(issuer, {}), issuer_of(document)
        if document.get("id", url) != url and url not in self.lists.vouched:
            raise ValueError("another list")
        if signer not in [issuer, *limits.get("issuers", [])]:
            raise ValueError("another list")
        if not all(check_proof(document, p, self.documents, self.now) for p in proofs_of(document)):
            raise ValueError("all proofs have to hold (5.1)")
        if not any(p.get("verificationMethod", "").partition("#")[0] == signer for p in proofs_of(document)):
            raise ValueError("no proof by the issuer")
        if not in_period(document, self.now):
            raise ValueError("dates")
        if "refuseAge" in limits and self.now - moment(document["validFrom"]) > limits["refuseAge"]:
            raise ValueError("too old")
        subject = document["credentialSubject"]
        if strings(subject["type"]) != ["BitstringStatusList"] or purpose not in strings(subject["statusPurpose"]):
            raise ValueError("subject")
        return inflate(subject["encodedList"])


def main():
    manifest = json.loads((HERE / "manifest.json").read_bytes())
    vectors = [v for v in manifest["vectors"] if v["file"].startswith("status/")]
    wrong = 0
    for vector in vectors:
        outcome, check = Verifier(vector, manifest["at"]).verify((HERE / vector["file"]).read_bytes())
        allowed = vector["outcome"] if isinstance(vector["outcome"], list) else [vector["outcome"]]
        checks = vector["check"] if isinstance(vector["check"], list) else [vector["check"]]
        checks = checks + ["model"] if "format" in checks else checks
        if outcome not in allowed or (len(allowed) == 1 and check not in checks):
            wrong += 1
            print(f"{vector['id']}: {outcome} ({check}), and not {allowed} ({checks}): {vector['why']}")
    print(f"{len(vectors)} vectors, {wrong} judged otherwise")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
