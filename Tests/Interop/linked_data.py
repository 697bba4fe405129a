"""JSON-LD to canonical N-Quads with PyLD, strictly, and with no network: contexts come from a folder of files.

PyLD is an implementation that others sign with. Where it is laxer than the specifications ask of a signer, or differs
from them, this module puts it right and says so.
"""

import functools
import json
import os
import pathlib
import re

from pyld import jsonld, nquads
from pyld.canon import URDNA2015
from pyld.context_resolver import ContextResolver

ROOT = pathlib.Path(__file__).resolve().parents[2]
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*\Z")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")


class DataLoss(Exception):
    """Something of the document would not be in the dataset, and so not be signed (Data Integrity 1.0, 2.4.3)."""


def conformance():
    """The folder of published test data and contexts, or None."""
    folder = pathlib.Path(os.environ.get("BADGE_CONFORMANCE") or ROOT / ".." / "shared" / "conformance")
    return folder if (folder / "contexts" / "index.json").is_file() else None


class Contexts:
    """A closed table of contexts. `editions` puts another file of the folder in the place of a URL's usual one."""

    def __init__(self, editions=None):
        self.folder = conformance() / "contexts"
        index = json.loads((self.folder / "index.json").read_bytes())
        self.files = {entry["url"]: entry["file"] for entry in index["contexts"]} | (editions or {})
        # PyLD's own is one for the process and goes by URL, which editions share.
        self.resolver = ContextResolver({}, self.load)

    def load(self, url, options=None):
        if url not in self.files:
            raise jsonld.JsonLdError(f"{url} is not in the table", "jsonld.LoadDocumentError")
        document = (self.folder / self.files[url]).read_text()
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": document}


def read(text):
    """JSON as JSON-LD takes it: 1.0 is the number 1, and a name that comes twice is an error."""

    def number(digits):
        value = float(digits)
        return int(value) if value.is_integer() and abs(value) < 1e21 else value

    def unique(pairs):
        if len({name for name, _ in pairs}) != len(pairs):
            raise ValueError("a name comes twice")
        return dict(pairs)

    return json.loads(text, parse_float=number, object_pairs_hook=unique)


def escape(text):
    """Canonical N-Quads (RDFC-1.0, appendix A). PyLD's own leaves most control characters as they are."""
    named = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
    return re.sub(
        '[\x00-\x1f"\\\\\x7f\ufffe\uffff]', lambda found: named.get(found[0]) or f"\\u{ord(found[0]):04X}", text
    )


nquads.escape = escape


def refuse(name):
    raise DataLoss(f"a member is no term of the contexts ({name})")


def check(node):
    """Walks an expanded document for what the step to RDF would drop without a word."""
    if isinstance(node, list):
        for item in node:
            check(item)
    elif isinstance(node, dict):
        if "@value" in node:
            if "@direction" in node:
                raise DataLoss("RDF has no base direction")
            if "@language" in node and not LANGUAGE.match(node["@language"]):
                raise DataLoss(f"{node['@language']} is no language tag")
            if node.get("@type") not in (None, "@json") and not ABSOLUTE.match(node["@type"]):
                raise DataLoss(f"{node['@type']} is no datatype")
            return
        if "@id" in node and not is_name(node["@id"]):
            raise DataLoss(f"{node['@id']} is no absolute IRI")
        for kind in node.get("@type", []):
            if not is_name(kind):
                raise DataLoss(f"{kind} is no type of the contexts")
        for name, value in node.items():
            if name in ("@id", "@type", "@index"):
                continue
            if name.startswith("_:"):
                raise DataLoss("a member stands for a blank node")
            check(list(value.values()) if name == "@reverse" else value)


def is_name(text):
    return isinstance(text, str) and bool(text.startswith("_:") or ABSOLUTE.match(text))


@functools.lru_cache(maxsize=None)
def usual():
    return Contexts()


def dataset(document, contexts=None, lossy=False):
    """The RDF dataset of a JSON-LD document. Raises DataLoss where something would be left out, unless `lossy`."""
    contexts = contexts or usual()
    # The base is null (Data Integrity 1.0, 2.4.3). PyLD takes one of its own, unless a context says that there is none.
    options = {"documentLoader": contexts.load, "expandContext": {"@base": None}, "processingMode": "json-ld-1.1"}
    options["contextResolver"] = contexts.resolver
    if not lossy:
        check(jsonld.expand(document, options, on_property_dropped=refuse))
    quads = jsonld.to_rdf(document, options)
    # A dataset is a set. PyLD keeps two statements that only become equal in RDF, such as two spellings of a tag.
    for graph, triples in quads.items():
        quads[graph] = list({json.dumps(triple, sort_keys=True): triple for triple in triples}.values())
    return quads


def canonical_quads(document, contexts=None, lossy=False):
    """RDFC-1.0 with SHA-256, which is URDNA2015 but for the escapes above. Bytes of canonical N-Quads."""
    quads = dataset(document, contexts, lossy)
    return URDNA2015().main(quads, {"format": "application/n-quads"}).encode()
