#!/usr/bin/env python3
"""Writes the vectors of linked data into linked-data/: badges with proofs over canonical N-Quads.

Run it with Python 3.11 or newer, the packages of ../Interop/requirements.txt, and the published contexts (the folder
that BADGE_CONFORMANCE names, or ../shared/conformance beside the repository). It reads no clock and draws no random
numbers. The signatures are made over the N-Quads of PyLD, with ../Interop/data_integrity.py, and every vector is judged
by that module too before it is written: what is called accepted has a proof of the issuer that holds there, and what is
rejected for its signature has none, unless the call says that a rule beyond the signature decides.

The file reads top-down: primitives, builders, then one function for each group of vectors.
DI is Data Integrity 1.0, EdDSA its Ed25519 suites 1.0, LD JSON-LD 1.1 (processing), VCDM the data model.
"""

import copy
import hashlib
import json
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Interop"))

import data_integrity as di
import generate as g
import gzip_writer as gz
import linked_data as ld
import status_vectors as sv
from data_integrity import JCS, OLD, RDFC
from generate import ATTACKER, GONE, ISSUER, LEARNER, NOTARY, OB, VC1, VC2, WITNESS, Members, Raw, Spelled, put

AT = g.AT
REJECTED, UNKNOWN, ACCEPTED = "rejected", "undetermined", "accepted"
NOT_ACCEPTED = [REJECTED, UNKNOWN]
ANY = [ACCEPTED, REJECTED, UNKNOWN]

OB_FOLDER = "https://purl.imsglobal.org/spec/ob/v3p0/"
OB_X = OB_FOLDER + "extensions.json"
EXTENSION = "https://openbadgespec.org/extensions/{}Extension/context-3.0.0.json"
ACCESS, APPLY, GEO, LICENSE = (EXTENSION.format(x) for x in ("accessibility", "applyLink", "geoCoordinates", "license"))
SUITE_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
DI1, DI2 = (f"https://w3id.org/security/data-integrity/v{n}" for n in (1, 2))
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
STATUS_2021 = "https://w3id.org/vc/status-list/2021/v1"
EDITIONS = {
    "2024-01": "ob-3.0.3-a-2024-01.jsonld",
    "2024-03": "ob-3.0.3.jsonld",
    "2025-11": "ob-3.0.3-c-2025-11.jsonld",
    "2026-06": "ob-3.0.3-d-2026-06.jsonld",
}
TABLES = {name: ld.Contexts({OB: file}) for name, file in EDITIONS.items()}
NEWEST = TABLES["2026-06"]
WHEN = "2026-01-15T09:00:00Z"
SHORT = {RDFC: "rdfc", JCS: "jcs", OLD: "2020"}


# --------------------------------------------------------------------------------------------------
# Proofs
# --------------------------------------------------------------------------------------------------


def plain(doc):
    """The document as a reader of its text has it."""
    return ld.read(g.write(doc))


def message(doc, options, suite, contexts=NEWEST, lossy=False):
    """What is signed: SHA-256 of the options, then of the document (EdDSA 3.2.4, 3.3.4)."""
    doc, options = plain(doc), plain(options)
    if suite == JCS:
        if "@context" in options:
            doc = doc | {"@context": options["@context"]}
        parts = [g.jcs(part).encode() for part in (options, doc)]
    else:
        config = options | {"@context": doc["@context"]}
        parts = [ld.canonical_quads(part, contexts, lossy) for part in (config, doc)]
    return b"".join(hashlib.sha256(part).digest() for part in parts)


def options_for(doc, suite, key=ISSUER, **changes):
    named = {"type": OLD} if suite == OLD else {"type": "DataIntegrityProof", "cryptosuite": suite}
    options = named | {"created": WHEN, "verificationMethod": key.method, "proofPurpose": "assertionMethod"}
    if suite == JCS:
        options["@context"] = copy.deepcopy(doc["@context"])
    return {k: v for k, v in (options | changes).items() if v is not GONE}


def prove(doc, suite=RDFC, key=ISSUER, previous=None, sign=None, contexts=NEWEST, lossy=False, **changes):
    """A proof. `previous` are the proofs that `previousProof` names, `sign` replaces the plain signature."""
    doc = {k: v for k, v in doc.items() if k != "proof"}
    options = options_for(doc, suite, key, **changes)
    covered = doc | ({"proof": previous} if previous else {})
    signature = (sign or key.sign)(message(covered, options, suite, contexts, lossy))
    return options | {"proofValue": "z" + g.base58(signature)}


def seal(doc, *suites, **more):
    """The document with a proof of each suite, in this order; an object for one."""
    proofs = [prove(doc, suite, **more) for suite in suites or [RDFC]]
    return doc | {"proof": proofs[0] if len(proofs) == 1 else proofs}


def holds(data, who=ISSUER.did):
    """Whether a proof of `who` holds under an edition of the contexts, as far as PyLD and cryptography can tell."""
    try:
        doc = ld.read(data.decode())
        proofs = di.proofs_of(doc)
    except (ValueError, di.Refused):
        return False
    for proof in proofs:
        for contexts in (NEWEST, TABLES["2024-01"]):  # each edition only added terms
            try:
                suite = di.suite_of(proof)
                if suite == JCS:
                    di.jcs = g.jcs  # which knows every number
                if di.verify_one(doc, proof, contexts)[1] == who:
                    return True
            except (di.Refused, ld.DataLoss, ld.jsonld.JsonLdError, ValueError, KeyError, TypeError, AttributeError):
                pass
    return False


# --------------------------------------------------------------------------------------------------
# Documents
# --------------------------------------------------------------------------------------------------


def v2(*more, **changes):
    """A small badge of data model 2.0, with further contexts."""
    return g.badge(**({"@context": [VC2, OB, *more]} | changes))


def v1(*more, ob=OB_FOLDER + "context.json", **changes):
    """A small badge of data model 1.1."""
    doc = g.badge(**{"@context": [VC1, ob, *(more or [SUITE_2020, DI2])], "validFrom": GONE})
    doc = {k: v for k, v in doc.items()} | {"issuanceDate": WHEN} | changes
    return {k: v for k, v in doc.items() if v is not GONE}


def old2020(**changes):
    return v2(SUITE_2020, **changes)


def sub(doc, **changes):
    """The document with other members of its achievement."""
    a = doc["credentialSubject"]["achievement"] | changes
    return put(doc, ["credentialSubject", "achievement"], {k: v for k, v in a.items() if v is not GONE})


def full():
    """A badge with nearly every class of Open Badges 3.0, all of it defined by its contexts."""
    doc = g.rich()
    doc["@context"] = [VC2, OB, OB_X]
    a = doc["credentialSubject"]["achievement"]
    a["related"] = [{"id": "https://example.org/achievements/logic", "type": ["Related"], "version": "2"}]
    a["otherIdentifier"] = [{"type": "IdentifierEntry", "identifier": "FM-1", "identifierType": "identifier"}]
    a["resultDescription"][0] |= {
        "allowedValue": ["0", "50", "100"],
        "rubricCriterionLevel": [
            {
                "id": "urn:uuid:5b9a2b0e-2a93-4d5b-8a0e-93e2ad2c1f02",
                "type": ["RubricCriterionLevel"],
                "name": "Good",
                "level": "B",
                "points": "2",
            },
        ],
    }
    a["image"] = {"id": "https://example.org/fm.png", "type": "Image"}
    doc["refreshService"] = {"id": "https://example.org/refresh", "type": "1EdTechCredentialRefresh"}
    doc["termsOfUse"] = [{"id": "https://example.org/terms", "type": "https://example.org/terms#Policy"}]
    return doc


LEVELS = {  # of full()
    "badge": [],
    "issuer": ["issuer"],
    "address": ["issuer", "address"],
    "geo": ["issuer", "address", "geo"],
    "subject": ["credentialSubject"],
    "achievement": ["credentialSubject", "achievement"],
    "creator": ["credentialSubject", "achievement", "creator"],
    "criteria": ["credentialSubject", "achievement", "criteria"],
    "alignment": ["credentialSubject", "achievement", "alignment", 0],
    "result-description": ["credentialSubject", "achievement", "resultDescription", 0],
    "rubric-level": ["credentialSubject", "achievement", "resultDescription", 0, "rubricCriterionLevel", 0],
    "related": ["credentialSubject", "achievement", "related", 0],
    "result": ["credentialSubject", "result", 0],
    "evidence": ["evidence", 0],
    "schema": ["credentialSchema", 0],
    "refresh": ["refreshService"],
    "terms": ["termsOfUse", 0],
}
CLOSED = {  # classes of full() whose published schema takes no other members
    "image": ["image"],
    "identity": ["credentialSubject", "identifier", 0],
    "identifier-entry": ["credentialSubject", "achievement", "otherIdentifier", 0],
}


def at(doc, path):
    for step in path:
        doc = doc[step]
    return doc


def with_member(doc, path, name, value):
    """A copy with one member more at the end of the object at `path`."""
    doc = copy.deepcopy(doc)
    at(doc, path)[name] = value
    return doc


def access(value, **changes):
    """A badge with a value that no rule of Open Badges looks at."""
    return v2(ACCESS, accessibilityAPI=value, **changes)


# --------------------------------------------------------------------------------------------------
# The collection
# --------------------------------------------------------------------------------------------------

VECTORS, FILES = [], {}


def add(
    folder, name, outcome, check, row, data, why, issuer=ISSUER.did, when=None, signed=None, status=None, docs=None
):
    """`signed` says whether a proof of the issuer holds by itself; None leaves it open."""
    data = g.to_bytes(data)
    name = "ld-" + name
    assert all(v["id"] != name for v in VECTORS), name
    path = f"linked-data/{folder}/{name}.json"
    if status is not None:
        path = f"linked-data/status/{name}/badge.json"
    entry = {"id": name, "file": path, "outcome": outcome, "check": check, "row": row, "why": why}
    if when:
        entry["at"] = when
    entry["issuer"] = [issuer]
    if docs is not None:
        entry["didDocuments"] = f"linked-data/did/{name}"
        for filename, content in docs.items():
            FILES[f"linked-data/did/{name}/{filename}"] = g.to_bytes(content)
    if status is not None:
        entry["status"] = f"linked-data/status/{name}/lists"
        for filename, content in status.items():
            FILES[f"linked-data/status/{name}/lists/{filename}"] = g.to_bytes(content)
    if signed is not None and docs is None:
        found = holds(data, issuer)
        assert found == signed, f"{name}: PyLD says {found}"
    FILES[path] = data
    VECTORS.append(entry)


def V(name, row, data, why, **more):
    add("valid", name, ACCEPTED, None, row, data, why, **({"signed": True} | more))


def H(name, check, row, data, why, outcome=REJECTED, **more):
    decided = {"signed": False} if check == "signature" and outcome != ANY else {}
    add("hostile", name, outcome, check, row, data, why, **(decided | more))


def own_context(name, row, data, why):
    """Under a context of its own a badge is never accepted; whether its signature holds under it decides no more than
    whether it is rejected or undetermined."""
    H(name, "signature", row, data, why, outcome=[REJECTED, UNKNOWN])


def U(name, check, row, data, why, outcome=UNKNOWN, **more):
    add("undetermined", name, outcome, check, row, data, why, **more)


def either(name, check, row, data, why, outcome=ANY, **more):
    add("undetermined", "either-" + name, outcome, check, row, data, why, **more)


# --------------------------------------------------------------------------------------------------
# Valid
# --------------------------------------------------------------------------------------------------


def valid_contexts():
    V("rdfc", "C1", seal(v2()), "A small badge with eddsa-rdfc-2022.")
    V("rdfc-full", "C1", seal(full()), "Nearly every class of Open Badges 3.0.")
    for edition, table in TABLES.items():
        V(
            f"edition-{edition}",
            "C2",
            seal(v2(), contexts=table),
            f"Signed under the edition of {edition} of the context.",
        )
        doc = full()
        if edition == "2024-01":
            del doc["awardedDate"], doc["credentialSubject"]["achievement"]["inLanguage"]
        if edition in ("2025-11", "2026-06"):
            doc["jti"] = "https://example.org/tokens/1"
        V(f"edition-{edition}-full", "C2", seal(doc, contexts=table), f"The terms that the edition of {edition} has.")
        V(
            f"edition-{edition}-2020",
            "C2",
            seal(old2020(), OLD, contexts=table),
            f"Ed25519Signature2020, edition {edition}.",
        )
    for version in ("3.0.2", "3.0.3"):
        ob = f"{OB_FOLDER}context-{version}.json"
        doc = v2(**{"@context": [VC2, ob]})
        V(f"ob-{version}", "C2", seal(doc), f"Data model 2.0 with the context of Open Badges {version}.")
        V(f"ob-{version}-tag", "C2", seal(sub(doc, tag=["a", "b"])), f"The same of {version} with tags.")
    for version in ("3.0.0", "3.0.1", "3.0.2", "3.0.3"):
        ob = OB_FOLDER + ("context.json" if version == "3.0.0" else f"context-{version}.json")
        V(
            f"v1-ob-{version}-2020",
            "C2",
            seal(v1(SUITE_2020, ob=ob), OLD),
            f"Data model 1.1, Open Badges {version}, 2020.",
        )
        V(f"v1-ob-{version}-rdfc", "C2", seal(v1(DI2, ob=ob)), f"Data model 1.1, Open Badges {version}, rdfc.")
    V("v1-di-v1", "C2", seal(v1(DI1)), "Data model 1.1 with the first context of Data Integrity.")
    V(
        "v1-both-contexts",
        "C2",
        seal(v1(), RDFC, OLD),
        "Data model 1.1 with the contexts of both suites, and both proofs.",
    )
    V("v1-expiration", "G2", seal(v1(SUITE_2020, expirationDate="2027-01-01T00:00:00Z"), OLD), "Expires next year.")
    V(
        "v1-expires-now",
        "G2",
        seal(v1(SUITE_2020, expirationDate=AT), OLD),
        "Expires at the very moment of the check: the credential ceases to be valid after it.",
    )
    V(
        "v1-issuer-string",
        "C1",
        seal(v1(SUITE_2020, issuer=ISSUER.did), OLD),
        "The issuer of a 1.1 document is a string.",
    )
    V(
        "v2-di-contexts",
        "C2",
        seal(v2(DI2)),
        "The context of Data Integrity beside that of data model 2.0, which has its terms.",
    )
    V("v2-context-2020-unused", "C2", seal(v2(SUITE_2020)), "The context of Ed25519Signature2020, and an rdfc proof.")
    V("v2-context-repeated-later", "C2", seal(v2(OB_X, OB_X)), "A further context twice: nothing is defined otherwise.")
    for name, url, change in [
        ("accessibility", ACCESS, {"accessibilityAPI": "ARIA", "accessibilityHazard": ["none", "flashing"]}),
        ("geo", GEO, {"evidence": [{"type": ["Evidence", "Place"], "name": "Here"}]}),
    ]:
        V(f"extension-{name}", "C2", seal(v2(url, **change)), f"The extension context for {name}.")
    doc = sub(v2(APPLY), type=["Achievement", "ApplyLinkAchievement"])
    V("extension-apply", "C2", seal(doc), "The extension context for links to apply.")
    doc = sub(v2(LICENSE), type=["Achievement", "CCAchievement"], license="https://example.org/l")
    V("extension-license", "C2", seal(doc), "The extension context for licences.")
    doc = sub(
        v2(LICENSE), type=["Achievement", "CCAchievement"], license={"type": ["License"], "id": "https://example.org/l"}
    )
    H(
        "extension-license-type",
        "signature",
        "C2",
        doc | {"proof": prove(v2())},
        "The type License defines a protected License anew: an error of JSON-LD, as published (LD 4.2.2 step 27).",
    )
    for order, contexts in [
        ("", [ACCESS, GEO, APPLY, LICENSE, OB_X]),
        ("-reversed", [OB_X, LICENSE, APPLY, GEO, ACCESS]),
    ]:
        V("extensions-all" + order, "C2", seal(v2(*contexts, accessibilityAPI="ARIA")), "All extension contexts.")
    good = seal(v2())
    for name, url in [("integrity", DI2), ("extensions", OB_X), ("accessibility", ACCESS), ("2020", SUITE_2020)]:
        changed = good | {"@context": [VC2, OB, url]}
        V(
            f"context-appended-{name}",
            "C2",
            changed,
            "A known context was appended that changes no statement: the graph is the signed one.",
        )
    changed = seal(v2(OB_X, ACCESS, accessibilityAPI="ARIA")) | {"@context": [VC2, OB, ACCESS, OB_X]}
    V("context-reordered", "C2", changed, "Two further contexts changed places, which changes no statement.")
    changed = seal(v2(OB_X)) | {"@context": [VC2, OB]}
    V("context-unused-dropped", "C2", changed, "A context that defines nothing that is used was taken away.")


def valid_suites():
    docs = {RDFC: v2(), OLD: old2020(), JCS: v2()}
    doc = old2020()
    three = [RDFC, JCS, OLD]
    for suites in [
        [RDFC, JCS],
        [JCS, RDFC],
        [RDFC, OLD],
        [OLD, RDFC],
        [JCS, OLD],
        [OLD, JCS],
        [RDFC, RDFC],
        [OLD, OLD],
        three,
        [JCS, OLD, RDFC],
        [OLD, RDFC, JCS],
    ]:
        name = "-".join(SHORT[s] for s in suites)
        V("set-" + name, "B7", seal(doc, *suites), f"A set of {', '.join(suites)}, all of the issuer.")
    V("2020", "B5", seal(doc, OLD), "Ed25519Signature2020 on data model 2.0.")
    V("rdfc-array-of-one", "B7", v2() | {"proof": [prove(v2())]}, "One proof in an array.")
    for suite in three:
        name, base = SHORT[suite], docs[suite]
        good = prove(base, suite)
        spoiled = good | {"proofValue": prove(base, suite, nonce="1", lossy=True)["proofValue"]}
        for other in three:
            if base is not docs[OLD] and other == OLD:
                continue
            second = prove(base, other, NOTARY)
            V(
                f"set-{name}-third-{SHORT[other]}",
                "B7",
                base | {"proof": [second, good]},
                f"{suite} of the issuer after {other} of a notary.",
            )
        V(
            f"set-{name}-spoiled-beside",
            "B7",
            base | {"proof": [spoiled, good]},
            "One of two proofs of the issuer holds.",
        )
        V(
            f"set-{name}-unknown-beside",
            "B7",
            base | {"proof": [good, good | {"type": "DataIntegrityProof", "cryptosuite": "example-2099"}]},
            "A proof of an unheard-of suite beside a good one.",
        )
    lossy = v2(honours="summa")
    V(
        "set-jcs-undefined-term",
        "C1",
        lossy | {"proof": [prove(lossy, RDFC, lossy=True), prove(lossy, JCS)]},
        "A member that no context knows: nothing for rdfc, whose proof fails; the jcs proof covers it and holds.",
    )
    V(
        "set-undefined-term-jcs-first",
        "C1",
        lossy | {"proof": [prove(lossy, JCS), prove(lossy, RDFC, lossy=True)]},
        "The same in the other order.",
    )
    V("jcs-undefined-term", "C1", seal(lossy, JCS), "A member that no context knows, which jcs covers.")
    V(
        "jcs-unknown-context",
        "C2",
        seal(v2("https://example.org/contexts/v1"), JCS),
        "A context that nobody has: JCS needs none (EdDSA 3.3).",
    )

    # Chains: what a proof covers has the earlier proofs in it, as a named graph each.
    names = [f"urn:uuid:2adbbc82-f241-4ffd-95df-49f5121c30c{n}" for n in range(8)]
    for first in three:
        for second in three:
            if second == OLD:
                continue  # its context has no previousProof
            if OLD in (first, second):
                base = old2020()
            else:
                base = v2()
            a = prove(base, first, id=names[0])
            b = prove(base, second, NOTARY, previous=[a], previousProof=names[0])
            why = f"A notary signed with {second} over the issuer's proof with {first}."
            if (first, second) == (JCS, RDFC):
                either(
                    "chain-jcs-rdfc",
                    "signature",
                    "B8",
                    base | {"proof": [a, b]},
                    why + " The issuer's proof stands in the graph with a context of its own; it holds by itself.",
                    signed=True,
                )
                continue
            V(f"chain-{SHORT[first]}-{SHORT[second]}", "B8", base | {"proof": [a, b]}, why)
            n = prove(base, first, NOTARY, id=names[1])
            i = prove(base, second, previous=[n], previousProof=[names[1]])
            V(
                f"chain-{SHORT[first]}-{SHORT[second]}-issuer-last",
                "B8",
                base | {"proof": [i, n]},
                f"The issuer signed with {second} over the notary's proof with {first}.",
            )
    base = v2()
    a, n = prove(base, id=names[0]), prove(base, RDFC, NOTARY, id=names[1])
    both = prove(base, RDFC, WITNESS, previous=[a, n], previousProof=[names[0], names[1]])
    V("chain-two-previous", "B8", base | {"proof": [a, n, both]}, "A proof over two, which are two named graphs.")
    V(
        "chain-two-previous-shuffled",
        "B8",
        base | {"proof": [n, both, a]},
        "A graph has no order: the same over the proofs in another order.",
    )
    c = prove(
        base,
        RDFC,
        WITNESS,
        previous=[b := prove(base, RDFC, NOTARY, previous=[a], id=names[2], previousProof=names[0])],
        previousProof=names[2],
    )
    V("chain-three", "B8", base | {"proof": [a, b, c]}, "A chain of three.")
    V(
        "chain-issuer-over-two",
        "B8",
        base
        | {
            "proof": [
                n,
                w := prove(base, RDFC, WITNESS, id=names[3]),
                prove(base, previous=[n, w], previousProof=[names[1], names[3]]),
            ]
        },
        "The issuer signs over two proofs.",
    )

    for name, changes in [
        ("no-created", {"created": GONE}),
        ("id", {"id": "urn:uuid:9b5d7828-3d26-4661-b1b7-ed1e8dd3818b"}),
        ("nonce", {"nonce": "8e0f2a"}),
        ("domain", {"domain": "example.org"}),
        ("domain-array", {"domain": ["example.org", "example.com"]}),
        ("challenge", {"domain": "example.org", "challenge": "c\n1"}),
        ("expires-future", {"expires": "2027-01-01T00:00:00Z"}),
        ("created-offset", {"created": "2026-01-15T10:00:00+01:00"}),
        ("created-fraction", {"created": "2026-01-15T09:00:00.123456789Z"}),
    ]:
        V(f"rdfc-{name}", "B3", seal(v2(), **changes), "Options of an rdfc proof: " + name)
        V(f"2020-{name}", "B3", seal(old2020(), OLD, **changes), "Options of an Ed25519Signature2020: " + name)
    good = seal(v2())
    V(
        "rdfc-member-order",
        "B1",
        {"proof": dict(reversed(good["proof"].items()))} | dict(reversed(good.items())),
        "Every member of badge and proof in the opposite order: a graph has none.",
    )
    V(
        "rdfc-proof-value-spelled",
        "B1",
        g.swap(g.to_bytes(good), '"proofValue":"z', '"proof\\u0056alue":"\\u007a'),
        "Escapes in the proof's text.",
    )


def valid_values():
    def ok(name, doc, why, row="C1", **more):
        V("value-" + name, row, seal(doc, **more), why)

    def detour(name, doc, why):
        """The signature holds, but the keyword lets statements stand where nobody who reads names looks for them."""
        H("value-" + name, "signature", "C6", seal(doc), why, signed=None)

    ok("issuer-string", v2(issuer=ISSUER.did), "The issuer is a string: a node with nothing but its identifier.")
    ok(
        "issuer-only-id",
        v2(issuer={"id": ISSUER.did, "type": ["Profile"]}),
        "The issuer is an object with identifier and type.",
    )
    ok("language", v2(name={"@value": "Teamarbeit", "@language": "de"}), "A language value.")
    ok(
        "languages",
        v2(name=[{"@value": "Teamwork", "@language": "en"}, {"@value": "Teamarbeit", "@language": "de"}]),
        "An array of language values.",
    )
    ok(
        "language-case",
        v2(name={"@value": "Teamwork", "@language": "en-GB"}),
        "A tag with upper-case letters: in lower case in the graph, as LD allows and all that sign do.",
    )
    ok(
        "language-twice",
        v2(name=[{"@value": "Teamwork", "@language": "en-GB"}, {"@value": "Teamwork", "@language": "EN-gb"}]),
        "Two language values that are one statement.",
    )
    ok(
        "language-same-text",
        v2(name=[{"@value": "Sport", "@language": "en"}, {"@value": "Sport", "@language": "de"}]),
        "One text in two languages: two statements.",
    )
    ok("value-object", v2(description={"@value": "Plain."}), "A value object without a language.")
    for name, text in [
        ("nfc", "\u00e9\u00c5\uac00"),
        ("nfd", "e\u0301A\u030a\u1100\u1161"),
        ("astral", "\U0001f600\U00020bb7\U0010fffd"),
        ("bmp-order", "\ufb33\U0001f600\ue000\uff5e"),
        ("bidi", "\u202eabc\u202c \u05d0\u0627"),
        ("separators", "a\u2028b\u2029c\u0085d"),
        ("c1", "\u0080\u009f"),
        ("del", "\u007f"),
        ("zero-width", "a\u200db\ufeffc"),
        ("quotes", '"\\"\\\\ \\n \\u0041 \' <>'),
        ("white", " \t\r\n \b\f "),
        ("controls", "".join(map(chr, range(32)))),
        ("empty", ""),
        ("variation", "\u263a\ufe0f\u200d"),
        ("nquads", '" .\n_:c14n0 <https://schema.org/name> "x'),
        ("combining", "a" + "\u0300" * 40),
    ]:
        ok("text-" + name, sub(v2(), tag=[text, "x" + text]), f"Text of {name} in the canonical form.")
    ok("text-twins", sub(v2(), tag=["\u00e9", "e\u0301"]), "NFC and NFD are two values.")
    everything = g.to_bytes(seal(sub(v2(), tag=["\u00e9/\U0001f600"])))
    V(
        "value-text-escaped",
        "A2",
        g.swap(everything, "\u00e9/\U0001f600".encode(), "\\u00E9\\/\\ud83d\\uDE00"),
        "The text is written with escapes, which say the same.",
    )
    for name, text, value in [
        ("one-point-zero", "1.0", 1),
        ("one-e0", "1e0", 1),
        ("hundred", "1E2", 100),
        ("fraction", "3.50", 3.5),
        ("tenth", "0.1", 0.1),
        ("nine-point-three", "9.3", 9.3),
        ("third", "0.3333333333333333", 1 / 3),
        ("tiny", "1e-7", 1e-7),
        ("smallest", "5e-324", 5e-324),
        ("largest", "1.7976931348623157e308", 1.7976931348623157e308),
        ("e21", "1e21", 1e21),
        ("e22", "1e22", 1e22),
        ("below-e21", "123456789e10", 1234567890000000000),
        ("max-safe", "9007199254740991", 9007199254740991),
        ("zero", "0.000", 0),
        ("five-eighths", "0.625", 0.625),
        ("seventeen-digits", "0.30000000000000004", 0.30000000000000004),
    ]:
        doc = put(v2(), ["credentialSubject", "creditsEarned"], Raw(text, value))
        if name == "below-e21":
            either(
                "value-number-" + name,
                "format",
                "A5",
                seal(doc),
                "An integer beyond 2^53 that a double holds exactly.",
                signed=True,
            )
            continue
        ok("number-" + name, doc, f"The number {text}, typed as a float by its term.", "A5")
        doc = access(Raw(text, value))
        ok("number-" + name + "-untyped", doc, f"The number {text} under a term without a type.", "A5")
    for text in ("-0", "-0.0"):
        doc = access(Raw(text, 0))
        ok(
            f"number-minus-{'zero' if '.' not in text else 'zero-point-zero'}",
            doc,
            "Minus zero is the integer 0 (RFC 8785 too).",
            "A5",
        )
    ok("booleans", access([True, False]), "Booleans without a type.", "A5")
    ok("hashed-false", full(), "Booleans with a type, in the identities.")
    ok(
        "number-and-text",
        access([1, "1", True, "true", 1.5, "1.5"]),
        "Numbers, booleans and texts that look alike are different values.",
    )
    ok("duplicates", sub(v2(), tag=["a", "b", "a"]), "A value twice is one statement.")
    good = seal(sub(v2(), tag=["a", "b"]))
    for name, tags, why in [
        ("reordered", ["b", "a"], "The values changed places after signing: a set has no order."),
        ("repeated", ["a", "b", "b"], "A value was repeated after signing: the same statements."),
    ]:
        V("same-graph-" + name, "B1", put(good, ["credentialSubject", "achievement", "tag"], tags), why)
    one = seal(sub(v2(), tag=["a"]))
    V(
        "same-graph-single",
        "B1",
        put(one, ["credentialSubject", "achievement", "tag"], "a"),
        "A value in place of an array of it.",
    )
    V(
        "same-graph-value-object",
        "B1",
        put(seal(v2()), ["name"], {"@value": "Teamwork"}),
        "A value object in place of its text.",
    )
    V(
        "same-graph-number",
        "A5",
        g.swap(
            g.to_bytes(seal(put(v2(), ["credentialSubject", "creditsEarned"], 7))),
            '"creditsEarned":7',
            '"creditsEarned":7.0e0',
        ),
        "A number in another spelling.",
    )
    V(
        "same-graph-twin-evidence",
        "B1",
        put(
            seal(v2(evidence=[{"type": ["Evidence"], "name": "a"}, {"type": ["Evidence"], "name": "b"}])),
            ["evidence"],
            [{"name": "b", "type": ["Evidence"]}, {"name": "a", "type": ["Evidence"]}],
        ),
        "Two nodes without identifiers changed places.",
    )

    ok("empty-array", access([]), "An empty array says nothing, as JSON-LD has it.")
    ok("nested-arrays", access([["a", ["b"]], "c", []]), "Nested arrays are flattened.")
    ok("set-object", access({"@set": ["a", "b"]}), "A set object.")
    ok("list-object", access({"@list": ["a", "b", "a"]}), "A list object keeps order and repetition.")
    ok("list-empty", access({"@list": []}), "An empty list.")
    ok("list-nested", access({"@list": [{"@list": ["a"]}, {"@list": ["b", "c"]}, {"@list": []}]}), "Lists in a list.")
    either(
        "list-of-arrays",
        "signature",
        "C1",
        seal(access({"@list": [["a"], ["b", "c"], []]})),
        "Arrays in a list object: LD 5.1.2 step 5.2 flattens them, jsonld.js and PyLD make lists.",
    )
    ok("list-container", full(), "allowedValue is a list.")
    ok(
        "json-literal",
        access({"@type": "@json", "@value": {"b": [1.0, 1e21, '\u20ac"\n'], "a": None, "\ufb33": 1, "\U0001f600": 2}}),
        "A JSON literal, canonical by RFC 8785.",
    )
    ok(
        "typed-value",
        access({"@type": "http://www.w3.org/2001/XMLSchema#date", "@value": "2026-01-01"}),
        "A typed value.",
    )
    ok(
        "xsd-string",
        access([{"@type": "http://www.w3.org/2001/XMLSchema#string", "@value": "a"}, "a"]),
        "A text typed as xsd:string is the text.",
    )
    ok("node-iri-only", access({"@id": "https://example.org/api"}), "A node that is only named.")
    ok("node-empty", access({"accessibilityControl": {}}), "A node without members: a blank node.")
    ok(
        "absolute-iri-member",
        v2() | {"https://example.org/terms#note": ["n", {"@id": "urn:x:y"}]},
        "A member named by its IRI needs no context.",
    )
    ok(
        "absolute-iri-type",
        sub(v2(), type=["Achievement", "https://example.org/terms#Special"]),
        "A type named by its IRI.",
    )
    detour(
        "included",
        v2() | {"@included": [{"@id": "https://example.org/x", "https://example.org/terms#note": "n"}]},
        "@included with a node of its own, signed.",
    )
    detour(
        "reverse",
        access(
            {"@id": "https://example.org/a", "@reverse": {"accessibilityControl": {"@id": "https://example.org/b"}}}
        ),
        "@reverse within a value, signed.",
    )
    for name, where, ids in [
        ("urn", "badge", "urn:uuid:0a4de3b2-9b6f-4e1d-8f4b-0f3b8f6f6f99"),
        ("did", "badge", "did:example:123456789abcdefghi?x=1#y"),
        ("https", "badge", "https://example.org/badges/1?a=b&c=%20#d"),
        ("unicode", "badge", "https://example.org/\u00fcber/\u6a4b"),
        ("urn-achievement", "achievement", "urn:uuid:0a4de3b2-9b6f-4e1d-8f4b-0f3b8f6f6f98"),
        ("https-subject", "subject", "https://example.org/people/1"),
        ("mailto-subject", "subject", "mailto:alice@example.org"),
    ]:
        ok("id-" + name, put(v2(), LEVELS[where] + ["id"], ids), f"An identifier of the {where}: {name}.")
    H(
        "id-missing",
        "model",
        "G1",
        seal(v2(id=GONE)),
        "A badge without an identifier, which Open Badges asks for.",
        signed=True,
    )
    ok(
        "subject-identifier-only",
        v2(credentialSubject=g.subject(id=GONE, identifier=[g.identity()])),
        "A subject that is a blank node.",
    )
    ok(
        "shared-id",
        v2(evidence=[{"id": "https://example.org/achievements/teamwork", "type": ["Evidence"], "name": "n"}]),
        "Two objects with one identifier are one node.",
    )

    e = g.endorsement()
    sealed = e | {"proof": [prove(e, RDFC, NOTARY)]}
    ok(
        "endorsement",
        v2(endorsement=[sealed]),
        "An endorsement with its own context and rdfc proof inside the badge.",
        "G5",
    )
    ok(
        "endorsement-jcs",
        v2(endorsement=[e | {"proof": [prove(e, JCS, NOTARY)]}]),
        "An endorsement with a jcs proof.",
        "G5",
    )
    ok(
        "endorsement-two",
        sub(v2(), endorsement=[sealed, sealed | {"id": "urn:uuid:7a0e6e0e-9c7e-4a84-8f1c-2a1f4c3f9b11"}]),
        "Two endorsements of the achievement, with one signature.",
        "G5",
    )
    spoiled = put(sealed, ["credentialSubject", "endorsementComment"], "Changed before the badge was signed.")
    ok(
        "endorsement-broken-inside",
        v2(endorsement=[spoiled]),
        "The endorsement's own proof is broken; the badge's holds.",
        "G5",
    )
    ok(
        "endorsement-jwt",
        v2(endorsementJwt=["eyJhbGciOiJFZERTQSJ9.e30.c2ln"]),
        "endorsementJwt, which only the newest edition has.",
        "G5",
    )
    alignments = [
        {"type": ["Alignment"], "targetName": f"Skill {i}", "targetUrl": f"https://skills.example/{i}"}
        for i in range(20)
    ]
    results = [{"type": ["Result"], "value": str(i)} for i in range(5)]
    big = put(
        sub(
            v2(endorsement=[sealed | {"id": f"urn:uuid:7a0e6e0e-9c7e-4a84-8f1c-2a1f4c3f9b{i}"} for i in (20, 21, 22)]),
            alignment=alignments,
        ),
        ["credentialSubject", "result"],
        results,
    )
    ok("large", big, "20 alignments, 5 results, 3 endorsements.")
    ok(
        "alignments-alike",
        sub(v2(), alignment=[alignments[0]] * 20),
        "20 equal alignments: 20 blank nodes that are alike.",
        "C5",
    )
    ok("results-alike", put(v2(), ["credentialSubject", "result"], [results[1]] * 6), "Six equal results.", "C5")
    nested = lambda: {"type": ["Evidence"], "name": "same"}
    ok("evidence-alike", v2(evidence=[nested(), nested(), nested()]), "Three equal pieces of evidence.", "C5")


def blank_nodes():
    """Nodes that only N-degree hashing tells apart."""

    def graph(edges, marks=None, prefix="_:b"):
        nodes = sorted({n for edge in edges for n in edge})
        return [
            {"@id": f"{prefix}{n}"}
            | ({"accessibilityHazard": marks[n]} if marks and n in marks else {})
            | {"accessibilityControl": [{"@id": f"{prefix}{b}"} for a, b in edges if a == n]}
            for n in nodes
        ]

    ring = lambda n, at=0: [(at + i, at + (i + 1) % n) for i in range(n)]
    for name, edges, marks in [
        ("pair", [(0, 1), (1, 0)], None),
        ("ring-3", ring(3), None),
        ("ring-7", ring(7), None),
        ("two-rings", ring(3) + ring(4, 3), None),
        ("ring-marked", ring(5), {2: "flashing"}),
        ("rings-alike", ring(3) + ring(3, 3), None),
        ("star", [(0, i) for i in range(1, 5)], None),
        ("star-in", [(i, 0) for i in range(1, 5)], None),
        ("two-way-ring", ring(5) + [(b, a) for a, b in ring(5)], None),
        ("clique-4", [(a, b) for a in range(4) for b in range(4) if a != b], None),
        ("path-10", [(i, i + 1) for i in range(9)], None),
        ("path-10-marked", [(i, i + 1) for i in range(9)], {0: "noise"}),
        ("tree", [(i, 2 * i + j) for i in range(7) for j in (1, 2)], None),
        ("cube", [(a, a ^ bit) for a in range(8) for bit in (1, 2, 4)], None),
        ("petersen", [e for i in range(5) for e in ((i, (i + 1) % 5), (i, i + 5), (i + 5, (i + 2) % 5 + 5))], None),
    ]:
        V("blank-" + name, "C5", seal(access(graph(edges, marks))), f"Blank nodes: {name}.")
    # PyLD counts a statement of a node about itself twice, where RDFC 4.4.3 step 2.1 has it once: it may number nodes
    # otherwise, so here the node is the only one.
    alone = sub(access(graph([(0, 0)])), criteria={"id": "https://example.org/criteria"})
    V("blank-loop", "C5", seal(alone), "A blank node that points at itself.")
    doc = access(graph(ring(4)))
    good = seal(doc)
    V(
        "blank-renamed",
        "C5",
        good | {"accessibilityAPI": graph(ring(4), prefix="_:zz")},
        "Blank nodes got other names after signing.",
    )
    shifted = graph([((a + 1) % 4, (b + 1) % 4) for a, b in ring(4)])
    V(
        "blank-shuffled",
        "C5",
        good | {"accessibilityAPI": shifted[::-1]},
        "Blank nodes exchanged their names and places.",
    )
    for name in ("c14n0", "c14n1", "b0", "b", "0", "a.b", "\u00e9"):
        doc = access({"@id": "_:" + name, "accessibilityControl": {"@id": "_:" + name + "0"}})
        V(
            "blank-named-" + {"\u00e9": "e-acute"}.get(name, name.replace(".", "-dot-")),
            "C6",
            seal(doc),
            f"A blank node called _:{name}, as the canonical ones or the reader's own are called.",
        )
    twin = access([{"@id": "_:c14n1", "accessibilityControl": "x"}, {"@id": "_:c14n0", "accessibilityControl": "y"}])
    V("blank-named-c14n-crossed", "C6", seal(twin), "Blank nodes with the canonical names of others.")
    V(
        "blank-shared-with-issuer-graph",
        "C6",
        seal(
            access(
                {"@id": "_:x"},
                evidence=[{"type": ["Evidence"], "name": "e", "https://example.org/terms#about": {"@id": "_:x"}}],
            )
        ),
        "One blank node in two places of the badge.",
    )


def valid_keys():
    for name, of, docs in [
        ("did-web", g.WEB, {"issuer.json": g.document(g.WEB)}),
        ("https", g.HTTPS, {"issuer.json": g.document(g.HTTPS)}),
    ]:
        for suite in (RDFC, OLD):
            doc = (v2 if suite == RDFC else old2020)(
                issuer={"id": of, "type": ["Profile"], "name": "Example University"}
            )
            V(
                f"key-{name}-{SHORT[suite]}",
                "F1",
                seal(doc, suite, verificationMethod=of + "#key-1"),
                f"{suite} by an issuer with a document: {name}.",
                issuer=of,
                docs=docs,
            )
    of = g.did_jwk(g.jwk_of(ISSUER))
    doc = v2(issuer={"id": of, "type": ["Profile"], "name": "Example University"})
    V("key-did-jwk", "F3", seal(doc, verificationMethod=of + "#0"), "rdfc by a did:jwk.", issuer=of, signed=None)


# --------------------------------------------------------------------------------------------------
# Hostile: what would not be signed
# --------------------------------------------------------------------------------------------------


def lost(name, data, why, row="C1", check="signature", **more):
    """A vector whose statements are the signed ones: only that something is not in them makes it bad (DI 2.4.3)."""
    doc = ld.read(g.to_bytes(data).decode())
    proofs = di.proofs_of(doc)
    suite = di.suite_of(proofs[0])
    base, options = di.without(doc, "proof"), di.without(proofs[0], "proofValue")
    signed = ISSUER.private.public_key()
    signed.verify(di.from_base58(proofs[0]["proofValue"][1:]), message(base, options, suite, lossy=True))
    H(name, check, row, data, why, **({"signed": False} | more))


def undefined():
    good, older, first = seal(full()), seal(old2020(), OLD), seal(v1(SUITE_2020), OLD)
    for level, path in LEVELS.items():
        lost(
            "undefined-member-" + level,
            with_member(good, path, "honours", "summa"),
            f"A member that no context knows, in {level}.",
        )
        lost(
            "undefined-null-" + level,
            with_member(good, path, "honours", None),
            f"A member that no context knows, with null, in {level}.",
        )
        if level == "badge" or "type" not in at(good, path):
            types = at(good, path).get("type", [])
        else:
            types = at(good, path)["type"]
        types = types if isinstance(types, list) else [types]
        lost(
            "undefined-type-" + level,
            with_member(good, path, "type", [*types, "Honours"]),
            f"A type that no context knows, in {level}.",
            check=["model", "signature"] if level in ("schema", "refresh", "criteria", "geo") else "signature",
        )
    for level, path in CLOSED.items():
        lost(
            "undefined-member-" + level,
            with_member(good, path, "honours", "summa"),
            f"A member that no context knows, in {level}.",
            check=["model", "signature"],
        )
    for kind, base in [("2020", older), ("v1", first)]:
        for level in ("badge", "issuer", "subject", "achievement", "criteria"):
            lost(
                f"undefined-member-{kind}-{level}",
                with_member(base, LEVELS[level], "honours", "summa"),
                f"A member that no context knows, in {level}; Ed25519Signature2020, {kind}.",
            )
        lost(
            f"undefined-type-{kind}",
            put(base, LEVELS["achievement"] + ["type"], ["Achievement", "Honours"]),
            "A type that no context knows.",
        )
    for name, value in [
        ("text", "summa"),
        ("number", 1),
        ("object", {"name": "summa"}),
        ("array", ["a", "b"]),
        ("empty-array", []),
        ("value-object", {"@value": "summa"}),
        ("empty-object", {}),
    ]:
        lost(
            "undefined-value-" + name,
            with_member(good, LEVELS["achievement"], "honours", value),
            f"Its value is: {name}.",
        )
    for name, member in [
        ("case", "Tag"),
        ("space", "tag "),
        ("cyrillic", "t\u0430g"),
        ("empty", ""),
        ("dash", "--"),
        ("number", "1"),
        ("slash", "a/b"),
        ("fragment", "#a"),
        ("keyword-like", "@honours"),
        ("curie-unknown-tail", ":a"),
        ("nul", "tag\0"),
        ("nfd", "e\u0301"),
        ("long", "x" * 5000),
    ]:
        if name == "keyword-like":
            lost(
                "undefined-name-" + name,
                with_member(good, LEVELS["achievement"], member, "x"),
                "A name like a keyword: ignored by LD, so lost.",
            )
            continue
        lost(
            "undefined-name-" + name,
            with_member(good, LEVELS["achievement"], member, "x"),
            f"A name that is no term and no IRI: {name}.",
        )
    for name, level, member in [
        ("tag-in-subject", "subject", "tag"),
        ("credits-in-achievement", "achievement", "creditsEarned"),
        ("target-in-result", "result", "targetName"),
        ("proof-value-in-badge", "badge", "proofValue"),
        ("salt-in-issuer", "issuer", "salt"),
        ("level-in-evidence", "evidence", "level"),
        ("list-in-badge", "badge", "encodedList"),
        ("index-in-subject", "subject", "statusListIndex"),
    ]:
        lost(
            "other-class-" + name,
            with_member(good, LEVELS[level], member, "7"),
            "A term of another class, which is not defined here.",
        )
    for name, level, kind in [
        ("relative", "achievement", "types/Honours"),
        ("dot", "achievement", "."),
        ("term-of-member", "issuer", "tags"),
        ("case", "achievement", "achievement"),
        ("fragment", "evidence", "#Honours"),
        ("empty", "result", ""),
    ]:
        path = LEVELS[level]
        types = at(good, path)["type"]
        lost(
            "type-" + name,
            with_member(good, path, "type", [*types, kind]),
            f"A type that is no absolute IRI: {name}.",
            check=["model", "signature"] if name == "empty" else "signature",
        )
    for name, value in [
        ("relative", "dean"),
        ("dot", "./dean"),
        ("up", "../../dean"),
        ("slash", "/dean"),
        ("double-slash", "//example.org/x"),
        ("fragment", "#dean"),
        ("query", "?x=1"),
        ("space", "https://example.org/a b"),
        ("empty", ""),
        ("angle", "https://example.org/>"),
        ("backslash", "https://example.org/\\u003e"),
        ("keyword-like", "@dean"),
        ("quote", 'https://example.org/"'),
        ("brace", "https://example.org/{x}"),
        ("caret", "https://example.org/^"),
        ("newline", "https://example.org/\n"),
        ("digit-scheme", "1a:b"),
        ("nul", "https://example.org/\0"),
    ]:
        doc = access({"@id": value, "accessibilityControl": "x"})
        # LD 5.2.2 makes null of what looks like a keyword: a node without a name.
        named = {} if name == "keyword-like" else {"@id": value}
        proof = prove(access(named | {"accessibilityControl": "x"}), lossy=True)
        H(
            "id-" + name,
            "signature",
            "C1",
            doc | {"proof": proof},
            f"An identifier that is no absolute IRI, signed as it is: {name}.",
        )
    blank = v2() | {"_:note": "n"}
    H(
        "member-blank-node",
        "signature",
        "C1",
        seal(blank, lossy=True),
        "A member that stands for a blank node: no statement of RDF (LD 8.1.2).",
    )
    for name, value in [
        ("direction", {"@value": "Teamwork", "@direction": "ltr"}),
        ("direction-language", {"@value": "\u05e9\u05dc\u05d5\u05dd", "@language": "he", "@direction": "rtl"}),
    ]:
        H(
            "value-" + name,
            "signature",
            "C1",
            seal(v2(name=value), lossy=True),
            "A base direction, which RDF has no place for without rdfDirection: not in what was signed.",
        )
        V(f"jcs-{name}", "C1", seal(v2(name=value), JCS), "A base direction under jcs, which covers it.")
        V(
            f"set-jcs-{name}",
            "C1",
            (d := v2(name=value)) | {"proof": [prove(d, RDFC, lossy=True), prove(d, JCS)]},
            "A base direction: nothing for rdfc, but the jcs proof covers it.",
        )
    for name, tag in [
        ("underscore", "en_GB"),
        ("space", "en GB"),
        ("long", "abcdefghi"),
        ("digits", "12"),
        ("dash", "en-"),
    ]:
        H(
            "language-" + name,
            ["model", "signature"],
            "C1",
            seal(v2(name={"@value": "x", "@language": tag}), lossy=True),
            "A language tag that is not well-formed: no statement of RDF (LD 8.2.2).",
            signed=None,
        )
    either(
        "null-of-a-term",
        "signature",
        "C1",
        with_member(seal(v2(ACCESS)), [], "accessibilityAPI", None),
        "Null as the value of a term, JSON-LD's way to say that there is none: DI 2.4.3 leaves it open.",
    )
    either("null-in-array", "signature", "C1", seal(access(["a", None])), "Null in an array.")
    either(
        "null-value-object",
        "signature",
        "C1",
        seal(access(["a", {"@value": None}]), lossy=True),
        "A value object that is null.",
    )
    either(
        "index",
        "signature",
        "C1",
        with_member(seal(access({"accessibilityControl": "x"})), ["accessibilityAPI"], "@index", "7"),
        "@index is in no statement; JSON-LD keeps it in the expanded form. DI 2.4.3 does not name it.",
    )
    either("free-floating-text", "signature", "C1", with_member(seal(v2()), [], "@included", []), "An empty @included.")
    H(
        "free-floating-value",
        "signature",
        "C1",
        with_member(seal(v2(), lossy=True), [], "@included", ["text"]),
        "@included holds a text, which LD 5.1.2 drops where it floats free.",
        signed=None,
    )
    # Signed by a verifier-blind signer: the claim was there and its software dropped it.
    for name, doc in [
        ("member", full() | {"honours": "summa"}),
        ("type", put(full(), LEVELS["achievement"] + ["type"], ["Achievement", "Honours"])),
        ("nested", with_member(full(), LEVELS["evidence"], "honours", {"name": "x"})),
    ]:
        lost(
            "signed-lossy-" + name,
            seal(doc, lossy=True),
            "The signer's own software dropped it: the badge was born so.",
        )
    lossy = full()
    H(
        "edition-2024-01-lossy",
        "signature",
        "C2",
        seal(lossy, contexts=TABLES["2024-01"], lossy=True),
        "Signed under the first edition, by software that dropped awardedDate and inLanguage: holds under none.",
    )
    jwt = v2(endorsementJwt=["eyJhbGciOiJFZERTQSJ9.e30.c2ln"])
    H(
        "edition-2025-11-lossy",
        "signature",
        "C2",
        seal(jwt, contexts=TABLES["2025-11"], lossy=True),
        "Signed under the third edition, which lacks endorsementJwt, by software that dropped it.",
    )


def tampered():
    cases = [
        ("name", ["name"], "Teamwork!"),
        ("achievement", LEVELS["achievement"] + ["name"], "Leadership"),
        ("subject", ["credentialSubject", "id"], ATTACKER.did),
        ("from", ["validFrom"], "2025-01-15T09:00:00Z"),
        ("from-same-moment", ["validFrom"], "2026-01-15T10:00:00+01:00"),
        ("until", ["validUntil"], "2041-01-15T09:00:00Z"),
        ("tag-gone", LEVELS["achievement"] + ["tag"], ["logic", "proof"]),
        ("type-gone", LEVELS["evidence"] + ["type"], GONE),
        ("list-order", LEVELS["result-description"] + ["allowedValue"], ["50", "0", "100"]),
        ("list-repeated", LEVELS["result-description"] + ["allowedValue"], ["0", "50", "100", "100"]),
        ("number", ["credentialSubject", "creditsEarned"], 3.6),
        ("number-as-text", ["credentialSubject", "creditsEarned"], "3.5"),
        ("boolean", CLOSED["identity"] + ["hashed"], True),
        ("language-added", ["description"], {"@value": "Awarded for a course.", "@language": "en"}),
        ("nfd", ["name"], "Formal methods \u2014 e\u0301tape 1"),
        ("id", ["id"], "urn:uuid:5f0c4c1e-3b43-4d0b-8a53-b1c0f0a5d7e2"),
        ("id-gone", ["id"], GONE),
        ("evidence-gone", ["evidence"], GONE),
        ("result-value", ["credentialSubject", "result", 0, "value"], "88"),
        ("deep", ["issuer", "address", "geo", "latitude"], 46.6),
        ("schema", ["credentialSchema", 0, "id"], "https://example.org/other.json"),
        ("added-tag", LEVELS["achievement"] + ["tag"], ["logic", "proof", "model checking", "x"]),
        ("until-gone", ["validUntil"], GONE),
        ("white-space", ["name"], "Formal methods \u2014 \u00e9tape 1 "),
        ("name-iri", ["https://schema.org/name"], "Other"),
        (
            "type-iri",
            ["type"],
            ["VerifiableCredential", "OpenBadgeCredential", "AchievementCredential", "https://example.org/t#X"],
        ),
    ]
    good = seal(full())
    for name, path, value in cases:
        check = "model" if name in ("type-gone", "number-as-text", "id-gone") else "signature"
        H("tamper-" + name, check, "B1", put(good, path, value), f"Edited after signing: {name}.", signed=False)
    for kind, base in [("2020", seal(old2020(), OLD)), ("v1", seal(v1(), OLD)), ("v1-rdfc", seal(v1()))]:
        for name, path, value in [
            cases[0],
            cases[1],
            cases[2],
            cases[5],
            ("id", ["id"], "urn:uuid:5f0c4c1e-3b43-4d0b-8a53-b1c0f0a5d7e3"),
        ]:
            if name == "until" and kind != "2020":
                path = ["expirationDate"]
            H(f"tamper-{kind}-{name}", "signature", "B1", put(base, path, value), f"Edited after signing: {name}.")
    H(
        "tamper-duplicate-node",
        "signature",
        "B1",
        put(
            seal(v2(evidence=[{"type": ["Evidence"], "name": "same"}] * 2)),
            ["evidence"],
            [{"type": ["Evidence"], "name": "same"}] * 3,
        ),
        "A third node that is equal to two others: one statement set more.",
    )
    H(
        "tamper-blank-merged",
        "signature",
        "C5",
        put(
            seal(access([{"accessibilityControl": "x"}, {"accessibilityHazard": "y"}])),
            ["accessibilityAPI"],
            {"accessibilityControl": "x", "accessibilityHazard": "y"},
        ),
        "Two blank nodes became one.",
    )
    H(
        "tamper-blank-linked",
        "signature",
        "C5",
        put(
            seal(
                access(
                    [
                        {"@id": "_:a", "accessibilityControl": {"@id": "_:a"}},
                        {"@id": "_:b", "accessibilityControl": {"@id": "_:b"}},
                    ]
                )
            ),
            ["accessibilityAPI"],
            [
                {"@id": "_:a", "accessibilityControl": {"@id": "_:b"}},
                {"@id": "_:b", "accessibilityControl": {"@id": "_:a"}},
            ],
        ),
        "Two loops became a ring: every node has the same statements at first degree.",
    )
    for name, member, value in [
        ("included", "@included", [{"@id": LEARNER.did, "https://schema.org/name": "Dean"}]),
        ("included-blank", "@included", {"https://schema.org/name": "Dean"}),
        ("reverse", "@reverse", {"https://example.org/terms#awarded": {"@id": ATTACKER.did}}),
        ("nest", "@nest", {"description": "Hidden."}),
        ("nest-array", "@nest", [{"description": "Hidden."}]),
        ("at-type", "@type", "https://example.org/t#X"),
    ]:
        H(
            "inject-" + name,
            "signature",
            "C6",
            with_member(seal(v2()), [], member, value),
            f"Claims were added by {member} after signing.",
        )
    V(
        "same-graph-type-alias",
        "B1",
        put(seal(full()), ["type"], ["VerifiableCredential", "OpenBadgeCredential"]),
        "AchievementCredential was taken away, which the context defines as OpenBadgeCredential: the same statement.",
    )
    good = seal(v2())
    for name, doc, why in [
        (
            "graph",
            {"@context": good["@context"], "@graph": [di.without(good, "@context")]},
            "The whole badge stands under @graph: no model at the top.",
        ),
        (
            "graph-beside",
            with_member(good, [], "@graph", [{"@id": LEARNER.did, "https://schema.org/name": "Dean"}]),
            "A named graph beside the members: the badge names a graph.",
        ),
        (
            "included-badge",
            {"@context": good["@context"], "@included": [di.without(good, "@context")]},
            "The whole badge stands under @included.",
        ),
        ("array", [good], "The badge in an array: the same graph."),
        (
            "nest-all",
            {"@context": good["@context"], "@nest": di.without(good, "@context")},
            "The whole badge stands under @nest: the same graph.",
        ),
        ("reverse-issuer", {**{k: v for k, v in good.items() if k != "issuer"}, "@reverse": {}}, "The issuer is gone."),
    ]:
        H(
            "shape-" + name,
            "signature" if name == "graph-beside" else ["format", "model"],
            "C6",
            doc,
            why,
            **({} if name == "graph-beside" else {"signed": None}),
        )
    for name, doc in [
        (
            "nest-optional",
            with_member(
                {k: v for k, v in seal(v2(description="D.")).items() if k != "description"},
                [],
                "@nest",
                {"description": "D."},
            ),
        ),
        ("at-id", {("@id" if k == "id" else k): v for k, v in good.items()}),
    ]:
        either(
            "same-graph-" + name,
            "model",
            "C7",
            doc,
            "The same statements by a keyword, where the model reads names: VCDM wants its compact form.",
        )
    either(
        "same-graph-at-type",
        "model",
        "G1",
        {("@type" if k == "type" else k): v for k, v in good.items()},
        "The same statements; but VCDM 4.5 asks for the member type.",
    )
    H(
        "same-graph-iri-subject",
        "model",
        "G1",
        {
            ("https://www.w3.org/2018/credentials#credentialSubject" if k == "credentialSubject" else k): v
            for k, v in good.items()
        },
        "The subject under its IRI: whatever the statements are, the model has no subject.",
    )


def contexts():
    good, small = seal(full()), seal(v2())
    H(
        "context-ob-older",
        "signature",
        "C2",
        small | {"@context": [VC2, OB_FOLDER + "context-3.0.2.json"]},
        "Another version of the Open Badges context was put in.",
    )
    H(
        "context-ob-3.0.1",
        "signature",
        "C2",
        small | {"@context": [VC2, OB_FOLDER + "context-3.0.1.json"]},
        "Version 3.0.1 was put in.",
    )
    H(
        "context-ob-3.0.0",
        "signature",
        "C2",
        small | {"@context": [VC2, OB_FOLDER + "context.json"]},
        "Version 3.0.0 was put in.",
    )
    H(
        "context-v1",
        ["model", "signature"],
        "C2",
        small | {"@context": [VC1, OB, DI2]},
        "Data model 1.1 was put in the place of 2.0.",
    )
    H(
        "context-v2",
        ["model", "signature"],
        "C2",
        seal(v1(ob=OB)) | {"@context": [VC2, OB, DI2]},
        "Data model 2.0 was put in the place of 1.1.",
    )
    H("context-swapped", "model", "C2", small | {"@context": [OB, VC2]}, "The two contexts changed places.")
    H("context-dropped-ob", "model", "C2", small | {"@context": [VC2]}, "The Open Badges context was dropped.")
    H("context-dropped-base", "model", "C2", small | {"@context": [OB]}, "The base context was dropped.")
    H(
        "context-dropped-extension",
        "signature",
        "C2",
        good | {"@context": [VC2, OB]},
        "A context whose terms are used was dropped.",
    )
    H(
        "context-dropped-2020",
        "signature",
        "C2",
        seal(old2020(), OLD) | {"@context": [VC2, OB]},
        "The context that defines the proof's type was dropped.",
    )
    H(
        "context-v1-no-suite",
        "signature",
        "C2",
        seal(v1(), OLD) | {"@context": [VC1, OB_FOLDER + "context.json"]},
        "The same in data model 1.1.",
    )
    H(
        "context-prepended",
        "model",
        "C2",
        small | {"@context": [EXAMPLES, VC2, OB]},
        "A context was put before the base context.",
    )
    H("context-missing", "model", "C2", {k: v for k, v in small.items() if k != "@context"}, "No @context.")
    for name, value in [
        ("null", None),
        ("empty", []),
        ("number", 1),
        ("object", {}),
        ("array-null", [VC2, OB, None]),
        ("array-number", [VC2, OB, 7]),
        ("array-array", [VC2, OB, [ACCESS]]),
    ]:
        H(
            "context-shape-" + name,
            "model" if not name.startswith("array") else ["model", "signature"],
            "C2",
            small | {"@context": value},
            f"@context is wrong: {name}.",
            signed=None,
        )
    H(
        "context-twice",
        "format",
        "C2",
        Members([("@context", [VC2, OB, EXAMPLES]), *small.items()]),
        "@context occurs twice.",
    )
    H(
        "context-twice-escaped",
        "format",
        "C2",
        Members([*small.items(), (Spelled("@context", '"\\u0040context"'), [VC2, OB])]),
        "The second is spelled with an escape.",
    )
    for name, url in [
        ("unknown", "https://example.org/contexts/v1"),
        ("host-case", ACCESS.replace("openbadgespec", "OpenBadgeSpec")),
        ("fragment", ACCESS + "#"),
        ("query", ACCESS + "?"),
        ("http", ACCESS.replace("https", "http")),
        ("slash", ACCESS + "/"),
        ("port", ACCESS.replace(".org/", ".org:443/")),
        ("percent", ACCESS.replace("context-", "context%2d")),
        ("user", ACCESS.replace("https://", "https://a@")),
        ("file", "file:///etc/passwd"),
        ("localhost", "http://127.0.0.1:9/c"),
        ("data", "data:application/ld+json,%7B%7D"),
        ("did", "did:web:example.org"),
        ("urn", "urn:uuid:0a4de3b2-9b6f-4e1d-8f4b-0f3b8f6f6f99"),
        ("alias", OB_FOLDER + "context/ob_v3p0.jsonld"),
        ("dot", ACCESS.replace("extensions/", "extensions/./")),
    ]:
        doc = v2(**{"@context": [VC2, OB, url]})
        signed = seal(
            v2(**{"@context": [VC2, OB, ACCESS]}),
        )
        if name == "dot":
            either(
                "context-dot",
                "signature",
                "C2",
                signed | {"@context": [VC2, OB, url]},
                "A dot segment: LD 4.1.2 step 5.2.1 resolves URLs, which takes it away; DI has no base.",
            )
            continue
        if name == "alias":
            either(
                "context-alias",
                "signature",
                "C2",
                signed | {"@context": [VC2, OB, url]},
                "Another URL of the first Open Badges context.",
            )
            continue
        U(
            "context-url-" + name,
            "signature",
            "C2",
            doc | {"proof": signed["proof"]},
            f"A context that is not among the known ones: {name}. URLs are compared as they stand.",
            signed=False,
        )
    H("context-base-upper", "model", "C2", small | {"@context": [VC2.upper(), OB]}, "The base context in upper case.")
    H(
        "context-base-fragment",
        "model",
        "C2",
        small | {"@context": [VC2 + "#", OB]},
        "The base context with an empty fragment.",
    )
    H(
        "context-ob-fragment",
        "model",
        "C2",
        small | {"@context": [VC2, OB + "#x"]},
        "The Open Badges context with a fragment.",
    )
    H(
        "context-base-http",
        "model",
        "C2",
        small | {"@context": [VC2.replace("https", "http"), OB]},
        "The base context by http.",
    )
    U(
        "context-unknown-under-v1",
        "signature",
        "C2",
        seal(v1(), OLD) | {"@context": [VC1, OB_FOLDER + "context.json", SUITE_2020, "https://example.org/c"]},
        "An unknown context in a badge of data model 1.1.",
        signed=False,
    )
    U(
        "context-unknown-set",
        "signature",
        "B7",
        v2("https://example.org/c") | {"proof": [prove(v2(), RDFC), prove(v2("https://example.org/c"), JCS, NOTARY)]},
        "An unknown context: the issuer's rdfc proof cannot be judged; the jcs proof is a notary's.",
        signed=False,
        outcome=NOT_ACCEPTED,
    )

    # Protected terms (LD 4.1.2, 4.2.2 step 27).
    for name, extra in [("3.0.0", OB_FOLDER + "context.json"), ("3.0.1", OB_FOLDER + "context-3.0.1.json")]:
        doc = v2(**{"@context": [VC2, extra]})
        H(
            f"protected-v2-ob-{name}",
            "signature",
            "C2",
            doc | {"proof": small["proof"]},
            f"Open Badges {name} defines name otherwise than data model 2.0 protects it: an error of JSON-LD.",
        )
    H(
        "protected-v2-di-v1",
        "signature",
        "C2",
        small | {"@context": [VC2, OB, DI1]},
        "The first Data Integrity context defines the proof otherwise than data model 2.0.",
    )
    H(
        "protected-two-ob",
        "signature",
        "C2",
        small | {"@context": [VC2, OB, OB_FOLDER + "context-3.0.2.json"]},
        "Two versions of Open Badges, which contradict each other.",
    )
    either(
        "protected-examples-v1",
        "signature",
        "C2",
        small | {"@context": [VC2, OB, "https://www.w3.org/2018/credentials/examples/v1"]},
        "The examples of data model 1.1, which bring a further context by its URL: whether they contradict is theirs.",
    )

    # Contexts of the badge's own (row C2: none are read by default; DI 4.6 lets only known ones stand).
    for name, context, change in [
        ("vocab", {"@vocab": "https://example.org/v#"}, {"honours": "summa"}),
        ("vocab-unused", {"@vocab": "https://example.org/v#"}, {}),
        ("vocab-empty", {"@vocab": ""}, {"honours": "summa"}),
        ("base", {"@base": "https://example.org/"}, {}),
        ("base-null", {"@base": None}, {}),
        ("language", {"@language": "en"}, {}),
        ("direction", {"@direction": "rtl"}, {}),
        ("term", {"honours": "https://example.org/v#honours"}, {"honours": "summa"}),
        ("term-unused", {"honours": "https://example.org/v#honours"}, {}),
        ("protected-term", {"name": "https://example.org/v#name"}, {}),
        ("protected-subject", {"credentialSubject": "https://example.org/v#s"}, {}),
        ("protected-type", {"OpenBadgeCredential": "https://example.org/v#b"}, {}),
        ("protected-scoped", {"achievement": "https://example.org/v#a"}, {}),
        ("protected-null", {"name": None}, {}),
        ("protected-same", {"name": "https://schema.org/name"}, {}),
        ("unprotect", {"name": {"@id": "https://schema.org/name", "@protected": False}}, {}),
        ("keyword-alias", {"ident": "@id"}, {}),
        ("keyword-redefined", {"@type": {"@container": "@set"}}, {}),
        ("import", {"@import": ACCESS}, {"accessibilityAPI": "ARIA"}),
        ("import-unknown", {"@import": "https://example.org/c"}, {}),
        ("import-loop", {"@import": OB}, {}),
        ("propagate", {"@propagate": False}, {}),
        ("version", {"@version": 1.1}, {}),
        ("empty", {}, {}),
        (
            "nested-context",
            {"honours": {"@id": "https://example.org/v#h", "@context": {"x": "https://example.org/v#x"}}},
            {"honours": {"x": "1"}},
        ),
        ("undefined-term", {"description": None}, {}),
    ]:
        doc = v2(context, **change)
        try:
            data = seal(doc)
        except ld.jsonld.JsonLdError:
            data = doc | {"proof": small["proof"]}
        except ld.DataLoss:
            data = seal(doc, lossy=True)
        own_context(
            "inline-" + name,
            "C2",
            data,
            f"A context of the badge's own, {name}; signed with it where that can be done.",
        )
        if not change:
            own_context(
                "inline-appended-" + name,
                "C2",
                small | {"@context": doc["@context"]},
                f"A context of its own was appended after signing: {name}.",
            )
    for level in ("issuer", "subject", "achievement", "criteria", "evidence"):
        own_context(
            "inline-below-" + level,
            "C2",
            with_member(good, LEVELS[level], "@context", {"honours": "https://example.org/v#h"}),
            f"A context of its own below the top, in {level}.",
        )
        either(
            "context-below-" + level,
            "signature",
            "C2",
            with_member(good, LEVELS[level], "@context", OB_X),
            f"A known context below the top, in {level}, that changes no statement: DI 4.6 validates the top.",
        )
        H(
            "context-null-below-" + level,
            "signature",
            "C2",
            with_member(good, LEVELS[level], "@context", None),
            f"A null context in {level} under protected terms: an error of JSON-LD (invalid context nullification).",
        )
        U(
            "context-unknown-below-" + level,
            "signature",
            "C2",
            with_member(good, LEVELS[level], "@context", "https://example.org/c"),
            f"An unknown context below the top, in {level}.",
            signed=False,
        )
    H(
        "vocab-examples-added",
        "signature",
        "C2",
        small | {"@context": [VC2, OB, EXAMPLES], "honours": "summa"},
        "A published context with @vocab was appended, which makes an added member a statement.",
    )
    either(
        "vocab-examples-signed",
        "signature",
        "C2",
        seal(v2(EXAMPLES, honours="summa")),
        "A published context with @vocab, signed with it: VCDM 4.3 says that it SHOULD NOT be used in production.",
    )
    either(
        "vocab-examples-unused",
        "signature",
        "C2",
        small | {"@context": [VC2, OB, EXAMPLES]},
        "The same, appended without effect.",
    )
    pad = {"pad": "x" * 1048576}
    H(
        "context-inline-1-mib",
        ["format", "model", "signature"],
        "C4",
        small | {"@context": [VC2, OB, pad]},
        "A context of its own of a mebibyte.",
        signed=None,
    )
    H(
        "context-1000",
        ["model", "signature"],
        "C4",
        small | {"@context": [VC2, OB] + [OB_X] * 998},
        "A thousand contexts.",
        signed=None,
    )
    either(
        "context-1000-below",
        "signature",
        "C4",
        with_member(seal(v2()), LEVELS["achievement"], "@context", [OB_X] * 1000),
        "A thousand contexts below the top, which change nothing.",
    )
    deep = {"x": "https://example.org/x"}
    for _ in range(50):
        deep = {"x": {"@id": "https://example.org/x", "@context": deep}}
    own_context(
        "context-inline-deep",
        "C4",
        small | {"@context": [VC2, OB, deep]},
        "A context of its own with contexts in its terms, fifty deep.",
    )
    loop = {f"t{i}": {"@id": f"t{i + 1}:x"} for i in range(500)} | {"t500": "t0:x"}
    H(
        "context-inline-cycle",
        "signature",
        "C4",
        small | {"@context": [VC2, OB, loop]},
        "Terms that are defined by each other in a circle.",
        signed=None,
    )


# --------------------------------------------------------------------------------------------------
# Hostile: proofs
# --------------------------------------------------------------------------------------------------

BASES = {"rdfc": (RDFC, v2), "2020": (OLD, old2020), "v1": (OLD, v1)}


def proofs():
    for name, (suite, make) in BASES.items():
        doc = make()
        rich_options = {
            "domain": "example.org",
            "challenge": "c-1",
            "nonce": "n-1",
            "expires": "2027-01-01T00:00:00Z",
            "id": "urn:uuid:9b5d7828-3d26-4661-b1b7-ed1e8dd3818b",
        }
        good, bare = seal(doc, suite, **rich_options), seal(doc, suite)
        edits = [
            ("created", "2026-01-15T09:00:01Z"),
            ("created", "2026-01-15T10:00:00+01:00"),
            ("domain", "example.com"),
            ("domain", ["example.org", "x"]),
            ("challenge", "c-2"),
            ("nonce", "n-2"),
            ("expires", "2030-01-01T00:00:00Z"),
            ("id", "urn:uuid:9b5d7828-3d26-4661-b1b7-ed1e8dd3818c"),
        ]
        for n, (option, value) in enumerate(edits):
            H(
                f"{name}-option-edited-{n}-{option}",
                "signature",
                "B3",
                g.with_proof(good, **{option: value}),
                f"The option {option} was edited.",
            )
        for option in [*rich_options, "created"]:
            H(
                f"{name}-option-removed-{option}",
                "signature",
                "B3",
                g.with_proof(good, **{option: GONE}),
                f"The option {option} was taken away.",
            )
        for option, value in rich_options.items():
            H(
                f"{name}-option-added-{option}",
                "signature",
                "B3",
                g.with_proof(bare, **{option: value}),
                f"The option {option} was added.",
            )
        for option, value in [
            ("honours", "summa"),
            ("name", "Dean"),
            ("credentialSubject", {"id": ATTACKER.did}),
            ("@graph", [{"@id": LEARNER.did, "https://schema.org/name": "Dean"}]),
            ("@included", [{"@id": LEARNER.did, "https://schema.org/name": "Dean"}]),
            ("@reverse", {"https://example.org/t#p": {"@id": LEARNER.did}}),
            ("@nest", {"nonce": "x"}),
            ("https://schema.org/name", "Dean"),
            ("@type", "https://example.org/t#X"),
            ("jws", "eyJhbGciOiJFZERTQSJ9..c2ln"),
            ("publicKeyMultibase", ATTACKER.multibase),
            ("proofPurpose2", "x"),
        ]:
            H(
                f"{name}-claims-in-proof-{option.strip('@').replace('://', '-').replace('/', '-').replace('.', '-')}",
                "signature",
                "C6",
                g.with_proof(bare, **{option: value}),
                f"{option} was added to the proof.",
                signed=False,
            )
        H(
            f"{name}-proof-unknown-option-signed",
            "signature",
            "C1",
            seal(doc, suite, lossy=True, honours="summa"),
            "An option that no context knows, signed by software that dropped it.",
        )
        either(
            f"{name}-proof-context-inline",
            "signature",
            "C2",
            g.with_proof(bare, **{"@context": [*doc["@context"], {"honours": "https://example.org/h"}]}),
            "The proof brings a context of its own, which the suite replaces with the badge's.",
        )
        either(
            f"{name}-proof-graph-empty",
            "signature",
            "C6",
            g.with_proof(bare, **{"@graph": [{"@id": LEARNER.did}]}),
            "A graph with a node that says nothing was added to the proof: no statement, and so none that is lost.",
        )
        either(
            f"{name}-proof-context-same",
            "signature",
            "C2",
            g.with_proof(bare, **{"@context": doc["@context"]}),
            "The proof repeats the badge's contexts; the suite puts the badge's in their place (EdDSA 3.2.5).",
            signed=None,
        )
        either(
            f"{name}-proof-context-other",
            "signature",
            "C2",
            g.with_proof(bare, **{"@context": [VC2]}),
            "The proof has fewer contexts than the badge; the suite replaces them.",
            signed=None,
        )
        # What is signed.
        whole = message(doc, options_for(doc, suite), suite)
        texts = [
            ld.canonical_quads(p, NEWEST)
            for p in (plain(options_for(doc, suite)) | {"@context": doc["@context"]}, plain(doc))
        ]
        raw = [hashlib.sha256(t).digest() for t in texts]
        for broken, data in [
            ("hashes-swapped", raw[1] + raw[0]),
            ("document-only", raw[1]),
            ("options-only", raw[0]),
            ("document-twice", raw[1] * 2),
            ("hex", whole.hex().encode()),
            ("hash-of-hashes", hashlib.sha256(whole).digest()),
            ("quads", b"".join(texts)),
            ("quads-swapped", texts[1] + texts[0]),
            ("sha-384", b"".join(hashlib.sha384(t).digest() for t in texts)),
            ("no-last-line-end", b"".join(hashlib.sha256(t[:-1]).digest() for t in texts)),
            (
                "lines-reversed",
                b"".join(hashlib.sha256(b"".join(sorted(t.splitlines(True), reverse=True))).digest() for t in texts),
            ),
            ("crlf", b"".join(hashlib.sha256(t.replace(b"\n", b"\r\n")).digest() for t in texts)),
            ("labels-b", b"".join(hashlib.sha256(t.replace(b"_:c14n", b"_:b")).digest() for t in texts)),
            ("with-proof", None),
            ("upper-hex-escapes", None),
            ("jcs-hashes", message(doc, options_for(doc, suite), JCS)),
            ("empty", b""),
        ]:
            if data is None:
                continue
            H(
                f"{name}-signs-{broken}",
                "signature",
                "B3",
                seal(doc, suite, sign=lambda _, data=data: ISSUER.sign(data)),
                f"A signer that signs something else: {broken}.",
            )
        for key, who in [(ATTACKER, "attacker")]:
            H(
                f"{name}-other-key",
                "signature",
                "F1",
                seal(doc, suite, sign=key.sign),
                "Signed with another key than the one it names.",
            )
            H(
                f"{name}-other-issuer",
                "key",
                "F1",
                seal(doc, suite, key=key),
                "Signed by somebody else, in his own name.",
                signed=None,
            )
            H(
                f"{name}-method-of-attacker",
                "key",
                "F1",
                g.with_proof(bare, verificationMethod=key.method),
                "The method was changed to the attacker's.",
                signed=None,
            )
            H(
                f"{name}-fragment-of-attacker",
                "key",
                "F2",
                g.with_proof(seal(doc, suite, key=key), verificationMethod=ISSUER.did + "#" + key.multibase),
                "The issuer's DID with the attacker's key as fragment.",
                signed=None,
            )
        for purpose in ("authentication", "keyAgreement", "capabilityInvocation"):
            H(
                f"{name}-purpose-{purpose}",
                "key",
                "B9",
                seal(doc, suite, proofPurpose=purpose),
                "Validly signed for another purpose.",
                signed=None,
            )
        H(
            f"{name}-purpose-iri",
            "key",
            "B9",
            seal(doc, suite, proofPurpose="https://w3id.org/security#assertionMethod"),
            "The purpose by its IRI: the same statement, but DI 4.5 compares the text.",
            signed=None,
        )
        H(
            f"{name}-purpose-swapped-after",
            "signature",
            "B9",
            g.with_proof(seal(doc, suite, proofPurpose="authentication"), proofPurpose="assertionMethod"),
            "Signed for authentication, relabelled.",
        )
        for option, value, why in [
            ("created", "2026-02-30T00:00:00Z", "30 February"),
            ("created", "2026-01-15", "a date alone"),
            ("created", 1768467600, "a number"),
            ("created", "", "empty"),
            ("expires", "2026-13-01T00:00:00Z", "month 13"),
            ("expires", "tomorrow", "a word"),
            ("expires", [], "an array"),
            ("created", "2026-01-15t09:00:00z", "lower case"),
        ]:
            slug = why.replace(" ", "-")
            H(
                f"{name}-{option}-{slug}",
                "model",
                "B10",
                seal(doc, suite, lossy=True, **{option: value}),
                f"{option} is {why}.",
                signed=None,
            )
        H(
            f"{name}-proof-expired",
            "signature",
            "B10",
            seal(doc, suite, expires="2026-11-24T11:59:59Z"),
            "The proof expired a second ago.",
            signed=True,
        )
        H(
            f"{name}-proof-expired-offset",
            "signature",
            "B10",
            seal(doc, suite, expires="2026-11-24T12:30:00+01:00"),
            "Only the offset shows that it expired.",
            signed=True,
        )
        H(
            f"{name}-proof-created-future",
            "signature",
            "B10",
            seal(doc, suite, created="2027-01-15T09:00:00Z"),
            "Created a year ahead.",
            signed=True,
        )
        # Encodings of the signature.
        value = bare["proof"]["proofValue"]
        sig = di.from_base58(value[1:])
        s = (int.from_bytes(sig[32:], "little") + g.L).to_bytes(32, "little")
        for defect, text in [
            ("base64url", "u" + g.base64url(sig)),
            ("no-prefix", value[1:]),
            ("upper-prefix", "Z" + value[1:]),
            ("63-bytes", "z" + g.base58(sig[:-1])),
            ("65-bytes", "z" + g.base58(sig + b"\0")),
            ("zero-before", "z1" + value[1:]),
            ("space", value + " "),
            ("line-end", value + "\n"),
            ("empty", ""),
            ("prefix-only", "z"),
            ("zero-letter", value[:-1] + "0"),
            ("bit", "z" + g.base58(bytes([sig[0] ^ 1]) + sig[1:])),
            ("s-plus-l", "z" + g.base58(sig[:32] + s)),
            ("hex", "f" + sig.hex()),
            ("halves-swapped", "z" + g.base58(sig[32:] + sig[:32])),
            ("long", "z" + "2" * 20000),
        ]:
            if defect == "long" and name != "rdfc":
                continue
            H(
                f"{name}-value-{defect}",
                "signature",
                "B11",
                g.with_proof(bare, proofValue=text),
                f"proofValue is wrong: {defect}.",
            )
        for defect, text in [
            ("number", 1),
            ("null", None),
            ("array", [value]),
            ("object", {"@value": value}),
            ("missing", GONE),
        ]:
            H(
                f"{name}-value-{defect}",
                "model",
                "B11",
                g.with_proof(bare, proofValue=text),
                f"proofValue is wrong: {defect}.",
                signed=None,
            )
        V(
            f"{name}-value-leading-one",
            "B11",
            leading_zero(doc, suite),
            "The signature starts with a zero byte, its base58 with 1.",
        )


def leading_zero(doc, suite):
    n = 0
    while True:
        proof = prove(doc, suite, nonce=str(n))
        if proof["proofValue"][1] == "1":
            return doc | {"proof": proof}
        n += 1


def crossed():
    """Signed as one suite, labelled as another; on a badge whose contexts know all three."""
    doc = old2020()
    for signed in (RDFC, JCS, OLD):
        for label in (RDFC, JCS, OLD):
            if signed == label:
                continue
            options = options_for(doc, label)
            data = message(doc, options, signed if signed == JCS or label != JCS else RDFC, lossy=True)
            proof = options | {"proofValue": "z" + g.base58(ISSUER.sign(data))}
            H(
                f"crossed-{SHORT[signed]}-as-{SHORT[label]}",
                "signature",
                "B5",
                doc | {"proof": proof},
                f"Hashed as {signed} would, labelled {label}.",
                **({"signed": None} if {signed, label} == {RDFC, OLD} else {}),
            )
            relabelled = di.without(prove(doc, signed), "@context")
            named = {"type": OLD} if label == OLD else {"type": "DataIntegrityProof", "cryptosuite": label}
            relabelled = named | {k: v for k, v in relabelled.items() if k not in ("type", "cryptosuite")}
            H(
                f"relabelled-{SHORT[signed]}-as-{SHORT[label]}",
                "signature",
                "B5",
                doc | {"proof": relabelled},
                f"Signed with {signed}, relabelled {label}.",
            )
    # rdfc and 2020 hash alike: a proof over the options of its label is a good proof of that label.
    for entry in [v for v in VECTORS if v["id"] in ("ld-crossed-rdfc-as-2020", "ld-crossed-2020-as-rdfc")]:
        VECTORS.remove(entry)
        del FILES[entry["file"]]
    for name, changes in [
        ("2020-with-cryptosuite", {"type": OLD, "cryptosuite": RDFC}),
        ("2020-with-own-cryptosuite", {"type": OLD, "cryptosuite": OLD}),
        ("type-array", {"type": ["DataIntegrityProof"]}),
        ("type-two", {"type": ["DataIntegrityProof", OLD]}),
        ("cryptosuite-array", {"cryptosuite": [RDFC]}),
        ("type-iri", {"type": "https://w3id.org/security#DataIntegrityProof"}),
        ("suite-case", {"cryptosuite": "EdDSA-RDFC-2022"}),
        ("suite-typed", {"cryptosuite": {"@value": RDFC, "@type": "https://w3id.org/security#cryptosuiteString"}}),
        ("eddsa-2022", {"cryptosuite": "eddsa-2022"}),
        ("eddsa-rdf-2022", {"cryptosuite": "eddsa-rdf-2022"}),
        ("ecdsa-rdfc-2019", {"cryptosuite": "ecdsa-rdfc-2019"}),
    ]:
        options = options_for(doc, RDFC, **changes)
        proof = options | {"proofValue": "z" + g.base58(ISSUER.sign(message(doc, options, RDFC, lossy=True)))}
        outcome = ANY if name.startswith("eddsa-") or name in ("type-array", "type-iri") else NOT_ACCEPTED
        (either if outcome == ANY else U)(
            "suite-" + name,
            ["model", "signature"],
            "B5",
            doc | {"proof": proof},
            f"A proof hashed as rdfc whose name is another: {name}."
            + (" Issuers use this name." if name.startswith("eddsa-") else ""),
            outcome=outcome,
            signed=None,
        )
    no_suite = {k: v for k, v in options_for(doc, RDFC).items() if k != "cryptosuite"}
    H(
        "suite-missing",
        "model",
        "B5",
        doc | {"proof": no_suite | {"proofValue": prove(doc)["proofValue"]}},
        "A DataIntegrityProof without cryptosuite.",
    )
    jws = {k: v for k, v in prove(doc, OLD).items() if k != "proofValue"} | {
        "jws": "eyJhbGciOiJFZERTQSIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19..c2ln"
    }
    H(
        "2020-jws",
        ["model", "signature"],
        "B11",
        doc | {"proof": jws},
        "Ed25519Signature2020 with jws in place of proofValue.",
        signed=None,
    )
    U(
        "2018",
        "signature",
        "B5",
        v1("https://w3id.org/security/suites/ed25519-2018/v1") | {"proof": jws | {"type": "Ed25519Signature2018"}},
        "A proof type that no suite here has.",
        outcome=NOT_ACCEPTED,
    )
    doc = v2()
    for suite in (RDFC, OLD):
        H(
            f"graph-{SHORT[suite]}-proof-on-v2-without-context",
            "signature",
            "C1",
            doc | {"proof": prove(old2020(), suite) if suite == OLD else prove(v2(name="x"))},
            "The suite's type is not in the badge's contexts." if suite == OLD else "The proof of another badge.",
        )


def chains():
    names = [f"urn:uuid:2adbbc82-f241-4ffd-95df-49f5121c30c{n}" for n in range(8)]
    doc = v2()
    for suite in (RDFC,):
        a = prove(doc, suite, id=names[0])
        b = prove(doc, suite, NOTARY, previous=[a], id=names[1], previousProof=names[0])
        H(
            "chain-missing",
            ["model", "signature"],
            "B8",
            doc | {"proof": prove(doc, suite, previousProof=names[5])},
            "previousProof names a proof that is not there.",
            signed=None,
        )
        H(
            "chain-missing-array",
            ["model", "signature"],
            "B8",
            doc
            | {
                "proof": [prove(doc, suite, previous=[a], previousProof=[names[0], names[5]]), a | {"proofValue": "z1"}]
            },
            "One of two names is missing.",
            signed=None,
        )
        H(
            "chain-self",
            ["model", "signature"],
            "B8",
            doc | {"proof": prove(doc, suite, id=names[0], previousProof=names[0])},
            "The proof names itself.",
            signed=None,
        )
        x = prove(doc, suite, id=names[0], previousProof=names[1])
        y = prove(doc, suite, id=names[1], previousProof=names[0])
        H(
            "chain-cycle",
            ["model", "signature"],
            "B8",
            doc | {"proof": [x, y]},
            "Two proofs name each other.",
            signed=None,
        )
        H(
            "chain-previous-dropped",
            ["model", "signature"],
            "B8",
            doc | {"proof": [prove(doc, suite, previous=[b], previousProof=names[1])]},
            "The proof that was countersigned is gone.",
            signed=None,
        )
        i = prove(doc, suite, previous=[n := prove(doc, suite, NOTARY, id=names[3])], previousProof=names[3])
        H(
            "chain-previous-edited",
            "signature",
            "B8",
            doc | {"proof": [n | {"created": "2026-01-15T09:00:01Z"}, i]},
            "An option of the notary's proof was edited.",
        )
        H(
            "chain-previous-replaced",
            "signature",
            "B8",
            doc | {"proof": [prove(doc, suite, NOTARY, id=names[3], nonce="2"), i]},
            "The notary's proof was replaced by another good one of that name.",
        )
        H(
            "chain-not-covered",
            "signature",
            "B8",
            doc | {"proof": [n, prove(doc, suite, previousProof=names[3])]},
            "It names a proof and does not cover it.",
        )
        H(
            "chain-covered-not-named",
            "signature",
            "B8",
            doc | {"proof": [n, prove(doc, suite, previous=[n])]},
            "It covers a proof and does not name it.",
        )
        H(
            "chain-previous-of-attacker",
            "signature",
            "B8",
            doc | {"proof": [prove(doc, suite, ATTACKER, id=names[3]), i]},
            "The notary's proof was exchanged for the attacker's.",
        )
        spoiled = n | {"proofValue": prove(doc, suite, ATTACKER)["proofValue"]}
        H(
            "chain-over-broken",
            "signature",
            "B8",
            doc | {"proof": [spoiled, prove(doc, suite, previous=[spoiled], previousProof=names[3])]},
            "The issuer signed over a proof that never held: DI 4.5 has every proof of the chain verified.",
            signed=True,
        )
    d = old2020()
    a = prove(d, RDFC, id=names[0])
    H(
        "chain-2020-previous",
        ["model", "signature"],
        "C1",
        d
        | {
            "proof": [
                prove(d, RDFC, NOTARY, id=names[0]),
                prove(d, OLD, previous=[prove(d, RDFC, NOTARY, id=names[0])], previousProof=names[0], lossy=True),
            ]
        },
        "previousProof is no term of the 2020 suite's context: it is not signed.",
        signed=False,
    )
    H(
        "set-attacker-good",
        "signature",
        "B7",
        doc | {"proof": [prove(doc, RDFC, ATTACKER), prove(doc, RDFC, nonce="1") | {"nonce": "2"}]},
        "The attacker's proof holds, the issuer's does not.",
    )
    H(
        "set-options-exchanged",
        "signature",
        "B7",
        doc
        | {
            "proof": [
                prove(doc, nonce="1") | {"proofValue": prove(doc, nonce="2")["proofValue"]},
                prove(doc, nonce="2") | {"proofValue": prove(doc, nonce="1")["proofValue"]},
            ]
        },
        "Two good proofs exchanged their signatures.",
    )
    H(
        "set-jcs-and-rdfc-broken",
        "signature",
        "B7",
        doc | {"name": "Other"} | {"proof": [prove(doc, RDFC), prove(doc, JCS)]},
        "The badge was edited under both proofs.",
    )
    H(
        "set-all-broken",
        "signature",
        "B7",
        old2020() | {"name": "Other", "proof": [prove(old2020(), s) for s in (RDFC, JCS, OLD)]},
        "Edited under three proofs.",
    )
    either(
        "set-shared-proof-id",
        ["model", "signature"],
        "B8",
        doc | {"proof": [prove(doc, id=names[0]), prove(doc, RDFC, NOTARY, id=names[0])]},
        "Two proofs share an identifier and nobody names it.",
    )
    shared = v2()
    either(
        "proof-id-of-badge",
        "signature",
        "C6",
        shared | {"proof": prove(shared, id=shared["id"])},
        "The proof has the badge's identifier. They are hashed apart, so nothing mixes; no clause forbids it.",
        signed=True,
    )
    either(
        "proof-id-of-subject",
        "signature",
        "C6",
        shared | {"proof": prove(shared, id=LEARNER.did)},
        "The proof has the subject's identifier.",
        signed=True,
    )
    H(
        "proof-id-of-badge-added",
        "signature",
        "C6",
        g.with_proof(seal(shared), id=shared["id"]),
        "The same, added after signing.",
    )
    either(
        "proof-id-blank",
        ["model", "signature"],
        "C6",
        shared | {"proof": prove(shared, id="_:c14n0")},
        "The proof is a named blank node; its id is to be a URL.",
        signed=True,
    )
    H(
        "proof-graph-object",
        "model",
        "C6",
        shared | {"proof": {"@graph": [prove(shared)]}},
        "The proof as the graph that it is in the expanded form.",
    )
    H(
        "proof-by-iri",
        "model",
        "C6",
        shared | {"https://w3id.org/security#proof": prove(shared)},
        "The proof under its IRI.",
    )
    H(
        "proof-in-subject",
        "model",
        "B6",
        put(shared, ["credentialSubject", "proof"], prove(shared)),
        "The proof stands under the subject.",
    )
    many = [prove(doc, RDFC, ATTACKER, nonce=str(i)) for i in range(40)]
    H(
        "set-many",
        ["model", "key", "signature"],
        "B7",
        doc | {"proof": many + [prove(doc) | {"nonce": "x"}]},
        "41 proofs, none of the issuer that holds.",
        signed=False,
    )


def dates():
    def first(**changes):
        return seal(v1(SUITE_2020, **changes), OLD, lossy=True)

    for name, value in [
        ("date-only", "2026-01-15"),
        ("february", "2026-02-30T00:00:00Z"),
        ("number", 2026),
        ("null", None),
        ("array", ["2026-01-15T09:00:00Z"]),
        ("empty", ""),
        ("lower", "2026-01-15t09:00:00z"),
        ("space", "2026-01-15 09:00:00Z"),
        ("leap-second", "2026-06-30T23:59:60Z"),
        ("offset-15", "2026-01-15T09:00:00+15:00"),
        ("unpadded", "2026-1-15T09:00:00Z"),
        ("typed", {"@value": "2026-01-15T09:00:00Z"}),
    ]:
        H(
            f"v1-issuance-{name}",
            "model",
            "G2",
            first(issuanceDate=value),
            f"issuanceDate is no date with a time: {name}.",
            signed=None,
        )
        H(
            f"v1-expiration-{name}",
            "model",
            "G2",
            first(expirationDate=value),
            f"expirationDate is no date with a time: {name}.",
            signed=None,
        )
    H(
        "v1-issuance-missing",
        "model",
        "G2",
        first(issuanceDate=GONE),
        "A 1.1 document without issuanceDate.",
        signed=None,
    )
    H(
        "v1-issuance-future",
        "dates",
        "G2",
        first(issuanceDate="2027-01-01T00:00:00Z"),
        "It becomes valid next year.",
        signed=True,
    )
    H(
        "v1-issuance-future-second",
        "dates",
        "G2",
        first(issuanceDate="2026-11-24T12:00:01Z"),
        "It becomes valid in a second.",
        signed=True,
    )
    H(
        "v1-expired",
        "dates",
        "G2",
        first(expirationDate="2026-11-24T11:59:59Z"),
        "It expired a second ago.",
        signed=True,
    )
    H(
        "v1-expired-offset",
        "dates",
        "G2",
        first(expirationDate="2026-11-24T12:30:00+01:00"),
        "Only the offset shows that it expired.",
        signed=True,
    )
    H(
        "v1-expired-before-issued",
        "dates",
        "G2",
        first(issuanceDate="2026-02-01T00:00:00Z", expirationDate="2026-01-01T00:00:00Z"),
        "It expired before it was issued.",
        signed=True,
    )
    H(
        "v1-expired-rdfc",
        "dates",
        "G2",
        seal(v1(expirationDate="2026-11-24T11:59:59Z")),
        "The same with rdfc.",
        signed=True,
    )
    V("v1-issuance-now", "G2", first(issuanceDate=AT), "It becomes valid at this very moment.")
    V(
        "v1-at-earlier",
        "G2",
        first(expirationDate="2026-06-01T00:00:00Z"),
        "Expired today, good at the time asked for.",
        when="2026-05-01T00:00:00Z",
    )
    for name, changes, why in [
        ("both-same", {"validFrom": WHEN}, "issuanceDate and validFrom, alike: VCDM 1.1 reserves validFrom."),
        (
            "both-from-future",
            {"validFrom": "2027-01-01T00:00:00Z"},
            "issuanceDate has passed, validFrom has not: VCDM 1.1 reserves validFrom for later use.",
        ),
        ("until-passed", {"validUntil": "2026-01-16T00:00:00Z"}, "validUntil has passed: VCDM 1.1 reserves the name."),
        (
            "expiration-and-until",
            {"expirationDate": "2027-01-01T00:00:00Z", "validUntil": "2027-01-01T00:00:00Z"},
            "expirationDate and validUntil, alike.",
        ),
        ("issued", {"issued": WHEN}, "issued is a term of the 1.1 context."),
    ]:
        either("v1-" + name, ["model", "dates"], "G2", first(**changes), why)
    either(
        "v1-no-zone",
        ["model", "dates"],
        "G2",
        first(issuanceDate="2026-01-15T09:00:00"),
        "No offset: VCDM 1.1 asks for a date-time of RFC 3339, its examples all have one.",
    )
    H(
        "v1-valid-from-only",
        "model",
        "G2",
        first(issuanceDate=GONE, validFrom=WHEN),
        "validFrom in place of issuanceDate: VCDM 1.1 wants issuanceDate.",
        signed=None,
    )
    H(
        "v2-issuance-date",
        ["model", "signature"],
        "G2",
        seal(v2(validFrom=GONE, issuanceDate=WHEN), lossy=True),
        "issuanceDate in a 2.0 document.",
    )
    H(
        "v2-issuance-and-from",
        ["model", "signature"],
        "G2",
        seal(v2(issuanceDate=WHEN), lossy=True),
        "issuanceDate beside validFrom in a 2.0 document: not in what was signed.",
    )
    H(
        "v2-expiration-date",
        ["model", "signature"],
        "G2",
        seal(v2(expirationDate="2026-01-01T00:00:00Z"), lossy=True),
        "expirationDate in a 2.0 document: not in what was signed.",
    )
    H(
        "v2-expired",
        "dates",
        "G2",
        seal(v2(validUntil="2026-11-24T11:59:59Z")),
        "A 2.0 document that expired a second ago.",
        signed=True,
    )
    H(
        "v2-not-yet",
        "dates",
        "G2",
        seal(v2(validFrom="2026-11-24T12:00:01Z")),
        "A 2.0 document that becomes valid in a second.",
        signed=True,
    )
    H(
        "subjects-two",
        "model",
        "G1",
        seal(v2(credentialSubject=[g.subject(), g.subject(id=ATTACKER.did)])),
        "Two subjects: Open Badges has one.",
        signed=None,
    )
    H(
        "v1-subjects-two",
        "model",
        "G1",
        seal(v1(SUITE_2020, credentialSubject=[g.subject(), g.subject(id=ATTACKER.did)]), OLD),
        "Two subjects in data model 1.1.",
        signed=None,
    )
    H(
        "trust-other",
        "issuer",
        "F1",
        seal(v2()),
        "Everything is right, but the issuer is not one of those given.",
        outcome=UNKNOWN,
        issuer=WITNESS.did,
        signed=None,
    )


def limits():
    """Each ends within the limits, whatever it is called; none has a signature that fits."""
    junk = "z" + g.base58(ISSUER.sign(b"something else"))

    def poison(name, nodes, why):
        doc = access(nodes)
        H(
            "poison-" + name,
            "signature",
            "C5",
            doc | {"proof": options_for(doc, RDFC) | {"proofValue": junk}},
            why + " The signature is of something else.",
            signed=None,
        )

    def node(i, to):
        return {"@id": f"_:n{i}", "accessibilityControl": [{"@id": f"_:n{j}"} for j in to]}

    poison(
        "clique-10",
        [node(i, [j for j in range(10) if j != i]) for i in range(10)],
        "Ten blank nodes, each pointing at all others.",
    )
    poison(
        "clique-60",
        [node(i, [j for j in range(60) if j != i]) for i in range(60)],
        "Sixty blank nodes, each pointing at all others.",
    )
    poison(
        "stars",
        [node(f"{s}x{i}", [f"{s}x0"] if i else []) for s in range(100) for i in range(6)],
        "A hundred stars that are alike.",
    )
    poison(
        "chain-1000", [node(i, [i + 1] if i < 999 else []) for i in range(1000)], "A thousand blank nodes in a chain."
    )
    poison("ring-1000", [node(i, [(i + 1) % 1000]) for i in range(1000)], "A thousand blank nodes in a ring.")
    poison("alike-2000", [{"accessibilityControl": "x"} for _ in range(2000)], "Two thousand nodes that are alike.")
    poison(
        "bipartite",
        [node(i, [f"m{j}" for j in range(12)]) for i in range(12)],
        "Twelve nodes that all point at twelve others.",
    )
    deep = "x"
    for _ in range(100):
        deep = {"accessibilityControl": deep}
    either(
        "deep-100",
        "signature",
        "A6",
        seal(access(deep)),
        "A hundred objects in each other: blank nodes that only the whole chain tells apart, "
        "which takes more work than RDFC 7.1 obliges anybody to.",
        signed=True,
    )
    deep = "x"
    for i in range(100):
        deep = {"accessibilityControl": deep, "accessibilityHazard": str(i)}
    V("deep-100-marked", "A6", seal(access(deep)), "Objects in objects, a hundred deep, each with a text of its own.")
    lists = "x"
    for _ in range(50):
        lists = {"@list": [lists]}
    V("deep-lists", "A6", seal(access(lists)), "Lists in lists, fifty deep.")
    for depth, name in [(200, "200"), (1000, "1000")]:
        text = g.swap(
            g.to_bytes(seal(access("DEEP"))), '"DEEP"', '{"accessibilityControl":' * depth + '"x"' + "}" * depth
        )
        H(f"deep-{name}", "format", "A6", text, f"Objects in objects, {name} deep.", signed=None)
    wide = [f"https://example.org/terms#t{i}" for i in range(2000)]
    V("wide", "A6", seal(v2() | {name: "v" for name in wide}), "Two thousand members named by IRIs.")
    values = [f"tag {i}" for i in range(3000)]
    V("many-values", "A6", seal(sub(v2(), tag=values)), "Three thousand tags.")
    for name, text, value in [
        ("beyond", "9007199254740993", 9007199254740993),
        ("beyond-rounded", "9007199254740993", 9007199254740992),
        ("2-60", "1152921504606846976", 1152921504606846976),
        ("20-digits", "12345678901234567890", 12345678901234567890),
    ]:
        signed = seal(put(v2(), ["credentialSubject", "creditsEarned"], value))
        either(
            "number-" + name,
            ["format", "signature"],
            "A5",
            put(signed, ["credentialSubject", "creditsEarned"], Raw(text, value)),
            f"The integer {text} is beyond 2^53 (RFC 7493 2.2): some sign its digits, some the nearest double.",
        )
    H(
        "number-overflow",
        "format",
        "A5",
        g.swap(
            g.to_bytes(seal(put(v2(), ["credentialSubject", "creditsEarned"], 7))),
            '"creditsEarned":7',
            '"creditsEarned":1e400',
        ),
        "A number beyond the largest double.",
        signed=None,
    )
    H(
        "number-changed-digit",
        "signature",
        "A5",
        g.swap(
            g.to_bytes(seal(put(v2(), ["credentialSubject", "creditsEarned"], 0.1))),
            '"creditsEarned":0.1',
            '"creditsEarned":0.1000000000000009',
        ),
        "Another double.",
    )
    V(
        "same-graph-next-double",
        "A5",
        g.swap(
            g.to_bytes(seal(put(v2(), ["credentialSubject", "creditsEarned"], 0.1))),
            '"creditsEarned":0.1',
            '"creditsEarned":0.10000000000000002',
        ),
        "The next double: canonical doubles have sixteen digits (LD 8.2.2 step 10), so that it is the same literal.",
    )


# --------------------------------------------------------------------------------------------------
# Status lists
# --------------------------------------------------------------------------------------------------


def status_list(*suites, set_=(), key=ISSUER, more=(), lossy=False, **changes):
    doc = sv.unsigned(set_) | changes
    if more:
        doc["@context"] = [VC2, *more]
    doc = {k: v for k, v in doc.items() if v is not GONE}
    return seal(doc, *(suites or [RDFC]), key=key, created=sv.SINCE, lossy=lossy)


def statuses():
    def check(folder, name, outcome, why, lists, suite=RDFC, row="H4", which=None, entry=None):
        doc = (v2 if suite != OLD else old2020)(credentialStatus=entry or sv.entry())
        add(
            folder,
            "status-" + name,
            outcome,
            which,
            row,
            seal(doc, suite),
            why,
            status={"list.json": lists},
            signed=True,
        )

    for suites in [[RDFC], [JCS], [OLD], [RDFC, JCS], [OLD, RDFC], [JCS, OLD]]:
        more = [SUITE_2020] if OLD in suites else []
        name = "-".join(SHORT[s] for s in suites)
        for badge in (RDFC, JCS, OLD):
            check(
                "",
                f"clear-{name}-for-{SHORT[badge]}",
                ACCEPTED,
                f"A list signed with {' and '.join(suites)}; the badge has {badge}. Its bit is clear.",
                status_list(*suites, more=more),
                badge,
            )
        check(
            "",
            f"set-{name}",
            REJECTED,
            f"A list signed with {' and '.join(suites)}; the bit is set.",
            status_list(*suites, set_=[sv.N], more=more),
            which="status",
        )
        spoiled = status_list(*suites, more=more) | {"validUntil": "2027-06-24T00:00:00Z"}
        check("", f"tampered-{name}", UNKNOWN, "The list was edited after signing.", spoiled, which="status")
    for name, lists, why in [
        ("undefined-member", status_list() | {"honours": "summa"}, "A member of the list that no context knows."),
        (
            "undefined-in-subject",
            put(status_list(), ["credentialSubject", "honours"], "x"),
            "A member of the list's subject that no context knows.",
        ),
        ("undefined-null", status_list() | {"honours": None}, "The same with null."),
        ("signed-lossy", status_list(lossy=True, honours="x"), "The list's signer dropped a member."),
        ("other-key", status_list(key=ATTACKER), "The list is signed by somebody else."),
        (
            "encoded",
            put(
                status_list(set_=[sv.N]),
                ["credentialSubject", "encodedList"],
                sv.unsigned()["credentialSubject"]["encodedList"],
            ),
            "The bits were exchanged.",
        ),
        (
            "purpose",
            put(status_list(), ["credentialSubject", "statusPurpose"], "suspension"),
            "The purpose was edited.",
        ),
        ("unknown-context", status_list() | {"@context": [VC2, "https://example.org/c"]}, "A context that nobody has."),
        ("inline-context", status_list(more=[{"x": "https://example.org/x"}]), "A context of the list's own."),
        ("relabelled", g.with_proof(status_list(), cryptosuite=JCS), "rdfc relabelled jcs."),
        (
            "set-one-broken",
            status_list(RDFC, JCS)
            | {"proof": [status_list()["proof"], g.with_proof(status_list(), nonce="1")["proof"]]},
            "One of two proofs does not hold; in a list all have to.",
        ),
        ("expired", status_list(validUntil="2026-11-24T11:59:59Z"), "The list expired."),
        ("context-appended", status_list() | {"@context": [VC2, OB]}, None),
        ("status-context", status_list() | {"@context": [VC2, "https://www.w3.org/ns/credentials/status/v1"]}, None),
    ]:
        if why is None:
            check(
                "",
                name,
                ANY,
                "A known context was appended to the list, which changes no statement, or contradicts one.",
                lists,
                which="status",
            )
        else:
            check("", name, UNKNOWN, why, lists, which="status")
    both = [sv.entry(), sv.suspension()]
    add(
        "",
        "status-two-lists",
        ACCEPTED,
        None,
        "H3",
        seal(v2(credentialStatus=both)),
        "Two entries, two lists of different suites.",
        status={
            "a.json": status_list(),
            "b.json": seal(sv.unsigned(url=sv.URL2, purpose="suspension"), JCS, created=sv.SINCE),
        },
        signed=True,
    )
    add(
        "",
        "status-two-one-set",
        REJECTED,
        "status",
        "H3",
        seal(v2(credentialStatus=both)),
        "Two entries; the suspension bit is set.",
        status={
            "a.json": status_list(),
            "b.json": seal(sv.unsigned([sv.N], url=sv.URL2, purpose="suspension"), RDFC, created=sv.SINCE),
        },
        signed=True,
    )
    H(
        "status-entry-added",
        "signature",
        "H3",
        seal(v2()) | {"credentialStatus": sv.entry()},
        "A status entry was added after signing.",
    )
    H(
        "status-entry-removed",
        "signature",
        "H3",
        {k: v for k, v in seal(v2(credentialStatus=sv.entry())).items() if k != "credentialStatus"},
        "The status entry was taken away.",
    )
    H(
        "status-index-edited",
        "signature",
        "H3",
        put(seal(v2(credentialStatus=sv.entry())), ["credentialStatus", "statusListIndex"], "70002"),
        "The index was edited.",
    )
    H(
        "status-entry-undefined",
        "signature",
        "C1",
        put(seal(v2(credentialStatus=sv.entry())), ["credentialStatus", "honours"], "x"),
        "A member of the entry that no context knows.",
    )
    H(
        "status-entry-type-undefined",
        "signature",
        "C1",
        put(
            seal(v2(credentialStatus=sv.entry())), ["credentialStatus", "type"], ["BitstringStatusListEntry", "Honours"]
        ),
        "A further type of the entry that no context knows.",
    )
    # StatusList2021, of data model 1.1.
    url = sv.URL
    entry = {
        "id": url + "#70001",
        "type": "StatusList2021Entry",
        "statusPurpose": "revocation",
        "statusListIndex": "70001",
        "statusListCredential": url,
    }
    for name, set_, outcome, why in [("clear", [], ACCEPTED, "clear"), ("set", [sv.N], REJECTED, "set")]:
        text = sv.base64url(gz.member(sv.bits(set_)))
        lists = {
            "@context": [VC1, STATUS_2021, SUITE_2020],
            "id": url,
            "type": ["VerifiableCredential", "StatusList2021Credential"],
            "issuer": ISSUER.did,
            "issuanceDate": sv.SINCE,
            "expirationDate": sv.UNTIL,
            "credentialSubject": {
                "id": url + "#list",
                "type": "StatusList2021",
                "statusPurpose": "revocation",
                "encodedList": text,
            },
        }
        doc = v1(SUITE_2020, STATUS_2021, credentialStatus=entry)
        add(
            "",
            f"status-2021-{name}",
            outcome,
            "status" if set_ else None,
            "H1",
            seal(doc, OLD),
            f"StatusList2021 with Ed25519Signature2020; the bit is {why}.",
            status={"list.json": seal(lists, OLD, created=sv.SINCE)},
            signed=True,
        )
        add(
            "",
            f"status-2021-tampered-{name}",
            UNKNOWN,
            "status",
            "H4",
            seal(doc, OLD),
            "StatusList2021, edited after signing.",
            status={"list.json": seal(lists, OLD, created=sv.SINCE) | {"expirationDate": "2027-06-24T00:00:00Z"}},
            signed=True,
        )


def hidden():
    """The statements are the signed ones, but a member that decides moved to where nobody reads names.

    VCDM 1.3: a conforming document is a compact JSON-LD document, so these are none. What must not happen is that an
    expired or revoked badge becomes good again.
    """
    cred = "https://www.w3.org/2018/credentials#"

    def moved(doc, name, how):
        """The signed document with the member's statements elsewhere."""
        rest = {k: v for k, v in doc.items() if k != name}
        value = doc[name]
        if isinstance(value, str):
            value = {"@value": value, "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
        if how == "iri":
            return rest | {cred + name: value}
        if how == "iri-array":
            return rest | {cred + name: [value]}
        if how == "nest":
            return rest | {"@nest": {name: doc[name]}}
        if how == "included":
            return rest | {"@included": [{"@id": doc["id"], cred + name: value}]}
        if how == "included-typed":
            return rest | {"@included": [{"id": doc["id"], "type": "VerifiableCredential", name: doc[name]}]}
        if how == "issuer":
            return rest | {"issuer": rest["issuer"] | {"@included": [{"@id": doc["id"], cred + name: value}]}}
        if how == "subject":
            return rest | {
                "credentialSubject": rest["credentialSubject"] | {"@included": {"@id": doc["id"], cred + name: value}}
            }
        if how == "endorsement":
            return put(rest, ["endorsement", 0, "credentialSubject", cred + name], value)
        if how == "evidence":
            return put(rest, ["evidence", 0, cred + name], value)
        if how == "array":
            return rest | {name: [doc[name]]}
        if how == "set":
            return rest | {name: {"@set": [doc[name]]}}
        return rest | {name: value}

    every = (
        "iri",
        "iri-array",
        "nest",
        "included",
        "included-typed",
        "issuer",
        "subject",
        "endorsement",
        "evidence",
        "array",
        "set",
        "typed",
    )
    e = g.endorsement()
    e = put(e, ["credentialSubject", "id"], v2()["id"])
    e = e | {"proof": [prove(e, RDFC, NOTARY)]}
    about = {"endorsement": [e], "evidence": [{"id": v2()["id"], "type": ["Evidence"], "name": "The badge itself"}]}
    for name, signed in [
        ("validUntil", seal(v2(validUntil="2026-11-24T11:59:59Z", **about))),
        ("validFrom", seal(v2(validFrom="2026-11-24T12:00:01Z", **about))),
        ("credentialStatus", seal(v2(credentialStatus=sv.entry(), **about))),
        (
            "expirationDate",
            seal(v1(SUITE_2020, ob=OB, expirationDate="2026-11-24T11:59:59Z", evidence=about["evidence"]), OLD),
        ),
    ]:
        for how in every:
            if name == "expirationDate" and how in ("endorsement",):
                continue
            if name == "credentialStatus" and how in ("array", "typed"):
                continue
            data = moved(signed, name, how)
            why = f"{name} is signed, and stands elsewhere in the same graph: {how}."
            if name == "credentialStatus":
                add(
                    "",
                    f"hidden-{name}-{how}",
                    NOT_ACCEPTED,
                    "status",
                    "C7",
                    data,
                    why + " The bit is set.",
                    status={"list.json": status_list(set_=[sv.N])},
                    signed=True,
                )
            else:
                H(f"hidden-{name}-{how}", ["model", "signature", "dates"], "C7", data, why, signed=None)
    status = seal(v2(credentialStatus=sv.entry()))
    ref = {k: v for k, v in status.items() if k != "credentialStatus"} | {
        "credentialStatus": sv.entry()["id"],
        "@included": [sv.entry()],
    }
    add(
        "",
        "hidden-status-by-reference",
        NOT_ACCEPTED,
        "status",
        "C7",
        ref,
        "The entry is named where it should stand, and described elsewhere. The bit is set.",
        status={"list.json": status_list(set_=[sv.N])},
        signed=True,
    )
    both = seal(v2(credentialStatus=[sv.entry(), sv.suspension()]))
    one = both | {"credentialStatus": sv.suspension(), cred + "credentialStatus": sv.entry()}
    add(
        "",
        "hidden-one-of-two-statuses",
        NOT_ACCEPTED,
        "status",
        "C7",
        one,
        "One entry in its place, the other under the IRI. The bit of the latter is set.",
        status={
            "a.json": status_list(set_=[sv.N]),
            "b.json": seal(sv.unsigned(url=sv.URL2, purpose="suspension"), RDFC, created=sv.SINCE),
        },
        signed=True,
    )
    fields = sv.entry()
    fragment = both | {
        "credentialStatus": {k: v for k, v in fields.items() if k not in ("statusListIndex",)},
        cred + "credentialStatus": sv.suspension(),
        "@included": [{"id": fields["id"], "type": fields["type"], "statusListIndex": fields["statusListIndex"]}],
    }
    add(
        "",
        "hidden-status-in-pieces",
        NOT_ACCEPTED,
        "status",
        "C7",
        fragment,
        "The members of an entry stand in two places of one node.",
        status={
            "a.json": status_list(set_=[sv.N]),
            "b.json": seal(sv.unsigned(url=sv.URL2, purpose="suspension"), RDFC, created=sv.SINCE),
        },
        signed=True,
    )
    # One node, described in two places: which member belongs where is not in the graph.
    twin = v2(
        evidence=[
            {
                "id": "https://example.org/achievements/teamwork",
                "type": ["Evidence"],
                "name": "Attendance",
                "description": "Was there.",
            }
        ]
    )
    swapped = put(
        put(
            put(
                put(seal(twin), ["evidence", 0, "name"], "Teamwork"),
                ["evidence", 0, "description"],
                "Works well with others.",
            ),
            LEVELS["achievement"] + ["name"],
            "Attendance",
        ),
        LEVELS["achievement"] + ["description"],
        "Was there.",
    )
    either(
        "hidden-names-exchanged",
        "signature",
        "C7",
        swapped,
        "Two objects with one identifier exchanged their names: the signed graph.",
        signed=True,
    )
    H(
        "hidden-until-two",
        ["model", "signature", "dates"],
        "C7",
        with_member(
            seal(v2(validUntil=["2026-11-24T11:59:59Z", "2031-01-01T00:00:00Z"])),
            [],
            "validUntil",
            "2031-01-01T00:00:00Z",
        )
        | {
            cred
            + "validUntil": {"@value": "2026-11-24T11:59:59Z", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
        },
        "Two ends were signed; the earlier stands under the IRI.",
        signed=None,
    )
    H(
        "hidden-issuer-two",
        ["model", "key", "signature"],
        "C7",
        seal(v2()) | {cred + "issuer": {"@id": ISSUER.did}, "issuer": ATTACKER.did},
        "Two issuers, one under the IRI.",
        signed=None,
    )
    U(
        "hidden-type",
        ["model", "signature"],
        "C7",
        put(seal(v2()), ["type"], ["VerifiableCredential"]) | {"@type": ["OpenBadgeCredential"]},
        "The types in two members: by its type the credential is no badge.",
        outcome=NOT_ACCEPTED,
        signed=True,
    )
    result = seal(put(v2(), ["credentialSubject", "result"], [{"type": ["Result"], "value": "Failed"}]))
    vocabulary = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#"
    inside = {k: v for k, v in result["credentialSubject"].items() if k != "result"} | {
        vocabulary + "result": result["credentialSubject"]["result"]
    }
    either(
        "hidden-result",
        "signature",
        "C7",
        result | {"credentialSubject": inside},
        "A result stands under its IRI, where a reader of names does not see it.",
        signed=True,
    )


# --------------------------------------------------------------------------------------------------


def main():
    for group in (
        valid_contexts,
        valid_suites,
        valid_values,
        blank_nodes,
        valid_keys,
        undefined,
        tampered,
        contexts,
        proofs,
        crossed,
        chains,
        dates,
        limits,
        statuses,
        hidden,
    ):
        group()
    shutil.rmtree(HERE / "linked-data", ignore_errors=True)
    for path, data in FILES.items():
        (HERE / path).parent.mkdir(parents=True, exist_ok=True)
        (HERE / path).write_bytes(data)
    manifest = ",\n".join("    " + json.dumps(v, ensure_ascii=True) for v in VECTORS)
    (HERE / "linked-data" / "manifest.json").write_text(f'{{\n  "at": "{AT}",\n  "vectors": [\n{manifest}\n  ]\n}}\n')
    print(
        {f: sum(f"/{f}/" in v["file"] for v in VECTORS) for f in ("valid", "hostile", "undetermined", "status")},
        sum(map(len, FILES.values())),
        "bytes",
    )


if __name__ == "__main__":
    main()
