#!/bin/sh
# Installs what Badge is built with and what its tests call, as far as it is missing. Says what it does; where all is
# there it says that in one line and changes nothing. Swift itself is not installed.
set -eu

fail() {
  echo "error: $1" >&2
  echo "hint: $2" >&2
  exit 1
}

has_command() { command -v "$1" >/dev/null 2>&1; }
# A header is what counts, whichever package it came from. Beside /usr/include itself only the folder of this machine's
# architecture is looked at: other programs keep copies of other libraries' headers in folders of their own.
has_header() { [ -e "/usr/include/$1" ] || [ -e "/usr/include/$(uname -m)-linux-gnu/$1" ]; }

has_command swift || fail "there is no swift on the PATH" \
  "install Swift 6.2 or newer from https://www.swift.org/install/linux and put its usr/bin on the PATH"
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p')
case $version in
  [0-5].* | 6.[01]) fail "this is Swift $version" "Badge needs Swift 6.2 or newer: https://www.swift.org/install/linux" ;;
esac

# Needed to build.
needed=
has_command git || needed="$needed git"
has_command make || needed="$needed make"
has_command pkg-config || needed="$needed pkg-config"
has_header stdio.h || needed="$needed libc6-dev"
has_command gcc || needed="$needed gcc"
has_command g++ || needed="$needed g++"
# pkg-config is what the build asks, so it decides; where it is missing, apt finds out whether the headers are there.
{ has_command pkg-config && pkg-config --exists libcrypto; } || needed="$needed libssl-dev"
{ has_command pkg-config && pkg-config --exists zlib; } || needed="$needed zlib1g-dev"
{ has_command pkg-config && pkg-config --exists expat; } || needed="$needed libexpat1-dev"
{ has_command pkg-config && pkg-config --exists sqlite3; } || needed="$needed libsqlite3-dev"

# Other readers and writers of key files, which some tests and the benchmark compare with; they are skipped without.
wanted=
has_command openssl || wanted="$wanted openssl"
has_command ssh-keygen || wanted="$wanted openssh-client"
# Other readers of pictures.
has_command pngcheck || wanted="$wanted pngcheck"
has_command xmllint || wanted="$wanted libxml2-utils"
# What badge trust update --online loads.
[ -e "/usr/lib/$(uname -m)-linux-gnu/libcurl.so.4" ] || wanted="$wanted libcurl4"
# Kills and fails commands at their system calls.
has_command strace || wanted="$wanted strace"
# Others' code for make interop.
python3 -c 'import ensurepip, venv' 2>/dev/null || wanted="$wanted python3-venv"

if [ -z "$needed$wanted" ]; then
  echo "setup: everything is there (Swift $version)"
  exit 0
fi

if ! has_command apt-get; then
  [ -z "$needed" ] && { echo "setup: without$wanted some tests are skipped"; exit 0; }
  fail "missing:$needed (the names of Debian's packages)" "install them with this system's package manager"
fi
as_root=
if [ "$(id -u)" != 0 ]; then
  if ! has_command sudo; then
    [ -z "$needed" ] && { echo "setup: without$wanted some tests are skipped"; exit 0; }
    fail "missing:$needed" "as root: apt-get install$needed"
  fi
  as_root=sudo
fi

echo "setup: installing$needed$wanted"
set -x
$as_root apt-get update -q
# The names are ours and hold no blanks.
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $needed $wanted
{ set +x; } 2>/dev/null

pkg-config --exists 'libcrypto >= 3.0' || fail "OpenSSL $(pkg-config --modversion libcrypto) is too old" \
  "Badge needs OpenSSL 3.0 or newer"
pkg-config --exists 'sqlite3 >= 3.37' || fail "SQLite $(pkg-config --modversion sqlite3) is too old" \
  "Badge needs SQLite 3.37 or newer"
echo "setup: done (Swift $version)"
