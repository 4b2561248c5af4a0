#!/bin/sh
# Installs Debian packages that are missing: scripts/debian.sh PACKAGE…   Needs root; says so when it is not.
#
# The servers among them are not started: tests start their own, in their own network.
set -eu

missing=''
for package in "$@"; do
  state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ]; then
  echo "These packages are missing; root installs them with: apt-get install$missing" >&2
  exit 1
fi

# Debian's own way to say that no service may start (Policy Manual, section 9.3.3.1); a file of yours is left alone.
POLICY=/usr/sbin/policy-rc.d
if [ ! -e "$POLICY" ]; then
  trap 'rm -f "$POLICY"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$POLICY"
  chmod +x "$POLICY"
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet --quiet
# shellcheck disable=SC2086 (a list of words)
apt-get install --yes --quiet --quiet --no-install-recommends $missing >/dev/null
