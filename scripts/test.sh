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

step "Tests of the portal on PostgreSQL"
if scripts/with_postgres.sh true; then
  scripts/with_postgres.sh .venv/bin/python -m pytest -q tests/portal --ignore tests/portal/serve -p no:cacheprovider
fi

step "Tests on the newest Python that we support"
# Version managers keep their interpreters side by side.
beside=$(.venv/bin/python -c 'import sys; print(sys.base_prefix)')/..
newest=''
for candidate in ${PYTHON_NEWEST:-python3.13 "$beside"/*/bin/python3.13}; do
  ! "$candidate" -c 'import venv; from ensurepip import version' >/dev/null 2>&1 || newest=$candidate
done
if [ -n "$newest" ]; then
  PYTHON=$newest scripts/environment.sh dev .venv-newest
  # Who may see what does not depend on the version of Python, and that walk takes minutes: it was made twice above.
  .venv-newest/bin/python -m pytest -q -m "not lab and not browser and not wheel" -p no:cacheprovider \
    --ignore tests/portal/test_isolation.py
else
  echo "No Python 3.13 was found here: this step is left out. PYTHON_NEWEST=/path/to/python names one."
fi

echo
echo "All is well, in $((SECONDS - STARTED)) seconds."
