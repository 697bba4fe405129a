#!/bin/sh
# Fuzzes every way in for foreign bytes: run.sh SECONDS [TARGET…]. Fails on a crash, a hang of 5 s, 512 MB of memory, or
# coverage below the floor, which says that a target no longer reaches what it is there for.
set -eu
cd "$(dirname "$0")"
seconds=${1:-60}
[ $# -gt 0 ] && shift
targets=${*:-JSON Verify ControllerDocument TrustFile Text KeyText KeyFile Template StatusList NQuads JSONLD PNG SVG JWT}
vectors=../Tests/TestVectors
samples=../keys-sample

# Edges that the seeds and a short run reach, with room below.
floor() {
  case $1 in
    JSON) echo 750 ;;
    Verify) echo 2400 ;;
    ControllerDocument) echo 1800 ;;
    TrustFile) echo 1800 ;;
    Text) echo 1100 ;;
    KeyText) echo 700 ;;
    KeyFile) echo 900 ;;
    Template) echo 1500 ;;
    StatusList) echo 2400 ;;
    NQuads) echo 1000 ;;
    JSONLD) echo 1500 ;;
    PNG) echo 300 ;;
    SVG) echo 600 ;;
    JWT) echo 1500 ;;
  esac
}

seed() {
  case $1 in
    JSON | Verify) find $vectors/valid $vectors/hostile $vectors/undetermined -type f -size -64k -exec cp -t "$2" {} + ;;
    ControllerDocument)
      cp seeds/documents/* "$2"
      find $vectors/did -type f -size -64k | while IFS= read -r file; do
        cp "$file" "$2/$(echo "${file#"$vectors"/}" | tr / _)"
      done ;;
    TrustFile) cp seeds/trust/* "$2"; ls $samples/*trust*.json >/dev/null 2>&1 && cp $samples/*trust*.json "$2" ;;
    Text) split_lines seeds/texts "$2" ;;
    KeyText) split_lines seeds/key-texts "$2"; cp $samples/issuer.*.json $samples/issuer.*.txt "$2" ;;
    KeyFile) cp $samples/issuer.* $samples/other.* "$2" ;;
    Template) cp seeds/templates/* "$2" ;;
    StatusList)
      split_lines seeds/status-texts "$2"
      find $vectors/status -type f -name '*.json' -size -8k | while IFS= read -r file; do
        cp "$file" "$2/$(echo "${file#"$vectors"/}" | tr / _)"
      done ;;
    NQuads) cp seeds/nquads/* "$2" ;;
    JSONLD) cp seeds/json-ld/* "$2" ;;
    PNG) cp seeds/png/* "$2" ;;
    SVG) cp seeds/svg/* "$2" ;;
    JWT) cp seeds/jwt/* "$2" ;;
  esac
}

# One seed for each line of a file.
split_lines() {
  number=0
  while IFS= read -r line; do
    number=$((number + 1))
    printf '%s' "$line" >"$2/$number"
  done <"$1"
}

# The package manager passes the two sanitizers on in any order, and with `address` last the compiler counts no coverage:
# said once more, `fuzzer` is last.
flags="-c release --sanitize=fuzzer --sanitize=address -Xswiftc -sanitize=fuzzer"
echo "+ swift build $flags"
mkdir -p .build
# The linker warns of each of the sanitizer's own symbols: shown only if the build fails.
# shellcheck disable=SC2086
swift build $flags >.build/build.log 2>&1 || { grep -v 'Cannot export local symbol' .build/build.log; exit 1; }
status=0
for target in $targets; do
  corpus=.build/corpus/$target
  mkdir -p "$corpus" .build/findings
  seed "$target" "$corpus"
  log=.build/findings/$target.log
  echo "+ Fuzz$target for $seconds s, $(ls "$corpus" | wc -l) seeds"
  # Leaks are not looked for: an indirect enum keeps bits of its own in a pointer, which the leak detector then misses.
  # Swift's own crash report would keep the fuzzer from writing down the input.
  options="-timeout=5 -rss_limit_mb=512 -detect_leaks=0 -max_len=65536 -print_final_stats=1"
  export SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=quarantine_size_mb=32:detect_leaks=0
  # shellcheck disable=SC2086
  .build/release/Fuzz"$target" $options -max_total_time="$seconds" -artifact_prefix=.build/findings/"$target"- \
    "$corpus" >"$log" 2>&1 || {
    input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
    # A machine that stood still for some seconds looks like a hang: a real one hangs again.
    # shellcheck disable=SC2086
    case $input in
      *-timeout-*) .build/release/Fuzz"$target" $options "$input" >/dev/null 2>&1 && {
        echo "Fuzz$target: stopped early by a pause of the machine"
        rm -f "$input"
        continue
      } ;;
    esac
    echo "Fuzz$target: FOUND something; the input is Fuzz/$input, the report Fuzz/$log"
    grep -E 'ERROR|SUMMARY|Fatal error' "$log" || true
    status=1
    continue
  }
  coverage=$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)
  runs=$(sed -n 's/stat::number_of_executed_units: *//p' "$log")
  echo "Fuzz$target: $runs runs, coverage ${coverage:-0} (floor $(floor "$target"))"
  [ "${coverage:-0}" -ge "$(floor "$target")" ] || {
    echo "Fuzz$target: coverage is below the floor"
    status=1
  }
done
exit $status
