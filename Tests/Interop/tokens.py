"""Badge beside PyJWT and joserfc: tokens of one that the other accepts, and what is tampered with that it refuses.

Neither package knows what a badge is: they say whether a signature holds under a key that is given to them, and whether
the claims about time and issuer do. The rest of the form of Open Badges 3.0 (section 8.2) is compared here.
"""

import base64
import copy
import hashlib
import hmac
import json
import pathlib
import warnings

import joserfc.errors
import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from joserfc import jwk as jose_jwk
from joserfc import jwt as jose_jwt
from joserfc.jws import JWSRegistry

from data_integrity import base58

NAMES = {ed25519.Ed25519PrivateKey: "EdDSA", ec.EllipticCurvePrivateKey: "ES256", rsa.RSAPrivateKey: "RS256"}
# The packages have some of the algorithms off unless they are named.
ALGORITHMS = list(NAMES.values())
# EdDSA is the name that verifiers of badges know; RFC 9864 has Ed25519 for it, and joserfc says so each time.
warnings.filterwarnings("ignore", category=joserfc.errors.SecurityWarning)
REGISTRY = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
# An RSA key in a did:jwk, as a header's `kid`, takes more than the 512 bytes that joserfc allows.
REGISTRY.max_header_length = 8192


def b64(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_b64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Key:
    """A private key with the DID that says all of it: did:key, or did:jwk for RSA."""

    def __init__(self, private):
        self.private, self.public = private, private.public_key()
        self.alg = next(alg for kind, alg in NAMES.items() if isinstance(private, kind))
        self.pem = self.public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        self.jose = jose_jwk.import_key(self.pem, {"RS256": "RSA", "ES256": "EC", "EdDSA": "OKP"}[self.alg])
        if self.alg == "RS256":
            numbers = self.public.public_numbers()
            parts = {name: b64(n.to_bytes((n.bit_length() + 7) // 8)) for name, n in (("e", numbers.e), ("n", numbers.n))}
            self.jwk = {"kty": "RSA", **parts}
            self.did = "did:jwk:" + b64(json.dumps(self.jwk).encode())
            self.method = self.did + "#0"
            return
        if self.alg == "EdDSA":
            data = b"\xed\x01" + self.public.public_bytes(Encoding.Raw, PublicFormat.Raw)
        else:
            data = b"\x80\x24" + self.public.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        name = "z" + base58(data)
        self.jwk = json.loads(jwt.get_algorithm_by_name(self.alg).to_jwk(self.public))
        self.did, self.method = f"did:key:{name}", f"did:key:{name}#{name}"


def claims_of(credential, issuer):
    """The registered claims that repeat what a credential says (Open Badges 3.0, 8.2.3), for a moment in January 2026."""
    claims = {"iss": issuer.did, "jti": credential["id"], "nbf": 1768467600}
    if "id" in credential["credentialSubject"]:
        claims["sub"] = credential["credentialSubject"]["id"]
    return claims


# What the packages do


def with_pyjwt(token, key):
    return jwt.decode(token, key.public, algorithms=[key.alg], issuer=key.did, options={"verify_aud": False})


def with_joserfc(token, key):
    decoded = jose_jwt.decode(token, key.jose, algorithms=ALGORITHMS, registry=REGISTRY)
    if decoded.header["alg"] != key.alg:
        raise joserfc.errors.BadSignatureError()
    jose_jwt.JWTClaimsRegistry(iss={"essential": True, "value": key.did}).validate(decoded.claims)
    return decoded.claims


READERS = {"PyJWT": (with_pyjwt, jwt.PyJWTError), "joserfc": (with_joserfc, (joserfc.errors.JoseError, ValueError))}


def sign_pyjwt(header, claims, key):
    return jwt.encode(claims, key.private, algorithm=key.alg, headers=header)


def sign_joserfc(header, claims, key):
    private = jose_jwk.import_key(
        key.private.private_bytes(Encoding.PEM, *PKCS8), {"RS256": "RSA", "ES256": "EC", "EdDSA": "OKP"}[key.alg]
    )
    return jose_jwt.encode(header | {"alg": key.alg}, claims, private, algorithms=ALGORITHMS, registry=REGISTRY)


PKCS8 = (PrivateFormat.PKCS8, NoEncryption())
WRITERS = {"PyJWT": sign_pyjwt, "joserfc": sign_joserfc}


# The ways to tamper


def changed_tokens(token):
    """Tokens that were never signed: pairs of a name and a text."""
    header, payload, signature = token.split(".")

    def claims(change):
        value = json.loads(from_b64(payload))
        change(value)
        return f"{header}.{b64(json.dumps(value).encode())}.{signature}"

    def headers(**changes):
        return f"{b64(json.dumps(json.loads(from_b64(header)) | changes).encode())}.{payload}.{signature}"

    def credential(value):
        return value.get("vc", value)

    yield "a changed name", claims(lambda v: credential(v).update(name="Tunnels"))
    yield "another subject", claims(lambda v: v.update(sub="did:example:mallory"))
    yield "another date", claims(lambda v: v.update(nbf=1))
    yield "another type", headers(typ="dpop")
    yield "another algorithm", headers(alg="HS256")
    yield "no algorithm", headers(alg="none")
    yield "no signature", f"{header}.{payload}."
    flipped = bytearray(from_b64(signature))
    flipped[7] ^= 4
    yield "one bit of the signature turned", f"{header}.{payload}.{b64(bytes(flipped))}"
    yield "a signature that is too short", f"{header}.{payload}.{b64(from_b64(signature)[:-1])}"


def refused(defect):
    """The exit status: a type that nobody knows is undetermined, before any signature is looked at."""
    return 3 if defect == "another type" else 1


# The cases


def badge_signs(judge, keys):
    """Tokens of `badge issue --format jwt` hold elsewhere, and say what Open Badges wants them to say."""
    template = judge.openbadge()
    template = {
        "name": template["name"],
        "issuer": {"type": ["Profile"], "name": "University"},
        "credentialSubject": {"achievement": template["credentialSubject"]["achievement"]},
    }
    pathlib.Path("token-template.json").write_text(json.dumps(template))
    for path, key in keys:
        out = pathlib.Path(f"{key.alg}.jwt")
        named = ["--verification-method", key.method] if key.alg == "RS256" else []
        judge.badge(
            "issue", "--no-register", "--key", path, "--template", "token-template.json", "--recipient",
            f"id:{judge.OTHER.did}", "--format", "jwt", "--valid-until", "2040-01-01", *named, "-o", out,
        )  # fmt: skip
        if not out.is_file():
            continue
        token = out.read_text().strip()
        header = json.loads(from_b64(token.split(".")[0]))
        judge.expect(header.get("alg") == key.alg, f"the header of a token by {key.alg} says so", str(header))
        judge.expect(header.get("kid") == key.method, f"the header of a token by {key.alg} names its key", str(header))
        judge.badge("verify", out, "--issuer", key.did)
        for name, (read, errors) in READERS.items():
            what = f"a token of Badge by {key.alg}"
            try:
                claims = read(token, key)
            except errors as error:
                judge.expect(False, f"{name} accepts {what}", repr(error))
                continue
            credential = claims.get("vc", claims)
            judge.expect(credential["name"] == template["name"], f"{name} reads the name in {what}")
            judge.expect(claims["iss"] == credential["issuer"]["id"] == key.did, f"{name} reads the issuer of {what}")
            judge.expect(claims["jti"] == credential["id"], f"{name} reads the identifier of {what}")
            judge.expect(claims["sub"] == credential["credentialSubject"]["id"], f"{name} reads the subject of {what}")
            judge.expect(isinstance(claims["nbf"], int) and claims["exp"] == 2208988800, f"{name} reads the times of {what}")
            for defect, twin in changed_tokens(token):
                if defect == "another type":
                    continue  # The packages take any type; the signature is over the header all the same, as below.
                try:
                    read(twin, key)
                    judge.expect(False, f"{name} refuses {what} with {defect}")
                except errors:
                    judge.expect(True, defect)
        for defect, twin in changed_tokens(token):
            verdict(judge, twin, key, f"a token of Badge by {key.alg} with {defect}", refused(defect))


def verdict(judge, token, key, name, status=0, *more):
    path = pathlib.Path("under-test.jwt")
    path.write_text(token)
    before = len(judge.failures)
    judge.badge("verify", path, "--issuer", key.did, "--at", judge.AT, *more, status=status)
    if len(judge.failures) > before:
        print(f"  in the case: {name}")


def packages_sign(judge, keys):
    """Tokens that PyJWT and joserfc sign, in each form of the wild."""
    for _, key in keys:
        credential = judge.openbadge()
        credential["issuer"]["id"] = key.did
        claims = claims_of(credential, key)
        forms = {
            "the claim vc": ({"typ": "JWT", "kid": key.method}, claims | {"vc": credential}),
            "the payload as credential": ({"typ": "JWT", "kid": key.method}, claims | credential),
            "VC-JOSE-COSE": ({"typ": "vc+jwt", "kid": key.method}, credential),
            "VC-JOSE-COSE, with its kind": ({"typ": "vc+jwt", "cty": "vc", "kid": key.method, "iss": key.did}, credential),
            "the key in the header": ({"typ": "JWT", "kid": key.method, "jwk": key.jwk}, claims | credential),
        }
        other = next(k for _, k in keys if k is not key)
        for name, write in WRITERS.items():
            for form, (header, payload) in forms.items():
                token, title = write(header, payload, key), f"a token by {name} and {key.alg}, {form}"
                verdict(judge, token, key, title)
                for defect, twin in changed_tokens(token):
                    verdict(judge, twin, key, f"{title}, with {defect}", refused(defect))
            header = {"typ": "JWT", "kid": key.method}
            whole = claims | credential
            for defect, head, content, signer in [
                ("the key of somebody else", header, whole, other),
                ("the name of somebody else's key", header | {"kid": other.method}, whole, other),
                ("another key in the header", header | {"jwk": other.jwk}, whole, other),
                ("another issuer in its claims", header, whole | {"iss": other.did}, key),
                ("another identifier in its claims", header, whole | {"jti": "urn:uuid:1"}, key),
                ("another subject in its claims", header, whole | {"sub": other.did}, key),
                ("another start in its claims", header, whole | {"nbf": claims["nbf"] + 1}, key),
                ("an end in its claims only", header, whole | {"exp": claims["nbf"] + 86400}, key),
                ("an extension that has to be known", header | {"crit": ["exp"], "exp": 4102444800}, whole, key),
            ]:
                try:
                    token = write(head, content, signer)
                except (jwt.PyJWTError, joserfc.errors.JoseError, ValueError):
                    continue  # A package that does not make it cannot be asked for it.
                verdict(judge, token, key, f"a token by {name} and {key.alg}, with {defect}", 1)
        # Signed with the public key as a secret: neither package makes it, so it is made by hand.
        for secret in (key.pem, json.dumps(key.jwk).encode()):
            head = b64(json.dumps({"alg": "HS256", "typ": "JWT", "kid": key.method}).encode())
            text = head + "." + b64(json.dumps(claims | credential).encode())
            token = text + "." + b64(hmac.new(secret, text.encode(), hashlib.sha256).digest())
            verdict(judge, token, key, f"a token by HMAC with the public key of {key.alg}", 1)


def cases(judge):
    keys = []
    for kind in ("ed25519", "p256", "rsa"):
        path = pathlib.Path(f"{kind}.pem").resolve()
        judge.badge("keygen", "--plain", "--type", kind, "-o", path)
        keys.append((path, Key(load_pem_private_key(path.read_bytes(), None))))
    badge_signs(judge, keys)
    packages_sign(judge, copy.copy(keys))
    return keys
