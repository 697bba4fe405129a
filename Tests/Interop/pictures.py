"""Badge beside Pillow: badges that one bakes into a PNG the other reads, and what a picture is it stays.

Pillow knows PNG and no badges; what it reads out of a chunk goes to `data_integrity`, to PyJWT, or to `badge verify`. The
chunks are read once more by hand, with Python's zlib.
"""

import io
import json
import pathlib
import struct
import zlib

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from PIL import Image
from PIL.PngImagePlugin import PngInfo

import linked_data
import tokens
from data_integrity import JCS, RDFC, Key, Refused, seal, verify

KEYWORD = "openbadgecredential"


def medal(mode="RGBA"):
    image = Image.new("RGBA", (48, 32))
    image.putdata([(x * 5, y * 7, 255 - x, 255 if x > 3 else 64) for y in range(32) for x in range(48)])
    return image.convert(mode)


def saved(image, **options):
    file = io.BytesIO()
    image.save(file, "PNG", **options)
    return file.getvalue()


def chunks(data):
    """Type, data and offset of each chunk."""
    at = 8
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length)[0] == zlib.crc32(kind + body), "a CRC"
        yield kind, body, at
        at += 12 + length


def badge_bakes(judge, pem, keys):
    """What `badge issue` and `badge bake` put into a picture Pillow finds, in a picture that it shows as before."""
    key = Key(load_pem_private_key(pem.read_bytes(), None))
    recipient = ["--template", "template.json", "--recipient", f"id:{judge.OTHER.did}", "--no-register"]
    for mode, options in [("RGBA", {}), ("P", {}), ("L", {"optimize": True}), ("1", {}), ("RGB", {"dpi": (72, 72)})]:
        picture, out = pathlib.Path(f"medal-{mode}.png"), pathlib.Path(f"baked-{mode}.png")
        picture.write_bytes(saved(medal(mode), **options))
        judge.badge("issue", *recipient, "--key", pem, "--image", picture, "-o", out)
        if not out.is_file():
            continue
        what = f"a badge in a PNG of the mode {mode}"
        with Image.open(out) as image, Image.open(picture) as before:
            text = image.text.get(KEYWORD)
            judge.expect(image.tobytes() == before.tobytes() and image.mode == before.mode, f"{what} changes no pixel")
            judge.expect(image.info.get("dpi") == before.info.get("dpi"), f"{what} changes nothing else")
        judge.expect(text is not None, f"Pillow finds {what}")
        document = linked_data.read(text or "{}")
        try:
            judge.expect(verify(document) == [(RDFC, key.did)], f"PyLD and cryptography accept {what}")
        except (Refused, linked_data.DataLoss, ValueError, KeyError) as error:
            judge.expect(False, f"PyLD and cryptography accept {what}", repr(error))
        data = out.read_bytes()
        found = [body for kind, body, _ in chunks(data) if kind == b"iTXt" and body.startswith(KEYWORD.encode())]
        judge.expect(found == [KEYWORD.encode() + bytes(5) + (text or "").encode()], f"{what} is one plain iTXt chunk")
        order = [kind for kind, _, _ in chunks(data)]
        plain = [kind for kind, _, _ in chunks(picture.read_bytes())]
        judge.expect(order == plain[:1] + [b"iTXt"] + plain[1:], f"{what} leaves the other chunks in their places")
        judge.expect(judge.badge("extract", out) == text, f"badge extract gives what Pillow gives of {what}")
    # Tokens, and JSON that others have signed.
    for path, other in keys:
        named = ["--verification-method", other.method] if other.alg == "RS256" else []
        out = pathlib.Path(f"token-{other.alg}.png")
        judge.badge(
            "issue", *recipient, "--key", path, "--format", "jwt", "--image", "medal-RGBA.png", *named, "-o", out
        )
        if not out.is_file():
            continue
        with Image.open(out) as image:
            text = image.text.get(KEYWORD, "")
        for name, (read, errors) in tokens.READERS.items():
            try:
                judge.expect(read(text, other)["iss"] == other.did, f"{name} accepts a token by {other.alg} out of a PNG")
            except errors as error:
                judge.expect(False, f"{name} accepts a token by {other.alg} out of a PNG", repr(error))
    others = pathlib.Path("others.json")
    others.write_text(json.dumps(seal(judge.openbadge(), judge.ISSUER, RDFC, JCS), ensure_ascii=False))
    judge.badge("bake", others, "--image", "medal-P.png", "-o", "others.png")
    with Image.open("others.png") as image:
        judge.expect(image.text.get(KEYWORD) == others.read_text(), "a badge of others is baked byte for byte")


def pillow_bakes(judge, keys):
    """What Pillow puts into a picture `badge verify` judges as it would by itself."""

    def baked(write, name, issuer, status=0, wanted=None):
        info = PngInfo()
        write(info)
        path = pathlib.Path("under-test.png")
        path.write_bytes(saved(medal(), pnginfo=info))
        before = len(judge.failures)
        report = judge.badge("verify", path, "--issuer", issuer, "--at", judge.AT, "--format", "json", status=status)
        if wanted:
            judge.expect(wanted in report, f"{name} is told as {wanted}", report[:600])
        if len(judge.failures) > before:
            print(f"  in the case: {name}")

    issuer = judge.ISSUER.did
    for suites in ([RDFC], [JCS], [RDFC, JCS]):
        signed = seal(judge.openbadge(), judge.ISSUER, *suites)
        text, title = json.dumps(signed, ensure_ascii=False), f"a PNG of Pillow with {' and '.join(suites)}"
        baked(lambda info: info.add_itxt(KEYWORD, text), title, issuer)
        baked(lambda info: info.add_itxt(KEYWORD, text, "de", "Abzeichen"), f"{title} and a language", issuer)
        baked(lambda info: info.add_text(KEYWORD, json.dumps(signed)), f"{title} in tEXt", issuer)
        baked(lambda info: info.add_itxt(KEYWORD, text, zip=True), f"{title}, compressed", issuer, 1, "badge_compressed")
        baked(
            lambda info: (info.add_itxt(KEYWORD, text), info.add_itxt(KEYWORD, text)), f"{title}, twice", issuer, 1,
            "badge_repeated",
        )  # fmt: skip
        for defect, twin in judge.tampered(signed):
            changed = json.dumps(twin, ensure_ascii=False)
            baked(lambda info: info.add_itxt(KEYWORD, changed), f"{title}, with {defect}", issuer, 1)
    address = "https://university.example/assertions/1"
    for write in (PngInfo.add_itxt, PngInfo.add_text):
        baked(lambda info: write(info, "openbadges", address), "an older badge", issuer, 3, "older_open_badge")
    baked(lambda info: info.add_text("Title", "A medal"), "a picture without a badge", issuer, 1, "badge_missing")
    for _, key in keys:
        credential = judge.openbadge()
        credential["issuer"]["id"] = key.did
        header = {"typ": "JWT", "kid": key.method}
        token = tokens.sign_pyjwt(header, tokens.claims_of(credential, key) | credential, key)
        baked(lambda info: info.add_itxt(KEYWORD, token), f"a PNG with a token by {key.alg}", key.did)
        for defect, twin in tokens.changed_tokens(token):
            title = f"a PNG with a token by {key.alg}, {defect}"
            baked(lambda info: info.add_itxt(KEYWORD, twin), title, key.did, tokens.refused(defect))


def cases(judge, pem, keys):
    badge_bakes(judge, pem, keys)
    pillow_bakes(judge, keys)
