#!/bin/sh
# Makes the virtual environment, or brings it up to date: scripts/environment.sh run|dev [FOLDER]
#
#   run   what `weerbaar serve` needs        dev   that, and what the tests need
#
# Everything is installed from the lock files, with hashes. Nothing happens when nothing changed.
# PYTHON names the interpreter; without it the first that is new enough is taken.
set -eu
cd "$(dirname "$0")/.."
KIND=${1:?"run or dev"}
VENV=${2:-.venv}

say() { echo "── $*"; }

stop() {
  echo "$*" >&2
  exit 1
}

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

complete() { "$1" -c 'import venv; from ensurepip import version' >/dev/null 2>&1; }

usable() { new_enough "$1" && "$1" -c 'import pip' >/dev/null 2>&1; }

# The interpreter in $found, or nothing; `incomplete` is one that would do but lacks the parts for an environment.
find_python() {
  found='' incomplete=''
  for candidate in ${PYTHON:-python3.11 python3.12 python3.13 python3.14 python3 /usr/bin/python3}; do
    new_enough "$candidate" || continue
    if complete "$candidate"; then
      found=$candidate
      return
    fi
    incomplete=${incomplete:-$candidate}
  done
}

need_python() {
  find_python
  if [ -z "$found$PYTHON" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing python3-venv"
    scripts/debian.sh python3 python3-venv
    find_python
  fi
  [ -z "$found" ] || return 0
  [ -z "$incomplete" ] || stop "$incomplete cannot make a virtual environment." \
    "On Debian and Ubuntu this helps: apt-get install python3-venv"
  stop "Python 3.11 or newer is needed, and was not found. PYTHON=/path/to/python names one."
}

make_venv() {
  [ ! -e "$VENV" ] || [ -e "$VENV/pyvenv.cfg" ] || stop "$VENV exists and is no virtual environment."
  need_python
  say "Making $VENV with $("$found" --version)"
  rm -rf "$VENV"
  "$found" -m venv "$VENV"
}

fingerprint() { cat requirements-build.lock "$1" pyproject.toml | cksum; }

# up_to_date STAMP LOCK
up_to_date() { [ "$(cat "$VENV/$1" 2>/dev/null)" = "$(fingerprint "$2")" ]; }

PYTHON=${PYTHON:-}
usable "$VENV/bin/python" || make_venv
case $KIND in
  run)
    lock=requirements.lock
    # What the tests need includes what serving needs.
    ! up_to_date .installed-dev requirements-dev.lock || exit 0
    ;;
  dev) lock=requirements-dev.lock ;;
  *) stop "environment: there is no kind $KIND" ;;
esac
! up_to_date ".installed-$KIND" "$lock" || exit 0

say "Installing from $lock (about 20 seconds the first time)"
pip="$VENV/bin/python -m pip --disable-pip-version-check --quiet --quiet"
$pip install --require-hashes -r requirements-build.lock -r "$lock"
$pip install --no-deps --no-build-isolation --editable .
fingerprint "$lock" >"$VENV/.installed-$KIND"
