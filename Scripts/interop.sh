#!/bin/sh
# Runs Tests/Interop: badges of Badge verified by others' code, and the other way round.
#
# Installs PyLD, cryptography, PyJWT, joserfc, Pillow and jsonschema, in the versions of Tests/Interop/requirements.txt,
# into a folder below .build. BADGE names the executable, if it is not the release build. Without the published contexts
# nothing is run, and it says so.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
badge=${BADGE:-$root/.build/release/badge}
wanted=$root/Tests/Interop/requirements.txt
venv=$root/.build/interop

contexts=${BADGE_CONFORMANCE:-$root/../shared/conformance}/contexts/index.json
if [ ! -f "$contexts" ]; then
  echo "interop: skipped, as there is no $contexts"
  echo "hint: BADGE_CONFORMANCE names the folder of the public suites, whose folder contexts has the published" \
    "JSON-LD contexts and an index.json with the URL of each"
  exit 0
fi
if [ ! -x "$badge" ]; then
  echo "There is no executable at $badge: build it first, with make build." >&2
  exit 2
fi
# The copy of the list is written last: where it is missing or another, the folder is made anew.
if ! cmp -s "$wanted" "$venv/requirements.txt"; then
  python3 -m venv --clear "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$wanted"
  cp "$wanted" "$venv/requirements.txt"
fi
"$venv/bin/python" "$root/Tests/Interop/schemas.py" "$badge"
exec "$venv/bin/python" "$root/Tests/Interop/interop.py" "$badge"
