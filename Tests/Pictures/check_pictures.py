#!/usr/bin/env python3
"""Issues badges with random names as pictures, and has others' programs look at them.

    check_pictures.py BADGE [COUNT]

COUNT people (10,000 unless told) get a badge each, whose achievement has a random name and description. The same badges
go into a PNG, into an SVG, and into the picture that `--draw` makes. Then, for every picture:

- what a reader of this file's own finds in it (chunks; ElementTree) is the issued badge, byte for byte;
- so is what `badge extract` writes;
- `badge verify` accepts it;
- the picture without the badge is the picture that went in;
- pngcheck and xmllint find nothing wrong.

Chromium shows some of the SVGs without a script, a request or an error: pixel by pixel what it shows of the picture
without the badge. Programs that are not installed are said to be missing and are left out; with --all they have to be
there. Needs nothing beyond Python's library. Exit status 0, or 1 with what went wrong on standard output.
"""

import argparse
import concurrent.futures
import csv
import json
import os
import pathlib
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
SIGNATURE = b"\x89PNG\r\n\x1a\n"
PIECES = [
    "]]>", "]]", "]", ">", "<![CDATA[", "&amp;", "&", "<", '"', "'", "\\", "</openbadges:credential>", "-->", "<!--",
    "\ufeff", "\u2028", "\u0085", "\ufffd", "\u202e", "e\u0301", "é", "\u200d", "👩‍🚀", "{{name}}", "\\u0000", "%00", " ",
]  # fmt: skip

failures = []


def fail(what):
    failures.append(what)
    print(f"FAILED: {what}", flush=True)


def text(dice):
    """Characters of all planes, and what JSON, CSV and XML treat in a way of their own; no line breaks, for the CSV."""
    parts = []
    for _ in range(dice.randrange(24)):
        if dice.random() < 0.5:
            parts.append(dice.choice(PIECES))
            continue
        point = dice.randrange(0x20, 0x3000 if dice.random() < 0.5 else 0x110000)
        if not (0xD800 <= point <= 0xDFFF or 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE or point == 0x7F):
            parts.append(chr(point))
    return "".join(parts)


# Pictures


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width=16, height=16):
    rows = b"".join(b"\0" + bytes((x * 16, y * 16, 128)[c] for x in range(width) for c in range(3)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


SVG = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!-- a medal -->\n'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">\n'
    '<circle cx="32" cy="32" r="30" fill="#0a5"/><path d="M16 32 28 46 50 18" stroke="#fff" stroke-width="6" fill="none"/>'
    "\n</svg>\n"
).encode()


def chunks(data):
    """The chunks of a PNG: type, data, and where they are."""
    assert data.startswith(SIGNATURE)
    at = len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", data, at + 8 + length)[0] == zlib.crc32(kind + body)
        yield kind, body, slice(at, at + 12 + length)
        at += 12 + length


def out_of_png(data):
    """The badge, and the picture without it."""
    head = b"openbadgecredential\0\0\0\0\0"
    found = [(body, place) for kind, body, place in chunks(data) if kind == b"iTXt"]
    [(body, place)] = found
    assert body.startswith(head)
    return body[len(head) :], data[: place.start] + data[place.stop :]


def out_of_svg(data):
    root = ElementTree.fromstring(data)
    [badge] = root.iter(f"{{{NAMESPACE}}}credential")
    assert badge is root[0] and not badge.attrib
    # The text of the file, for the bytes around the badge: no CDATA section holds the end of the element.
    start = data.index(b"<openbadges:credential><![CDATA[")
    stop = data.index(b"]]></openbadges:credential>", start)
    while b"<![CDATA[" in data[stop : stop + 36]:
        stop = data.index(b"]]></openbadges:credential>", stop + 1)
    plain = data[:start] + data[stop + len(b"]]></openbadges:credential>") :]
    return badge.text.encode(), plain.replace(f' xmlns:openbadges="{NAMESPACE}"'.encode(), b"", 1)


# Steps


class Office:
    """An issuer with a register, and a class of people with random achievements."""

    def __init__(self, badge, count):
        self.badge, self.count = badge, count
        shutil.copy(ROOT / "keys-sample/issuer.pkcs8.pem", "issuer.pem")
        os.chmod("issuer.pem", 0o600)
        template = json.loads((ROOT / "keys-sample/teamwork.json").read_text())
        template["credentialSubject"].pop("role")
        template["credentialSubject"]["achievement"] |= {"name": "{{title}}", "description": "{{text}}"}
        template["name"] = "{{title}}"
        pathlib.Path("template.json").write_text(json.dumps(template))
        dice = random.Random(0x1BADE)
        with open("class.csv", "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, quoting=csv.QUOTE_ALL)
            table.writerow(["email", "title", "text"])
            for number in range(count):
                table.writerow([f"p{number}@example.org", "N" + text(dice), "D" + text(dice)])
        pathlib.Path("medal.png").write_bytes(png())
        pathlib.Path("medal.svg").write_bytes(SVG)
        self.run("init", "--name", "Example & University", "--status-url", "https://university.example/status", "--key",
                 "issuer.pem", "--allow-sample-key")  # fmt: skip
        self.issue("json")

    def run(self, *arguments, status=0):
        environment = os.environ | {"HOME": os.getcwd(), "XDG_CONFIG_HOME": os.getcwd()}
        done = subprocess.run([self.badge, *arguments], capture_output=True, env=environment)
        if done.returncode != status:
            fail(f"badge {' '.join(arguments)}: exit status {done.returncode}\n{done.stderr.decode()[:2000]}")
        return done.stdout

    def issue(self, folder, *options):
        self.run("issue", "--template", "template.json", "--csv", "class.csv", "--allow-sample-key", "-o", folder, *options)

    def name(self, number, form):
        return f"p{number}@example.org.{form}"


def check_contents(office, folder, form, plain):
    """Everything in one folder of pictures, and `badge extract` on each."""
    reader = out_of_png if form == "png" else out_of_svg
    for number in range(office.count):
        path = pathlib.Path(folder, office.name(number, form))
        wanted = pathlib.Path("json", office.name(number, "json")).read_bytes()
        try:
            inside, rest = reader(path.read_bytes())
        except (AssertionError, ValueError, ElementTree.ParseError) as error:
            fail(f"{path} is read: {error!r}")
            continue
        if inside != wanted:
            fail(f"{path} holds the badge that was issued")
        if plain is not None and rest != plain:
            fail(f"{path} is the picture that went in, but for the badge")

    def extract(number):
        path = pathlib.Path(folder, office.name(number, form))
        return path, office.run("extract", str(path)) == pathlib.Path("json", office.name(number, "json")).read_bytes()

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, same in pool.map(extract, range(office.count)):
            if not same:
                fail(f"badge extract {path} gives the badge back")


def check_verified(office, folder):
    report = office.run("verify", folder, "--any-issuer", "--status", "lists", "--format", "jsonl").decode()
    accepted = sum(json.loads(line).get("outcome") == "accepted" for line in report.splitlines())
    if accepted != office.count:
        fail(f"{accepted} of {office.count} badges in {folder} are accepted")


def check_with(program, arguments, folder, form):
    names = sorted(str(path) for path in pathlib.Path(folder).glob(f"*.{form}"))
    for start in range(0, len(names), 500):
        done = subprocess.run([program, *arguments, *names[start : start + 500]], capture_output=True, text=True)
        if done.returncode != 0 or "ERROR" in done.stdout or done.stderr:
            fail(f"{program} finds nothing wrong in {folder}: {done.stdout[:1000]}{done.stderr[:1000]}")


# The browser


def pixels(data):
    """The rows of a PNG of 8 bits, as bytes."""
    parts = {b"IHDR": b"", b"IDAT": b""}
    for kind, body, _ in chunks(data):
        if kind in parts:
            parts[kind] += body
    width, height, depth, color, _, _, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    assert depth == 8 and color in (2, 6) and not interlaced
    size = 3 if color == 2 else 4
    raw, rows, above = zlib.decompress(parts[b"IDAT"]), [], bytes(width * size)
    for y in range(height):
        kind, line = raw[y * (width * size + 1)], bytearray(raw[y * (width * size + 1) + 1 : (y + 1) * (width * size + 1)])
        for i in range(len(line)):
            left, up, corner = (line[i - size] if i >= size else 0), above[i], (above[i - size] if i >= size else 0)
            if kind == 4:
                guess = left + up - corner
                near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            else:
                near = (0, left, up, (left + up) // 2)[kind]
            line[i] = (line[i] + near) & 255
        rows.append(bytes(line))
        above = line
    return width, height, size, rows


def screenshot(chromium, path, size):
    shot = pathlib.Path("shot.png")
    shot.unlink(missing_ok=True)
    command = [
        chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1",
        f"--user-data-dir={os.getcwd()}/browser", f"--window-size={size},{size}", f"--screenshot={shot}",
        "--host-resolver-rules=MAP * ~NOTFOUND", path.resolve().as_uri(),
    ]  # fmt: skip
    # A browser that ends before it has shown anything is asked again: on a busy machine it gives up.
    for _ in range(3):
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        if shot.exists():
            return shot.read_bytes()
    print(f"chromium: exit status {done.returncode}\n{done.stderr[-1000:]}")
    return b""


def check_shown(chromium, path, size=512):
    """A picture is shown as it was before the badge went in, and is not an empty page."""
    plain = pathlib.Path("plain.svg")
    plain.write_bytes(out_of_svg(path.read_bytes())[1])
    shots = [screenshot(chromium, page, size) for page in (path, plain)]
    if not all(shots):
        return fail(f"Chromium shows {path}")
    (width, height, step, rows), other = (pixels(shot) for shot in shots)
    if (width, height, step, rows) != other:
        fail(f"Chromium shows {path} as the picture that went in")
    colors = {row[x : x + step] for row in rows for x in range(0, len(row), step)}
    if len(colors) < 3:
        fail(f"Chromium shows a picture in {path}, and not an empty page")


def main():
    parser = argparse.ArgumentParser(description="Has others' programs look at badges in pictures.")
    parser.add_argument("badge", help="the executable")
    parser.add_argument("count", nargs="?", type=int, default=10_000, help="badges in each kind of picture")
    parser.add_argument("--shown", type=int, default=8, help="pictures of each kind that Chromium shows")
    parser.add_argument("--kind", action="append", choices=["png", "svg", "drawn"], help="these pictures only")
    parser.add_argument("--all", action="store_true", help="fail where a program is not installed")
    options = parser.parse_args()
    badge = str(pathlib.Path(options.badge).resolve())
    programs = {name: shutil.which(name) for name in ("pngcheck", "xmllint", "chromium")}
    for name, path in programs.items():
        if path is None:
            fail(f"{name} is not installed") if options.all else print(f"{name} is not installed: left out")
    home = os.getcwd()
    with tempfile.TemporaryDirectory(prefix="badge-pictures-") as folder:
        os.chdir(folder)
        try:
            office = Office(badge, options.count)
            kinds = [("png", "png", ["--image", "medal.png"], png()), ("svg", "svg", ["--image", "medal.svg"], SVG),
                     ("drawn", "svg", ["--draw"], None)]  # fmt: skip
            for name, form, arguments, plain in kinds:
                if options.kind and name not in options.kind:
                    continue
                office.issue(name, *arguments)
                check_contents(office, name, form, plain)
                check_verified(office, name)
                program, quiet = ("pngcheck", ["-q"]) if form == "png" else ("xmllint", ["--noout", "--nonet"])
                if programs[program]:
                    check_with(program, quiet, name, form)
                if programs["chromium"] and form == "svg":
                    for number in range(min(options.shown, options.count)):
                        check_shown(programs["chromium"], pathlib.Path(name, office.name(number, form)))
                print(f"{options.count} badges in {name} pictures were looked at", flush=True)
        finally:
            os.chdir(home)
    print(f"{len(failures)} failed" if failures else "nothing found")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
