#!/bin/bash
# Everything that must hold, in the order in which it is quickest to hear of a fault. Stops at the first.
# Servers that tests need are started and stopped by the tests themselves.
set -euo pipefail
cd "$(dirname "$0")/.."
STARTED=$SECONDS

step() {
  echo
  echo "══ $1 ($((SECONDS - STARTED)) s)"
}

step "Installing"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  # shellcheck disable=SC2046 (a list of words)
  scripts/debian.sh python3-venv chromium libatomic1 poppler-utils gettext postgresql $(cat lab/packages.txt)
else
  echo "Not root: Debian packages are not installed. Tests that miss one are skipped, and say which."
fi
scripts/environment.sh dev

step "Style, types, floors"
scripts/lint.sh

step "Tests"
.venv/bin/python -m pytest

# The last two use other databases and another Python, and touch no network: each gets a core of its own.
step "Tests of the portal on PostgreSQL, and all tests on the newest Python that we support"
AFTER=$(mktemp -d)
trap 'rm -rf "$AFTER"' EXIT

on_postgres() {
  scripts/with_postgres.sh true || return 0
  scripts/with_postgres.sh .venv/bin/python -m pytest -q tests/portal --ignore tests/portal/serve -p no:cacheprovider
}

on_newest_python() {
  # Version managers keep their interpreters side by side.
  beside=$(.venv/bin/python -c 'import sys; print(sys.base_prefix)')/..
  newest=''
  for candidate in ${PYTHON_NEWEST:-python3.13 "$beside"/*/bin/python3.13}; do
    ! "$candidate" -c 'import venv; from ensurepip import version' >/dev/null 2>&1 || newest=$candidate
  done
  if [ -z "$newest" ]; then
    echo "No Python 3.13 was found here: this step is left out. PYTHON_NEWEST=/path/to/python names one."
    return 0
  fi
  PYTHON=$newest scripts/environment.sh dev .venv-newest || return 1
  # Who may see what does not depend on the version of Python, and that walk takes minutes: it was made before.
  .venv-newest/bin/python -m pytest -q -m "not lab and not browser and not wheel" -p no:cacheprovider \
    --ignore tests/portal/test_isolation.py --ignore tests/portal/web/park/test_roles.py
}

on_postgres >"$AFTER/postgres" 2>&1 & POSTGRES=$!
on_newest_python >"$AFTER/newest" 2>&1 & NEWEST=$!
FAILED=0
wait "$POSTGRES" || FAILED=1
cat "$AFTER/postgres"
wait "$NEWEST" || FAILED=1
step "On the newest Python"
cat "$AFTER/newest"
[ "$FAILED" = 0 ] || { echo "Not all is well, after $((SECONDS - STARTED)) seconds."; exit 1; }

echo
echo "All is well, in $((SECONDS - STARTED)) seconds."
