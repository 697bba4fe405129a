#!/bin/sh
# Checks that every relative link in the documents leads somewhere, that the commands and options that they name are
# those of the command, and that the Swift in the README compiles. Changes nothing.
set -u
cd "$(dirname "$0")/.." || exit 1
badge=.build/release/badge
[ -x "$badge" ] || { echo "error: there is no $badge" >&2; echo "hint: make build" >&2; exit 1; }
problems=.build/check-docs
: >"$problems"

git ls-files -- '*.md' | while IFS= read -r page; do
  grep -o '](\([^)]*\))' "$page" | sed 's/^](//; s/)$//; s/#.*//' | sort -u | while IFS= read -r link; do
    case $link in '' | *://*) continue ;; esac
    [ -e "$(dirname "$page")/$link" ] || echo "$page: there is no $link" >>"$problems"
  done
done

# The words behind `badge` in code, but for words of a sentence; then each command's help has to exist.
pages=$(git ls-files -- README.md 'docs/*.md' keys-sample/README.md)
# shellcheck disable=SC2086
commands=$(grep -hoE '(^|[`$] ?)badge [a-z]+' $pages | sed 's/.*badge //' | sort -u)
for command in $commands; do
  "$badge" "$command" --help >/dev/null 2>&1 || echo "the documents name badge $command, which does not exist" >>"$problems"
done

# The options in tables and examples belong to some command.
for command in $commands 'trust add' 'trust remove' 'trust add-context' 'trust remove-context' 'trust show' \
  'trust init' 'trust import' 'trust update' 'trust export' 'trust verify' 'trust diff' \
  'key show' 'key convert' 'status publish' 'status show' 'status check'; do
  # shellcheck disable=SC2086
  "$badge" $command --help 2>/dev/null
done >.build/help
"$badge" --help >>.build/help
# shellcheck disable=SC2086
grep -hoE -e '(^|[ `])badge .*' -e '^ +--.*' -e '`--[a-z][^`]*`' $pages | grep -oE -e '--[a-z][a-z-]+' | sort -u | while IFS= read -r option; do
  case $option in --help | --version | --generate-completion-script | --static-swift-stdlib) continue ;; esac
  grep -qE -e "$option([^a-z-]|$)" .build/help || echo "the documents name the option $option, which does not exist" >>"$problems"
done

# The example, behind the two names that it leaves to its reader.
{
  echo 'let trustFileBytes: [UInt8] = [], badgeBytes: [UInt8] = []'
  sed -n '/^```swift/,/^```/p' README.md | grep -v '^```'
} >.build/Example.swift
# shellcheck disable=SC2046
swiftc -typecheck -swift-version 6 -I .build/release/Modules $(pkg-config --cflags libcrypto zlib expat) \
  -Xcc -fmodule-map-file=Sources/COpenSSL/module.modulemap -Xcc -fmodule-map-file=Sources/CZlib/module.modulemap \
  -Xcc -fmodule-map-file=Sources/CExpat/module.modulemap \
  .build/Example.swift ||
  echo "README.md: the Swift example does not compile" >>"$problems"

if [ -s "$problems" ]; then
  cat "$problems"
  exit 1
fi
echo "docs: every link leads somewhere, and every command and option exists, the example compiles"
