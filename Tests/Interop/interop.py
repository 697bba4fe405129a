#!/usr/bin/env python3
"""Badge beside PyLD, cryptography, PyJWT, joserfc and Pillow: what one makes the other has to accept, and what is tampered
with to refuse.

`interop.py BADGE` runs every case with that executable and exits with 1 if one fails. It works in a new folder, which
is removed, and uses no network.
"""

import base64
import copy
import gzip
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pyld.jsonld import JsonLdError

import linked_data
import pictures
import tokens
from data_integrity import JCS, OLD, RDFC, Key, Refused, seal, sign, verify

BADGE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else linked_data.ROOT / ".build/release/badge").resolve()
AT = "2026-06-01T00:00:00Z"
V1, V2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
CONTEXT_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
CONTEXT_INTEGRITY = "https://w3id.org/security/data-integrity/v2"
ISSUER, OTHER = (Key(hashlib.sha256(f"interop key: {name}".encode()).digest()) for name in ("issuer", "other"))

SUITES = [[RDFC], [JCS], [OLD], [RDFC, JCS], [JCS, RDFC], [OLD, RDFC], [RDFC, OLD, JCS]]
failures, count = [], 0


def expect(condition, what, why=""):
    global count
    count += 1
    if not condition:
        failures.append(what)
        print(f"FAILED: {what}{': ' if why else ''}{why}", flush=True)


# Badge's side


def badge(*arguments, status=0):
    """Runs the command; it has to end with the exit status, or one of them. Returns what it printed."""
    home = {"HOME": os.getcwd(), "XDG_CONFIG_HOME": os.getcwd()}  # no trust file of the person who runs this
    done = subprocess.run(
        [BADGE, *map(str, arguments)], capture_output=True, text=True, env=os.environ | home, timeout=60
    )
    wanted = status if isinstance(status, tuple) else (status,)
    command = " ".join(["badge", *map(str, arguments)])
    expect(done.returncode in wanted, command, f"exit status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def badge_verifies(document, did, name, status=0, *more):
    path = pathlib.Path("under-test.json")
    path.write_text(json.dumps(document, ensure_ascii=False))
    before = len(failures)
    badge("verify", path, "--issuer", did, "--at", AT, *more, status=status)
    if len(failures) > before:
        print(f"  in the case: {name}")


# The other side


def python_verifies(document, did, suites, name):
    try:
        found = verify(document)
    except (Refused, linked_data.DataLoss, JsonLdError, ValueError) as error:
        return expect(False, f"PyLD and cryptography accept {name}", repr(error))
    expect(found == [(suite, did) for suite in suites], f"{name} has the proofs that were asked for", str(found))


def python_refuses(document, name):
    try:
        verify(document)
    except (Refused, linked_data.DataLoss, JsonLdError):
        return expect(True, name)
    expect(False, f"PyLD and cryptography refuse {name}")


def openbadge(version=2, issuer=ISSUER, context="context-3.0.3.json", rich=False):
    """A badge to sign, as a version of the data model wants it."""
    contexts = [V2, OB + context] if version == 2 else [V1, OB + context, CONTEXT_INTEGRITY]
    document = {
        "@context": contexts + [CONTEXT_2020],
        "id": "urn:uuid:6b9d2f0c-41a7-4a5e-9f0e-0c2d7f1b8a11",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Bridges — Brücken 橋 \U0001f309",
        "issuer": {"id": issuer.did, "type": ["Profile"], "name": 'An "example" \\ university'},
        ("validFrom" if version == 2 else "issuanceDate"): "2026-01-15T09:00:00Z",
        "credentialSubject": {
            "id": OTHER.did,
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://university.example/achievements/bridges",
                "type": ["Achievement"],
                "name": "Bridges",
                "description": "Line one.\nLine two,\twith a tab.",
                "criteria": {"narrative": "Build one that holds."},
                "tag": ["bridge", "steel"],
            },
        },
    }
    if rich:
        subject = document["credentialSubject"]
        subject["creditsEarned"] = 3.5
        subject["identifier"] = [
            {"type": "IdentityObject", "hashed": False, "identityHash": "a@b.example", "identityType": "emailAddress"}
        ]
        subject["result"] = [{"type": ["Result"], "value": str(mark)} for mark in (1, 2, 2)]
        subject["achievement"]["alignment"] = [
            {"type": ["Alignment"], "targetName": f"Skill {i}", "targetUrl": f"https://skills.example/{i % 7}"}
            for i in range(20)
        ]
        subject["achievement"]["creator"] = {"id": "https://university.example/dept", "type": ["Profile"]}
        document["evidence"] = [{"type": ["Evidence"], "narrative": "e\u0301 is not \u00e9"} for _ in range(3)]
    return document


# The ways to tamper. Each gives a document that was never signed.


def in_proofs(document, change):
    proofs = document["proof"] if isinstance(document["proof"], list) else [document["proof"]]
    for proof in proofs:
        change(proof)


def tampered(document):
    """Pairs of a name and a changed copy."""

    def case(name, change):
        twin = copy.deepcopy(document)
        change(twin)
        assert twin != document, name
        return name, twin

    def achievement(twin):
        return twin["credentialSubject"]["achievement"]

    start = "validFrom" if "validFrom" in document else "issuanceDate"
    other_value = sign(openbadge(), OTHER)["proofValue"]
    yield case("a changed claim", lambda d: achievement(d).update(name="Tunnels"))
    yield case("a claim in another Unicode form", lambda d: d.update(name=d["name"] + "e\u0301"))
    yield case("a claim taken away", lambda d: achievement(d).pop("tag"))
    yield case("a value of an array twice and another gone", lambda d: achievement(d).update(tag=["steel", "steel"]))
    yield case("a changed date", lambda d: d.update({start: "2025-01-15T09:00:00Z"}))
    yield case("another recipient", lambda d: d["credentialSubject"].update(id=ISSUER.did))
    for place, at in [
        ("the badge", lambda d: d),
        ("the subject", lambda d: d["credentialSubject"]),
        ("the achievement", achievement),
        ("the issuer", lambda d: d["issuer"]),
    ]:
        yield case(f"a member of {place} that no context knows", lambda d: at(d).update(honours="summa"))
    yield case("a type that no context knows", lambda d: achievement(d)["type"].append("Honours"))
    yield case("a relative identifier", lambda d: achievement(d).update(creator={"id": "dean", "type": ["Profile"]}))
    yield case("a proof of another time", lambda d: in_proofs(d, lambda p: p.update(created="2026-02-01T00:00:01Z")))
    yield case("a proof with one option more", lambda d: in_proofs(d, lambda p: p.update(nonce="1")))
    yield case("a proof with one option less", lambda d: in_proofs(d, lambda p: p.pop("created")))
    yield case("a proof with a member unknown", lambda d: in_proofs(d, lambda p: p.update(honours="summa")))
    yield case("a proof for another purpose", lambda d: in_proofs(d, lambda p: p.update(proofPurpose="authentication")))
    yield case("a proof of another key", lambda d: in_proofs(d, lambda p: p.update(verificationMethod=OTHER.method)))
    yield case("the signature of another badge", lambda d: in_proofs(d, lambda p: p.update(proofValue=other_value)))


# The cases


def badge_signs(pem):
    """1 and 3: what `badge issue` writes is accepted elsewhere, and refused where it was tampered with."""
    key = Key(load_pem_private_key(pem.read_bytes(), None))
    plain = openbadge()
    template = {
        "name": plain["name"],
        "issuer": {"type": ["Profile"], "name": "University"},
        "credentialSubject": {"achievement": plain["credentialSubject"]["achievement"]},
    }
    rich = copy.deepcopy(template)
    full = openbadge(rich=True)
    rich["evidence"] = full["evidence"]
    rich["credentialSubject"] |= {name: full["credentialSubject"][name] for name in ("creditsEarned", "result")}
    rich["credentialSubject"]["achievement"] = full["credentialSubject"]["achievement"]
    for name, content in [("plain", template), ("rich", rich)]:
        pathlib.Path("template.json").write_text(json.dumps(content))
        for suites in SUITES:
            out = pathlib.Path(f"{name}-{'-'.join(suites)}.json")
            options = [part for suite in suites for part in ("--cryptosuite", suite)]
            badge(
                "issue",
                "--no-register",
                "--key",
                pem,
                "--template",
                "template.json",
                "--recipient",
                f"id:{OTHER.did}",
                *options,
                "-o",
                out,
            )
            if not out.is_file():
                continue
            document = linked_data.read(out.read_text())
            python_verifies(document, key.did, suites, f"a {name} badge of Badge, {' and '.join(suites)}")
            for defect, twin in tampered(document):
                python_refuses(twin, f"a {name} badge of Badge, {' and '.join(suites)}, with {defect}")


def python_signs():
    """2 and 3: what is signed elsewhere `badge verify` accepts, and refuses where it was tampered with."""
    documents = [
        ("data model 2.0", openbadge(), SUITES),
        ("data model 2.0, rich", openbadge(rich=True), SUITES),
        ("data model 1.1, Open Badges 3.0.0", openbadge(1, context="context.json"), [[OLD], [RDFC], [OLD, RDFC]]),
        ("data model 1.1, Open Badges 3.0.1", openbadge(1, context="context-3.0.1.json"), [[OLD], [RDFC]]),
        ("data model 1.1, Open Badges 3.0.2", openbadge(1, context="context-3.0.2.json"), [[OLD]]),
    ]
    for name, document, all_suites in documents:
        for suites in all_suites:
            title = f"{name}, {' and '.join(suites)}"
            signed = seal(document, ISSUER, *suites)
            python_verifies(signed, ISSUER.did, suites, title)
            badge_verifies(signed, ISSUER.did, title)
            for defect, twin in tampered(signed):
                badge_verifies(twin, ISSUER.did, f"{title}, with {defect}", 1)
    chain = [sign(openbadge(), ISSUER, RDFC, id="urn:uuid:0b4a1c52-3c1e-4a57-8f6e-2d1c6a0f9e01")]
    chain.append(sign(openbadge(), OTHER, RDFC, chain, previousProof=chain[0]["id"]))
    badge_verifies(openbadge() | {"proof": chain}, ISSUER.did, "a chain of two")


def decoded(credential):
    text = credential["credentialSubject"]["encodedList"]
    return gzip.decompress(base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4)))


def bit(data, index):
    return data[index // 8] >> (7 - index % 8) & 1


def badge_publishes(pem):
    """4: the status lists of a register are accepted elsewhere, say what the register says, and can be refused."""
    key = Key(load_pem_private_key(pem.read_bytes(), None))
    badge("init", "issuer", "--name", "University", "--key", pem, "--status-url", "https://university.example/status")
    lists = pathlib.Path("issuer/lists")
    for name in ("good", "taken-back"):
        badge(
            "issue",
            "--register",
            "issuer",
            "--template",
            "template.json",
            "--recipient",
            f"id:{OTHER.did}",
            "-o",
            f"{name}.json",
            "--key",
            pem,
        )
    badge("revoke", "--register", "issuer", "taken-back.json", "--reason", "Interoperability", "--key", pem)
    credentials = {}
    for path in sorted(lists.glob("*.json")):
        credential = linked_data.read(path.read_text())
        if "proof" not in credential:
            continue
        credentials[credential["id"]] = credential
        suites = [found for found, _ in verify(credential)]
        python_verifies(credential, key.did, suites, f"the status list {path.name}, {' and '.join(suites)}")
        for name, change in [
            ("list", {"encodedList": "u" + base64.urlsafe_b64encode(gzip.compress(bytes(16384))).decode().rstrip("=")}),
            ("purpose", {"statusPurpose": "refresh"}),
            ("member", {"honours": "summa"}),
        ]:
            twin = credential | {"credentialSubject": credential["credentialSubject"] | change}
            python_refuses(twin, f"the status list {path.name} with another {name}")
    expect(len(credentials) >= 2, "there are lists for revocation and for suspension")
    for name, revoked in [("good", 0), ("taken-back", 1)]:
        document = linked_data.read(pathlib.Path(f"{name}.json").read_text())
        python_verifies(document, key.did, [suite for suite, _ in verify(document)], f"the {name} badge")
        entries = document["credentialStatus"]
        for entry in entries if isinstance(entries, list) else [entries]:
            set_ = bit(decoded(credentials[entry["statusListCredential"]]), int(entry["statusListIndex"]))
            wanted = revoked if entry["statusPurpose"] == "revocation" else 0
            expect(set_ == wanted, f"the bit for {entry['statusPurpose']} of the {name} badge is {wanted}")


def python_publishes():
    """4: status lists that are signed elsewhere are believed, and those that were tampered with are not."""
    url, revoked, clear = "https://university.example/status/1", 94567, 94566
    data = bytearray(16384)
    data[revoked // 8] |= 0x80 >> revoked % 8
    text = "u" + base64.urlsafe_b64encode(gzip.compress(bytes(data), mtime=0)).decode().rstrip("=")
    credential = {
        "@context": [V2, CONTEXT_2020],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": ISSUER.did,
        "validFrom": "2026-05-31T00:00:00Z",
        "credentialSubject": {
            "id": url + "#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": text,
        },
    }
    folder = pathlib.Path("others-lists")
    folder.mkdir()

    def entry(index):
        return {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(index),
            "statusListCredential": url,
        }

    badges = [
        (index, seal(openbadge() | {"credentialStatus": entry(index)}, ISSUER, RDFC)) for index in (clear, revoked)
    ]
    for suites in SUITES:
        signed = seal(credential, ISSUER, *suites)
        title = f"a list signed with {' and '.join(suites)}"
        python_verifies(signed, ISSUER.did, suites, title)
        (folder / "list.json").write_text(json.dumps(signed))
        for index, document in badges:
            badge_verifies(document, ISSUER.did, f"{title}, index {index}", int(index == revoked), "--status", folder)
        changed = signed["credentialSubject"] | {"encodedList": text[:-8] + "AAAAAAAA"}
        for name, twin in [
            ("its proof broken", signed | {"validFrom": "2026-05-31T00:00:01Z"}),
            ("another list in it", signed | {"credentialSubject": changed}),
            ("a member unknown", signed | {"honours": "summa"}),
            ("the key of somebody else", seal(credential, OTHER, *suites)),
        ]:
            (folder / "list.json").write_text(json.dumps(twin))
            badge_verifies(badges[0][1], ISSUER.did, f"{title}, {name}", 3, "--status", folder)


def main():
    with tempfile.TemporaryDirectory(prefix="badge-interop.") as folder:
        os.chdir(folder)
        pem = pathlib.Path("key.pem").resolve()
        badge("keygen", "--plain", "-o", pem)
        badge_signs(pem)
        badge_publishes(pem)
        python_signs()
        python_publishes()
        judge = sys.modules[__name__]
        keys = tokens.cases(judge)
        pictures.cases(judge, pem, keys)
        os.chdir("/")
    print(f"interop: {count - len(failures)} of {count} cases as they should be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
