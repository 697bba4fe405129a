#!/bin/sh
# Writes the manual pages, one for each command, to .build/man/man1, with the plugin of swift-argument-parser. Look at one
# with `man -M .build/man badge-verify`; to install them, copy the folder to where `manpath` says.
set -eu
cd "$(dirname "$0")/.."
pages=.build/plugins/GenerateManual/outputs/BadgeCLI
target=.build/man/man1

rm -rf "$pages" .build/man
swift package generate-manual --configuration debug --multi-page
mkdir -p "$target"
for page in "$pages"/*.1; do
  # badge.trust.add.1 is badge-trust-add(1), as other programs name the pages of their commands. The examples keep their
  # lines.
  name=$(basename "$page" .1 | tr . -)
  awk '
    /^EXAMPLES$/ && !open { print ".Ss EXAMPLES"; print ".Bd -literal"; open = 1; next }
    /^\./ && open         { print ".Ed"; open = 0 }
    !open && /^$/         { print ".Pp"; next }
                          { print }
    END                   { if (open) print ".Ed" }
  ' "$page" >"$target/$name.1"
done
echo "man: $(find "$target" -name '*.1' | wc -l) pages in $target"
