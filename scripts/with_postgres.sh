#!/bin/bash
# Runs a command with a PostgreSQL of its own: scripts/with_postgres.sh COMMAND…
#
# The server listens on a socket in a folder that is thrown away, and on no port. It is handed to the command as
# WEERBAAR_DATABASE. The exit code is the command's; 77 when there is no PostgreSQL here.
set -euo pipefail

bin=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v initdb || echo /nowhere)")
if [ ! -x "$bin/initdb" ]; then
  echo "There is no PostgreSQL here (Debian: apt-get install postgresql)." >&2
  exit 77
fi

folder=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then # the server refuses to run as root
  chown postgres "$folder"
  as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi
end() {
  "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap end EXIT
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -U weerbaar --auth=trust --no-sync >/dev/null
# What is written is thrown away: no disk has to be waited for.
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" \
  -o "-k $folder -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off" start >/dev/null
cd - >/dev/null
export WEERBAAR_DATABASE="postgresql://weerbaar@/weerbaar?host=$folder"
"${as[@]}" "$bin/createdb" -h "$folder" -U weerbaar weerbaar
"$@"
