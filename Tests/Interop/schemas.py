#!/usr/bin/env python3
"""`badge lint` beside the published JSON Schemas: many drafts with one thing changed, judged by both.

`schemas.py BADGE` runs every case with that executable and exits with 1 if one is judged in another way than the schema
does and none of the reasons below explains it. The schemas come from the folder `schemas` of the public suites; without
it the script says that it skipped everything. It uses no network.

The schema says less than the specifications: of identifiers and dates only that they are strings, of contexts and types
little. So a draft that it refuses has to be refused, but for what `too_strict` lists, and one that it takes has to be
taken, unless all that Badge finds is of the kinds that `beyond` lists. How often each of them was used is printed.
"""

import collections
import copy
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

from jsonschema import Draft7Validator, Draft201909Validator, Draft202012Validator, FormatChecker

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = pathlib.Path(os.environ.get("BADGE_CONFORMANCE", ROOT / "../shared/conformance")) / "schemas"
V1, V2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
RANDOM = random.Random(2026)
PER_DRAFT = 900


# Drafts that use every class


def profile(name, **more):
    return {
        "id": f"https://{name}.example/", "type": ["Profile"], "name": name.title(), "url": f"https://{name}.example/",
        "phone": "+1 1", "description": "An organization", "email": f"office@{name}.example", "official": "R. Head",
        "image": {"id": f"https://{name}.example/logo.png", "type": "Image", "caption": "Logo"},
        "address": {
            "type": ["Address"], "addressCountry": "Utopia", "addressCountryCode": "UT", "addressRegion": "North",
            "addressLocality": "Town", "streetAddress": "Street 1", "postOfficeBoxNumber": "1", "postalCode": "1",
            "geo": {"type": "GeoCoordinates", "latitude": 1.5, "longitude": 2},
        },
        "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "1", "identifierType": "sourcedId"}],
        "familyName": "F", "givenName": "G", "additionalName": "A", "patronymicName": "P", "honorificPrefix": "Dr",
        "honorificSuffix": "MA", "familyNamePrefix": "van", "dateOfBirth": "1990-01-01", **more,
    }  # fmt: skip


def endorsement(version):
    start = {"validFrom": "2026-01-01T00:00:00Z"} if version == V2 else {"issuanceDate": "2026-01-01T00:00:00Z"}
    return {
        "@context": [version, OB], "id": "urn:uuid:endorsement", "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "An endorsement", "issuer": profile("accreditor"), **start,
        "credentialSubject": {
            "id": "https://university.example/", "type": ["EndorsementSubject"], "endorsementComment": "Good",
        },
    }  # fmt: skip


def achievement(version):
    alignment = {
        "type": ["Alignment"], "targetCode": "1", "targetDescription": "D", "targetName": "T",
        "targetFramework": "F", "targetType": "CFItem", "targetUrl": "https://framework.example/1",
    }  # fmt: skip
    return {
        "id": "https://university.example/achievements/1", "type": ["Achievement"], "name": "Teamwork",
        "description": "Works with others", "achievementType": "Certificate", "creator": profile("creator"),
        "criteria": {"id": "https://university.example/criteria", "narrative": "Work"}, "creditsAvailable": 3,
        "fieldOfStudy": "Work", "humanCode": "T1", "specialization": "S", "tag": ["a", "b"], "version": "1",
        "inLanguage": "en-US", "image": {"id": "https://university.example/a.png", "type": "Image"},
        "alignment": [alignment], "endorsement": [endorsement(version)], "endorsementJwt": ["YQ.YQ.YQ"],
        "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "1", "identifierType": "ext:other"}],
        "related": [{"id": "urn:uuid:related", "type": ["Related"], "inLanguage": "de", "version": "1"}],
        "resultDescription": [{
            "id": "urn:uuid:result", "type": ["ResultDescription"], "name": "Grade", "resultType": "LetterGrade",
            "alignment": [alignment], "allowedValue": ["A", "B"], "requiredLevel": "urn:uuid:level",
            "requiredValue": "B", "valueMax": "A", "valueMin": "B",
            "rubricCriterionLevel": [{
                "id": "urn:uuid:level", "type": ["RubricCriterionLevel"], "name": "L", "description": "D",
                "level": "1", "points": "2", "alignment": [alignment],
            }],
        }],
    }  # fmt: skip


def badge(version):
    dates = {"validFrom": "2026-01-01T00:00:00Z", "validUntil": "2046-01-01T00:00:00Z"}
    if version == V1:
        dates = {"issuanceDate": "2026-01-01T00:00:00Z", "expirationDate": "2046-01-01T00:00:00Z"}
    return {
        "@context": [version, OB, "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"], "id": "urn:uuid:badge", "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Teamwork", "description": "A badge", "image": {"id": "https://university.example/b.png", "type": "Image"},
        "awardedDate": "2026-01-01T00:00:00Z", **dates,
        "issuer": profile("university", parentOrg=profile("ministry"), endorsement=[endorsement(version)]),
        "credentialSubject": {
            "id": "did:example:alice", "type": ["AchievementSubject"], "activityStartDate": "2025-01-01T00:00:00Z",
            "activityEndDate": "2025-06-01T00:00:00Z", "creditsEarned": 2.5, "licenseNumber": "1", "role": "r",
            "narrative": "N", "term": "t", "source": profile("assessor"),
            "image": {"id": "https://university.example/c.png", "type": "Image"},
            "identifier": [{
                "type": "IdentityObject", "hashed": True, "identityHash": "sha256$00", "identityType": "emailAddress",
                "salt": "s",
            }],
            "result": [{
                "type": ["Result"], "achievedLevel": "urn:uuid:level", "resultDescription": "urn:uuid:result",
                "status": "Completed", "value": "A",
            }],
            "achievement": achievement(version),
        },
        "credentialStatus": {"id": "https://university.example/status#1", "type": "1EdTechRevocationList"},
        "credentialSchema": [{"id": "https://university.example/schema", "type": "1EdTechJsonSchemaValidator2019"}],
        "refreshService": {"id": "https://university.example/refresh", "type": "1EdTechCredentialRefresh"},
        "termsOfUse": [{"id": "https://university.example/terms", "type": "Terms"}],
        "evidence": [{
            "id": "https://university.example/evidence", "type": ["Evidence"], "narrative": "N", "name": "E",
            "description": "D", "genre": "g", "audience": "a",
        }],
        "endorsement": [endorsement(version)], "endorsementJwt": ["YQ.YQ.YQ"],
    }  # fmt: skip


def record():
    inner = badge(V1)
    # The schema of records knows endorsements as they were before they had a name.
    del inner["issuer"]["endorsement"]
    return {
        "@context": [V1, CLR, OB], "id": "urn:uuid:record", "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Record", "description": "D", "issuer": profile("university"), "issuanceDate": "2026-01-01T00:00:00Z",
        "partial": True, "image": {"id": "https://university.example/b.png", "type": "Image"},
        "credentialSubject": {
            "id": "did:example:alice", "type": ["ClrSubject"],
            "identifier": [{
                "type": "IdentityObject", "hashed": True, "identityHash": "sha256$00", "identityType": "emailAddress",
                "salt": "s",
            }],
            "verifiableCredential": [inner],
            "association": [{
                "type": "Association", "associationType": "isChildOf", "sourceId": "urn:uuid:1", "targetId": "urn:uuid:2",
            }],
        },
    }  # fmt: skip


def credential():
    return {
        "@context": [V2], "id": "urn:uuid:credential", "type": ["VerifiableCredential"], "issuer": {"id": "did:example:i"},
        "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2046-01-01T00:00:00Z",
        "credentialSubject": [{"id": "did:example:alice"}, {"id": "did:example:bob"}],
        "credentialStatus": [{"id": "urn:uuid:status", "type": "https://example.org/Status"}],
        "credentialSchema": [{"id": "urn:uuid:schema", "type": "JsonSchema"}],
        "refreshService": [{"id": "urn:uuid:refresh", "type": "https://example.org/Refresh"}],
        "termsOfUse": [{"id": "urn:uuid:terms", "type": "https://example.org/Terms"}],
        "evidence": [{"id": "urn:uuid:evidence", "type": "https://example.org/Evidence"}],
    }  # fmt: skip


# What is changed


def places(value, path=()):
    yield path, value
    if isinstance(value, dict):
        for name, member in value.items():
            yield from places(member, (*path, name))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            yield from places(element, (*path, index))


def put(draft, path, value):
    draft = copy.deepcopy(draft)
    inner = draft
    for step in path[:-1]:
        inner = inner[step]
    if value is DELETED:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return draft


DELETED = object()
OTHERS = [DELETED, None, 7, True, "", "x", [], {}, "urn:a:b", ["x"], [7], {"a": 1}, "2026-01-01T00:00:00Z", "ext:other"]


def changes(draft):
    """Drafts with one change, each with the path of it."""
    yield (), draft
    cases = []
    for path, value in places(draft):
        if not path:
            continue
        for other in OTHERS:
            cases.append((path, other))
        if isinstance(value, list) and len(value) == 1:
            cases.append((path, value[0]))  # a single value stands for an array of it
        elif not isinstance(value, list):
            cases.append((path, [value]))
        if isinstance(value, dict):
            cases.append(((*path, "furtherMember"), "x"))
    for path, other in cases if len(cases) <= PER_DRAFT else RANDOM.sample(cases, PER_DRAFT):
        yield path, put(draft, path, other)


# Where the two may differ


def too_strict(path, draft):
    """Why Badge may take what the schema refuses."""
    names = [step for step in path if isinstance(step, str)]
    last = names[-1] if names else ""
    if path == ("issuer", "id"):
        return "the issuer, which whoever signs a draft adds"
    if last in ("image", "issuer") or (len(names) > 1 and names[-2] == "image"):
        return "an image, or the issuer of data model 1.1, by its URL alone"
    if last in ("activityStartDate", "activityEndDate", "dateOfBirth"):
        return "a date without a time"
    if last in ("credentialStatus", "refreshService") or names[:1] in (["credentialStatus"], ["refreshService"]):
        return "several status entries and refresh services, as VCDM has it, with types of their own"
    if last in ("type", "@context") and "endorsement" not in names[:-1]:
        return "several types and contexts where the schema has one"
    if names[:1] == ["credentialSubject"] and "AchievementSubject" in json.dumps(draft) and last == "furtherMember":
        return "further members: VCDM is open"
    if last == "furtherMember":
        return "further members: VCDM is open"
    if last == "credentialSubject":
        return "an array of one subject"
    if last in ("name", "description"):
        return "names with languages, as VCDM has them"
    if last in ("otherIdentifier", "identifier", "association", "endorsement", "endorsementJwt") or isinstance(value_at(draft, path), list):
        return "an array, or a single value for one, as in JSON-LD"
    if last == "verifiableCredential" or "verifiableCredential" in names:
        return "the credentials in a record: tokens too, and issuers by their URL"
    return None


def value_at(draft, path):
    for step in path:
        try:
            draft = draft[step]
        except (KeyError, IndexError, TypeError):
            return None
    return draft


BEYOND = [
    ("no context defines this type", "types have a meaning (VCDM 4.5)"),
    ("absolute URL", "identifiers are URLs (VCDM 4.4)"),
    ("date and time", "dates have a zone and exist (XSD)"),
    ("a date, such as", "dates exist"),
    ("not be empty", "an empty list where one or more are asked for (VCDM)"),
    ("is empty", "an empty list where one or more are asked for (VCDM)"),
    ("has to include", "the type of the class is among the types"),
    ("a string, or an array of strings", "types are strings"),
    ("a string that is not empty", "an identity that is not empty"),
    ("context", "contexts (VCDM 4.3, OB B.1.1)"),
    ("'VerifiableCredential'", "types (VCDM 4.5)"),
    ("to say who earned", "somebody earned it (OB B.1.3)"),
    ("one subject", "one subject (OB B.1.1)"),
    ("validity is before", "the end is not before the start (VCDM 4.9)"),
    ("belongs to data model", "dates of the other data model"),
    ("at least one claim", "a subject makes a claim (VCDM 4.8)"),
    ("JSON-LD", "what JSON-LD refuses"),
    ("has to be a string, or an object with '@value'", "language maps, which the context does not define"),
    ("has to be a string", "language maps, which the context does not define"),
    ("a language code", "language maps, which the context does not define"),
    ("JSON Web Token", "language maps, which the context does not define"),
    ("has to be one of", "language maps, which the context does not define"),
    ("(OB 3.0, B.1.5)", "endorsements by the rules of their own data model"),
    ("(OB 3.0, EndorsementCredentialv1p1)", "endorsements by the rules of their own data model"),
    ("(VCDM 2.0, ", "what the text of VCDM says and its schema does not"),
    ("(VCDM 1.1, ", "what the text of VCDM says and its schema does not"),
    ("(OB 3.0, ", "the badges in a record, which the schema of records does not look into"),
]


def beyond(findings):
    """Why Badge may refuse what the schema takes: the reasons of all errors, or None where one has none."""
    reasons = set()
    for finding in findings:
        if finding["severity"] != "error":
            continue
        reason = next((why for words, why in BEYOND if words in finding["message"]), None)
        if reason is None:
            return None
        reasons.add(reason)
    return reasons


# The comparison


def lint(badge, drafts, folder):
    """The reports of `badge lint` on all drafts, in order."""
    path = folder / "drafts.jsonl"
    path.write_text("".join(json.dumps(draft) + "\n" for draft in drafts))
    done = subprocess.run([badge, "lint", "--format", "jsonl", path], capture_output=True, text=True, timeout=600)
    if done.returncode not in (0, 1):
        sys.exit(f"badge lint ended with {done.returncode}\n{done.stderr}")
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    if len(reports) != len(drafts):
        sys.exit(f"badge lint gave {len(reports)} reports on {len(drafts)} drafts")
    return reports


def main():
    badge_tool = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / ".build/release/badge").resolve()
    if not SCHEMAS.is_dir():
        print(f"schemas: skipped, as there is no {SCHEMAS}")
        return
    cases = [
        ("badge of data model 2.0", badge(V2), "ob_v3p0_achievementcredential_schema.json-ld.json", Draft201909Validator),
        ("badge of either data model", badge(V1), "ob_v3p0_anyachievementcredential_schema.json-ld.json", Draft201909Validator),
        ("endorsement", endorsement(V2), "ob_v3p0_endorsementcredential.json", Draft201909Validator),
        ("learner record", record(), "clr_v2p0_clrcredential_schema_draft4.json", Draft7Validator),
        ("credential", credential(), "w3c-verifiable-credential-schema.json", Draft202012Validator),
    ]
    used, failures, total = collections.Counter(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name, draft, file, validator in cases:
            schema = validator(json.loads((SCHEMAS / file).read_text()), format_checker=FormatChecker())
            all_changes = list(changes(draft))
            reports = lint(badge_tool, [changed for _, changed in all_changes], pathlib.Path(folder))
            both = collections.Counter()
            for (path, changed), report in zip(all_changes, reports):
                total += 1
                error = next(schema.iter_errors(changed), None)
                refused = report["result"] == "failed"
                both[error is None, not refused] += 1
                why = None
                if error is not None and not refused:
                    why = too_strict(path, changed) if path else None
                    used[f"taken:   {why}"] += 1
                elif error is None and refused:
                    why = beyond(report["findings"])
                    for one in why or []:
                        used[f"refused: {one}"] += 1
                if (error is None) == refused and not why:
                    failures += 1
                    where = "/".join(map(str, path))
                    print(f"FAILED: {name}, {where} = {json.dumps(value_at(changed, path))[:80]}")
                    print("  schema:", "takes it" if error is None else " ".join(error.message.split())[:200])
                    errors = [found["message"] for found in report["findings"] if found["severity"] == "error"]
                    print("  badge: ", errors[:3] or "takes it")
            print(
                f"{name}: {len(all_changes)} drafts, both take {both[True, True]}, both refuse {both[False, False]}, "
                f"badge alone refuses {both[True, False]}, the schema alone {both[False, True]}"
            )
    for why, number in sorted(used.items()):
        print(f"  {number:5}  {why}")
    print(f"schemas: {total} drafts, {failures} judged otherwise without a reason")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
