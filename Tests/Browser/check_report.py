#!/usr/bin/env python3
"""Opens report pages in a headless Chromium and checks what a reader depends on.

    check_report.py PAGE [--text TEXT]...

For each page, at 360 and 1,280 pixels, light and dark, and in print:

- nothing is requested but the page itself, and nothing is on the console;
- there is no script, and no element or attribute but those that a report is made of;
- one h1, and no heading skips a level;
- nothing is wider than the window;
- every text has the contrast of WCAG 2.2, 1.4.3 (AA): 4.5, or 3 where it is large;
- tables have captions, head cells a scope, links lead into the page;
- every TEXT that was given stands on the page as text.

Talks to the browser by its DevTools pipe. Needs chromium, and nothing beyond Python's library. Exit status 0, or 1 with
the defects on standard output.
"""

import argparse
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

WIDTHS = [360, 1280]

# What the page is asked, in the page: its policy stops no DevTools.
PROBE = r"""
(() => {
  const luminance = c => {
    const f = c.map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4); });
    return 0.2126 * f[0] + 0.7152 * f[1] + 0.0722 * f[2];
  };
  const parse = s => { const m = s.match(/[\d.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c[3] === 1) return c;
      if (c[3] > 0) return null;
    }
    return [255, 255, 255, 1];
  };
  const thin = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let texts = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.data.trim()) continue;
    texts++;
    const style = getComputedStyle(node.parentElement);
    const paper = ground(node.parentElement), ink = parse(style.color);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const [a, b] = [luminance(ink), paper ? luminance(paper) : 0].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (!paper || ratio < (isLarge ? 3 : 4.5)) thin.push(ratio.toFixed(2) + " " + node.data.trim().slice(0, 60));
  }
  const wide = [...document.querySelectorAll("body *")].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5);
  }).map(e => e.tagName + " " + e.textContent.slice(0, 40));
  return {
    thin, wide, texts,
    width: innerWidth,
    scroll: document.documentElement.scrollWidth,
    headings: [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map(e => Number(e.tagName[1])),
    elements: [...new Set([...document.querySelectorAll("*")].map(e => e.localName))],
    attributes: [...new Set([...document.querySelectorAll("*")].flatMap(e => e.getAttributeNames()))],
    links: [...document.links].map(a => a.getAttribute("href")),
    dead: [...document.links].filter(a => !document.getElementById(a.getAttribute("href").slice(1))).length,
    ids: (() => { const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
                  return ids.length - new Set(ids).size; })(),
    captions: [...document.querySelectorAll("table")].filter(t => !t.caption || !t.caption.textContent.trim()).length,
    scopes: [...document.querySelectorAll("th")].filter(t => !t.scope).length,
    lang: document.documentElement.lang,
    title: document.title,
    compat: document.compatMode,
    resources: performance.getEntriesByType("resource").length,
    text: document.body.innerText,
  };
})()
"""

ELEMENTS = set(
    "html head meta title style body main h1 h2 h3 section p strong table caption thead tbody tr th td bdi span a br".split()
)
ATTRIBUTES = set("lang charset http-equiv content name class id aria-labelledby scope href".split())


class Browser:
    def __init__(self, executable):
        self.folder = tempfile.TemporaryDirectory(prefix="badge-browser-")
        read_commands, self.out = os.pipe()
        self.inp, write_answers = os.pipe()

        def connect():
            # The browser reads commands from descriptor 3 and answers on 4.
            os.dup2(read_commands, 103)
            os.dup2(write_answers, 104)
            os.dup2(103, 3)
            os.dup2(104, 4)

        self.process = subprocess.Popen(
            [executable, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync",
             "--remote-debugging-pipe", f"--user-data-dir={self.folder.name}", "about:blank"],
            preexec_fn=connect, close_fds=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(read_commands)
        os.close(write_answers)
        self.buffer = b""
        self.number = 0
        self.events = []
        target = self.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        self.session = self.call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ["Page", "Network", "Runtime", "Log"]:
            self.call(f"{domain}.enable")

    def read(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.inp, 1 << 16)
            if not piece:
                raise RuntimeError("the browser went away")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(message)
        # A dialog holds up the page until somebody closes it; that there is one is a defect that `check` tells.
        if message.get("method") == "Page.javascriptDialogOpening":
            self.send("Page.handleJavaScriptDialog", {"accept": False})
        return message

    def send(self, method, parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if hasattr(self, "session"):
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        return self.number

    def call(self, method, parameters=None):
        number = self.send(method, parameters or {})
        while True:
            answer = self.read()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, url):
        self.events = []
        self.call("Page.navigate", {"url": url})
        while not any(e.get("method") == "Page.loadEventFired" for e in self.events):
            self.events.append(self.read())

    def probe(self):
        return self.call("Runtime.evaluate", {"expression": PROBE, "returnByValue": True})["result"]["value"]

    def close(self):
        os.close(self.out)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.inp)
        time.sleep(0.1)
        shutil.rmtree(self.folder.name, ignore_errors=True)


def check(browser, page, texts):
    defects = []
    url = pathlib.Path(page).resolve().as_uri()
    modes = [("light", "screen"), ("dark", "screen"), ("dark", "print")]
    for width in WIDTHS:
        for scheme, media in modes:
            where = f"{page} at {width} pixels, {scheme}, {media}"
            browser.call("Emulation.setDeviceMetricsOverride", {
                "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": width < 600})
            browser.call("Emulation.setEmulatedMedia", {
                "media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]})
            browser.open(url)
            found = browser.probe()
            say = lambda what: defects.append(f"{where}: {what}")
            requests = [e["params"]["request"]["url"] for e in browser.events
                        if e.get("method") == "Network.requestWillBeSent"]
            if requests != [url]:
                say(f"requests {requests}")
            if found["resources"]:
                say("a resource was loaded")
            for event in browser.events:
                if event.get("method") in (
                        "Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown",
                        "Page.javascriptDialogOpening"):
                    say(f"{event['method']}: {json.dumps(event['params'])[:400]}")
            if found["width"] != width or found["scroll"] > width or found["wide"]:
                say(f"wider than the window: {found['width']}, {found['scroll']} {found['wide'][:3]}")
            if found["thin"]:
                say(f"too little contrast: {found['thin'][:5]}")
            if found["texts"] < 20:
                say(f"only {found['texts']} texts")
            levels = found["headings"]
            if levels.count(1) != 1 or levels[0] != 1 or any(b > a + 1 for a, b in zip(levels, levels[1:])):
                say(f"headings {levels}")
            if extra := set(found["elements"]) - ELEMENTS:
                say(f"elements {extra}")
            if extra := set(found["attributes"]) - ATTRIBUTES:
                say(f"attributes {extra}")
            if any(not link.startswith("#badge-") for link in found["links"]) or found["dead"]:
                say(f"links {found['links'][:5]}")
            if found["captions"] or found["scopes"] or found["ids"]:
                say(f"{found['captions']} tables without a caption, {found['scopes']} head cells without a scope, "
                    f"{found['ids']} identifiers twice")
            if found["lang"] != "en" or not found["title"] or found["compat"] != "CSS1Compat":
                say("no language, no title, or quirks mode")
            for text in texts:
                if text not in found["text"]:
                    say(f"the text is not there: {text}")
    return defects


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("pages", nargs="+")
    arguments.add_argument("--text", action="append", default=[])
    options = arguments.parse_args()
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not executable:
        sys.exit("there is no Chromium: apt-get install chromium")
    # A browser that hangs is a defect, too.
    signal.alarm(60 + 30 * len(options.pages))
    browser = Browser(executable)
    try:
        defects = [d for page in options.pages for d in check(browser, page, options.text)]
    finally:
        browser.close()
    for defect in defects:
        print(defect)
    print(f"{len(options.pages)} pages, {len(defects)} defects")
    sys.exit(1 if defects else 0)


if __name__ == "__main__":
    main()
