#!/bin/sh
# Runs the commands of the guides, docs/guide-*.md, in the order in which they stand there, each guide in a folder of its
# own that is removed at the end. A block of commands has to end with 0, or with what stands behind `sh` as status=N.
#
# BADGE names the executable, if it is not the release build. Changes nothing in this folder.
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
badge=${BADGE:-$root/.build/release/badge}
case $badge in
  /*) ;;
  *) badge=$PWD/$badge ;;
esac
if [ ! -x "$badge" ]; then
  echo "There is no executable at $badge: build it first, with make build." >&2
  exit 2
fi

folder=$(mktemp -d "${TMPDIR:-/tmp}/badge-guides.XXXXXX")
trap 'rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
mkdir "$folder/bin" "$folder/home"
ln -s "$badge" "$folder/bin/badge"

failures=0
for guide in "$root"/docs/guide-*.md; do
  name=$(basename "$guide" .md)
  mkdir "$folder/$name"
  ln -s "$root/keys-sample" "$folder/$name/keys-sample"
  # Every block becomes a file: its number, and the status that it has to end with.
  awk -v place="$folder/$name-" '
    /^```sh/ { number++; status = 0
               if (match($0, /status=[0-9]+/)) status = substr($0, RSTART + 7, RLENGTH - 7)
               file = sprintf("%s%02d.%s", place, number, status); next }
    /^```/   { if (file) close(file); file = ""; next }
    file     { print > file }
  ' "$guide"
  blocks=0
  for block in "$folder/$name"-*; do
    blocks=$((blocks + 1))
    expected=${block##*.}
    status=0
    (
      cd "$folder/$name"
      unset XDG_CONFIG_HOME
      HOME=$folder/home PATH=$folder/bin:$PATH exec sh -e "$block"
    ) </dev/null >"$folder/output" 2>&1 || status=$?
    if [ "$status" -ne "$expected" ]; then
      failures=$((failures + 1))
      echo "docs/$name.md: these commands ended with $status, where $expected was expected:"
      sed 's/^/  /' "$block"
      echo "  they said:"
      sed 's/^/  | /' "$folder/output"
    fi
  done
  echo "docs/$name.md: $blocks blocks of commands"
  [ "$blocks" -gt 0 ] || failures=$((failures + 1))
done
[ "$failures" = 0 ] && echo "guides: every command ends as its guide says"
[ "$failures" = 0 ]
