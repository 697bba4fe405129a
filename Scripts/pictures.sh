#!/bin/sh
# Runs Tests/Pictures: badges with random names as pictures, which others' programs look at.
#
# pngcheck, xmllint (libxml2-utils) and Chromium come with apt; what is missing is left out, and the script says so. COUNT is
# how many badges there are of each kind of picture. BADGE names the executable, if it is not the release build.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
badge=${BADGE:-$root/.build/release/badge}
if [ ! -x "$badge" ]; then
  echo "There is no executable at $badge: build it first, with make build." >&2
  exit 2
fi
exec python3 "$root/Tests/Pictures/check_pictures.py" "$badge" "${COUNT:-10000}"
