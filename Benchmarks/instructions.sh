#!/usr/bin/env bash
# Counts the instructions that each step of verifying a badge by eddsa-rdfc-2022 takes, with valgrind's callgrind: as many
# on a busy machine as on an idle one. What happens once (start, keys, contexts) drops out: a run of twice the rounds is
# compared with one of the rounds.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v valgrind >/dev/null || {
  echo "error: this needs valgrind" >&2
  echo "hint: sudo apt-get install valgrind" >&2
  exit 2
}
swift build -c release --package-path Benchmarks --product badge-bench >&2
bench=Benchmarks/.build/release/badge-bench

count() { # STAGE ROUNDS [large]
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$bench" --stage "$@" 2>&1 |
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

each() { # STAGE ROUNDS [large]
  local stage=$1 rounds=$2
  shift 2
  local once twice
  once=$(count "$stage" "$rounds" "$@")
  twice=$(count "$stage" $((2 * rounds)) "$@")
  printf '  %-14s %10d\n' "$stage" $(((twice - once) / rounds))
}

echo "instructions for one badge of 3 KB with two status entries"
for stage in parse expand canonicalize hash signature verify verify-class verify-odd; do each "$stage" 64; done
echo "instructions for one record with 20 alignments, 5 results and 3 endorsements"
for stage in parse expand canonicalize hash signature verify; do each "$stage" 16 large; done
