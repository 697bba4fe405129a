#!/bin/sh
# Checks the layout of code, scripts and documents; changes nothing.
set -u
cd "$(dirname "$0")/.." || exit 1
status=0

swift format lint --strict --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources \
  Fuzz/Package.swift Fuzz/Sources || status=1

for script in Scripts/*.sh Fuzz/*.sh .ci/run; do
  case $(head -n 1 "$script") in
    *bash) bash -n "$script" || status=1 ;;
    *) sh -n "$script" || status=1 ;;
  esac
  [ -x "$script" ] || { echo "$script: not executable"; status=1; }
done

# In text that people edit. The vectors and the sample keys are bytes, and stay as they are.
git ls-files -z -- '*.md' '*.swift' '*.sh' '*.py' Makefile .ci ':!Tests/TestVectors/*/*' \
  | xargs -0 grep -nE '[[:space:]]+$' | grep -v '^Makefile:[0-9]*:$' && { echo "white space at the end of a line"; status=1; }

[ "$status" = 0 ] && echo "lint: nothing found"
exit "$status"
